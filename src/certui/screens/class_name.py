"""Which class? A question on a roster file that does not say the class of its pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from certui.domain.text import clean
from certui.screens.modal import Modal
from certui.widgets.form_field import FormField
from certui.widgets.key_bar import KeyBar
from certui.widgets.plain import paragraph, plain
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording import import_questions as words

if TYPE_CHECKING:
    from textual.app import ComposeResult

# No class has a longer name.
_LONGEST: Final = 40


class ClassNameScreen(Modal[str | None]):
    """Asks for the class of a file's pupils; answers it, or None when nothing was said.

    Args:
        file: the file's name.
    """

    CSS_PATH = "class_name.tcss"
    AUTO_FOCUS = "TextField"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "answer", "Lire le fichier", priority=True, id="class_name.answer"),
        Binding("escape", "cancel", "Annuler", id="class_name.cancel"),
    ]

    field = getters.query_one(FormField)

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> ComposeResult:
        """The question, the class, and the buttons."""
        with Vertical(id="dialog"):
            yield Static(paragraph(words.ask_class(self._file)), id="question")
            yield FormField("class_name", label=words.CLASS_FIELD, value="", most=_LONGEST)
            with Horizontal(id="answers"):
                yield Button(plain("[Annuler]"), id="cancel", compact=True)
                yield Button(plain("[Lire]"), id="read", compact=True)
        yield KeyBar()
        yield TooSmall()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer as the button says."""
        event.stop()
        if event.button.id == "read":
            self.action_answer()
        else:
            self.action_cancel()

    def action_answer(self) -> None:
        """Answer what was typed; on the other button, nothing."""
        if self.focused is not None and self.focused.id == "cancel":
            self.action_cancel()
            return
        typed = clean(self.field.value)
        if typed and len(typed) <= _LONGEST:
            self.dismiss(typed)
            return
        self.field.show_fault(words.CLASS_TOO_LONG if typed else words.NO_CLASS)
        self.set_focus(self.field.input)

    def action_cancel(self) -> None:
        """Read nothing."""
        self.dismiss(None)
