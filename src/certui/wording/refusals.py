"""One French sentence for each error: what is refused, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.refusals import PixWouldRefuse, RosterFaults
from certui.wording import (
    paper_refusals,
    pix_list,
    roster,
    roster_refusals,
    rule_refusals,
    store_refusals,
    usage_refusals,
)
from certui.wording.sentences import said
from certui.wording.typography import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.errors import CertuiError
    from certui.wording.sentences import Said


def sentence(error: CertuiError) -> str:
    """What the person is told when something is refused: what, and where."""
    for kind in type(error).__mro__:
        if kind in _BY_TYPE:
            words = _BY_TYPE[kind]
            return words if isinstance(words, str) else words(error)
    raise LookupError(type(error).__name__)


def lines(error: CertuiError) -> list[str]:
    """The sentence, then a line for each fault of a roster file or of a list."""
    if isinstance(error, RosterFaults):
        return [sentence(error), *(roster.fault(one) for one in error.faults)]
    if isinstance(error, PixWouldRefuse):
        return [sentence(error), *(pix_list.fault(one) for one in error.faults)]
    return [sentence(error)]


_SENTENCES: Final[tuple[Said, ...]] = (
    *usage_refusals.SENTENCES,
    *rule_refusals.SENTENCES,
    *store_refusals.SENTENCES,
    said(errors.CertuiError, "L’action est refusée, rien n’a changé."),
    said(errors.RosterError, f"Le fichier est refusé{NARROW}; rien n’a été importé."),
    *paper_refusals.SENTENCES,
    *roster_refusals.SENTENCES,
)
_BY_TYPE: Final[dict[type, str | Callable[[Any], str]]] = dict(_SENTENCES)
