"""What more than one statement is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


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


def driver_text(statement: sa.ClauseElement) -> str:
    """A statement as the driver takes it, with ``?`` for its parameters."""
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark")))
