"""What the headings of school files mean: one table for every format.

Accents, case, apostrophes, blanks, a trailing ``*``, « de l’élève » and an explanation in brackets
do not count; abbreviations are those that SIECLE, PRONOTE, ONDE, Charlemagne, Cyclades and the
lists of schools use.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

from certui.domain.search import fold
from certui.rosters.fields import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Column(enum.Enum):
    """What certui takes from a table; the values are how faults name them."""

    INE = "INE"
    FULL_NAME = "nom et prénom"
    FIRST_THEN_LAST = "prénom et nom"
    LAST_NAME = "nom"
    USAGE_NAME = "nom d’usage"
    FIRST_NAME = "prénom"
    SEX = "sexe"
    BIRTH_DATE = "date de naissance"
    CLASS = "classe"
    CITY_CODE = "code commune de naissance"
    CITY = "commune de naissance"
    CITY_ABROAD = "ville de naissance à l’étranger"
    DEPARTMENT = "département de naissance"
    COUNTRY = "pays de naissance"
    LEAVING = "date de sortie"
    STATUS = "statut"
    MEF = "code MEF"


# As they read once their idle words are left out and their abbreviations written in full, the most
# telling first: where a file has several of them, the first that holds anything serves.
# « Identifiant élève » is left out: it is the software's own number, not the INE; so is « Niveau »,
# which many classes share.
_ALIASES: Final = {
    Column.INE: (
        "ine",
        "identifiant national",
        "numero ine",
        "code ine",
        "identifiant ine",
        "identifiant national ine",
        "numero national",
        "numero national ine",
        "numero national identification",
        "numero identification national",
        "numero identifiant national",
        "code national",
        "matricule national",
        "ine rnie",
        "rnie",
        "numero rnie",
        "identifiant rnie",
        "ine bea",
        "numero bea",
        "bea",
        "identifiant unique",
    ),
    Column.FULL_NAME: (
        "nom prenom",
        "nom prenom ine",
        "nom famille prenom",
        "nom naissance prenom",
        "nom patronymique prenom",
        "nom complet",
        "identite",
        "identite complete",
        "eleve",
        "apprenant",
        "etudiant",
        "candidat",
        "stagiaire",
    ),
    Column.FIRST_THEN_LAST: ("prenom nom", "prenom nom famille", "prenom nom naissance"),
    Column.LAST_NAME: (
        "nom famille",
        "nom naissance",
        "nom patronymique",
        "patronyme",
        "nom jeune fille",
        "nom etat civil",
        "nom legal",
        "nom officiel",
        "nom",
    ),
    Column.USAGE_NAME: (
        "nom usage",
        "nom famille usage",
        "nom usage marital",
        "nom marital",
        "nom epouse",
        "nom epoux",
        "nom usuel",
        "nom courant",
    ),
    Column.FIRST_NAME: (
        "premier prenom",
        "prenom 1",
        "prenom1",
        "1er prenom",
        "prenom etat civil",
        "prenom naissance",
        "prenom",
        "prenom usuel",
    ),
    Column.SEX: (
        "sexe",
        "code sexe",
        "libelle sexe",
        "genre",
        "sexe genre",
        "m f",
        "f m",
        "h f",
        "f h",
        "g f",
        "f g",
        "fille garcon",
        "garcon fille",
        "civilite",
    ),
    Column.BIRTH_DATE: (
        "date naissance",
        "jour naissance",
        "ne",
        "naissance",
        "ddn",
        "ddnaissance",
        "datenaissance",
    ),
    Column.CLASS: (
        "division",
        "libelle classe",
        "libelle court classe",
        "libelle long classe",
        "classe libelle",
        "nom classe",
        "code classe",
        "classe code",
        "code division",
        "libelle division",
        "nom division",
        "division classe",
        "classe division",
        "classe",
        "groupe classe",
        "classe groupe",
        "classe actuelle",
        "division actuelle",
        "classe en cours",
        "classe principale",
        "classe affectation",
        "classe affectee",
        "classe inscription",
        "classe rattachement",
        "division rattachement",
        "code structure",
        "libelle structure",
        "structure",
    ),
    Column.CITY_CODE: (
        "code commune naissance",
        "code commune insee naissance",
        "code insee commune naissance",
        "code insee naissance",
        "code insee ville naissance",
        "code insee lieu naissance",
        "commune naissance code insee",
        "commune naissance insee",
        "lieu naissance code insee",
        "code lieu naissance",
        "code ville naissance",
        "insee naissance",
        "insee commune naissance",
    ),
    Column.CITY: (
        "libelle commune naissance",
        "nom commune naissance",
        "commune naissance",
        "libelle ville naissance",
        "ville naissance",
        "libelle lieu naissance",
        "lieu naissance",
        "localite naissance",
        "commune lieu naissance",
        "ne a",
    ),
    Column.CITY_ABROAD: (
        "ville naissance etranger",
        "commune naissance etranger",
        "lieu naissance etranger",
        "ville etranger naissance",
        "ville naissance a etranger",
        "commune naissance a etranger",
        "lieu naissance a etranger",
    ),
    Column.DEPARTMENT: (
        "departement naissance",
        "libelle departement naissance",
        "nom departement naissance",
        "code departement naissance",
        "departement lieu naissance",
    ),
    Column.COUNTRY: (
        "pays naissance",
        "libelle pays naissance",
        "nom pays naissance",
        "code pays naissance",
        "pays lieu naissance",
    ),
    Column.LEAVING: (
        "sortie",
        "date sortie",
        "date sortie etablissement",
        "sorti",
        "date radiation",
    ),
    Column.STATUS: ("statut",),
    Column.MEF: ("code mef",),
}
# The product's list of candidates says « birth » of none of these; elsewhere they are an address.
_CANDIDATES: Final = {
    "code insee": (Column.CITY_CODE, 99),
    "nom commune": (Column.CITY, 99),
    "pays": (Column.COUNTRY, 99),
}
_MEANINGS: Final = {
    alias: (column, rank)
    for column, aliases in _ALIASES.items()
    for rank, alias in enumerate(aliases)
}
_NO_MEANING: Final = (None, 0)
_IN_FULL: Final = {
    "naiss": "naissance", "nais": "naissance", "nee": "ne", "nes": "ne", "nees": "ne",
    "num": "numero", "n°": "numero", "no": "numero", "nr": "numero", "n": "numero",
    "numeros": "numero", "id": "identifiant", "ident": "identifiant", "nat": "national",
    "nationale": "national", "lib": "libelle", "dept": "departement", "dep": "departement",
    "dpt": "departement", "cl": "classe", "cls": "classe", "clas": "classe", "classes": "classe",
    "div": "division", "divisions": "division", "noms": "nom", "prenoms": "prenom",
    "pren": "prenom", "etrangere": "etranger", "etr": "etranger", "etrang": "etranger",
    "eleves": "eleve", "candidats": "candidat", "apprenants": "apprenant",
    "etudiants": "etudiant", "civ": "civilite", "dat": "date", "dt": "date", "com": "commune",
    "datenaiss": "datenaissance", "datnaiss": "datenaissance", "dnaiss": "datenaissance",
    "structures": "structure", "codes": "code", "rattach": "rattachement",
    "groupes": "groupe", "garcons": "garcon", "filles": "fille",
}  # fmt: skip
_IDLE: Final = frozenset(
    {"de", "du", "des", "d", "l", "la", "le", "les", "et", "ou", "en"}
    | {"eleve", "candidat", "apprenant", "etudiant", "stagiaire"}
)
# What in brackets makes it another column: « Classe (an dernier) », « Nom (responsable) ».
_OTHER: Final = frozenset(
    {"usage", "usuel", "marital", "epouse", "prec", "precedent", "precedente", "ancien"}
    | {"ancienne", "dernier", "derniere", "passe", "responsable", "resp", "pere", "mere", "parent"}
    | {"parents", "tuteur", "2", "3", "numero 1", "origine", "future", "prevue", "prochaine"}
)
# No heading is longer: folding a whole file's cells takes time.
_LONGEST: Final = 100
_ENDINGS: Final = re.compile(r"(?<=\w)\((?:e|s|es|x)\)")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_WORDS: Final = re.compile(r"[a-z0-9]+°?|n°")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_EXPLANATION: Final = re.compile(r"\s*\([^()]*\)\s*$")
_BLANKS: Final = re.compile(r"\s+")


def heading(cell: str) -> str:
    """A heading without its dress; « Élèves » and « Nom élève » stay themselves."""
    return _EXPLANATION.sub("", fold(text(cell).replace("*", " ").rstrip(" :.")))


def known(cells: Sequence[str]) -> dict[Column, int]:
    """Which columns a line names, and where the most telling of each stands.

    Args:
        cells: of one line, as written.
    """
    return {column: places[0] for column, places in every(cells).items()}


def every(cells: Sequence[str]) -> dict[Column, list[int]]:
    """Which columns a line names, and where they stand, the most telling first.

    Args:
        cells: of one line, as written.
    """
    keys = [_key(cell) if 0 < len(cell) <= _LONGEST else "" for cell in cells]
    meanings: Mapping[str, tuple[Column, int]] = _MEANINGS
    if _CANDIDATES.keys() <= set(keys):
        meanings = _MEANINGS | _CANDIDATES
    found: dict[Column, list[tuple[int, int]]] = {}
    for position, key in enumerate(keys):
        if key in meanings:
            column, rank = meanings[key]
            found.setdefault(column, []).append((rank, position))
    return {
        column: [position for _rank, position in sorted(places)] for column, places in found.items()
    }


def is_candidates(cells: Sequence[str]) -> bool:
    """Whether these headings are those of the product's list of candidates."""
    return _CANDIDATES.keys() <= {_key(cell) for cell in cells}


def twice(cells: Sequence[str]) -> str:
    """The first known heading that a line has twice; empty when none.

    That of a name in use may be: nothing depends on it, and the first one is the pupil's. Two that
    differ in their blanks only are one column written for two programs.
    """
    seen: dict[str, str] = {}
    for cell in cells:
        column, _ = _MEANINGS.get(_key(cell) if 0 < len(cell) <= _LONGEST else "", _NO_MEANING)
        if column in {None, Column.USAGE_NAME}:
            continue
        # Of two years, which one is meant cannot be known.
        plain = _key(cell) if _YEAR.search(cell) else heading(cell)
        first = seen.setdefault(plain, cell)
        blanks_only = first != cell and _BLANKS.sub("", first) == _BLANKS.sub("", cell)
        if plain in seen and first is not cell and not blanks_only:
            return cell
    return ""


def _key(cell: str) -> str:
    """A heading as it is looked up; empty when it says nothing."""
    plain = _ENDINGS.sub("", fold(text(cell).replace("*", " ")))
    whole = _words(plain)
    if whole in _MEANINGS or "(" not in plain:
        return whole
    if any(
        _OTHER & {_words(inside), *_words(inside).split()} for inside in _BRACKETS.findall(plain)
    ):
        return whole
    return _words(_BRACKETS.sub(" ", plain))


def _words(plain: str) -> str:
    words = [_IN_FULL.get(word, word) for word in _WORDS.findall(plain)]
    words = [word for word in words if not _YEAR.fullmatch(word)]
    telling = [word for word in words if word not in _IDLE]
    return " ".join(telling or words)
