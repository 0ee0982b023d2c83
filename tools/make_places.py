"""Make data/communes.csv and data/departments.csv from @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    python tools/make_places.py package/data data

One code has one line. Where INSEE has used a code for several things over time, a commune of today
wins over an arrondissement, an associated, then a delegated commune; a code that no longer stands
for anything gets the commune that took it over.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

# Most telling first.
_KINDS: Final = (
    "commune-actuelle",
    "arrondissement-municipal",
    "commune-associee",
    "commune-deleguee",
)


def communes(listed: list[dict[str, Any]]) -> dict[str, str]:
    """Names by INSEE code.

    Args:
        listed: ``communes.json``, parsed.
    """
    names: dict[str, str] = {}
    for kind in _KINDS:
        for one in listed:
            if one["type"] == kind:
                names.setdefault(one["code"], one["nom"])
    for one in listed:
        if one["type"] == "commune-actuelle":
            for code in one.get("anciensCodes", ()):
                names.setdefault(code, one["nom"])
    return names


def departments(listed: list[dict[str, Any]]) -> dict[str, str]:
    """Names by département or territory code.

    Args:
        listed: ``departements.json``, parsed.
    """
    # Corsica was one département until 1976; files still say 20.
    return {one["code"]: one["nom"] for one in listed} | {"20": "Corse"}


def write(names: dict[str, str], target: Path) -> None:
    """Write ``code;name`` lines, by code, with the typographic apostrophe."""
    lines = (f"{code};{names[code].replace(chr(39), '’')}\n" for code in sorted(names))
    target.write_text("".join(lines), "utf-8")


def main() -> None:
    """Read the package's folder (first argument), write in the data folder (second)."""
    source, target = (Path(argument) for argument in sys.argv[1:3])
    write(
        communes(json.loads((source / "communes.json").read_text("utf-8"))), target / "communes.csv"
    )
    write(
        departments(json.loads((source / "departements.json").read_text("utf-8"))),
        target / "departments.csv",
    )


if __name__ == "__main__":
    main()
