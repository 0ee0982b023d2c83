"""Reading order: every text is read as it is spoken, whatever the order in which it is drawn.

typst draws text that is written from right to left in the order of the eye, and tags it in that
order: a screen reader would say Arabic and Hebrew names backwards. A letter whose mark is set apart
(Yoruba, Thai) would be said twice.

The tags know a text that replaces what is drawn (ActualText, ISO 32000-1, 14.9.4), typst does not.
So the library marks each run of such text as an element of its own in a language of its own, one of
those reserved for private use (qaa to qtz, ISO 639-2), which says which run it is; and the tags of
the finished PDF get the run's text and its true language.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from certui.documents import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The blocks that Unicode writes from right to left (Bidirectional Algorithm, default classes).
_LEFTWARD: Final = (
    (0x590, 0x8FF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
    (0x10800, 0x10FFF),
    (0x1E800, 0x1EFFF),
)
_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")
# What stands between two such words goes with them, and so does a number after them. Not a long
# dash: papers set it between two values.
_BETWEEN: Final = "\\s0-9.,;:!?()/'\"·’‘“”«»‐‑\\-"
_ENDING: Final = "0-9"
# The blocks of marks that stand by themselves, and those of the Brahmic scripts, which are made of
# them.
_STACKED: Final = (
    (0x300, 0x36F),
    (0x900, 0x109F),
    (0x1780, 0x17FF),
    (0x1920, 0x1C4F),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xA800, 0xA82F),
    (0xA880, 0xA8FF),
    (0xA930, 0xAADF),
    (0xFE20, 0xFE2F),
    (0x11000, 0x11FFF),
)

_PAGE: Final = re.compile(rb"<</Type/Page/.*?/Contents (\d+) 0 R")
_STREAM: Final = re.compile(
    rb"<</Length \d+/Filter/FlateDecode>>\nstream\n(.*)\nendstream", re.DOTALL
)
_MARKED: Final = re.compile(rb"/MCID (\d+)(/Lang\((q[a-t][a-z]-[A-Z]{2})\))")
_ELEMENT: Final = re.compile(rb"<</Type/StructElem/S/\w+(?=.*/K\[([^\]]*)\](?:/Pg (\d+) 0 R)?)")
# Marked content of another page than the element's, or of its own; anything else is an element.
_HELD: Final = re.compile(rb"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|(\d+) 0 R|(\d+)")
_LETTERS: Final = 26
_LANGUAGES: Final = 20


def pattern(escaped: str = "\\u{{{:x}}}") -> str:
    """Runs of text written from right to left, and words with marks, as a regular expression.

    Args:
        escaped: how the expression's reader wants a character, by its code; typst's way by default.
    """

    def blocks(listed: Iterable[tuple[int, int]]) -> str:
        return "".join(f"{escaped.format(a)}-{escaped.format(b)}" for a, b in listed)

    left, stacked = blocks(_LEFTWARD), blocks(_STACKED)
    return f"[{left}](?:[{left}{_BETWEEN}]*[{left}{_ENDING}])?|\\S*[{stacked}]\\S*"


_RUN: Final = re.compile(pattern("\\U{:08x}"))


def runs(texts: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Each run in some texts, with the language and the region that stand for it in the tags."""
    found = dict.fromkeys(run for text in texts for run in _RUN.findall(text))
    return {run: _code(place) for place, run in enumerate(found)}


def _code(place: int) -> tuple[str, str]:
    letters = []
    for count in (_LETTERS, _LETTERS, _LETTERS, _LANGUAGES):
        place, letter = divmod(place, count)
        letters.append(chr(ord("a") + letter))
    last, first, third, second = letters
    return f"q{second}{third}", f"{first}{last}".upper()


def mark(content: bytes, texts: Iterable[str]) -> bytes:
    """A PDF whose tags say each run as it is spoken.

    Args:
        content: as typst writes it.
        texts: those of which :func:`runs` told the library.

    Returns:
        The same document; the same bytes for the same arguments.
    """
    named = {"-".join(code).encode(): run for run, code in runs(texts).items()}
    parts = pdf_objects.split(content) if named else None
    if parts is None:
        return content
    said: dict[tuple[int, int], str] = {}
    for number, body in list(parts.bodies.items()):
        if page := _PAGE.search(body):
            stream = int(page[1])
            parts.bodies[stream], found = _unmarked(parts.bodies[stream])
            said |= {(number, mcid): named[code] for mcid, code in found.items() if code in named}
    for number, body in parts.bodies.items():
        parts.bodies[number] = _spoken(body, said)
    return pdf_objects.joined(parts)


def _unmarked(body: bytes) -> tuple[bytes, dict[int, bytes]]:
    """What a page draws without the languages that stand for runs; these, by marked content."""
    stream = _STREAM.search(body)
    if stream is None:
        return body, {}
    drawn = zlib.decompress(stream[1])
    found = {int(one[1]): one[3] for one in _MARKED.finditer(drawn)}
    if not found:
        return body, {}
    drawn = zlib.compress(_MARKED.sub(rb"/MCID \1", drawn))
    head = b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(drawn)
    return body[: stream.start()] + head + drawn + body[stream.end(1) :], found


def _spoken(body: bytes, said: Mapping[tuple[int, int], str]) -> bytes:
    """An element with the text of the run that is all it holds, when it holds one."""
    element = _ELEMENT.search(body)
    if element is None:
        return body
    own = int(element[2] or 0)
    held = {
        None if one[3] else said.get((int(one[1] or own), int(one[2] or one[4])))
        for one in _HELD.finditer(element[1])
    }
    run = held.pop() if len(held) == 1 else None
    if run is None:
        return body
    text = run.encode("utf-16-be").hex().upper().encode()
    told = _language(run) + b"/ActualText<FEFF" + text + b">"
    return body[: element.end()] + told + body[element.end() :]


def _language(run: str) -> bytes:
    if _HEBREW.match(run):
        return b"/Lang(he)"
    return b"/Lang(ar)" if _ARABIC.match(run) else b""
