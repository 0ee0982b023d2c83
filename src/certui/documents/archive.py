"""Zipped XML, the same bytes each time: what ODS and XLSX are made of."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

# The oldest date that a zip can hold: the file's own dates must not depend on the hour.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3


def pack(parts: Mapping[str, str], *, first_stored: bool = False) -> bytes:
    """A zip of UTF-8 parts in their order.

    Args:
        parts: path in the archive to text.
        first_stored: leave the first part uncompressed, as OpenDocument asks of its mimetype.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for position, (name, text) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = 0o600 << 16
            stored = first_stored and position == 0
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            zipped.writestr(info, text.encode())
    return archive.getvalue()


def quoted(text: str) -> str:
    """Text for an element or an attribute; the text is clean of control characters."""
    return escape(text, {'"': "&quot;"})
