"""How a refusal gets its sentence: by its type, from its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.errors import CertuiError

    E = TypeVar("E", bound=CertuiError)
    Said: TypeAlias = tuple[type[CertuiError], str | Callable[[Any], str]]


def said(kind: type[E], sentence: str | Callable[[E], str]) -> Said:
    """An entry of a table of sentences.

    Args:
        kind: of the refusal.
        sentence: what is told, or what makes it of the refusal; its fields are checked.
    """
    return kind, sentence
