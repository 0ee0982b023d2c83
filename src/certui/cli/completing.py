"""What the Tab key of a shell proposes: commands, options, files, sessions, classes.

The shell starts certui with the line so far in its environment (argcomplete). It must answer fast
and without a word: what cannot be read proposes nothing, and nothing is created. Nobody's name and
no INE is proposed: what is shown beside a prompt is seen by who looks over the shoulder.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from argcomplete.completers import BaseCompleter
from argcomplete.finders import CompletionFinder
from typing_extensions import override

from certui import config, errors
from certui.cli import parser
from certui.files import paths
from certui.store import overview
from certui.wording import shell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Where argcomplete's shell functions listen.
_ANSWER: Final = 8
_SESSIONS: Final = frozenset({"number"})
_CLASSES: Final = frozenset({"classes", "class_name"})
_FILES: Final = frozenset({"file", "output", "db"})


def answer() -> int:
    """Answer the shell that asks, on the descriptor where it listens.

    Returns:
        The exit status: a shell takes nothing from one that is not 0.
    """
    # Nobody listens there, or a variable says nothing: whoever set it was no shell.
    with contextlib.suppress(OSError, ValueError, KeyError):
        output = os.fdopen(_ANSWER, "w", encoding="utf-8", errors="replace")
        _Finder()(
            parser.build(),
            always_complete_options=False,
            exit_method=_stay,
            output_stream=output,
            default_completer=_Values(),
        )
        return 0
    return 1


def _stay(_status: int) -> None:
    """Leave as any command does: what is written is flushed by then."""


class _Finder(CompletionFinder):
    """Proposes options where nothing else may follow: who types Tab is not left without a word."""

    @override
    def _init_debug_stream(self) -> None:
        """Say nothing: argcomplete would write to a descriptor that may be anybody's."""

    @override
    def collect_completions(
        self,
        active_parsers: list[argparse.ArgumentParser],
        parsed_args: argparse.Namespace,
        cword_prefix: str,
    ) -> list[str]:
        """The proposals for the word that is begun."""
        found: list[str] = super().collect_completions(active_parsers, parsed_args, cword_prefix)
        if not found and not cword_prefix:
            self.always_complete_options = "long"
            found = super().collect_completions(active_parsers, parsed_args, cword_prefix)
        for one in found:
            # Of « --class=3EB » argcomplete would else say « None » beside it.
            self._display_completions.setdefault(one, "")
        return found


class _Values(BaseCompleter):
    """Proposes the values of an argument, by its name in the grammar."""

    @override
    def __call__(
        self,
        *,
        prefix: str,
        action: argparse.Action,
        parser: argparse.ArgumentParser,
        parsed_args: argparse.Namespace,
    ) -> Iterable[str]:
        """The values; of sessions, each with what a shell may show beside it."""
        try:
            return _values(prefix, action.dest, getattr(parsed_args, "db", None))
        except errors.CertuiError:
            return ()


def _values(prefix: str, name: str, database: str | None) -> Iterable[str] | Mapping[str, str]:
    if name in _SESSIONS:
        seen = overview.read_overview(_database(database))
        sessions = [] if seen is None else [one for one, _ in seen.sessions()]
        return {str(one.number): shell.proposed(one) for one in sessions}
    if name in _CLASSES:
        return overview.read_classes(_database(database))
    return paths.begun(prefix) if name in _FILES else ()


def _database(named: str | None) -> str | Path:
    return config.load(named).database or config.default_database()
