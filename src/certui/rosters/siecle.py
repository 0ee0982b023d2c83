"""SIECLE / BEE: the XML that collèges and lycées export, read as it flows by.

Rules after the product's own reader of these files: a pupil is kept with an INE, a class and no
leaving date that has passed, and the others are told; all faults of the pupils kept are listed, and
one fault refuses the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import Aside, RosterFile
from certui.rosters import fields, siecle_pupils
from certui.rosters.guard import XML_LIMIT
from certui.rosters.guarded_xml import Characters, parse
from certui.rosters.twins import Twins

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFault
    from certui.rosters.guard import Source

_Node: TypeAlias = "dict[str, _Node]"

FORMAT: Final = "SIECLE"
ROOT: Final = "BEE_ELEVES"
# As many pupils as fit in memory; the largest school has some thousands.
MOST_PUPILS: Final = 200_000
# The parser gives a text in pieces of some thousand characters.
_MOST_PIECES: Final = 64
# Characters that pupils and classes may take in all: three hundred a pupil of the largest roster.
_MOST_KEPT: Final = 30_000_000
_DEEPEST: Final = 64
_INACTIVE: Final = "inactifs"
_CLASS: Final = "D"

_LEAF: Final[_Node] = {}
# The national id of a pupil: as it is since 2017, then what stands for it in other versions.
_INES: Final = ("ID_NATIONAL", "INE_RNIE", "ID_RNIE", "RNIE", "INE", "INE_BEA")
_PUPIL_FIELDS: Final = (
    *_INES,
    "NOM_DE_FAMILLE",
    "NOM",
    "NOM_USAGE",
    "PRENOM",
    "DATE_NAISS",
    "CODE_SEXE",
    "CODE_PAYS",
    "CODE_DEPARTEMENT_NAISS",
    "CODE_COMMUNE_INSEE_NAISS",
    "VILLE_NAISS",
    "DATE_SORTIE",
)
_STRUCTURE: Final[_Node] = {"CODE_STRUCTURE": _LEAF, "TYPE_STRUCTURE": _LEAF}
# The only elements that are looked at, where they are looked at: phones, addresses and options
# never leave the parser.
_TREE: Final[_Node] = {
    ROOT: {
        "PARAMETRES": {"UAJ": _LEAF, "ANNEE_SCOLAIRE": _LEAF},
        "DONNEES": {
            "ELEVES": {"ELEVE": dict.fromkeys(_PUPIL_FIELDS, _LEAF)},
            "STRUCTURES": {"STRUCTURES_ELEVE": {"STRUCTURE": _STRUCTURE}},
        },
    }
}


def read(source: Source, stream: Callable[[int], bytes], size: int, today: dt.date) -> RosterFile:
    """Read a SIECLE file.

    Args:
        source: the file, for its path and progress.
        stream: gives the next bytes of the XML, none at its end.
        size: how many bytes there are, for the progress.
        today: nobody is born after it.

    Raises:
        UnknownFormat: XML of something else.
        BadEncoding: bytes that are not in the encoding declared.
        BadXml: not well-formed, or cut short.
        ForbiddenXml: a DTD or an entity.
        RecordTooLong: a tag longer than any real one.
        TooManyLines: more pupils than fit in memory.
        FileTooLarge: texts that do not.
        NoSchool: no UAJ.
        NoPupil: nobody with an INE and a class.
        RosterFaults: faults, each with its INE.
    """
    characters = Characters(
        source.path, stream, lambda done: source.progress(min(done / max(size, 1), 1.0))
    )
    content = _Content(source.path, today)
    parse(source.path, characters, content)
    if not content.uai:
        raise errors.NoSchool(path=source.path)
    persons, faults = content.persons()
    if faults:
        raise RosterFaults(faults=faults)
    if not persons:
        raise errors.NoPupil(path=source.path)
    return RosterFile(
        format_name=FORMAT,
        encoding=characters.encoding.shown,
        uai=content.uai,
        school_year=content.school_year,
        persons=persons,
        unknown_places=tuple(content.unknown_places),
        aside=tuple(content.aside),
    )


class _Content:
    """What a SIECLE file says, gathered by the parser's callbacks."""

    def __init__(self, path: Path, today: dt.date) -> None:
        self.uai = ""
        self.aside: list[Aside] = []
        self._today = today
        self.school_year: int | None = None
        self.unknown_places: list[RosterFault] = []
        self._path = path
        self._pupils: list[siecle_pupils.Pupil] = []
        self._classes: dict[str, str] = {}
        self._classes_by_number: dict[str, str] = {}
        self._cleaned = fields.Cleaned(fields.written)
        # Where the parser stands: the nodes from the root, and how deep below an unknown one.
        self._stack: list[_Node] = [_TREE]
        self._skipped = 0
        self._leaf: list[str] | None = None
        self._values: dict[str, str] = {}
        self._keys = ("", "")
        self._kept = 0

    def persons(self) -> tuple[list[Person], list[RosterFault]]:
        """Join pupils and classes, set aside who is none of the school's, and find every fault."""
        persons: list[Person] = []
        faults: list[RosterFault] = []
        twins = Twins()
        told: set[str] = set()
        for pupil in self._pupils:
            number, other = pupil.keys
            name = self._classes.get(number) or self._classes_by_number.get(other, "")
            if reason := siecle_pupils.reason_aside(pupil, name):
                self.aside.append(siecle_pupils.aside(pupil, name, reason))
                continue
            twin = twins.fault(siecle_pupils.seen(pupil, name))
            if twin and pupil.ine not in told:
                told.add(pupil.ine)
                faults.append(twin)
            found = siecle_pupils.faults(pupil, name, self._today)
            faults += found[: max(0, fields.MOST_FAULTS - len(faults))]
            if not faults:
                persons.append(siecle_pupils.person(pupil, name, self._today, self.unknown_places))
        self._pupils.clear()
        return persons, faults

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go down to an element, or skip it."""
        if self._skipped:
            self._skipped += 1
            if self._skipped > _DEEPEST:
                raise errors.UnknownFormat(path=self._path)
            return
        node = self._stack[-1].get(tag)
        if node is None:
            if len(self._stack) == 1:
                raise errors.UnknownFormat(path=self._path)
            self._skipped = 1
            return
        self._stack.append(node)
        if not node:
            self._leaf = []
        elif tag in {"ELEVE", "STRUCTURES_ELEVE"}:
            self._values = {}
            self._keys = (attributes.get("ELEVE_ID", ""), attributes.get("ELENOET", ""))
        elif tag == "STRUCTURE":
            self._values = {}

    def data(self, text: str) -> None:
        """Text of a leaf; no further than it takes to tell that it is too long."""
        if self._leaf is not None and not self._skipped and len(self._leaf) < _MOST_PIECES:
            self._leaf.append(text)

    def end(self, tag: str) -> None:
        """Take what an element said, and go back up."""
        if self._skipped:
            self._skipped -= 1
            return
        self._stack.pop()
        if self._leaf is not None:
            # One beyond the longest is enough to tell that it is too long.
            self._values[tag] = self._cleaned["".join(self._leaf)][: fields.LONGEST + 1]
            self._leaf = None
        elif tag == "STRUCTURE":
            self._structure()
        elif tag == "ELEVE":
            self._pupil()
        elif tag == "PARAMETRES":
            self._parameters()

    def _parameters(self) -> None:
        self.uai = self._values.get("UAJ", "").upper()
        year = self._values.get("ANNEE_SCOLAIRE", "")[:4]
        self.school_year = int(year) if year.isascii() and year.isdigit() else None

    def _structure(self) -> None:
        name = self._values.get("CODE_STRUCTURE", "")
        if self._values.get("TYPE_STRUCTURE") != _CLASS or not name or name.lower() == _INACTIVE:
            return
        number, other = self._keys
        self._keep(number, other, name)
        if number:
            self._classes.setdefault(number, name)
        if other:
            self._classes_by_number.setdefault(other, name)
        if len(self._classes) + len(self._classes_by_number) > 2 * MOST_PUPILS:
            raise errors.TooManyLines(path=self._path, limit=MOST_PUPILS)

    def _pupil(self) -> None:
        value = self._values.get
        ine = next((ine for tag in _INES if (ine := fields.ine(value(tag, "")))), "")
        if len(self._pupils) >= MOST_PUPILS:
            raise errors.TooManyLines(path=self._path, limit=MOST_PUPILS)
        pupil = siecle_pupils.Pupil(
            keys=self._keys,
            has_left=siecle_pupils.has_left(value("DATE_SORTIE", ""), self._today),
            ine=ine,
            last_name=value("NOM_DE_FAMILLE") or value("NOM", ""),
            first_name=value("PRENOM", ""),
            sex=value("CODE_SEXE", ""),
            birth_date=value("DATE_NAISS", ""),
            country_code=value("CODE_PAYS", ""),
            department_code=value("CODE_DEPARTEMENT_NAISS", ""),
            commune_code=value("CODE_COMMUNE_INSEE_NAISS", ""),
            city=value("VILLE_NAISS", ""),
            usage_name=value("NOM_USAGE", ""),
        )
        self._keep(*pupil.keys, *pupil[2:])
        self._pupils.append(pupil)

    def _keep(self, *texts: str) -> None:
        self._kept += sum(map(len, texts))
        if self._kept > _MOST_KEPT:
            raise errors.FileTooLarge(path=self._path, limit=XML_LIMIT)
