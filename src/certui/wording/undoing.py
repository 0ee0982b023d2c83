"""The words of undoing: what it would do, whose that is, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.models import Action
from certui.domain.text import clean
from certui.wording.enrolment import full_name, listed_name, named
from certui.wording.typography import NARROW, NO_BREAK, capital, elided, number, plural, several

if TYPE_CHECKING:
    from certui.services.undoing import Undoable, Undone

NOTHING: Final = f"Rien à annuler{NO_BREAK}: vous n’avez rien fait ici depuis un jour."


class _Mark(NamedTuple):
    """What was noted of candidates, and is undone one by one."""

    the: str
    one: str
    many: str
    verb: str = "Annuler"
    done: str = "annulé"
    feminine: bool = False


_MARKS: Final = {
    Action.JOIN: _Mark("l’arrivée", "arrivée", "arrivées", feminine=True),
    Action.UNDO_JOIN: _Mark(
        "l’arrivée", "arrivée", "arrivées", "Rétablir", "rétabli", feminine=True
    ),
    Action.START: _Mark("le début du test", "début du test", "débuts de test"),
    Action.UNDO_START: _Mark(
        "le début du test", "début du test", "débuts de test", "Rétablir", "rétabli"
    ),
    Action.END: _Mark("la fin du test", "fin du test", "fins de test", feminine=True),
    Action.UNDO_END: _Mark(
        "la fin du test", "fin du test", "fins de test", "Rétablir", "rétabli", feminine=True
    ),
    Action.MARK_ABSENT: _Mark("l’absence", "absence", "absences", feminine=True),
    Action.UNDO_ABSENT: _Mark(
        "l’absence", "absence", "absences", "Rétablir", "rétabli", feminine=True
    ),
    Action.GIVE_REASON: _Mark("le motif", "motif", "motifs"),
    # Neither says which: it is health data.
    Action.SET_EXTRA_TIME: _Mark(
        "le changement de temps majoré",
        "changement de temps majoré",
        "changements de temps majoré",
    ),
    Action.SET_ACCESSIBILITY: _Mark(
        "le changement d’accessibilité",
        "changement d’accessibilité",
        "changements d’accessibilité",
    ),
}
# What is undone as a whole.
_WHOLES: Final = {
    Action.ADD: ("l’ajout", ("élève", "élèves")),
    Action.REMOVE: ("la suppression", ("candidat", "candidats")),
}
_SESSIONS: Final = {
    Action.EDIT_SESSION: ("la modification", "Modification"),
    Action.CREATE_SESSION: ("la création", "Création"),
    Action.DELETE_SESSION: ("la suppression", "Suppression"),
}


def offer(one: Undoable) -> str:
    """What undoing would do: ``Annuler l’arrivée de BERTRAND Jade``; for a key or a question."""
    match one.action:
        case Action.ADD | Action.REMOVE:
            the, nouns = _WHOLES[one.action]
            return f"Annuler {the} {elided('de', _whom(one, *nouns))}"
        case Action.REPORT_INCIDENT:
            whom = listed_name(one.names[0]) if one.names else "toute la session"
            return f"Annuler le signalement pour {whom}"
        case Action.EDIT_SESSION | Action.CREATE_SESSION | Action.DELETE_SESSION:
            the, _ = _SESSIONS[one.action]
            return f"Annuler {the} de la session {one.session_number}"
        case Action.IMPORT_ROSTER:
            changes = plural(one.count, "changement", "changements")
            return f"Annuler l’import d’élèves ({changes})"
    mark = _MARKS[one.action]
    return f"{mark.verb} {mark.the} {elided('de', _whom(one, 'candidat', 'candidats'))}"


def ask(one: Undoable) -> str:
    """The question before it is done."""
    return f"{offer(one)}{NARROW}?"


def whose(one: Undoable) -> list[str]:
    """Whose it is, a line each: the session where it is one, and whom it concerns."""
    session = []
    if one.action in _SESSIONS and one.session_name:
        session = [f"{one.session_number} · {clean(one.session_name)}"]
    count = one.count if one.names else 0
    return [*session, *named(one.names, count)]


def undone(result: Undone) -> str:
    """The toast of what was undone, and what of it was not."""
    return " ".join([_done(result), *_not_done(result)])


def _whom(one: Undoable, noun: str, nouns: str) -> str:
    """One by name, as people are looked up; several counted."""
    if one.count == 1 and one.names:
        return listed_name(one.names[0])
    return plural(one.count, noun, nouns)


def _done(result: Undone) -> str:
    one = result.what
    alone = full_name(one.names[0]) if one.count == 1 and one.names else ""
    if one.action not in _MARKS:
        return _whole_done(result, alone)
    mark = _MARKS[one.action]
    done = f"{mark.done}e" if mark.feminine else mark.done
    if alone:
        return f"{capital(mark.one)} {elided('de', alone)} {done}."
    return f"{plural(result.count, f'{mark.one} {done}', f'{mark.many} {done}s')}."


def _whole_done(result: Undone, alone: str) -> str:
    one = result.what
    of_session = f"de la session {one.session_number}"
    match one.action:
        case Action.ADD if alone:
            said = f"Ajout {elided('de', alone)} annulé."
        case Action.ADD:
            taken = plural(result.count, "candidat retiré", "candidats retirés")
            said = f"Ajout annulé{NO_BREAK}: {taken} de la session."
        case Action.REMOVE if alone:
            said = f"Suppression {elided('de', alone)} annulée."
        case Action.REMOVE:
            back = plural(result.count, "candidat est", "candidats sont")
            said = f"Suppression annulée{NO_BREAK}: {back} de nouveau dans la session."
        case Action.REPORT_INCIDENT:
            said = f"Signalement pour {alone or 'toute la session'} annulé."
        case Action.DELETE_SESSION:
            back = plural(result.count, "candidat", "candidats")
            restored = f"la session {one.session_number} est rétablie, avec {back}"
            said = f"Suppression annulée{NO_BREAK}: {restored}."
        case Action.IMPORT_ROSTER:
            changes = plural(result.count, "changement défait", "changements défaits")
            said = f"Import annulé{NO_BREAK}: {changes}."
        case _:
            _, what = _SESSIONS[one.action]
            said = f"{what} {of_session} annulée."
    return said


def _not_done(result: Undone) -> list[str]:
    """What stays, and why: a sentence each."""
    sentences = []
    who = ("élève", "élèves")
    if result.what.action is not Action.IMPORT_ROSTER:
        who = ("candidat", "candidats")
    if result.staying:
        count = len(result.staying)
        are = (
            "élèves ajoutés par l’import sont candidats entre-temps et restent, désactivés"
            if several(count)
            else "élève ajouté par l’import est candidat entre-temps et reste, désactivé"
        )
        names = f"{NARROW}; ".join(named(result.staying))
        sentences.append(f"{number(count)} {are}{NO_BREAK}: {names}.")
    if result.kept and result.what.action is Action.REMOVE:
        were = plural(result.kept, "autre y était déjà", "autres y étaient déjà")
        sentences.append(f"{were}.")
    elif result.kept:
        one, many = who
        sentences.append(
            plural(
                result.kept,
                f"{one} a changé entre-temps et reste comme il est.",
                f"{many} ont changé entre-temps et restent comme ils sont.",
            )
        )
    if result.gone:
        one, many = who
        gone = plural(
            result.gone,
            f"{one} a été effacé de l’établissement entre-temps.",
            f"{many} ont été effacés de l’établissement entre-temps.",
        )
        sentences.append(gone)
    return sentences
