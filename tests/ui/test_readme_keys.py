"""The README's table of keys says what the bindings say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding

from certui.screens.add_candidates import AddCandidatesScreen
from certui.screens.centre import CentreScreen
from certui.screens.document import DocumentScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.leavers import LeaversScreen
from certui.screens.session import SessionScreen
from certui.screens.session_form import SessionFormScreen
from certui.screens.sessions import SessionsScreen
from certui.screens.supervision import SupervisionScreen
from certui.widgets.check_table import CheckTable
from certui.wording.keys import key_name

if TYPE_CHECKING:
    from textual.dom import DOMNode

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
PLACES: dict[str, tuple[type[DOMNode], ...]] = {
    "sessions": (SessionsScreen,),
    "a session": (SessionScreen,),
    "the day": (SupervisionScreen,),
    "adding": (AddCandidatesScreen, CheckTable),
    "importing": (ImportRosterScreen,),
    "who left": (LeaversScreen,),
    "a document": (DocumentScreen,),
    "a form": (SessionFormScreen, CentreScreen),
}


def told(*places: str) -> set[str]:
    """The keys that the table names for some places."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", README, re.MULTILINE)
    return {
        key for place, keys in rows if place in places for key in re.findall(r"`([^`]+)`", keys)
    }


def bound(place: str) -> set[str]:
    """The keys bound there, as they are called on screen."""
    bindings = [one for owner in PLACES[place] for one in owner.BINDINGS]
    return {
        key_name(key) for one in bindings if isinstance(one, Binding) for key in one.key.split(",")
    }


@pytest.mark.parametrize("place", PLACES)
def test_every_key_is_told(place: str) -> None:
    """No key of a screen is missing from the table."""
    assert bound(place) - told(place, "everywhere", "lists") == set()


@pytest.mark.parametrize("place", ["sessions", "the day", "who left", "a document"])
def test_every_key_told_is_bound(place: str) -> None:
    """No key of the table does nothing."""
    assert told(place) - bound(place) - {"Espace", "Maj+↓", "Maj+↑", "*"} == set()
