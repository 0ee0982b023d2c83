"""What a file is that is no roster: told by its content, so that one knows what to do with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from certui import errors

if TYPE_CHECKING:
    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source

# What a file of these kinds begins with. Two letters alone begin many a list: such signatures are
# held to more of the header (_HEADERS).
_SIGNATURES: Final = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"MSCF\0\0\0\0", "cab"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\0\1\0\0Standard Jet DB", "access"),
    (b"\0\1\0\0Standard ACE DB", "access"),
    (b"%!PS", "print"),
    (b"\x1b%-12345X", "print"),
    (b"\x7fELF", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "shortcut"),
)
_HEADERS: Final = (
    (re.compile(rb"BZh[1-9]1AY&SY"), "bzip2"),
    (re.compile(rb".{257}ustar", re.DOTALL), "tar"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image"),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|msf1|avif)", re.DOTALL), "image"),
    (re.compile(rb"BM.{4}\0{4}", re.DOTALL), "image"),
    (re.compile(rb"MZ.\0.\0\0\0", re.DOTALL), "program"),
    # Printers and old software write some lines before it.
    (re.compile(rb".{0,1024}?%PDF-\d", re.DOTALL), "pdf"),
)
# Of texts, whatever blanks, marks or encoding they have.
_TEXTS: Final = (
    (re.compile(rb"\{\\rtf\d"), "rtf"),
    (re.compile(rb"[{\[]\s*[\"{\[]"), "json"),
    (re.compile(rb"BEGIN:V(?:CARD|CALENDAR)\b", re.IGNORECASE), "cards"),
    (re.compile(rb"\[(?:InternetShortcut|Desktop Entry)\]", re.IGNORECASE), "shortcut"),
    (re.compile(rb"From \S+@\S+ .*\d\d:\d\d"), "mail"),
)
# RFC 5322: a message begins with its headers, each a name, a colon and what may go on on lines that
# begin with a blank.
_MAIL: Final = re.compile(rb"(?>(?>[!-9;-~]+:[ \t].*+|[ \t].*+)(?:\r?\n|\Z)){2}")
_MAIL_HEADERS: Final = re.compile(
    rb"^(?:From|Date|Subject|Received|Message-ID|MIME-Version|Return-Path|Delivered-To):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_HEADERS: Final = 2
_SAVED_PAGE: Final = re.compile(
    rb"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)",
    re.IGNORECASE | re.MULTILINE,
)
# Documents that are a zip: by the folder of their parts, or by what they declare.
_FOLDERS: Final = {"word/": "word", "ppt/": "slides", "visio/": "drawing"}
_DECLARED: Final = {
    "application/vnd.oasis.opendocument.text": "text",
    "application/vnd.oasis.opendocument.presentation": "slides",
    "application/vnd.oasis.opendocument.graphics": "drawing",
    "application/vnd.oasis.opendocument.base": "database",
    "application/epub+zip": "text",
}
_LONGEST_TYPE: Final = 100
# Words of pages that ask who one is, in the manner of school software's.
_LOGIN: Final = re.compile(
    r"type\s*=\s*[\"']?password|session\s+(?:a\s+)?(?:est\s+)?expir|session\s+\w*\s*(?:is\s+)?expired"
    r"|mot\s+de\s+passe|authentifi|se\s+connecter|veuillez\s+vous\s+(?:re)?connecter|/cas/login",
    re.IGNORECASE,
)


def check(source: Source, head: bytes, letters: bytes) -> None:
    """Refuse a file of a known kind that holds no roster.

    Args:
        source: the file.
        head: its first bytes.
        letters: the same as ASCII letters: without marks, NUL and the blanks before them.

    Raises:
        ForeignFile: it is one.
    """
    kind = next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), "")
    kind = kind or next((kind for mark, kind in _HEADERS if mark.match(head)), "")
    kind = kind or next((kind for mark, kind in _TEXTS if mark.match(letters)), "")
    kind = kind or _message(letters)
    if kind:
        raise errors.ForeignFile(path=source.path, kind=kind)


def check_archive(source: Source, archive: Archive) -> None:
    """Refuse a zip that is a document of another kind than a workbook.

    Raises:
        ForeignFile: it is one.
    """
    kind = ""
    if "[Content_Types].xml" in archive.infos:
        folders = {f"{name.partition('/')[0]}/" for name in archive.infos}
        kind = next((kind for folder, kind in _FOLDERS.items() if folder in folders), "")
    elif any(name.endswith(".iwa") for name in archive.infos):
        kind = "apple"
    if "mimetype" in archive.infos:
        declared = archive.open("mimetype").read(_LONGEST_TYPE).decode("ascii", errors="replace")
        kind = _DECLARED.get(declared.strip().removesuffix("-template"), kind)
    if kind:
        raise errors.ForeignFile(path=source.path, kind=kind)


def page(text: str) -> str:
    """What a web page is in which no list of pupils was found.

    Args:
        text: all of it.

    Returns:
        ``login`` when it asks who one is, ``page`` when it has no table; empty for a table.
    """
    if _LOGIN.search(text):
        return "login"
    return "" if "<table" in text.lower() else "page"


def _message(letters: bytes) -> str:
    if not _MAIL.match(letters) or len(_MAIL_HEADERS.findall(letters)) < _FEWEST_HEADERS:
        return ""
    return "page" if _SAVED_PAGE.search(letters) else "mail"
