"""What every screen has: a header, its keys at the bottom, toasts, help, and a least size."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import work
from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from certui.errors import CertuiError
from certui.late import late
from certui.screens.commands import opener
from certui.terminal.engine import Painted
from certui.terminal.keys import READING
from certui.terminal.memory import MEMORY
from certui.widgets.header import Header
from certui.widgets.key_bar import KeyBar
from certui.widgets.messages import tell
from certui.widgets.plain import paragraph
from certui.widgets.too_small import HEIGHT, WIDTH, TooSmall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.widget import Widget

    from certui.screens.commands import Command
    from certui.widgets.filter_input import FilterInput
    from certui.wording import enrolment, refusals
else:
    enrolment = late("certui.wording.enrolment")
    refusals = late("certui.wording.refusals")

R = TypeVar("R")
T = TypeVar("T")


# Workers of a page that have nobody to tell once it is left.
_TO_GIVE_UP: Final = READING | {"live", "ahead"}


class Page(Painted[T], Screen[T]):
    """A full screen of certui; ``T`` is what it answers when it is left.

    Subclasses give :meth:`body`. An action that cannot be done now is greyed by
    :meth:`why_not`, which also says why when its key is pressed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", "Retour", id="page.escape"),
        Binding("question_mark,f1", "help", "Aide", id="page.help"),
        Binding("ctrl+p", "commands", "Commandes", show=False, id="page.commands"),
    ]

    # The names of the actions that the key bar shows first.
    bar: Sequence[str] = ()
    # What it shows that outlives it and is too large for the collector to walk.
    kept: object | None = None

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[str, tuple[str, ...]] = {}
        self._acts: deque[Callable[[], Awaitable[None]]] = deque()
        self._acting = False

    @property
    def is_current(self) -> bool:
        """Whether this is the page in front.

        Textual counts the screen below it too, opaque or not: one that had been told to draw again
        would draw for ever, and make the one in front draw with it.
        """
        return self.is_attached and self.app.screen is self

    def head(self) -> Widget:
        """The first line."""
        return Header()

    def body(self) -> Iterable[Widget]:
        """The widgets between the header and the keys."""
        return ()

    def compose(self) -> ComposeResult:
        """The header, the body, the keys, and what covers them in a window too small."""
        yield self.head()
        yield from self.body()
        yield KeyBar()
        yield TooSmall()

    def on_resize(self, event: events.Resize) -> None:
        """Mark a window too small; at any other size nothing changes, and nothing is restyled."""
        self.set_class(event.size.width < WIDTH, "-narrow")
        self.set_class(event.size.height < HEIGHT, "-short")

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave, and give up what is being read for it.

        Textual would only do so once its widgets are gone: what is read meanwhile found none.

        Args:
            result: what it answers.
        """
        for worker in self.workers:
            if worker.node is self and worker.group in _TO_GIVE_UP:
                worker.cancel()
        return super().dismiss(result)

    def on_unmount(self) -> None:
        """What is left of it would stay in memory until the collector comes by."""
        MEMORY.left(self.app, self.kept)

    # Acts

    def act(self, do: Callable[[], R], done: Callable[[R], None]) -> None:
        """Do something off the event loop, after all that was asked for before; then read again.

        One queue a page: what two keys ask for never overlaps, and what is done is told and kept on
        the event loop alone. The next key waits until it is done and shown.

        Args:
            do: asks a service; in a thread.
            done: takes the answer, before the page is read again; a refusal is told instead.
        """

        async def acted() -> None:
            try:
                answer = await asyncio.to_thread(do)
            except CertuiError as error:
                self.refuse(error)
            else:
                done(answer)
            await self.reread()

        self._acts.append(acted)
        if not self._acting:
            self._acting = True
            self._do_acts()

    @work(group="act")
    async def _do_acts(self) -> None:
        try:
            while self._acts:
                await self._acts.popleft()()
        finally:
            self._acting = False

    async def reread(self) -> None:
        """Read what is shown again, after an act; pages that show what acts change say how."""

    def write(self, selector: str, *lines: str) -> None:
        """Put lines of text into a :class:`Static`; nothing is drawn where they stand already.

        Args:
            selector: the widget's.
            lines: literal.
        """
        if self._written.get(selector) != lines:
            self._written[selector] = lines
            self.query_one(selector, Static).update(paragraph(lines), layout=False)

    def say(self, text: str) -> None:
        """Tell in a green toast what was done.

        Args:
            text: a sentence; literal, never markup.
        """
        tell(self, text, "information")

    def refuse(self, error: CertuiError | str) -> None:
        """Tell in a red toast what was refused.

        Args:
            error: the refusal, or its sentence.
        """
        text = error if isinstance(error, str) else self.sentence(error)
        tell(self, text, "error")

    def on_filter_input_many_lines_pasted(self, event: FilterInput.ManyLinesPasted) -> None:
        """Say that only one line can be looked for."""
        self.refuse(enrolment.many_lines_pasted(event.count))

    @staticmethod
    def sentence(error: CertuiError) -> str:
        """What a refusal says."""
        return refusals.sentence(error)

    def why_not(self, action: str) -> str | None:
        """The sentence that says why an action cannot be done now; None when it can.

        Args:
            action: its name, without ``action_``.
        """

    def word_of(self, action: str) -> str | None:
        """What an action would do now, in full; None where it always does the same.

        Args:
            action: its name, without ``action_``.
        """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey what :meth:`why_not` has a sentence about, whatever the parameters."""
        del parameters
        return True if self.why_not(action) is None else None

    def on_key(self, event: events.Key) -> None:
        """Say why, when the key of a greyed action is pressed."""
        pressed = self.active_bindings.get(event.key)
        if pressed is None or pressed.enabled:
            return
        of_the_screen = pressed.binding.action.startswith("screen.")
        if pressed.node is not self and not of_the_screen:
            return
        reason = self.why_not(parse(pressed.binding.action)[1])
        if reason is not None:
            event.stop()
            self.refuse(reason)

    def action_escape(self) -> None:
        """Go one step back; a message is closed by what is done, and takes no key."""
        self.action_back()

    def action_back(self) -> None:
        """Go one step back on the page, if there is one to go; else leave."""
        if not self.step_back():
            self.leave()

    def step_back(self) -> bool:
        """Go one step back without leaving; answers whether there was one to go."""
        return False

    def leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this screen and of what has the focus."""
        opener(self).open_help(self)

    def action_commands(self) -> None:
        """Let a command be looked for by name."""
        opener(self).open_palette(self, self._run_chosen)

    async def _run_chosen(self, command: Command | None) -> None:
        if command is not None and command.owner is self:
            await self.run_or_refuse(command.action)
        elif command is not None:
            await self.app.run_action(command.action, command.owner)

    async def run_or_refuse(self, action: str) -> None:
        """Do an action that is possible; say why one is not."""
        reason = self.why_not(parse(action)[1])
        if reason is None:
            await self.run_action(action)
        else:
            self.refuse(reason)
