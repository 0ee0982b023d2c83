"""How a person gets a document that was written where certui runs, which may be far away."""

from __future__ import annotations

import enum
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from certui.domain.papers import Document

_SSH_PORT: Final = 22
_CONNECTION_PARTS: Final = 4


class Way(enum.Enum):
    """Where the document is, seen from the person."""

    HERE = "here"
    """On this machine: the path is enough."""
    SCP = "scp"
    """At the far end of an SSH connection that gives a shell: copy the file."""
    COMMAND = "command"
    """At the far end of an SSH connection that only runs certui: ask for the document again."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch a document.

    Attributes:
        way: where it is.
        path: the file written.
        line: what to paste in a shell on one's own machine; empty when the file is here.
        host_known: False when the line has ``SERVEUR`` in place of an address nobody told.
    """

    way: Way
    path: Path
    line: str = ""
    host_known: bool = True


def how_to_fetch(
    path: Path,
    environ: Mapping[str, str],
    document: Document | None = None,
    *,
    host: str = "",
    forced: bool = False,
) -> Fetching:
    """How to fetch a file that certui wrote (issue 5).

    Args:
        path: the file, absolute.
        environ: the process's environment. ``SSH_CONNECTION`` gives the server's address and port,
            ``SSH_ORIGINAL_COMMAND`` betrays a forced command.
        document: what the file is, for the command that makes it again.
        host: the server's name as people know it, from the settings; it wins over the address,
            which may be that of a machine behind a router.
        forced: whether the service says that its SSH accounts run nothing but certui; a forced
            command without one typed leaves no trace in the environment.
    """
    connection = environ.get("SSH_CONNECTION", "").split()
    if not connection and not environ.get("SSH_TTY"):
        return Fetching(Way.HERE, path)
    address, port = _server(connection)
    shown = host or address or "SERVEUR"
    user = environ.get("USER") or environ.get("LOGNAME") or ""
    known = bool(host or address)
    if document is not None and (forced or "SSH_ORIGINAL_COMMAND" in environ):
        words = ["ssh", *_option("-p", port), _account(user, shown)]
        words += ["certui", *document.command, "-o", "-"]
        line = f"{shlex.join(words)} > {shlex.quote(document.name)}"
        return Fetching(Way.COMMAND, path, line, known)
    # scp needs brackets around the colons of an IPv6 address, ssh takes it bare.
    bracketed = f"[{shown}]" if ":" in shown else shown
    source = f"{_account(user, bracketed)}:{path}"
    return Fetching(Way.SCP, path, shlex.join(["scp", *_option("-P", port), source, "."]), known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How documents reach the people who run certui here.

    Attributes:
        environ: the process's environment.
        folder: answers where a document is saved unless they say otherwise, as they would type it.
        complete: completes a folder as typed; answers it as it is where it cannot.
        host: the server's name, see :func:`how_to_fetch`.
        forced: whether SSH accounts run nothing but certui.
    """

    environ: Mapping[str, str]
    folder: Callable[[], str]
    complete: Callable[[str], str]
    host: str = ""
    forced: bool = False

    def of(self, path: Path, document: Document) -> Fetching:
        """How they fetch a document that was written.

        Args:
            path: the file, absolute.
            document: what it is.
        """
        return how_to_fetch(path, self.environ, document, host=self.host, forced=self.forced)


def _server(connection: list[str]) -> tuple[str, int]:
    """Address and port of the server, from the parts of ``SSH_CONNECTION``."""
    if len(connection) != _CONNECTION_PARTS or not connection[3].isdecimal():
        return "", _SSH_PORT
    return connection[2], int(connection[3])


def _account(user: str, host: str) -> str:
    return f"{user}@{host}" if user else host


def _option(letter: str, port: int) -> list[str]:
    return [] if port == _SSH_PORT else [letter, str(port)]
