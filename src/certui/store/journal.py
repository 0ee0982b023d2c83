"""What was done, by whom, when: asked and told inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from typing_extensions import override

from certui.domain.models import Action
from certui.services.ports.journal import JournalReading, JournalWriting
from certui.store import values
from certui.store.columns import JOURNAL
from certui.store.statements import NUMBER, Asking, columns
from certui.store.undoing import forget_old

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import JournalEntry

_ENTRY: Final = sa.select(*columns(JOURNAL, values.JOURNAL_COLUMNS)).where(
    JOURNAL.c.op_id == sa.bindparam("op_id")
)
# Entries of no session that change what its papers say: an import corrects the candidates of those
# to come, the centre stands on them all.
_OF_ALL_SESSIONS: Final = (Action.SET_CENTRE, Action.IMPORT_ROSTER, Action.UNDO_IMPORT)
_LAST_CHANGE: Final = (
    sa.select(JOURNAL.c.at)
    .where(
        (JOURNAL.c.session_number == NUMBER)
        | (JOURNAL.c.session_number.is_(None) & JOURNAL.c.action.in_(_OF_ALL_SESSIONS))
    )
    .order_by(JOURNAL.c.id.desc())
    .limit(1)
)


class SqlJournalReading(Asking, JournalReading):
    """Questions to the journal."""

    @override
    def journal_entry(self, op_id: str) -> JournalEntry | None:
        row = self._rows(_ENTRY, op_id=op_id).one_or_none()
        return None if row is None else values.journal_entry(row)

    @override
    def last_change(self, number: int) -> dt.datetime | None:
        return self._connection.execute(_LAST_CHANGE, {"number": number}).scalar_one_or_none()


class SqlJournalWriting(SqlJournalReading, JournalWriting):
    """What the journal is told."""

    _forgotten = False

    @override
    def record(self, entry: JournalEntry) -> None:
        if not self._forgotten:
            self._forgotten = True
            forget_old(self._connection, entry.at)
        facts = values.of(entry, values.JOURNAL_COLUMNS)
        self._connection.execute(sa.insert(JOURNAL).values(facts))
