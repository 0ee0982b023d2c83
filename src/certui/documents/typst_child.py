"""Typesets a centre's own template on standard input, and writes the PDF on standard output.

Run as a program of its own by :mod:`certui.documents.own_template`, never imported: it limits
itself before it reads a byte, and sees no folder but the one it is given, which holds copies of
plain files.

Arguments: the folder in which typst is installed, how many bytes of memory and how many seconds it
may take. What it reads is JSON: ``root``, the folder; ``files``, text by name, over those of the
folder; ``standards``; ``stamp``, seconds since 1970; ``faces``, more folders of fonts. What it
writes is a line of JSON, then the PDF if there is one: ``error`` (null, or typst's words),
``diagnostic``, ``fonts`` (the families that are missing).
"""

from __future__ import annotations

import json
import re
import resource
import sys

MISSING_FONT = re.compile(r"unknown font family: (.+)")
# The status of a process that had nothing to typeset with.
NOT_INSTALLED = 3
_NOWHERE = "/dev/null"


def _limit(what: int, most: int) -> None:
    """Lower one of this process's limits; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))


def main() -> None:
    """Typeset, within limits."""
    place, *limits = sys.argv[1:]
    memory, seconds = map(int, limits)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, memory)
    sys.path.append(place)
    try:
        import typst  # noqa: PLC0415 - once memory is limited, and found
    except ImportError:
        sys.exit(NOT_INSTALLED)
    asked = json.load(sys.stdin)
    compiler = typst.Compiler(
        {name: text.encode() for name, text in asked["files"].items()},
        root=asked["root"],
        font_paths=[asked["root"], *asked["faces"]],
        ignore_system_fonts=True,
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )
    pdf: object = b""
    told: dict[str, object] = {"error": None, "diagnostic": "", "fonts": []}
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=asked["standards"], timestamp=asked["stamp"]
        )
        said = (MISSING_FONT.search(one.message) for one in warnings)
        told["fonts"] = [one[1] for one in said if one]
    except typst.TypstError as error:
        told |= {"error": error.message, "diagnostic": error.diagnostic}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.write(bytes(pdf))  # type: ignore[call-overload]  # one PDF, never a list of pictures
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
