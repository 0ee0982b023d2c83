"""A pupil of a SIECLE file: what makes a person of them, a fault, or somebody set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from certui.domain.models import Person, Sex
from certui.domain.roster_files import Aside, AsideReason, FaultKind
from certui.rosters import accents, days, fields, places
from certui.rosters.names import in_use
from certui.rosters.places import birth_place, is_france
from certui.rosters.twins import Seen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from certui.domain.roster_files import RosterFault

_SEXES: Final = {"1": Sex.MALE, "2": Sex.FEMALE}
_Finding: TypeAlias = tuple[FaultKind, str, str, str]


class Pupil(NamedTuple):
    """A pupil before their class is known."""

    keys: tuple[str, str]
    has_left: bool
    ine: str
    last_name: str
    first_name: str
    sex: str
    birth_date: str
    country_code: str
    department_code: str
    commune_code: str
    city: str
    usage_name: str


def has_left(written: str, today: dt.date) -> bool:
    """Whether a leaving date has passed: whoever leaves today, or later, is there today."""
    if not written:
        return False
    left = days.strict(written, today)
    return left not in {FaultKind.YET_TO_COME, today}


def reason_aside(pupil: Pupil, class_name: str) -> AsideReason | None:
    """Why a pupil is set aside, if they are."""
    if pupil.has_left:
        return AsideReason.LEFT_SCHOOL
    if not pupil.ine:
        return AsideReason.NO_INE
    return None if class_name else AsideReason.NO_CLASS


def aside(pupil: Pupil, class_name: str, reason: AsideReason) -> Aside:
    """A pupil who is set aside, their texts cut."""
    return Aside(
        last_name=fields.shown(pupil.last_name),
        first_name=fields.shown(pupil.first_name),
        class_name=fields.shown(class_name),
        reason=reason,
        ine=fields.shown(pupil.ine),
    )


def seen(pupil: Pupil, class_name: str) -> Seen:
    """A pupil as twins are told."""
    return Seen(pupil.ine, pupil.last_name, pupil.first_name, pupil.birth_date, class_name)


def person(
    pupil: Pupil, class_name: str, today: dt.date, unknown_places: list[RosterFault]
) -> Person:
    """The person that a sound pupil is.

    Args:
        pupil: one of whom :func:`faults` has found nothing.
        class_name: their class.
        today: nobody is born after it.
        unknown_places: takes the codes of places that stand for nothing.
    """
    place = birth_place(
        country_code=pupil.country_code,
        commune_code=pupil.commune_code,
        department_code=pupil.department_code,
        city=pupil.city,
    )
    birth_date = days.strict(pupil.birth_date, today)
    assert not isinstance(birth_date, FaultKind)  # noqa: S101 - a faulty pupil is no person
    person = Person(
        ine=pupil.ine,
        last_name=pupil.last_name,
        first_name=pupil.first_name,
        sex=_SEXES[pupil.sex],
        birth_date=birth_date,
        class_name=class_name,
        usage_name=in_use(pupil.usage_name, pupil.last_name),
        **place.of_person,
    )
    places.tell(unknown_places, place, person)
    return person


def faults(pupil: Pupil, class_name: str, today: dt.date) -> list[RosterFault]:
    """Every fault of one pupil."""
    return [
        fields.fault(
            kind,
            field,
            ine=pupil.ine,
            found=found,
            expected=expected,
            pupil=f"{pupil.last_name} {pupil.first_name}",
            class_name=class_name,
        )
        for kind, field, found, expected in (
            *_missing(pupil),
            *_wrong(pupil, today),
            *_lost(pupil, class_name),
        )
    ]


def _missing(pupil: Pupil) -> Iterator[_Finding]:
    needed = {
        "nom de famille": pupil.last_name,
        "prénom": pupil.first_name,
        "sexe": pupil.sex,
        "date de naissance": pupil.birth_date,
    }
    if is_france(pupil.country_code):
        needed["code commune de naissance"] = pupil.commune_code
    for field, value in needed.items():
        if not value:
            yield FaultKind.MISSING, field, "", ""


def _lost(pupil: Pupil, class_name: str) -> Iterator[_Finding]:
    names = {
        "nom de famille": pupil.last_name,
        "nom d’usage": in_use(pupil.usage_name, ""),
        "prénom": pupil.first_name,
    }
    for field, value in names.items():
        if accents.lost_in_name(value):
            yield FaultKind.LOST_LETTERS, field, value, ""
    for field, value in (("classe", class_name), ("ville de naissance", pupil.city)):
        if accents.lost(value):
            yield FaultKind.LOST_LETTERS, field, value, ""
    if kind := fields.ine_fault(pupil.ine):
        yield kind, "INE", pupil.ine, "onze caractères" if kind is FaultKind.MALFORMED else ""


def _wrong(pupil: Pupil, today: dt.date) -> Iterator[_Finding]:
    if pupil.sex and pupil.sex not in _SEXES:
        yield FaultKind.UNKNOWN, "sexe", pupil.sex, "1 (masculin) ou 2 (féminin)"
    born = days.strict(pupil.birth_date, today)
    if pupil.birth_date and isinstance(born, FaultKind):
        expected = "JJ/MM/AAAA" if born is FaultKind.MALFORMED else ""
        yield born, "date de naissance", pupil.birth_date, expected
    longest = max(pupil[2:], key=len)
    if len(longest) > fields.LONGEST:
        yield FaultKind.MALFORMED, "texte", longest, f"{fields.LONGEST} caractères au plus"
