"""Rosters in a zip: one XML, sound, of a bearable size."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, TypeAlias

import pytest
from tests.unit.rosters.writers import pupil, siecle_text, zipped

from certui import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

Read: TypeAlias = "Callable[[bytes], RosterFile]"
XML = siecle_text([pupil()]).encode("iso8859-15")


def refused(read: Read, content: bytes) -> object:
    """Why an archive is refused."""
    with pytest.raises(errors.BadArchive) as caught:
        read(content)
    return caught.value.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_one_xml_is_read(read: Read, method: int) -> None:
    """What macOS and other tools add beside it does not count."""
    content = zipped(
        {
            "__MACOSX/._ElevesSansAdresses.xml": b"x",
            ".cache.xml": b"x",
            "dossier/.caché/autre.xml": b"x",
            "LISEZMOI.txt": b"bonjour",
            "dossier/ElevesSansAdresses.XML": XML,
        },
        method,
    )
    assert [one.first_name for one in read(content).persons] == ["Chloé"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "no_xml"),
        ({"a.txt": XML}, "no_xml"),
        ({"a.xml": XML, "b.xml": XML}, "several_xml"),
        ({"a.xml": XML, "b.zip": b""}, "nested"),
        ({f"{n}.txt": b"" for n in range(201)}, "many"),
        ({"a.xml": b" " * 2_000_000 + XML}, "ratio"),
    ],
)
def test_what_a_zip_may_hold(read: Read, files: dict[str, bytes], reason: str) -> None:
    """Exactly one XML, no archive inside, few files, of proportionate size."""
    assert refused(read, zipped(files)) == reason


def test_two_hundred_files_pass(read: Read) -> None:
    """The limit itself is allowed."""
    files = {f"{n}.txt": b"" for n in range(199)} | {"a.xml": XML}
    assert len(read(zipped(files)).persons) == 1


def test_an_encrypted_zip_is_refused(read: Read) -> None:
    """Its flag says so; no password is asked."""
    content = bytearray(zipped({"a.xml": XML}))
    content[6] |= 1
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert refused(read, bytes(content)) == "encrypted"


def test_an_unusual_compression_is_refused(read: Read) -> None:
    """Only what school software writes: stored and deflated."""
    assert refused(read, zipped({"a.xml": XML}, zipfile.ZIP_LZMA)) == "method"


def test_a_wrong_checksum_is_refused(read: Read) -> None:
    """One byte of a name changed: well-formed, and not what was sent."""
    content = zipped({"a.xml": XML}, zipfile.ZIP_STORED)
    assert refused(read, content.replace(b"Chlo", b"Clho")) == "damaged"


def test_a_damaged_zip_is_told_as_such(read: Read) -> None:
    """Not as the broken XML that comes out of it."""
    large = XML + b" " * 200_000  # so that the damage is met before the checksum
    content = zipped({"a.xml": large}, zipfile.ZIP_STORED)
    assert refused(read, content.replace(b"<PRENOM>", b"<PRE<OM>")) == "damaged"


@pytest.mark.parametrize("cut", [30, 100, 300, -1, -30])
def test_a_truncated_zip_is_refused(read: Read, cut: int) -> None:
    """Wherever it is cut."""
    assert refused(read, zipped({"a.xml": XML})[:cut]) == "damaged"


def test_a_declared_size_too_large_is_refused_unread(read: Read) -> None:
    """A directory that announces 4 GB is believed."""
    content = bytearray(zipped({"a.xml": XML}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 0xFFFFFFF0)
    with pytest.raises(errors.FileTooLarge):
        read(bytes(content))


def test_a_declared_size_too_small_does_not_help(read: Read) -> None:
    """What comes out is counted: a lie about the size is damage."""
    content = bytearray(zipped({"a.xml": XML}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 100)
    assert refused(read, bytes(content)) == "damaged"


def test_an_enormous_directory_is_not_read(read: Read) -> None:
    """The count in the last record is believed before the directory is loaded."""
    for count, size, tail in ((60_000, 100, b""), (1, 50_000_000, b""), (0xFFFF, 100, b"")):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, 4, len(tail))
        assert refused(read, b"PK\x03\x04" + b"\0" * 400 + end + tail) == "many"


def zip64(files: dict[str, bytes], count: int | None = None, size: int | None = None) -> bytes:
    """A zip whose end is in the 64-bit form, as some tools write whatever the size."""
    content = zipped(files)
    end = content.rindex(b"PK\x05\x06")
    _, _, _, _, real, length, place, _ = struct.unpack("<4s4H2LH", content[end : end + 22])
    told = (real if count is None else count, length if size is None else size)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, told[0], *told, place)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    return content[:end] + record + locator + last


def test_the_64_bit_form_is_read(read: Read) -> None:
    """Whatever the size of what it holds."""
    assert [one.first_name for one in read(zip64({"a.xml": XML})).persons] == ["Chloé"]


def test_the_64_bit_form_is_bounded_as_the_other(read: Read) -> None:
    """Its own count and size are looked at before the directory is loaded."""
    assert refused(read, zip64({f"{n}.txt": b"" for n in range(201)})) == "many"
    assert refused(read, zip64({"a.xml": XML}, count=2**63)) == "many"
    assert refused(read, zip64({"a.xml": XML}, size=2**63)) == "many"


def test_a_64_bit_record_that_is_not_there(read: Read) -> None:
    """Its place is beyond the file, or holds something else."""
    content = zipped({"a.xml": XML})
    end = content.index(b"PK\x05\x06")
    for place in (0, 2**40, len(content)):
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
        assert refused(read, content[:end] + locator + content[end:]) == "damaged"


NOMENCLATURE = b"<?xml version='1.0'?><BEE_NOMENCLATURES VERSION='3.1'/>"


def test_the_pupils_file_of_several_is_read_and_the_others_are_named(read: Read) -> None:
    """Told by its first element, whatever the names; UTF-16 too."""
    wide = siecle_text([pupil()], declared="UTF-16").encode("utf-16")
    for one in (XML, b"\xef\xbb\xbf" + siecle_text([pupil()], declared="UTF-8").encode(), wide):
        file = read(
            zipped({"Nomenclature.xml": NOMENCLATURE, "b.xml": one, "d/lisez-moi.txt": b""})
        )
        assert [pupil.first_name for pupil in file.persons] == ["Chloé"]
        assert file.unread_sheets == ("Nomenclature.xml", "d/lisez-moi.txt")


def test_of_two_exports_of_the_same_pupils_the_one_without_addresses(read: Read) -> None:
    """SIECLE names both; addresses are not wanted."""
    both = {"ElevesAvecAdresses.xml": XML, "ElevesSansAdresses.xml": XML}
    assert read(zipped(both)).unread_sheets == ("ElevesAvecAdresses.xml",)


def test_an_archive_without_pupils_says_what_it_holds(read: Read) -> None:
    """One other export is told by its name; several are listed; a list is to be taken out."""
    with pytest.raises(errors.OtherExport) as caught:
        read(zipped({"a.xml": NOMENCLATURE}))
    assert caught.value.root == "BEE_NOMENCLATURES"
    for files, reason in (
        ({"a.xml": NOMENCLATURE, "b.xml": b"<STS_EDT/>"}, "other_xml"),
        ({"liste.csv": b"x", "a.txt": b"x"}, "table_inside"),
        ({"élèves.XLSX": b"x"}, "table_inside"),
        ({"a.7z": b"x", "b.xml": XML}, "nested"),
    ):
        with pytest.raises(errors.BadArchive) as told:
            read(zipped(files))
        assert told.value.reason == reason
        names = told.value.names
        assert isinstance(names, list)
        assert set(names) <= set(files)


def test_a_place_before_the_beginning(read: Read) -> None:
    """A directory that claims to be larger than the file."""
    content = bytearray(zipped({"a.xml": XML}))
    end = content.index(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 900_000)
    assert refused(read, bytes(content)) == "damaged"
    content = bytearray(zipped({"a.xml": XML}))
    end = content.index(b"PK\x05\x06")
    content[end + 16 : end + 20] = struct.pack("<I", 900_000)
    assert refused(read, bytes(content)) == "damaged"


def test_more_files_than_the_count_says(read: Read) -> None:
    """The directory is believed, not the count in the last record."""
    content = bytearray(zipped({f"{n}.txt": b"" for n in range(201)}))
    end = content.rindex(b"PK\x05\x06")
    content[end + 8 : end + 12] = struct.pack("<HH", 1, 1)
    assert refused(read, bytes(content)) == "many"


def test_a_name_that_is_no_text_is_no_crash(read: Read) -> None:
    """A directory whose names are not in the encoding they claim."""
    content = bytearray(zipped({"é.xml": XML}))
    for position in (content.index("é".encode()), content.rindex("é".encode())):
        content[position : position + 2] = b"\xff\xff"
    assert refused(read, bytes(content)) == "damaged"


def test_the_xml_inside_is_judged_as_outside(read: Read) -> None:
    """Its faults are the roster's, not the archive's."""
    with pytest.raises(errors.BadXml):
        read(zipped({"a.xml": XML[:-5]}))
    with pytest.raises(errors.BadEncoding):
        read(zipped({"a.xml": XML.replace(b"ISO-8859-15", b"UTF-8")}))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", zipped({"b.xml": XML}))
    with pytest.raises(errors.BadEncoding):
        read(buffer.getvalue())
