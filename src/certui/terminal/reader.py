"""What a terminal sends, as events; nothing that it sends does harm (hazards F9).

certui knows no key that is made with alt. An ESC is therefore the key Échap as soon as what follows
it does not go on as a sequence of the terminal's; only where nothing follows is a short silence
needed to tell. What the network has cut in two is put together again.
"""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING, Final

from textual import events

from certui.terminal import ground
from certui.terminal.privates import driver as privates

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

_ESCAPE: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
# A paste whose end was lost must not swallow keys for ever; a slow line pauses for less.
_PASTE_SILENCE: Final = 0.5
# The same for a sequence.
_SEQUENCE_SILENCE: Final = 1.0
# Nobody types this many letters between two reads: it is a paste from a terminal that does not
# bracket pastes. As keys its lines would act on the screen, at a millisecond each. A key that was
# held while the line stood still is no paste: its letters are few.
_FLOOD: Final = 256
_HELD: Final = 4
# An answer may stand still in its midst for as long as a bad line does: its rest is no keys.
_ANSWER_SILENCE: Final = 5.0
# While one is waited for, an ESC may be its first letter: for how long, and what silence says no.
_ASKED: Final = 2.0
_ASKED_SILENCE: Final = 0.5
# No sequence that a terminal sends as a key, and no answer of a terminal, is longer.
_LONGEST_KEY: Final = 64
_LONGEST_ANSWER: Final = 512
# What follows « ESC O »: the arrows, Début, Fin, and F1 to F4 of the VT220 and its heirs.
_AFTER_SS3: Final = frozenset("ABCDEFHPQRS")
# F1 to F5 of the Linux console, after « ESC [ [ ».
_LINUX_CONSOLE: Final = frozenset("ABCDE")
_MOUSE_REPORT: Final = 6


class KeyReader:
    """Turns what a terminal sends into events; no input makes it fail.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._parser = privates.XTermParser()
        # What has come of a sequence that goes on.
        self._begun = ""
        self._pasting = False
        self._pasted: list[str] = []
        self._last = 0.0
        self._asked: float | None = None
        # Whether Échap was told of an ESC that may have been an answer's.
        self._told_escape = False
        self._flood: list[str] = []

    @property
    def undecided(self) -> bool:
        """Whether silence means something: the end of a key, of a paste, of a flood."""
        return bool(self._begun) or self._pasting or bool(self._flood)

    def expect_answer(self) -> None:
        """The terminal was asked for its ground."""
        self._asked = self._clock()

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
        if not (self._begun or self._pasting) and (self._flood or _is_flood(text)):
            self._flood.append(text)
            return []
        if self._told_escape and text.startswith(ground.BEGINS):
            text = _ESCAPE + text
        self._told_escape = False
        text, self._begun = self._begun + text, ""
        return self._read(text)

    def idle(self) -> list[Message]:
        """What a silence means; to be called a tenth of a second after the last bytes, and on."""
        silence = self._clock() - self._last
        if self._flood:
            pasted = "".join(self._flood)
            self._flood.clear()
            return [_paste(pasted)]
        if self._pasting:
            # The end of the paste may have been cut.
            return self._end_of_paste() if silence >= _PASTE_SILENCE else []
        if self._begun and silence >= self._patience():
            rest, self._begun = self._begun[1:], ""
            if self._goes_on(rest):
                # What was cut says nothing; an ESC at its end may be a key of its own.
                return [_escape()] if rest.endswith(_ESCAPE) else []
            self._told_escape = not rest and self._asked is not None
            return [_escape(), *self._parse(rest)]
        return []

    def _patience(self) -> float:
        """The silence after which what has begun does not go on."""
        if self._goes_on(self._begun[1:]):
            return _ANSWER_SILENCE
        if self._begun != _ESCAPE:
            return _SEQUENCE_SILENCE
        waits = self._asked is not None and self._clock() - self._asked < _ASKED
        return _ASKED_SILENCE if waits else 0.0

    def _goes_on(self, after: str) -> bool:
        """Whether what stands after an ESC waits for the rest of an answer."""
        return _is_answer(after) or (after == "]" and self._asked is not None)

    def _read(self, text: str) -> list[Message]:
        """The events of a text; what is not whole at its end is kept."""
        found: list[Message] = []
        at = 0
        while at < len(text):
            if self._pasting:
                at = self._take_paste(text, at, found)
            elif text[at] == _ESCAPE:
                length = _sequence_length(text, at)
                if not length:
                    self._begun = text[at:]
                    break
                found += self._sequence(text[at : at + length])
                at += length
            else:
                end = text.find(_ESCAPE, at)
                end = len(text) if end < 0 else end
                found += self._parse(text[at:end])
                at = end
        return found

    def _sequence(self, text: str) -> list[Message]:
        if text == _ESCAPE:
            return [_escape()]
        if text == _PASTE_BEGINS:
            self._pasting = True
            return []
        if text[1] == "]":
            # What a terminal answers is for who asked.
            answer = ground.told(text) if self._asked is not None else None
            if answer is None:
                return []
            self._asked = None
            return [answer]
        found = self._parse(text)
        if not found:
            # The parser would take the next keys for the rest of what it does not know.
            self._begin_parsing_anew()
        return found

    def _take_paste(self, text: str, at: int, found: list[Message]) -> int:
        """Take what is pasted, from ``at`` to its end or to where its end may begin."""
        end = text.find(_PASTE_ENDS, at)
        if end >= 0:
            self._pasted.append(text[at:end])
            found += self._end_of_paste()
            return end + len(_PASTE_ENDS)
        cut = max(at, text.rfind(_ESCAPE, max(at, len(text) - len(_PASTE_ENDS) + 1)))
        keeps = _PASTE_ENDS.startswith(text[cut:])
        self._pasted.append(text[at:cut] if keeps else text[at:])
        self._begun = text[cut:] if keeps else ""
        return len(text)

    def _end_of_paste(self) -> list[Message]:
        pasted, self._begun, self._pasting = "".join(self._pasted), "", False
        self._pasted.clear()
        return [_paste(pasted)]

    def _parse(self, text: str) -> list[Message]:
        parsed: list[Message] = []
        try:
            parsed.extend(self._parser.feed(text) if text else ())
        except Exception:  # noqa: BLE001 - the parser of Textual raises what it likes on bad input
            self._begin_parsing_anew()
        return parsed

    def _begin_parsing_anew(self) -> None:
        self._parser = privates.parser_after(self._parser)


def _escape() -> events.Key:
    return events.Key("escape", _ESCAPE)


def _paste(text: str) -> events.Paste:
    return events.Paste(text.replace("\0", ""))


def _is_flood(text: str) -> bool:
    return len(text) >= _FLOOD and _ESCAPE not in text and len(set(text)) > _HELD


def _sequence_length(text: str, at: int) -> int:
    """How long the sequence is that begins here; 1 for the key Échap, 0 when it may go on.

    Args:
        text: what was sent.
        at: where an ESC stands.
    """
    after = text[at + 1 : at + 2]
    if after == "[":
        return _control_sequence_length(text, at)
    if after == "O":
        last = text[at + 2 : at + 3]
        return 3 if last in _AFTER_SS3 else int(bool(last))
    if after == "]":
        return _answer_length(text, at)
    return int(bool(after))


def _control_sequence_length(text: str, at: int) -> int:
    """The same for « ESC [ »: parameters, intermediates, one last letter (ECMA-48)."""
    first = text[at + 2 : at + 3]
    if first == "M":
        whole = at + _MOUSE_REPORT <= len(text)
        return _MOUSE_REPORT if whole else 0
    if first == "[":
        last = text[at + 3 : at + 4]
        return 4 if last in _LINUX_CONSOLE else int(bool(last))
    end = at + 2
    most = min(len(text), at + _LONGEST_KEY)
    while end < most and " " <= text[end] <= "?":
        end += 1
        if text[end - 1] == "$" and text[at + 2].isdigit():
            # rxvt's keys with shift end so; answers of a terminal begin with a question mark.
            return end - at
    if end < most:
        return end + 1 - at if "@" <= text[end] <= "~" else 1
    return int(end == at + _LONGEST_KEY)


def _answer_length(text: str, at: int) -> int:
    r"""The same for « ESC ] » and a digit: an answer of the terminal, to its BEL or « ESC \\ »."""
    digit = text[at + 2 : at + 3]
    if digit and not digit.isdigit():
        return 1
    most = text[at : at + _LONGEST_ANSWER]
    if _is_answer(most[1:]):
        return _ground_length(most)
    ends = [most.find(mark, 2) + len(mark) for mark in ("\a", "\x1b\\") if mark in most]
    return min(ends) if ends else int(len(most) == _LONGEST_ANSWER)


def _is_answer(after: str) -> bool:
    """Whether what stands after an ESC begins as what a terminal answers about its ground."""
    return after.startswith(ground.BEGINS) or (len(after) > 1 and ground.BEGINS.startswith(after))


def _ground_length(text: str) -> int:
    """The same for an answer about the ground: what cannot go on as one is no part of it."""
    end = 1 + ground.so_far(text[1:])
    rest = text[end : end + 2]
    if not rest or rest == _ESCAPE:
        return 0
    if rest[0] == "\a":
        return end + 1
    return end + 2 if rest == "\x1b\\" else end
