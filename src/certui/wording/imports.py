"""The words of an import: what a roster file changes, on the screen as in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.candidate_fields import BY_NAME, COMPARED
from certui.domain.roster_danger import danger
from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.wording import import_questions as questions
from certui.wording import left_out, unknown_places
from certui.wording.roster import at_fault, fault
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    capital,
    number,
    numeric_date,
    plural,
    quoted,
    several,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import PurePath

    from certui.domain.models import Person, Pupil
    from certui.domain.roster_changes import RosterChange
    from certui.domain.roster_files import RosterFault, RosterFile

TITLE: Final = "Importer des élèves"
EXAMPLE: Final = "~/Téléchargements/ExportXML_ElevesSansAdresses.zip"
FORMATS: Final = "SIECLE (XML ou ZIP), FREGATA, ONDE, PRONOTE, Charlemagne, EcoleDirecte"
HINTS: Final = (
    "Tapez le chemin du fichier que donne le logiciel de l’établissement, ⏎.",
    "Vous voyez ce qu’il change avant que rien ne soit écrit.",
    "",
    f"{FORMATS},",
    "ou liste en CSV, XLSX, XLS ou ODS (nom, prénom, date de naissance, classe).",
)
NO_PATH: Final = "Tapez d’abord le chemin d’un fichier."
NO_DIFFERENCE: Final = "Ce fichier ne change rien."
NOTHING_IMPORTED: Final = "Aucun élève ajouté, modifié ni désactivé"
NO_FAULT: Final = "Ce fichier n’a pas d’anomalie."
ALL_READ: Final = "Tout le fichier a été lu."
EMPTY_TABS: Final = (NO_DIFFERENCE, NO_FAULT, ALL_READ)
"""What the table of each tab says when it has nothing."""
NOTHING_MATCHES: Final = "Rien ne correspond"
COMPARING: Final = "Comparaison avec les élèves connus…"
WRITING: Final = "Écriture…"
WRITING_GOES_ON: Final = f"L’écriture est en cours{NARROW}; un instant."
TO_GIVE_UP: Final = "Échap pour annuler"
NEEDS_YES: Final = "L’import demandera --yes."
NEEDS_VALID_ONLY: Final = "L’import des autres demandera --valid-only."
ADDED: Final = "ajouté"
CHANGED: Final = "modifié"
DISABLED: Final = "désactivé"
DOUBTFUL: Final = "en doute"
LOSES_INE: Final = "son INE passe à un autre élève"
_BACK: Final = "revient dans l’établissement"
_BAR: Final = 40
_GAP: Final = 2
_KINDS: Final = {
    FaultKind.MISSING: "manquant",
    FaultKind.MALFORMED: "mal écrit",
    FaultKind.DUPLICATE: "en double",
    FaultKind.UNKNOWN: "inconnu",
    FaultKind.NO_SUCH_DAY: "n’existe pas",
    FaultKind.YET_TO_COME: "à venir",
    FaultKind.LOST_LETTERS: "illisible",
    FaultKind.SPREADSHEET: "transformé",
    FaultKind.TWO_CLASSES: "2 classes",
    FaultKind.SHARED_INE: "à deux",
}
_FIELDS: Final = {name: BY_NAME[name].label for name in COMPARED}


class Difference(NamedTuple):
    """One pupil whom a file concerns.

    Attributes:
        kind: what becomes of them.
        person: who they are, as they will be.
        what: what changes, old → new; may be empty.
    """

    kind: str
    person: Person
    what: str = ""


def differences(change: RosterChange) -> list[Difference]:
    """All that a file changes, what one must look at first."""
    return [
        *(Difference(DOUBTFUL, one.person, questions.doubtful(one)) for one in change.doubtful),
        *(
            Difference(DISABLED, pupil.person, _what_befalls(pupil, change))
            for pupil in change.disabled
        ),
        *(Difference(CHANGED, after, _changes(pupil, after)) for pupil, after in change.changed),
        *(
            Difference(CHANGED, one.person, LOSES_INE)
            for one in change.dispossessed
            if one not in change.disabled
        ),
        *(Difference(ADDED, person) for person in change.added),
    ]


def in_full(one: Difference) -> str:
    """A difference as a sentence."""
    who = clean(f"{one.person.class_name} {one.person.last_name} {one.person.first_name}")
    born = numeric_date(one.person.birth_date)
    what = f"{NO_BREAK}: {one.what}" if one.what else ""
    return f"{capital(one.kind)} · {who}, {born}{what}"


def fault_row(one: RosterFault) -> tuple[str, ...]:
    """A fault in columns: line, class, pupil or else INE, field, what is wrong, found, expected."""
    line = number(one.line) if one.line else ""
    place = " ".join(part for part in (clean(one.sheet), line) if part)
    who = one.pupil or one.ine
    return place, one.class_name, who, one.field, _KINDS[one.kind], one.found, one.expected


def about(source: RosterFile) -> str:
    """What is known of a file: its format, its encoding, its school and its year."""
    known = [clean(source.format_name), clean(source.encoding)]
    if source.uai:
        known.append(f"établissement {clean(source.uai)}")
    if source.school_year is not None:
        known.append(f"année scolaire {source.school_year}-{source.school_year + 1}")
    return ", ".join(known)


def counts(change: RosterChange) -> tuple[str, str, str, str]:
    """How many pupils a file adds, changes, disables and leaves as they are."""
    return (
        plural(len(change.added), "élève ajouté", "élèves ajoutés"),
        plural(len(change.changed), "élève modifié", "élèves modifiés"),
        plural(len(change.disabled), "élève désactivé", "élèves désactivés"),
        plural(change.unchanged, "élève inchangé", "élèves inchangés"),
    )


def on_one_line(change: RosterChange) -> str:
    """The counts in one line."""
    first, *others = (
        plural(len(change.added), "élève ajouté", "élèves ajoutés"),
        plural(len(change.changed), "modifié", "modifiés"),
        plural(len(change.disabled), "désactivé", "désactivés"),
        plural(change.unchanged, "inchangé", "inchangés"),
    )
    return ", ".join((first, *others))


def summary(change: RosterChange, *, undecided: int) -> list[str]:
    """What stands above the differences.

    Args:
        change: with its doubts decided as far as they are.
        undecided: how many persons one has still to be asked about.
    """
    shown = [about(change.source), on_one_line(change)]
    if found := danger(change):
        shown.append(questions.caution(found, by_name=False))
    if undecided:
        shown.append(questions.undecided(undecided))
    if said := left_out.counted(change.source):
        shown.append(f"{said} (touche 3).")
    if said := left_out.class_source(change.source):
        shown.append(f"{said}.")
    if change.source.rejected:
        rejected = at_fault(change.source.rejected)
        shown.append(f"{rejected} (touche 2){NO_BREAK}: v pour importer les lignes valides.")
    if places := unknown_places.counted(change.source.unknown_places):
        shown.append(places)
    return shown


def imported(change: RosterChange) -> str:
    """What an import did; a refusal where it changed nobody."""
    if change.touches_nobody:
        doubts = len(change.doubtful)
        aside = plural(doubts, "élève en doute laissé de côté", "élèves en doute laissés de côté")
        same = plural(change.unchanged, "élève inchangé", "élèves inchangés")
        return f"{NOTHING_IMPORTED}{NO_BREAK}: {f'{same}, {aside}' if doubts else same}."
    return f"Liste importée{NO_BREAK}: {on_one_line(change)}."


def no_database_yet(path: object) -> str:
    """What is said under a preview made without a database."""
    return f"Il n’y a pas encore de base de données {quoted(path)}{NO_BREAK}: l’import la créerait."


def exported(count: int, path: PurePath) -> str:
    """What was exported, and where to."""
    return f"{plural(count, 'élève exporté', 'élèves exportés')} dans {clean(str(path))}"


def report(change: RosterChange, *, applied: bool) -> Iterator[str]:
    """What a roster file changed; or would change, one by one. Then what was left out of it."""
    done = NOTHING_IMPORTED if change.touches_nobody else "Liste importée"
    title = done if applied else "Aperçu, rien n’est changé"
    yield f"{title}{NO_BREAK}: {about(change.source)}"
    yield from counts(change)
    if not applied:
        yield from (in_full(one) for one in differences(change))
    if found := None if applied else danger(change):
        yield f"{questions.caution(found)} {NEEDS_YES}"
    yield from left_out.told(change.source)
    if said := left_out.class_source(change.source):
        yield said
    if unsure := len(change.doubtful):
        yield plural(unsure, "élève en doute, laissé de côté", "élèves en doute, laissés de côté")
        yield from map(questions.left_in_doubt, change.doubtful)
    if rejected := change.source.rejected:
        yield f"{at_fault(rejected, 'laissée')} de côté"
        yield from (fault(one) for one in rejected)
        if not applied:
            yield NEEDS_VALID_ONLY
    if given := change.source.class_given:
        yield plural(
            given,
            "élève sans classe dans le fichier, mis dans celle que vous donnez",
            "élèves sans classe dans le fichier, mis dans celle que vous donnez",
        )
    yield from unknown_places.told(change.source.unknown_places)


def tabs(differing: int, faulty: int, unread: int) -> list[str]:
    """What the tabs of a preview say."""
    return [
        f"1 Différences ({number(differing)})",
        f"2 Anomalies ({number(faulty)})",
        f"3 Non lu ({number(unread)})",
    ]


def reading(name: str, fraction: float) -> list[str]:
    """How far the reading of a file is."""
    done = int(fraction * _BAR)
    bar = "#" * done + "-" * (_BAR - done)
    rest = COMPARING if fraction >= 1 else f"{int(fraction * 100)}{NO_BREAK}%"
    return [f"Lecture du fichier {quoted(name)}", "", f"[{bar}]", rest, "", TO_GIVE_UP]


def completions(names: Sequence[str], width: int, height: int) -> list[str]:
    """The names that a path may go on with, in columns, as many as there is room for.

    Args:
        names: in order.
        width: cells of a line.
        height: lines.
    """
    widest = max(map(len, names)) + _GAP
    columns = max(1, width // widest)
    lines = -(-len(names) // columns)
    if lines <= height:
        return ["".join(name.ljust(widest) for name in names[at::lines]) for at in range(lines)]
    shown = columns * (height - 1)
    left = plural(len(names) - shown, "autre", "autres")
    return [*completions(names[:shown], width, height - 1), f"… et {left}"]


def rejected_forbid(faults: Collection[RosterFault]) -> str:
    """Why a file with rejected lines is not imported as it is."""
    return f"Le fichier a {at_fault(faults)}{NO_BREAK}: v pour importer les lignes valides."


def undecided_forbid(count: int) -> str:
    """Why a file with doubtful persons is not imported yet."""
    return f"Dites d’abord qui {'sont' if several(count) else 'est'} {_persons(count)} (d)."


def ask_valid_only(change: RosterChange) -> str:
    """The question before the sound lines of a faulty file are imported."""
    sound = plural(len(change.source.persons), "élève", "élèves")
    faulty = at_fault(change.source.rejected)
    return f"Importer {sound} des lignes valides, et laisser de côté {faulty}{NARROW}?"


def _persons(count: int) -> str:
    return f"ces {number(count)} élèves" if several(count) else "cet élève"


def _what_befalls(pupil: Pupil, change: RosterChange) -> str:
    """What one who is disabled loses beside."""
    found = []
    if pupil.id in change.enrolled:
        found.append("inscrit à une session à venir")
    if pupil in change.dispossessed:
        found.append(LOSES_INE)
    return ", ".join(found)


def _changes(pupil: Pupil, after: Person) -> str:
    found = [] if pupil.enabled else [_BACK]
    for field, label in _FIELDS.items():
        old, new = getattr(pupil.person, field), getattr(after, field)
        if old != new:
            found.append(f"{label} {_value(old)} → {_value(new)}")
    return ", ".join(found)


def _value(value: object) -> str:
    if value is None or value == "":
        return "(vide)"
    if hasattr(value, "year"):
        return numeric_date(value)  # type: ignore[arg-type]  # the only field that has one
    return clean(str(getattr(value, "value", value)))
