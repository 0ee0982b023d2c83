"""What is kept of a crash: where it happened, and nothing of what was on screen (hazard F8)."""

from __future__ import annotations

import errno
import os
import re
import secrets
import sys
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import platformdirs

if TYPE_CHECKING:
    from pathlib import Path

# The first line of what is noted of an error.
_HEAD: Final = re.compile(r"^\d{4}-\d\d-\d\dT\S+ [0-9a-f]{8}$", re.MULTILINE)
# What was noted by this process: a disk that fails is asked again and again.
_NOTED: Final[set[str]] = set()


def record(error: BaseException | None = None) -> tuple[str, Path | None]:
    """Note an unexpected error in a file that only its owner can read.

    Neither messages nor local variables are kept: both can hold pupils' names.

    Args:
        error: what was raised, its causes are noted too; what is being handled unless given.

    Returns:
        A reference to give to who repairs, and the file it leads to; None instead of a file when
        it cannot be written, for the person must be told of the first error, not of the second.
    """
    error = error or sys.exception() or RuntimeError()
    reference = secrets.token_hex(4)
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    path = _log()
    try:
        _append(path, [f"{stamp} {reference}", *_story(error), ""])
    except OSError:
        return reference, None
    return reference, path


@dataclass(frozen=True, slots=True)
class Seen:
    """What the log holds.

    Attributes:
        path: of the log, whether there is one or not.
        count: how many errors.
        last: when the last was, and its reference; empty where there is none.
    """

    path: Path
    count: int
    last: str


def seen() -> Seen:
    """Look at the log; one that cannot be read is as good as none."""
    path = _log()
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        text = ""
    heads = _HEAD.findall(text)
    return Seen(path, len(heads), heads[-1] if heads else "")


def note(error: BaseException) -> None:
    """Note what the system said, when a refusal tells it in French: once a place and a code.

    Args:
        error: what was raised.
    """
    story = "\n".join(_story(error))
    if story not in _NOTED:
        _NOTED.add(story)
        record(error)


def _log() -> Path:
    return platformdirs.user_state_path("certui") / "incidents.log"


def _append(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _code(error: BaseException) -> str:
    """The code of an error of the system or of SQLite: it holds nothing of anybody."""
    number = error.errno if isinstance(error, OSError) else None
    code = errno.errorcode.get(number or 0, "") or getattr(error, "sqlite_errorname", "")
    return f" {code}" if code else ""


def _story(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}{_code(current)}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return lines
