"""One French sentence for each error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from certui.errors import CertuiError


def sentence(error: CertuiError) -> str:
    """What the person is told when something is refused: what, and where."""
    raise NotImplementedError(error)
