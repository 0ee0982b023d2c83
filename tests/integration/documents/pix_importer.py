"""The product's import of a liste des candidats, from the reference's words (pix-certif).

It shares nothing with what writes the list: odfpy reads the file, and the rules are those of §2.2,
§2.3, §2.4 and §5.1, told again. It answers the first thing that the product would refuse the file
for, as the product does.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from odf.namespaces import OFFICENS, TABLENS
from odf.opendocument import load
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.teletype import extractText
from odf.text import P

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

NO_BREAK_DATE: Final = "* Date de naissance (format\u00a0: jj/mm/aaaa)"
PLAIN_DATE: Final = "* Date de naissance (format : jj/mm/aaaa)"
_BILLING: Final = {"Gratuite", "Payante", "Prépayée"}


def read_sheet(content: bytes) -> list[list[object]]:
    """The first sheet's rows: texts, with a line feed between two paragraphs, and numbers."""
    table = load(io.BytesIO(content)).spreadsheet.getElementsByType(Table)[0]
    return [
        [_value(cell) for cell in row.childNodes if _is_cell(cell) for _ in range(_repeats(cell))]
        for row in table.getElementsByType(TableRow)
    ]


def _is_cell(node: Any) -> bool:
    return node.qname in {TableCell().qname, CoveredTableCell().qname}


def _value(cell: Any) -> object:
    value = cell.attributes.get((OFFICENS, "value"))
    if value is not None:
        return float(value)
    # As OpenDocument has it, a line feed within a paragraph is a blank; a no-break space is none.
    lines = (re.sub(r"[ \t\r\n]+", " ", extractText(line)) for line in cell.getElementsByType(P))
    return "\n".join(lines)


def _repeats(cell: Any) -> int:
    return int(cell.attributes.get((TABLENS, "number-columns-repeated"), 1))


@dataclass(frozen=True, kw_only=True)
class Importer:
    """One version of the product, set for one centre.

    Attributes:
        sco: whether the centre is.
        certifications: labels of those that the centre may hold.
        birth_date: the heading of the birth date.
        countries: names of its edition of INSEE's list.
        communes: INSEE codes that it knows.
    """

    sco: bool = True
    certifications: Sequence[str] = ()
    birth_date: str = NO_BREAK_DATE
    countries: Collection[str] = ()
    communes: Collection[str] = ()
    _matchers: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Make the names comparable, once."""
        self._matchers.update(map(_sorted_letters, self.countries))

    def refuses(self, rows: list[list[object]]) -> str:
        """The first thing that it refuses a sheet for; empty when it takes it."""
        wanted = [_one_line(heading) for heading in self._headings()]
        for at, row in enumerate(rows):
            found = [_one_line(str(cell)) for cell in row]
            if set(wanted) <= set(found):
                places = [found.index(heading) for heading in wanted]
                return self._refuses_lines(rows[at + 1 :], places)
        return "the document's version is not known"

    def _headings(self) -> list[str]:
        headings = ["* Nom de naissance", "* Prénom", self.birth_date, "* Sexe (M ou F)"]
        headings += ["Code Insee", "Code postal", "Nom de la commune", "Pays"]
        headings += ["E-mail du destinataire des résultats (formateur, enseignant…)"]
        headings += ["E-mail de convocation", "Identifiant local", "Temps majoré ?"]
        if not self.sco:
            headings += ["Tarification part Pix", "Code de prépaiement"]
        return headings + [f'{one}\n("oui" ou laisser vide)' for one in self.certifications]

    def _refuses_lines(self, rows: list[list[object]], places: list[int]) -> str:
        lines = [[row[place] if place < len(row) else "" for place in places] for row in rows]
        lines = [line for line in lines if any(str(cell).strip() for cell in line)]
        if not lines:
            return "no data in the table"
        footprints = set()
        for line in lines:
            if refusal := self._refuses_line(line):
                return refusal
            first, last, born = (str(line[at]).strip() for at in (1, 0, 2))
            footprint = first.lower() + last.lower() + born
            if footprint in footprints:
                return "doubles"
            footprints.add(footprint)
        return ""

    def _refuses_line(self, line: list[object]) -> str:
        texts = [cell if isinstance(cell, str) else "" for cell in line]
        last, first, born, sex, code, postal, city, country, *_ = (one.strip() for one in texts)
        if refusal := self._refuses_birth_place(code, postal, city, country):
            return refusal
        if not last or not first:
            return "a name is required"
        if not _is_sound_date(born):
            return "the birth date is not sound"
        if sex.upper() not in {"M", "F"}:
            return "a sex is required"
        extra = line[11]
        if isinstance(extra, float) and not 0 <= extra < 10:
            return "extra time out of range"
        return "" if self.sco else _refuses_billing(texts[12].strip(), texts[13].strip())

    def _refuses_birth_place(  # noqa: PLR0911 - one a refusal
        self, code: str, postal: str, city: str, country: str
    ) -> str:
        if not country:
            return "a country is required"
        matcher = _sorted_letters(country)
        if matcher not in self._matchers:
            return "the country is not found"
        if matcher != _sorted_letters("France"):
            if not city:
                return "a city is required abroad"
            return "" if code == "99" and not postal else "99 and no postal code abroad"
        # The list never gives a postal code: the product's table of them is not needed here.
        if bool(code) == bool(city) or postal:
            return "either a code, or a postal code and a city"
        if city:
            return "a postal code is required"
        return "" if code.zfill(5) in self.communes else "the code is not valid"


def _refuses_billing(mode: str, code: str) -> str:
    if mode not in _BILLING:
        return "who pays is required"
    return "" if bool(code) == (mode == "Prépayée") else "a prepayment code, or none"


def _is_sound_date(text: str) -> bool:
    parts = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if not parts:
        return False
    day, month, year = map(int, parts.groups())
    try:
        return dt.date(year, month, day) > dt.date(1900, 1, 1)
    except ValueError:
        return False


def _one_line(heading: str) -> str:
    return re.sub(r"[\n\r]", "", heading)


def _sorted_letters(name: str) -> str:
    """A name without regard to accents, case, order, or what is no letter."""
    plain = unicodedata.normalize("NFD", name.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(sorted(re.sub(r"[^a-z]", "", plain.lower())))
