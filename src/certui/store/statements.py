"""What more than one statement is made of, and what asks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from certui.store.columns import CANDIDATE, INCIDENT, SESSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

COUNTED: Final = {"preserve_rowcount": True}
NUMBER: Final = sa.bindparam("number", type_=sa.Integer)
"""The number of the session that a statement is about."""
UNFINISHED: Final = (
    sa.select(SESSION.c.number)
    .where(SESSION.c.number == CANDIDATE.c.session_number, SESSION.c.finalised_at.is_(None))
    .exists()
)
"""Whether a candidate's session can change."""
REPORTED: Final = sa.select(INCIDENT.c.id).where(INCIDENT.c.candidate_id == CANDIDATE.c.id).exists()
"""Whether an incident was reported on a candidate."""


def columns(table: sa.FromClause, names: Iterable[str]) -> list[sa.ColumnElement[Any]]:
    """The columns of these names, in this order."""
    return [table.c[name] for name in names]


def among(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether a column's value is one of a list: one parameter, however long the list.

    Args:
        column: of integers or texts.
        name: of the parameter; its value is made by :func:`listed`.
    """
    values = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
    return column.in_(sa.select(values.c.value))


def listed(values: Collection[int] | Collection[str]) -> str:
    """The value of a parameter of :func:`among`."""
    return json.dumps(list(values))


def driver_text(statement: sa.ClauseElement, *, whole: bool = False) -> str:
    """A statement as the driver takes it.

    Args:
        statement: of this module's makers.
        whole: whether its parameters, whose values it has, stand in it; else ``?`` does.
    """
    dialect = sqlite.dialect(paramstyle="qmark")
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": whole}))


class Asking:
    """What asks statements of one transaction.

    Args:
        connection: in a transaction that the caller ends.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def _rows(self, statement: sa.Executable, **parameters: object) -> sa.MappingResult:
        return self._connection.execute(statement, parameters).mappings()

    def _ids(self, statement: sa.Executable, **parameters: object) -> frozenset[int]:
        return frozenset(self._connection.execute(statement, parameters).scalars())

    def _changed(self, statement: sa.Executable, **parameters: object) -> int:
        counted = statement.execution_options(**COUNTED)
        result: sa.CursorResult[Any] = self._connection.execute(counted, parameters)
        return result.rowcount
