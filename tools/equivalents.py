"""Mutants that no test can tell from the sources, each with the reason."""

from __future__ import annotations

from typing import Final, NamedTuple


class Equivalent(NamedTuple):
    """Mutants that change nothing that anybody could see.

    Attributes:
        function: the last parts of its name, as ``search.Index.first``.
        line: what stands in the mutant, as ``ast.unparse`` writes it.
        reason: why that is the same, in a sentence.
    """

    function: str
    line: str
    reason: str


EQUIVALENTS: Final[tuple[Equivalent, ...]] = ()
