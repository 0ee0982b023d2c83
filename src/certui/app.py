"""The application: its looks and its first screen. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from certui.late import late
from certui.screens.commands import commands
from certui.screens.sessions import SessionsScreen
from certui.terminal.engine import CrashTold, OrderedKeysApp, TerminalDriver
from certui.themes import Looks
from certui.widgets.looks import LooksApp
from certui.widgets.messages import MessagesApp
from certui.widgets.theme import THEME
from certui.wording.keys import key_name
from certui.wording.sessions import TO_QUIT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.driver import Driver
    from textual.screen import Screen

    from certui import incidents
    from certui.screens import help as helping
    from certui.screens import palette, theming
    from certui.screens.commands import Command
    from certui.services.use_cases import UseCases
    from certui.wording import incidents as incidents_said
else:
    incidents = late("certui.incidents")
    helping = late("certui.screens.help")
    palette = late("certui.screens.palette")
    theming = late("certui.screens.theming")
    incidents_said = late("certui.wording.incidents")


class CertuiApp(LooksApp[None], MessagesApp[None], CrashTold[None], OrderedKeysApp[None]):
    """certui in a terminal.

    Args:
        use_cases: all that can be done.
        looks: what is settled of its looks.
    """

    CSS_PATH: ClassVar = ["certui.tcss", "screens/sessions.tcss"]
    TITLE = "certui"
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False  # ours is made of the screens' bindings: screens.palette
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.quit", "Quitter", id="app.quit", priority=True),
        Binding("ctrl+l", "app.redraw", "Réafficher", show=False, id="app.redraw"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self, use_cases: UseCases, looks: Looks | None = None) -> None:
        super().__init__()
        self.animation_level = "none"
        self.register_theme(THEME)
        # Set in the ordinary way, it has every rule read twice before the first frame.
        self.set_reactive(CertuiApp.theme, THEME.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.sub_title = use_cases.who
        self._use_cases = use_cases
        self.begin_looking(looks or Looks())

    def get_default_screen(self) -> SessionsScreen:
        """The list of sessions."""
        return SessionsScreen(self._use_cases)

    @property
    def native_ansi_color(self) -> bool:
        """True from the start: roles are carried by colours, and the engine sends what they are."""
        return True

    def get_driver_class(self) -> type[Driver]:
        """The terminal, with its accidents."""
        return TerminalDriver

    def get_key_display(self, binding: Binding) -> str:
        """A key as a French keyboard has it."""
        return binding.key_display or key_name(binding.key)

    def open_help(self, asking: Screen[object]) -> None:
        """The keys of a screen."""
        self.push_screen(helping.HelpScreen(commands(asking)))

    def open_palette(
        self, asking: Screen[object], chosen: Callable[[Command | None], Awaitable[None]]
    ) -> None:
        """The commands of a screen, to look one up by its name."""
        self.push_screen(palette.PaletteScreen([*commands(asking), *theming.themes(self)]), chosen)

    def action_help_quit(self) -> None:
        """Tell who presses ctrl+c how to leave."""
        self.tell(self.screen, TO_QUIT, "information")

    def last_words(self) -> str:
        """One sentence: a traceback would show values, and they may be pupils (F8)."""
        return incidents_said.crashed(*incidents.record())
