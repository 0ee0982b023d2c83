"""What can be done on a screen, made from the bindings: its own, those of the focus, the app's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast

from textual.actions import parse
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import DataTable

from certui.wording.keys import ACTIONS, key_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.dom import DOMNode
    from textual.screen import Screen

# Modifiers that many terminals keep to themselves.
_ELSEWHERE: Final = ("alt+", "super+")

_SCROLLING: Final = frozenset(
    {"scroll_up", "scroll_down", "scroll_home", "scroll_end", "page_up", "page_down"}
)


class Says(Protocol):
    """Who says in full what an action does now, where that changes."""

    def word_of(self, action: str) -> str | None:
        """What an action does now; None where the binding says it."""
        ...


class Opens(Protocol):
    """An application that shows what can be done on a screen: help and palette are screens too."""

    def open_help(self, asking: Screen[Any]) -> None:
        """The keys of a screen."""
        ...

    def open_palette(
        self, asking: Screen[Any], chosen: Callable[[Command | None], Awaitable[None]]
    ) -> None:
        """The commands of a screen, to look one up by its name."""
        ...


def opener(screen: Screen[Any]) -> Opens:
    """The application of a screen, as what opens help and palette for it."""
    return cast("Opens", screen.app)


class Command(NamedTuple):
    """Something that can be done on a screen.

    Attributes:
        keys: its keys, as shown; none where what has the focus takes them all.
        short: the word of the key bar.
        word: what it does, in full.
        action: its name, as bound.
        owner: whose action it is.
        state: True when it can be done now, None when greyed.
    """

    keys: tuple[str, ...]
    short: str
    word: str
    action: str
    owner: DOMNode
    state: bool | None


def commands(screen: Screen[Any]) -> list[Command]:
    """What can be done now: on the screen, where the focus is, everywhere.

    Textual's own bindings are there too, under their French names (:data:`ACTIONS`), as far as they
    have one. A key means what it means where the focus is: whoever else binds it goes without it.
    """
    near = _around_focus(screen)
    taken: set[str] = set()
    found: dict[tuple[DOMNode, str], Command] = {}
    for owner in (*near, screen, screen.app):
        for binding, own in bindings(type(owner)):
            target, action = _resolved(screen, owner, binding.action)
            _, name, parameters = parse(action)
            state = target.check_action(name, parameters)
            if state is False or (not own and _is_idle(target, action)):
                continue
            free = [key for key in keys_of(binding) if key not in taken]
            taken.update(free)
            keys = tuple(key_name(key) for key in free)
            known = found.get((target, action))
            if known is not None:
                keys = tuple(dict.fromkeys(known.keys + keys))
                found[target, action] = known._replace(keys=keys)
                continue
            # What the focus takes all keys of can be done from the palette all the same.
            short = binding.description if own else ACTIONS.get(action, "") if keys else ""
            if short:
                told = cast("Says", target).word_of(name) if hasattr(target, "word_of") else None
                word = told or binding.tooltip or short
                found[target, action] = Command(keys, short, word, action, target, state)
    order: list[DOMNode] = [screen, *reversed(near), screen.app]
    return sorted(found.values(), key=lambda one: order.index(one.owner))


def _around_focus(screen: Screen[Any]) -> list[DOMNode]:
    """What has the focus, and what it stands in, up to the screen."""
    focused = screen.focused
    if focused is None:
        return []
    chain = list(focused.ancestors_with_self)
    return chain[: chain.index(screen)]


def _resolved(screen: Screen[Any], owner: DOMNode, action: str) -> tuple[DOMNode, str]:
    """Whose action it is, and its name there."""
    place, _, rest = action.partition(".")
    if place in {"screen", "app"} and rest:
        return (screen if place == "screen" else screen.app), rest
    return owner, action


def _is_idle(target: DOMNode, action: str) -> bool:
    """Whether it is one of the actions by which Textual scrolls what does not scroll."""
    if action not in _SCROLLING or isinstance(target, DataTable):
        return False
    return not (isinstance(target, Widget) and target.allow_vertical_scroll)


def bindings(owner: type) -> Iterable[tuple[Binding, bool]]:
    """The bindings that a class is made with, the nearest first, and whether certui's own."""
    for one in owner.__mro__:
        own = one.__module__.startswith("certui.")
        for bound in vars(one).get("BINDINGS", ()):
            if isinstance(bound, Binding) and bound.action:
                yield bound, own


def keys_of(binding: Binding) -> Iterable[str]:
    """The keys of a binding that a terminal tells of everywhere."""
    return (key for key in binding.key.split(",") if not key.startswith(_ELSEWHERE))
