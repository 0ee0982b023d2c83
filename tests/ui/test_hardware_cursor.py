"""The terminal's own cursor stands where the focus is: screen readers and braille follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]


@pytest.fixture
def opened(terminal: Opening, template: Path, tmp_path: Path) -> Terminal:
    """The list of sessions of the invented school."""
    path = tmp_path / "certui.sqlite"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    opened = terminal("-m", "certui", "--db", str(path))
    opened.wait_for("›208", "Quitter")
    return opened


def points_at(terminal: Terminal, text: str) -> None:
    """Wait until what stands at the cursor begins so."""
    terminal.wait_until(lambda _: terminal.pointed.startswith(text), f"the cursor at {text}")


def test_in_a_list_it_is_on_the_line_of_the_list_s_own(opened: Terminal) -> None:
    """Down, to the end, and back up."""
    points_at(opened, "›208")
    opened.press("down")
    points_at(opened, "›209")
    opened.press("end")
    points_at(opened, "›207")
    opened.press("home")
    points_at(opened, "›208")


def test_in_a_field_it_is_behind_what_is_typed(opened: Terminal) -> None:
    """And within it, when one goes back; then again on the list."""
    opened.press("/", "2", "0")
    opened.wait_until(lambda _: opened.before.endswith("20"), "the cursor behind 20")
    opened.press("left")
    opened.wait_until(lambda _: opened.before.endswith("2"), "the cursor in 20")
    opened.press("enter")
    points_at(opened, "›208")


def test_it_follows_through_the_guide(opened: Terminal) -> None:
    """The picker's filter, its list that scrolls, its buttons; the candidates; a question."""
    opened.press("enter")
    opened.wait_for("c’est parti")
    opened.press("a")
    opened.wait_for("600 participants")
    opened.press("3", "e", "b")
    opened.wait_until(lambda _: opened.before.endswith("3eb"), "the cursor behind 3eb")
    opened.press("enter")
    points_at(opened, "›[ ]  3EB     BLIN")
    opened.press(*["down"] * 25)
    points_at(opened, "›[ ]  3EB")
    opened.press("space", "tab")
    points_at(opened, " [Annuler]")
    opened.press("tab")
    points_at(opened, " [Ajouter]")
    opened.press("ctrl+s")
    opened.wait_for("1 élève ajouté")
    points_at(opened, "›")
    opened.press("x")
    opened.wait_for("[Supprimer]")
    points_at(opened, " [Annuler]")


@pytest.mark.parametrize(
    ("key", "shown", "before", "pointed"),
    [
        ("n", "Créer la session", " Nom             │ ", ""),
        ("i", "Fichier", " Fichier  ", "~/"),
        ("?", "Fermer l’aide", " ", "⏎"),
        ("C", "Enregistrer", "Collège de la Démonstration", ""),
    ],
)
def test_a_screen_that_opens_takes_it_along(
    opened: Terminal, key: str, shown: str, before: str, pointed: str
) -> None:
    """To its first field, or its first line; and it comes back to the list with the focus."""
    points_at(opened, "›208")
    opened.press(key)
    opened.wait_for(shown)
    opened.wait_until(
        lambda _: opened.before.endswith(before) and opened.pointed.startswith(pointed),
        f"the cursor behind {before}",
    )
    opened.press("escape")
    points_at(opened, "›208")


def test_in_a_form_it_goes_from_field_to_field(opened: Terminal) -> None:
    """Tab by Tab, to the buttons."""
    opened.press("n")
    opened.wait_for("Créer la session")
    for label in ("Nom", "Nom du site", "Nom de la salle", "Surveillant(s)", "Date de début"):
        stands_behind(opened, label)
        opened.press("tab")


def stands_behind(terminal: Terminal, label: str) -> None:
    """Wait until the cursor is in the field of this label."""
    terminal.wait_until(lambda _: terminal.before.strip(" │") == label, f"the cursor at {label}")
