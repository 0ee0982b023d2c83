"""Files that are no roster: what each is, told by its content, whatever its name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sqlite3
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rosters.compounds import compound
from tests.unit.rosters.writers import pupil, siecle_text, zipped
from tests.unit.wording.french import unsound

from certui import errors
from certui.rosters import kinds, roots
from certui.wording import refusals, roster_kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

Read: TypeAlias = "Callable[[bytes], RosterFile]"

CSV = "Nom;Prénom;Né(e) le;Classe\nSOW;Zoé;14/02/2011;3A\n".encode()
MAIL = (
    b"Return-Path: <secretariat@exemple.invalid>\r\nReceived: from exemple.invalid\r\n"
    b"\tby exemple.invalid; Mon, 14 Sep 2026 10:00:00 +0200\r\nSubject: liste\r\n\r\nBonjour"
)
LOGIN = (
    b"<!DOCTYPE html><html><head><title>Connexion</title></head><body><form method=post>"
    b"<input name=u><input type=password name=p></form></body></html>"
)
EXPIRED = (
    "<html><body><table><tr><td>Votre session a expiré. Merci de vous identifier de"
    " nouveau.</td></tr></table></body></html>"
).encode("cp1252")


def tarred() -> bytes:
    """A tar archive of one list."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("liste.csv")
        info.size = len(CSV)
        archive.addfile(info, io.BytesIO(CSV))
    return buffer.getvalue()


def database(folder: Path) -> bytes:
    """A SQLite database."""
    path = folder / "a.db"
    with sqlite3.connect(path) as base:
        base.execute("create table a (b)")
    base.close()
    return path.read_bytes()


OFFICE = b"<Types/>"
FOREIGN = {
    "7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(60),
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(60),
    "gzip": gzip.compress(CSV),
    "bzip2": bz2.compress(CSV),
    "xz": lzma.compress(CSV),
    "tar": tarred(),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "pdf after some lines": b"\r\n@PJL\r\n%PDF-1.4\n\0\0",
    "print": b"%!PS-Adobe-3.0\n",
    "image png": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "image jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(60),
    "image bmp": b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0" + bytes(60),
    "image webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(60),
    "image heic": b"\0\0\0\x18ftypheic" + bytes(60),
    "image svg": b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>',
    "word docx": zipped({"[Content_Types].xml": OFFICE, "word/document.xml": b"<x/>"}),
    "word doc": compound({"WordDocument": bytes(5_000)}),
    "slides pptx": zipped({"[Content_Types].xml": OFFICE, "ppt/presentation.xml": b"<x/>"}),
    "slides ppt": compound({"PowerPoint Document": bytes(5_000)}),
    "text": zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    ),
    "slides odp": zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation"}),
    "apple": zipped({"Index/Document.iwa": b"x", "Index/Tables/DataList.iwa": b"x"}),
    "rtf": b"{\\rtf1\\ansi Bonjour}",
    "login": LOGIN,
    "login in a table": EXPIRED,
    "page": b"<html><body><p>Erreur 500</p></body></html>",
    "page saved whole": MAIL.replace(b"Subject", b"Snapshot-Content-Location: x\r\nSubject"),
    "flat Excel 2003": b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "flat fods": b'<?xml version="1.0"?><office:document xmlns:office="x" office:version="1.3"/>',
    "mail": MAIL,
    "mail of Outlook": compound({"__properties_version1.0": bytes(5_000)}),
    "json": b'[{"nom": "SOW"}]',
    "cards": b"BEGIN:VCARD\r\nVERSION:3.0\r\n",
    "shortcut": b"[InternetShortcut]\r\nURL=https://exemple.invalid/\r\n",
    "access": b"\0\1\0\0Standard ACE DB\0" + bytes(60),
    "program": b"\x7fELF\2\1\1" + bytes(60),
    "program exe": b"MZ\x90\0\3\0\0\0\4\0" + bytes(60),
}


def foreign(read: Read, content: bytes) -> object:
    """What a file is told to be."""
    with pytest.raises(errors.ForeignFile) as caught:
        read(content)
    said = refusals.sentence(caught.value)
    assert not unsound(said)
    return caught.value.kind


@pytest.mark.parametrize("name", FOREIGN)
def test_what_a_file_is_that_is_no_roster(read: Read, name: str) -> None:
    """Told by its content: the name of the file lies."""
    assert foreign(read, FOREIGN[name]) == name.partition(" ")[0]


def test_a_database(read: Read, tmp_path: Path) -> None:
    """SQLite, of whatever program."""
    assert foreign(read, database(tmp_path)) == "sqlite"


@pytest.mark.parametrize("kind", roster_kinds.FOREIGN_KINDS)
def test_each_kind_says_what_to_do(kind: str) -> None:
    """Which file, what it is, and after the colon what to do."""
    said = refusals.sentence(errors.ForeignFile(path=Path("/a/liste.csv"), kind=kind))
    assert said.startswith("Le fichier «\u202fliste.csv\u202f» est ")
    assert len(said.partition("\u00a0: ")[2]) > 20
    assert not unsound(said)


@pytest.mark.parametrize(
    "first",
    ["BM;1", "MZ;1", "Rar;1", "{Nom};1", "[Nom];1", "From;1", "Date: du jour;1", "PDF;1", "GIF;1"],
)
def test_a_list_that_begins_like_another_kind(read: Read, first: str) -> None:
    """Some letters do not make an image or a message."""
    assert len(read(f"{first}\n".encode() + CSV).persons) == 1


@given(lines=st.lists(st.text('abcNOM: \t;-<>"[{.0', max_size=30), max_size=6))
def test_no_text_takes_long_or_breaks_the_look_at_it(lines: list[str]) -> None:
    """Whatever it holds."""
    letters = roots.letters("\n".join(lines).encode())
    roots.of(letters)
    kinds.page("\n".join(lines))


@pytest.mark.parametrize(
    "piece", [b"<?a?>", b"<!---->", b"<!DOCTYPE a[]>", b"<? ", b"<!--", b"a: \n"]
)
def test_a_crafted_beginning_takes_no_longer(read: Read, piece: bytes) -> None:
    """Nothing is looked at twice."""
    with pytest.raises(errors.RosterError):
        read(piece * (4096 // len(piece)) + b"\1")


@pytest.mark.parametrize(
    ("root", "part"),
    [
        ("ficAlimMENESR", "l’AAF"),
        ("BEE_NOMENCLATURES", "nomenclatures"),
        ("BEE_STRUCTURES", "structures"),
        ("BEE_RESPONSABLES", "responsables"),
        ("BEE_COMMUN", "données communes"),
        ("BEE_GEOGRAPHIQUE", "géographique"),
        ("BEE_NOUVEAUTE", "un autre export de SIECLE"),
        ("STS_EDT", "STS-emp"),
        ("EDT_STS", "STS"),
        ("lsun-bilans", "LSU"),
        ("inconnu", "«\u202finconnu\u202f»"),
    ],
)
def test_which_export_it_is_and_which_is_wanted(read: Read, root: str, part: str) -> None:
    """By its first element, whatever stands before: a DTD says nothing of the roster."""
    dtd = f'<!DOCTYPE {root} SYSTEM "{root}.dtd">\n'
    for before in (
        "",
        "<?xml version='1.0'?>\n<!-- x > y -->\n",
        dtd,
        f"<!DOCTYPE {root} [<!ENTITY a 'b'>]>",
    ):
        with pytest.raises(errors.OtherExport) as caught:
            read(f"{before}<{root}><a/></{root}>".encode())
        said = refusals.sentence(caught.value)
        assert part in said
        assert "Élèves sans adresses" in said
        assert not unsound(said)


def test_an_export_in_utf_16(read: Read) -> None:
    """Its first element is read all the same."""
    with pytest.raises(errors.OtherExport):
        read("<BEE_STRUCTURES/>".encode("utf-16"))
    wide = siecle_text([pupil()], declared="UTF-16").encode("utf-16")
    assert len(read(wide).persons) == 1


def test_a_workbook_under_a_password(read: Read) -> None:
    """Excel keeps it whole in a package inside a compound file."""
    with pytest.raises(errors.PasswordProtected) as caught:
        read(compound({"EncryptionInfo": bytes(5_000), "EncryptedPackage": bytes(5_000)}))
    said = refusals.sentence(caught.value)
    assert "protégé par un mot de passe" in said
    assert "copie sans mot de passe" in said


def test_a_compound_file_of_nothing_known(read: Read) -> None:
    """Old programs of all sorts write these; a name in the content is no stream."""
    # All that an entry of the directory has, but where none stands.
    named = "WordDocument".encode("utf-16-le").ljust(64, b"\0") + b"\x1a\0\2"
    for streams in ({"Contents": bytes(5_000)}, {"Contents": bytes(40) + named + bytes(5_000)}):
        with pytest.raises(errors.UnknownFormat) as caught:
            read(compound(streams))
        assert type(caught.value) is errors.UnknownFormat
