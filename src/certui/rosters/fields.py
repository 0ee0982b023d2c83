"""Reading one field as schools write it: dates, sexes, national ids, texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from certui.domain.models import Sex
from certui.domain.roster_files import FaultKind, RosterFault
from certui.domain.search import fold
from certui.domain.text import clean
from certui.rosters import accents

if TYPE_CHECKING:
    from collections.abc import Callable

# Longer is no name, place or class (hazards, Files); every real one is far below.
LONGEST: Final = 500
# A file with more faults than this is no roster; listing them all would fill the memory.
MOST_FAULTS: Final = 10_000
# How many different texts are remembered at once.
_REMEMBERED: Final = 20_000
# How much of a wrong value a fault shows.
_SHOWN: Final = 80

# « ="03" » keeps a spreadsheet from taking the zero away; so does an apostrophe before it. Dutch
# names begin with one: « ’t Hart ».
_FORMULA: Final = re.compile(r'\s*=\s*"((?:[^"]|"")*)"\s*')
_APOSTROPHE: Final = re.compile(r"'(?![a-z] )")

_SEXES: Final = {
    **dict.fromkeys(
        ("m", "masculin", "masc", "g", "garcon", "garc", "h", "homme", "male"), Sex.MALE
    ),
    **dict.fromkeys(("mr", "monsieur", "mons", "msieur", "1"), Sex.MALE),
    **dict.fromkeys(("f", "feminin", "fem", "fille", "femme", "feminine", "2"), Sex.FEMALE),
    **dict.fromkeys(("mme", "mlle", "mle", "melle", "madame", "mademoiselle", "mmes"), Sex.FEMALE),
}
_WORDS: Final = re.compile(r"[a-z0-9]+")
# What stands in the place of a national id that somebody has not, or not yet.
_NO_INE: Final = frozenset(
    {"", "nc", "na", "nr", "nd", "ns", "non communique", "non connu", "non renseigne", "non dispo"}
    | {"non disponible", "non attribue", "non", "en cours", "en attente", "attente", "a venir"}
    | {"cours", "en cours attribution", "en cours d attribution", "demande", "demande en cours"}
    | {"neant", "sans", "sans ine", "aucun", "absent", "vide", "inconnu", "null", "none", "nan"}
    | {"pas d ine", "pas ine", "a demander", "a completer", "a renseigner", "ras", "x", "xx", "xxx"}
    | {"sans objet", "so", "s o", "n a", "n c", "n r", "provisoire", "a creer", "non trouve"}
)
# « 1,23E+10 »: a spreadsheet took digits and a letter E for a number, or a long number for one.
_ROUNDED: Final = re.compile(r"\d+(?:[.,]\d+)?E[+-]\d+|\d+[.,]\d+E\d+|\d{10,}[.,]0+", re.IGNORECASE)
_ERRORS: Final = re.compile(
    r"#{3,}|#(?:N/A|REF!|NOM\??|NAME\?|VALEUR!|VALUE!|DIV/0!|NUL!|NULL!|NOMBRE!|NUM!)"
)
_MONTH: Final = (
    r"(?:janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t"
    r"|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep)\.?"
)
_DATED: Final = re.compile(
    rf"\d{{1,2}}[-/.]{_MONTH}(?:[-/.]\d{{2,4}})?|{_MONTH}[-/.]\d{{2,4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}(?: \d.*)?|\d{4}-\d\d-\d\d(?:[T ].*)?",
    re.IGNORECASE | re.ASCII,
)


class Cleaned(dict[str, str]):
    """Cleaned texts by raw text: a roster repeats its classes, towns and first names.

    Args:
        read: what makes one of the other; :func:`text` for the cells of a table.
    """

    def __init__(self, read: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._read = read or text

    def __missing__(self, raw: str) -> str:
        """Clean a text met for the first time; what is too long to be one is not remembered."""
        value = self._read(raw)
        if len(raw) <= LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[raw] = value
        return value


def text(raw: str) -> str:
    """A cell's text: without what a spreadsheet is told by, its accents mended, cleaned."""
    return written(undressed(raw))


def written(raw: str) -> str:
    """A text that comes from no spreadsheet: its accents mended, cleaned."""
    return clean(accents.mended(raw))


def undressed(raw: str) -> str:
    """A cell without « ="…" » around it, nor the apostrophe that makes it a text."""
    if "=" in raw and (found := _FORMULA.fullmatch(raw)):
        return found[1].replace('""', '"')
    return raw[1:] if raw[:1] == "'" and _APOSTROPHE.match(raw) else raw


def ine(raw: str) -> str:
    """A national pupil id, in capitals and without blanks; empty when it says that there is none.

    « - », « NC », « 0 », « en cours » stand where somebody has none: taken for an id, they would
    make one pupil of all of them.
    """
    value = clean(raw).replace(" ", "").upper()
    if value.isalnum() and any(char in "123456789" for char in value):
        return value
    plain = " ".join(_WORDS.findall(fold(raw)))
    nothing = plain in _NO_INE or not plain.strip("0 ")
    return "" if nothing and not _ERRORS.fullmatch(value) else value


def ine_fault(value: str) -> FaultKind | None:
    """What is wrong with a national id that :func:`ine` read.

    A word without any figure is no id, and none of those that say that there is none.
    """
    if _ROUNDED.fullmatch(value) or _ERRORS.fullmatch(value):
        return FaultKind.SPREADSHEET
    return FaultKind.MALFORMED if value and not any(char.isdecimal() for char in value) else None


def sex(raw: str) -> Sex | None:
    """A sex as M/F, G/F, Masculin/Féminin, M./Mme, 1/2…; None when it is none of these."""
    found = {_SEXES.get(word) for word in _WORDS.findall(fold(raw))}
    return found.pop() if len(found) == 1 else None


def class_fault(value: str) -> FaultKind | None:
    """What is wrong with a class: a date or a rounded number is what a spreadsheet made of it."""
    if _DATED.fullmatch(value) or _ROUNDED.fullmatch(value) or _ERRORS.fullmatch(value):
        return FaultKind.SPREADSHEET
    return FaultKind.LOST_LETTERS if accents.lost(value) else None


def fault(kind: FaultKind, field: str, **details: str | int) -> RosterFault:
    """A fault whose texts are cleaned and cut.

    Args:
        kind: what is wrong.
        field: which field, in French.
        **details: ``ine``, ``line``, ``found``, ``expected``, ``pupil``, ``class_name``.
    """
    return RosterFault(
        kind=kind,
        field=field,
        ine=clean(str(details.get("ine", "")))[:_SHOWN],
        line=int(details.get("line", 0)),
        found=shown(details.get("found", "")),
        expected=str(details.get("expected", "")),
        pupil=shown(details.get("pupil", "")),
        class_name=shown(details.get("class_name", "")),
    )


def shown(value: object) -> str:
    """A text as a fault shows it: cleaned, cut."""
    told = clean(str(value))
    return told if len(told) <= _SHOWN else told[: _SHOWN - 1] + "…"
