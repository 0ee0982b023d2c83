"""An import is one unit of work, however many pupils it corrects."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NOW, person

from certui.domain.roster_files import RosterFile
from certui.errors import CertuiError
from certui.services.ports.roster import Completion
from certui.services.roster import RosterService
from certui.store.engine import bare_connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from certui.domain.models import Person
    from certui.services.ports.clock import Progress
    from certui.store.sql import SqlStore

# More than are handed to the driver at once (2,000).
PUPILS = 2_500
TABLES = ("pupil", "candidate", "centre", "roster", "journal", "undo", "undo_part")


class Files:
    """One file, whose pupils a test changes."""

    def __init__(self) -> None:
        self.persons = [person(at) for at in range(PUPILS)]

    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        """The pupils of the moment."""
        del path, progress, class_name
        return RosterFile(
            format_name="SIECLE",
            encoding="UTF-8",
            uai="0690001A",
            school_year=2026,
            persons=self.persons,
        )

    def digest(self, path: Path) -> str:
        """That of any file."""
        return str(path)

    def completed(self, typed: str) -> Completion:
        """As typed."""
        return Completion(typed)

    def written(self, persons: Iterable[Person]) -> bytes:
        """How many."""
        return str(len(list(persons))).encode()


def _save(content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
    raise AssertionError(content, folder, name, overwrite)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that an import writes."""
    with contextlib.closing(bare_connection(path, 5)) as connection:
        return {one: connection.execute(f"SELECT * FROM {one}").fetchall() for one in TABLES}


def test_an_import_that_fails_in_its_second_batch_leaves_nothing(
    store: SqlStore, path: Path
) -> None:
    """Of two thousand corrections done before it, none stays; nor do journal, year and way back."""
    files = Files()
    rosters = RosterService(store, files, _save, lambda: NOW, "Ada")
    rosters.apply(Path("liste"))
    with contextlib.closing(bare_connection(path, 5)) as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE UPDATE ON pupil"
            f" WHEN NEW.ine = '{person(PUPILS - 1).ine}' BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    before = everything(path)
    files.persons = [replace(one, class_name="3EC") for one in files.persons]
    with pytest.raises(CertuiError):
        rosters.apply(Path("liste"))
    assert everything(path) == before
    assert len(before["pupil"]) == PUPILS
