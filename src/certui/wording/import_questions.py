"""What an import asks: who somebody is, and whether one is sure; on the screen as in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.matching import Why
from certui.domain.text import clean
from certui.wording.typography import NARROW, NO_BREAK, number, numeric_date, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.domain.matching import Doubt
    from certui.domain.models import Person, Pupil
    from certui.domain.roster_danger import Danger

ASIDE: Final = "Laisser de côté"
NEW: Final = "Nouvel élève"
NEW_WITH_INE: Final = "Un autre élève"
NEW_WORD: Final = "nouveau"
"""What says in a shell that somebody in doubt is nobody known."""
CLASS_FIELD: Final = "Classe"
NO_CLASS: Final = "Tapez la classe de ces élèves."
CLASS_TOO_LONG: Final = "Une classe tient en 40 caractères au plus."
# How many names a question has room for.
_MOST_NAMES: Final = 5
# Beyond it a name leaves no room for the others.
_LONGEST: Final = 30
_BECAUSE: Final = {
    Why.SEVERAL: "Plusieurs élèves connus ont ce nom et cette date de naissance.",
    Why.OTHER_INE: "Ce nom et cette date de naissance sont connus sous un autre INE.",
    Why.TAKEN_INE: (
        "Cet INE est celui d’un autre élève connu. Si ce n’est pas la même personne, l’INE passe au"
        " nouvel élève et l’ancien le perd."
    ),
    Why.CORRECTED: (
        "Un élève connu, qui n’est plus dans le fichier, ne diffère que par son nom ou par sa date"
        " de naissance."
    ),
}


def doubtful(doubt: Doubt) -> str:
    """Why somebody is in doubt, in a few words."""
    if doubt.why is Why.TWICE:
        classes = _classes(doubt.others)
        return f"deux fois dans le fichier (aussi en {classes})"
    if doubt.why is Why.SEVERAL:
        classes = _classes(one.person for one in doubt.pupils)
        return f"peut être {plural(len(doubt.pupils), 'élève', 'élèves')} ({classes})"
    if not doubt.pupils:
        return "celui qu’il pouvait être est déjà quelqu’un d’autre"
    known = doubt.pupils[0].person
    if doubt.why is Why.OTHER_INE:
        return f"connu sous l’INE {clean(known.ine or '')} ({clean(known.class_name)})"
    if doubt.why is Why.TAKEN_INE:
        return f"son INE est déjà donné à {_name(known)} ({clean(known.class_name)})"
    return f"ressemble à {_name(known)}, {numeric_date(known.birth_date)}"


def ask_who(doubt: Doubt) -> list[str]:
    """The question on somebody in doubt, and why it is asked."""
    person = doubt.person
    ine = f", INE {clean(person.ine)}" if person.ine else ""
    who = f"{_name(person)}, {numeric_date(person.birth_date)}, classe {clean(person.class_name)}"
    return [f"Qui est cet élève du fichier{NARROW}?", f"{who}{ine}", _why(doubt)]


def ask_class(file: str) -> list[str]:
    """The question on a file that does not say the class of its pupils."""
    return [
        f"Le fichier {quoted(file)} ne dit pas la classe de ses élèves.",
        f"De quelle classe sont-ils{NARROW}?",
    ]


def nobody_known(doubt: Doubt) -> str:
    """The answer that somebody is none of those known."""
    return NEW_WITH_INE if doubt.why is Why.TAKEN_INE else NEW


def undecided(count: int) -> str:
    """How many persons one has still to be asked about, and by which key."""
    who = plural(count, "élève en doute", "élèves en doute")
    return f"{who}{NO_BREAK}: d pour dire qui."


def left_in_doubt(doubt: Doubt) -> str:
    """Somebody left aside, why, and how a shell says who they are."""
    person, at = doubt.person, doubt.at + 1
    who = clean(f"{person.class_name} {person.last_name} {person.first_name}")
    answers = [f"--doubt {at}={one.id} ({_pupil(one)})" for one in doubt.pupils]
    answers.append(f"--doubt {at}={NEW_WORD}")
    return (
        f"En doute · {who}, {numeric_date(person.birth_date)}{NO_BREAK}: {doubtful(doubt)}"
        f"{NARROW}; pour dire qui{NO_BREAK}: {' ou '.join(answers)}"
    )


def dangers(danger: Danger, *, by_name: bool = True) -> str:
    """What an import would do that is asked first, with the counts, as one clause.

    Args:
        danger: what would be done.
        by_name: name up to five of whom it concerns, the awaited first.
    """
    count, active = len(danger.disabled), number(danger.active)
    said = "élève sur {} serait désactivé", "élèves sur {} seraient désactivés"
    one, many = (words.format(active) for words in said)
    parts = [plural(count, one, many)]
    if danger.enrolled:
        words = "inscrit à une session à venir", "inscrits à une session à venir"
        parts.append(f"dont {plural(len(danger.enrolled), *words)}")
    named = danger.enrolled or danger.disabled
    if named and by_name:
        parts[-1] += f" ({_listed(named)})"
    told = ", ".join(parts)
    if danger.years is None:
        return told
    known, found = (f"{year}-{year + 1}" for year in danger.years)
    return (
        f"ce fichier est de l’année scolaire {found}, les élèves connus sont de {known}, et {told}"
    )


def ask_sure(danger: Danger) -> str:
    """The question before a dangerous import is written."""
    told = dangers(danger)
    return f"{told[:1].upper()}{told[1:]}. Importer quand même{NARROW}?"


def caution(danger: Danger, *, by_name: bool = True) -> str:
    """What stands over a preview whose import will be asked first; as :func:`dangers`."""
    return f"Attention{NO_BREAK}: {dangers(danger, by_name=by_name)}."


def refused(danger: Danger) -> str:
    """Why a shell does not import, and by which option it does."""
    return (
        f"Rien n’est importé{NO_BREAK}: {dangers(danger)}{NARROW}; ajoutez --yes pour importer"
        " quand même."
    )


def _why(doubt: Doubt) -> str:
    if doubt.why is Why.TWICE:
        return (
            f"Le fichier l’a aussi en {_classes(doubt.others)}. Si c’est la même personne, gardez"
            " une ligne et laissez l’autre de côté."
        )
    return _BECAUSE[doubt.why]


def _classes(persons: Iterable[Person]) -> str:
    return ", ".join(clean(one.class_name) for one in persons)


def _name(person: Person) -> str:
    return clean(f"{person.last_name} {person.first_name}")


def _pupil(pupil: Pupil) -> str:
    person = pupil.person
    ine = f", INE {clean(person.ine)}" if person.ine else ""
    return f"{clean(person.class_name)} {_name(person)}{ine}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _listed(pupils: Sequence[Pupil]) -> str:
    names = [
        f"{_cut(_name(one.person))} {_cut(clean(one.person.class_name))}"
        for one in pupils[:_MOST_NAMES]
    ]
    left = len(pupils) - len(names)
    if left:
        names.append(plural(left, "autre", "autres"))
    return ", ".join(names)
