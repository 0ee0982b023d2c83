"""Write how each role looks into the guide, from the themes themselves.

python -m tools.looks
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from certui.themes import NO_COLOUR, THEMES, Role, Theme, told

GUIDE: Final = Path(__file__).parents[1] / "docs" / "apparence.md"
_HEADING: Final = "| Rôle |"
_ROLES: Final = {
    Role.BAR: "bandeau",
    Role.FOCUS: "curseur, zone active",
    Role.ACCENT: "touches",
    Role.SECONDARY: "secondaire",
    Role.GOOD: "en cours, fait",
    Role.ATTENTION: "coché, dépassé",
    Role.ALARM: "incident, refus",
}
_WORDS: Final = {
    "bold": "gras",
    "underline": "souligné",
    "reverse": "inversé",
    "on": "sur",
    "default": "ordinaire",
    "black": "noir",
    "green": "vert",
    "cyan": "cyan",
    "bright red": "rouge vif",
}


def table() -> str:
    """The table, in French: a line a role, a column a theme."""
    lines = [
        f"{_HEADING} {' | '.join(one.name for one in THEMES.values())} |",
        f"|---{'|---' * len(THEMES)}|",
    ]
    for role, name in _ROLES.items():
        cells = (_said(theme, role) for theme in THEMES.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _said(theme: Theme, role: Role) -> str:
    if theme is NO_COLOUR and role is Role.GOOD:
        return "le signe seul"
    return re.sub("|".join(_WORDS), lambda found: _WORDS[found[0]], told(theme, role))


def main() -> None:
    """Write it in the place of the one that stands there."""
    text = GUIDE.read_text("utf-8")
    GUIDE.write_text(re.sub(r"\| Rôle \|(?:.*\n)+?(?=\n)", f"{table()}\n", text), "utf-8")
    print(table())


if __name__ == "__main__":
    main()
