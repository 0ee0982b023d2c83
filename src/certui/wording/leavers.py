"""The words of those who left the roster, and of their erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.text import clean
from certui.wording.typography import NARROW, NO_BREAK, number, numeric_date, plural

if TYPE_CHECKING:
    from certui.domain.models import Pupil

TITLE: Final = "Élèves partis"
NOBODY: Final = "Aucun élève n’a quitté la liste."
NOBODY_MATCHES: Final = "Aucun élève ne correspond"
NOBODY_TICKED: Final = f"Cochez d’abord les élèves à effacer (Espace{NARROW}; a pour tous)."


def title(count: int, erasable: int) -> str:
    """``Élèves partis (15, dont 12 dans aucune session)``."""
    return f"{TITLE} ({number(count)}, dont {number(erasable)} dans aucune session)"


def in_sessions(count: int) -> str:
    """``dans 2 sessions``; empty for none."""
    return f"dans {plural(count, 'session', 'sessions')}" if count else ""


def ticked(count: int) -> str:
    """How many are ticked."""
    if not count:
        return "Aucun élève sélectionné"
    return plural(count, "élève sélectionné", "élèves sélectionnés")


def ask_erasure(count: int) -> str:
    """The question before pupils are erased for good."""
    return f"Effacer définitivement {plural(count, 'élève', 'élèves')}{NARROW}?"


def erased(count: int, kept: int) -> str:
    """What was erased; and who was not, being in a session or back on the roster."""
    done = plural(count, "élève effacé définitivement", "élèves effacés définitivement")
    if not kept:
        return f"{done}."
    left = plural(
        kept,
        "élève gardé, car il est dans une session ou de retour",
        "élèves gardés, car ils sont dans une session ou de retour",
    )
    return f"{done}, {left}." if count else f"Aucun élève effacé{NO_BREAK}: {left}."


def to_erase(pupil: Pupil) -> str:
    """A pupil, on one line."""
    person = pupil.person
    who = f"{person.class_name} {person.last_name} {person.first_name}"
    return f"{clean(who)}, {numeric_date(person.birth_date)}"


def would_erase(count: int, kept: int) -> str:
    """What an erasure would do."""
    who = plural(
        count,
        "élève parti serait effacé définitivement",
        "élèves partis seraient effacés définitivement",
    )
    return f"{who}, {_kept(kept)}."


def erased_all(count: int, kept: int) -> str:
    """What an erasure of all who can be erased did."""
    who = plural(count, "élève parti effacé définitivement", "élèves partis effacés définitivement")
    return f"{who}, {_kept(kept)}."


def _kept(count: int) -> str:
    one, many = "gardé car dans une session", "gardés car dans une session"
    return plural(count, one, many)
