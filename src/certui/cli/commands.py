"""What each subcommand that prints does: ask a service, print the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certui import bootstrap
from certui.cli.naming import named_candidates
from certui.cli.opening import begun, opened, session_number, students_of
from certui.cli.output import plain, say, say_json, say_table
from certui.domain import candidate_fields, drafts
from certui.domain.session_fields import FIELDS, TYPED
from certui.domain.text import clean
from certui.wording import day, shell
from certui.wording import enrolment as wording

if TYPE_CHECKING:
    from argparse import Namespace

    from certui.bootstrap import Services
    from certui.domain.models import Candidate, Centre, ExamSession, SessionSummary


def seed(arguments: Namespace) -> int:
    """``certui seed``."""
    students = students_of(arguments.students)

    def fill(services: Services) -> tuple[Centre, tuple[SessionSummary, ...]]:
        bootstrap.fill(services.store, students)
        return services.sessions.summaries()

    centre, sessions = begun(arguments, fill)
    say(shell.seeded(centre, students, len(sessions)))
    return 0


def centre(arguments: Namespace) -> int:
    """``certui centre [--name … --uai … --time-zone … --sco … --certifications … …]``."""
    typed: dict[str, Any] = {
        "name": arguments.name,
        "uai": arguments.uai,
        "time_zone": arguments.time_zone,
        "sco": None if arguments.sco is None else arguments.sco == "oui",
        "certifications": arguments.certifications,
        "billing": arguments.billing,
        "prepayment_code": arguments.prepayment_code,
    }

    def change(services: Services) -> Centre:
        known = services.sessions.centre()
        wanted = drafts.centre(known, **typed)
        if wanted != known:
            services.sessions.set_centre(wanted, known=known)
        return wanted

    if any(one is not None for one in typed.values()):
        shown = begun(arguments, change)
    else:
        with opened(arguments) as services:
            shown = services.sessions.centre()
    for line in shell.centre(shown):
        say(line)
    return 0


def sessions(arguments: Namespace) -> int:
    """``certui sessions [--json]``."""
    with opened(arguments) as services:
        _, summaries = services.sessions.summaries()
    if arguments.json:
        say_json([_session_object(one) for one in summaries])
    elif summaries:
        say_table(
            shell.SESSION_HEADINGS,
            [shell.session_row(one) for one in summaries],
            right=shell.SESSION_RIGHT,
        )
    else:
        say(shell.NO_SESSION)
    return 0


def new_session(arguments: Namespace) -> int:
    """``certui session new``."""
    typed = {name: getattr(arguments, name) or "" for name in TYPED}

    def create(services: Services) -> ExamSession:
        draft = drafts.session_draft(typed, today=services.sessions.today())
        return services.sessions.create(draft)

    say(shell.created(begun(arguments, create)))
    return 0


def candidates(arguments: Namespace) -> int:
    """``certui candidates SESSION [--json]``."""
    number = session_number(arguments.number)
    with opened(arguments) as services:
        found = services.sessions.view(number).candidates
    if arguments.json:
        say_json([_candidate_object(one) for one in found])
    elif found:
        say_table(
            shell.CANDIDATE_HEADINGS,
            [shell.candidate_row(one) for one in found],
            right=shell.CANDIDATE_RIGHT,
        )
    else:
        say(wording.already_added(0))
    return 0


def add(arguments: Namespace) -> int:
    """``certui add SESSION (--class … | --ine …)``."""
    classes = [clean(name) for name in arguments.classes or ()]
    ines = [clean(ine).upper() for ine in arguments.ines or ()]
    number = session_number(arguments.number)
    with opened(arguments) as services:
        done = services.enrolment.add_by_names(number, classes=classes, ines=ines)
    say(wording.enrolled(done))
    return 0


def remove(arguments: Namespace) -> int:
    """``certui remove SESSION (--ine INE… | --id ID…)``."""
    number, named = session_number(arguments.number), named_candidates(arguments)
    with opened(arguments) as services:
        done = services.enrolment.remove_named(number, named)
    say(wording.removed(len(done.candidates)))
    return 0


def finish(arguments: Namespace) -> int:
    """``certui finish SESSION``."""
    number = session_number(arguments.number)
    with opened(arguments) as services:
        done = services.day.finish(number)
    say(day.finished(done))
    return 0


def reopen(arguments: Namespace) -> int:
    """``certui reopen SESSION``."""
    number = session_number(arguments.number)
    with opened(arguments) as services:
        services.day.reopen(number)
    say(day.SESSION_REOPENED)
    return 0


def _session_object(one: SessionSummary) -> dict[str, Any]:
    return {
        **{field.name: plain(getattr(one.session, field.name)) for field in FIELDS if field.json},
        "state": one.state.value,
        "candidates": one.candidates,
    }


def _candidate_object(one: Candidate) -> dict[str, Any]:
    return {field.name: plain(field.of(one)) for field in candidate_fields.FIELDS if field.json}
