"""One French sentence for each error: what is refused, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.refusals import (
    CandidatesNotRemovable,
    InvalidCentre,
    InvalidSession,
    PixWouldRefuse,
    RosterFaults,
)
from certui.domain.text import clean
from certui.late import late
from certui.wording import drafts, enrolment, paper_refusals, pix_list, roster_refusals, rosters
from certui.wording.sentences import said
from certui.wording.system import because
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    capital,
    full_date,
    number,
    plural,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.models import Person
    from certui.errors import CertuiError
    from certui.wording import day
    from certui.wording.sentences import Said
else:
    day = late("certui.wording.day")

# How many names a sentence can list before it becomes a page.
_MOST_NAMES: Final = 10


def sentence(error: CertuiError) -> str:
    """What the person is told when something is refused: what, and where."""
    for kind in type(error).__mro__:
        if kind in _BY_TYPE:
            words = _BY_TYPE[kind]
            return words if isinstance(words, str) else words(error)
    raise LookupError(type(error).__name__)


def lines(error: CertuiError) -> list[str]:
    """The sentence, then a line for each fault of a roster file or of a list."""
    if isinstance(error, RosterFaults):
        return [sentence(error), *(rosters.fault(one) for one in error.faults)]
    if isinstance(error, PixWouldRefuse):
        return [sentence(error), *(pix_list.fault(one) for one in error.faults)]
    return [sentence(error)]


def _configuration(error: errors.InvalidConfiguration) -> str:
    where = f"Le fichier de configuration {quoted(error.path)}"
    if error.key == "administrators":
        return f"{where} ne donne pas de liste de noms à la clé {quoted(error.key)}."
    if error.key == "forced_command":
        return f"{where} ne donne ni true ni false à la clé {quoted(error.key)}."
    if error.key == "print":
        return f"{where} ne donne pas de commande à la clé {quoted(error.key)}."
    if error.key:
        return f"{where} ne donne pas de texte à la clé {quoted(error.key)}."
    at = f" (ligne {error.line})" if error.line else ""
    return f"{where} n’est pas lisible{at}."


def _students(error: errors.InvalidStudents) -> str:
    most = number(error.most)
    return f"{_value(error.value)} n’est pas un nombre d’élèves entre 1 et {most}."


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


def _busy(error: errors.StoreBusy) -> str:
    holder = f" par {quoted(error.holder)}" if error.holder else ""
    return f"La base de données est occupée{holder}{NO_BREAK}: réessayez dans un instant."


def _unreadable(error: errors.StoreUnreadable) -> str:
    why = because(error.reason)
    return f"La base de données {quoted(error.path)} ne peut pas être utilisée{why}."


def _value(typed: object) -> str:
    return quoted(typed) if clean(str(typed)) else "Une valeur vide"


def _listed(values: Sequence[str], most: int = _MOST_NAMES) -> str:
    shown = [quoted(value) for value in values[:most]]
    rest = len(values) - len(shown)
    return drafts.enumeration([*shown, plural(rest, "autre", "autres")] if rest else shown)


_SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.CertuiError, "L’action est refusée, rien n’a changé."),
    said(errors.UsageError, "La commande n’est pas écrite comme il faut. Voir certui --help."),
    said(
        errors.NoTerminal,
        f"certui s’ouvre dans un terminal{NO_BREAK}: ni l’entrée ni la sortie ne peuvent être"
        " redirigées.",
    ),
    said(
        errors.NothingToEdit,
        lambda error: (
            f"Dites ce qui change dans la session {error.number}, par exemple --time 16:00."
        ),
    ),
    said(
        errors.DumbTerminal,
        lambda error: (
            f"certui ne peut pas s’afficher dans ce terminal (TERM vaut {quoted(error.term)})."
            if error.term
            else "certui ne peut pas s’afficher dans ce terminal (TERM n’est pas défini)."
        ),
    ),
    said(
        errors.InvalidDatabase,
        lambda error: (
            f"{_value(error.value)} n’est ni un chemin ni une adresse de base de données."
        ),
    ),
    said(
        errors.InvalidSessionNumber,
        lambda error: f"{_value(error.value)} n’est pas un numéro de session.",
    ),
    said(
        errors.InvalidCandidateId,
        lambda error: f"{_value(error.value)} n’est pas l’id d’un candidat.",
    ),
    said(errors.InvalidStudents, _students),
    said(
        errors.InvalidDecision,
        lambda error: (
            f"{_value(error.value)} ne dit pas qui est un élève en doute{NO_BREAK}: écrivez son"
            " numéro, =, puis l’id d’un élève connu ou nouveau, par exemple 37=12."
        ),
    ),
    said(
        errors.BinaryToTerminal,
        lambda error: (
            f"Ce document ne s’affiche pas dans un terminal{NO_BREAK}: enregistrez-le avec -o"
            f" {quoted(error.name)}, ou redirigez la sortie."
        ),
    ),
    said(errors.InvalidConfiguration, _configuration),
    said(errors.OutputFailed, "La sortie standard ne peut pas être écrite."),
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
    said(InvalidCentre, lambda error: drafts.centre(error.faults)),
    said(
        errors.NotEmpty,
        f"La base de données n’est pas vide{NO_BREAK}: l’établissement inventé ne va que dans une"
        " base vide.",
    ),
    said(errors.StoreError, "La base de données ne peut pas être utilisée."),
    said(errors.StoreBusy, _busy),
    said(
        errors.StoreNewer,
        lambda error: (
            f"La base de données {quoted(error.path)} vient d’une version plus récente de certui"
            f"{NO_BREAK}: mettez certui à jour."
        ),
    ),
    said(
        errors.StoreReplaced,
        lambda error: (
            f"La base de données {quoted(error.path)} a été remplacée ou supprimée pendant son"
            f" utilisation{NO_BREAK}: quittez certui et ouvrez-le de nouveau."
        ),
    ),
    said(errors.StoreUnreadable, _unreadable),
    said(
        errors.StoreMissing,
        lambda error: (
            f"Il n’y a pas de base de données {quoted(error.path)}{NO_BREAK}: vérifiez le chemin"
            " (--db ou CERTUI_DB), ou créez-la avec certui import ou certui session new."
        ),
    ),
    said(
        errors.StoreIsAFolder,
        lambda error: (
            f"{quoted(error.path)} est un dossier{NO_BREAK}: donnez le chemin d’un fichier de base"
            " de données."
        ),
    ),
    said(
        errors.StoreForbidden,
        lambda error: f"Vous n’avez pas le droit d’ouvrir la base de données {quoted(error.path)}.",
    ),
    said(
        errors.StoreReadOnly,
        lambda error: (
            f"La base de données {quoted(error.path)} ne peut pas être modifiée"
            f"{NO_BREAK}: elle est en lecture seule."
        ),
    ),
    said(
        errors.StoreFull,
        lambda error: (
            f"Il n’y a plus de place sur le disque de la base de données {quoted(error.path)}"
            f"{NO_BREAK}: rien n’a changé."
        ),
    ),
    said(
        errors.StoreRefused,
        lambda error: (
            "La base de données a refusé le changement"
            f" (contrainte {quoted(error.constraint)}){NO_BREAK}: rien n’a changé."
        ),
    ),
    said(
        errors.StoreDamaged,
        lambda error: (
            f"Le fichier {quoted(error.path)} n’est pas une base de données de certui, ou il est"
            " abîmé."
        ),
    ),
    said(errors.RosterError, f"Le fichier est refusé{NARROW}; rien n’a été importé."),
    *paper_refusals.SENTENCES,
    *roster_refusals.SENTENCES,
)
_BY_TYPE: Final[dict[type, str | Callable[[Any], str]]] = dict(_SENTENCES)
