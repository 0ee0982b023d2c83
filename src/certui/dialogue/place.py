"""Where one is in the dialogue: what can be said there, and what that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from certui.domain.search import fold
from certui.errors import CertuiError
from certui.wording import dialogue as words
from certui.wording import refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.dialogue.voice import Voice
    from certui.services.use_cases import UseCases


class Leave(Exception):
    """One step back."""


class Command(NamedTuple):
    """Something that can be said at a place.

    Attributes:
        key: the letter of the screens; case counts, as there.
        word: the same in a word, which may be typed too.
        about: what it does, for the help; with what may follow it.
        act: does it with what follows.
    """

    key: str
    word: str
    about: str
    act: Callable[[str], None]


class Place:
    """A place of the dialogue; :meth:`stay` is its conversation.

    Args:
        voice: speaks and listens.
        services: what can be done.
    """

    prompt: str

    def __init__(self, voice: Voice, services: UseCases) -> None:
        self.voice = voice
        self.services = services

    def commands(self) -> Sequence[Command]:
        """What can be said here now."""
        raise NotImplementedError

    def enter(self) -> None:
        """Say where one is.

        Raises:
            certui.errors.CertuiError: one cannot be there.
        """
        raise NotImplementedError

    def other(self, typed: str) -> None:
        """Take what is no command."""
        self.voice.say(words.no_effect(typed))

    def stay(self) -> None:
        """Talk until one goes back; what is refused is said, and nothing has changed.

        Raises:
            certui.errors.CertuiError: one cannot be there at all.
            EndOfInputError: the input has ended.
        """
        self.enter()
        while True:
            typed = self.voice.ask(self.prompt, self._about(), exact=True).strip()
            try:
                self._do(typed)
            except Leave:
                return
            except CertuiError as error:
                self.voice.say(*refusals.lines(error))

    def back(self, _rest: str = "") -> None:
        """Go one step back."""
        raise Leave

    def _do(self, typed: str) -> None:
        if not typed:
            return
        first, _, rest = typed.partition(" ")
        for one in self.commands():
            if first == one.key or fold(first) == fold(one.word):
                one.act(rest.strip())
                return
        self.other(typed)

    def _about(self) -> list[str]:
        return [words.command(one.key, one.word, one.about) for one in self.commands()]
