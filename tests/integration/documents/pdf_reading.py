"""A reader of PDF files as typst writes them: the standard library alone, so that it always runs.

It follows the page tree, reads each font's ToUnicode map and walks the content streams, so it
shares nothing with what wrote them. It knows no other producer's files.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# Balanced parentheses stand unescaped in a string: four deep is more than glyph numbers ever are.
_PLAIN = rb"\\.|[^\\()]"
_STRING = rb"\((?:" + _PLAIN + rb")*\)"
for _depth in range(4):
    _STRING = rb"\((?:" + _PLAIN + rb"|" + _STRING + rb")*\)"
_TOKEN = re.compile(
    rb"(?P<artifact>/Artifact\s*(?:<<.*?>>)?\s*B[DM]C\b)|(?P<end>EMC\b)"
    rb"|(?P<begin>/\w+\s*<<.*?>>\s*B[DM]C\b)"
    rb"|/(?P<font>\w+) [\d.]+ Tf|(?P<text>" + _STRING + rb")|(?P<close>\bET\b)",
    re.DOTALL,
)


@dataclass
class Page:
    """What one page says: pieces of text in reading order, and those that are decoration."""

    pieces: list[str] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)


def read(content: bytes) -> list[Page]:
    """The pages of a PDF."""
    starts = [(int(one[1]), one.end()) for one in _OBJECT.finditer(content)]
    ends = [start for _, start in starts[1:]] + [len(content)]
    bodies = {number: content[start:end] for (number, start), end in zip(starts, ends, strict=True)}
    root = next(body for body in bodies.values() if b"/Type/Pages" in body)
    order = [number for kids in re.findall(rb"/Kids\[([^\]]*)\]", root) for number in _refs(kids)]
    return [_page(number, bodies) for number in _leaves(order, bodies)]


def text(content: bytes) -> str:
    """The whole document, a piece a line, a form feed between pages."""
    return "\n\f\n".join("\n".join([*one.pieces, *one.artifacts]) for one in read(content))


def _leaves(order: list[int], bodies: dict[int, bytes]) -> list[int]:
    leaves: list[int] = []
    for number in order:
        kids = re.search(rb"/Kids\[([^\]]*)\]", bodies[number])
        leaves += _leaves(_refs(kids[1]), bodies) if kids else [number]
    return leaves


def _refs(listed: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"(\d+) 0 R", listed)]


def _stream(body: bytes) -> bytes:
    length = re.search(rb"/Length (\d+)", body)
    assert length is not None
    start = body.index(b"stream\n") + len(b"stream\n")
    raw = body[start : start + int(length[1])]
    return zlib.decompress(raw) if b"/FlateDecode" in body[:start] else raw


def _one(key: bytes, body: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", body)
    assert found is not None, key
    return int(found[1])


def _page(number: int, bodies: dict[int, bytes]) -> Page:
    resources = bodies[_one(rb"/Resources", bodies[number])]
    listed = re.search(rb"/Font<<(.*?)>>", resources)
    fonts = {
        name: _letters(_stream(bodies[_one(rb"/ToUnicode", bodies[int(ref)])]))
        for name, ref in re.findall(rb"/(\w+) (\d+) 0 R", listed[1] if listed else b"")
    }
    return _walk(_stream(bodies[_one(rb"/Contents", bodies[number])]), fonts)


def _letters(cmap: bytes) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in pairs
    }


def _walk(stream: bytes, fonts: dict[bytes, dict[bytes, str]]) -> Page:
    page, said, letters = Page(), "", dict[bytes, str]()
    depth: list[bool] = []
    for token in _TOKEN.finditer(stream):
        kind = token.lastgroup
        if kind in {"artifact", "begin"}:
            depth.append(kind == "artifact")
        elif kind == "end":
            depth.pop()
        elif kind == "font":
            letters = fonts[token["font"]]
        elif kind == "text":
            codes = _ESCAPED.sub(_unescaped, token["text"][1:-1])
            said += "".join(letters[codes[at : at + 2]] for at in range(0, len(codes), 2))
        elif said.strip():
            (page.artifacts if any(depth) else page.pieces).append(said.strip(" "))
            said = ""
    return page


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if code[:1].isdigit() else _LETTERS.get(code, code)
