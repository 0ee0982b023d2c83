"""Every French text that stands in the code keeps French typography."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

import certui

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCES: Final = Path(certui.__file__).parent
_BLANKS: Final = {"NARROW": "\u202f", "NO_BREAK": "\u00a0"}
# What stands for a value in a text made of values: a letter, so that « {who} n’a » is read as one.
_VALUE: Final = "X"
_FAULTS: Final = {
    "no narrow blank before ; ! ?": r"[^\u202f\s(][;!?](?![\w:=])|[ \u00a0][;!?]",
    "no blank before a colon": r"[^\u00a0\d]:(?=[\s\u00a0]|$)|[ \u202f]:",
    "no narrow blank inside « »": r"«[^\u202f]|[^\u202f]»",
    "a straight apostrophe": r"\w'\w",
    "a straight quotation mark": r'"',
    "three dots": r"\.\.\.",
    "no elision": (
        r"(?<!-)\b(?:[dDlLnNsSjJmMtTcC]e|[qQ]ue|[lL]a) (?=[aàâeéèêiîoôuœæAÀÂEÉÈÊIÎOÔUŒÆ])"
    ),
    "a word of another name: who has come is présent": r"\b[aA]rrivés?\b",
}
# Texts for machines, and those of others that are compared letter by letter.
_NO_PROSE: Final = {
    "documents/ods.py": "XML",
    "documents/xlsx.py": "XML",
    "documents/archive.py": "XML",
    "documents/candidate_list.py": "headings that the product compares letter by letter",
    "documents/reading_order.py": "letters and signs of patterns",
    "documents/typesetting.py": "typst's own messages, recognised",
    "incidents.py": "a log",
    "rosters/headings.py": "headings as schools write them",
    "rosters/csv_export.py": "a file format",
    "rosters/html_table.py": "HTML",
    "rosters/ods.py": "XML",
    "services/demo/pupils.py": "invented names as registers write them",
    "store/": "SQL and addresses",
    "terminal/picture.py": "escape sequences",
}
_EXACT: Final = frozenset({"text/csv; charset=utf-8"})
# argparse's messages, as they are recognised.
_A_PATTERN: Final = "(.*"
# Called with a pattern or a type, not with a text.
_PATTERNS: Final = frozenset(
    {"cast", "compile", "fullmatch", "search", "match", "sub", "split", "findall"}
)


class Text(NamedTuple):
    """A text of the code.

    Attributes:
        where: module and line.
        said: with a letter in the place of each value.
    """

    where: str
    said: str


def _is_documentation(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_pattern(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _PATTERNS


def _is_style(node: ast.AST) -> bool:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return any(isinstance(one, ast.Name) and "CSS" in one.id for one in targets)


def _joined(node: ast.JoinedStr) -> str:
    said = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            said += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = ast.unparse(part.value).rpartition(".")[2]
            said += _BLANKS.get(name, _VALUE)
    return said


def texts(module: ast.AST, where: str) -> Iterator[Text]:
    """The texts of a module, none of them twice; neither docstrings, patterns nor styles."""
    for node in ast.iter_child_nodes(module):
        if _is_documentation(node) or _is_style(node):
            continue
        if _is_pattern(node):
            yield from texts(node.func, where)  # type: ignore[attr-defined]  # a call has one
        elif isinstance(node, ast.JoinedStr):
            yield Text(f"{where}:{node.lineno}", _joined(node))
            for part in node.values:
                yield from texts(part, where)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if not isinstance(module, ast.JoinedStr):
                yield Text(f"{where}:{node.lineno}", node.value)
        else:
            yield from texts(node, where)


def faults(said: str) -> list[str]:
    """What is wrong with a text; nothing with what is no sentence."""
    if said in _EXACT or _A_PATTERN in said or not re.search(r"[\s»]", said):
        return []
    return [name for name, pattern in _FAULTS.items() if re.search(pattern, said)]


# What typst's markup says: from a bracket, or from a value, up to the next value or bracket; and
# strings. A bracket always begins markup there, and a line's comment begins with two strokes.
_COMMENT: Final = re.compile(r"(?m)(?<!:)//.*$")
_MARKUP: Final = re.compile(
    r'"(?P<string>[^"\n]*)"'
    r"|(?:\[|\](?= \w)|#[\w.-]+(?:\([^()\n]*\))?\]?)"
    r"(?P<said>[^\[\]#{}()\n]*(?:\([a-z/ ]*\)[^\[\]#{}()\n]*)*)"
    r"(?=(?P<ends>[#\[\]]?))"
)


def template_texts(source: str, where: str) -> Iterator[Text]:
    """The constant texts of a template; a value that stands before one is a letter."""
    for number, line in enumerate(_COMMENT.sub("", source).splitlines(), start=1):
        for found in _MARKUP.finditer(line):
            said = found["string"]
            if said is None:
                # What follows a value is read with it; code ends in no bracket.
                said = (_VALUE if found[0].startswith("#") else "") + found["said"]
                if found["ends"] not in {"]", "#"}:
                    continue
            yield Text(f"{where}:{number}", said)


def _templates() -> list[Path]:
    return sorted(_SOURCES.rglob("*.typ"))


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.name)
def test_every_text_of_a_template_is_typeset(path: Path) -> None:
    """A paper is held to what the screen is held to."""
    found = list(template_texts(path.read_text("utf-8"), path.name))
    assert found
    assert not [(one, wrong) for one in found if (wrong := faults(one.said))]


@pytest.mark.parametrize(
    "source",
    [
        "#facts((([Nom du site :], data.session.site),))",
        "  #data.counts.sentence #h(3mm) Présents : #blank(16mm) #h(3mm)",
        "#par[Signature(s): #blank(60mm)]",
        "#par[*#one.category*, #one.hour : #inline(one.whom)]",
        "  [Noter l'arrivée ; faire signer.],",
        "#par[#if one [Nom, date] else [Date] et signature :]",
        '  table.header("Né le :", "Nom")',
        "*Réservé « au » surveillant* [Le « nom » dit]",
    ],
)
def test_a_fault_of_a_template_is_found(source: str) -> None:
    """Before a value, after one, in a bracket or in a string."""
    assert [one for one in template_texts(source, "") if faults(one.said)]


def _modules() -> list[Path]:
    return sorted(_SOURCES.rglob("*.py"))


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(_SOURCES)))
def test_every_text_of_the_code_is_typeset(path: Path) -> None:
    """U+00A0 before a colon, U+202F before ; ! ? and inside « », ’, elision: wherever it stands."""
    name = str(path.relative_to(_SOURCES))
    if any(name.startswith(one) for one in _NO_PROSE):
        return
    module = ast.parse(path.read_text("utf-8"))
    wrong = [(one, found) for one in texts(module, name) if (found := faults(one.said))]
    assert not wrong


def test_what_is_no_prose_is_still_there() -> None:
    """An exception that excuses nothing any more is taken off the list."""
    names = [str(path.relative_to(_SOURCES)) for path in _modules()]
    assert [one for one in _NO_PROSE if not any(name.startswith(one) for name in names)] == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("SAID = 'Sans commande : ouvre'", "no blank before a colon"),
        ("SAID = 'Sans commande: ouvre'", "no blank before a colon"),
        ("SAID = f'Salle{NARROW}: {room}'", "no blank before a colon"),
        ("SAID = f'{who} : absent'", "no blank before a colon"),
        ("SAID = f'Supprimer {who} ?'", "no narrow blank before ; ! ?"),
        ("SAID = f'Supprimer {who}?'", "no narrow blank before ; ! ?"),
        ("SAID = f'Fini ; {NO_BREAK}!'", "no narrow blank before ; ! ?"),
        ("SAID = 'Le « nom »'", "no narrow blank inside « »"),
        ("def f():\n    raise E('L\\'élève est là')", "a straight apostrophe"),
        ("SAID = 'Le \"nom\" dit'", "a straight quotation mark"),
        ("SAID = ('un', {'k': 'Attendez un peu...'})", "three dots"),
        ("SAID = 'Le nom de élève'", "no elision"),
        ("SAID = 'tous les arrivés ici'", "a word of another name: who has come is présent"),
    ],
)
def test_a_fault_of_typography_is_found(code: str, fault: str) -> None:
    """Wherever the text stands, and whatever values stand in it."""
    found = [name for one in texts(ast.parse(code), "") for name in faults(one.said)]
    assert found == [fault]


@pytest.mark.parametrize(
    "code",
    [
        "'''Docstring: ce qu'on veut.'''",
        "SAID = f'Supprimer {who}{NARROW}?'",
        "SAID = f'Salle{NO_BREAK}: {room} à 15:30'",
        "SAID = f'«{NARROW}{one}{NARROW}» est inconnu'",
        "SAID = re.compile('le nom: (.*)')",
        "DEFAULT_CSS = 'Static { height: 1; }'",
        "SAID = 'enregistrez-le avec'",
        "SAID = '212 arrivées annulées'",
    ],
)
def test_what_is_sound_is_not_found(code: str) -> None:
    """Neither what is for machines."""
    assert [name for one in texts(ast.parse(code), "") for name in faults(one.said)] == []
