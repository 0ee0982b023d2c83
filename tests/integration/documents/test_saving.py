"""Saving: whole or not at all, over nobody's file, and one refusal for each reason."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from certui import errors
from certui.documents.saving import destination, save, save_in

if TYPE_CHECKING:
    from collections.abc import Callable

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40


def names(folder: Path) -> list[str]:
    """What the folder holds, hidden files too."""
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "pv.pdf"
    path.write_bytes(b"old")
    return path


def failing(monkeypatch: pytest.MonkeyPatch, name: str, code: int, *, when: str = "") -> None:
    """Make a call of the system fail, on names that contain ``when``."""
    true: Callable[..., Any] = getattr(os, name)

    def fails(*args: Any, **options: Any) -> Any:
        if when in str(args[0]):
            raise OSError(code, os.strerror(code))
        return true(*args, **options)

    monkeypatch.setattr(os, name, fails)


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    """Mode 0600 whatever the umask, and nothing else in the folder."""
    before = os.umask(0)
    try:
        path = save(PDF, tmp_path / "pv-session-208.pdf")
    finally:
        os.umask(before)
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["pv-session-208.pdf"]


def test_a_file_is_never_replaced_unasked(old: Path) -> None:
    """It stays as it was, and no temporary file is left."""
    with pytest.raises(errors.AlreadyThere) as caught:
        save(PDF, old)
    assert vars(caught.value) == {"path": old}
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["pv.pdf"]


def test_a_file_is_replaced_when_asked(old: Path) -> None:
    """Content and mode are the new ones; who had it open keeps the old one."""
    old.chmod(0o666)
    with old.open("rb") as reader:
        save(PDF, old, overwrite=True)
        assert reader.read() == b"old"
    assert old.read_bytes() == PDF
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert names(old.parent) == ["pv.pdf"]


def test_a_file_that_appears_while_another_is_written_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check and the taking of the name are one step."""
    true = os.fsync

    def slow(descriptor: int) -> None:
        true(descriptor)
        (tmp_path / "pv.pdf").write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(errors.AlreadyThere):
        save(PDF, tmp_path / "pv.pdf")
    assert (tmp_path / "pv.pdf").read_bytes() == b"theirs"
    assert names(tmp_path) == ["pv.pdf"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_one_of_many_writers_wins_and_every_file_is_whole(
    tmp_path: Path, *, overwrite: bool
) -> None:
    """Eight at once: without leave to replace, seven are refused."""
    path, refused = tmp_path / "pv.pdf", []

    def write(letter: bytes) -> None:
        try:
            save(letter * 50_000, path, overwrite=overwrite)
        except errors.AlreadyThere:
            refused.append(letter)

    threads = [threading.Thread(target=write, args=(bytes([65 + n]),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    content = path.read_bytes()
    assert content == content[:1] * 50_000
    assert len(refused) == (0 if overwrite else 7)
    assert names(tmp_path) == ["pv.pdf"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_disk_without_links_is_written_to_all_the_same(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """USB sticks know no hard links; what is there is still not replaced."""
    failing(monkeypatch, "link", code)
    assert save(PDF, tmp_path / "pv.pdf").read_bytes() == PDF
    with pytest.raises(errors.AlreadyThere):
        save(b"new", tmp_path / "pv.pdf")
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "gone")
    with pytest.raises(errors.AlreadyThere):
        save(b"new", tmp_path / "dangling.pdf")
    assert names(tmp_path) == ["dangling.pdf", "pv.pdf"]


def test_a_disk_without_links_that_fails_keeps_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name taken is given back."""
    failing(monkeypatch, "link", errno.EPERM)
    failing(monkeypatch, "replace", errno.EIO)
    with pytest.raises(errors.WritingFailed):
        save(PDF, tmp_path / "pv.pdf")
    assert names(tmp_path) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link in the file's place is somebody's file; replaced, its target is left alone."""
    target = tmp_path / "secret"
    target.write_bytes(b"secret")
    link = tmp_path / "pv.pdf"
    link.symlink_to(target)
    with pytest.raises(errors.AlreadyThere):
        save(PDF, link)
    save(PDF, link, overwrite=True)
    assert target.read_bytes() == b"secret"
    assert not link.is_symlink()
    link.unlink()
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(errors.AlreadyThere):
        save(PDF, link)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_that_is_missing_is_said_to_be(tmp_path: Path, *, overwrite: bool) -> None:
    """It is not created."""
    with pytest.raises(errors.FolderMissing) as caught:
        save(PDF, tmp_path / "none" / "pv.pdf", overwrite=overwrite)
    assert vars(caught.value) == {"path": tmp_path / "none"}
    assert names(tmp_path) == []


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_is_a_file_is_said_to_be(old: Path, below: str) -> None:
    """The folder itself, or one above it."""
    with pytest.raises(errors.FolderNotAFolder):
        save(PDF, old / below / "pv.pdf")
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_name_that_is_a_folder_is_said_to_be(tmp_path: Path, *, overwrite: bool) -> None:
    """A folder is neither a file that is there nor one to replace."""
    (tmp_path / "pv.pdf").mkdir()
    with pytest.raises(errors.TargetIsAFolder):
        save(PDF, tmp_path / "pv.pdf", overwrite=overwrite)
    assert names(tmp_path / "pv.pdf") == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_no_right_to_write_is_said(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of somebody else's, or a read-only disk."""
    failing(monkeypatch, "open", code, when=".tmp")
    with pytest.raises(errors.WritingForbidden) as caught:
        save(PDF, tmp_path / "pv.pdf")
    assert vars(caught.value) == {"path": tmp_path}
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_of_read_only_mode_refuses(tmp_path: Path) -> None:
    """As the system itself answers."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(errors.WritingForbidden):
        save(PDF, folder / "pv.pdf")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_full_disk_leaves_no_partial_file(
    code: int, old: Path, monkeypatch: pytest.MonkeyPatch, *, overwrite: bool
) -> None:
    """Discovered at the flush: the old file stays, the new one is gone."""
    failing(monkeypatch, "fsync", code)
    path = old if overwrite else old.with_name("new.pdf")
    with pytest.raises(errors.DiskFull) as caught:
        save(PDF, path, overwrite=overwrite)
    assert vars(caught.value) == {"path": old.parent}
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["pv.pdf"]


def test_a_limit_of_the_system_leaves_no_partial_file(tmp_path: Path) -> None:
    """A real write that really stops half-way."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from certui import errors\n"
        "from certui.documents.saving import save\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    save(b'x' * 100_000, Path(sys.argv[1]))\n"
        "except errors.WritingFailed as error:\n"
        "    print(error.reason)\n"
    )
    asked = [sys.executable, "-c", script, str(tmp_path / "pv.pdf")]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "EFBIG"
    assert names(tmp_path) == []


def test_a_folder_that_takes_the_name_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the rename."""
    failing(monkeypatch, "replace", errno.EISDIR)
    with pytest.raises(errors.TargetIsAFolder):
        save(PDF, tmp_path / "pv.pdf", overwrite=True)
    assert names(tmp_path) == []


def test_any_other_failure_is_told_by_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dying disk."""
    failing(monkeypatch, "fsync", errno.EIO)
    with pytest.raises(errors.WritingFailed) as caught:
        save(PDF, tmp_path / "pv.pdf")
    assert caught.value.reason == "EIO"
    assert names(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_a_folder_that_cannot_be_flushed(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network disks do not know how: the file is there. A dying disk is told."""
    true = os.fsync

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))
        true(descriptor)

    monkeypatch.setattr(os, "fsync", flush)
    if code == errno.EINVAL:
        assert save(PDF, tmp_path / "pv.pdf").read_bytes() == PDF
    else:
        with pytest.raises(errors.WritingFailed):
            save(PDF, tmp_path / "pv.pdf")


@pytest.mark.parametrize(
    "name", ["", " ", ".", "..", "...", "a/b.pdf", "/etc/passwd", "../a", "a\0b", "a\x1b[2J", "a\n"]
)
def test_a_name_with_a_folder_in_it_is_refused(name: str, tmp_path: Path) -> None:
    """A name is a bare name: whatever is typed, the file goes into the folder that is shown."""
    with pytest.raises(errors.BadFileName) as caught:
        save_in(PDF, str(tmp_path), name, overwrite=False)
    assert vars(caught.value) == {"name": name}
    assert names(tmp_path) == []


def test_a_name_that_the_disk_refuses_is_told(tmp_path: Path) -> None:
    """More than 255 bytes."""
    with pytest.raises(errors.BadFileName):
        save_in(PDF, str(tmp_path), "é" * 200, overwrite=False)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["PV de la 3ᵉ B.pdf", "~", "-rf", "a..b", ".caché", "é.pdf"])
def test_an_odd_name_is_a_name(name: str, tmp_path: Path) -> None:
    """Blanks, accents, hyphens and tildes are nobody's business."""
    assert save_in(PDF, str(tmp_path), name, overwrite=False) == tmp_path / name


def test_a_tilde_is_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder, at its beginning."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Documents").mkdir()
    assert destination("~/Documents", "a.pdf") == tmp_path / "Documents" / "a.pdf"
    assert save(PDF, Path("~/Documents/b.pdf")) == tmp_path / "Documents" / "b.pdf"


def test_a_relative_folder_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer can be shown to people who are elsewhere."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    assert destination("", "a.pdf") == tmp_path / "a.pdf"
    assert save(PDF, Path("sub/../a.pdf")) == tmp_path / "a.pdf"
