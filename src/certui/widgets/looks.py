"""The theme in force: the one configured, the one for the terminal's ground, the one chosen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from certui.late import late
from certui.terminal.engine import PaintedApp
from certui.terminal.ground import PATIENCE
from certui.terminal.roles import Dress
from certui.themes import THEMES, Looks
from certui.widgets.messages import tell

if TYPE_CHECKING:
    from certui.terminal.ground import GroundTold
    from certui.themes import Theme
    from certui.wording import looks as words
else:
    words = late("certui.wording.looks")

T = TypeVar("T")


class LooksApp(PaintedApp[T]):
    """An application that wears a theme.

    Attributes:
        asks_ground: whether the terminal is to be asked for its ground, at the start and once.
    """

    asks_ground = False

    def __init__(self) -> None:
        super().__init__()
        self._looks = Looks()

    def begin_looking(self, looks: Looks) -> None:
        """Take what was settled before the first frame.

        Args:
            looks: the colours that there are, and what was configured.
        """
        self._looks = looks
        self.asks_ground = looks.asks
        self.wear(Dress(looks.theme, looks.ascii))

    def has_colours_for(self, theme: Theme) -> bool:
        """Whether the terminal has the colours of a theme."""
        return theme.depth <= self._looks.depth

    def on_ground_told(self, event: GroundTold) -> None:
        """Wear what suits the ground, once, and not long after the first frame.

        With the first frame nobody waits: an answer that comes before it costs nothing, one that
        comes much later would change a screen that is being read.
        """
        event.stop()
        late = self.shown_at is not None and time.monotonic() - self.shown_at > PATIENCE
        if self.asks_ground and not late:
            self.wear(self.dress._replace(theme=self._looks.suited(event.ground)))
        self.asks_ground = False

    def action_theme(self, key: str) -> None:
        """Wear a theme, whatever the ground; tell how it is kept, or why it cannot be worn.

        Args:
            key: its name in the configuration.
        """
        theme = THEMES[key]
        if not self.has_colours_for(theme):
            tell(self.screen, words.too_few(theme), "error")
            return
        self.asks_ground = False
        self.wear(self.dress._replace(theme=theme))
        tell(self.screen, words.chosen(theme), "information")
