"""What makes a French sentence unsound to a typographer."""

from __future__ import annotations

import re
from typing import Final

_RULES: Final = {
    "straight apostrophe": r"\w'\w",
    "straight quotation mark": r'"',
    "no narrow blank before ; ! ?": r"[^\u202f][;!?]",
    "no blank before a colon": r"[^\u00a0\dH]:|\d:(?!\d)",
    "no narrow blank inside « »": r"«[^\u202f]|[^\u202f]»",
    "a breaking blank before ; : ! ? »": r" [;:!?»]",
    "two blanks": r"\s\s",
    "three dots": r"\.\.\.",
    "a control character": r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u200b]",
    "no elision": r"(?<!-)\b([dDlLnNsSjJmMtTcC]e|[qQ]ue|[lL]a) (?=[aàâeéèêiîoôuœæAÀÂEÉÈÊIÎOÔUŒÆ])",
    "no capital": r"^[a-zéèàêç](?!ertui\b)",
}


def unsound(text: str) -> list[str]:
    """The rules that a sentence breaks; what it quotes needs only to be free of controls."""
    said = re.sub(r"«\u202f[^\x00-\x1f\x7f-\x9f\u202a-\u202e]*?\u202f»", "«\u202f…\u202f»", text)
    return [name for name, pattern in _RULES.items() if re.search(pattern, said)]
