"""What is settled before the toolkit is there: the standard library only.

Whether there is a terminal that a full screen can be shown on, how it is written to, and how
Textual is to run.
"""

from __future__ import annotations

import io
import os
import sys

from certui.errors import DumbTerminal, NoTerminal
from certui.late import late

# As type checkers know it, without the 5 ms that importing typing takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import curses
    from collections.abc import Mapping
    from typing import TextIO

    from certui import themes
    from certui.themes import Depth
else:
    curses = late("curses")
    themes = late("certui.themes")

_TRUE_COLOUR = ("truecolor", "24bit")
# In the names of terminals.
_MANY = ("256color", "direct")
_UTF_8 = ("utf8", "utf-8")
# What Python puts there itself where the locale is C.
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
_C = ("C", "POSIX")


def check() -> None:
    """Refuse to start where a full screen cannot work (hazards F10, D4).

    Raises:
        NoTerminal: standard input or output is not a terminal.
        DumbTerminal: ``TERM`` is unset, empty or ``dumb``.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NoTerminal
    term = os.environ.get("TERM", "")
    if term in {"", "dumb"}:
        raise DumbTerminal(term=term)


def use_utf8() -> None:
    """Write UTF-8 whatever the locale (hazards D4: in ISO-8859-15 it would not be French).

    The streams change in place: starting Python again in UTF-8 mode costs a second start, and would
    read again in UTF-8 the arguments and the paths that the locale has decoded well.
    """
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def heard() -> TextIO:
    """Standard input as lines of UTF-8, whatever it holds; an empty one where there is none."""
    stream = sys.stdin
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return io.StringIO() if stream is None else stream


def set_toolkit() -> None:
    """Say how Textual runs: it reads its environment once, when it is imported.

    The environment of the person at the keyboard says nothing of it: ``TEXTUAL_DRIVER`` names code
    to load, ``TEXTUAL_LOG`` a file to write.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    # A frame is painted at once; this is how soon the next may follow: that of the count of
    # matches after the first of them must not wait for a sixtieth of a second.
    os.environ["TEXTUAL_FPS"] = "1000"


def has_mouse() -> bool:
    """Whether the mouse is listened to.

    Over SSH it costs bytes, and its reports are what some clients get wrong (hazards F9).
    """
    return not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def depth(environ: Mapping[str, str]) -> Depth:
    """How many colours the terminal has.

    Args:
        environ: where it is named; a ``NO_COLOR`` that says something takes them all away.
    """
    if environ.get("NO_COLOR"):
        return themes.Depth.NONE
    term = environ.get("TERM", "")
    if environ.get("COLORTERM") in _TRUE_COLOUR or any(one in term for one in _MANY):
        return themes.Depth.MANY
    return _described(term)


def _described(term: str) -> Depth:
    """The same, as the system's description of a terminal has it; few where there is none."""
    try:
        curses.setupterm(term, sys.__stdout__.fileno() if sys.__stdout__ else 1)
        colours = curses.tigetnum("colors")
    except (ImportError, OSError, curses.error):
        return themes.Depth.FEW
    if colours >= themes.Depth.MANY:
        return themes.Depth.MANY
    return themes.Depth.FEW if colours > 0 else themes.Depth.NONE


def needs_ascii(environ: Mapping[str, str]) -> bool:
    """Whether the locale says that signs may not be shown; letters are sent as UTF-8 all the same.

    Args:
        environ: where it is named; where nothing names it, most terminals show them.
    """
    lang, kind = environ.get("LANG", ""), environ.get("LC_CTYPE", "")
    if lang in _C and kind in _COERCED:
        kind = ""
    locale = environ.get("LC_ALL") or kind or lang
    return bool(locale) and not locale.lower().partition("@")[0].endswith(_UTF_8)
