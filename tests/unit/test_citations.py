"""What comments and docstrings cite is in the repository, under the name they give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

TOP: Final = Path(__file__).parents[2]
SOURCES: Final = [
    path
    for folder in ("src", "tests", "bench", "tools")
    for path in (TOP / folder).rglob("*.py")
    if path != Path(__file__)
]
HAZARDS: Final = (TOP / "docs" / "hazards.md").read_text("utf-8")
# « hazards F2 », « hazards F10, D4 », « hazards F6 and F7 », « hazards, Files ».
CITED: Final = re.compile(r"hazards,? ((?:[FD]\d+|Files)(?:(?:, | and | to )[FD]\d+)*)")
PAGES: Final = [TOP / "CONTRIBUTING.md", TOP / "docs" / "ARCHITECTURE.md"]
ROOTS: Final = [
    TOP,
    TOP / "src" / "certui",
    *(one for one in (TOP / "src" / "certui").iterdir() if one.is_dir()),
]
# Papers that are not in the repository.
ELSEWHERE: Final = re.compile(r"\b(?:DESIGN(?:\.md)?\b|UI\.md\b|service\.md\b)")


def named(hazard: str) -> bool:
    """Whether the page has it, under its name."""
    heading = rf"^## {hazard}$" if hazard == "Files" else rf"^\*\*{hazard}[.,]"
    return re.search(heading, HAZARDS, re.MULTILINE) is not None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TOP)))
def test_what_a_comment_cites_is_there(path: Path) -> None:
    """Every hazard by its name; and no paper that a reader of the repository does not have."""
    text = path.read_text("utf-8")
    cited = {one for found in CITED.findall(text) for one in re.findall(r"[FD]\d+|Files", found)}
    assert not {one for one in cited if not named(one)}
    assert not ELSEWHERE.findall(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Every module, folder and page that the developers' pages name, in the package or beside."""
    text = page.read_text("utf-8")
    modules = re.findall(r"`([a-z_/]+(?:\.py|/))`", text)
    links = [one for one in re.findall(r"\]\(([^)#:]+)\)", text) if one]
    assert modules or links
    assert not [one for one in modules if not any((root / one).exists() for root in ROOTS)]
    assert not [one for one in links if not (page.parent / one).exists()]


def test_a_hazard_that_nobody_wrote_down_is_missed() -> None:
    """The search can fail."""
    assert named("F2")
    assert named("D3")
    assert named("Files")
    assert not named("F99")
    assert CITED.findall("(hazards F10, D4) and (hazards, Files)") == ["F10, D4", "Files"]
