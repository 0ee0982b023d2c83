"""The tags of a PDF as a screen reader walks them, by pikepdf: what stands where, in which words.

It knows the fonts that typst embeds: two bytes a glyph, a ToUnicode map, widths in ``/W``.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

# pikepdf's objects are as dynamic as the format is.
Obj: TypeAlias = Any

_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n")
_MILLIMETRE = 72 / 25.4


@dataclass
class Run:
    """A piece of text as it is drawn.

    Attributes:
        text: what it says.
        page: on which page, from 0.
        mcid: in which marked content; None for decoration.
        left: where it begins, in millimetres from the left.
        right: where it ends.
        top: its line, in millimetres from the top of the page.
    """

    text: str
    page: int
    mcid: int | None
    left: float
    right: float
    top: float


@dataclass
class Element:
    """An element of the structure.

    Attributes:
        tag: its type, without the slash.
        scope: of a header, ``Row`` or ``Column``; else empty.
        spoken: the text that replaces what is drawn, where there is one.
        language: its own, or empty.
        children: elements, and the runs that stand in it directly.
    """

    tag: str
    scope: str = ""
    spoken: str | None = None
    language: str = ""
    children: list[Element | Run] = field(default_factory=list)

    def text(self) -> str:
        """All that it says, in reading order."""
        if self.spoken is not None:
            return self.spoken
        return "".join(one.text if isinstance(one, Run) else one.text() for one in self.children)

    def runs(self) -> Iterator[Run]:
        """All that is drawn in it, in reading order."""
        for one in self.children:
            if isinstance(one, Run):
                yield one
            else:
                yield from one.runs()

    def all(self, *tags: str) -> list[Element]:
        """The elements of those types below it, in reading order."""
        found: list[Element] = []
        for one in self.children:
            if isinstance(one, Element):
                found += [one] * (one.tag in tags) + one.all(*tags)
        return found


@dataclass
class Read:
    """A document: its tags, and all that is drawn."""

    pdf: pikepdf.Pdf
    root: Element
    runs: list[Run]


def read(content: bytes) -> Read:
    """Open a PDF and walk its tags."""
    pdf = pikepdf.open(io.BytesIO(content))
    runs = [run for number, page in enumerate(pdf.pages) for run in _drawn(page, number)]
    marked: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        if run.mcid is not None:
            marked.setdefault((run.page, run.mcid), []).append(run)
    pages = {cast("Obj", page).objgen: number for number, page in enumerate(pdf.pages)}
    root = Element("Root")
    _walk(pdf.Root.StructTreeRoot.K, root, 0, pages, marked)
    return Read(pdf, root, runs)


def _walk(
    item: Obj,
    into: Element,
    page: int,
    pages: dict[tuple[int, int], int],
    marked: dict[tuple[int, int], list[Run]],
) -> None:
    if isinstance(item, pikepdf.Array):
        for one in cast("list[Obj]", item):
            _walk(one, into, page, pages, marked)
    elif not isinstance(item, pikepdf.Dictionary):
        into.children += marked.get((page, int(item)), [])
    else:
        page = pages[item.Pg.objgen] if "/Pg" in item else page
        if "/S" in item:
            spoken = str(item.ActualText) if "/ActualText" in item else None
            made = Element(str(item.S)[1:], _scope(item), spoken, str(item.get("/Lang", "")))
            into.children.append(made)
            _walk(item.get("/K", pikepdf.Array()), made, page, pages, marked)
        elif "/MCID" in item:
            into.children += marked.get((page, int(item.MCID)), [])


def _scope(element: Obj) -> str:
    given = element.get("/A", pikepdf.Array())
    owners = given if isinstance(given, pikepdf.Array) else [given]
    scopes = [str(one.Scope)[1:] for one in cast("list[Obj]", owners) if "/Scope" in one]
    return scopes[0] if scopes else ""


def _drawn(page: pikepdf.Page, number: int) -> Iterator[Run]:
    fonts = {str(name): _Font(one) for name, one in page.Resources.get("/Font", {}).items()}
    height = float(cast("Obj", page.mediabox)[3])
    matrices = [pikepdf.Matrix()]
    marks: list[_Mark] = []
    font, size, place = "", 0.0, pikepdf.Matrix()
    for operands, operator in cast("Any", pikepdf.parse_content_stream(page)):
        name = str(operator)
        if name == "q":
            matrices.append(matrices[-1])
        elif name == "Q":
            matrices.pop()
        elif name == "cm":
            matrices[-1] = pikepdf.Matrix(operands) @ matrices[-1]
        elif name in {"BDC", "BMC", "EMC"}:
            _mark(marks, operands, ends=name == "EMC")
        elif name == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif name == "Tm":
            place = pikepdf.Matrix(operands)
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if name == "TJ" else operands
            where = place @ matrices[-1]
            width = fonts[font].width(parts) * size * where.a
            mcid = next((one.mcid for one in marks if one.mcid is not None), None)
            left = where.e / _MILLIMETRE
            said = fonts[font].text(parts)
            if said.endswith(" "):  # a line's last blank hangs over its end, unseen
                width -= fonts[font].blank * size * where.a
            right = left + width / _MILLIMETRE
            said = _replaced(said, marks)
            yield Run(said, number, mcid, left, right, (height - where.f) / _MILLIMETRE)


@dataclass
class _Mark:
    mcid: int | None
    spoken: str | None


def _replaced(said: str, marks: list[_Mark]) -> str:
    """What is said in the place of what is drawn: the first time all, then nothing."""
    for mark in marks:
        if mark.spoken is not None:
            said, mark.spoken = mark.spoken, ""
    return said


def _mark(marks: list[_Mark], operands: Obj, *, ends: bool) -> None:
    """Enter marked content, or leave it."""
    if ends:
        marks.pop()
    else:
        facts = operands[1] if len(operands) > 1 else {}
        mcid = int(facts["/MCID"]) if "/MCID" in facts else None
        marks.append(_Mark(mcid, str(facts["/ActualText"]) if "/ActualText" in facts else None))


class _Font:
    def __init__(self, font: Obj) -> None:
        self._letters = {
            bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
            for code, letters in _PAIR.findall(font.ToUnicode.read_bytes())
        }
        self._widths: dict[int, float] = {}
        listed = list(font.DescendantFonts[0].get("/W", []))
        while listed:
            first, widths = int(listed.pop(0)), listed.pop(0)
            if isinstance(widths, pikepdf.Array):
                given = enumerate(map(float, cast("Any", widths)), start=first)
            else:
                width = float(listed.pop(0))
                given = ((code, width) for code in range(first, int(widths) + 1))  # type: ignore[assignment]
            self._widths |= dict(given)

    @property
    def blank(self) -> float:
        """How wide a blank is, in ems."""
        code = next((one for one, said in self._letters.items() if said == " "), b"\0\0")
        return self._widths.get(int.from_bytes(code, "big"), 0.0) / 1000

    def text(self, parts: Obj) -> str:
        """What it draws."""
        return "".join(self._letters.get(code, "\ufffd") for code in self._codes(parts))

    def width(self, parts: Obj) -> float:
        """How far it draws, in ems."""
        moved = sum(float(one) for one in parts if not isinstance(one, pikepdf.String))
        drawn = sum(
            self._widths.get(int.from_bytes(code, "big"), 0.0) for code in self._codes(parts)
        )
        return (drawn - moved) / 1000

    @staticmethod
    def _codes(parts: Obj) -> Iterator[bytes]:
        for one in parts:
            if isinstance(one, pikepdf.String):
                whole = bytes(one)
                yield from (whole[at : at + 2] for at in range(0, len(whole), 2))
