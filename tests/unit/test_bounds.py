"""The house is measured as it is told to be, and a bound that is passed is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import bounds

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_file_is_long_from_its_351st_line_on(tmp_path: Path) -> None:
    """In any folder."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "long.py").write_text("x = 1\n" * 351, "utf-8")
    (tmp_path / "a" / "right.py").write_text("x = 1\n" * 350, "utf-8")
    assert bounds.long_files(tmp_path) == ["a/long.py (351)"]


def test_a_class_is_long_from_its_201st_line_on(tmp_path: Path) -> None:
    """From its first line to its last."""
    text = "class Long:\n" + "    x = 1\n" * 200 + "class Right:\n" + "    x = 1\n" * 199
    (tmp_path / "a.py").write_text(text, "utf-8")
    assert bounds.long_classes(tmp_path) == ["a.py: Long (201)"]


def test_an_exception_is_counted_where_it_stands(tmp_path: Path) -> None:
    """Once a line, whatever its rules."""
    (tmp_path / "a.py").write_text("x = 1\nimport os  # no" + "qa: F401, E402\n", "utf-8")
    assert bounds.exceptions([tmp_path]) == [f"{tmp_path / 'a.py'}:2"]


def test_a_cycle_is_found_whole_and_once() -> None:
    """However long it is; what only leads to it is no part of it."""
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": {"f"}, "f": {"e"}, "g": set()}
    assert bounds.cycles(imports) == ["a ↔ b ↔ c", "e ↔ f"]


def test_imports_for_types_count_in_a_cycle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that is only known by its types is known all the same."""
    folder = tmp_path / "turning"
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    (folder / "a.py").write_text("from turning import b\n", "utf-8")
    checking = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from turning import a\n"
    (folder / "b.py").write_text(checking, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert bounds.cycles(bounds.imports_of("turning")) == ["turning.a ↔ turning.b"]


def test_a_field_costs_each_file_that_names_it(tmp_path: Path) -> None:
    """Once a file, in code, comments and templates alike; a longer word is another."""
    (tmp_path / "a.py").write_text("site = 1\nother = site\n", "utf-8")
    (tmp_path / "b.py").write_text("site_phone = 1\n", "utf-8")
    (tmp_path / "c.typ").write_text("#data.session.site\n", "utf-8")
    (tmp_path / "d.tcss").write_text("site {}\n", "utf-8")
    assert bounds.naming("site", tmp_path) == ["a.py", "c.typ"]


def test_what_passes_its_bound_is_named() -> None:
    """And where there is less than the bound allows, one is told to lower it, down to the goal."""
    bound = bounds.Bound("files", list, most=1, goal=0)
    assert bounds.told(bound, ["a", "b"]) == "   2  files (at most 1, goal 0)\n      a\n      b"
    assert bounds.told(bound, ["a"]) == "   1  files (at most 1, goal 0)"
    assert bounds.told(bound, []) == "   0  files (at most 1, goal 0): lower the bound to 0"
