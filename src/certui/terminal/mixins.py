"""What is mixed into screens, applications and fields of Textual.

Textual takes the styles of a class from its first base that is a screen, an application or a
widget: what is mixed in must be none, though type checkers are to take it for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import Input

    ScreenMixin = Screen
    AppMixin = App
    WidgetMixin = Widget
    InputMixin = Input
else:

    class ScreenMixin(Generic[T]):
        """Mixed into a screen; ``T`` is what it answers."""

    class AppMixin(Generic[T]):
        """Mixed into an application; ``T`` is what it returns."""

    class WidgetMixin:
        """Mixed into a widget."""

    class InputMixin:
        """Mixed into a field."""
