"""Documents of a session, saved in the present folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.domain.papers import DocumentKind
from certui.errors import AlreadyThere
from certui.services.fetching import Way
from certui.wording import dialogue as words
from certui.wording import letters, pix_list
from certui.wording import papers as document_words

if TYPE_CHECKING:
    from typing import Protocol

    from certui.dialogue.voice import Voice
    from certui.domain.papers import Document
    from certui.services.use_cases import UseCases

    class Held(Protocol):
        """The session whose documents they are."""

        number: int
        voice: Voice
        services: UseCases


def save_pv(held: Held) -> None:
    """Save the PV."""
    _save(held, DocumentKind.PV)


def choose(held: Held) -> None:
    """Ask which document, and save it."""
    kinds = list(DocumentKind)
    at = held.voice.choose(words.WHICH_PAPER, [document_words.TITLES[one] for one in kinds])
    if at is not None:
        _save(held, kinds[at])


def _save(held: Held, kind: DocumentKind) -> None:
    documents = held.services.papers
    made = documents.make(kind, held.number)
    try:
        path = documents.save(made, "", "")
    except AlreadyThere:
        if not held.voice.agrees(document_words.ask_overwrite(made.name)):
            return
        path = documents.save(made, "", "", overwrite=True)
    held.voice.say(document_words.saved(path))
    how = held.services.delivery.of(path, made)
    if how.way is not Way.HERE:
        held.voice.say(document_words.fetching(how), document_words.line(how))
    _warn(held.voice, made)


def _warn(voice: Voice, made: Document) -> None:
    if made.undrawn:
        voice.say(letters.undrawn(made.undrawn), *letters.each(made.undrawn))
    if made.faults:
        voice.say(pix_list.refused(made.faults), *map(pix_list.fault, made.faults))
