"""A session before its day: edited, copied, deleted, put back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.undoing import last_done, undo_last

from certui import errors
from certui.domain.models import Action, Centre, IncidentCategory
from certui.domain.rules import begins_at
from certui.services.enrolment import EnrolmentService
from certui.services.sessions import SessionService, draft_of
from certui.services.undoing import UndoService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import ExamSession, Person, SessionDraft


@pytest.fixture
def sessions(store: MemoryStore, clock: FrozenClock) -> SessionService:
    """The service of the person at the keyboard."""
    return SessionService(store, clock, "Camille")


@pytest.fixture
def undoing(store: MemoryStore, clock: FrozenClock) -> UndoService:
    """What the same person can undo."""
    return UndoService(store, clock, "Camille")


@pytest.fixture
def enrolment(store: MemoryStore, clock: FrozenClock) -> EnrolmentService:
    """The service that enrols."""
    return EnrolmentService(store, clock, "Camille")


@pytest.fixture
def session(
    sessions: SessionService,
    enrolment: EnrolmentService,
    store: MemoryStore,
    draft: SessionDraft,
    person: Callable[..., Person],
) -> ExamSession:
    """A session of two candidates, of whom none has joined."""
    created = sessions.create(draft)
    with store.writing() as work:
        work.insert_pupils([person(1), person(2)])
    enrolment.add(created.number, [1, 2])
    return created


def last_action(store: MemoryStore) -> tuple[Action, str, int | None, int]:
    """What the journal says was done last."""
    entry = store.journal[-1]
    return entry.action, entry.who, entry.session_number, entry.done


def test_edits_every_field(
    sessions: SessionService, undoing: UndoService, store: MemoryStore, session: ExamSession
) -> None:
    """All that is typed changes, what is not (number, code, candidates) stays."""
    draft = replace(
        draft_of(session),
        name="Quatrièmes",
        site="Annexe",
        room="A1",
        invigilators="M. Sow",
        date=dt.date(2027, 3, 1),
        time=dt.time(9),
        notes="Clé chez le gardien",
    )
    done = sessions.edit(session.number, draft)
    assert done.before == session
    assert draft_of(done.after) == draft
    assert done.after.access_code == session.access_code
    assert sessions.view(session.number).session == done.after
    assert len(sessions.view(session.number).candidates) == 2
    assert last_action(store) == (Action.EDIT_SESSION, "Camille", session.number, 1)
    assert last_done(undoing, session.number).count == 1


def test_puts_off_a_session_that_has_begun(
    sessions: SessionService, clock: FrozenClock, session: ExamSession
) -> None:
    """Nobody has joined: the hour may still be put off, and adding is possible again."""
    clock.now += dt.timedelta(days=1)
    later = replace(draft_of(session), date=dt.date(2027, 2, 20))
    assert sessions.edit(session.number, later).after.date == dt.date(2027, 2, 20)


def test_refuses_to_edit_once_somebody_has_joined(
    sessions: SessionService, store: MemoryStore, session: ExamSession
) -> None:
    """One arrival is enough; nothing is changed or recorded."""
    first = sessions.view(session.number).candidates[0]
    store.arrive(session.number, first.id)
    before = store.data
    with pytest.raises(errors.SessionHasJoined):
        sessions.edit(session.number, replace(draft_of(session), name="Autre"))
    with pytest.raises(errors.SessionNotDeletable):
        sessions.delete(session.number)
    assert store.data == before


def test_refuses_to_touch_a_finalised_session(
    sessions: SessionService, store: MemoryStore, clock: FrozenClock, session: ExamSession
) -> None:
    """It is read-only, even when nobody joined it."""
    with store.writing() as work:
        work.finalise_session(session.number, clock.now)
    before = store.data
    with pytest.raises(errors.SessionFinalised):
        sessions.edit(session.number, draft_of(session))
    with pytest.raises(errors.SessionFinalised):
        sessions.delete(session.number)
    assert store.data == before


def test_does_not_overwrite_what_somebody_else_edited(
    sessions: SessionService, store: MemoryStore, clock: FrozenClock, session: ExamSession
) -> None:
    """Who began from an older state is told; an unchanged state is no obstacle."""
    other = SessionService(store, clock, "Ada")
    other.edit(session.number, replace(draft_of(session), room="Gymnase"), known=session)
    with pytest.raises(errors.SessionChanged) as refused:
        sessions.edit(session.number, replace(draft_of(session), name="Autre"), known=session)
    assert vars(refused.value) == {"number": session.number}
    assert sessions.view(session.number).session.room == "Gymnase"


def test_undoes_an_edit(
    sessions: SessionService, undoing: UndoService, store: MemoryStore, session: ExamSession
) -> None:
    """The session is again what it was; unless somebody else edited it since."""
    sessions.edit(session.number, replace(draft_of(session), name="Autre"))
    done = last_done(undoing, session.number)
    undoing.undo(done.id)
    assert sessions.view(session.number).session == session
    assert last_action(store) == (Action.UNDO_EDIT, "Camille", session.number, 1)
    with pytest.raises(errors.NothingToUndo):
        undoing.undo(done.id)


def test_copies_all_but_the_notes(sessions: SessionService, session: ExamSession) -> None:
    """Same name, site, room and invigilators, ready to be dated; nothing is created yet."""
    sessions.edit(session.number, replace(draft_of(session), notes="Pour ce jour-là"))
    assert sessions.copy(session.number) == draft_of(session)
    assert len(sessions.summaries()[1]) == 1


def test_deletes_and_puts_back(
    sessions: SessionService, undoing: UndoService, store: MemoryStore, session: ExamSession
) -> None:
    """The same number, code and candidates come back, once; both are attributed and counted."""
    before = sessions.view(session.number)
    sessions.delete(session.number)
    deleted = last_done(undoing, None)
    assert last_action(store) == (Action.DELETE_SESSION, "Camille", session.number, 2)
    with pytest.raises(errors.UnknownSession):
        sessions.view(session.number)
    undoing.undo(deleted.id)
    assert last_action(store) == (Action.RESTORE_SESSION, "Camille", session.number, 2)
    assert sessions.view(session.number) == before
    with pytest.raises(errors.NothingToUndo):
        undoing.undo(deleted.id)


def test_a_deleted_number_is_not_given_again(
    sessions: SessionService, undoing: UndoService, session: ExamSession, draft: SessionDraft
) -> None:
    """Papers carry it, and the deletion can still be undone."""
    sessions.delete(session.number)
    deleted = last_done(undoing, None)
    assert sessions.create(draft).number == session.number + 1
    undoing.undo(deleted.id)
    assert sessions.view(session.number).session == session


def test_keeps_a_session_of_which_something_was_reported(
    sessions: SessionService, store: MemoryStore, session: ExamSession
) -> None:
    """An incident is a trace: the session stays with it."""
    with store.writing() as work:
        assert work.report_incident(
            session.number,
            None,
            category=IncidentCategory.FRAUD,
            text="",
            who="Ada",
            at=begins_at(session),
        )
    with pytest.raises(errors.SessionHasIncident):
        sessions.delete(session.number)
    assert len(sessions.view(session.number).candidates) == 2


def test_does_not_put_back_half_a_session(
    sessions: SessionService, undoing: UndoService, store: MemoryStore, session: ExamSession
) -> None:
    """A pupil erased meanwhile stays erased; the session is not put back without them."""
    sessions.delete(session.number)
    with store.writing() as work:
        work.disable_pupils([2])
        work.erase_pupils([2])
    before = store.facts
    with pytest.raises(errors.PupilsErased) as refused:
        undo_last(undoing, None)
    assert vars(refused.value) == {"number": session.number}
    assert store.facts == before


def test_refuses_an_unknown_session(sessions: SessionService, draft: SessionDraft) -> None:
    """There is no such number."""
    with pytest.raises(errors.UnknownSession):
        sessions.edit(999, draft)
    with pytest.raises(errors.UnknownSession):
        sessions.copy(999)
    with pytest.raises(errors.UnknownSession):
        sessions.delete(999)


@pytest.mark.parametrize(
    ("time_zone", "today"),
    [
        ("Europe/Paris", dt.date(2027, 2, 14)),
        ("Indian/Reunion", dt.date(2027, 2, 15)),
        ("America/Cayenne", dt.date(2027, 2, 14)),
    ],
)
def test_today_is_that_of_the_centre(
    sessions: SessionService, clock: FrozenClock, time_zone: str, today: dt.date
) -> None:
    """« demain » counts from the wall clock of the centre, not from the server's."""
    sessions.set_centre(Centre(name="Collège", uai="", time_zone=time_zone))
    clock.now = dt.datetime(2027, 2, 14, 20, 30, tzinfo=dt.UTC)
    assert sessions.today() == today
