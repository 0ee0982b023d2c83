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


_SLOWER: Final = "The same, found more slowly."
_EQUALLY_LONG: Final = "Both are of one length; ``strict`` says so, and ruff asks for it."

EQUIVALENTS: Final = (
    # The domain
    Equivalent("day.minutes_left", "/ _MINUTE", "A whole number either way; mypy refuses it."),
    Equivalent(
        "drafts.session_draft",
        "isinstance(day, Fault) and isinstance(hour, Fault)",
        "What is wrong with either is among the faults; mypy alone asks again.",
    ),
    Equivalent("likeness._alike", "autojunk=None", "None is as false."),
    Equivalent("matching._Sorting._lines_of", "who = None", _SLOWER),
    Equivalent("matching._Sorting._lines_of", "who = self._wanted.get(None)", _SLOWER),
    Equivalent("matching._Sorting._lines_of", "if who is None or person", _SLOWER),
    Equivalent("matching._Sorting._sort_unknown", "if left and unknown or True", _SLOWER),
    Equivalent("matching._Sorting._sort_unknown", "if left or unknown", _SLOWER),
    Equivalent("matching._Sorting._sort_corrected", "if not new and (not leaving)", _SLOWER),
    Equivalent("matching._told_apart", "found.update(zip(group, pupils", _EQUALLY_LONG),
    Equivalent("search._counted", "lstrip('XX0XX')", "There are figures alone."),
    Equivalent("search._by_letter", "in zip(positions, haystacks", _EQUALLY_LONG),
    Equivalent(
        "search._by_letter", "in (_FIELD, 'XX XX')", "No word has a blank: it costs memory alone."
    ),
    Equivalent("search._by_letter", "found.pop(None, None)", "No word has either: memory alone."),
    Equivalent("wall_clock._next", "in range(today.year + _LONGEST_WAIT + 1)", _SLOWER),
    Equivalent(
        "wall_clock._next", "_LONGEST_WAIT + 2", "Every day that exists is found before that year."
    ),
    # The services
    Equivalent(
        "roster._giving_up_ine",
        "if pupil.person.ine or person.ine",
        "An INE that stays is let go of and given back in one unit of work.",
    ),
    Equivalent("ledger.candidate_again", "cast('XX", "What is cast is not looked at."),
    Equivalent("ledger.candidate_again", "cast('INT'", "What is cast is not looked at."),
    Equivalent("ledger.candidate_again", "cast('DT.DATETIME'", "What is cast is not looked at."),
)
