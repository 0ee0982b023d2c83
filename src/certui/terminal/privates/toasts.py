"""What toasts lean on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.notifications import Notification


def notifications(app: App[Any]) -> Iterator[Notification]:
    """What an application tells at the moment."""
    return iter(app._notifications)


def put_away(app: App[Any], notification: Notification) -> None:
    """Close a toast."""
    app._unnotify(notification)


def put_all_away(app: App[Any]) -> None:
    """Close every toast, of whatever screen."""
    from textual.widgets._toast import Toast, ToastRack

    app._notifications.clear()
    for one in app.screen_stack:
        if one.query(Toast):
            one.get_child_by_type(ToastRack).show(app._notifications)


async def is_bound(app: App[Any], key: str) -> bool:
    """Do what a key is bound to, for what has the focus; whether it is bound to anything."""
    return await app._check_bindings(key)
