"""What is told at the moment; where that cannot be known, toasts close by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certui.terminal.privates import Part, missing
from certui.terminal.privates import toasts as privates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.notifications import Notification


def told(app: App[Any]) -> tuple[Notification, ...]:
    """What an application tells at the moment; nothing where it cannot be known."""
    return () if missing(Part.TOASTS) else tuple(privates.notifications(app))


def put_away(app: App[Any], notifications: Iterable[Notification]) -> None:
    """Close toasts that are :func:`told`."""
    for one in notifications:
        privates.put_away(app, one)


def put_all_away(app: App[Any]) -> None:
    """Close every toast, on whatever screen it is."""
    if missing(Part.TOASTS):
        app.clear_notifications()
    else:
        privates.put_all_away(app)


async def is_bound(app: App[Any], key: str) -> bool | None:
    """Do what a key is bound to.

    Returns:
        Whether it is bound to anything; None where it cannot be known: Textual does it.
    """
    return None if missing(Part.TOASTS) else await privates.is_bound(app, key)
