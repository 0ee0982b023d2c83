"""Make the tables of communes and départements in data/ from @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif@6.0.0 @etalab/decoupage-administratif@0.8.0
    for one in 6.0.0 0.8.0; do
        mkdir $one && tar xzf etalab-decoupage-administratif-$one.tgz -C $one
    done
    python tools/make_places.py 6.0.0/package/data 0.8.0/package/data data

The first folder is this year's; the second is of the last version that has INSEE's history of
communes since 1943, which tells where a code that no longer stands has gone. Later mergers are in
this year's file.

``communes.csv`` has the codes that stand: a commune of today wins over an arrondissement, an
associated, then a delegated commune of the same code. ``former-communes.csv`` has all others that
INSEE has published since 1943, each with the code of the commune of today that has its ground;
``parts-of-communes.csv`` the same for associated and delegated communes, which stand but are parts
of another.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final, TypeAlias

_Entry: TypeAlias = dict[str, Any]

_TODAY: Final = "commune-actuelle"
_PARTS: Final = ("commune-associee", "commune-deleguee")
# Most telling first.
_KINDS: Final = (_TODAY, "arrondissement-municipal", *_PARTS)
# Overseas, which the history leaves out. Saint-Barthélemy and Saint-Martin were communes of
# Guadeloupe until 2007; Mayotte's seventeen had 985 until it became the département 976 in 2011.
_OVERSEAS: Final = {
    "97123": "97701",
    "97127": "97801",
    **{f"985{number:02}": f"976{number:02}" for number in range(1, 18)},
}
# Postal codes that school software keeps as INSEE's. As INSEE's they were communes of the old
# département of Seine, until 1968. Those of Lyon and Marseille are communes of today (13001 is
# Aix-en-Provence): nothing but the town's name tells them apart.
_PARIS: Final = {f"750{number:02}": f"751{number:02}" for number in range(1, 21)}
# Corsica was one département until 1976, and Mayotte's number was another; files still say so.
_FORMER_DEPARTMENTS: Final = {"20": "Corse", "985": "Mayotte"}


def communes(listed: list[_Entry]) -> dict[str, str]:
    """Names by INSEE code, of all that stands today.

    Args:
        listed: this year's ``communes.json``, parsed.
    """
    names: dict[str, str] = {}
    for kind in _KINDS:
        for one in listed:
            if one["type"] == kind:
                names.setdefault(one["code"], one["nom"])
    return names


def former_communes(listed: list[_Entry], history: list[_Entry]) -> dict[str, str]:
    """Codes that no longer stand, each with the code of a commune of today.

    Args:
        listed: this year's ``communes.json``, parsed.
        history: ``historique-communes.json``, parsed.

    Raises:
        ValueError: a code of the history leads to no commune of today.
    """
    standing = communes(listed)
    today = {one["code"] for one in listed if one["type"] == _TODAY}
    taken_over = {
        code: one["code"]
        for one in listed
        if one["type"] == _TODAY
        for code in one.get("anciensCodes", ())
    }
    heirs = {code: taken_over.get(heir, heir) for code, heir in _heirs(history).items()}
    # INSEE suppressed six communes without saying for whom: the first file knows where they lay.
    for code, heir in taken_over.items():
        if heirs.get(code, code) == code:
            heirs[code] = heir
    lost = {code for code, heir in heirs.items() if heir not in today and code not in standing}
    if lost:
        message = f"no commune of today has {sorted(lost)}"
        raise ValueError(message)
    former = heirs | _OVERSEAS
    return {code: heir for code, heir in former.items() if code not in standing} | _PARIS


def parts(listed: list[_Entry]) -> dict[str, str]:
    """Codes of associated and delegated communes, each with that of the commune it is a part of.

    Args:
        listed: this year's ``communes.json``, parsed.
    """
    whole = {one["code"] for one in listed if one["type"] == _TODAY}
    return {
        one["code"]: one["chefLieu"]
        for one in listed
        if one["type"] in _PARTS and one["code"] not in whole
    }


def departments(listed: list[_Entry]) -> dict[str, str]:
    """Names by département or territory code.

    Args:
        listed: ``departements.json``, parsed.
    """
    return {one["code"]: one["nom"] for one in listed} | _FORMER_DEPARTMENTS


def _heirs(history: list[_Entry]) -> dict[str, str]:
    """Where the last commune of each code has gone."""
    by_id = {one["id"]: one for one in history}
    last: dict[str, _Entry] = {}
    for one in history:
        if one["type"] == "COM":
            known = last.setdefault(one["code"], one)
            if one.get("dateDebut", "") > known.get("dateDebut", ""):
                last[one["code"]] = one
    return {code: _followed(one, by_id)["code"] for code, one in last.items()}


def _followed(entry: _Entry, by_id: dict[str, _Entry]) -> _Entry:
    """The last commune that has an entry's ground: what follows it, or what it is a part of."""
    while True:
        further = entry.get("successeur") or (entry["type"] != "COM" and entry.get("pole"))
        if not further:
            return entry
        entry = by_id[further]


def write(table: dict[str, str], target: Path) -> None:
    """Write ``code;text`` lines, by code, with the typographic apostrophe."""
    lines = (f"{code};{table[code].replace(chr(39), '’')}\n" for code in sorted(table))
    target.write_text("".join(lines), "utf-8")


def _parsed(path: Path) -> list[_Entry]:
    entries: list[_Entry] = json.loads(path.read_text("utf-8"))
    return entries


def main() -> None:
    """Read the two packages' folders, write in the data folder (the third argument)."""
    source, past, target = (Path(argument) for argument in sys.argv[1:4])
    listed = _parsed(source / "communes.json")
    history = _parsed(past / "historique-communes.json")
    write(communes(listed), target / "communes.csv")
    write(former_communes(listed, history), target / "former-communes.csv")
    write(parts(listed), target / "parts-of-communes.csv")
    write(departments(_parsed(source / "departements.json")), target / "departments.csv")


if __name__ == "__main__":
    main()
