"""The centre of the invented school, its sessions and their candidates."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.day import Move
from certui.domain.models import Action, Candidate, Centre, JournalEntry, SessionDraft
from certui.services.demo.pupils import STUDENTS, pupils

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.models import Person
    from certui.services.demo.pupils import Lists
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store, Writing

CENTRE: Final = Centre(name="Collège de la Démonstration", uai="0690001A", time_zone="Europe/Paris")
WHO: Final = "Camille Benhamur"
_EXTRA_TIME: Final = 33


def fill(store: Store, lists: Lists, clock: Clock, students: int = STUDENTS) -> None:
    """Put the invented school into an empty store, in one unit of work.

    Args:
        store: an empty one.
        lists: what the pupils are drawn from.
        clock: dates are relative to its day at the centre.
        students: how many pupils.

    Raises:
        certui.errors.NotEmpty: the store holds a centre, sessions or pupils already.
    """
    now = clock()
    today = now.astimezone(zoneinfo.ZoneInfo(CENTRE.time_zone)).date()
    with store.writing() as work:
        if work.sessions() or work.centre().name or work.centre().uai or work.pupils():
            raise errors.NotEmpty
        work.set_centre(CENTRE)
        work.insert_pupils(pupils(lists, students, today))
        _Sessions(work, now, today).create()


class _Sessions:
    """The four sessions: one finalised, one to come and empty, one to come, one begun."""

    def __init__(self, work: Writing, now: dt.datetime, today: dt.date) -> None:
        self._work = work
        self._now = now
        self._today = today
        self._by_class: dict[str, list[int]] = {}
        self._people: dict[int, Person] = {}
        for pupil in work.pupils():
            self._by_class.setdefault(pupil.person.class_name, []).append(pupil.id)
            self._people[pupil.id] = pupil.person

    def create(self) -> None:
        """Create the sessions and their candidates."""
        monday = self._today - dt.timedelta(self._today.weekday())
        past = self._session(
            207,
            name="Troisièmes D, E",
            room="B204",
            date=monday - dt.timedelta(weeks=3) + dt.timedelta(3),
            time=dt.time(9, 0),
            code="BCDF23",
        )
        self._session(
            208,
            name="Troisièmes A, B",
            room="B204",
            date=monday + dt.timedelta(weeks=12),
            time=dt.time(15, 30),
            code="GHJK46",
        )
        self._session(
            209,
            name="Troisièmes B, C",
            room="CDI",
            date=monday + dt.timedelta(weeks=4) + dt.timedelta(1),
            time=dt.time(13, 30),
            code="MPQR78",
            notes="Deux élèves de 3EB passent avec la classe de 3EC.",
        )
        begun = self._session(
            210,
            name="Quatrièmes D",
            room="B107",
            date=self._today - dt.timedelta(1),
            time=dt.time(14, 0),
            code="TVWX92",
        )
        self._enrol(207, [*self._of("3ED", 12), *self._of("3EE", 12)], extra=(3,))
        self._enrol(209, [*self._of("3EB", 2, skip=3), *self._of("3EC", 30)], extra=(5, 19))
        self._enrol(210, self._of("4ED", 12), extra=(1,))
        self._join(207, past, most=23)
        self._join(210, begun, most=10)
        self._work.finalise_session(207, past + dt.timedelta(hours=3))

    def _session(
        self,
        number: int,
        *,
        name: str,
        room: str,
        date: dt.date,
        time: dt.time,
        code: str,
        notes: str = "",
    ) -> dt.datetime:
        """Create one session; answers the UTC instant it begins."""
        draft = SessionDraft(
            name=name,
            site=CENTRE.name,
            room=room,
            invigilators=WHO,
            date=date,
            time=time,
            notes=notes,
        )
        self._work.add_session(draft, access_code=code, number=number)
        zone = zoneinfo.ZoneInfo(CENTRE.time_zone)
        return dt.datetime.combine(date, time, zone).astimezone(dt.UTC)

    def _of(self, class_name: str, most: int, skip: int = 0) -> list[int]:
        return self._by_class.get(class_name, [])[skip : skip + most]

    def _enrol(self, number: int, pupil_ids: Sequence[int], extra: Sequence[int]) -> None:
        """Add candidates; those at the positions ``extra`` with extra time."""
        if not pupil_ids:
            return
        op_id = f"demo-{number}"
        at = self._now - dt.timedelta(weeks=4)
        extended = [pupil_ids[position] for position in extra if position < len(pupil_ids)]
        plain = [pupil_id for pupil_id in pupil_ids if pupil_id not in extended]
        self._work.add_candidates(number, plain, op_id=op_id, who=WHO, at=at)
        for pupil_id in extended:
            candidate = Candidate(
                id=0,
                session_number=number,
                pupil_id=pupil_id,
                person=self._people[pupil_id],
                extra_time_percentage=_EXTRA_TIME,
                joined_at=None,
                added_by=WHO,
                added_at=at,
            )
            self._work.restore_candidate(candidate, op_id=op_id)
        entry = JournalEntry(
            op_id=op_id,
            at=at,
            who=WHO,
            action=Action.ADD,
            session_number=number,
            done=len(pupil_ids),
        )
        self._work.record(entry)

    def _join(self, number: int, begins: dt.datetime, most: int) -> None:
        """Note arrivals in the minutes before the session begins, a minute apart."""
        candidates = self._work.candidates(number)[:most]
        for minute, candidate in enumerate(reversed(candidates), start=1):
            at = begins - dt.timedelta(minutes=minute)
            self._work.move_candidates(number, [candidate.id], Move.ARRIVE, at)
