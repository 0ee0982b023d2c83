"""The objects of a PDF as typst writes it: each in clear on lines of its own, then one table.

That is all that who corrects a finished document leans on; a file laid out otherwise has no parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OBJECT: Final = re.compile(rb"(?m)^(\d+) 0 obj\n")
_XREF: Final = re.compile(rb"xref\n0 (\d+)\n")
_LINE: Final = re.compile(rb"\d{10} (\d{5}) n")


@dataclass(slots=True)
class Parts:
    """A PDF in pieces.

    Attributes:
        start: what stands before the first object.
        bodies: the objects, whole, by number; they may be changed, not removed.
        end: the table of where they are, and the trailer.
    """

    start: bytes
    bodies: dict[int, bytes]
    end: bytes


def split(content: bytes) -> Parts | None:
    """The pieces of a PDF; None for one that is laid out otherwise."""
    end = content.rfind(b"\nxref\n") + 1
    starts = [(int(one[1]), one.start()) for one in _OBJECT.finditer(content, 0, end)]
    if not starts:
        return None
    bounds = [at for _, at in starts] + [end]
    bodies = {number: content[at : bounds[place + 1]] for place, (number, at) in enumerate(starts)}
    return Parts(content[: bounds[0]], bodies, content[end:])


def joined(parts: Parts) -> bytes:
    """The file anew, with the table of where its objects are."""
    pieces, places, at = [parts.start], {}, len(parts.start)
    for number, body in parts.bodies.items():
        places[number] = at
        pieces.append(body)
        at += len(body)
    head = _XREF.match(parts.end)
    assert head is not None  # noqa: S101 - the end was found by it
    lines = parts.end[head.end() :].split(b"\n")
    for number, place in places.items():
        if found := _LINE.match(lines[number]):
            lines[number] = b"%010d %s n" % (place, found[1]) + lines[number][found.end() :]
    table = b"\n".join(lines)
    table = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, table)
    return b"".join([*pieces, head[0], table])
