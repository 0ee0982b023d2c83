"""The keys of the moment at the bottom of a screen, in one piece and at most two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import ActiveBinding
    from textual.screen import Screen

_GAP = "  "
_LINES = 2
_LAST = ("page.", "app.")
_NEVER_LEFT_OUT = "page."


class KeyWord(NamedTuple):
    """A key and what it does.

    Attributes:
        key: as shown.
        word: as shown.
        enabled: whether it can be done now.
        general: whether every page has it: it is never left out.
    """

    key: str
    word: str
    enabled: bool
    general: bool = False

    @property
    def width(self) -> int:
        """Cells that ``key word`` takes, with the brackets of one that is disabled."""
        return cell_len(self.key) + 1 + cell_len(self.word) + (0 if self.enabled else 2)


class KeyBar(Widget):
    """« key word » pairs of the bindings in force, those of the focused widget first.

    Unlike Textual's footer it is one widget that draws one text, and draws it again only when the
    text changed: moving the focus on a slow line costs what moved. Pairs that do not fit in two
    lines are left out; the help and the palette have them all.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; width: 100%; padding: 0 1; text-wrap: nowrap; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--disabled"}

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[KeyWord, ...] = ()
        self._rows: list[list[KeyWord]] = [[]]

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_resize(self) -> None:
        """Break the lines again for the new width."""
        self._arrange()

    def render(self) -> Content:
        """The lines."""
        key = self.get_visual_style("key-bar--key")
        disabled = self.get_visual_style("key-bar--disabled")
        rows: list[Content] = []
        for row in self._rows:
            pieces: list[Content] = []
            for one in row:
                if one.enabled:
                    pieces += (plain(one.key).stylize(key), Content(" "), plain(one.word))
                else:
                    pieces.append(plain(f"({one.key} {one.word})").stylize(disabled))
                pieces.append(Content(_GAP))
            rows.append(Content("").join(pieces[:-1]))
        return Content("\n").join(rows)

    def _follow(self, screen: Screen[object]) -> None:
        first: Sequence[str] = getattr(screen, "bar", ())
        shown = tuple(key_words(screen.active_bindings.values(), first))
        if shown != self._shown:
            self._shown = shown
            self._arrange()

    def _arrange(self) -> None:
        rows = break_lines(self._shown, self.content_size.width or self.screen.size.width - 2)
        # Lines once taken are kept: a bar that shrinks and grows moves the table above it.
        rows += [[] for _ in range(len(self._rows) - len(rows))]
        taller = len(rows) != len(self._rows)
        self._rows = rows
        self.refresh(layout=taller)


def key_words(bindings: Iterable[ActiveBinding], first: Sequence[str] = ()) -> Iterable[KeyWord]:
    """The pairs to show, one an action, in the order of the bindings but for those of every page.

    Args:
        bindings: those in force, as ``Screen.active_bindings`` has them.
        first: names of actions that come before all others, in this order.
    """
    ranks = {name: rank for rank, name in enumerate(first)}

    def rank(one: ActiveBinding) -> tuple[bool, int]:
        name = one.binding.action.partition("(")[0].rpartition(".")[2]
        # What every screen has stands last, where the eye finds it.
        return (one.binding.id or "").startswith(_LAST), ranks.get(name, len(ranks))

    seen: set[str] = set()
    ordered = sorted(bindings, key=rank)
    for node, binding, enabled, _tooltip in ordered:
        if binding.show and binding.description and binding.action not in seen:
            seen.add(binding.action)
            general = (binding.id or "").startswith(_NEVER_LEFT_OUT)
            yield KeyWord(node.app.get_key_display(binding), binding.description, enabled, general)


def break_lines(shown: Sequence[KeyWord], width: int) -> list[list[KeyWord]]:
    """Share pairs out between at most two lines.

    What does not fit is left out: the last of what is the screen's own goes first, so that the way
    back and the help, which has them all, are always in sight.

    Args:
        shown: the pairs, in order.
        width: cells of a line.
    """
    kept = list(shown)
    while len(rows := _rows(kept, width)) > _LINES:
        own = [at for at, one in enumerate(kept) if not one.general]
        del kept[own[-1] if own else -1]
    return rows


def _rows(shown: Sequence[KeyWord], width: int) -> list[list[KeyWord]]:
    rows: list[list[KeyWord]] = [[]]
    room = width
    for one in shown:
        needed = one.width + (len(_GAP) if rows[-1] else 0)
        if needed > room and rows[-1]:
            rows.append([])
            room, needed = width, one.width
        rows[-1].append(one)
        room -= needed
    return rows
