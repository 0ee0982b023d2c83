"""What a terminal sends, as events; nothing that it sends does harm (hazards F9).

It leans on these privates of Textual 8.2: the parser's ``feed`` and ``tick``.
"""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

_ESCAPE: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
# A paste whose end was lost must not swallow keys for ever; a slow line pauses for less.
_PASTE_SILENCE: Final = 0.5
# Nobody types this many letters between two reads: it is a paste from a terminal that does not
# bracket pastes. As keys its lines would act on the screen, at a millisecond each.
_FLOOD: Final = 256
# Longer than the parser waits for the rest of a sequence: then all that was begun is decided.
_DECIDED: Final = 1.0


class KeyReader:
    """Turns what a terminal sends into events; no input makes it fail.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._parser = XTermParser()
        self._pasting = False
        self._escaping = False
        self._tail = ""
        self._last = 0.0
        self._flood: list[str] = []

    @property
    def undecided(self) -> bool:
        """Whether silence means something: the end of a key, of a paste, of a flood."""
        return self._escaping or self._pasting or bool(self._flood)

    def feed(self, data: bytes) -> list[Message]:
        """What these bytes mean.

        Args:
            data: as read; invalid UTF-8 becomes U+FFFD.
        """
        text = self._decoder.decode(data)
        if text.isalnum() and len(text) < _FLOOD and not self.undecided:
            # By far most keys: the parser would say the same.
            return [events.Key(letter, letter) for letter in text]
        self._last = self._clock()
        self._escaping = self._escaping or _ESCAPE in text
        self._follow_paste(text)
        if self._flood or (len(text) >= _FLOOD and _ESCAPE not in text and not self._pasting):
            self._flood.append(text)
            return []
        return self._parse(lambda: self._parser.feed(text) if text else ())

    def idle(self) -> list[Message]:
        """What the silence since the last bytes means; to be called every tenth of a second."""
        silence = self._clock() - self._last
        if self._flood:
            pasted = "".join(self._flood)
            self._flood.clear()
            return [events.Paste(pasted.replace("\0", ""))]
        if self._pasting and silence >= _PASTE_SILENCE:
            return self.feed(_PASTE_ENDS.encode())
        self._escaping = self._escaping and silence < _DECIDED
        return self._parse(self._parser.tick)

    def _follow_paste(self, text: str) -> None:
        seen = self._tail + text
        begins, ends = seen.rfind(_PASTE_BEGINS), seen.rfind(_PASTE_ENDS)
        if begins != ends:
            self._pasting = begins > ends
        self._tail = seen[1 - len(_PASTE_BEGINS) :]

    def _parse(self, source: Callable[[], Iterable[Message]]) -> list[Message]:
        parsed: list[Message] = []
        try:
            parsed.extend(source())
        except Exception:  # noqa: BLE001 - the parser of Textual raises what it likes on bad input
            self._parser = XTermParser()
            self._pasting = False
        return parsed
