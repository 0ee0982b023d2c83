"""What a refusal is: a fact without words."""

from __future__ import annotations

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from typing import dataclass_transform
else:

    def dataclass_transform(**_: bool) -> object:
        """Tell a type checker; do nothing."""
        return lambda kind: kind


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class CertuiError(Exception):
    """Something was refused, and nothing was changed.

    A subclass declares as fields what its sentence needs to name; it is made by their names, and
    they stay as they are. To a type checker it is a frozen dataclass. It is none: a hundred of them
    would have to be compiled at each start, and ``contextlib`` must be able to set its traceback.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.__dict__.update(facts)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change a fact.

        Raises:
            AttributeError: it is one.
        """
        if name in self.__dict__:
            raise AttributeError(name)
        super().__setattr__(name, value)


class UsageError(CertuiError):
    """The command line cannot be carried out as written (exit status 2)."""


class RuleError(CertuiError):
    """A rule of the field forbids the action."""
