"""The centre's fields, typed, and what it is to Pix, ticked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from certui.domain import drafts
from certui.domain.fields import LONGEST_NOTES, LONGEST_TEXT
from certui.domain.pix_settings import CERTIFICATIONS
from certui.domain.refusals import InvalidCentre
from certui.errors import CertuiError
from certui.screens.asking import ask
from certui.screens.page import Page
from certui.widgets.check_table import CheckTable
from certui.widgets.form_field import FormField
from certui.widgets.line_table import LineColumn
from certui.widgets.word_button import WordButton
from certui.wording import centres as words
from certui.wording import drafts as faults_said
from certui.wording import preparing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget

    from certui.domain.faults import Fault
    from certui.domain.models import Centre
    from certui.services.sessions import SessionService

_COLUMNS: Final = (LineColumn(words.COLUMN, 30, flexible=True),)
# The row of the table that is no certification.
_SCO: Final = 0
_ROWS: Final = (words.SCO, *CERTIFICATIONS)


class CentreScreen(Page["Centre | None"]):
    """Takes what the centre is; answers it as it was saved, or None.

    Args:
        sessions: saves it.
        centre: as it is known; what somebody else makes of it meanwhile is not overwritten.
    """

    CSS_PATH = "centre.tcss"
    AUTO_FOCUS = "#field-name TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", id="centre.save"),
        Binding("tab", "app.focus_next", "Champ suivant", key_display="Tab", id="centre.next"),
    ]

    table = getters.query_one("#pix", CheckTable)

    def __init__(self, sessions: SessionService, centre: Centre) -> None:
        super().__init__()
        self._sessions = sessions
        self._known = centre
        known = set(CERTIFICATIONS)
        pix = centre.pix
        self._others = ", ".join(label for label in pix.certifications if label not in known)
        self._ticked = {at for at, row in enumerate(_ROWS) if row in pix.certifications}
        self._ticked |= {_SCO} if pix.sco else set()

    def body(self) -> Iterable[Widget]:
        """The title, the fields, what is ticked, and the buttons."""
        pix = self._known.pix
        values = {
            "name": self._known.name,
            "uai": self._known.uai,
            "time_zone": self._known.time_zone,
            "billing": pix.billing.value if pix.billing else "",
            "prepayment_code": pix.prepayment_code,
            "others": self._others,
        }
        yield Static(words.TITLE, id="title")
        with Vertical(id="fields"):
            for name, value in values.items():
                yield FormField(
                    name,
                    label=words.LABELS[name],
                    value=value,
                    most=LONGEST_NOTES if name == "others" else LONGEST_TEXT,
                    example=words.EXAMPLES.get(name, ""),
                )
        yield CheckTable(_COLUMNS, id="pix")
        with Horizontal(id="buttons"):
            yield WordButton("Annuler", "cancel")
            yield WordButton(words.SAVE, "save")

    def on_mount(self) -> None:
        """Show what is ticked."""
        self.table.load(range(len(_ROWS)), lambda at: (_ROWS[at],))
        self.table.tick(self._ticked)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or leave."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_back()

    @property
    def _touched(self) -> bool:
        return self.table.ticked != self._ticked or any(
            one.touched for one in self.query(FormField)
        )

    def action_save(self) -> None:
        """Save what was typed and ticked, or say at each field what is wrong with it."""
        if not self._touched:
            self.dismiss(None)
            return
        # A field that nobody touched is not judged: a new centre may have no name yet.
        typed = {one.name: one.value for one in self.query(FormField) if one.touched}
        typed.pop("others", None)
        others = self.query_one("#field-others", FormField).value
        ticked = [row for at, row in enumerate(_ROWS) if at in self.table.ticked and at != _SCO]
        try:
            wanted = drafts.centre(
                self._known,
                sco=_SCO in self.table.ticked,
                certifications=[*ticked, *others.split(",")],
                **typed,  # type: ignore[arg-type]  # the fields of a centre, by name
            )
        except InvalidCentre as refused:
            self._show_faults(refused.faults, refused.key)
        else:
            self._show_faults({})
            self._keep(wanted)

    def _show_faults(self, faults: Mapping[str, Fault], key: str = "") -> None:
        wrong = []
        for field in self.query(FormField):
            name = "certifications" if field.name == "others" else field.name or ""
            fault = faults_said.centre_field(name, faults[name], key) if name in faults else ""
            field.show_fault(fault)
            wrong += [field] if name in faults else []
        if wrong:
            self.set_focus(wrong[0].input)

    @work(exclusive=True, group="save")
    async def _keep(self, wanted: Centre) -> None:
        try:
            await asyncio.to_thread(self._sessions.set_centre, wanted, known=self._known)
        except CertuiError as error:
            self.refuse(error)
        else:
            self.dismiss(wanted)

    def action_back(self) -> None:
        """Leave; ask first when something typed or ticked would be lost."""
        if not self._touched:
            self.dismiss(None)
        else:
            ask(self, preparing.ASK_ABANDON, preparing.ABANDON, self.dismiss)
