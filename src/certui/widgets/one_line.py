"""Widgets drawn the short way: once while nothing changes, or straight as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.containers import Horizontal
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    Drawn = Widget
else:
    # Textual takes a widget's styles from its first base that is a widget: these must not be one.
    Drawn = object


class Steady(Drawn):
    """Keeps what it drew until it is told to refresh.

    A frame asks every widget of a screen for its lines, however small the change. Textual keeps
    the lines, but works out styles, backgrounds and borders again before it answers: a third of
    the cost of a key press. This answers at once.
    """

    _drawn_lines: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, as they were while nothing changed."""
        if self._drawn_lines is None or self._drawn_lines[0] != crop:
            self._drawn_lines = (crop, super().render_lines(crop))
        return self._drawn_lines[1]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again."""
        self._drawn_lines = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Draw again in the new style."""
        self._drawn_lines = None
        super().notify_style_update()


class OneLine(Drawn):
    """A widget one line high, drawn straight where it has no padding: :meth:`strip` is all of it.

    What changes at each key press is worth the short way: no style is worked out twice.
    """

    def strip(self, width: int) -> Strip:
        """The line, exactly so many cells wide."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, as the terminal is to have it."""
        if any(self.styles.padding):
            return super().render_lines(crop)
        strip = self.strip(self.size.width)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip.crop(*crop.column_span)]


class SteadyLine(Steady, Static):
    """A line of text that seldom changes."""


class SteadyRow(Steady, Horizontal):
    """A row of widgets; what lies between them seldom changes."""
