"""Writing a file whole or not at all, over nobody's file, readable by its owner alone."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from certui import errors, incidents
from certui.files.paths import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNER_ONLY: Final = 0o600
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# What file systems without hard links (USB sticks) answer to link().
_NO_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK})
# What disks that cannot flush a folder answer: the file is there all the same.
_NO_FLUSH: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def destination(folder: str, name: str) -> Path:
    """Where a file goes, from a folder and a name as typed.

    Args:
        folder: absolute, relative, or beginning with ``~``; empty for the working directory.
        name: a bare name.

    Returns:
        An absolute path; nothing is created.

    Raises:
        certui.errors.BadFileName: the name is empty, made of dots, has a ``/`` or a control
            character.
    """
    if not name.strip(". ") or "/" in name or not name.isprintable():
        raise errors.BadFileName(name=name)
    return Path(os.path.abspath(expanded(Path(folder)))) / name


def save(content: bytes, path: Path, *, overwrite: bool = False) -> Path:
    """Write a file whole or not at all, mode 0600.

    The bytes go into a temporary file of the same folder, to the disk, and only then take the
    name: who reads that name sees the old file or the new one, whole.

    Args:
        content: the whole file.
        path: where; a leading ``~`` is the user's home.
        overwrite: whether a file of that name may be replaced.

    Returns:
        The absolute path written.

    Raises:
        certui.errors.AlreadyThere: there is a file of this name, and ``overwrite`` is False.
        certui.errors.TargetIsAFolder: the name is a folder's.
        certui.errors.FolderMissing: there is no such folder.
        certui.errors.FolderNotAFolder: the folder, or one above it, is a file.
        certui.errors.WritingForbidden: no right to write there, or a read-only disk.
        certui.errors.DiskFull: no room on the disk or in the quota.
        certui.errors.BadFileName: a name that the disk refuses.
        certui.errors.WritingFailed: any other reason.
    """
    path = Path(os.path.abspath(expanded(path)))
    with _refusals(path), _opened(path.parent) as folder:
        if path.is_dir():
            raise errors.TargetIsAFolder(path=path)
        # Before the bytes are written, for the sake of speed only: the rename decides.
        if not overwrite and os.path.lexists(path):
            raise errors.AlreadyThere(path=path)
        temporary = f".{secrets.token_hex(8)}.tmp"
        try:
            _write(temporary, content, folder)
            if overwrite:
                os.replace(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            else:
                _take_free_name(temporary, path.name, folder)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=folder)
        _flush_folder(folder)
    return path


def save_in(content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
    """:func:`save` at :func:`destination`; a :class:`certui.services.ports.papers.Saver`."""
    return save(content, destination(folder, name), overwrite=overwrite)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """The folder as a descriptor: renamed or replaced meanwhile, it stays the same folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(name: str, content: bytes, folder: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, _OWNER_ONLY, dir_fd=folder)
    with open(descriptor, "wb", buffering=0) as file:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(descriptor)


def _take_free_name(temporary: str, name: str, folder: int) -> None:
    """Give a finished file its name unless somebody has it, in one step of the disk's."""
    try:
        os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # No links here: take the name with an empty file, then replace that.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(os.open(name, flags, _OWNER_ONLY, dir_fd=folder))
        try:
            os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            os.unlink(name, dir_fd=folder)
            raise


def _flush_folder(folder: int) -> None:
    """Bring the name to the disk too, where the disk knows how."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn the system's answers into certui's."""
    try:
        yield
    except FileExistsError as error:
        raise errors.AlreadyThere(path=path) from error
    except FileNotFoundError as error:
        raise errors.FolderMissing(path=path.parent) from error
    except NotADirectoryError as error:
        raise errors.FolderNotAFolder(path=path.parent) from error
    except IsADirectoryError as error:
        raise errors.TargetIsAFolder(path=path) from error
    except OSError as error:
        if error.errno in _FULL:
            raise errors.DiskFull(path=path.parent) from error
        if error.errno in _FORBIDDEN:
            raise errors.WritingForbidden(path=path.parent) from error
        if error.errno in {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}:
            raise errors.BadFileName(name=path.name) from error
        incidents.note(error)
        reason = errno.errorcode.get(error.errno or 0, "")
        raise errors.WritingFailed(path=path, reason=reason) from error
