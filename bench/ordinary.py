"""The application to compare with: what a quick version of the picker would be in Textual.

A DataTable that is cleared and refilled with the pupils who answer the filter, at each letter.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import DataTable, Input

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Ordinary(App[None]):
    """A filter over a table.

    Args:
        database: certui's, for its pupils.
    """

    def __init__(self, database: str) -> None:
        super().__init__()
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            self._rows: list[tuple[str, ...]] = connection.execute(
                "SELECT class_name, last_name, first_name, birth_date FROM pupil"
                " ORDER BY roster_order"
            ).fetchall()

    def compose(self) -> ComposeResult:
        """The filter above the table."""
        yield Input(placeholder="Filtrer")
        yield DataTable[str]()

    def on_mount(self) -> None:
        """Fill the table."""
        self.query_one(DataTable).add_columns("Classe", "Nom", "Prénom", "Naissance")
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fill it again with what answers."""
        self._fill(event.value.lower())

    def _fill(self, query: str) -> None:
        words = query.split()
        table = self.query_one(DataTable)
        table.clear()
        for row in self._rows:
            text = " ".join(row).lower()
            if all(word in text for word in words):
                table.add_row(*row)


def main() -> None:
    """Run it on the database that the last argument names."""
    Ordinary(sys.argv[-1]).run()


if __name__ == "__main__":
    main()
