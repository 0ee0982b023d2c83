"""The school's pupils, as they are kept, and the files that they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from certui.domain.models import Person, Pupil, RosterEntry
    from certui.domain.roster_files import RosterFile
    from certui.services.ports.clock import Progress


class Completion(NamedTuple):
    """What a path begun may become.

    Attributes:
        text: the path, as far as there is no doubt; folders end in ``/``.
        choices: the names it may go on with, in order; empty when there is one at most.
    """

    text: str
    choices: tuple[str, ...] = ()


class RosterFiles(Protocol):
    """Files of rosters, as they come in and go out."""

    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        """Read a file of any known format, whole.

        Args:
            path: as typed; a leading ``~`` is the user's home.
            progress: told the fraction done, from the thread that reads; whatever it raises goes
                through, so that a reading can be given up.
            class_name: the class of the pupils of whom the file gives none.

        Raises:
            certui.errors.RosterError: the file is refused.
        """
        ...

    def digest(self, path: Path) -> str:
        """What tells a file's content from any other's, as ``RosterFile.digest`` has it.

        Raises:
            certui.errors.RosterError: it cannot be read.
        """
        ...

    def completed(self, typed: str) -> Completion:
        """What a path begun may become; nothing is refused, what cannot be looked at is empty."""
        ...

    def written(self, persons: Iterable[Person]) -> bytes:
        """A roster as a CSV file that reads back the same."""
        ...


class RosterReading(Protocol):
    """Questions about pupils."""

    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        """The active pupils by class, last name, first name (accents ignored, 10e after 9e).

        Args:
            progress: told the fraction read.
        """
        ...

    def roster_stamp(self) -> int:
        """Grows with each change of the roster: an index serves until the stamp grows."""
        ...

    def roster_year(self) -> int | None:
        """First year of the school year that the roster is of; None until a file says it."""
        ...

    def pupils(self) -> list[Pupil]:
        """Every pupil, disabled ones too, by id."""
        ...

    def disabled_pupils(self) -> list[Pupil]:
        """The pupils who left the roster, in its order."""
        ...

    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        """Pupils, disabled ones too, by id; only those there are."""
        ...

    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        """Active pupils by class name, for each class asked that has any (exact name)."""
        ...

    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        """Active pupils by INE, for each INE asked that is known."""
        ...


class RosterWriting(RosterReading, Protocol):
    """Changes to the roster."""

    def insert_pupils(self, persons: Iterable[Person]) -> Sequence[int]:
        """Add pupils, active; answers their ids, in the order given."""
        ...

    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        """Correct and enable pupils by id.

        Their candidacies that have not joined, in sessions not finalised, are corrected too.

        Returns:
            How many pupils.
        """
        ...

    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        """Take pupils off the roster; they stay candidates where they are. Returns how many."""
        ...

    def set_roster_year(self, year: int | None) -> None:
        """Say which school year the roster is of."""
        ...

    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
        """Erase for good those of these pupils who are disabled and in no session.

        Once committed, nothing of them is left in the database's files, nor of what was kept to
        undo what was done to them.

        Returns:
            How many.
        """
        ...
