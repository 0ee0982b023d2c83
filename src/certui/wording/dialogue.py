"""The words of the dialogue: prompts, what can be said, lists read a line at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from certui.domain import day as rules
from certui.domain.day import Move
from certui.domain.session_fields import TYPED
from certui.domain.text import clean
from certui.wording import day as day_words
from certui.wording.enrolment import SESSION_STATES, full_name, identity
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    elided,
    hour,
    long_date,
    numeric_date,
    plural,
    quoted,
    short_date,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from certui.domain.models import (
        Candidate,
        ExamSession,
        RosterEntry,
        SessionDraft,
        SessionSummary,
    )

WELCOME: Final = (
    "certui, dialogue ligne par ligne. Tapez un point d’interrogation à tout moment pour savoir que"
    f" dire{NARROW}; q pour revenir en arrière ou quitter."
)
BACK_TO_LIST: Final = "Liste des sessions. Tapez l pour la relire."
HOW_TO_ASK: Final = f"tapez «{NARROW}?{NARROW}» pour savoir que dire"
GOODBYE: Final = "Au revoir."
SESSIONS_PROMPT: Final = "Numéro de session ou commande"
PICKER_PROMPT: Final = "Filtre, numéros à cocher, ou a pour ajouter"
NO_MORE_HELP: Final = "Tapez votre réponse, puis Entrée."
YES_OR_NO: Final = "Répondez oui ou non. Entrée seule veut dire non."
YES: Final = frozenset({"o", "oui"})
NO: Final = frozenset({"", "n", "non"})
CHOOSE: Final = "Tapez un des numéros, ou Entrée seule pour renoncer."
NO_SESSION: Final = (
    f"Aucune session. Tapez i pour importer les élèves de l’établissement{NARROW}; n pour créer une"
    " session."
)
EMPTY_SESSION: Final = "Aucun candidat. Tapez a pour ajouter des élèves."
NOT_CREATED: Final = "Rien n’a été enregistré."
NOT_REPORTED: Final = "Aucun incident n’a été signalé."
PATH: Final = "Chemin du fichier d’élèves"
ASK_IMPORT: Final = f"Importer{NARROW}?"
DOUBTS_ELSEWHERE: Final = (
    "Les élèves en doute seront laissés de côté. Pour dire qui ils sont, quittez et lancez"
    " certui import avec --doubt."
)
WHO: Final = (
    "Dites aussi de qui il s’agit, par des numéros de la liste ou par un nom, par exemple 3, 2-5 ou"
    " jefferson."
)
REASON: Final = "Numéro du motif"
CATEGORY: Final = "Numéro de la catégorie"
WHAT_HAPPENED: Final = "Que s’est-il passé"
FACULTATIVE: Final = "Facultatif, en 500 caractères au plus."
WHICH_PAPER: Final = "Numéro du document"
ONE_AT_A_TIME: Final = "Un incident concerne un seul candidat à la fois."
ALREADY_ADDED: Final = "déjà ajouté"
TICKED: Final = "coché"
THAT_IS_ALL: Final = "C’est tout."
HOW_TO_PICK: Final = (
    "Tapez une classe ou un nom, par exemple 3eb cha. Puis des numéros de la liste, par exemple"
    " 1 3-5, pour cocher, ou * pour tous. Puis a pour ajouter."
)
MOST_DIGITS: Final = 18
"""No number of a session has more."""

ABOUT_LIST: Final = f"dit les sessions{NARROW}; avec des mots, celles qui les ont"
ABOUT_NEW: Final = "crée une session"
ABOUT_COPY: Final = "crée une session comme une autre, par exemple d 208"
ABOUT_DELETE: Final = "supprime une session, par exemple x 208"
ABOUT_IMPORT: Final = "importe un fichier d’élèves"
ABOUT_UNDO: Final = "annule la dernière action faite ici"
ABOUT_QUIT: Final = "quitte certui"
ABOUT_BACK: Final = "revient à la liste des sessions"
ABOUT_CANDIDATES: Final = f"dit les candidats{NARROW}; avec des mots, ceux qui les ont"
ABOUT_AGAIN: Final = "relit la session"
ABOUT_ADD: Final = "ajoute des candidats, jusqu’au début de la session"
ABOUT_REMOVE: Final = "retire des candidats, par exemple x 3, x 2-5 ou x jefferson"
ABOUT_EXTRA_TIME: Final = "note le temps majoré, par exemple t 3"
ABOUT_EDIT: Final = "modifie la session"
ABOUT_PV: Final = "enregistre le PV"
ABOUT_PAPERS: Final = "enregistre un autre document"
ABOUT_PRESENT: Final = "note des arrivées, par exemple p 1-4 ou p jefferson"
ABOUT_ABSENT: Final = "note des absences"
ABOUT_START: Final = "note le début de tests"
ABOUT_START_ALL: Final = "note le début des tests de tous les présents"
ABOUT_END: Final = "note la fin de tests"
ABOUT_RESUME: Final = "laisse reprendre des tests terminés"
ABOUT_REASON: Final = "dit pourquoi des tests ne sont pas terminés"
ABOUT_INCIDENT: Final = "signale un incident pour un candidat"
ABOUT_INCIDENTS: Final = "signale un incident pour toute la session"
ABOUT_FINISH: Final = "finalise la session"
ABOUT_REOPEN: Final = "rouvre une session finalisée, pour les administrateurs"
ABOUT_FILTER: Final = f"filtre, même par des chiffres, par exemple / 2011{NARROW}; seul, tous"
ABOUT_MORE: Final = "dit la suite de la liste"
ABOUT_TICKED: Final = "dit qui est coché"
ABOUT_ADD_TICKED: Final = "ajoute ceux qui sont cochés à la session"
ABOUT_GIVE_UP: Final = "revient à la session sans rien ajouter"

_BACK: Final = {
    Move.UNDO_ARRIVAL: ("l’arrivée", "les arrivées"),
    Move.UNDO_ABSENT: ("l’absence", "les absences"),
}


def prompt(question: str) -> str:
    """A question, and where it is answered."""
    return f"{question}{NO_BREAK}:"


def yes_or_no(question: str) -> str:
    """A question that is answered by yes or no."""
    return f"{question} (oui/non)"


def command(key: str, word: str, about: str) -> str:
    """A line of the help."""
    return f"{key} ou {word}{NO_BREAK}: {about}."


def no_effect(typed: str) -> str:
    """What is said of what means nothing here."""
    return f"{quoted(typed)} est sans effet ici{NO_BREAK}: {HOW_TO_ASK}."


def numbered(lines: Sequence[str]) -> list[str]:
    """Lines with their numbers, from 1."""
    return [f"{at}. {line}" for at, line in enumerate(lines, start=1)]


def not_one_of(typed: str, count: int) -> str:
    """What is said of a number that is not on the list."""
    if not count:
        return "La liste est vide."
    return f"{quoted(typed)} n’est pas dans la liste, qui va de 1 à {count}."


# Sessions


def session(one: SessionSummary) -> str:
    """A line of the list: the number that opens it comes first."""
    known = one.session
    room = f", salle {clean(known.room)}" if known.room else ""
    return (
        f"{known.number}. {clean(known.name)}, {short_date(known.date).lower()} à"
        f" {hour(known.time)}{room}, {plural(one.candidates, 'candidat', 'candidats')},"
        f" {SESSION_STATES[one.state]}."
    )


def session_prompt(number: int) -> str:
    """Where one is, in a session."""
    return f"Session {number}, commande"


def opened(one: ExamSession) -> str:
    """The session that was opened."""
    return f"Session {one.number}, {clean(one.name)}."


def detail(label: str, value: str) -> str:
    """A field of a session."""
    return f"{label}{NO_BREAK}: {clean(value)}."


def field(label: str, value: str) -> str:
    """The question of a field, with what it is."""
    return f"{label} ({clean(value)})" if value else label


def typed(draft: SessionDraft) -> dict[str, str]:
    """A session as it would be typed."""
    shown: dict[str, Callable[[Any], str]] = {"day": numeric_date, "hour": hour, "text": str}
    return {name: shown[field.kind](getattr(draft, name)) for name, field in TYPED.items()}


# The picker


def adding(one: ExamSession) -> str:
    """To which session pupils are added."""
    return (
        f"Ajouter des candidats à la session {one.number}, {clean(one.name)},"
        f" {long_date(one.date).lower()} à {hour(one.time)}."
    )


def entry(one: RosterEntry, *, homonym: bool) -> str:
    """A pupil: class, name, birth date; of a homonym the INE too."""
    ine = f", INE {clean(one.ine)}" if homonym and one.ine else ""
    usage = f", usage {clean(one.usage_name)}" if one.usage_name else ""
    return (
        f"{clean(one.class_name)}, {clean(one.last_name).upper()} {clean(one.first_name)}{usage},"
        f" {numeric_date(one.birth_date)}{ine}"
    )


def pupil(at: int, who: str, mark: str) -> str:
    """A line of the list of pupils."""
    return f"{at}. {who}, {mark}." if mark else f"{at}. {who}."


def ticked(who: str, *, on: bool) -> str:
    """What ticking one pupil did."""
    return f"{who}{NO_BREAK}: {'coché' if on else 'décoché'}."


def more(left: int) -> str:
    """How many are still to be said."""
    return f"Encore {plural(left, 'élève', 'élèves')}{NO_BREAK}: + pour la suite."


def nobody_added(count: int) -> str:
    """What the end of the input did to those who were ticked."""
    who = plural(count, "élève était coché", "élèves étaient cochés")
    return f"Personne n’a été ajouté{NO_BREAK}: {who}."


def already_there(count: int) -> str:
    """Who cannot be ticked."""
    who = plural(count, "élève est déjà dans la session", "élèves sont déjà dans la session")
    return f"{who}."


# Candidates


def candidate(at: int, one: Candidate, now: dt.datetime) -> str:
    """A line of the list of candidates; ``now`` is aware."""
    person = one.person
    parts = [
        f"{clean(person.last_name).upper()} {clean(person.first_name)}",
        clean(person.class_name),
        numeric_date(person.birth_date),
    ]
    if one.extra_time_percentage is not None:
        parts.append(f"temps majoré {one.extra_time_percentage}{NO_BREAK}%")
    parts.append(day_words.standing(one))
    left = rules.minutes_left(one, now)
    if left is not None:
        parts.append(_left(left))
    return f"{at}. {', '.join(part for part in parts if part)}."


def candidate_words(one: Candidate) -> str:
    """What finds a candidate beside their name: where they stand."""
    return day_words.standing(one)


def renumbered(count: int) -> str:
    """What a removal did to the list: those after have other numbers."""
    who = plural(count, "candidat", "candidats")
    return f"{who} dans la session. Les numéros ont changé{NO_BREAK}: l pour relire la liste."


def matching(count: int) -> str:
    """How many have a name that was typed."""
    if not count:
        return "Aucun candidat ne correspond."
    which = f"{plural(count, 'candidat correspond', 'candidats correspondent')}{NO_BREAK}:"
    return f"{which} donnez un numéro."


def extra_time(whom: str) -> str:
    """The question of an extra time."""
    return f"Temps majoré, en pour cent, pour {whom}"


def ask_back(move: Move, candidates: Sequence[Candidate]) -> str:
    """The question before a step is taken back."""
    one, many = _BACK[move]
    if len(candidates) == 1:
        whose = elided("de", full_name(candidates[0].person))
        return f"Annuler {one} {whose}{NARROW}?"
    return f"Annuler {many} de {len(candidates)} candidats{NARROW}?"


def incident(whom: str, said: str) -> str:
    """An incident of a session."""
    return f"Incident, {whom}{NO_BREAK}: {said}."


def unfinished(one: Candidate) -> str:
    """Somebody for whom a session waits."""
    return f"{identity(one.person)}{NO_BREAK}: {day_words.standing(one)}, sans fin ni motif."


def _left(minutes: int) -> str:
    if minutes < 0:
        return f"temps dépassé de {plural(-minutes, 'minute', 'minutes')}"
    return f"reste {plural(minutes, 'minute', 'minutes')}"
