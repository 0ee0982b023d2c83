"""The commands on the school's pupils: import them, give them back, erase those who left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from certui import bootstrap, errors
from certui.cli.opening import MOST_DIGITS, NUMBER, begun, opened
from certui.cli.output import complain, say, say_bytes
from certui.cli.papers import STANDARD_OUTPUT, place
from certui.domain.roster_changes import Decision
from certui.domain.text import clean
from certui.services.roster import decided
from certui.wording import imports, leavers
from certui.wording.import_questions import NEW_WORD

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from certui.bootstrap import Services
    from certui.domain.roster_changes import RosterChange


def import_roster(arguments: Namespace) -> int:
    """``certui import FILE [--dry-run] [--valid-only] [--class …] [--doubt N=ID …] [--yes]``."""
    path, class_name = Path(arguments.file), clean(arguments.class_name)
    said = dict(map(_decision, arguments.doubts))
    if arguments.dry_run:
        return _preview(arguments, path, class_name, said)

    def apply(services: Services) -> RosterChange:
        return services.roster.apply(
            path,
            valid_only=arguments.valid_only,
            class_name=class_name,
            said=said,
            sure=arguments.yes,
        )

    change = begun(arguments, apply)
    for line in imports.report(change, applied=True):
        say(line)
    return 0


def _preview(
    arguments: Namespace, path: Path, class_name: str, said: Mapping[int, int | Decision]
) -> int:
    """Say what an import would change: where there is no database, to an empty one."""
    absent = ""
    try:
        with opened(arguments) as services:
            change = decided(services.roster.preview(path, class_name=class_name), said)
    except errors.StoreMissing as missing:
        with bootstrap.opened_apart() as services:
            change = decided(services.roster.preview(path, class_name=class_name), said)
        absent = imports.no_database_yet(missing.path)
    for line in imports.report(change, applied=False):
        say(line)
    if absent:
        complain(absent)
    return 0


def _decision(typed: str) -> tuple[int, int | Decision]:
    """Who somebody in doubt is, by their position in the file: ``37=12``, ``37=nouveau``.

    Raises:
        certui.errors.InvalidDecision: it says something else.
    """
    number, _, who = clean(typed).partition("=")
    numbers = [text for text in (number, who) if NUMBER.fullmatch(text) and len(text) < MOST_DIGITS]
    if number in numbers and who.casefold() == NEW_WORD:
        return int(number) - 1, Decision.NEW
    if [number, who] != numbers:
        raise errors.InvalidDecision(value=typed)
    return int(number) - 1, int(who)


def export_roster(arguments: Namespace) -> int:
    """``certui export-roster [-o FILE] [--force]``."""
    output: str | None = arguments.output
    if output == STANDARD_OUTPUT:
        with opened(arguments) as services:
            content, _ = services.roster.export()
        say_bytes(content)
        return 0
    folder, name = place(output)
    with opened(arguments) as services:
        content, count = services.roster.export()
        path = services.roster.save(content, folder, name, overwrite=arguments.force)
    say(imports.exported(count, path))
    return 0


def erase_pupils(arguments: Namespace) -> int:
    """``certui erase-pupils [--dry-run]``."""
    with opened(arguments) as services:
        found = services.leavers.view()
        erasable, kept = found.erasable, len(found.sessions)
        if not arguments.dry_run:
            count = services.leavers.erase([one.id for one in erasable])
            say(leavers.erased_all(count, kept + len(erasable) - count))
            return 0
    for one in erasable:
        say(leavers.to_erase(one))
    say(leavers.would_erase(len(erasable), kept))
    return 0
