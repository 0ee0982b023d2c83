"""The field one types a filter in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from certui.domain.text import clean
from certui.terminal.engine import ShortWay
from certui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual import events

# Longer than any name one could look for, short enough that no paste can freeze the screen.
_LONGEST: Final = 100


class FilterInput(OneLine, ShortWay, Input):
    """An input for a live filter.

    Who filters watches :attr:`value`: a watcher runs inside the change itself, so that the letter
    and the rows it leaves share one frame.

    Args:
        placeholder: what the empty field says.
        id: the widget's id.
    """

    # Its width never depends on its text, so a letter needs no layout.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "leave", "Liste", show=False, id="filter.leave"),
    ]

    @dataclass
    class ManyLinesPasted(Message):
        """Several lines were pasted: nothing was taken.

        Attributes:
            filter: the field.
            count: how many lines.
        """

        filter: FilterInput
        count: int

        @property
        def control(self) -> FilterInput:
            """The field."""
            return self.filter

    def __init__(
        self,
        *,
        placeholder: str = "Filtrer…",
        id: str | None = None,
    ) -> None:
        super().__init__(
            placeholder=placeholder,
            id=id,
            compact=True,
            max_length=_LONGEST,
            select_on_focus=False,
            validate_on=["submitted"],
        )
        self.cursor_blink = False
        # It begins empty: of the first text that comes too the end is to be in sight.
        self.begin_empty()
        # Nobody needs the message: it would pass through every container at each letter.
        self.disable_messages(Input.Changed)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A slash is a letter here; Textual does not know its key by its character."""
        return key == "slash" or super().check_consume_key(key, character)

    def action_leave(self) -> None:
        """Go to the list; at once, so that the next key is the list's."""
        self.screen.focus_next("DataTable")

    def strip(self, width: int) -> Strip:
        """The text and its cursor; plainly, where there is nothing more to show."""
        value, style = self.value, self.look()
        simple = value.isascii() and 0 < len(value) < width and self.selection.is_empty
        if not simple or self.scroll_offset.x:
            return self.render_line(0)
        if not self.has_focus:
            return Strip([Segment(value.ljust(width), style)], width)
        at = self.cursor_position
        cursor = self.look("input--cursor")
        text = value.ljust(width)
        pieces = ((text[:at], style), (text[at], cursor), (text[at + 1 :], style))
        return Strip([Segment(piece, look) for piece, look in pieces if piece], width)

    def type_text(self, text: str) -> None:
        """Take several letters as if typed one by one; what is too long is cut."""
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        self.replace(text[:room], start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Take one line, cleaned; refuse several rather than drop all but the first."""
        event.stop()
        event.prevent_default()
        lines = [line for line in (clean(line) for line in event.text.splitlines()) if line]
        if len(lines) > 1:
            self.post_message(self.ManyLinesPasted(self, len(lines)))
        elif lines:
            self.type_text(lines[0])
