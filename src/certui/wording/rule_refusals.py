"""What a rule of the field forbids, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.refusals import CandidatesNotRemovable, InvalidCentre, InvalidSession
from certui.late import late
from certui.wording import drafts, enrolment
from certui.wording.sentences import said
from certui.wording.typography import NARROW, NO_BREAK, capital, full_date, number, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.models import Person
    from certui.wording import day
    from certui.wording.sentences import Said
else:
    day = late("certui.wording.day")

# How many names a sentence can list before it becomes a page.
_MOST_NAMES: Final = 10


def _joined(error: errors.CandidatesHaveJoined) -> str:
    count = error.count
    who = plural(count, "candidat a", "candidats ont")
    return f"L’ajout ne peut pas être annulé{NO_BREAK}: {who} déjà rejoint la session."


def _reported(error: errors.CandidatesHaveIncidents) -> str:
    who = plural(error.count, "candidat", "candidats")
    return f"L’ajout ne peut pas être annulé{NO_BREAK}: un incident est signalé pour {who}."


def _not_removable(error: CandidatesNotRemovable) -> str:
    joined, reported = error.joined, error.reported
    why = []
    if joined:
        who = plural(len(joined), "candidat a", "candidats ont")
        why.append(f"{who} déjà rejoint la session ({_identities(joined)})")
    if reported:
        who = plural(len(reported), "candidat", "candidats")
        why.append(f"un incident est signalé pour {who} ({_identities(reported)})")
    return f"{capital(' et '.join(why))}{NO_BREAK}: aucun candidat n’a été supprimé."


def _identities(persons: Sequence[Person]) -> str:
    return _listed([enrolment.identity(one) for one in persons], enrolment.MOST_NAMED)


def _unfinished(error: errors.UnfinishedCandidates) -> str:
    # Loads the words of the day, which no other refusal needs.
    who = day.unexplained(error.count)
    return f"{who}{NO_BREAK}: donnez un motif ou notez la fin, puis finalisez."


def _unknown_ines(error: errors.UnknownInes) -> str:
    ines = error.ines
    if len(ines) == 1:
        return f"Aucun élève de l’établissement n’a l’INE {quoted(ines[0])}."
    return f"Aucun élève de l’établissement n’a les INE {_listed(ines)}."


def _unknown_classes(error: errors.UnknownClasses) -> str:
    classes = error.classes
    near = error.near
    others = f"{NARROW}; classes proches{NO_BREAK}: {_listed(near)}" if near else ""
    if len(classes) == 1:
        return f"Aucun élève de l’établissement n’est dans la classe {quoted(classes[0])}{others}."
    return f"Aucun élève de l’établissement n’est dans les classes {_listed(classes)}{others}."


def _unknown_pupils(error: errors.UnknownPupils) -> str:
    count = error.count
    if count == 1:
        return (
            "Un élève coché n’est plus dans l’établissement"
            f"{NO_BREAK}: aucun candidat n’a été ajouté."
        )
    return (
        f"{number(count)} élèves cochés ne sont plus dans l’établissement"
        f"{NO_BREAK}: aucun candidat n’a été ajouté."
    )


def _listed(values: Sequence[str], most: int = _MOST_NAMES) -> str:
    shown = [quoted(value) for value in values[:most]]
    rest = len(values) - len(shown)
    return drafts.enumeration([*shown, plural(rest, "autre", "autres")] if rest else shown)


SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.RuleError, "Cette action n’est pas possible, rien n’a changé."),
    said(
        errors.UnknownSession,
        lambda error: f"Aucune session ne porte le numéro {quoted(error.number)}.",
    ),
    said(errors.SessionHasBegun, enrolment.SESSION_HAS_BEGUN),
    said(
        errors.SessionFinalised, f"La session est finalisée{NO_BREAK}: elle ne peut plus changer."
    ),
    said(
        errors.SessionHasJoined,
        f"Au moins un candidat a rejoint la session{NO_BREAK}: elle ne peut pas être modifiée.",
    ),
    said(
        errors.SessionNotDeletable,
        "Au moins un candidat a rejoint la session, vous ne pouvez pas la supprimer.",
    ),
    said(
        errors.SessionHasIncident,
        "Un incident a été signalé dans la session, vous ne pouvez pas la supprimer.",
    ),
    said(
        errors.SessionChanged,
        "La session a été modifiée entre-temps par quelqu’un d’autre"
        f"{NO_BREAK}: relisez-la avant de recommencer.",
    ),
    said(
        errors.CentreChanged,
        "Le centre a été modifié entre-temps par quelqu’un d’autre"
        f"{NO_BREAK}: relisez-le avant de recommencer.",
    ),
    said(
        errors.SessionInUse,
        lambda error: (
            f"La création de la session {error.number} ne peut plus être annulée{NO_BREAK}: elle a"
            " des candidats, ou a été modifiée. Supprimez-la si elle n’a pas lieu."
        ),
    ),
    said(
        errors.PupilsErased,
        lambda error: (
            f"Rien n’est rétabli dans la session {error.number}{NO_BREAK}: un candidat au moins a"
            " été effacé de l’établissement."
        ),
    ),
    said(errors.InvalidExtraTime, "Le temps majoré est un nombre entier de 1 à 99, ou rien."),
    said(
        errors.AccessibilitySettled,
        lambda error: (
            "Ce candidat a déjà rejoint la session. Vous ne pouvez pas l’éditer."
            if error.count == 1
            else f"{number(error.count)} de ces candidats ont déjà rejoint la session. Vous ne"
            " pouvez pas les éditer."
        ),
    ),
    said(errors.CandidateHasJoined, enrolment.CANDIDATE_HAS_JOINED),
    said(
        errors.CandidateHasIncident,
        "Un incident est signalé pour ce candidat. Vous ne pouvez pas le supprimer.",
    ),
    said(CandidatesNotRemovable, _not_removable),
    said(errors.CandidatesHaveIncidents, _reported),
    said(
        errors.NotTheDay,
        lambda error: (
            f"La session n’a pas lieu aujourd’hui{NO_BREAK}: elle est prévue le"
            f" {full_date(error.date)}."
        ),
    ),
    said(
        errors.NobodyStarted,
        "Cette session n’a pas débuté, vous ne pouvez pas la finaliser. Vous pouvez néanmoins la"
        " supprimer.",
    ),
    said(errors.UnfinishedCandidates, _unfinished),
    said(
        errors.NotAdministrator,
        "Seul un administrateur peut rouvrir une session finalisée (clé"
        f" {quoted('administrators')} du fichier de configuration).",
    ),
    said(
        errors.NotFinalised, f"La session n’est pas finalisée{NO_BREAK}: il n’y a rien à rouvrir."
    ),
    said(
        errors.ChangedSince,
        f"Rien n’est annulé{NO_BREAK}: quelqu’un d’autre a changé entre-temps ce que vous aviez"
        " fait.",
    ),
    said(
        errors.IncidentTooLong,
        lambda error: (
            f"La description d’un incident tient en {number(error.most)} caractères au plus."
        ),
    ),
    said(errors.UnknownCandidate, "Ce candidat n’est pas, ou n’est plus, dans la session."),
    said(errors.CandidatesHaveJoined, _joined),
    said(errors.NothingToUndo, "Il n’y a rien à annuler."),
    said(errors.UnknownInes, _unknown_ines),
    said(errors.UnknownClasses, _unknown_classes),
    said(errors.UnknownPupils, _unknown_pupils),
    said(
        errors.NotEnrolled,
        lambda error: (
            f"L’INE {quoted(error.ine)} n’est celui d’aucun candidat de la session {error.number}."
        ),
    ),
    said(
        errors.IneTwice,
        lambda error: (
            f"Plusieurs candidats de la session {error.number} ont l’INE {quoted(error.ine)}"
            f"{NO_BREAK}: dites lequel par --id, que donne candidates --json."
        ),
    ),
    said(
        errors.IdNotEnrolled,
        lambda error: (
            f"L’id {error.candidate_id} n’est celui d’aucun candidat de la session {error.number}."
        ),
    ),
    said(errors.NothingChosen, "Aucun élève sélectionné."),
    said(InvalidSession, lambda error: drafts.session(error.faults)),
    said(InvalidCentre, lambda error: drafts.centre(error.faults, error.key)),
    said(
        errors.NotEmpty,
        f"La base de données n’est pas vide{NO_BREAK}: l’établissement inventé ne va que dans une"
        " base vide.",
    ),
)
