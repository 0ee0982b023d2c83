"""A DataTable that shows what it is given: what would edit or restyle its rows refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeVar

from textual.widgets import DataTable

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")


class NotEditable(TypeError):
    """A table shows what it is given, and was told to change it, or to draw it otherwise."""


def _refusal(name: str) -> Callable[..., NoReturn]:
    """A method that would edit what is shown."""

    def refuse(*_values: object, **_named: object) -> NoReturn:
        message = f"{name}() edits nothing, rows come by show_lines(), columns by set_columns()."
        raise NotEditable(message)

    return refuse


def only(name: str, value: V, *, possible: V) -> V:
    """A setting that has one value here.

    Raises:
        NotEditable: it is given another.
    """
    if value != possible:
        message = f"{name} has one value here, {possible!r}."
        raise NotEditable(message)
    return value


def _one_way(name: str, *, possible: V) -> Callable[[ShownTable, V], V]:
    """What Textual asks whether a setting may have a value."""

    def validate(_table: ShownTable, value: V) -> V:
        return only(name, value, possible=possible)

    return validate


class ShownTable(DataTable[str]):
    """A :class:`DataTable` whose rows are not its own.

    Its cursor is of rows, its heading in sight, its rows scroll whole.

    Raises:
        NotEditable: where it is told to add, change, sort or remove rows or columns.
    """

    add_column = _refusal("add_column")
    add_columns = _refusal("add_columns")
    add_row = _refusal("add_row")
    add_rows = _refusal("add_rows")
    clear = _refusal("clear")
    remove_column = _refusal("remove_column")
    remove_row = _refusal("remove_row")
    sort = _refusal("sort")
    update_cell = _refusal("update_cell")
    update_cell_at = _refusal("update_cell_at")

    validate_cursor_type = _one_way("cursor_type", possible="row")
    validate_fixed_columns = _one_way("fixed_columns", possible=0)
    validate_fixed_rows = _one_way("fixed_rows", possible=0)
    validate_show_header = _one_way("show_header", possible=True)
    validate_show_row_labels = _one_way("show_row_labels", possible=True)
    validate_zebra_stripes = _one_way("zebra_stripes", possible=False)

    def validate_cell_padding(self, cell_padding: int) -> int:
        """What stands between two columns is the table's own."""
        return only("cell_padding", cell_padding, possible=1)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row")
