"""Who left the roster: shown, and erased where no session needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.domain.models import Action
from certui.services.leavers import LeaverService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft


def test_leavers_in_no_session_are_erased(
    store: MemoryStore,
    clock: FrozenClock,
    draft: SessionDraft,
    person: Callable[..., Person],
) -> None:
    """Who is in a session, or still here, is kept, whoever asks; the journal counts."""
    with store.writing() as work:
        pupils = work.insert_pupils(map(person, range(1, 5)))
        for number in (work.add_session(draft, access_code="ABCD12") for _ in range(2)):
            work.add_candidates(number, [1, 4], op_id=f"{number}", who="", at=clock.now)
        work.disable_pupils(pupils[:3])
    service = LeaverService(store, clock, "Camille")
    leavers = service.view()
    assert sorted(one.id for one in leavers.pupils) == [1, 2, 3]
    assert leavers.sessions == {1: 2}
    assert sorted(one.id for one in leavers.erasable) == [2, 3]
    assert service.erase([1, 2, 3, 4]) == 2
    assert [one.id for one in service.view().pupils] == [1]
    entry = store.journal[-1]
    assert (entry.action, entry.done, entry.skipped) == (Action.ERASE_PUPILS, 2, 2)
    assert (entry.who, entry.at) == ("Camille", clock.now)
    assert service.erase([1]) == 0
    assert store.journal[-1] is entry
