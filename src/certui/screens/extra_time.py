"""What candidates need, asked for one of them or for those ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.drafts import extra_time
from certui.errors import AccessibilitySettled, InvalidExtraTime
from certui.screens.modal import Modal
from certui.widgets.check_table import CheckTable
from certui.widgets.form_field import FormField
from certui.widgets.line_table import LineColumn
from certui.widgets.plain import paragraph, plain
from certui.wording import preparing as words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.models import Candidate

# « 33 % », and one sign more to be told that it is too long.
_LONGEST = 5
_NEED = (LineColumn("Aménagement", 30, flexible=True),)
# The one row of it.
_ONLY = 1


class Needs(NamedTuple):
    """What was decided.

    Attributes:
        extra_time: whether the percentage is to be set.
        percentage: from 1 to 99; None takes extra time away.
        accessible: whether an accessible test is needed; None where that stays as it is.
    """

    extra_time: bool
    percentage: int | None
    accessible: bool | None


class ExtraTimeScreen(Modal[Needs | None]):
    """Asks for a percentage, and for an accessible test; answers them, or None.

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
        self._accessible = all(one.accessibility for one in candidates)
        self._settled = sum(one.joined_at is not None for one in candidates)

    def dialog(self) -> Iterable[Widget]:
        """Whom it is for, the percentage, and the buttons."""
        yield Static(plain(f"{words.EXTRA_TIME} · {self._whom}"), id="dialog-title")
        yield FormField(
            "percentage", label=words.EXTRA_TIME_FIELD, value=self._value, most=_LONGEST
        )
        yield Static(plain(words.extra_time_hint(several=self._several)), id="hint")
        if self._settled:
            # Their test is what it is.
            settled = sentence(AccessibilitySettled(count=self._settled))
            yield Static(paragraph([words.ACCESSIBILITY, settled]), id="settled")
        else:
            yield CheckTable(_NEED, id="need")
        yield from self.answers("Enregistrer")

    def on_mount(self) -> None:
        """What stands there is replaced by what one types."""
        self.field.input.select_all()
        for need in self.query(CheckTable):
            need.load([_ONLY], lambda _: (words.ACCESSIBLE,))
            if self._accessible:
                need.tick([_ONLY])

    @property
    def _is_ticked(self) -> bool:
        """Whether an accessible test is ticked; as it was where that cannot change."""
        if self._settled:
            return self._accessible
        return bool(self.query_one(CheckTable).ticked)

    def action_confirm(self) -> None:
        """Answer what was typed; on the other button, nothing."""
        if self.on_cancel:
            self.action_cancel()
            return
        try:
            percentage = extra_time(self.field.value)
        except InvalidExtraTime as refused:
            self.field.show_fault(sentence(refused))
            self.set_focus(self.field.input)
        else:
            accessible = self._is_ticked
            changed = accessible is not self._accessible
            asked = self.field.touched or not changed
            self.dismiss(Needs(asked, percentage, accessible if changed else None))
