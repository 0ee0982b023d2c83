"""Files that are no plain readable file, or do not stay as they are."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.rosters.writers import pupil, siecle_text

from certui import errors
from certui.rosters.guard import opened
from certui.rosters.reader import read_roster
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN = Path("/proc/self/fd")
XML = siecle_text([pupil(ID_NATIONAL=f"{n}A") for n in range(900)]).encode("iso8859-15")


def test_a_missing_file(tmp_path: Path) -> None:
    """No such file, no such folder, a name that no file can have."""
    (tmp_path / "file").write_bytes(b"x")
    for name in ("a.xml", "b/a", "file/a", "\0"):
        with pytest.raises(errors.FileMissing):
            read_roster(tmp_path / name)


def test_a_missing_file_is_looked_for_beside(tmp_path: Path) -> None:
    """The names that come near are told; or the first folder that is not there."""
    for name in ("Élèves 2026.csv", "eleves_2025.csv", "notes.ods"):
        (tmp_path / name).touch()
    with pytest.raises(errors.FileMissing) as caught:
        read_roster(tmp_path / "eleves 2026.csv")
    assert caught.value.near == ["Élèves 2026.csv", "eleves_2025.csv"]
    assert "Noms proches\u00a0: «\u202fÉlèves 2026.csv\u202f»" in sentence(caught.value)
    with pytest.raises(errors.FileMissing) as caught:
        read_roster(tmp_path / "rentrée" / "2026" / "eleves.csv")
    assert caught.value.folder == tmp_path / "rentrée"
    assert "rentrée\u202f» n’existe pas" in sentence(caught.value)


def test_a_drive_that_does_not_answer(tmp_path: Path) -> None:
    """Told as such, without the system's code."""
    path = tmp_path / "a"
    path.write_bytes(XML)

    def fail(_fraction: float) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(errors.FileUnreadable) as caught:
        read_roster(path, progress=fail)
    assert caught.value.reason == "device"


def test_a_name_too_long_or_in_circles(tmp_path: Path) -> None:
    """The system's own refusals keep their reason."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path, reason in ((tmp_path / ("a" * 300), "name"), (loop, "loop")):
        with pytest.raises(errors.FileUnreadable) as caught:
            read_roster(path)
        assert caught.value.reason == reason


def test_what_is_not_a_plain_file(tmp_path: Path) -> None:
    """A FIFO that nobody writes to, a device, a socket: none is waited for; a folder is told."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    for path in (fifo, "/dev/zero", tmp_path / "socket"):
        with pytest.raises(errors.FileNotRegular):
            read_roster(tmp_path / path)
    with pytest.raises(errors.FileIsFolder):
        read_roster(tmp_path)
    server.close()


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right to read is asked of the system: root has it always, so the answer is given here."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a").write_bytes(XML)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(errors.FileUnreadable) as caught:
        read_roster(tmp_path / "a")
    assert caught.value.reason == "forbidden"


def test_an_empty_file(tmp_path: Path) -> None:
    """Zero bytes."""
    (tmp_path / "a").touch()
    with pytest.raises(errors.FileEmpty):
        read_roster(tmp_path / "a")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"%PDF-1.7\n\0\0"])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    """A picture, a PDF."""
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(errors.RosterError):
        read_roster(tmp_path / "a")


def test_an_xml_too_large(tmp_path: Path) -> None:
    """Judged by its size: a sparse file of 301 MB is not read."""
    path = tmp_path / "a"
    path.write_bytes(XML)
    os.truncate(path, 301_000_000)
    with pytest.raises(errors.FileTooLarge) as caught:
        read_roster(path)
    assert caught.value.limit == 300_000_000


def append(path: Path) -> None:
    """Write at the end of a file."""
    with path.open("ab") as file:
        file.write(b"\n")


def replace(path: Path) -> None:
    """Put another file in its place, of the same content."""
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def touch(path: Path) -> None:
    """Rewrite it in place with the same content at another instant."""
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", [append, replace, touch, os.remove])
def test_a_file_that_changes_while_read(
    tmp_path: Path,
    change: Callable[[Path], None],
) -> None:
    """Grown, replaced, rewritten or removed under the reader: what was read is not trusted."""
    path = tmp_path / "a"
    path.write_bytes(XML)
    told: list[float] = []

    def meanwhile(fraction: float) -> None:
        if not told:
            change(path)
        told.append(fraction)

    with pytest.raises(errors.FileChanged):
        read_roster(path, progress=meanwhile)
    assert told


def test_a_change_is_told_rather_than_what_it_broke(tmp_path: Path) -> None:
    """A file cut while it is read is told as changed, not as broken XML."""
    path = tmp_path / "a"
    path.write_bytes(XML)
    with pytest.raises(errors.FileChanged):
        read_roster(path, progress=lambda _: os.truncate(path, 100))


def test_giving_up_leaves_no_open_file(tmp_path: Path) -> None:
    """What the progress raises goes through, and the file is closed."""
    path = tmp_path / "a"
    path.write_bytes(XML)
    before = len(list(OPEN.iterdir()))

    def give_up(_fraction: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_roster(path, progress=give_up)
    assert len(list(OPEN.iterdir())) == before


def test_a_disk_that_fails(tmp_path: Path) -> None:
    """What the system refuses while reading is told of the file; of another file, goes through."""
    path = tmp_path / "a"
    path.write_bytes(XML)

    def fail(_fraction: float) -> None:
        raise OSError(5, "Input/output error")

    def miss(_fraction: float) -> None:
        (tmp_path / "b").read_bytes()

    with pytest.raises(errors.FileUnreadable):
        read_roster(path, progress=fail)
    with pytest.raises(FileNotFoundError):
        read_roster(path, progress=miss)


def test_a_small_file_that_grows(tmp_path: Path) -> None:
    """Beyond the limit while it is read: no more of it is taken."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 90)

    def grow_and_read() -> bytes:
        with opened(path, lambda _: None) as source:
            path.write_bytes(b"x" * 200)
            return source.whole(100)

    with pytest.raises(errors.FileChanged):
        grow_and_read()


def test_a_whole_small_file_is_bounded(tmp_path: Path) -> None:
    """One byte beyond the limit is refused."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    with opened(path, lambda _: None) as source:
        assert source.whole(100) == b"x" * 100
        with pytest.raises(errors.FileTooLarge):
            source.whole(99)
