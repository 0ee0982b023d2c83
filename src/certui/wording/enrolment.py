"""The words of sessions and candidates: counts, questions, toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.models import SessionState
from certui.domain.search import natural
from certui.domain.text import clean
from certui.wording.typography import NARROW, NO_BREAK, number, numeric_date, plural, several

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from certui.domain.models import Candidate, Person
    from certui.services.enrolment import Enrolled

MOST_NAMED: Final = 5
"""How many persons a question names before it counts them."""
EMPTY_SESSION: Final = f"Ajoutez une liste d’élèves et c’est parti{NARROW}!"
EMPTY_ROSTER: Final = f"Aucun élève{NO_BREAK}: importez d’abord un fichier d’élèves."
LOADING_PUPILS: Final = "Chargement des élèves…"
NOTHING_TICKED: Final = f"Cochez d’abord des élèves{NO_BREAK}: Espace coche celui sous le curseur."
NO_CLASS: Final = "Aucune classe ne correspond"
NO_MATCH: Final = "Aucun élève ne correspond"
TOO_SMALL: Final = "Fenêtre trop petite (80×24 au minimum)"
SESSION_HAS_BEGUN: Final = (
    f"La session a débuté{NO_BREAK}: il n’est plus possible d’ajouter des candidats."
)
CANDIDATE_HAS_JOINED: Final = (
    "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer."
)
CANDIDATE_REMOVED: Final = "Le candidat a été supprimé avec succès."
# Of who has come: one word in columns, counters and keys.
PRESENT: Final = "présent"
SESSION_STATES: Final = {
    SessionState.UPCOMING: "à venir",
    SessionState.BEGUN: "en cours",
    SessionState.FINALISED: "finalisée",
}


# So many class names fit beside the counts.
_CLASSES_NAMED: Final = 2


def loading_pupils(fraction: float) -> str:
    """``Chargement des élèves… 40 %``.

    Args:
        fraction: done, 0.0 to 1.0.
    """
    return f"{LOADING_PUPILS} {int(fraction * 100)}{NO_BREAK}%"


def full_name(person: Person) -> str:
    """``Thomas JEFFERSON``: as people are called out."""
    return f"{person.first_name} {person.last_name.upper()}"


def enrolled(result: Enrolled) -> str:
    """What an addition did: a refusal where it added nobody, for all were there."""
    if not result.added:
        there = (
            "cet élève est déjà dans la session"
            if result.already == 1
            else f"ces {number(result.already)} élèves sont déjà dans la session"
        )
        return f"Aucun élève ajouté{NO_BREAK}: {there}."
    added = plural(result.added, "élève ajouté à la session", "élèves ajoutés à la session")
    if not result.already:
        return added
    already = plural(result.already, "y était déjà", "y étaient déjà")
    return f"{added} ({already})"


def filtered(count: int, total: int, *, active: bool) -> str:
    """The count beside the filter: ``6 participants filtrés``, ``1 284 participants``."""
    if active:
        return plural(count, "participant filtré", "participants filtrés")
    return plural(total, "participant", "participants")


def in_use(name: str) -> str:
    """What tells that a pupil is found by their name in use: ``usage DUPONT``."""
    return f"usage {clean(name)}"


def selected(count: int) -> str:
    """How many pupils are ticked."""
    if not count:
        return "Aucun élève sélectionné"
    return plural(count, "élève sélectionné", "élèves sélectionnés")


def already_added(count: int) -> str:
    """How many candidates the session has already."""
    if not count:
        return "Aucun candidat ajouté à la session"
    return plural(count, "candidat déjà ajouté à la session", "candidats déjà ajoutés à la session")


def ask_removal(candidates: Sequence[Candidate]) -> str:
    """The question before a removal: one by name, several counted, then told by :func:`named`."""
    if len(candidates) == 1:
        return f"Supprimer {full_name(candidates[0].person)} de la session{NARROW}?"
    who = plural(len(candidates), "candidat", "candidats")
    return f"Supprimer {who} de la session{NARROW}?"


def removed(count: int) -> str:
    """The toast of a removal."""
    if not several(count):
        return CANDIDATE_REMOVED
    return f"{number(count)} candidats ont été supprimés avec succès."


def identity(person: Person) -> str:
    """``BERTRAND Jade, 3EC, 20/05/2011``: enough to tell homonyms apart."""
    parts = (listed_name(person), clean(person.class_name), numeric_date(person.birth_date))
    return ", ".join(part for part in parts if part)


def listed_name(person: Person) -> str:
    """``BERTRAND Jade``: as people are looked up."""
    return f"{clean(person.last_name).upper()} {clean(person.first_name)}"


def named(persons: Sequence[Person], count: int | None = None) -> list[str]:
    """Whom a question is about, a line each: the first of them, then how many more.

    Args:
        persons: some of them, by name.
        count: how many there are; as many as ``persons`` when None.
    """
    shown = [identity(one) for one in persons[:MOST_NAMED]]
    rest = (len(persons) if count is None else count) - len(shown)
    return [*shown, f"et {plural(rest, 'autre', 'autres')}"] if rest > 0 else shown


def ask_abandon(count: int) -> str:
    """The question before ticks are lost."""
    return f"Abandonner la sélection de {plural(count, 'élève', 'élèves')}{NARROW}?"


def classes_chosen(classes: Collection[str]) -> str:
    """The classes that the picker is limited to: named when few, counted when many."""
    if len(classes) <= _CLASSES_NAMED:
        return ", ".join(sorted(classes, key=natural))
    return plural(len(classes), "classe", "classes")


def many_lines_pasted(count: int) -> str:
    """Why a pasted list was not taken."""
    lines = plural(count, "ligne a été collée", "lignes ont été collées")
    return f"Collez un seul nom à la fois{NO_BREAK}: {lines}."
