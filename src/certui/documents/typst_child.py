"""Typesets a centre's own template on standard input, and writes the PDF on standard output.

Run by :mod:`certui.documents.own_template` in a process of its own that :mod:`certui.confined`
limits, never imported: it sees no folder but the one it is given, which holds copies of plain
files.

What it reads is JSON: ``root``, the folder; ``files``, text by name, over those of the
folder; ``standards``; ``stamp``, seconds since 1970; ``faces``, more folders of fonts. What it
writes is a line of JSON, then the PDF if there is one: ``error`` (null, or typst's words),
``diagnostic``, ``fonts`` (the families that are missing).
"""

from __future__ import annotations

import json
import re
import sys

MISSING_FONT = re.compile(r"unknown font family: (.+)")
# The status of a process that had nothing to typeset with.
NOT_INSTALLED = 3
_NOWHERE = "/dev/null"


def main() -> None:
    """Typeset, within limits."""
    try:
        import typst  # noqa: PLC0415 - it may not be found
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
