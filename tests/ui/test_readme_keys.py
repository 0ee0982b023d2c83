"""The pages name the keys that the bindings have: the table all of them, the others no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.screen import Screen
from textual.widgets import Input

from certui.app import CertuiApp
from certui.screens.add_candidates import AddCandidatesScreen
from certui.screens.centre import CentreScreen
from certui.screens.commands import bindings, keys_of
from certui.screens.day import DayPane
from certui.screens.document import DocumentScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.leavers import LeaversScreen
from certui.screens.page import Page
from certui.screens.roster_preview import RosterPreviewScreen
from certui.screens.session import SessionScreen
from certui.screens.session_candidates import CandidatesPane
from certui.screens.session_form import SessionFormScreen
from certui.screens.sessions import SessionsScreen, SessionsTable
from certui.widgets.candidate_table import CandidateTable
from certui.widgets.check_table import CheckTable
from certui.widgets.day_table import DayTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.form_field import TextField
from certui.widgets.line_table import LineTable
from certui.widgets.path_input import PathInput
from certui.wording.keys import ACTIONS, key_name

if TYPE_CHECKING:
    from textual.dom import DOMNode

TOP = Path(__file__).parents[2]
TABLE = (TOP / "docs" / "touches.md").read_text("utf-8")
# Each with what has the focus there.
PLACES: dict[str, tuple[type[DOMNode], ...]] = {
    "partout": (Page, CertuiApp),
    "les listes": (LineTable, FilterInput, Screen),
    "un champ": (Input,),
    "les sessions": (SessionsScreen, SessionsTable),
    "une session": (SessionScreen, CandidatesPane, CandidateTable),
    "le jour venu": (SessionScreen, DayPane, DayTable),
    "un ajout": (AddCandidatesScreen, CheckTable),
    "un import": (ImportRosterScreen, RosterPreviewScreen, PathInput),
    "les élèves partis": (LeaversScreen, CheckTable),
    "un document": (DocumentScreen,),
    "un formulaire": (SessionFormScreen, TextField, CentreScreen, CheckTable),
}
# Told once for all places where they are.
COMMON = ("partout", "les listes", "un champ")
# Bound there, and told of the tab on which they are offered.
TABS = ("une session", "le jour venu")
# Told of lists, and bound by each screen that has one.
OF_THE_SCREEN = {"/", "Échap"}


def told(*places: str) -> set[str]:
    """The keys that the table names for some places."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", TABLE, re.MULTILINE)
    return {
        key for place, keys in rows if place in places for key in re.findall(r"`([^`]+)`", keys)
    }


def bound(place: str) -> set[str]:
    """The keys bound there, as called on screen; Textual's too, where the help has them."""
    return {
        key_name(key)
        for owner in PLACES[place]
        for binding, own in bindings(owner)
        if own or binding.action.rpartition(".")[2] in ACTIONS
        for key in keys_of(binding)
    }


@pytest.mark.parametrize("place", PLACES)
def test_every_key_is_told(place: str) -> None:
    """No key of a screen, of its list or of its fields is missing from the table."""
    places = TABS if place in TABS else (place,)
    assert bound(place) - told(*places, *COMMON) == set()


@pytest.mark.parametrize("place", PLACES)
def test_every_key_told_is_bound(place: str) -> None:
    """No key of the table does nothing."""
    assert told(place) - bound(place) - (OF_THE_SCREEN if place == "les listes" else set()) == set()


# What stands there as a key: a letter or a sign, or the name of one with its modifiers.
KEY = re.compile(
    r"(?:ctrl\+|Maj\+)?(?:[\wÀ-ÿ?/*×⏎↑↓←→]|F\d+|Espace|Échap|Tab|Suppr|Début|Fin|Pg\.préc|Pg\.suiv)"
)


@pytest.mark.parametrize(
    ("page", "places"),
    [
        ("README.md", ("les sessions", "une session", "un ajout")),
        ("docs/surveiller.md", ("les sessions", "une session", "le jour venu")),
        ("docs/administrer.md", ("un import",)),
        ("docs/terminaux.md", ("les sessions", "une session", "un ajout")),
        ("docs/formats.md", ("les sessions", "un import")),
        ("docs/documents.md", ("les sessions", "une session", "un document")),
    ],
)
def test_a_page_names_no_key_that_the_table_has_not(page: str, places: tuple[str, ...]) -> None:
    """What a page tells one to press is a key of the screens that it is about."""
    text = re.sub(r"```.*?```", "", (TOP / page).read_text("utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", text))
    keys = {one for one in named if KEY.fullmatch(one)}
    assert keys
    assert keys - told(*places, *COMMON) == set()


def test_the_nine_keys_are_nine() -> None:
    """Those of the main job, one a line."""
    table = (TOP / "README.md").read_text("utf-8").partition("| Touche |")[2].partition("\n\n")[0]
    assert len(re.findall(r"^\| `", table, re.MULTILINE)) == 9
