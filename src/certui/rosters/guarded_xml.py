"""XML from outside, as a stream of events: no DTD, no entity, no token that fills the memory."""

from __future__ import annotations

import codecs
import contextlib
from typing import TYPE_CHECKING, Any, Final, Protocol, cast
from xml.parsers.expat import ExpatError

from defusedxml.common import DTDForbidden, EntitiesForbidden
from defusedxml.ElementTree import DefusedXMLParser

from certui import errors
from certui.rosters import encodings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

_CHUNK: Final = 1 << 16
# Bytes of one tag, attributes included; the parser looks at it again with each piece it is given.
_LONGEST_TOKEN: Final = 1 << 20
# What expat is told with each piece.
_MORE: Final = False
_LAST: Final = True


class Handler(Protocol):
    """What is told of the elements, in document order.

    Names of elements in a namespace read ``uri}name``.
    """

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, tag: str) -> None:
        """It ends."""
        ...

    def data(self, text: str) -> None:
        """Text inside it, in one or more pieces of some thousand characters."""
        ...


class Characters:
    """XML as characters, whatever its encoding.

    Args:
        path: for refusals.
        stream: gives the next bytes, none at the end.
        progress: told how many bytes were taken so far.

    Attributes:
        encoding: by mark or declaration.

    Raises:
        BadEncoding: the declaration names none that school files use.
    """

    def __init__(
        self, path: Path, stream: Callable[[int], bytes], progress: Callable[[int], None]
    ) -> None:
        self._path = path
        self._stream = stream
        self._progress = progress
        self._first = stream(_CHUNK)
        self.encoding = encodings.of_xml(self._first, path)
        # Decodes the same bytes again: what is sound UTF-8 with accents is UTF-8, whatever an
        # eight-bit declaration says of it.
        self._second = codecs.getincrementaldecoder("utf-8")() if self.encoding.single else None
        self._accents = False

    def __iter__(self) -> Iterator[str]:
        """Yield pieces, never empty.

        Raises:
            BadEncoding: the bytes are not in the encoding.
        """
        decoder = codecs.getincrementaldecoder(self.encoding.codec)()
        raw, done = self._first, 0
        while True:
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                raise errors.BadEncoding(path=self._path) from error
            if self.encoding.single and not raw.isascii():
                self._doubt(raw, text)
            if text:
                yield text
            if not raw:
                break
            done += len(raw)
            self._progress(done)
            raw = self._stream(_CHUNK)
        if self._second is not None and self._accents:
            raise errors.BadEncoding(path=self._path)

    def _doubt(self, raw: bytes, text: str) -> None:
        if self.encoding is encodings.LATIN9 and encodings.C1.search(text):
            raise errors.BadEncoding(path=self._path)
        if self._second is None:
            return
        try:
            self._accents = not self._second.decode(raw).isascii() or self._accents
        except UnicodeDecodeError:
            self._second = None


def check(path: Path, stream: Callable[[int], bytes], progress: Callable[[], None]) -> None:
    """See that XML is whole, well-formed and without a DTD; nothing of it is kept.

    Args:
        path: for refusals.
        stream: gives the next bytes, none at the end.
        progress: called between them.

    Raises:
        BadXml: not well-formed, or cut short.
        ForbiddenXml: a DTD or an entity.
        RecordTooLong: a tag longer than any real one.
    """
    guarded = cast("Any", DefusedXMLParser(forbid_dtd=True))
    parser: XMLParserType = guarded.parser
    parser.DefaultHandlerExpand = parser.CommentHandler = parser.ProcessingInstructionHandler = None
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
    fed = 0
    with _refusals(path):
        while raw := stream(_CHUNK):
            parser.Parse(raw, _MORE)
            fed += len(raw)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise errors.RecordTooLong(path=path, line=parser.CurrentLineNumber)
            progress()
        parser.Parse(b"", _LAST)


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What the parser raises, as refusals."""
    try:
        yield
    except ExpatError as error:
        raise errors.BadXml(path=path, line=error.lineno) from error
    except (DTDForbidden, EntitiesForbidden) as error:
        raise errors.ForbiddenXml(path=path) from error


def parse(path: Path, characters: Characters, handler: Handler) -> None:
    """Run XML through a handler, whose own refusals go through.

    Args:
        path: for refusals.
        characters: the XML.
        handler: told of its elements.

    Raises:
        BadEncoding: the bytes are not in their encoding.
        BadXml: not well-formed, or cut short.
        ForbiddenXml: a DTD or an entity.
        RecordTooLong: a tag longer than any real one.
    """
    # defusedxml sets expat's guards; its tree of elements is left out: a handler keeps what it
    # wants and no more. The text is decoded already: expat must not believe the declaration.
    guarded = cast("Any", DefusedXMLParser(encoding="utf-8", forbid_dtd=True))
    parser: XMLParserType = guarded.parser
    parser.DefaultHandlerExpand = None
    parser.CommentHandler = parser.ProcessingInstructionHandler = None
    parser.ordered_attributes = False
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data
    fed = 0
    with _refusals(path):
        for piece in characters:
            raw = piece.encode()
            parser.Parse(raw, _MORE)
            fed += len(raw)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise errors.RecordTooLong(path=path, line=parser.CurrentLineNumber)
        parser.Parse(b"", _LAST)
