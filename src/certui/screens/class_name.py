"""Which class? A question on a roster file that does not say the class of its pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.text import clean
from certui.screens.modal import Modal
from certui.widgets.form_field import FormField
from certui.widgets.plain import paragraph
from certui.wording import import_questions as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

# No class has a longer name.
_LONGEST: Final = 40


class ClassNameScreen(Modal[str | None]):
    """Asks for the class of a file's pupils; answers it, or None when nothing was said.

    Args:
        file: the file's name.
    """

    AUTO_FOCUS = "TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "confirm", "Lire le fichier", priority=True, id="class_name.read"),
    ]

    field = getters.query_one(FormField)

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def dialog(self) -> Iterable[Widget]:
        """The question, the class, and the buttons."""
        yield Static(paragraph(words.ask_class(self._file)), id="question")
        yield FormField("class_name", label=words.CLASS_FIELD, value="", most=_LONGEST)
        yield from self.answers("Lire")

    def action_confirm(self) -> None:
        """Answer what was typed; on the other button, nothing."""
        if self.on_cancel:
            self.action_cancel()
            return
        typed = clean(self.field.value)
        if typed and len(typed) <= _LONGEST:
            self.dismiss(typed)
            return
        self.field.show_fault(words.CLASS_TOO_LONG if typed else words.NO_CLASS)
        self.set_focus(self.field.input)
