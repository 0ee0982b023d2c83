"""Widgets of one line, drawn the short way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.terminal.mixins import WidgetMixin

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Region
    from textual.strip import Strip


class OneLine(WidgetMixin):
    """A widget one line high, drawn straight where it has no padding: :meth:`strip` is all of it.

    What changes at each key press is worth the short way: no style is worked out twice.
    """

    _looks: dict[str, Style] | None = None

    def strip(self, width: int) -> Strip:
        """The line, exactly so many cells wide."""
        raise NotImplementedError

    def look(self, component: str = "") -> Style:
        """The style of the widget, or of a component class on its ground; worked out once."""
        looks = self._looks
        if looks is None:
            looks = self._looks = {}
        known = looks.get(component)
        if known is None:
            known = self.rich_style
            if component:
                known += self.get_component_rich_style(component)
            looks[component] = known
        return known

    def notify_style_update(self) -> None:
        """Work the styles out again."""
        self._looks = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line, as the terminal is to have it."""
        if any(self.styles.padding):
            return super().render_lines(crop)
        strip = self.strip(self.size.width)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return [strip.crop(*crop.column_span)]
