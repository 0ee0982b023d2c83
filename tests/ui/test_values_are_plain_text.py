"""No value reaches a widget raw: hazards F6 and F7, proved over the sources."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import certui
from certui.widgets.plain import paragraph, plain

PACKAGE = Path(certui.__file__).parent
SOURCES = [
    *(PACKAGE / "screens").glob("*.py"),
    *(PACKAGE / "widgets").glob("*.py"),
    PACKAGE / "app.py",
]
# The doors: what comes out of these is cleaned and literal.
DOORS = {"plain", "paragraph", "harmless"}
# What takes markup, and where: in the first argument, or by name.
TAKERS = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "Collapsible",
    "TabPane",
    "Tab",
    "update",
    "notify",
}
NAMED = {"title", "label", "tooltip", "border_title", "border_subtitle"}


def name_of(node: ast.expr) -> str:
    """The last name of an expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_plain(node: ast.expr, cleaned: set[str]) -> bool:
    """Whether an expression is a literal, one of our constants, or came through a door."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Call):
        made = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        content = isinstance(made, ast.Call) and name_of(made.func) == "Content"
        # Content made of content, as label.append(edge): its own parts are looked at apart.
        return content or name_of(node.func) in DOORS or name_of(made) in cleaned
    return name_of(node).isupper() or (isinstance(node, ast.Name) and node.id in cleaned)


def shows(call: ast.Call) -> bool:
    """Whether a call gives a widget something to show."""
    name = name_of(call.func)
    if name != "update" or not isinstance(call.func, ast.Attribute):
        return name in TAKERS
    receiver = call.func.value
    found = isinstance(receiver, ast.Call) and name_of(receiver.func) == "query_one"
    laid_out = any(one.arg == "layout" for one in call.keywords)
    return found or laid_out or name_of(receiver) == "self"


def raw_in_call(call: ast.Call, cleaned: set[str]) -> bool:
    """Whether a call gives a widget a raw value, or a notification that reads markup."""
    name = name_of(call.func)
    if name == "Content":
        return bool(call.args) and not safe_content(call.args[0], cleaned)
    if not shows(call):
        return False
    texts = [*call.args[:1], *(one.value for one in call.keywords if one.arg in NAMED)]
    literal = any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in call.keywords
    )
    return not all(is_plain(text, cleaned) for text in texts) or (name == "notify" and not literal)


def raw_values(source: str) -> list[int]:
    """The lines of a module where a value reaches a widget raw."""
    tree = ast.parse(source)
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    cleaned = {
        name_of(target)
        for node in assigned
        for target in node.targets
        if came_through_a_door(node.value) or is_blank(node.value)
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    faults = [call.lineno for call in calls if raw_in_call(call, cleaned)]
    faults += [
        node.lineno
        for node in assigned
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr in {"tooltip", "border_title", "border_subtitle"}
        and not is_plain(node.value, cleaned)
    ]
    return faults


def came_through_a_door(node: ast.expr) -> bool:
    """Whether a value is what a door gave, cut or padded since."""
    while isinstance(node, ast.Call):
        if name_of(node.func) in DOORS:
            return True
        node = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    return False


def is_blank(node: ast.expr) -> bool:
    """Whether a value is so many times a literal."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)):
        return False
    return isinstance(node.left, ast.Constant)


def safe_content(node: ast.expr, cleaned: set[str]) -> bool:
    """Content is made of literals or of blanks; never of a value outside the door."""
    known = name_of(node).strip("_").isupper() or name_of(node) in cleaned
    return isinstance(node, ast.Constant) or is_blank(node) or known


@pytest.mark.parametrize(
    "path", [one for one in SOURCES if one.name != "plain.py"], ids=lambda path: path.name
)
def test_no_raw_value_reaches_a_widget(path: Path) -> None:
    """Each text given to a widget is a literal or went through the door."""
    assert raw_values(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Static(f'{name}')",
        "self.query_one(Static).update(candidate.last_name)",
        "Button(name, id='x')",
        "Button(label=name)",
        "self.notify(text)",
        "self.notify('bonjour')",
        "self.notify(plain(x))",
        "Content(name)",
        "widget.tooltip = name",
        "widget.border_title = f'{name}'",
        "Static(Content.from_markup(name))",
    ],
)
def test_the_proof_sees_a_raw_value(source: str) -> None:
    """The proof above can fail."""
    assert raw_values(source)


HOSTILE = {
    "[bold]x[/]": "[bold]x[/]",
    "[@click=app.quit]y[/]": "[@click=app.quit]y[/]",
    "Du[/]pont": "Du[/]pont",
    "\x1b[31mrouge\x1b]0;titre\x07": "[31mrouge]0;titre",
    "\u202eabc\u2066": "abc",
    "a\r\nb\tc": "a b c",
    "c\u200bd\ufeff": "cd",
    "\x9b31m": "31m",
}


@pytest.mark.parametrize(("value", "shown"), HOSTILE.items())
def test_a_hostile_value_is_literal_text(value: str, shown: str) -> None:
    """Markup is shown as typed, controls are dropped, one line stays one line."""
    content = plain(value)
    assert content.plain == shown
    assert not content.spans


def test_a_value_is_cut_to_its_cells() -> None:
    """300 letters, or wide ones, take no more cells than they are given."""
    assert plain("x" * 300, 10).plain == "x" * 9 + "…"
    assert plain("日本語" * 100, 10).cell_length <= 10
    assert plain("court", 10).plain == "court"
    assert plain("x", 0).cell_length == 0


def test_french_blanks_stay() -> None:
    """The narrow blank before « ! » is typography, not dirt."""
    assert plain("parti\u202f!").plain == "parti\u202f!"


def test_a_paragraph_keeps_each_value_on_its_line() -> None:
    """A line feed inside a value does not make a line."""
    assert paragraph(["a\nb", "c"]).plain == "a b\nc"
