"""What a field is, declared: how it is called, typed, shown and written.

The fields themselves stand in :mod:`certui.domain.session_fields` and
:mod:`certui.domain.candidate_fields`: forms, tables, papers, JSON and the shell's grammar read them
there. The grammar must answer at once: nothing is loaded here, typing neither.
"""

from __future__ import annotations

TYPE_CHECKING = False  # without loading typing, as certui.errors.base
if TYPE_CHECKING:
    from typing import Final, dataclass_transform
else:

    def dataclass_transform(**_: bool) -> object:
        """Tell a type checker; do nothing."""
        return lambda kind: kind


LONGEST_TEXT: Final = 255
"""Characters of what is typed on one line."""
LONGEST_NOTES: Final = 2000
"""Characters of what is typed at length."""


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Declared:
    """Facts by name; what a class gives a value need not be given.

    To a type checker a frozen dataclass, which would have to be compiled at each start.
    """

    def __init__(self, **facts: object) -> None:
        self.__dict__.update(facts)


class Column(Declared):
    """Where a field stands in a table on the screen.

    Attributes:
        heading: with a line feed where it stands on two lines.
        width: in cells.
        flexible: whether it takes a share of the room left over, and gives way where there is none.
        right: whether it is aligned to the right.
        where_needed: whether the table has it only where a row has a value: the others keep the
            room for names.
        named: whether it holds a name: of the flexible ones these give way last.
        above: cells that a line has at least where the column is shown.
    """

    heading: str
    width: int
    flexible: bool = False
    right: bool = False
    where_needed: bool = False
    named: bool = False
    above: int = 0
