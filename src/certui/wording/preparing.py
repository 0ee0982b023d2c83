"""The words of what is done before the day: a session typed, copied, deleted; needs set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.faults import Fault
from certui.domain.text import clean
from certui.domain.wall_clock import FIRST_YEAR, LAST_YEAR
from certui.services.needs import ExtraTimeSet
from certui.wording.enrolment import full_name
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    hour,
    long_date,
    numeric_date,
    plural,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from certui.domain.models import Candidate, ExamSession
    from certui.services.needs import AccessibilitySet
    from certui.services.sessions import EditedSession

# The product's words (pix-certif §1.5).
CREATION: Final = "Création d’une session de certification"
CREATE: Final = "Créer la session"
MODIFICATION: Final = "Modification d’une session de certification"
MODIFY: Final = "Modifier la session"
DELETED: Final = "La session a été supprimée avec succès."

EDITED: Final = "La session a été modifiée avec succès."
NOT_EDITED: Final = f"Rien à modifier{NO_BREAK}: la session est déjà ainsi."
ASK_ABANDON: Final = f"Abandonner la saisie{NARROW}?"
ABANDON: Final = "Abandonner"
# Beside a day or an hour that cannot be read; nothing while it may yet become one.
UNREAD: Final = {
    Fault.MISSING: "",
    Fault.MALFORMED: "",
    Fault.NO_SUCH_DAY: "ce jour n’existe pas",
    Fault.WRONG_WEEKDAY: "pas ce jour de la semaine",
    Fault.OUT_OF_RANGE: f"entre {FIRST_YEAR} et {LAST_YEAR} seulement",
    Fault.NO_SUCH_HOUR: "cette heure n’existe pas",
}
EXTRA_TIME: Final = "Temps majoré"
ACCESSIBILITY: Final = "Aménagement d’accessibilité"
ACCESSIBLE: Final = "Test accessible (Espace coche)"
EXTRA_TIME_FIELD: Final = "Temps majoré (%)"


def read(day: dt.date, today: dt.date) -> str:
    """A day as it was understood; a past one says so, for it may be a slip."""
    past = " (passé)" if day < today else ""
    return f"{long_date(day)}{past}"


def created(session: ExamSession) -> str:
    """The toast of a creation."""
    return (
        f"Session {session.number} créée{NO_BREAK}: {clean(session.name)},"
        f" {numeric_date(session.date)} à {hour(session.time)}."
    )


def ask_deletion(session: ExamSession, candidates: int) -> str:
    """The question before a session is deleted, and how many it concerns."""
    question = f"Souhaitez-vous supprimer la session {session.number}{NARROW}?"
    if not candidates:
        return f"{question} Aucun candidat n’est inscrit à cette session."
    enrolled = plural(candidates, "candidat est inscrit", "candidats sont inscrits")
    return f"{question} {enrolled} à cette session."


def deleted(session: ExamSession, candidates: int) -> str:
    """What a deletion did, for who was not asked."""
    return (
        f"Session {session.number} supprimée, avec {plural(candidates, 'candidat', 'candidats')}."
    )


def chosen(candidates: Collection[Candidate]) -> str:
    """Whom a change is for: a name, or how many."""
    if len(candidates) == 1:
        return full_name(next(iter(candidates)).person)
    return plural(len(candidates), "candidat coché", "candidats cochés")


def extra_time_hint(*, several: bool) -> str:
    """What can be typed; and what an empty field does to candidates who differ."""
    if several:
        return f"De 1 à 99. Les valeurs diffèrent{NARROW}; laisser vide les retire toutes."
    return f"De 1 à 99{NARROW}; vide s’il n’y en a pas."


def edited(done: EditedSession) -> str:
    """What an edit did; a refusal where all was so already."""
    return EDITED if done.changed else NOT_EDITED


def needs_set(done: ExtraTimeSet | AccessibilitySet) -> str:
    """What setting a need did; a refusal where all had it so already."""
    if not done.count:
        return f"Rien à enregistrer{NO_BREAK}: il en est déjà ainsi."
    if isinstance(done, ExtraTimeSet):
        return extra_time_set(done.count)
    return accessibility_set(done.count)


def extra_time_set(count: int) -> str:
    """The toast of extra time: neither its value nor a name, it is health data."""
    return f"Temps majoré enregistré pour {plural(count, 'candidat', 'candidats')}."


def accessibility_set(count: int) -> str:
    """The toast of a need for an accessible test: neither which, nor a name."""
    who = plural(count, "candidat", "candidats")
    return f"Aménagement d’accessibilité enregistré pour {who}."
