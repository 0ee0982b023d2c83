"""Every screen and every dialog, for what is to be true of them all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.ui.seen import press, settled

from certui.domain.matching import Doubt, Why
from certui.domain.models import Person
from certui.domain.papers import DocumentKind
from certui.screens import session_form
from certui.screens.add_candidates import AddCandidatesScreen
from certui.screens.centre import CentreScreen
from certui.screens.class_name import ClassNameScreen
from certui.screens.classes import ClassesScreen
from certui.screens.confirm import ConfirmScreen
from certui.screens.document import DocumentScreen
from certui.screens.documents import DocumentsScreen
from certui.screens.doubt import DoubtScreen
from certui.screens.extra_time import ExtraTimeScreen
from certui.screens.fetch import FetchScreen
from certui.screens.help import HelpScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.incident import IncidentScreen
from certui.screens.leavers import LeaversScreen
from certui.screens.palette import PaletteScreen
from certui.screens.reason import ReasonScreen
from certui.screens.save import SaveScreen
from certui.screens.session import SessionScreen
from certui.screens.sessions import SessionsScreen
from certui.services.fetching import Fetching, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School
    from textual.pilot import Pilot
    from textual.screen import Screen

_TODAY: Final = dt.date(2026, 11, 23)
_SOMEBODY: Final = Person(
    ine=None,
    last_name="DURAND",
    first_name="Zoé",
    sex=None,
    birth_date=dt.date(2012, 1, 2),
    class_name="3EA",
)
PV: Final = DocumentKind.PV


def _save(school: School) -> SaveScreen:
    def write(folder: str, name: str, *, overwrite: bool) -> Fetching:
        raise AssertionError(folder, name, overwrite)

    return SaveScreen("PV", school.use_cases.delivery, "pv.pdf", write)


SCREENS: Final[dict[str, Callable[[School], Screen[Any]]]] = {
    "sessions": lambda school: SessionsScreen(school.use_cases),
    "a session": lambda school: SessionScreen(school.use_cases, 209),
    "an empty session": lambda school: SessionScreen(school.use_cases, 208),
    "the day": lambda school: SessionScreen(school.use_cases, 210),
    "adding": lambda school: AddCandidatesScreen(school.enrolment, 208, "Troisièmes"),
    "importing": lambda school: ImportRosterScreen(
        school.use_cases.roster, school.use_cases.leavers
    ),
    "who left": lambda school: LeaversScreen(school.use_cases.leavers),
    "a document": lambda school: DocumentScreen(
        school.use_cases.papers, school.use_cases.delivery, 209, PV
    ),
    "a form": lambda school: session_form.creation(school.sessions, _TODAY),
    "the centre": lambda school: CentreScreen(school.sessions, school.sessions.summaries()[0]),
    "help": lambda _: HelpScreen([]),
    "palette": lambda _: PaletteScreen([]),
    "classes": lambda _: ClassesScreen([("3EA", 30), ("3EB", 1)], frozenset()),
    "a question": lambda _: ConfirmScreen("Supprimer la session ?", "Supprimer"),
    "a doubt": lambda _: DoubtScreen(Doubt(0, _SOMEBODY, (), Why.TWICE, (_SOMEBODY,)), []),
    "a class": lambda _: ClassNameScreen("liste.csv"),
    "extra time": lambda school: ExtraTimeScreen(school.sessions.view(209).candidates[:1]),
    "an incident": lambda _: IncidentScreen("DURAND Zoé", []),
    "a reason": lambda _: ReasonScreen("DURAND Zoé"),
    "documents": lambda _: DocumentsScreen(),
    "fetching": lambda _: FetchScreen(Fetching(Way.HERE, Path("pv.pdf"))),
    "saving": _save,
}
"""Makes each, by a name for it."""
# What brings to the front what is meant.
_KEYS: Final = {"the day": ("3",)}


async def opened(pilot: Pilot[None], school: School, name: str) -> Screen[Any]:
    """Open one of :data:`SCREENS`, and wait until it shows what it shows."""
    await settled(pilot)
    if name != "sessions":
        pilot.app.push_screen(SCREENS[name](school))
        await settled(pilot)
        await press(pilot, *_KEYS.get(name, ()))
    return pilot.app.screen
