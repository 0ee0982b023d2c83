"""Fields asked one after the other; those at fault are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.domain import drafts
from certui.domain.refusals import InvalidSession
from certui.domain.session_fields import TYPED
from certui.wording import dialogue as words
from certui.wording import drafts as faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certui.dialogue.voice import Voice
    from certui.domain.models import SessionDraft


def ask_session(
    voice: Voice, today: dt.date, known: SessionDraft | None = None, *, copied: bool = False
) -> SessionDraft | None:
    """What a session is to be.

    Args:
        voice: asks.
        today: the day it is at the centre.
        known: what it is already: a field that is left empty stays as it is.
        copied: whether its day and hour are asked, and not kept.

    Returns:
        The session as typed; None when it is not to be, for one that it needs was left empty.
    """
    typed = {} if known is None else words.typed(known)
    dated = [name for name, field in TYPED.items() if field.kind != "text"]
    for name in dated if copied else ():
        typed.pop(name, None)
    wanted: Sequence[str] = dated if copied else list(TYPED)
    while True:
        for name in wanted:
            field = TYPED[name]
            question = words.field(field.label, typed.get(name, ""))
            answer = voice.ask(question, [field.example] if field.example else ())
            if not answer and field.needed == "always" and not typed.get(name):
                voice.say(words.NOT_CREATED)
                return None
            typed[name] = answer or typed.get(name, "")
        try:
            return drafts.session_draft(typed, today=today)
        except InvalidSession as error:
            wanted = list(error.faults)
            voice.say(*(faults.session_field(name, one) for name, one in error.faults.items()))
            for name in wanted:
                typed.pop(name, None)
