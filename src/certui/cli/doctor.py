"""``certui doctor``: what is right and what is wrong here, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certui import bootstrap
from certui.cli import looking
from certui.cli.output import complain, say, say_json
from certui.domain import doctor_rules
from certui.domain.doctor import Level
from certui.wording import doctor as wording

if TYPE_CHECKING:
    from argparse import Namespace

    from certui.domain.doctor import Finding


def doctor(arguments: Namespace) -> int:
    """``certui doctor [--json]``; nothing is created, opened or brought up to date.

    Returns:
        1 when something keeps certui from working or puts data at risk, else 0.
    """
    found = doctor_rules.judged(
        program=looking.program(),
        configuration=looking.configuration(),
        database=looking.database(getattr(arguments, "db", None)),
        incidents=looking.incidents_log(),
        terminal=looking.terminal(),
        now=bootstrap.now(),
    )
    if arguments.json:
        say_json([_object(one) for one in found])
    else:
        for line in wording.report(found):
            say(line)
    faults = sum(one.level is Level.FAULT for one in found)
    if faults:
        complain(wording.faulty(faults))
    return 1 if faults else 0


def _object(one: Finding) -> dict[str, Any]:
    said = wording.told(one)
    return {
        "check": one.check.value,
        "state": one.level.value,
        "value": one.value,
        "problem": None if one.trouble is None else one.trouble.code,
        "detail": one.detail or None,
        "sentence": said.problem or None,
        "advice": said.advice or None,
    }
