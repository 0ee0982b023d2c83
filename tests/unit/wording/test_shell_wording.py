"""What the shell prints of a session and of a candidate is plain text on one line."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from tests.builders import person
from tests.unit.documents.records import candidate, session

from certui.domain.models import Centre, ExamSession, Person, SessionState, SessionSummary
from certui.wording import shell

HOSTILE: Final = "\x1b]0;pris\x07a\u202e\nb"


def _texts(kind: type[Person | ExamSession]) -> dict[str, str]:
    """A hostile value for each field of text that a person types or a file brings."""
    return {one.name: HOSTILE for one in fields(kind) if one.type in {"str", "str | None"}}


def test_no_row_of_the_shell_has_a_raw_value() -> None:
    """Whatever a field holds, a terminal obeys none of it, and a row stays a row."""
    facts = {name: text for name, text in _texts(ExamSession).items() if name != "time_zone"}
    held = session(**facts)
    one = replace(candidate(), person=person(**_texts(Person)))
    centre = Centre(name=HOSTILE, uai=HOSTILE, time_zone="Europe/Paris")
    for cells in (
        shell.session_row(SessionSummary(held, 1, SessionState.UPCOMING)),
        shell.candidate_row(one),
        shell.centre(centre),
        (shell.created(held), shell.seeded(centre, 1, 1)),
    ):
        assert not [cell for cell in cells if not set("\x1b\x07\u202e\n").isdisjoint(cell)]
