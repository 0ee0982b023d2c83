"""One French sentence for each error: what is refused, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.text import clean
from certui.wording import documents, drafts, enrolment, pix_list, rosters
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
    from collections.abc import Callable, Mapping, Sequence

    from certui.domain.models import Person
    from certui.errors import CertuiError

    Facts = Mapping[str, Any]
    Sentence = str | Callable[[Facts], str]

# How many names a sentence can list before it becomes a page.
_MOST_NAMES: Final = 10


def sentence(error: CertuiError) -> str:
    """What the person is told when something is refused: what, and where."""
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            said = _SENTENCES[kind]
            return said if isinstance(said, str) else said(error.facts)
    raise LookupError(type(error).__name__)


def lines(error: CertuiError) -> list[str]:
    """The sentence, then a line for each fault of a roster file or of a list."""
    facts: Facts = error.facts
    if isinstance(error, errors.RosterFaults):
        return [sentence(error), *(rosters.fault(one) for one in facts["faults"])]
    if isinstance(error, errors.PixWouldRefuse):
        return [sentence(error), *(pix_list.fault(one) for one in facts["faults"])]
    return [sentence(error)]


def _configuration(facts: Facts) -> str:
    where = f"Le fichier de configuration {quoted(facts['path'])}"
    if facts["key"] == "administrators":
        return f"{where} ne donne pas de liste de noms à la clé {quoted(facts['key'])}."
    if facts["key"] == "forced_command":
        return f"{where} ne donne ni true ni false à la clé {quoted(facts['key'])}."
    if facts["key"] == "print":
        return f"{where} ne donne pas de commande à la clé {quoted(facts['key'])}."
    if facts["key"]:
        return f"{where} ne donne pas de texte à la clé {quoted(facts['key'])}."
    at = f" (ligne {facts['line']})" if facts["line"] else ""
    return f"{where} n’est pas lisible{at}."


def _students(facts: Facts) -> str:
    most = number(facts["most"])
    return f"{_value(facts['value'])} n’est pas un nombre d’élèves entre 1 et {most}."


def _joined(facts: Facts) -> str:
    count = facts["count"]
    who = plural(count, "candidat a", "candidats ont")
    return f"L’ajout ne peut pas être annulé{NO_BREAK}: {who} déjà rejoint la session."


def _reported(facts: Facts) -> str:
    who = plural(facts["count"], "candidat", "candidats")
    return f"L’ajout ne peut pas être annulé{NO_BREAK}: un incident est signalé pour {who}."


def _not_removable(facts: Facts) -> str:
    joined, reported = facts["joined"], facts["reported"]
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


def _unfinished(facts: Facts) -> str:
    # Loads the words of the day, which no other refusal needs.
    from certui.wording.day import unexplained  # noqa: PLC0415 - see above

    who = unexplained(facts["count"])
    return f"{who}{NO_BREAK}: donnez un motif ou notez la fin, puis finalisez."


def _unknown_ines(facts: Facts) -> str:
    ines = facts["ines"]
    if len(ines) == 1:
        return f"Aucun élève de l’établissement n’a l’INE {quoted(ines[0])}."
    return f"Aucun élève de l’établissement n’a les INE {_listed(ines)}."


def _unknown_classes(facts: Facts) -> str:
    classes = facts["classes"]
    near = facts.get("near", ())
    others = f"{NARROW}; classes proches{NO_BREAK}: {_listed(near)}" if near else ""
    if len(classes) == 1:
        return f"Aucun élève de l’établissement n’est dans la classe {quoted(classes[0])}{others}."
    return f"Aucun élève de l’établissement n’est dans les classes {_listed(classes)}{others}."


def _unknown_pupils(facts: Facts) -> str:
    count = facts["count"]
    if count == 1:
        return (
            "Un élève coché n’est plus dans l’établissement"
            f"{NO_BREAK}: aucun candidat n’a été ajouté."
        )
    return (
        f"{number(count)} élèves cochés ne sont plus dans l’établissement"
        f"{NO_BREAK}: aucun candidat n’a été ajouté."
    )


def _busy(facts: Facts) -> str:
    holder = f" par {quoted(facts['holder'])}" if facts.get("holder") else ""
    return f"La base de données est occupée{holder}{NO_BREAK}: réessayez dans un instant."


def _unreadable(facts: Facts) -> str:
    why = because(facts["reason"])
    return f"La base de données {quoted(facts['path'])} ne peut pas être utilisée{why}."


def _value(typed: object) -> str:
    return quoted(typed) if clean(str(typed)) else "Une valeur vide"


def _listed(values: Sequence[str], most: int = _MOST_NAMES) -> str:
    shown = [quoted(value) for value in values[:most]]
    rest = len(values) - len(shown)
    return drafts.enumeration([*shown, plural(rest, "autre", "autres")] if rest else shown)


_SENTENCES: Final[dict[type, Sentence]] = {
    errors.CertuiError: "L’action est refusée, rien n’a changé.",
    errors.UsageError: "La commande n’est pas écrite comme il faut. Voir certui --help.",
    errors.NoTerminal: (
        f"certui s’ouvre dans un terminal{NO_BREAK}: ni l’entrée ni la sortie ne peuvent être"
        " redirigées."
    ),
    errors.NothingToEdit: lambda facts: (
        f"Dites ce qui change dans la session {facts['number']}, par exemple --time 16:00."
    ),
    errors.DumbTerminal: lambda facts: (
        f"certui ne peut pas s’afficher dans ce terminal (TERM vaut {quoted(facts['term'])})."
        if facts["term"]
        else "certui ne peut pas s’afficher dans ce terminal (TERM n’est pas défini)."
    ),
    errors.InvalidDatabase: lambda facts: (
        f"{_value(facts['value'])} n’est ni un chemin ni une adresse de base de données."
    ),
    errors.InvalidSessionNumber: lambda facts: (
        f"{_value(facts['value'])} n’est pas un numéro de session."
    ),
    errors.InvalidCandidateId: lambda facts: (
        f"{_value(facts['value'])} n’est pas l’id d’un candidat."
    ),
    errors.InvalidStudents: _students,
    errors.InvalidDecision: lambda facts: (
        f"{_value(facts['value'])} ne dit pas qui est un élève en doute{NO_BREAK}: écrivez son"
        " numéro, =, puis l’id d’un élève connu ou nouveau, par exemple 37=12."
    ),
    errors.BinaryToTerminal: lambda facts: (
        f"Ce document ne s’affiche pas dans un terminal{NO_BREAK}: enregistrez-le avec -o"
        f" {quoted(facts['name'])}, ou redirigez la sortie."
    ),
    errors.InvalidConfiguration: _configuration,
    errors.OutputFailed: "La sortie standard ne peut pas être écrite.",
    errors.RuleError: "Cette action n’est pas possible, rien n’a changé.",
    errors.UnknownSession: lambda facts: (
        f"Aucune session ne porte le numéro {quoted(facts['number'])}."
    ),
    errors.SessionHasBegun: enrolment.SESSION_HAS_BEGUN,
    errors.SessionFinalised: f"La session est finalisée{NO_BREAK}: elle ne peut plus changer.",
    errors.SessionHasJoined: (
        f"Au moins un candidat a rejoint la session{NO_BREAK}: elle ne peut pas être modifiée."
    ),
    errors.SessionNotDeletable: (
        "Au moins un candidat a rejoint la session, vous ne pouvez pas la supprimer."
    ),
    errors.SessionHasIncident: (
        "Un incident a été signalé dans la session, vous ne pouvez pas la supprimer."
    ),
    errors.SessionChanged: (
        "La session a été modifiée entre-temps par quelqu’un d’autre"
        f"{NO_BREAK}: relisez-la avant de recommencer."
    ),
    errors.CentreChanged: (
        "Le centre a été modifié entre-temps par quelqu’un d’autre"
        f"{NO_BREAK}: relisez-le avant de recommencer."
    ),
    errors.SessionInUse: lambda facts: (
        f"La création de la session {facts['number']} ne peut plus être annulée{NO_BREAK}: elle a"
        " des candidats, ou a été modifiée. Supprimez-la si elle n’a pas lieu."
    ),
    errors.PupilsErased: lambda facts: (
        f"Rien n’est rétabli dans la session {facts['number']}{NO_BREAK}: un candidat au moins a"
        " été effacé de l’établissement."
    ),
    errors.InvalidExtraTime: "Le temps majoré est un nombre entier de 1 à 99, ou rien.",
    errors.AccessibilitySettled: lambda facts: (
        "Ce candidat a déjà rejoint la session. Vous ne pouvez pas l’éditer."
        if facts["count"] == 1
        else f"{number(facts['count'])} de ces candidats ont déjà rejoint la session. Vous ne"
        " pouvez pas les éditer."
    ),
    errors.CandidateHasJoined: enrolment.CANDIDATE_HAS_JOINED,
    errors.CandidateHasIncident: (
        "Un incident est signalé pour ce candidat. Vous ne pouvez pas le supprimer."
    ),
    errors.CandidatesNotRemovable: _not_removable,
    errors.CandidatesHaveIncidents: _reported,
    errors.NotTheDay: lambda facts: (
        f"La session n’a pas lieu aujourd’hui{NO_BREAK}: elle est prévue le"
        f" {full_date(facts['date'])}."
    ),
    errors.NobodyStarted: (
        "Cette session n’a pas débuté, vous ne pouvez pas la finaliser. Vous pouvez néanmoins la"
        " supprimer."
    ),
    errors.UnfinishedCandidates: _unfinished,
    errors.NotAdministrator: (
        "Seul un administrateur peut rouvrir une session finalisée (clé"
        f" {quoted('administrators')} du fichier de configuration)."
    ),
    errors.NotFinalised: f"La session n’est pas finalisée{NO_BREAK}: il n’y a rien à rouvrir.",
    errors.ChangedSince: (
        f"Rien n’est annulé{NO_BREAK}: quelqu’un d’autre a changé entre-temps ce que vous aviez"
        " fait."
    ),
    errors.IncidentTooLong: lambda facts: (
        f"La description d’un incident tient en {number(facts['most'])} caractères au plus."
    ),
    errors.UnknownCandidate: "Ce candidat n’est pas, ou n’est plus, dans la session.",
    errors.CandidatesHaveJoined: _joined,
    errors.NothingToUndo: "Il n’y a rien à annuler.",
    errors.UnknownInes: _unknown_ines,
    errors.UnknownClasses: _unknown_classes,
    errors.UnknownPupils: _unknown_pupils,
    errors.NotEnrolled: lambda facts: (
        f"L’INE {quoted(facts['ine'])} n’est celui d’aucun candidat de la session"
        f" {facts['number']}."
    ),
    errors.IneTwice: lambda facts: (
        f"Plusieurs candidats de la session {facts['number']} ont l’INE {quoted(facts['ine'])}"
        f"{NO_BREAK}: dites lequel par --id, que donne candidates --json."
    ),
    errors.IdNotEnrolled: lambda facts: (
        f"L’id {facts['candidate_id']} n’est celui d’aucun candidat de la session"
        f" {facts['number']}."
    ),
    errors.NothingChosen: "Aucun élève sélectionné.",
    errors.InvalidSession: lambda facts: drafts.session(facts["faults"]),
    errors.InvalidCentre: lambda facts: drafts.centre(facts["faults"]),
    errors.NotEmpty: (
        f"La base de données n’est pas vide{NO_BREAK}: l’établissement inventé ne va que dans une"
        " base vide."
    ),
    errors.StoreError: "La base de données ne peut pas être utilisée.",
    errors.StoreBusy: _busy,
    errors.StoreNewer: lambda facts: (
        f"La base de données {quoted(facts['path'])} vient d’une version plus récente de certui"
        f"{NO_BREAK}: mettez certui à jour."
    ),
    errors.StoreReplaced: lambda facts: (
        f"La base de données {quoted(facts['path'])} a été remplacée ou supprimée pendant son"
        f" utilisation{NO_BREAK}: quittez certui et ouvrez-le de nouveau."
    ),
    errors.StoreUnreadable: _unreadable,
    errors.StoreMissing: lambda facts: (
        f"Il n’y a pas de base de données {quoted(facts['path'])}{NO_BREAK}: vérifiez le chemin"
        " (--db ou CERTUI_DB), ou créez-la avec certui import ou certui session new."
    ),
    errors.StoreIsAFolder: lambda facts: (
        f"{quoted(facts['path'])} est un dossier{NO_BREAK}: donnez le chemin d’un fichier de base"
        " de données."
    ),
    errors.StoreForbidden: lambda facts: (
        f"Vous n’avez pas le droit d’ouvrir la base de données {quoted(facts['path'])}."
    ),
    errors.StoreReadOnly: lambda facts: (
        f"La base de données {quoted(facts['path'])} ne peut pas être modifiée"
        f"{NO_BREAK}: elle est en lecture seule."
    ),
    errors.StoreFull: lambda facts: (
        f"Il n’y a plus de place sur le disque de la base de données {quoted(facts['path'])}"
        f"{NO_BREAK}: rien n’a changé."
    ),
    errors.StoreRefused: lambda facts: (
        "La base de données a refusé le changement"
        f" (contrainte {quoted(facts['constraint'])}){NO_BREAK}: rien n’a changé."
    ),
    errors.StoreDamaged: lambda facts: (
        f"Le fichier {quoted(facts['path'])} n’est pas une base de données de certui, ou il est"
        " abîmé."
    ),
    errors.RosterError: f"Le fichier est refusé{NARROW}; rien n’a été importé.",
    **documents.SENTENCES,
    **rosters.ROSTER_REFUSALS,
}
