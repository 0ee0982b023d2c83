"""A school in a real database, and what people do to it, each undoing their own."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NUMBER, draft, person
from tests.undoing import undo_last

from certui.domain.roster_files import RosterFile
from certui.services.day import DayService
from certui.services.enrolment import EnrolmentService
from certui.services.leavers import LeaverService
from certui.services.needs import NeedsService
from certui.services.ports.roster import Completion
from certui.services.roster import RosterService
from certui.services.sessions import SessionService
from certui.services.undoing import UndoService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from certui.domain.models import Candidate, Incident, Person, Pupil
    from certui.services.ports.clock import Progress
    from certui.services.undoing import Undone
    from certui.store.sql import SqlStore

PUPILS = 6
# On the day of the session, before its hour: all can be done.
MORNING = dt.datetime(2027, 2, 14, 8, 0, tzinfo=dt.UTC)


def newcomer(number: int) -> Person:
    """Somebody whom nobody can take for one of the school's pupils."""
    born = dt.date(2010, 1, 1) + dt.timedelta(days=number)
    return person(number, first_name=f"Inès-{number}", birth_date=born, birth_city="Lyon")


class Files:
    """Roster files, without files."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.uai = ""
        self.year: int | None = None

    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        """The persons given."""
        del path, progress, class_name
        return RosterFile(
            format_name="TEST",
            encoding="UTF-8",
            uai=self.uai,
            school_year=self.year,
            persons=self.persons,
        )

    def digest(self, path: Path) -> str:
        """Always the same."""
        del path
        return ""

    def completed(self, typed: str) -> Completion:
        """Nothing more."""
        return Completion(typed)

    def written(self, persons: Iterable[Person]) -> bytes:
        """Nothing."""
        del persons
        return b""


def unsaved(content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
    """A saver that saves nothing."""
    del content, overwrite
    return Path(folder) / name


class Desk:
    """One person's certui over the school's database.

    Args:
        school: the school.
        who: the person.
    """

    def __init__(self, school: School, who: str) -> None:
        store, clock = school.store, school.clock
        self.sessions = SessionService(store, clock, who)
        self.day = DayService(store, clock, who)
        self.enrolment = EnrolmentService(store, clock, who)
        self.needs = NeedsService(store, clock, who)
        self.files = Files()
        self.leavers = LeaverService(store, clock, who)
        self.roster = RosterService(store, self.files, unsaved, clock, who)
        self.undoing = UndoService(store, clock, who)

    def undo(self, number: int | None = NUMBER) -> Undone:
        """Undo what was done last."""
        return undo_last(self.undoing, number)

    def imports(self, *persons: Person, uai: str = "") -> None:
        """Import a roster of these."""
        self.files.persons, self.files.uai = list(persons), uai
        self.roster.apply(Path("liste.csv"), sure=True)


class School:
    """Session 208 of four candidates, two more pupils, and a present.

    Args:
        path: the database.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = MORNING
        self.store: SqlStore = open_store(path)

    def clock(self) -> dt.datetime:
        """The present, until it is told otherwise."""
        return self.now

    def restart(self) -> None:
        """Everybody leaves, and comes back."""
        self.store.close()
        self.store = open_store(self.path)

    def desk(self, who: str = "Ada") -> Desk:
        """Somebody's certui, as if just opened."""
        return Desk(self, who)

    @property
    def candidates(self) -> list[Candidate]:
        """Those of session 208, by name."""
        with self.store.reading() as reading:
            return reading.candidates(NUMBER)

    @property
    def ids(self) -> list[int]:
        """Their ids."""
        return [one.id for one in self.candidates]

    @property
    def incidents(self) -> list[Incident]:
        """Those of session 208."""
        with self.store.reading() as reading:
            return reading.incidents(NUMBER)

    @property
    def pupils(self) -> list[Pupil]:
        """All, by id."""
        with self.store.reading() as reading:
            return reading.pupils()

    def state(self) -> object:
        """All that is kept, but for the journal and what undoing needs."""
        with self.store.reading() as reading:
            sessions = reading.sessions()
            numbers = [one.number for one, _ in sessions]
            return (
                reading.centre(),
                sessions,
                [reading.candidates(number) for number in numbers],
                [reading.incidents(number) for number in numbers],
                reading.pupils(),
            )


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with that session, to be copied."""
    path = tmp_path_factory.mktemp("undoing") / "prepared.sqlite"
    with closing(open_store(path)) as store, store.writing() as work:
        work.add_session(draft(), access_code="BCDF23", number=NUMBER)
        ids = list(work.insert_pupils(person(number) for number in range(PUPILS)))
        at = MORNING - dt.timedelta(days=9)
        work.add_candidates(NUMBER, ids[:4], op_id="prepared", who="Ada", at=at)
    return path


def school_at(prepared: Path, path: Path) -> School:
    """A copy of it, opened."""
    shutil.copyfile(prepared, path)
    path.chmod(0o600)
    return School(path)


@pytest.fixture
def school(prepared: Path, tmp_path: Path) -> Iterator[School]:
    """The school of one test."""
    found = school_at(prepared, tmp_path / "school.sqlite")
    yield found
    found.store.close()
