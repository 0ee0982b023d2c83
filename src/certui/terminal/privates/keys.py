"""What keys in order lean on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.widget import Widget


def is_leaving(app: App[Any]) -> bool:
    """Whether an application was told to leave."""
    return app._exit


def report(app: App[Any], error: Exception) -> None:
    """Let an application crash, as an error in a task of its own does."""
    app._handle_exception(error)


def registry(app: App[Any]) -> Iterable[MessagePump]:
    """The screens and widgets of an application."""
    return app._registry


def is_scrolling(app: App[Any]) -> bool:
    """Whether the animator works: a scroll takes effect in a turn of it."""
    return not app.animator._idle_event.is_set()


def must_be_arranged(widget: Widget) -> bool:
    """Whether a widget, or what it holds, is to get another place."""
    return widget._layout_required or widget._scroll_required or widget._recompose_required


def is_busy(pump: MessagePump) -> bool:
    """Whether a queue has a message, or what it belongs to is being made, or handles one."""
    if pump._closed:  # it takes no message any more
        return False
    if isinstance(pump, Screen) and pump._callbacks:  # what follows its frame
        return True
    if pump.message_queue_size or pump._closing or not pump._is_mounted or pump._next_callbacks:
        return True
    # Who handles a message does not wait for one.
    comes: Any = pump._message_queue.ready_event
    return not comes._waiters
