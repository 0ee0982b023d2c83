"""The types of columns that SQLAlchemy has not: domain values, stored by :mod:`certui.store.kinds`.

A type has the name of its kind.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import sqlalchemy as sa

from certui.store import kinds


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """An instant: aware in, stored as UTC, aware UTC out."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Store UTC; a naive instant is a mistake of the caller."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant without its time zone"
            raise ValueError(msg)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Give back an aware instant."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


class _Coded(sa.TypeDecorator[Any]):
    """A value that stands as a text."""

    impl = sa.String

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # Asked of each class itself.
        cls.cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Store the text."""
        del dialect
        return None if value is None else kinds.TO_DRIVER[type(self).__name__](value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """Give back the value."""
        del dialect
        return None if value is None else kinds.FROM_DRIVER[type(self).__name__](value)


class SexCode(_Coded):
    """A sex, as school files have it."""


class ReasonCode(_Coded):
    """Why a candidate did not finish."""


class CategoryCode(_Coded):
    """What was reported, by the product's codes."""


class ActionCode(_Coded):
    """What the journal records."""


class BillingName(_Coded):
    """Who pays, by its name here."""


class Lines(_Coded):
    """Texts, one a line."""


class Json(_Coded):
    """Values of JSON."""


TYPES: Final[dict[str, type[sa.types.TypeEngine[Any]]]] = {
    one.__name__: one
    for one in (
        sa.Boolean,
        sa.Date,
        sa.Integer,
        sa.String,
        sa.Time,
        UtcDateTime,
        SexCode,
        ReasonCode,
        CategoryCode,
        ActionCode,
        BillingName,
        Lines,
        Json,
    )
}
"""The types of columns by the names of their kinds."""
