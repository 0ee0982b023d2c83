"""ODS: the cells of each table of an OpenDocument workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.rosters import cells
from certui.rosters.guarded_xml import Characters, parse
from certui.rosters.rows import MOST_COLUMNS, MOST_LINES
from certui.rosters.sheets import Sheet, Span

if TYPE_CHECKING:
    from pathlib import Path

    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ROW: Final = f"{_TABLE}table-row"
_SHEET: Final = f"{_TABLE}table"
_PARAGRAPH: Final = f"{_TEXT}p"
_NOTE: Final = f"{_OFFICE}annotation"
_STYLE_NAME: Final = f"{_STYLE}style"
_SHOWN: Final = f"{_STYLE}table-properties"
_BLANKS: Final = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
# What a file of which all parts are encrypted has instead of them, since version 1.4 of the format.
_PACKAGE: Final = "encrypted-package"
_ENCRYPTED: Final = b":encryption-data"
# Beyond, a repeat is a bomb and not a roster (hazards, Files).
_MOST_REPEATS: Final = 1_000


def is_office(archive: Archive) -> bool:
    """Whether an archive is a document of this family."""
    names = archive.infos
    return _MANIFEST in names and (_CONTENT in names or _PACKAGE in names)


def sheets(source: Source, archive: Archive) -> list[Sheet]:
    """The tables of a workbook, in order.

    Args:
        source: the file, for its path and progress.
        archive: its parts.

    Raises:
        UnknownFormat: a text or slides.
        PasswordProtected: it is encrypted.
        RosterError: the content is not sound.
    """
    # Its parts are encrypted one by one, and the manifest says how.
    if _PACKAGE in archive.infos or _ENCRYPTED in archive.open(_MANIFEST).read():
        raise errors.PasswordProtected(path=source.path)
    member = archive.open(_CONTENT)
    whole = max(member.size, 1)
    characters = Characters(
        source.path, member.read, lambda done: source.progress(min(done / whole, 1.0))
    )
    content = _Content(source.path)
    parse(source.path, characters, content)
    if not content.is_spreadsheet:
        raise errors.UnknownFormat(path=source.path)
    return [
        Sheet(one.name, one.style in content.hidden, one.cells.rows, one.spans)
        for one in content.sheets
    ]


class _Table(NamedTuple):
    """A table while it is read."""

    name: str
    style: str
    cells: cells.Sheet
    spans: list[Span]


class _Content:
    """The tables of a document, as its parser tells them."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[_Table] = []
        self.is_spreadsheet = False
        # The styles of tables that are not shown.
        self.hidden: set[str] = set()
        self._style = ""
        self._path = path
        self._budget = cells.Budget(path)
        self._depth = 0
        self._line = 1
        self._line_repeats = 1
        self._column = 0
        self._column_repeats = 1
        self._spanned = 1
        # What the cell's attributes say it holds; else the text inside it.
        self._value = ""
        self._parts: list[str] | None = None
        self._length = 0
        self._notes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go to a table, a line, a cell, a paragraph of it."""
        if tag in _CELLS:
            self._column_repeats = _repeats(attributes, f"{_TABLE}number-columns-repeated")
            self._spanned = _repeats(attributes, f"{_TABLE}number-rows-spanned")
            self._value = _value(attributes)
            self._parts, self._length = [], 0
        elif tag == _PARAGRAPH:
            if self._parts:
                self._add(" ")
        elif tag in _BLANKS:
            self._add(" ")
        elif tag == _ROW:
            self._line_repeats = _repeats(attributes, f"{_TABLE}number-rows-repeated")
            self._column = 0
        elif tag == _NOTE:
            self._notes += 1
        else:
            self._start_around(tag, attributes)

    def _start_around(self, tag: str, attributes: dict[str, str]) -> None:
        """Go to a table, or to what says how tables look."""
        if tag == _SHEET:
            self._depth += 1
            if self._depth == 1:
                name = attributes.get(f"{_TABLE}name", "")
                style = attributes.get(f"{_TABLE}style-name", "")
                self.sheets.append(_Table(name, style, cells.Sheet(self._budget), []))
                self._line = 1
        elif tag == _STYLE_NAME:
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == _SHOWN:
            if attributes.get(f"{_TABLE}display") == "false":
                self.hidden.add(self._style)
        elif tag == f"{_OFFICE}spreadsheet":
            self.is_spreadsheet = True

    def data(self, text: str) -> None:
        """Take a piece of a paragraph."""
        if not text.isspace() or self._parts:
            self._add(text)

    def end(self, tag: str) -> None:
        """End a note, a cell, a line, a table."""
        if tag in _CELLS:
            self._cell()
        elif tag == _ROW:
            if self.sheets:
                self._end_line()
        elif tag == _NOTE:
            self._notes -= 1
        elif tag == _SHEET:
            self._depth -= 1

    def _add(self, text: str) -> None:
        if self._parts is not None and not self._notes and self._length < cells.LONGEST:
            self._parts.append(text)
            self._length += len(text)

    def _cell(self) -> None:
        text = self._value or "".join(self._parts or ()).strip()
        self._parts = None
        repeats = self._column_repeats
        if self.sheets and text and self._depth == 1:
            if repeats > MOST_COLUMNS:
                raise errors.TooManyColumns(path=self._path, limit=MOST_COLUMNS)
            for number in range(repeats):
                self.sheets[-1].cells.put(self._column + number, text)
            if self._spanned > 1:
                last = self._line + self._spanned - 1
                self.sheets[-1].spans.append(Span(self._line, last, self._column))
        self._column += repeats

    def _end_line(self) -> None:
        sheet, repeats = self.sheets[-1].cells, self._line_repeats
        if self._depth == 1:
            # An empty line may well repeat down to the end of the sheet: it is not kept.
            sheet.end_line(self._line, repeats if repeats <= _MOST_REPEATS else MOST_LINES + 1)
            self._line += repeats


def _repeats(attributes: dict[str, str], name: str) -> int:
    raw = attributes.get(name, "1")
    # Ten digits are beyond any sheet, and are told as such.
    return max(int(raw[:10]), 1) if raw.isascii() and raw.isdecimal() else 1


def _value(attributes: dict[str, str]) -> str:
    """The value of a day or a number; empty for what is written in the cell."""
    kind = attributes.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        # An instant is the day that it is in.
        return attributes.get(f"{_OFFICE}date-value", "").partition("T")[0]
    if kind == "float":
        return cells.number(attributes.get(f"{_OFFICE}value", ""))
    return ""
