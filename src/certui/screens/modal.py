"""What all questions and lists over a page have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from certui.screens.commands import opener
from certui.terminal.engine import Painted
from certui.terminal.memory import MEMORY
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import LineTable
from certui.widgets.messages import tell
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.widgets.word_button import WordButton
from certui.wording.enrolment import many_lines_pasted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Button

    from certui.widgets.filter_input import FilterInput

T = TypeVar("T")

# Of a list under a field.
ARROWS: Final = (
    Binding("down", "move(1)", "Suivante", priority=True, key_display="↓"),
    Binding("up", "move(-1)", "Précédente", priority=True, key_display="↑"),
)


class Modal(Painted[T], ModalScreen[T]):
    """A dialog box over another screen; ``T`` is what it answers when it is left.

    Subclasses give :meth:`dialog`, and their measures in ``modal.tcss``, the style sheet of them
    all. Échap and [Annuler] do ``cancel``, the other button does ``confirm``. A dialog that only
    asks whether to do harm gives the focus to ``#cancel``.
    """

    CSS_PATH = "modal.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Annuler", id="page.cancel"),
        Binding("question_mark,f1", "help", "Aide", id="page.help"),
    ]

    def dialog(self) -> Iterable[Widget]:
        """What stands in the box."""
        return ()

    def compose(self) -> ComposeResult:
        """The box, the keys, and what covers them in a window too small."""
        with Vertical(id="dialog"):
            yield from self.dialog()
        yield KeyBar()
        yield TooSmall()

    @staticmethod
    def answers(verb: str, refusal: str = "Annuler") -> Iterable[Widget]:
        """The two buttons of a question.

        Args:
            verb: the word on the one that confirms.
            refusal: the word on the other.
        """
        with Horizontal(id="answers"):
            yield WordButton(refusal, "cancel")
            yield WordButton(verb, "confirm")

    @property
    def on_cancel(self) -> bool:
        """Whether the focus is on [Annuler]: a key that confirms from anywhere cancels there."""
        return self.focused is not None and self.focused.id == "cancel"

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer as the button says."""
        event.stop()
        await self.run_action(event.button.id or "")

    def on_filter_input_many_lines_pasted(self, event: FilterInput.ManyLinesPasted) -> None:
        """Say that only one line can be looked for."""
        tell(self, many_lines_pasted(event.count), "error")

    def action_cancel(self) -> None:
        """Answer that nothing was decided."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this dialog and of what has the focus."""
        opener(self).open_help(self)

    def on_unmount(self) -> None:
        """What is left of it would stay in memory until the collector comes by."""
        MEMORY.left(self.app)


class ListModal(Modal[T]):
    """A dialog with a list under a field: :data:`ARROWS` move in it while one types."""

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list."""
        table = self.query_one(LineTable)
        table.move_cursor(row=max(0, table.cursor_row + rows))
