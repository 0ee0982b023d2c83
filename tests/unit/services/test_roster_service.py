"""Rosters: what a file changes, and bringing the school's pupils up to date with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.undoing import undo_last

from certui import errors
from certui.domain.models import Action, Centre, Person, Pupil
from certui.domain.refusals import DangerousImport, RosterFaults
from certui.domain.roster_changes import Decision, RosterChange, compare
from certui.domain.roster_danger import Danger
from certui.domain.roster_files import FaultKind, RosterFault, RosterFile
from certui.services.ledger import fingerprint, person_again, person_facts
from certui.services.ports.roster import Completion
from certui.services.roster import RosterService
from certui.services.undoing import UndoService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import SessionDraft
    from certui.services.ports.clock import Progress

_PATH = Path("ExportXML_ElevesSansAdresses.zip")
_FAULT = RosterFault(kind=FaultKind.MISSING, field="Nom", line=3)


def _file(*persons: Person, uai: str = "0690001A") -> RosterFile:
    return RosterFile(
        format_name="SIECLE", encoding="UTF-8", uai=uai, school_year=2026, persons=persons
    )


class _Reader:
    """Roster files that hold whatever they were told to."""

    def __init__(self) -> None:
        self.file = _file()
        self.class_name = ""

    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        """The file of the moment."""
        self.class_name = class_name
        assert path == _PATH
        if progress is not None:
            progress(1.0)
        return self.file

    def digest(self, path: Path) -> str:
        """That of the file of the moment."""
        assert path == _PATH
        return self.file.digest

    def completed(self, typed: str) -> Completion:
        """As if there were one file."""
        return Completion(f"{typed}.csv")

    def written(self, persons: Iterable[Person]) -> bytes:
        """The names."""
        return "\n".join(one.last_name for one in persons).encode()


def _save(content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
    """Says where it would write."""
    assert content
    return Path(folder) / name / str(overwrite)


@pytest.fixture
def reader() -> _Reader:
    """A reader of one file."""
    return _Reader()


@pytest.fixture
def rosters(store: MemoryStore, reader: _Reader, clock: FrozenClock) -> RosterService:
    """The service of the person at the keyboard."""
    return RosterService(store, reader, _save, clock, "Camille")


def _counts(change: RosterChange) -> tuple[int, int, int, int]:
    return len(change.added), len(change.changed), len(change.disabled), change.unchanged


class TestApply:
    """All of a file, or nothing."""

    def test_brings_the_roster_up_to_date(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        clock: FrozenClock,
        person: Callable[..., Person],
    ) -> None:
        """Added, changed, disabled, unchanged; the journal counts them and says who."""
        reader.file = _file(person(1), person(2), person(3))
        assert _counts(rosters.apply(_PATH)) == (3, 0, 0, 0)
        reader.file = _file(person(1), person(2, class_name="3EC"), person(4))
        assert _counts(rosters.apply(_PATH)) == (1, 1, 1, 1)
        with store.reading() as reading:
            pupils = {one.person.ine: one for one in reading.pupils()}
            assert [entry.ine for entry in reading.roster()] == [
                "0000000001A",
                "0000000004A",
                "0000000002A",
            ]
        assert pupils["0000000002A"].person.class_name == "3EC"
        assert not pupils["0000000003A"].enabled
        entry = store.journal[-1]
        assert (entry.action, entry.who, entry.at) == (Action.IMPORT_ROSTER, "Camille", clock.now)
        assert (entry.done, entry.skipped, entry.session_number) == (3, 1, None)
        assert entry.op_id != store.journal[0].op_id

    def test_a_pupil_who_comes_back_is_enabled_again(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """The same pupil, not another one."""
        for persons in ([person(1), person(2)], [person(1)], [person(1), person(2)]):
            reader.file = _file(*persons)
            change = rosters.apply(_PATH)
        assert _counts(change) == (0, 1, 0, 1)
        with store.reading() as reading:
            assert reading.pupils() == [Pupil(1, person(1)), Pupil(2, person(2))]

    def test_a_second_import_of_the_same_file_changes_nothing(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Not even the roster's stamp: indexes made of it still serve."""
        reader.file = _file(person(1), person(2))
        rosters.apply(_PATH)
        before = store.data
        assert _counts(rosters.apply(_PATH)) == (0, 0, 0, 2)
        assert (store.data.pupils, store.data.stamp) == (before.pupils, before.stamp)

    def test_a_new_centre_takes_the_school_of_the_file(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Its UAI and the clock of its département; its name stays to be said."""
        reader.file = _file(person(1), uai="9740001A")
        rosters.apply(_PATH)
        assert store.data.centre == Centre(name="", uai="9740001A", time_zone="Indian/Reunion")

    def test_a_known_centre_keeps_what_was_said_of_it(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Its name, and a time zone chosen by hand."""
        centre = Centre(name="Collège", uai="0690001A", time_zone="Indian/Reunion")
        store.data = replace(store.data, centre=centre)
        reader.file = _file(person(1))
        rosters.apply(_PATH)
        reader.file = _file(person(1), uai="")
        rosters.apply(_PATH)
        assert store.data.centre == centre

    def test_refuses_the_file_of_another_school(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Read or applied, nothing is written."""
        store.data = replace(
            store.data, centre=Centre(name="", uai="0690001A", time_zone="Europe/Paris")
        )
        reader.file = _file(person(1), uai="0690002B")
        before = store.data
        for use in (rosters.preview, rosters.apply):
            with pytest.raises(errors.OtherSchool) as refused:
                use(_PATH)
            assert vars(refused.value) == {"found": "0690002B", "expected": "0690001A"}
        assert store.data is before

    def test_refuses_rejected_lines_unless_told_to_go_on_without_them(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Nothing is half-imported by default."""
        reader.file = replace(_file(person(1)), strict=False, rejected=(_FAULT,))
        before = store.data
        with pytest.raises(RosterFaults) as refused:
            rosters.apply(_PATH)
        assert vars(refused.value) == {"faults": [_FAULT], "valid": 1}
        assert store.data is before
        assert rosters.preview(_PATH).source.rejected == (_FAULT,)
        assert _counts(rosters.apply(_PATH, valid_only=True)) == (1, 0, 0, 0)

    def test_nothing_is_left_of_an_import_that_fails(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Centre, pupils and journal are one unit of work."""

        def refuse(_work: object, _entry: object) -> None:
            raise errors.StoreBusy(holder="")

        reader.file = _file(person(1))
        before = store.data
        with store.writing() as work:
            monkeypatch.setattr(type(work), "record", refuse)
        with pytest.raises(errors.StoreBusy):
            rosters.apply(_PATH)
        assert store.data is before


def test_a_preview_tells_its_progress(
    rosters: RosterService, reader: _Reader, person: Callable[..., Person]
) -> None:
    """From the reader, to whoever asked."""
    told: list[float] = []
    reader.file = _file(person(1))
    reader.class_name = "3EA"
    rosters.preview(_PATH, progress=told.append)
    assert told == [1.0]
    assert not reader.class_name, "no class is given where none was said"


class TestApplyPreviewed:
    """What was seen, and nothing else."""

    def test_writes_what_was_previewed(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """As an import does: pupils, centre and journal."""
        reader.file = replace(_file(person(1), person(2)), digest="1")
        seen = rosters.preview(_PATH)
        assert rosters.apply_previewed(_PATH, seen) == seen
        with store.reading() as reading:
            assert [one.person for one in reading.pupils()] == [person(1), person(2)]
            assert reading.centre().uai == "0690001A"
        assert (store.journal[-1].action, store.journal[-1].done) == (Action.IMPORT_ROSTER, 2)

    def test_refuses_another_file(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """The file of that name is no longer the one that was read."""
        reader.file = replace(_file(person(1)), digest="1")
        seen = rosters.preview(_PATH)
        reader.file = replace(reader.file, digest="2")
        before = store.data
        with pytest.raises(errors.FileOther) as refused:
            rosters.apply_previewed(_PATH, seen)
        assert vars(refused.value) == {"path": _PATH}
        assert store.data is before

    def test_refuses_other_pupils(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Somebody imported meanwhile: the preview is no longer true."""
        reader.file = _file(person(1))
        seen = rosters.preview(_PATH)
        rosters.apply(_PATH)
        before = store.data
        with pytest.raises(errors.RosterMoved):
            rosters.apply_previewed(_PATH, seen)
        assert store.data is before

    def test_refuses_the_file_of_another_school(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """The centre was named meanwhile."""
        reader.file = _file(person(1))
        seen = rosters.preview(_PATH)
        centre = Centre(name="", uai="0690002B", time_zone="Europe/Paris")
        store.data = replace(store.data, centre=centre)
        with pytest.raises(errors.OtherSchool):
            rosters.apply_previewed(_PATH, seen)

    def test_refuses_rejected_lines_unless_told_to_go_on_without_them(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """As an import from a shell does."""
        reader.file = replace(_file(person(1)), strict=False, rejected=(_FAULT,))
        seen = rosters.preview(_PATH)
        before = store.data
        with pytest.raises(RosterFaults):
            rosters.apply_previewed(_PATH, seen)
        assert store.data is before
        assert rosters.apply_previewed(_PATH, seen, valid_only=True) == seen

    def test_writes_what_was_decided(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """The pupil chosen becomes the person of the file; the other has left."""
        twin = {"last_name": "Roy", "first_name": "Léa"}
        reader.file = _file(
            person(1, **twin, class_name="3EA"), person(2, **twin, class_name="3EB")
        )
        rosters.apply(_PATH, said=dict.fromkeys((0, 1), Decision.NEW))
        reader.file = _file(person(1, **twin, ine=None, class_name="3EC"))
        change = rosters.apply_previewed(_PATH, rosters.preview(_PATH), {0: 2})
        assert _counts(change) == (0, 1, 1, 0)
        with store.reading() as reading:
            assert [(one.ine, one.class_name) for one in reading.roster()] == [
                ("0000000002A", "3EC")
            ]


def test_completion_is_that_of_the_files(rosters: RosterService) -> None:
    """The service adds nothing."""
    assert rosters.completed("~/liste").text == "~/liste.csv"


def test_an_export_holds_the_active_pupils_in_order(
    rosters: RosterService, reader: _Reader, person: Callable[..., Person]
) -> None:
    """Who left is not in it; it is saved under its own name unless another is typed."""
    people = [
        person(at, last_name=name, class_name="3E") for at, name in enumerate(("C", "A", "B"), 1)
    ]
    for persons in (people, people[:2]):
        reader.file = _file(*persons)
        rosters.apply(_PATH)
    assert rosters.export() == (b"A\nC", 2)
    assert rosters.save(b"x", "folder") == Path("folder/eleves.csv/False")
    assert rosters.save(b"x", "folder", "b.csv", overwrite=True) == Path("folder/b.csv/True")


def test_a_preview_writes_nothing(
    rosters: RosterService, reader: _Reader, store: MemoryStore, person: Callable[..., Person]
) -> None:
    """It says what an import would change."""
    reader.file = _file(person(1), person(2))
    before = store.data
    change = rosters.preview(_PATH)
    assert _counts(change) == (2, 0, 0, 0)
    assert change.source is reader.file
    assert store.data is before


class TestDanger:
    """What disables many, or somebody who is awaited, is written only when one is sure."""

    @pytest.fixture
    def school(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        clock: FrozenClock,
        draft: SessionDraft,
        person: Callable[..., Person],
    ) -> list[Person]:
        """A hundred pupils, of whom the first is in a session to come and the second was in one."""
        people = [person(at) for at in range(1, 101)]
        reader.file = _file(*people)
        rosters.apply(_PATH)
        past = replace(draft, date=draft.date - dt.timedelta(days=1))
        with store.writing() as work:
            for at, one in enumerate((draft, past), 1):
                number = work.add_session(one, access_code="ABCD12")
                work.add_candidates(number, [at], op_id=f"{number}", who="", at=clock.now)
        return people

    def test_everybody_left_is_asked(
        self, rosters: RosterService, reader: _Reader, store: MemoryStore, school: list[Person]
    ) -> None:
        """With the counts and who is awaited; nothing is written."""
        reader.file = _file(replace(school[0], ine="9", last_name="Autre", first_name="Nom"))
        before = store.data
        with pytest.raises(DangerousImport) as refused:
            rosters.apply(_PATH)
        found = refused.value.danger
        assert isinstance(found, Danger)
        assert (len(found.disabled), found.active, found.many) == (100, 100, True)
        assert [one.id for one in found.enrolled] == [1]
        assert store.data is before
        seen = rosters.preview(_PATH)
        with pytest.raises(DangerousImport):
            rosters.apply_previewed(_PATH, seen)
        assert store.data is before
        assert len(rosters.apply_previewed(_PATH, seen, sure=True).disabled) == 100

    def test_somebody_awaited_is_asked_alone(
        self, rosters: RosterService, reader: _Reader, store: MemoryStore, school: list[Person]
    ) -> None:
        """Who was in a session that is over is not."""
        reader.file = _file(*school[:1], *school[2:])
        rosters.apply(_PATH)
        reader.file = _file(*school[2:])
        before = store.data
        with pytest.raises(DangerousImport) as refused:
            rosters.apply(_PATH)
        found = refused.value.danger
        assert isinstance(found, Danger)
        assert not found.many
        assert [one.id for one in found.enrolled] == [1]
        assert store.data is before
        rosters.apply(_PATH, sure=True)

    def test_who_is_enrolled_since_the_preview_is_asked(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        clock: FrozenClock,
        school: list[Person],
    ) -> None:
        """What was shown would no longer be true."""
        reader.file = _file(*school[:-1])
        seen = rosters.preview(_PATH)
        with store.writing() as work:
            work.add_candidates(1, [100], op_id="since", who="", at=clock.now)
        with pytest.raises(errors.RosterMoved):
            rosters.apply_previewed(_PATH, seen)

    def test_a_session_of_today_is_awaited_until_it_is_finalised(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        clock: FrozenClock,
        school: list[Person],
    ) -> None:
        """Its day counts, at the centre, not the hour."""
        reader.file = _file(*school[1:])
        clock.now = dt.datetime(2027, 2, 14, 22, 59, tzinfo=dt.UTC)
        with pytest.raises(DangerousImport):
            rosters.apply(_PATH)
        with store.writing() as work:
            work.finalise_session(1, clock.now)
        assert rosters.preview(_PATH).enrolled == frozenset()
        with store.writing() as work:
            work.reopen_session(1)
        clock.now += dt.timedelta(minutes=1)
        assert rosters.preview(_PATH).enrolled == frozenset()


class TestYear:
    """The roster is of the school year of the last file that said one."""

    def test_a_file_of_another_year_is_asked(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """An older or a newer one; a file that says none is not, and leaves it."""
        reader.file = _file(person(1))
        rosters.apply(_PATH)
        assert store.data.year == 2026
        reader.file = replace(_file(person(1)), school_year=None)
        rosters.apply(_PATH)
        assert store.data.year == 2026
        for year in (2019, 2027):
            reader.file = replace(_file(person(1)), school_year=year)
            with pytest.raises(DangerousImport) as refused:
                rosters.apply(_PATH)
            found = refused.value.danger
            assert isinstance(found, Danger)
            assert found.years == (2026, year)
            assert store.data.year == 2026
        rosters.apply(_PATH, sure=True)
        assert store.data.year == 2027
        assert rosters.preview(_PATH).known_year == 2027

    def test_undoing_an_import_gives_the_year_back(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        clock: FrozenClock,
        person: Callable[..., Person],
    ) -> None:
        """With the INE of whoever lost theirs by it."""
        reader.file = _file(person(1))
        rosters.apply(_PATH)
        before = store.data
        other = person(2, ine=person(1).ine, birth_date=dt.date(2010, 9, 2))
        reader.file = replace(_file(other), school_year=2027)
        rosters.apply(_PATH, said={0: Decision.NEW}, sure=True)
        undo_last(UndoService(store, clock, "Camille"), None)
        assert (store.data.year, store.data.pupils) == (2026, before.pupils)


class TestSaid:
    """Who somebody in doubt is, by their position in the file."""

    def test_an_ine_taken_by_somebody_else(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """It goes to the new pupil; who had it keeps their place among the pupils without it."""
        reader.file = _file(person(1))
        rosters.apply(_PATH)
        other = person(2, ine=person(1).ine, birth_date=dt.date(2010, 9, 2))
        reader.file = _file(other)
        left = rosters.apply(_PATH)
        assert len(left.doubtful) == 1
        assert store.data.pupils == {1: Pupil(1, person(1))}
        rosters.apply(_PATH, said={0: Decision.NEW}, sure=True)
        assert store.data.pupils == {
            1: Pupil(1, person(1, ine=None), enabled=False),
            2: Pupil(2, other),
        }
        assert _counts(rosters.apply(_PATH)) == (0, 0, 0, 1)

    def test_a_disabled_pupil_who_loses_an_ine_does_not_come_back(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Writing that they lose it enables nobody."""
        for file in (_file(person(1), person(3)), _file(person(3))):
            reader.file = file
            rosters.apply(_PATH)
        other = person(2, ine=person(1).ine, birth_date=dt.date(2010, 9, 2))
        reader.file = _file(other, person(3))
        rosters.apply(_PATH, said={0: Decision.NEW})
        assert store.data.pupils[1] == Pupil(1, person(1, ine=None), enabled=False)

    def test_of_nobody_in_doubt_or_of_an_impossible_pupil_is_refused(
        self,
        rosters: RosterService,
        reader: _Reader,
        store: MemoryStore,
        person: Callable[..., Person],
    ) -> None:
        """Nothing is written."""
        reader.file = _file(person(1), person(2))
        rosters.apply(_PATH)
        reader.file = _file(person(1), person(2, ine="9"))
        before = store.data
        with pytest.raises(errors.NotInDoubt) as refused:
            rosters.apply(_PATH, said={0: Decision.NEW})
        assert vars(refused.value) == {"number": 1}
        with pytest.raises(errors.NotPossible) as impossible:
            rosters.apply(_PATH, said={1: 1})
        assert vars(impossible.value) == {"number": 2, "pupil_id": 1}
        assert store.data is before
        rosters.apply(_PATH, said={1: 2})
        assert store.data.pupils[2] == Pupil(2, person(2, ine="9"))


def test_a_doubtful_line_touches_nobody(
    rosters: RosterService, reader: _Reader, store: MemoryStore, person: Callable[..., Person]
) -> None:
    """Neither is a pupil made of it, nor is one of those it may be changed or disabled."""
    twin = {"ine": None, "last_name": "Roy", "first_name": "Léa"}
    twins = [person(1, **twin, class_name="3EA"), person(2, **twin, class_name="3EB")]
    reader.file = _file(*twins)
    rosters.apply(_PATH, said=dict.fromkeys((0, 1), Decision.NEW))
    before = store.data.pupils
    reader.file = _file(person(3, **twin, class_name="3EC"))
    change = rosters.apply(_PATH)
    assert _counts(change) == (0, 0, 0, 0)
    assert [one.pupils for one in change.doubtful] == [(before[1], before[2])]
    assert store.data.pupils == before


_DAY = dt.date(2011, 5, 20)
_PERSONS = st.builds(
    Person,
    ine=st.sampled_from([None, None, "1", "2", "3"]),
    last_name=st.sampled_from(["Roy", "ROY", "Roi"]),
    first_name=st.sampled_from(["Léa", "Lea"]),
    sex=st.none(),
    birth_date=st.sampled_from([_DAY, _DAY + dt.timedelta(1)]),
    class_name=st.sampled_from(["3EA", "3EB"]),
    birth_country=st.sampled_from(["", "France"]),
    usage_name=st.sampled_from(["", "", "Blanc"]),
)


def _sound(persons: Sequence[Person]) -> tuple[Person, ...]:
    """Each INE once, as a reader guarantees."""
    seen: set[str] = set()
    kept: list[Person] = []
    for one in persons:
        if one.ine is None or one.ine not in seen:
            kept.append(one)
            seen.add(one.ine or "")
    return tuple(kept)


def _applied(known: Sequence[Pupil], change: RosterChange) -> list[Pupil]:
    gone = {one.id for one in change.disabled}
    becomes = {pupil.id: person for pupil, person in change.changed}
    pupils = [
        Pupil(
            one.id,
            becomes.get(one.id, one.person),
            one.id in becomes or (one.enabled and one.id not in gone),
        )
        for one in known
    ]
    return pupils + [Pupil(len(known) + at, one) for at, one in enumerate(change.added, 1)]


@given(st.lists(st.lists(_PERSONS, max_size=6).map(_sound), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_a_change_applied_leaves_nothing_to_change(files: list[tuple[Person, ...]]) -> None:
    """Whatever was imported before: nobody is lost, and once is enough."""
    pupils: list[Pupil] = []
    for persons in files:
        source = _file(*persons)
        change = compare(pupils, source)
        assert len(change.added) + len(change.changed) + change.unchanged + len(
            change.doubtful
        ) == len(persons)
        pupils = _applied(pupils, change)
        ines = [one.person.ine for one in pupils if one.person.ine]
        assert len(ines) == len(set(ines))
        again = compare(pupils, source)
        assert (len(again.added), len(again.changed), len(again.disabled)) == (0, 0, 0)
        assert len(again.doubtful) == len(change.doubtful)
        assert again.unchanged == len(persons) - len(change.doubtful)


def test_the_class_that_is_given_reaches_the_reader(
    rosters: RosterService, reader: _Reader
) -> None:
    """Looking and importing read the file alike."""
    rosters.preview(_PATH, class_name="3A")
    assert reader.class_name == "3A"
    rosters.apply(_PATH, class_name="3B")
    assert reader.class_name == "3B"


def test_facts_kept_before_names_in_use_still_undo(
    person: Callable[..., Person],
) -> None:
    """An import of before the first name in use is undone by what was kept of it then."""
    plain = person(1)
    facts = person_facts(plain)
    assert "usage_name" not in facts
    assert person_again(facts) == plain
    named = replace(plain, usage_name="DUPONT")
    assert person_again(person_facts(named)) == named
    assert fingerprint(named) != fingerprint(plain)
