"""XLSX: which parts there are, and the cells of a sheet."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, TypeVar

from certui import errors
from certui.rosters import cells
from certui.rosters.archive import DAMAGED
from certui.rosters.guarded_xml import Characters, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source
    from certui.rosters.guarded_xml import Handler
    from certui.rosters.rows import Row

_T = TypeVar("_T")

_TYPES: Final = "[Content_Types].xml"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.ASCII)
# Number formats that every workbook has without saying so, and that show a day.
_DAY_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
# What in a format is not its letters: quoted text, brackets, an escaped letter.
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_LETTERS: Final = re.compile(r"[dyj]|aa", re.IGNORECASE)
# A roster's names, classes and towns; more would fill the memory.
_MOST_STRINGS: Final = 1_000_000
_MOST_STYLES: Final = 100_000


def is_office(archive: Archive) -> bool:
    """Whether an archive is a document of this family."""
    return _TYPES in archive.infos


def sheets(source: Source, archive: Archive) -> Iterator[list[Row]]:
    """The lines of each visible sheet, in order; a sheet is read when it is asked for.

    Args:
        source: the file, for its path and progress.
        archive: its parts.

    Raises:
        UnknownFormat: a text or slides.
        BadArchive: a part is missing.
        RosterError: a part that is not sound.
    """
    if _WORKBOOK not in archive.infos:
        raise errors.UnknownFormat(path=source.path)
    path = source.path
    book, relations = _Workbook(), _Relations()
    _run(source, archive, _WORKBOOK, book)
    _run(source, archive, _RELATIONS, relations)
    strings, styles, budget = _Strings(path), _Styles(path), cells.Budget(path)
    if _STRINGS in archive.infos:
        _run(source, archive, _STRINGS, strings)
    if _STYLES in archive.infos:
        _run(source, archive, _STYLES, styles)
    for relation in book.sheets:
        name = relations.targets.get(relation)
        if name is None:
            raise errors.BadArchive(path=path, reason=DAMAGED)
        if name.startswith("xl/worksheets/"):
            sheet = _SheetCells(budget, strings.texts, styles.days, since_1904=book.since_1904)
            _run(source, archive, name, sheet, weight=1.0)
            yield sheet.rows


def _run(
    source: Source, archive: Archive, name: str, handler: Handler, *, weight: float = 0.0
) -> None:
    """Read one part; only that of a sheet tells how far the reading is."""
    if name not in archive.infos:
        raise errors.BadArchive(path=source.path, reason=DAMAGED)
    member = archive.open(name)
    whole = max(member.size, 1)
    characters = Characters(
        source.path, member.read, lambda done: source.progress(weight * min(done / whole, 1.0))
    )
    parse(source.path, characters, handler)


def _local(tag: str) -> str:
    """An element's name without its namespace: writers differ in the one they use."""
    return tag.rpartition("}")[2]


class _Quiet:
    """A part whose texts do not count."""

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def data(self, text: str) -> None:
        """Nothing to do."""


class _Workbook(_Quiet):
    """Which sheets there are, by relation, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a sheet, or the calendar."""
        local = _local(tag)
        if local == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in {"1", "true"}
        elif local == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets += (value for name, value in attributes.items() if _local(name) == "id")


class _Relations(_Quiet):
    """Which part each relation of the workbook leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a relation; targets are relative to the workbook, or to the archive after a /."""
        if _local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            self.targets[attributes.get("Id", "")] = target.lstrip("/")


class _Styles(_Quiet):
    """Which cell styles show a day."""

    def __init__(self, path: Path) -> None:
        self.days: list[bool] = []
        self._path = path
        self._formats: dict[str, str] = {}
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a number format, or a style that uses one."""
        local = _local(tag)
        if local == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            self._inside = True
        elif local == "xf" and self._inside:
            self.days.append(self._is_day(attributes.get("numFmtId", "0")))
        if len(self.days) + len(self._formats) > _MOST_STYLES:
            raise errors.TooComplex(path=self._path)

    def end(self, tag: str) -> None:
        """Leave the styles that cells use."""
        if _local(tag) == "cellXfs":
            self._inside = False

    def _is_day(self, identifier: str) -> bool:
        code = self._formats.get(identifier)
        if code is not None:
            return _DAY_LETTERS.search(_LITERAL.sub("", code)) is not None
        return identifier.isdecimal() and int(identifier[:9]) in _DAY_FORMATS


class _Text:
    """Text between two tags, no longer than a cell may be."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_open = False
        self._length = 0

    def begin(self) -> None:
        self.parts, self._length, self.is_open = [], 0, True

    def add(self, text: str) -> None:
        if self.is_open and self._length < cells.LONGEST:
            self.parts.append(text)
            self._length += len(text)

    def take(self) -> str:
        self.is_open = False
        return "".join(self.parts)


class _Strings:
    """The texts that cells refer to by number."""

    def __init__(self, path: Path) -> None:
        self.texts: list[str] = []
        self._path = path
        self._text = _Text()
        self._phonetic = False
        self._room = cells.MOST_CHARACTERS

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Begin a text; how it is pronounced is not part of it."""
        local = _local(tag)
        if local == "si":
            self._text.begin()
            self._text.is_open = False
        elif local == "rPh":
            self._phonetic = True
        elif local == "t":
            self._text.is_open = not self._phonetic

    def data(self, text: str) -> None:
        """Take a piece of it."""
        self._text.add(text)

    def end(self, tag: str) -> None:
        """End it."""
        local = _local(tag)
        if local == "t":
            self._text.is_open = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "si":
            text = self._text.take()
            self.texts.append(text)
            self._room -= len(text)
            if len(self.texts) > _MOST_STRINGS or self._room < 0:
                raise errors.TooComplex(path=self._path)


class _SheetCells:
    """The cells of one sheet."""

    def __init__(
        self, budget: cells.Budget, texts: list[str], days: list[bool], *, since_1904: bool
    ) -> None:
        self._sheet = cells.Sheet(budget)
        self._texts = texts
        self._days = days
        self._since_1904 = since_1904
        self._line = 0
        self._column = -1
        self._kind = ""
        self._is_day = False
        self._value = _Text()

    @property
    def rows(self) -> list[Row]:
        """The lines that hold anything."""
        return self._sheet.rows

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go to a line, to a cell, to its value."""
        local = _local(tag)
        if local == "c":
            self._place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._is_day = _item(self._days, style) or False
            self._value.begin()
            self._value.is_open = False
        elif local in {"v", "t"}:
            self._value.is_open = True
        elif local == "row":
            given = attributes.get("r", "")
            is_given = given.isdecimal() and given.isascii() and len(given) < 8  # noqa: PLR2004 - 1,048,576
            self._line = int(given) if is_given else self._line + 1
            self._column = -1

    def data(self, text: str) -> None:
        """Take a piece of a value."""
        self._value.add(text)

    def end(self, tag: str) -> None:
        """End a value, a cell, a line."""
        local = _local(tag)
        if local in {"v", "t"}:
            self._value.is_open = False
        elif local == "c":
            self._sheet.put(self._column, self._shown(self._value.take()))
        elif local == "row":
            self._sheet.end_line(self._line)

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if not found:
            self._column += 1
            return
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        self._column = column - 1

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return _item(self._texts, value.strip()) or ""
        if self._kind in {"inlineStr", "str", "d", "e"}:
            return value
        return (
            cells.day(value, since_1904=self._since_1904) if self._is_day else cells.number(value)
        )


def _item(items: list[_T], index: str) -> _T | None:
    """The item that a part of the file points to; None when it points nowhere."""
    if index.isascii() and index.isdecimal() and len(index) < 9:  # noqa: PLR2004 - beyond any list
        place = int(index)
        if place < len(items):
            return items[place]
    return None
