"""The SIECLE file of a zip: of several XML files, the pupils' one, told by its first element."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.rosters import roots, siecle
from certui.rosters.archive import NESTED

if TYPE_CHECKING:
    from certui.domain.roster_files import RosterFile
    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source
    from certui.rosters.rows import Asked

NO_XML: Final = "no_xml"
OTHER_XML: Final = "other_xml"
SEVERAL_XML: Final = "several_xml"
TABLE_INSIDE: Final = "table_inside"

_ARCHIVES: Final = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar")
_TABLES: Final = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".html",
    ".htm",
)
# What SIECLE calls the shorter of two exports of the same pupils.
_WITHOUT_ADDRESSES: Final = "sansadresse"


class _Xml(NamedTuple):
    """A file of the archive, and its first element."""

    name: str
    root: str


def read(source: Source, archive: Archive, asked: Asked) -> RosterFile:
    """Read the pupils of a SIECLE archive.

    Args:
        source: the file.
        archive: its parts.
        asked: see :class:`certui.rosters.rows.Asked`.

    Returns:
        The roster, which names the files that were left aside.

    Raises:
        BadArchive: no XML, none of pupils, two of them, or an archive inside.
        OtherExport: its one XML is of something else.
        RosterError: what :func:`certui.rosters.siecle.read` refuses.
    """
    names = archive.names()
    chosen = _chosen(source, archive, names)
    member = archive.open(chosen)
    try:
        roster = siecle.read(source, member.read, member.size, asked.today)
    except (errors.BadXml, errors.BadEncoding):
        member.drain()
        raise
    aside = tuple(name for name in names if name != chosen)
    return dataclasses.replace(roster, unread_sheets=aside)


def _chosen(source: Source, archive: Archive, names: list[str]) -> str:
    path = source.path
    nested = [name for name in names if name.lower().endswith(_ARCHIVES)]
    if nested:
        raise errors.BadArchive(path=path, reason=NESTED, names=nested)
    found = [
        _Xml(name, roots.of(roots.letters(archive.open(name).read(roots.HEAD))))
        for name in names
        if name.lower().endswith(".xml")
    ]
    # Without a known root the reader of pupils says what is wrong with it.
    pupils = [one.name for one in found if one.root in {siecle.ROOT, ""}]
    if len(pupils) > 1:
        shorter = [name for name in pupils if _WITHOUT_ADDRESSES in name.lower().replace("_", "")]
        pupils = shorter if len(shorter) == 1 else pupils
    if len(pupils) == 1:
        return pupils[0]
    if pupils:
        raise errors.BadArchive(path=path, reason=SEVERAL_XML, names=pupils)
    if len(found) == 1:
        raise errors.OtherExport(path=path, root=found[0].root)
    if found:
        raise errors.BadArchive(path=path, reason=OTHER_XML, names=[one.name for one in found])
    tables = [name for name in names if name.lower().endswith(_TABLES)]
    reason = TABLE_INSIDE if tables else NO_XML
    raise errors.BadArchive(path=path, reason=reason, names=tables or names)
