"""The whole dialogue, from its first word to its last."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from certui.dialogue.sessions import Sessions
from certui.dialogue.voice import EndOfInputError, Voice
from certui.wording import dialogue as words

if TYPE_CHECKING:
    from certui.dialogue.voice import Input, Output
    from certui.services.use_cases import UseCases


def talk(services: UseCases, heard: Input, spoken: Output) -> None:
    """Talk until the person leaves, or nothing more is typed.

    Args:
        services: what can be done.
        heard: where answers are read.
        spoken: where it speaks.

    Raises:
        certui.errors.CertuiError: the database cannot be used.
        OSError: nobody listens any more.
    """
    voice = Voice(heard, spoken)
    with contextlib.suppress(EndOfInputError):
        Sessions(voice, services).stay()
    voice.say(words.GOODBYE)
