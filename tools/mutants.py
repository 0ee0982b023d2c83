"""Tell what ``make mutants`` found, and write it to docs/mutants.md.

    python -m tools.mutants [--keep]

Reads what mutmut left in ``mutants/``: a verdict for each mutant, and the mutated sources. Exit
status 1 when fewer than 95 of 100 mutants are killed, or when one survives whose reason is not
given in tools/equivalents.py. With ``--keep``, docs/mutants.md stays as it is.
"""

from __future__ import annotations

import ast
import datetime as dt
import difflib
import json
import subprocess
import sys
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tools.equivalents import EQUIVALENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_ROOT: Final = Path(__file__).parents[1]
_LEFT: Final = _ROOT / "mutants"
_TOLD: Final = _ROOT / "docs" / "mutants.md"
_LEAST: Final = 95.0
_MARK: Final = "__mutmut_"
# Exit statuses that mutmut notes; what is not among them is a test run that broke down.
_VERDICTS: Final = {
    0: "survived",
    1: "killed",
    3: "killed",
    5: "untested",
    33: "untested",
    -24: "endless",
    24: "endless",
    36: "endless",
    152: "endless",
    255: "endless",
    None: "not run",
}
_DEAD: Final = ("killed", "endless")
_NOT_TRIED: Final = ("mistyped", "not run")
_INTRODUCTION: Final = """\
# Mutants

A mutant is a copy of the sources with one small mistake in it: `<` for `<=`, `and` for `or`, an
argument left out, `None` for a value. Tests that pass all the same would not notice such a mistake
of ours. `make mutants` plants them in every function of `domain/` and `services/`, one by one, and
runs the tests that come through that function; then it writes this page. It takes about an hour on
two cores, and goes on where it was stopped; `make mutants ONLY='certui.domain.day*'` looks at
some.

Left out are those that mypy refuses: `make lint` stops them before any test. Not planted are
mistakes outside functions (tables, patterns), in decorated functions and in properties: the tool,
mutmut, does not know how. `tests/planted/` has some of these.
"""


class Mutant(NamedTuple):
    """A mutant and what became of it.

    Attributes:
        module: as it is imported.
        function: with its class, where it has one.
        verdict: ``killed``; ``endless``, killed by the clock; ``mistyped``, refused by mypy;
            ``survived``; ``untested``; ``not run``; ``broken``, for a run that ended otherwise.
        old: the lines that it replaces, without their indentation.
        new: what stands there instead.
    """

    module: str
    function: str
    verdict: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why it changes nothing that anybody could see; empty when nobody has said."""
        where, text = f"{self.module}.{self.function}", "\n".join(self.new)
        fitting = (one for one in EQUIVALENTS if where.endswith(f".{one.function}"))
        return next((one.reason for one in fitting if one.line in text), "")


def readable(name: str) -> str:
    """A function as its source names it, from the name that mutmut gives it."""
    return ".".join(name.removeprefix("x_").removeprefix("xǁ").split("ǁ"))


def mutants(
    statuses: Mapping[str, int | None], source: str, mistyped: Collection[int] = ()
) -> list[Mutant]:
    """The mutants of one module.

    Args:
        statuses: exit statuses, by the name that mutmut gives a mutant; None where it did not run.
        source: of the module with all its mutants.
        mistyped: the lines of it that mypy refuses.
    """
    tree = ast.parse(source)
    refused = {
        node.name
        for node in _functions(tree)
        if any(node.lineno <= line <= (node.end_lineno or 0) for line in mistyped)
    }
    texts = {node.name: ast.unparse(node).splitlines() for node in _functions(tree)}
    found: list[Mutant] = []
    for key, status in statuses.items():
        module, _, name = key.rpartition(".")
        stem = name.partition(_MARK)[0]
        sound = f"{stem}{_MARK}orig"
        mutated = [line.replace(f"def {name}(", f"def {sound}(") for line in texts[name]]
        old, new = _apart(texts[sound], mutated)
        verdict = "mistyped" if name in refused else _VERDICTS.get(status, "broken")
        found.append(Mutant(module, readable(stem), verdict, old, new))
    return found


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """The mutants, and what they are mutants of."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [node for node in found if _MARK in node.name]


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of each of two texts that the other has not."""
    lines = list(difflib.ndiff(one, other))
    return (
        tuple(line[2:].strip() for line in lines if line.startswith("- ")),
        tuple(line[2:].strip() for line in lines if line.startswith("+ ")),
    )


def survivors(found: Iterable[Mutant]) -> list[Mutant]:
    """Those that ran, and that no test killed."""
    return [one for one in found if one.verdict not in {*_DEAD, *_NOT_TRIED}]


def score(counts: Mapping[str, int]) -> float:
    """How many of 100 mutants that ran are killed; 100 of none."""
    killed = sum(counts.get(one, 0) for one in _DEAD)
    total = sum(counts.values()) - sum(counts.get(one, 0) for one in _NOT_TRIED)
    return 100 * killed / total if total else 100.0


def page(found: Sequence[Mutant], today: dt.date, tool: str) -> str:
    """What docs/mutants.md says.

    Args:
        found: all mutants.
        today: the day of the run.
        tool: the version of mutmut.
    """
    by_module: defaultdict[str, list[Mutant]] = defaultdict(list)
    for one in found:
        by_module[one.module].append(one)
    left = survivors(found)
    named = [one for one in left if one.reason]
    open_ = [one for one in left if not one.reason]
    counts = Counter(one.verdict for one in found)
    ran = len(found) - counts["mistyped"] - counts["not run"]
    parts = [
        _INTRODUCTION,
        f"Last run: {today.isoformat()}, `make mutants`, mutmut {tool}.",
        f"Of {len(found):,} mutants mypy refuses {counts['mistyped']:,}.",
        f"Of the {ran:,} others that ran the tests kill **{score(counts):.1f} %**;",
        f"{counts['not run']:,} did not run.\n",
        "| module | mistyped | ran | killed | of these by the clock | survived | not run | score |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *(_row(f"`{name.removeprefix('certui.')}`", ones) for name, ones in by_module.items()),
        _row("all", found),
        "\n## Not killed, and why that is right\n",
        *(_listed(named, with_reason=True) or ["None."]),
        "\n## Not killed\n",
        *(_listed(open_, with_reason=False) or ["None."]),
    ]
    return "\n".join(parts) + "\n"


def _row(name: str, ones: Iterable[Mutant]) -> str:
    counts = Counter(one.verdict for one in ones)
    ran = sum(counts.values()) - counts["mistyped"] - counts["not run"]
    killed = sum(counts[one] for one in _DEAD)
    rate = f"{score(counts):.1f} %" if ran else ""
    cells = (
        *(name, counts["mistyped"], ran, killed, counts["endless"], ran - killed),
        *(counts["not run"], rate),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _listed(ones: Iterable[Mutant], *, with_reason: bool) -> list[str]:
    lines: list[str] = []
    for one in ones:
        old, new = " ".join(one.old), " ".join(one.new)
        note = f" {one.reason}" if with_reason else "" if one.verdict == "survived" else one.verdict
        where = f"{one.module}.{one.function}".removeprefix("certui.")
        lines.append(f"- `{where}`: `{old}` as `{new}`.{note}")
    return lines


def mistyped(left: Path) -> dict[str, set[int]]:
    """The lines that mypy refuses, by file as it names it.

    Args:
        left: the folder that mutmut leaves.
    """
    command = [sys.executable, "-m", "mypy", "--config-file", "tools/mutants.ini"]
    command += ["--output", "json", "src/certui/domain", "src/certui/services"]
    told = subprocess.run(command, cwd=left, capture_output=True, text=True, check=False).stdout
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for line in told.splitlines():
        one = json.loads(line)
        if one["severity"] == "error":
            lines[one["file"]].add(one["line"])
    return lines


def read(left: Path, refused: Mapping[str, Collection[int]]) -> list[Mutant]:
    """All mutants that were planted.

    Args:
        left: the folder that mutmut leaves.
        refused: by :func:`mistyped`.
    """
    found: list[Mutant] = []
    for meta in sorted(left.rglob("*.py.meta")):
        statuses = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        path = meta.with_suffix("")
        lines = refused.get(str(path.relative_to(left)), ())
        found += mutants(statuses, path.read_text("utf-8"), lines)
    return found


def main(arguments: Sequence[str]) -> int:
    """Tell, write; answers the exit status."""
    found = read(_LEFT, mistyped(_LEFT))
    text = page(found, dt.datetime.now(dt.UTC).date(), version("mutmut"))
    print(text)
    if "--keep" not in arguments:
        _TOLD.write_text(text, "utf-8")
    unnamed = [one for one in survivors(found) if not one.reason]
    enough = score(Counter(one.verdict for one in found)) >= _LEAST
    return int(bool(unnamed) or not enough)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
