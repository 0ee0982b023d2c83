"""What is put into the store comes out of it, in the order that people expect."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.store.builders import (
    NOW,
    NUMBER,
    add,
    added,
    attempt,
    draft,
    fail,
    fill,
    needs_wal,
    person,
)

from certui import errors
from certui.domain import search
from certui.domain.day import Move
from certui.domain.models import Action, Centre, IncidentCategory, JournalEntry, Person, Sex
from certui.domain.pix_settings import Billing, PixSettings
from certui.store import roster as store_roster
from certui.store.engine import DRIVER, bare_connection
from certui.store.sql import SqlStore, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.integration.store.conftest import Opening

    from certui.store.work import SqlWriting

# All but lone surrogates, which no text that was cleaned has, and which no UTF-8 holds.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
PERSONS = st.builds(
    Person,
    ine=st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=11),
    last_name=TEXTS,
    first_name=TEXTS,
    sex=st.sampled_from([None, *Sex]),
    birth_date=st.dates(),
    class_name=TEXTS,
    birth_city=TEXTS,
    birth_city_code=TEXTS,
    birth_department=TEXTS,
    birth_country=TEXTS,
    usage_name=TEXTS,
)


@pytest.mark.parametrize("pupils", [0, 1, 4, 5])
def test_a_roster_is_read_in_parts_that_are_told(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, pupils: int
) -> None:
    """All of it whatever the parts, their fractions up to the whole."""
    monkeypatch.setattr(store_roster, "_MANY_ROWS", 2)
    with store.writing() as work:
        work.insert_pupils([person(number) for number in range(pupils)])
    told: list[float] = []
    with store.reading() as reading:
        whole = reading.roster()
        assert reading.roster(progress=told.append) == whole
    assert len(whole) == pupils
    assert told == [min(1, 2 * part / pupils) for part in range(1, (pupils + 1) // 2 + 1)]


def test_a_new_store_is_empty(store: SqlStore) -> None:
    """Nothing is known of a school that was never imported, but where it most likely stands."""
    with store.reading() as reading:
        assert reading.centre() == Centre(name="", uai="", time_zone="Europe/Paris")
        assert not reading.sessions()
        assert not reading.roster()
        assert not reading.pupils()
        assert reading.roster_stamp() == 0
        assert reading.journal_entry("op") is None


def test_the_centre_is_renamed(store: SqlStore) -> None:
    """There is one centre: the second name replaces the first."""
    centre = Centre(name="Collège Réunion", uai="9740001A", time_zone="Indian/Reunion")
    with store.writing() as work:
        work.set_centre(replace(centre, name="Collège"))
        work.set_centre(centre)
    with store.reading() as reading:
        assert reading.centre() == centre


@pytest.mark.parametrize(
    "pix",
    [
        PixSettings(),
        PixSettings(sco=False),
        PixSettings(certifications=("CléA Numérique", "Pix+ Droit"), billing=Billing.FREE),
        PixSettings(sco=False, billing=Billing.PREPAID, prepayment_code="AB-12"),
    ],
)
def test_what_the_centre_is_to_pix_is_kept(store: SqlStore, pix: PixSettings) -> None:
    """All of it, until it is something else."""
    centre = Centre(name="Collège", uai="", time_zone="Europe/Paris", pix=pix)
    with store.writing() as work:
        work.set_centre(replace(centre, pix=PixSettings(certifications=("Pix+ Pro Santé",))))
        work.set_centre(centre)
    with store.reading() as reading:
        assert reading.centre() == centre


def test_a_session_is_read_in_the_time_zone_of_the_centre(store: SqlStore) -> None:
    """Day and hour are wall clock; the zone is the centre's, whenever it became known."""
    with store.writing() as work:
        number = work.add_session(draft(notes="Calme"), access_code="BCDF23")
        assert work.session(number).time_zone == "Europe/Paris"
        work.set_centre(Centre(name="C", uai="9740001A", time_zone="Indian/Reunion"))
    with store.reading() as reading:
        session = reading.session(number)
    assert session.time_zone == "Indian/Reunion"
    assert (session.date, session.time) == (dt.date(2027, 2, 14), dt.time(15, 30))
    assert (session.name, session.site, session.room) == ("Troisièmes A, B", "Collège", "B204")
    assert (session.invigilators, session.notes) == ("Ada", "Calme")
    assert (session.access_code, session.finalised_at) == ("BCDF23", None)


def test_sessions_stand_newest_first(store: SqlStore) -> None:
    """By day and hour, the latest first; those of one hour by number."""
    with store.writing() as work:
        for number, day, hour in ((1, 1, 9), (2, 2, 8), (4, 2, 9), (3, 2, 9)):
            when = {"date": dt.date(2027, 2, day), "time": dt.time(hour)}
            work.add_session(draft(**when), access_code="", number=number)
        listed = [(session.number, heads) for session, heads in work.sessions()]
    assert listed == [(3, 0), (4, 0), (2, 0), (1, 0)]


def test_sessions_are_listed_with_their_candidates(store: SqlStore) -> None:
    """The list counts each session's own candidates."""
    ids = fill(store, 3)
    with store.writing() as work:
        work.add_session(draft(), access_code="")
    add(store, ids)
    with store.reading() as reading:
        assert [(one.number, heads) for one, heads in reading.sessions()] == [(208, 3), (209, 0)]


def test_a_session_number_is_never_used_twice(store: SqlStore) -> None:
    """The next number follows the highest there ever was."""
    with store.writing() as work:
        assert work.add_session(draft(), access_code="") == 1
        assert work.add_session(draft(), access_code="", number=210) == 210
        assert work.add_session(draft(), access_code="", number=207) == 207
        assert work.add_session(draft(), access_code="") == 211


def test_a_session_number_in_use_is_refused(store: SqlStore) -> None:
    """Nothing is overwritten, and nothing else of the unit of work stays."""
    fill(store, 0)
    with pytest.raises(errors.StoreRefused):
        attempt(
            store,
            lambda work: work.insert_pupils([person(1)]),
            lambda work: work.add_session(draft(), access_code="", number=NUMBER),
        )
    with store.reading() as reading:
        assert not reading.pupils()


def test_an_unknown_session_is_named(store: SqlStore) -> None:
    """The refusal says which number."""
    with store.reading() as reading, pytest.raises(errors.UnknownSession) as refused:
        reading.session(404)
    assert vars(refused.value) == {"number": 404}


def test_a_candidate_of_another_session_is_unknown(store: SqlStore) -> None:
    """A candidate is asked for by session and id."""
    add(store, fill(store, 1))
    with store.reading() as reading:
        (candidate,) = reading.candidates(NUMBER)
        assert reading.candidate(NUMBER, candidate.id) == candidate
        with pytest.raises(errors.UnknownCandidate):
            reading.candidate(NUMBER + 1, candidate.id)


def test_a_candidate_is_the_pupil_as_they_were(store: SqlStore) -> None:
    """Who, by whom and when, in aware UTC."""
    (pupil_id,) = fill(store, 1)
    reunion = dt.timezone(dt.timedelta(hours=4))
    with store.writing() as work:
        at = NOW.astimezone(reunion)
        assert work.add_candidates(NUMBER, [pupil_id], op_id="op", who="Ada", at=at) == 1
        (candidate,) = work.candidates(NUMBER)
    assert candidate.person == person(0)
    assert (candidate.pupil_id, candidate.session_number) == (pupil_id, NUMBER)
    assert (candidate.added_by, candidate.added_at) == ("Ada", NOW)
    assert candidate.added_at.tzinfo is dt.UTC
    assert (candidate.extra_time_percentage, candidate.joined_at) == (None, None)


def test_an_instant_without_a_zone_is_a_mistake(store: SqlStore) -> None:
    """A naive instant means something else on each machine: it goes no further."""
    fill(store, 0)
    with pytest.raises(errors.StoreError), store.writing() as work:
        work.finalise_session(NUMBER, NOW.replace(tzinfo=None))
    with store.reading() as reading:
        assert reading.session(NUMBER).finalised_at is None


def test_candidates_stand_by_name_without_accents(store: SqlStore) -> None:
    """Élan stands between Eben and Elbe, and homonyms by age."""
    names = (("ELBE", 2011), ("Élan", 2012), ("Élan", 2010), ("eben", 2011))
    with store.writing() as work:
        work.add_session(draft(), access_code="", number=NUMBER)
        work.insert_pupils(
            person(number, last_name=name, birth_date=dt.date(year, 1, 1))
            for number, (name, year) in enumerate(names)
        )
        ids = [pupil.id for pupil in work.pupils()]
        work.add_candidates(NUMBER, ids, op_id="op", who="Ada", at=NOW)
        listed = [
            (one.person.last_name, one.person.birth_date.year) for one in work.candidates(NUMBER)
        ]
    assert listed == [("eben", 2011), ("Élan", 2010), ("Élan", 2012), ("ELBE", 2011)]


def test_the_roster_stands_by_class_then_name(store: SqlStore) -> None:
    """10e after 9e; disabled pupils are not there; each row can be searched."""
    classes = ("10e A", "9e B", "9e A", "9e A")
    with store.writing() as work:
        work.insert_pupils(person(9 - at, class_name=name) for at, name in enumerate(classes))
        gone = work.pupils()[3].id
        work.disable_pupils([gone])
        roster = work.roster()
    assert [entry.class_name for entry in roster] == ["9e A", "9e B", "10e A"]
    assert [entry.last_name for entry in roster] == ["NOM-0007", "NOM-0008", "NOM-0009"]
    assert {entry.birth_date for entry in roster} == {dt.date(2011, 5, 20)}
    assert roster[0].ine == "0000000007A"
    assert search.matches("9ea chloe 20/05", roster[0].haystack)


def test_the_stamp_grows_with_the_roster_alone(store: SqlStore) -> None:
    """An index serves until pupils come, change or go; candidates and empty changes keep it."""
    stamps = []
    ids = fill(store, 2)
    with store.writing() as work:
        changes: list[Callable[[], object]] = [
            lambda: work.insert_pupils([person(8)]),
            lambda: work.update_pupils([(ids[0], person(9))]),
            lambda: work.disable_pupils(ids[:1]),
        ]
        for change in changes:
            before = work.roster_stamp()
            change()
            stamps.append(work.roster_stamp() - before)
        before = work.roster_stamp()
        work.insert_pupils([])
        work.update_pupils([])
        work.disable_pupils(ids[:1])
        work.add_candidates(NUMBER, ids, op_id="op", who="Ada", at=NOW)
        assert work.roster_stamp() == before
    assert stamps == [1, 1, 1]


def test_pupils_are_found_by_class_and_by_ine(store: SqlStore) -> None:
    """Exact names, active pupils only; nothing for what nobody has."""
    with store.writing() as work:
        work.insert_pupils(
            [person(2), person(1), person(3, class_name="3EC"), person(4, class_name="3ED")]
        )
        two, one, three, four = (pupil.id for pupil in work.pupils())
        work.disable_pupils([four])
        assert work.pupil_ids_of_classes(["3EB", "3EC", "3ED", "3eb", "’"]) == {
            "3EB": [one, two],
            "3EC": [three],
        }
        assert work.pupil_ids_of_ines([f"{n:010}A" for n in (1, 4, 5)]) == {"0000000001A": one}


def test_disabled_pupils_stay_candidates(store: SqlStore) -> None:
    """They leave the roster, not the sessions; they can come back."""
    ids = fill(store, 2)
    add(store, ids[:1])
    with store.writing() as work:
        assert work.disable_pupils(ids) == 2
        assert work.disable_pupils(ids) == 0
        assert work.enabled_count(ids) == 0
        assert work.enrolled(NUMBER) == {ids[0]}
        assert [pupil.id for pupil in work.disabled_pupils()] == ids
        assert work.update_pupils([(ids[0], person(0))]) == 1
        assert work.enabled_count([*ids, 404]) == 1


def test_disabled_and_unknown_pupils_are_not_added(store: SqlStore) -> None:
    """Whatever a caller asks: only active pupils become candidates."""
    ids = fill(store, 3)
    with store.writing() as work:
        work.disable_pupils(ids[:1])
    assert add(store, [*ids, 404]) == 2
    assert add(store, ids) == 0


def test_a_pupil_is_in_a_session_once(store: SqlStore) -> None:
    """Added again, or put back when there again: nothing happens, and the caller is told."""
    (pupil_id,) = fill(store, 1)
    assert add(store, [pupil_id, pupil_id]) == 1
    with store.writing() as work:
        (candidate,) = work.candidates(NUMBER)
        assert not work.restore_candidate(candidate, op_id="other")
        assert not work.restore_candidate(replace(candidate, id=0), op_id="other")
        assert work.candidates(NUMBER) == [candidate]


def test_the_schema_has_the_last_word_on_doubles(store: SqlStore, path: Path) -> None:
    """Whatever a program says: a pupil is in a session once."""
    add(store, fill(store, 1))
    with closing(bare_connection(path, 1.0)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(candidate)")]
        others = ", ".join(name for name in columns if name != "id")
        with pytest.raises(DRIVER.IntegrityError, match="pupil_id"):
            connection.execute(f"INSERT INTO candidate ({others}) SELECT {others} FROM candidate")


def test_a_removed_candidate_comes_back_as_they_were(store: SqlStore) -> None:
    """With their id, their extra time and who had added them, whatever the roster says now."""
    (pupil_id,) = fill(store, 1)
    add(store, [pupil_id])
    with store.writing() as work:
        (candidate,) = work.candidates(NUMBER)
        assert work.remove_candidates(NUMBER, [candidate.id])
        work.update_pupils([(pupil_id, person(0, first_name="Zoé"))])
        candidate = replace(candidate, extra_time_percentage=33)
        assert work.restore_candidate(candidate, op_id="undo")
        assert work.candidates(NUMBER) == [candidate]
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "op")) == 0
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "undo")) == 1


def test_a_candidate_whose_pupil_was_erased_cannot_come_back(store: SqlStore) -> None:
    """There is nobody left to be a candidate."""
    (pupil_id,) = fill(store, 1)
    add(store, [pupil_id])
    with store.writing() as work:
        (candidate,) = work.candidates(NUMBER)
        work.remove_candidates(NUMBER, [candidate.id])
        work.disable_pupils([pupil_id])
        assert work.erase_pupils([pupil_id]) == 1
        with pytest.raises(errors.UnknownPupils) as refused:
            work.restore_candidate(candidate, op_id="undo")
    assert vars(refused.value) == {"count": 1}


def test_an_addition_is_taken_back_but_for_those_who_joined(store: SqlStore) -> None:
    """Only its own candidates, and none who is there."""
    ids = fill(store, 3)
    add(store, ids[:2], "first")
    add(store, ids[2:], "second")
    with store.writing() as work:
        joined = next(one for one in work.candidates(NUMBER) if one.pupil_id == ids[0])
        assert work.move_candidates(NUMBER, [joined.id], Move.ARRIVE, NOW)
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "first")) == 1
        assert work.enrolled(NUMBER) == {ids[0], ids[2]}


def test_an_arrival_is_noted_once(store: SqlStore) -> None:
    """The first instant stands, and a candidate who is there is not removed."""
    add(store, fill(store, 1))
    with store.writing() as work:
        (candidate,) = work.candidates(NUMBER)
        assert work.move_candidates(NUMBER, [candidate.id], Move.ARRIVE, NOW)
        assert not work.move_candidates(NUMBER, [candidate.id], Move.ARRIVE, NOW + dt.timedelta(1))
        assert not work.remove_candidates(NUMBER, [candidate.id])
        assert not work.move_candidates(NUMBER + 1, [candidate.id], Move.ARRIVE, NOW)
        assert work.candidate(NUMBER, candidate.id).joined_at == NOW


def test_who_was_reported_is_not_removed(store: SqlStore) -> None:
    """Neither alone nor with an addition that is undone: the report is about somebody."""
    add(store, fill(store, 2))
    with store.writing() as work:
        first, _ = work.candidates(NUMBER)
        facts = {"text": "", "who": "Ada"}
        assert work.report_incident(
            NUMBER, first.id, category=IncidentCategory.IDENTITY, at=NOW, **facts
        )
        assert not work.remove_candidates(NUMBER, [first.id])
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "op")) == 1
        assert work.candidates(NUMBER) == [first]


def test_a_finalised_session_changes_no_more(store: SqlStore) -> None:
    """The statements themselves say so, were a rule ever forgotten above them."""
    ids = fill(store, 3)
    add(store, ids[:2])
    with store.writing() as work:
        work.finalise_session(NUMBER, NOW)
        work.finalise_session(NUMBER, NOW + dt.timedelta(1))
        assert work.session(NUMBER).finalised_at == NOW
        first, second = work.candidates(NUMBER)
        assert not work.remove_candidates(NUMBER, [first.id])
        assert not work.move_candidates(NUMBER, [second.id], Move.ARRIVE, NOW)
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "op")) == 0
        assert work.add_candidates(NUMBER, ids, op_id="late", who="Ada", at=NOW) == 0
        assert work.candidates(NUMBER) == [first, second]


def test_the_last_change_of_a_session_is_what_its_papers_are_dated_by(store: SqlStore) -> None:
    """Its own, or an import's or the centre's, which its papers show too; no other session's."""
    with store.writing() as work:
        assert work.last_change(NUMBER) is None
        for minutes, action, number in (
            (1, Action.ADD, NUMBER),
            (2, Action.ADD, NUMBER + 1),
            (3, Action.ERASE_PUPILS, None),
        ):
            at = NOW + dt.timedelta(minutes=minutes)
            entry = JournalEntry(
                op_id=str(minutes), at=at, who="Ada", action=action, session_number=number
            )
            work.record(entry)
        assert work.last_change(NUMBER) == NOW + dt.timedelta(minutes=1)
        for minutes, action in enumerate((Action.IMPORT_ROSTER, Action.SET_CENTRE), start=4):
            at = NOW + dt.timedelta(minutes=minutes)
            work.record(JournalEntry(op_id=str(minutes), at=at, who="Ada", action=action))
            assert work.last_change(NUMBER) == at


def test_a_corrected_pupil_is_corrected_where_it_is_not_settled(store: SqlStore) -> None:
    """Not for who has joined, nor in a finalised session; nor does anybody else change."""
    ids = fill(store, 2)
    corrected = person(0, ine="NOUVEAU", last_name="Ménard", birth_city="Cayenne", sex=None)
    with store.writing() as work:
        for number in (1, 2, 3):
            work.add_session(draft(), access_code="", number=number)
            work.add_candidates(number, ids, op_id=f"op{number}", who="Ada", at=NOW)
        arrived = next(one for one in work.candidates(2) if one.pupil_id == ids[0])
        work.move_candidates(2, [arrived.id], Move.ARRIVE, NOW)
        work.finalise_session(3, NOW)
        assert work.update_pupils([(ids[0], corrected)]) == 1
        people = {number: [one.person for one in work.candidates(number)] for number in (1, 2, 3)}
        assert [pupil.person for pupil in work.pupils()] == [corrected, person(1)]
    assert people == {
        1: [corrected, person(1)],
        2: [person(0), person(1)],
        3: [person(0), person(1)],
    }


def test_the_journal_has_each_action_once(store: SqlStore) -> None:
    """What was done, by whom; the same action a second time is refused whole."""
    entry = JournalEntry(
        op_id="op", at=NOW, who="Ada", action=Action.ADD, session_number=208, done=6, skipped=2
    )
    with store.writing() as work:
        work.record(entry)
    with pytest.raises(errors.StoreRefused):
        attempt(
            store,
            lambda work: work.add_session(draft(), access_code=""),
            lambda work: work.record(entry),
        )
    with store.reading() as reading:
        assert reading.journal_entry("op") == entry
        assert not reading.sessions()


@pytest.mark.parametrize("percentage", [0, 100, -33])
def test_extra_time_is_a_percentage(store: SqlStore, percentage: int) -> None:
    """The schema itself refuses what is none."""
    add(store, fill(store, 1))
    with store.reading() as reading:
        (candidate,) = reading.candidates(NUMBER)
    changed = replace(candidate, extra_time_percentage=percentage)
    with pytest.raises(errors.StoreRefused):
        attempt(
            store,
            lambda work: work.remove_candidates(NUMBER, [candidate.id]),
            lambda work: work.restore_candidate(changed, op_id="x"),
        )
    with store.reading() as reading:
        assert reading.candidates(NUMBER) == [candidate]


def test_an_ine_is_one_pupil(store: SqlStore) -> None:
    """Two pupils never share an INE; many may have none."""
    with pytest.raises(errors.StoreRefused), store.writing() as work:
        work.insert_pupils([person(1), person(1)])
    with store.writing() as work:
        assert len(work.insert_pupils([person(1, ine=None), person(2, ine=None)])) == 2


def test_what_fails_leaves_nothing(store: SqlStore) -> None:
    """An exception undoes a unit of work whole, numbers included."""
    with pytest.raises(LookupError):
        attempt(
            store,
            lambda work: work.add_session(draft(), access_code=""),
            lambda work: work.insert_pupils([person(1)]),
            fail,
        )
    with store.reading() as reading:
        assert not reading.sessions()
        assert not reading.pupils()
        assert reading.roster_stamp() == 0


@needs_wal
def test_a_view_does_not_change_while_others_write(store: SqlStore, opening: Opening) -> None:
    """What is read twice in one view is the same twice."""
    other = opening()
    with store.reading() as reading:
        assert not reading.sessions()
        fill(other, 1)
        assert not reading.sessions()
        assert not reading.pupils()
    with store.reading() as reading:
        assert len(reading.sessions()) == 1


def test_more_pupils_than_a_batch(store: SqlStore) -> None:
    """Long rosters go in and change in parts; none is lost between two."""
    count = 4_001
    with store.writing() as work:
        ids = work.insert_pupils(person(number) for number in range(count))
        assert list(ids) == [pupil.id for pupil in work.pupils()]
        pupils = work.pupils()
        assert len({pupil.id for pupil in pupils}) == count
        changes = ((one.id, replace(one.person, class_name="4A")) for one in pupils)
        assert work.update_pupils(changes) == count
        assert len(work.pupil_ids_of_classes(["4A"])["4A"]) == count


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A database that many examples go through."""
    with closing(open_store(tmp_path_factory.mktemp("kept") / "certui.sqlite")) as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PERSONS, max_size=4, unique_by=lambda one: one.ine or object()))
def test_any_person_comes_back_the_same(kept: SqlStore, persons: list[Person]) -> None:
    """As a pupil, in the roster, and as a candidate."""
    with pytest.raises(LookupError):
        attempt(kept, lambda work: check_round_trip(work, persons), fail)


def check_round_trip(work: SqlWriting, persons: list[Person]) -> None:
    """Put persons in, and look at them in every way."""
    assert len(work.insert_pupils(persons)) == len(persons)
    assert [pupil.person for pupil in work.pupils()] == persons
    ids = [pupil.id for pupil in work.pupils()]
    entries = {entry.pupil_id: entry for entry in work.roster()}
    for pupil_id, one in zip(ids, persons, strict=True):
        identity = (one.class_name, one.last_name, one.first_name, one.birth_date)
        assert entries[pupil_id][1:5] == identity
        assert entries[pupil_id].ine == (one.ine or "")
        assert entries[pupil_id].haystack == search.haystack(*identity, one.usage_name)
        assert entries[pupil_id].usage_name == one.usage_name
    number = work.add_session(draft(), access_code="")
    assert work.add_candidates(number, ids, op_id="op", who="Ada", at=NOW) == len(ids)
    found = {one.pupil_id: one.person for one in work.candidates(number)}
    assert found == dict(zip(ids, persons, strict=True))
