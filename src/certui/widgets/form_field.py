"""A field of a form: its label, what one types, how it was understood, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from certui.domain.text import clean
from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


_LABEL: Final = 16
# Where the field begins: on a screen without colours an empty one could not be seen.
_EDGE: Final = "│"


class TextField(Input):
    """An input on one line, without animation; what is pasted into it becomes one line.

    One character more than are allowed can be typed or pasted: what is too long is then refused in
    words, not cut in silence.

    Args:
        value: what it holds at first.
        most: characters allowed.
        example: what the empty field says.
        id: the widget's id.
    """

    # Its width never depends on its text, so a letter needs no layout.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "app.focus_next", "Champ suivant", show=False, id="field.next"),
        Binding("up", "app.focus_previous", "Champ précédent", show=False, id="field.previous"),
    ]

    def __init__(
        self,
        value: str,
        most: int,
        *,
        example: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(
            clean(value),
            placeholder=example,
            id=id,
            compact=True,
            max_length=most + 1,
            select_on_focus=False,
            validate_on=["submitted"],
        )
        self.cursor_blink = False
        # Who reads along watches the value.
        self.disable_messages(Input.Changed)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Signs are letters here; Textual does not know their keys by their characters."""
        return key in {"slash", "question_mark"} or super().check_consume_key(key, character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted as one clean line."""
        event.stop()
        event.prevent_default()
        room = max(0, (self.max_length or 0) - len(self.value))
        self.insert_text_at_cursor(clean(event.text)[:room])


class FormField(Widget):
    """A label and an input, over a line that says what is wrong.

    Args:
        name: of the field.
        label: as shown.
        value: what it holds at first.
        most: characters allowed.
        example: what the empty field says.
        read: how what is typed was understood, shown beside it at each letter; the input is then
            short.
    """

    DEFAULT_CSS = """
    FormField {
        layout: vertical;
        height: 2;
        & > Horizontal { height: 1; }
        .form-field--label { width: 18; height: 1; }
        .form-field--reading { width: 1fr; height: 1; padding: 0 1; }
        .form-field--fault { height: 1; padding: 0 0 0 2; }
        TextField { width: 1fr; }
        &.-read TextField { width: 26; }
    }
    """
    input = getters.query_one(TextField)

    def __init__(
        self,
        name: str,
        *,
        label: str,
        value: str,
        most: int,
        example: str = "",
        read: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(id=f"field-{name}", name=name)
        self._label = label
        self._first = clean(value)
        self._most = most
        self._example = example
        self._read = read
        self.set_class(read is not None, "-read")

    @property
    def value(self) -> str:
        """What was typed."""
        return self.input.value

    @property
    def touched(self) -> bool:
        """Whether what it holds differs from what it held at first."""
        return self.value != self._first

    def compose(self) -> ComposeResult:
        """Label, input and reading; the fault below."""
        with Horizontal():
            label = plain(self._label).truncate(_LABEL, ellipsis=True, pad=True)
            yield Static(label.append(_EDGE), classes="form-field--label")
            yield TextField(self._first, self._most, example=self._example)
            if self._read is not None:
                yield Static("", classes="form-field--reading")
        yield Static("", classes="form-field--fault")

    def on_mount(self) -> None:
        """Read along."""
        self.watch(self.input, "value", self._follow)

    def show_fault(self, text: str) -> None:
        """Say what is wrong, until the field changes; nothing when it is empty."""
        self.query_one(".form-field--fault", Static).update(plain(text), layout=False)

    def _follow(self) -> None:
        self.show_fault("")
        if self._read is not None:
            reading = plain(self._read(self.value))
            self.query_one(".form-field--reading", Static).update(reading, layout=False)
