"""What is said and what is asked, a line at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from certui.domain.search import fold
from certui.domain.text import clean, harmless, typable
from certui.wording import dialogue as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HELP: Final = "?"


class EndOfInputError(Exception):
    """Nothing more will be typed."""


class Input(Protocol):
    """Where answers are read."""

    def readline(self) -> str:
        """The next line with its end; empty at the end of the input."""
        ...

    def isatty(self) -> bool:
        """Whether a person sees what is typed."""
        ...


class Output(Protocol):
    """Where it speaks."""

    def write(self, text: str) -> object:
        """Take some text."""
        ...

    def flush(self) -> None:
        """Show it now."""
        ...


class Voice:
    """Speaks and listens.

    Args:
        heard: where answers are read.
        spoken: where it speaks.
    """

    def __init__(self, heard: Input, spoken: Output) -> None:
        self._heard = heard
        self._spoken = spoken
        # Of a pipe nobody sees what was answered, unless it is said again.
        self._echoes = not heard.isatty()

    def say(self, *lines: str) -> None:
        """Say some lines; nothing in them acts on a terminal."""
        for line in lines:
            self._spoken.write(harmless(line) + "\n")
        self._spoken.flush()

    def ask(self, question: str, about: Iterable[str] = (), *, exact: bool = False) -> str:
        """Ask, and answer what was typed, cleaned; ``?`` is answered here.

        Args:
            question: without its colon.
            about: what ``?`` says of it.
            exact: whether blanks stay as they are typed, as a path needs them.

        Raises:
            EndOfInputError: the input has ended.
        """
        while True:
            answer = self._listened(words.prompt(question), typable if exact else clean)
            if answer != HELP:
                return answer
            self.say(*(about or (words.NO_MORE_HELP,)))

    def agrees(self, question: str) -> bool:
        """Whether who is asked says yes; anything but yes and no is asked again, nothing is no.

        Raises:
            EndOfInputError: the input has ended.
        """
        while True:
            answer = fold(self.ask(words.yes_or_no(question), (words.YES_OR_NO,)))
            if answer in words.YES:
                return True
            if answer in words.NO:
                return False
            self.say(words.YES_OR_NO)

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Ask for one of several, by its number; None for none of them.

        Args:
            question: what is chosen.
            choices: a line each.

        Raises:
            EndOfInputError: the input has ended.
        """
        listed = words.numbered(choices)
        self.say(*listed)
        while True:
            answer = self.ask(question, (words.CHOOSE, *listed))
            if not answer:
                return None
            if answer.isdecimal() and 0 < int(answer) <= len(choices):
                return int(answer) - 1
            self.say(words.not_one_of(answer, len(choices)))

    def _listened(self, prompt: str, cleaned: Callable[[str], str]) -> str:
        self._spoken.write(harmless(prompt) + " ")
        self._spoken.flush()
        line = self._heard.readline()
        if not line:
            self._spoken.write("\n")
            raise EndOfInputError
        answer = cleaned(line.rstrip("\r\n"))
        if self._echoes:
            self._spoken.write(answer + "\n")
        return answer
