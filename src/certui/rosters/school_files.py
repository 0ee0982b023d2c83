"""Files of schools, by the paths that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from certui.files import paths
from certui.late import late
from certui.services.ports.roster import Completion, RosterFiles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFile
    from certui.rosters import csv_export, guard, reader
    from certui.services.ports.clock import Progress
else:
    csv_export = late("certui.rosters.csv_export")
    guard = late("certui.rosters.guard")
    reader = late("certui.rosters.reader")


class SchoolFiles(RosterFiles):
    """Roster files; their readers are loaded with the first of them, not with a path begun."""

    @override
    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        return reader.read_roster(paths.named(path), progress=progress, class_name=class_name)

    @override
    def digest(self, path: Path) -> str:
        return guard.digest(paths.named(path))

    @override
    def completed(self, typed: str) -> Completion:
        return paths.completed(typed)

    @override
    def written(self, persons: Iterable[Person]) -> bytes:
        return csv_export.roster_bytes(persons)
