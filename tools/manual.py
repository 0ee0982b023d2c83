"""Write the manual page from the grammar of the command line.

``python -m tools.manual`` (``make pages``) after a change in ``certui.cli.parser``. A test holds
``docs/certui.1`` equal to what this would write; the wheel carries it to ``share/man/man1``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from certui import __version__
from certui.cli import parser
from certui.wording.manual import DESCRIPTION, ENVIRONMENT, EXAMPLES, FILES, STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILE: Final = Path(__file__).parents[1] / "docs" / "certui.1"
# What every command has; told once.
_COMMON: Final = frozenset({"help", "db"})


def written() -> str:
    """The whole page."""
    grammar = parser.build()
    return "\n".join(
        [
            "'\\\" -*- coding: utf-8 -*-",
            '.\\" Written by tools/manual.py from the grammar: not to be edited.',
            f'.TH CERTUI 1 "" "certui {__version__}" "Manuel de certui"',
            ".SH NOM",
            f"certui \\- {_text(_without_end(grammar.description or ''))}",
            ".SH SYNOPSIS",
            *_synopsis(grammar),
            ".SH DESCRIPTION",
            *_paragraphs(DESCRIPTION),
            ".SH OPTIONS",
            *_options(grammar, skipped=frozenset()),
            ".SH COMMANDES",
            *_commands(grammar),
            ".SH CODE DE RETOUR",
            *_listed(STATUS),
            ".SH VARIABLES D’ENVIRONNEMENT",
            *_listed(ENVIRONMENT),
            ".SH FICHIERS",
            *_listed(FILES),
            ".SH EXEMPLES",
            *_listed(EXAMPLES),
            "",
        ]
    )


def _without_end(sentence: str) -> str:
    """Of a description the first sentence, as a manual's first line has it."""
    first = sentence.partition(". ")[0]
    return first[:1].lower() + first[1:].rstrip(".")


def _synopsis(command: argparse.ArgumentParser) -> Iterator[str]:
    usage = " ".join(command.format_usage().split()).partition(": ")[2]
    yield f".B {_text(command.prog)}"
    yield _text(usage.removeprefix(command.prog).strip())


def _commands(command: argparse.ArgumentParser) -> Iterator[str]:
    for summary, below in _below(command):
        if any(True for _ in _below(below)):
            yield from _commands(below)
            continue
        yield f".SS {_text(below.prog.removeprefix('certui '))}"
        yield f"{_text(summary[:1].upper() + summary[1:])}."
        yield ".PP"
        yield from _synopsis(below)
        yield from _options(below, skipped=_COMMON)


def _below(command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {one.dest: one.help or "" for one in action._choices_actions}
            for name, below in action.choices.items():
                yield summaries[name], below


def _options(command: argparse.ArgumentParser, *, skipped: frozenset[str]) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction) or action.dest in skipped:
            continue
        names = [rf"\fB{_text(one)}\fR" for one in action.option_strings]
        wanted = action.metavar or ("|".join(action.choices) if action.choices else "")
        value = rf"\fI{_text(str(wanted))}\fR" if wanted else ""
        yield ".TP"
        yield " ".join(filter(None, (", ".join(names), value)))
        yield _text(action.help or "") + "."


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield ".PP"
        yield _text(text)


def _listed(pairs: Iterable[Sequence[str]]) -> Iterator[str]:
    for name, said in pairs:
        yield ".TP"
        yield rf"\fB{_text(name)}\fR"
        yield _text(said)


def _text(text: str) -> str:
    """A text as roff takes it: no line begins a request, and blanks that do not break stay so."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    for blank in ("\u202f", "\u00a0"):
        escaped = escaped.replace(blank, r"\~")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
