"""Sessions: the list, one whole, a new one, and the centre."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from certui import errors
from certui.domain.day import Move
from certui.domain.models import Action, Centre, SessionState
from certui.services.sessions import SessionService, new_access_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft

_START = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)
_SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def sessions(store: MemoryStore, clock: FrozenClock) -> SessionService:
    """The service of the person at the keyboard."""
    return SessionService(store, clock, "Camille")


def test_creates_a_session_with_a_number_and_a_code(
    sessions: SessionService, store: MemoryStore, clock: FrozenClock, draft: SessionDraft
) -> None:
    """Numbers follow each other, and the journal says who created what."""
    first, second = sessions.create(draft), sessions.create(replace(draft, name="Deux"))
    assert (first.number, second.number) == (1, 2)
    assert (second.name, second.room, second.date) == ("Deux", "B204", draft.date)
    assert second.time_zone == "Europe/Paris"
    assert second.finalised_at is None
    entry = store.journal[-1]
    assert (entry.action, entry.who, entry.at) == (Action.CREATE_SESSION, "Camille", clock.now)
    assert (entry.session_number, entry.done) == (2, 1)
    assert store.journal[0].op_id != entry.op_id


def test_an_access_code_is_four_letters_and_two_digits(
    sessions: SessionService, draft: SessionDraft
) -> None:
    """None of them reads as another, and two sessions hardly ever share one."""
    codes = {sessions.create(draft).access_code for _ in range(20)}
    assert len(codes) > 15
    for code in codes:
        assert re.fullmatch(r"[BCDFGHJKMPQRTVWXY]{4}[2346789]{2}", code)


def test_an_access_code_is_drawn_sign_by_sign() -> None:
    """Each place is a choice of its own, letters first."""
    assert new_access_code(lambda signs: signs[-1]) == "YYYY99"
    drawn: list[int] = []

    def first(signs: str) -> str:
        drawn.append(len(signs))
        return signs[0]

    assert new_access_code(first) == "BBBB22"
    assert drawn == [17, 17, 17, 17, 7, 7]


def test_lists_sessions_newest_first_with_their_state(
    sessions: SessionService,
    store: MemoryStore,
    clock: FrozenClock,
    draft: SessionDraft,
    person: Callable[..., Person],
) -> None:
    """One instant judges them all: to come, begun at this very second, finalised."""
    today = sessions.create(draft)
    later = sessions.create(replace(draft, time=dt.time(15, 30, 1)))
    before = sessions.create(replace(draft, date=dt.date(2027, 2, 13)))
    same = sessions.create(draft)
    with store.writing() as work:
        work.insert_pupils([person(1), person(2)])
        work.add_candidates(before.number, [1, 2], op_id="x", who="A", at=_START)
        work.finalise_session(before.number, _START)
    clock.now = _START
    centre, lines = sessions.summaries()
    assert centre.time_zone == "Europe/Paris"
    assert [line.joined for line in lines] == [False] * 4
    with store.writing() as work:
        work.add_candidates(today.number, [1], op_id="y", who="A", at=_START)
        (one,) = work.candidates(today.number)
        work.move_candidates(today.number, [one.id], Move.ARRIVE, _START)
    joined = [line.session.number for line in sessions.summaries()[1] if line.joined]
    assert joined == [today.number]
    assert [(line.session.number, line.candidates, line.state) for line in lines] == [
        (later.number, 0, SessionState.UPCOMING),
        (today.number, 0, SessionState.BEGUN),
        (same.number, 0, SessionState.BEGUN),
        (before.number, 2, SessionState.FINALISED),
    ]


def test_shows_one_session_whole(
    sessions: SessionService,
    store: MemoryStore,
    clock: FrozenClock,
    draft: SessionDraft,
    person: Callable[..., Person],
) -> None:
    """Its candidates by name, where it stands, and whether it may still be edited."""
    number = sessions.create(draft).number
    with store.writing() as work:
        work.insert_pupils([person(1, last_name="Zola"), person(2, last_name="Éluard")])
        work.add_candidates(number, [1, 2], op_id="x", who="A", at=_START)
    view = sessions.view(number)
    assert view.session.number == number
    assert [one.person.last_name for one in view.candidates] == ["Éluard", "Zola"]
    assert (view.state, view.may_edit) == (SessionState.UPCOMING, True)
    assert view.centre == sessions.centre()
    with store.writing() as work:
        work.move_candidates(number, [view.candidates[1].id], Move.ARRIVE, _START)
    clock.now = _START
    view = sessions.view(number)
    assert (view.state, view.may_edit) == (SessionState.BEGUN, False)
    with store.writing() as work:
        work.finalise_session(number, _START)
    assert sessions.view(number).state is SessionState.FINALISED


def test_refuses_to_show_an_unknown_session(sessions: SessionService) -> None:
    """There is no such number."""
    with pytest.raises(errors.UnknownSession) as refused:
        sessions.view(208)
    assert vars(refused.value) == {"number": 208}


def test_names_the_centre(sessions: SessionService, store: MemoryStore, clock: FrozenClock) -> None:
    """What is written is read again, and attributed."""
    centre = Centre(name="Collège", uai="9740001A", time_zone="Indian/Reunion")
    sessions.set_centre(centre)
    assert sessions.centre() == centre
    entry = store.journal[-1]
    assert (entry.action, entry.who, entry.at) == (Action.SET_CENTRE, "Camille", clock.now)
    assert entry.session_number is None


def test_a_centre_that_somebody_else_changed_is_not_overwritten(sessions: SessionService) -> None:
    """An import that gave it a UAI while a form was open keeps it."""
    known = sessions.centre()
    imported = replace(known, uai="9740001A")
    sessions.set_centre(imported)
    with pytest.raises(errors.CentreChanged):
        sessions.set_centre(replace(known, name="Collège"), known=known)
    assert sessions.centre() == imported
    sessions.set_centre(replace(imported, name="Collège"), known=imported)
    assert sessions.centre() == replace(imported, name="Collège")


def test_what_screens_follow(
    sessions: SessionService, store: MemoryStore, draft: SessionDraft
) -> None:
    """The store's version, which changes with what is written."""
    before = sessions.version()
    sessions.create(draft)
    assert before != sessions.version() == store.version()
