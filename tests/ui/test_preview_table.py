"""How a document's table is fitted into a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ui.seen import screen_text, settled
from textual.app import App, ComposeResult

from certui.widgets.preview_table import PreviewTable
from certui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADINGS = ("N°", "Nom de naissance", "Né(e) le", "Remarque")
ROWS = [
    ("1", "L’HOSTIS DE LA TOUR", "20/05/2011", ""),
    ("2", "KY", "02/11/2011", ""),
]


class Preview(App[None]):
    """A table over a line of title."""

    def __init__(self, table: PreviewTable) -> None:
        super().__init__()
        self._table = table

    def compose(self) -> ComposeResult:
        """Both."""
        yield TitleLine()
        yield self._table


async def shown(
    width: int, headings: tuple[str, ...] = HEADINGS, rows: Sequence[tuple[str, ...]] = ROWS
) -> list[str]:
    """The lines of a table in a terminal so wide, under the title's."""
    async with Preview(PreviewTable(headings, rows, width)).run_test(size=(width, 8)) as pilot:
        return (await settled(pilot)).split("\n")[1:]


async def test_where_there_is_room_all_is_shown() -> None:
    """Every column, every value whole; one whose heading is longest folds it."""
    lines = await shown(60)
    assert lines[0].split() == ["N°", "Nom", "de", "naissance", "Né(e)", "le", "Remarque"]
    assert "L’HOSTIS DE LA TOUR" in lines[1]
    assert "…" not in "".join(lines)


async def test_where_there_is_none_names_give_way_first() -> None:
    """Empty columns go, then names are cut; dates and numbers are whole."""
    lines = await shown(30)
    assert "Remarque" not in lines[0]
    assert "L’HOSTIS DE L… " in lines[1]
    assert lines[1].endswith("20/05/2011")


@pytest.mark.parametrize(("width", "left_out"), [(60, ()), (30, ("Remarque",))])
def test_what_is_left_out_is_known(width: int, left_out: tuple[str, ...]) -> None:
    """The screen says which."""
    assert PreviewTable(HEADINGS, ROWS, width).left_out == left_out


@given(
    st.lists(
        st.lists(st.text(max_size=40), min_size=4, max_size=4).map(tuple), min_size=1, max_size=5
    ),
    st.integers(80, 200),
)
@settings(max_examples=60, deadline=None)
def test_any_document_fits(rows: list[tuple[str, ...]], width: int) -> None:
    """Four columns of anything take no more than 80 cells, and none with a value is left out."""
    table = PreviewTable(HEADINGS, rows, width)
    widths = table._columns.widths(width)  # noqa: SLF001 - what is drawn
    assert sum(widths) + len(widths) + 1 <= width
    for at, heading in enumerate(HEADINGS):
        assert heading not in table.left_out or not any(row[at] for row in rows)


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (30, " Titre       v Voir · a Aller"),
        (20, " Titre      a Aller"),
        (12, " Titre"),
        (6, " Tit…"),
    ],
)
async def test_a_title_keeps_what_fits_of_its_hint(width: int, line: str) -> None:
    """The longest hint that fits; none rather than a cut one; the title is cut last."""
    async with Preview(PreviewTable(HEADINGS, ROWS, width)).run_test(size=(width, 8)) as pilot:
        pilot.app.query_one(TitleLine).show("Titre", ("v Voir · a Aller", "a Aller"))
        await settled(pilot)
        assert screen_text(pilot.app).split("\n")[0] == line
