"""The keys of a screen, made from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from certui.screens.page import Page
from certui.widgets.plain import plain
from certui.wording.keys import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import ActiveBinding
    from textual.widget import Widget

# What tables and forms do everywhere is theirs, not a binding of a screen.
_EVERYWHERE: Final = (
    ("↑ ↓", "ligne précédente, suivante (ou k j)"),
    ("PgUp PgDn", "page précédente, suivante"),
    ("Début Fin", "première, dernière ligne (ou g G)"),
    ("Tab Maj+Tab", "passer d’une zone à l’autre"),
)


def commands(bindings: Iterable[ActiveBinding]) -> list[tuple[str, str]]:
    """Keys and what they do, one line an action, for all that has French words.

    Args:
        bindings: those in force, as ``Screen.active_bindings`` has them.
    """
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for node, binding, _enabled, tooltip in bindings:
        ours = type(node).__module__.startswith("certui.")
        if not (ours and binding.description and not binding.system):
            continue
        keys.setdefault(binding.action, []).append(key_name(binding.key))
        words.setdefault(binding.action, tooltip or binding.description)
    return [(" ".join(keys[action]), words[action]) for action in keys]


class HelpScreen(Page[None]):
    """Lists the keys that were in force on the screen that asked.

    Args:
        bindings: that screen's ``active_bindings``.
    """

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "escape", "Fermer l’aide"),
    ]

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._lines = commands(bindings)

    def body(self) -> Iterable[Widget]:
        """The title and the list."""
        yield Static("Aide", classes="title")
        yield VerticalScroll(Static(self._table()), id="keys")

    def _table(self) -> Content:
        lines = [*self._lines, *_EVERYWHERE]
        width = max(cell_len(keys) for keys, _ in lines) + 3
        return Content("\n").join(
            plain(keys).pad_right(width - cell_len(keys)).append(plain(word))
            for keys, word in lines
        )
