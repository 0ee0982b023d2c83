"""Extra time, asked for one candidate or for those ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.drafts import extra_time
from certui.errors import InvalidExtraTime
from certui.screens.modal import Modal
from certui.widgets.form_field import FormField
from certui.widgets.plain import plain
from certui.wording import preparing as words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.models import Candidate

# « 33 % », and one sign more to be told that it is too long.
_LONGEST = 5


class ExtraTime(NamedTuple):
    """What was decided; a percentage of None takes extra time away."""

    percentage: int | None


class ExtraTimeScreen(Modal[ExtraTime | None]):
    """Asks for a percentage; answers it, or None when nothing was decided.

    Args:
        candidates: whom it is for, at least one.
    """

    AUTO_FOCUS = "TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "confirm", "Enregistrer", priority=True, id="extra_time.save"),
    ]

    field = getters.query_one(FormField)

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._whom = words.chosen(candidates)
        known = {one.extra_time_percentage for one in candidates}
        self._several = len(known) > 1
        (value,) = known if len(known) == 1 else (None,)
        self._value = "" if value is None else str(value)

    def dialog(self) -> Iterable[Widget]:
        """Whom it is for, the percentage, and the buttons."""
        yield Static(plain(f"{words.EXTRA_TIME} · {self._whom}"), id="dialog-title")
        yield FormField(
            "percentage", label=words.EXTRA_TIME_FIELD, value=self._value, most=_LONGEST
        )
        yield Static(plain(words.extra_time_hint(several=self._several)), id="hint")
        yield from self.answers("Enregistrer")

    def on_mount(self) -> None:
        """What stands there is replaced by what one types."""
        self.field.input.select_all()

    def action_confirm(self) -> None:
        """Answer what was typed; on the other button, nothing."""
        if self.on_cancel:
            self.action_cancel()
            return
        try:
            self.dismiss(ExtraTime(extra_time(self.field.value)))
        except InvalidExtraTime as refused:
            self.field.show_fault(sentence(refused))
            self.set_focus(self.field.input)
