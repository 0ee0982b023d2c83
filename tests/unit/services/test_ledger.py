"""What is kept to undo an action outlives the program that kept it: a day, and an update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import person

from certui.domain.models import Sex
from certui.services import ledger

if TYPE_CHECKING:
    from tests.fakes.store import MemoryStore

    from certui.domain.models import SessionDraft


def test_a_session_kept_before_there_was_a_field_is_put_back(
    store: MemoryStore, draft: SessionDraft
) -> None:
    """A field that was not known then is as in a session that has none; all others come back."""
    with store.writing() as work:
        number = work.add_session(draft, access_code="BCDF23")
        session = work.session(number)
    kept = ledger.session_facts(session)
    assert ledger.session_again(kept, session.time_zone) == session
    del kept["notes"]
    assert ledger.draft_again(kept) == draft
    assert ledger.session_again(kept, session.time_zone) == session


def test_a_fingerprint_that_was_kept_before_an_update_is_known_after_it() -> None:
    """Else all whom an import brought would seem corrected since, and stay when it is undone."""
    lea = person(last_name="Le Roy", first_name="Léa", sex=Sex.FEMALE, class_name="3EA")
    assert ledger.fingerprint(lea) == "1803b2f8d69c503b"
