"""What can be undone: by whom, for how long, of what, and what of it stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NUMBER, draft, person
from tests.integration.undoing.conftest import newcomer

from certui import errors
from certui.domain.models import Action, IncidentCategory, JournalEntry
from certui.domain.refusals import CandidatesNotRemovable
from certui.domain.roster_changes import RosterChange
from certui.domain.roster_files import RosterFile
from certui.services import ledger
from certui.services.roster_reversal import import_parts
from certui.services.sessions import draft_of
from certui.store.locking import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.undoing.conftest import School

    from certui.domain.models import Person

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def journal(school: School) -> list[tuple[str, str, int, int | None]]:
    """Who did what, to how many, to whom, in order."""
    with school.store.reading() as reading:
        rows = reading._connection.exec_driver_sql(
            "SELECT who, action, done, candidate_id FROM journal ORDER BY id"
        )
        return [tuple(row) for row in rows]


def left(school: School, text: str) -> int:
    """How many times a text stands in the database's files."""
    files = [one.read_bytes() for one in school.path.parent.iterdir()]
    return sum(content.count(text.encode()) for content in files)


def change_roster(school: School, becomes: dict[int, Person]) -> None:
    """Ada imports a roster that makes pupils somebody else, by id, whatever file says so."""
    entry = JournalEntry(
        op_id="import", at=school.now, who="Ada", action=Action.IMPORT_ROSTER, done=len(becomes)
    )
    source = RosterFile(format_name="", encoding="", uai="", school_year=None, persons=())
    with school.store.writing() as work:
        known = work.pupils_by_id(list(becomes))
        changed = tuple((known[key], one) for key, one in becomes.items())
        work.update_pupils((key, replace(one, ine=None)) for key, one in becomes.items())
        work.update_pupils(becomes.items())
        change = RosterChange(source=source, added=(), changed=changed, disabled=(), unchanged=0)
        work.record(entry)
        ledger.keep(work, entry, None, parts=import_parts(change, []))


# By whom, and for how long


def test_what_was_done_is_undone_after_a_restart(school: School) -> None:
    """It is said what and whose; then everything is as it was."""
    before = school.state()
    school.desk().enrolment.remove(NUMBER, school.ids[:2])
    school.restart()
    desk = school.desk()
    offered = desk.undoing.next(NUMBER)
    assert offered is not None
    assert (offered.action, offered.count, offered.who) == (Action.REMOVE, 2, "Ada")
    assert [one.last_name for one in offered.names] == ["NOM-0000", "NOM-0001"]
    assert (offered.session_number, offered.session_name) == (NUMBER, "Troisièmes A, B")
    undone = desk.undoing.undo(offered.id)
    assert (undone.what, undone.count, undone.kept) == (offered, 2, 0)
    assert school.state() == before
    assert desk.undoing.next(NUMBER) is None
    assert journal(school)[-1] == ("Ada", "undo_remove", 2, None)


def test_each_undoes_their_own(school: School) -> None:
    """What Bob did since does not stand in Ada's way, nor is it hers to undo."""
    first, second, *_ = school.ids
    ada, bob = school.desk("Ada"), school.desk("Bob")
    ada.day.arrive(NUMBER, [first])
    bob.day.arrive(NUMBER, [second])
    theirs = bob.undoing.next(NUMBER)
    assert theirs is not None
    with pytest.raises(errors.NothingToUndo):
        ada.undoing.undo(theirs.id)
    ada.undo()
    assert ada.undoing.next(NUMBER) is None
    assert [one.joined_at is not None for one in school.candidates[:2]] == [False, True]
    bob.undo()
    assert school.candidates[1].joined_at is None


def test_nothing_is_undone_after_a_day(school: School) -> None:
    """To the second; and the next write forgets what was kept."""
    desk = school.desk()
    desk.day.arrive(NUMBER, school.ids[:1])
    last = desk.undoing.next(NUMBER)
    assert last is not None
    school.now += DAY - dt.timedelta(seconds=1)
    assert desk.undoing.next(NUMBER) == last
    school.now += dt.timedelta(seconds=1)
    assert desk.undoing.next(NUMBER) is None
    with pytest.raises(errors.NothingToUndo):
        desk.undoing.undo(last.id)
    with school.store.reading() as reading:
        assert reading.undo_entry(last.id) is None


def test_a_session_and_the_list_have_their_own_last_action(school: School) -> None:
    """What was done in a session is undone there, what was done on the list on the list."""
    desk = school.desk()
    number = desk.sessions.create(draft(name="Autre")).number
    desk.day.arrive(NUMBER, school.ids[:1])
    on_the_list, in_the_session = desk.undoing.next(None), desk.undoing.next(NUMBER)
    assert on_the_list is not None
    assert in_the_session is not None
    assert (on_the_list.action, on_the_list.session_number) == (Action.CREATE_SESSION, number)
    assert on_the_list.session_name == "Autre"
    assert in_the_session.action is Action.JOIN
    assert desk.undoing.next(number) is None


def test_what_can_never_be_undone_lets_what_was_before_come_next(school: School) -> None:
    """The refusal is said once."""
    ada, bob = school.desk("Ada"), school.desk("Bob")
    first, second, *_ = school.ids
    ada.needs.set_extra_time(NUMBER, [first], 33)
    ada.day.arrive(NUMBER, [second])
    bob.day.start(NUMBER, [second])
    with pytest.raises(errors.ChangedSince):
        ada.undo()
    assert ada.undo().what.action is Action.SET_EXTRA_TIME


def test_a_finished_session_keeps_what_can_be_undone_once_it_is_reopened(school: School) -> None:
    """It waits: who reopens undoes then."""
    desk = school.desk()
    (one,) = school.ids[:1]
    desk.day.arrive(NUMBER, [one])
    desk.day.start(NUMBER, [one])
    desk.day.end(NUMBER, [one])
    desk.day.finish(NUMBER)
    for _ in range(2):
        with pytest.raises(errors.SessionFinalised):
            desk.undo()
    with school.store.writing() as work:
        work.reopen_session(NUMBER)
    assert desk.undo().what.action is Action.END


def test_a_busy_store_loses_nothing_of_it(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The action is still there to be undone; a refusal is said though nothing can be written."""
    desk = school.desk()
    desk.day.arrive(NUMBER, school.ids[:1])

    def busy(_lock: object) -> None:
        raise errors.StoreBusy(holder="Bob")

    with monkeypatch.context() as patch:
        patch.setattr(WriteLock, "held", busy)
        with pytest.raises(errors.StoreBusy):
            desk.undo()
    assert desk.undo().count == 1


def test_what_others_took_back_already_has_nothing_to_undo(school: School) -> None:
    """An addition, a report, a need, a deletion: each says so, and changes nothing."""
    ada, bob = school.desk("Ada"), school.desk("Bob")
    pupil = school.pupils[4].id
    ada.enrolment.add(NUMBER, [pupil])
    bob.enrolment.remove(NUMBER, school.ids[4:])
    with pytest.raises(errors.NothingToUndo):
        ada.undo()
    reported = ada.day.report_incident(NUMBER, None, IncidentCategory.FRAUD, "")
    with school.store.writing() as work:
        work.withdraw_incident(NUMBER, reported.incident.id)
    with pytest.raises(errors.ChangedSince):
        ada.undo()
    ada.needs.set_extra_time(NUMBER, school.ids[:1], 33)
    bob.needs.set_extra_time(NUMBER, school.ids[:1], 20)
    with pytest.raises(errors.NothingToUndo):
        ada.undo()
    session = ada.sessions.view(NUMBER).session
    ada.sessions.delete(NUMBER)
    with school.store.writing() as work:
        work.restore_session(session)
    before = school.state()
    with pytest.raises(errors.NothingToUndo):
        ada.undo(None)
    assert school.state() == before


# Erased pupils


def test_nothing_is_left_of_an_erased_pupil(school: School) -> None:
    """Not in what undoing an import, or a removal, needs; nor in the files."""
    named = {at: f"GARDEBIEN-{at}" for at in range(6)}
    desk = school.desk()
    known = [one.person for one in school.pupils]
    renamed = [replace(one, first_name=named[at]) for at, one in enumerate(known)]
    desk.imports(*renamed)
    desk.imports(*known[1:])
    gone = school.pupils[0]
    candidate = next(one for one in school.candidates if one.pupil_id == gone.id)
    desk.enrolment.remove(NUMBER, [candidate.id])
    assert left(school, named[1])
    assert left(school, named[0])
    assert desk.leavers.erase([gone.id]) == 1
    assert left(school, named[0]) == 0
    assert left(school, gone.person.last_name) == 0
    assert left(school, named[1])
    with pytest.raises(errors.PupilsErased):
        desk.undo()


def test_who_was_erased_is_counted(school: School) -> None:
    """The others are put back."""
    desk = school.desk()
    first, second, *_ = school.candidates
    desk.enrolment.remove(NUMBER, [first.id, second.id])
    with school.store.writing() as work:
        work.disable_pupils([first.pupil_id])
        work.erase_pupils([first.pupil_id])
    undone = desk.undo()
    assert (undone.count, undone.kept, undone.gone) == (1, 0, 1)


# Additions and removals


def test_an_addition_after_a_removal_undone_is_undone_too(school: School) -> None:
    """Who was put back is still of the addition that brought them."""
    before = school.state()
    desk = school.desk()
    ids = [one.id for one in school.pupils][4:]
    desk.enrolment.add(NUMBER, ids)
    desk.enrolment.remove(NUMBER, school.ids[4:])
    desk.undo()
    desk.undo()
    assert school.state() == before


def test_whom_somebody_else_removed_again_is_not_put_back(school: School) -> None:
    """Their removal is the last word, though nobody but oneself had added since."""
    ada, bob = school.desk(), school.desk("Bob")
    first, *_ = school.candidates
    ada.enrolment.remove(NUMBER, [first.id])
    removal = ada.undoing.next(NUMBER)
    assert removal is not None
    ada.enrolment.add(NUMBER, [first.pupil_id])
    (again,) = (one for one in school.candidates if one.pupil_id == first.pupil_id)
    bob.enrolment.remove(NUMBER, [again.id])
    before = school.state()
    with pytest.raises(errors.NothingToUndo):
        ada.undoing.undo(removal.id)
    assert school.state() == before


def test_a_removal_is_undone_once_the_session_has_begun(school: School) -> None:
    """Removing is allowed then, and a wrong key must send nobody home."""
    desk = school.desk()
    before = school.state()
    school.now += 10 * HOUR
    desk.enrolment.remove(NUMBER, school.ids[:1])
    desk.undo()
    assert school.state() == before


def test_who_is_back_already_stays_as_they_are(school: School) -> None:
    """Somebody added them again meanwhile: counted, and refused when it is so of all."""
    ada, bob = school.desk("Ada"), school.desk("Bob")
    first, second, *_ = school.candidates
    ada.enrolment.remove(NUMBER, [first.id, second.id])
    bob.enrolment.add(NUMBER, [first.pupil_id])
    undone = ada.undo()
    assert (undone.count, undone.kept) == (1, 1)
    ada.enrolment.remove(NUMBER, [second.id])
    bob.enrolment.add(NUMBER, [second.pupil_id])
    with pytest.raises(errors.NothingToUndo):
        ada.undo()


def test_a_candidate_comes_back_as_the_roster_knows_them_now(school: School) -> None:
    """A correction made meanwhile is not lost; who was known otherwise comes back so."""
    desk = school.desk()
    (one, other, *_) = school.candidates
    persons = [pupil.person for pupil in school.pupils]
    desk.day.arrive(NUMBER, [other.id])
    desk.enrolment.remove(NUMBER, [one.id])
    desk.imports(*(replace(each, first_name="Zoé") for each in persons))
    desk.day.undo_arrival(NUMBER, [other.id])
    desk.enrolment.remove(NUMBER, [other.id])
    for _ in range(3):
        desk.undo()
    names = {each.pupil_id: each.person.first_name for each in school.candidates}
    assert names[other.pupil_id] == "Chloé"
    assert names[one.pupil_id] == "Zoé"
    assert desk.undo().what.action is Action.JOIN


def test_several_are_removed_together_or_not_at_all(school: School) -> None:
    """Who has joined and who has an incident are named; one action, one way back."""
    desk = school.desk()
    joined, reported, *_ = school.candidates
    desk.day.arrive(NUMBER, [joined.id])
    desk.day.report_incident(NUMBER, reported.id, IncidentCategory.FRAUD, "")
    before = school.state()
    with pytest.raises(CandidatesNotRemovable) as refused:
        desk.enrolment.remove(NUMBER, school.ids)
    assert vars(refused.value) == {
        "number": NUMBER,
        "joined": [joined.person],
        "reported": [reported.person],
    }
    with pytest.raises(errors.NothingChosen):
        desk.enrolment.remove(NUMBER, [])
    with pytest.raises(errors.UnknownCandidate):
        desk.enrolment.remove(NUMBER, [school.ids[3], 999])
    assert school.state() == before
    desk.enrolment.remove(NUMBER, school.ids[2:])
    assert journal(school)[-1] == ("Ada", "remove", 2, None)
    assert desk.undo().count == 2
    desk.enrolment.remove(NUMBER, school.ids[2:3])
    assert journal(school)[-1] == ("Ada", "remove", 1, school_removed(school))


def school_removed(school: School) -> int:
    """The candidate that is missing of the four."""
    return ({1, 2, 3, 4} - set(school.ids)).pop()


# Sessions


def test_a_session_in_use_is_not_taken_back(school: School) -> None:
    """Nor one that was edited; one that was deleted meanwhile has nothing to undo."""
    desk = school.desk()
    pupil = school.pupils[0].id

    def enrol(number: int) -> None:
        desk.enrolment.add(number, [pupil])

    def edit(number: int) -> None:
        known = desk.sessions.view(number).session
        desk.sessions.edit(number, replace(draft_of(known), room="Z"))

    def report(number: int) -> None:
        desk.day.report_incident(number, None, IncidentCategory.FRAUD, "")

    def finish(number: int) -> None:
        with school.store.writing() as work:
            work.finalise_session(number, school.now)

    def delete(number: int) -> None:
        with school.store.writing() as work:
            work.delete_session(number)

    cases: list[tuple[Callable[[int], None], type[errors.RuleError]]] = [
        (enrol, errors.SessionInUse),
        (edit, errors.SessionInUse),
        (report, errors.SessionInUse),
        (finish, errors.SessionFinalised),
        (delete, errors.NothingToUndo),
    ]
    for change, refusal in cases:
        number = desk.sessions.create(draft(name="Autre")).number
        change(number)
        with pytest.raises(refusal):
            desk.undo(None)
        assert desk.undoing.next(None) is None


def test_a_deleted_session_comes_back_with_all_of_its_own(school: School) -> None:
    """Number, code, candidates, their needs, and what can be undone in it."""
    desk = school.desk()
    desk.needs.set_extra_time(NUMBER, school.ids[:1], 33)
    before = school.state()
    desk.sessions.delete(NUMBER)
    assert desk.undoing.next(NUMBER) is not None
    undone = desk.undo(None)
    assert (undone.count, undone.what.session_number) == (4, NUMBER)
    assert school.state() == before
    assert desk.undo().what.action is Action.SET_EXTRA_TIME


def test_an_edit_that_somebody_edited_since_stays(school: School) -> None:
    """It is said, as when one edits what has changed."""
    ada, bob = school.desk("Ada"), school.desk("Bob")
    known = draft_of(ada.sessions.view(NUMBER).session)
    ada.sessions.edit(NUMBER, replace(known, room="A1"))
    bob.sessions.edit(NUMBER, replace(known, room="B2"))
    with pytest.raises(errors.SessionChanged):
        ada.undo()
    ada.sessions.edit(NUMBER, replace(known, room="A1"))
    bob.day.arrive(NUMBER, school.ids[:1])
    with pytest.raises(errors.SessionHasJoined):
        ada.undo()


# Imports


def test_an_import_is_put_back(school: School) -> None:
    """Those it brought go, those it changed are as before, those it disabled are back."""
    before = school.state()
    desk = school.desk()
    first, *others = [one.person for one in school.pupils]
    desk.imports(
        replace(first, class_name="3EA"), *others[:2], newcomer(50), newcomer(51), uai="0690001A"
    )
    offered = desk.undoing.next(None)
    assert offered is not None
    assert (offered.count, len(offered.names), offered.session_number) == (6, 5, None)
    undone = desk.undo(None)
    assert (undone.count, undone.kept, undone.gone, undone.staying) == (6, 0, 0, ())
    assert school.state() == before
    assert journal(school)[-1] == ("Ada", "undo_import", 6, None)


def test_who_came_by_an_import_and_is_a_candidate_stays_disabled(school: School) -> None:
    """They are named; the others go."""
    desk = school.desk()
    known = [one.person for one in school.pupils]
    desk.imports(*known, newcomer(50), newcomer(51))
    came = next(one for one in school.pupils if one.person == newcomer(50))
    school.desk("Bob").enrolment.add(NUMBER, [came.id])
    undone = desk.undo(None)
    assert (undone.count, undone.kept, undone.staying) == (1, 0, (newcomer(50),))
    assert [one.enabled for one in school.pupils] == [True] * 6 + [False]


def test_what_another_import_changed_since_stays(school: School) -> None:
    """Whom it corrected, whom it brought, whom it disabled: counted, and refused when it is all."""
    ada, bob = school.desk("Ada"), school.desk("Bob")
    first, second, third, *others = [one.person for one in school.pupils]
    moved = replace(first, class_name="3EA")
    ada.imports(moved, second, *others, newcomer(50))
    bob.imports(
        replace(moved, class_name="3EC"),
        second,
        third,
        *others,
        replace(newcomer(50), class_name="3EC"),
    )
    between = school.state()
    with pytest.raises(errors.ChangedSince):
        ada.undo(None)
    assert school.state() == between
    assert bob.undo(None).count == 3


def test_a_wrong_file_gives_the_centre_back_too(school: School) -> None:
    """Else the right one would be refused, as of another school; a centre named since stays."""
    desk = school.desk()
    known = [one.person for one in school.pupils]
    centre = desk.sessions.centre()
    desk.imports(*known, uai="9740001A")
    assert desk.sessions.centre().time_zone == "Indian/Reunion"
    assert desk.undo(None).count == 0
    assert desk.sessions.centre() == centre
    desk.imports(*known, newcomer(50), uai="9740001A")
    desk.sessions.set_centre(replace(centre, uai="0690001A"))
    desk.undo(None)
    assert desk.sessions.centre().uai == "0690001A"


def test_an_ine_that_went_from_one_to_another_goes_back(school: School) -> None:
    """Were they given back one by one, two pupils would have the same in between."""
    before = school.state()
    first, second = school.pupils[:2]
    swapped = {
        first.id: replace(first.person, ine=second.person.ine),
        second.id: replace(second.person, ine=first.person.ine),
    }
    desk = school.desk()
    change_roster(school, swapped)
    assert desk.undo(None).count == 2
    assert school.state() == before


def test_an_ine_that_somebody_else_has_by_now_is_not_taken_from_them(school: School) -> None:
    """Nor is one that theirs would have taken in turn: both stay as they are, and are counted."""
    first, second, third = school.pupils[:3]
    desk = school.desk()
    change_roster(
        school,
        {
            first.id: replace(first.person, ine="NEW"),
            second.id: replace(second.person, ine=first.person.ine),
            third.id: replace(third.person, ine="OTHER"),
        },
    )
    with school.store.writing() as work:
        (late,) = work.insert_pupils([person(70, ine=second.person.ine)])
    undone = desk.undo(None)
    assert (undone.count, undone.kept) == (1, 2)
    ines = {one.id: one.person.ine for one in school.pupils}
    assert (ines[first.id], ines[second.id]) == ("NEW", first.person.ine)
    assert (ines[third.id], ines[late]) == (third.person.ine, second.person.ine)


@pytest.mark.parametrize("meanwhile", [None, 2030])
def test_the_year_of_an_import_is_put_back_unless_it_has_changed_since(
    school: School, meanwhile: int | None
) -> None:
    """Another import may have said another year: it stays."""
    desk = school.desk()
    desk.files.year = 2027
    desk.imports(*(one.person for one in school.pupils), newcomer(50))
    with school.store.writing() as work:
        assert work.roster_year() == 2027
        if meanwhile is not None:
            work.set_roster_year(meanwhile)
    desk.undo(None)
    with school.store.reading() as reading:
        assert reading.roster_year() == meanwhile
