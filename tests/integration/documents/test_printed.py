"""What a printer makes of a paper: white grounds, and lines that black and white keep."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.unit.documents.records import candidate, record

from certui.domain.papers import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.documents.conftest import Picture

    from certui.documents.renderer import DocumentRenderer

# An office printer's, and a poor copier's.
FINE, COARSE = 300, 100
# Black or white, and nothing between.
PURE = bytes(0 if grey < 128 else 255 for grey in range(256))
# Whether the line of dots is mostly black between the margins; dashes leave half of it.
RULED, DASHED = 0.8, 0.4
# How many lines cross the page: the foot's, two of a frame, under the headings, under each row.
LINES = {
    DocumentKind.PV: (RULED, 14),
    DocumentKind.ATTENDANCE: (RULED, 13),
    DocumentKind.KIT: (RULED, 10),
    DocumentKind.DOOR: (RULED, 10),
    DocumentKind.NEEDS: (RULED, 10),
    DocumentKind.LABELS: (DASHED, 7),
    DocumentKind.SLIPS: (DASHED, 9),
}


def drawn_lines(picture: Picture, share: float) -> int:
    """How many lines cross the page; what is two dots thick is one."""
    least = share * picture.width * 180 / 210
    black = [line.count(0) >= least for line in picture.lines()]
    return sum(here and not above for above, here in pairwise([False, *black]))


@pytest.mark.parametrize("dots", [FINE, COARSE])
@pytest.mark.parametrize("kind", LINES, ids=lambda one: one.value)
def test_a_paper_prints_on_white_with_lines_that_last(
    kind: DocumentKind,
    dots: int,
    renderer: DocumentRenderer,
    printed: Callable[[bytes, int], Picture],
) -> None:
    """Grey is at the edge of what is drawn alone; without it each line is still there."""
    people = tuple(candidate(rank, last_name=f"NOM-{rank}", extra=33) for rank in range(1, 7))
    picture = printed(renderer.render(kind, record(*people)).content, dots)
    grounds = picture.dots.count(255) / len(picture.dots)
    assert grounds > 0.85
    if dots == FINE:
        black = picture.dots.count(0)
        assert len(picture.dots) - black - picture.dots.count(255) < 2 * black
    share, least = LINES[kind]
    pure = type(picture)(picture.width, picture.dots.translate(PURE))
    assert drawn_lines(pure, share) >= least
