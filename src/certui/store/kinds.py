"""What a column of each kind holds, as the driver has it and as the domain has it.

The kinds are named by :mod:`certui.store.declared`; SQLAlchemy's types of them are in
:mod:`certui.store.coding`. Imports nothing heavy: the first frame reads by it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final

from certui.domain.models import Action, IncidentCategory, Sex, UnfinishedReason
from certui.domain.pix_settings import Billing
from certui.store.declared import TABLES

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Iterable, Sequence

    Conversion = Callable[[Any], Any]


def _value(one: enum.Enum) -> Any:
    return one.value


def _name(one: enum.Enum) -> str:
    return one.name


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


# Made once: ``json.dumps`` makes one a call, and an action keeps a thousand of these.
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


FROM_DRIVER: Final[dict[str, Conversion]] = {
    "Boolean": bool,
    "Date": dt.date.fromisoformat,
    "Time": dt.time.fromisoformat,
    "UtcDateTime": _instant,
    "SexCode": Sex,
    "ReasonCode": UnfinishedReason,
    "CategoryCode": IncidentCategory,
    "ActionCode": Action,
    "BillingName": Billing.__getitem__,
    "Lines": _lines,
    "Json": json.loads,
}
"""What the domain has of a value that is there; kinds that are not named are the same to both."""
TO_DRIVER: Final[dict[str, Conversion]] = {
    "Date": dt.date.isoformat,
    "SexCode": _value,
    "ReasonCode": _value,
    "CategoryCode": _value,
    "ActionCode": _value,
    "BillingName": _name,
    "Lines": "\n".join,
    "Json": _json,
}
"""What is stored of a value that is there, of the kinds that are written past SQLAlchemy's own."""


def if_any(convert: Conversion) -> Conversion:
    """The same conversion, where nothing stays nothing."""

    def converted(value: Any) -> Any:
        return None if value is None else convert(value)

    return converted


def reader(table: str, names: Iterable[str]) -> Callable[[Sequence[Any]], dict[str, Any]]:
    """What makes the domain's values, by name, of the driver's values of some columns.

    Args:
        table: the table's name.
        names: of its columns, in the order of the values.
    """
    wanted = tuple(names)
    kinds = [TABLES[table][name] for name in wanted]
    conversions = [
        (name, if_any(FROM_DRIVER[kind]))
        for name, kind in zip(wanted, kinds, strict=True)
        if kind in FROM_DRIVER
    ]

    def read(row: Sequence[Any]) -> dict[str, Any]:
        values = dict(zip(wanted, row, strict=True))
        for name, convert in conversions:
            values[name] = convert(values[name])
        return values

    return read
