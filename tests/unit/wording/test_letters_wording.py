"""What is said of letters that a paper cannot draw."""

from __future__ import annotations

import pytest

from certui.domain.papers import Undrawn
from certui.wording import letters

CURE = (
    "\u202f; une case les remplace et le document n’est ni PDF/UA ni PDF/A\u00a0: installez les"
    " polices de plus (certui[fonts]), ou écrivez ces lettres en alphabet latin."
)
BEGINNING = "des lettres qu’aucune police ne dessine, "
THREE = "«\u202f李\u202f» (李), «\u202f小\u202f» (小), «\u202f龙\u202f» (龙)"


def told(*texts: tuple[str, str]) -> str:
    """The sentence on some texts, each with its letters."""
    return letters.undrawn([Undrawn(whose=one, letters=tuple(which)) for one, which in texts])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([("李 Bruce", "李")], f"1 texte a {BEGINNING}«\u202f李 Bruce\u202f» (李)"),
        (
            [("李小 A", "李小"), ("Zoé 😀", "😀")],
            f"2 textes ont {BEGINNING}«\u202f李小 A\u202f» (李, 小) et «\u202fZoé 😀\u202f» (😀)",
        ),
        ([(one, one) for one in "李小龙金"], f"4 textes ont {BEGINNING}{THREE} et 1 autre"),
        ([(one, one) for one in "李小龙金民"], f"5 textes ont {BEGINNING}{THREE} et 2 autres"),
        (
            [("李龙", "李小龙金民俊山田")],
            f"1 texte a {BEGINNING}«\u202f李龙\u202f» (李, 小, 龙, 金, 民, 俊, 2 autres)",
        ),
        ([("A\u0e47", "\u0e47")], f"1 texte a {BEGINNING}«\u202fA\u0e47\u202f» (U+0E47)"),
        ([("", "😀")], f"1 texte a {BEGINNING}le modèle (😀)"),
    ],
)
def test_whose_letters_they_are_and_which(texts: list[tuple[str, str]], said: str) -> None:
    """Three texts and six letters at most, the others counted; one sentence, with its cure."""
    assert told(*texts) == said + CURE


def test_a_long_text_is_cut() -> None:
    """A message has few lines."""
    assert len(told(*[("李" * 300, "李")] * 4)) < 500


def test_everybody_that_is_only_counted_has_a_line() -> None:
    """In a shell nobody is left to be looked for; three are in the sentence."""
    texts = [Undrawn(whose=f"NOM-{rank} Léa", letters=("李",)) for rank in range(5)]
    said = [letters.undrawn(texts), *letters.each(texts)]
    assert all(sum(one.whose in line for line in said) == 1 for one in texts)
    assert said[1] == "Aussi\u00a0: «\u202fNOM-3 Léa\u202f» (李)."
    assert letters.each(texts[:3]) == []
