"""How each action is undone, inside the unit of work that undoes it.

What somebody else has changed since stays as they made it, and is counted; where the rules forbid
the whole, it is refused.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.models import Action
from certui.services import ledger
from certui.services.roster_reversal import undo_import

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from certui.domain.models import Candidate, ExamSession, Person
    from certui.domain.undoing import UndoEntry, UndoPart
    from certui.services.ports.store import Writing


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be undone.

    Attributes:
        work: the unit of work.
        entry: the action.
        parts: what it did to each pupil who is still there.
    """

    work: Writing
    entry: UndoEntry
    parts: list[UndoPart]

    @property
    def number(self) -> int:
        """The session: whose screen the action was done on, or that the action made or deleted."""
        found: int = self.entry.number or self.entry.facts["number"]
        return found

    def theirs(self, *actions: Action) -> frozenset[int]:
        """Pupils to whom others have done the like since: they may have what they were given first.

        Args:
            actions: what is the like; the action itself unless given.
        """
        since = self.work.others_since(self.entry, actions or (self.entry.action,))
        return frozenset(part.pupil_id for one in since for part in self.work.undo_parts(one.id))

    def session(self) -> ExamSession:
        """The session, which must be there and able to change.

        Raises:
            certui.errors.UnknownSession: no such number any more.
            certui.errors.SessionFinalised: it is read-only.
        """
        session = self.work.session(self.number)
        if session.finalised_at is not None:
            raise errors.SessionFinalised(number=self.number)
        return session

    def candidates(self) -> list[tuple[Candidate, UndoPart]]:
        """Those whom the action was done to, who are still in the session."""
        self.session()
        parts = {part.candidate_id: part for part in self.parts}
        everybody = self.work.candidates(self.number)
        return [(one, parts[one.id]) for one in everybody if one.id in parts]


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was undone.

    Attributes:
        action: what the journal calls the undoing.
        count: of how many things.
        candidate_ids: of whom; empty where the journal counts only.
        kept: how many stay as somebody made them since.
        staying: pupils who came by an import and stay, disabled: they are candidates.
    """

    action: Action
    count: int
    candidate_ids: tuple[int, ...] = ()
    kept: int = 0
    staying: tuple[Person, ...] = ()


def _add(task: Task) -> Reversal:
    """Take out what an addition added; all of it or nothing.

    Raises:
        certui.errors.CandidatesHaveJoined: some of it has joined.
        certui.errors.CandidatesHaveIncidents: an incident was reported on some of it.
        certui.errors.NothingToUndo: others took it out already.
    """
    present = [one for one, _ in task.candidates()]
    if joined := sum(one.joined_at is not None for one in present):
        raise errors.CandidatesHaveJoined(count=joined)
    reported = {one.candidate_id for one in task.work.incidents(task.number)}
    if count := sum(one.id in reported for one in present):
        raise errors.CandidatesHaveIncidents(count=count)
    if not present:
        raise errors.NothingToUndo
    count = task.work.remove_candidates(task.number, [one.id for one in present])
    return Reversal(Action.UNDO_ADD, count)


def _remove(task: Task) -> Reversal:
    """Put back who was removed, as they were.

    Even once the session has begun, unlike an addition: removing is allowed then, on the day, with
    the candidates at the door; a wrong key must not send one of them home. Who is put back was
    enrolled before the session began, as the guide wants it. A finished session takes nobody.

    Raises:
        certui.errors.NothingToUndo: others put them back already.
        certui.errors.PupilsErased: they have left the database meanwhile.
    """
    task.session()
    back = _put_back(task)
    if not back:
        raise errors.NothingToUndo if task.parts else errors.PupilsErased(number=task.number)
    return Reversal(Action.UNDO_REMOVE, len(back), _only(back), len(task.parts) - len(back))


def _put_back(task: Task) -> list[int]:
    theirs = task.theirs(Action.ADD, Action.REMOVE)
    parts = [part for part in task.parts if part.pupil_id not in theirs]
    pupils = task.work.pupils_by_id([part.pupil_id for part in parts])
    op_id = uuid.uuid4().hex
    candidates = [
        ledger.candidate_again(task.number, part, pupils[part.pupil_id].person) for part in parts
    ]
    return [one.id for one in candidates if task.work.restore_candidate(one, op_id=op_id)]


def _only(ids: Collection[int]) -> tuple[int, ...]:
    """The journal names a candidate where there is one."""
    return tuple(ids) if len(ids) == 1 else ()


def _mark(action: Action, task: Task) -> Reversal:
    """Undo a mark of the day, for those whom nobody has marked since.

    Args:
        action: what the journal calls the undoing.
        task: the mark.
    """
    theirs = task.theirs()
    done = tuple(
        one.id
        for one, part in task.candidates()
        if one.pupil_id not in theirs
        and task.work.put_back(
            ledger.on_the_day(one, part.facts["after"]),
            ledger.on_the_day(one, part.facts["before"]),
        )
    )
    if not done:
        raise errors.ChangedSince(number=task.number)
    return Reversal(action, len(done), done, len(task.parts) - len(done))


def _incident(task: Task) -> Reversal:
    task.session()
    if not task.work.withdraw_incident(task.number, task.entry.facts["incident"]):
        raise errors.ChangedSince(number=task.number)
    whose = tuple(part.candidate_id for part in task.parts if part.candidate_id is not None)
    return Reversal(Action.UNDO_INCIDENT, 1, whose)


def _extra_time(task: Task) -> Reversal:
    after, theirs = task.entry.facts["after"], task.theirs()
    unchanged = [
        (one.id, part.facts["before"])
        for one, part in task.candidates()
        if one.extra_time_percentage == after and one.pupil_id not in theirs
    ]
    for percentage in {before for _, before in unchanged}:
        ids = [one for one, before in unchanged if before == percentage]
        task.work.set_extra_time(task.number, ids, percentage)
    return _needs(task, Action.UNDO_EXTRA_TIME, [one for one, _ in unchanged])


def _accessibility(task: Task) -> Reversal:
    after, theirs = task.entry.facts["after"], task.theirs()
    unchanged = [
        (one.id, part.facts["before"])
        for one, part in task.candidates()
        if one.accessibility == after and one.pupil_id not in theirs
    ]
    for needed in {before for _, before in unchanged}:
        ids = [one for one, before in unchanged if before == needed]
        settled = len(ids) - task.work.set_accessibility(task.number, ids, needed=needed)
        if settled:
            raise errors.AccessibilitySettled(count=settled)
    return _needs(task, Action.UNDO_ACCESSIBILITY, [one for one, _ in unchanged])


def _needs(task: Task, action: Action, done: list[int]) -> Reversal:
    if not done:
        raise errors.NothingToUndo
    return Reversal(action, len(done), _only(done), len(task.parts) - len(done))


def _edit(task: Task) -> Reversal:
    """Make a session again what it was.

    Raises:
        certui.errors.SessionChanged: somebody has edited it since.
        certui.errors.SessionHasJoined: somebody has joined it since.
    """
    facts = task.entry.facts
    since = task.work.others_since(task.entry, (task.entry.action,))
    if since or ledger.draft_facts(task.session()) != facts["after"]:
        raise errors.SessionChanged(number=task.number)
    if not task.work.edit_session(task.number, ledger.draft_again(facts["before"])):
        raise errors.SessionHasJoined(number=task.number)
    return Reversal(Action.UNDO_EDIT, 1)


def _create(task: Task) -> Reversal:
    """Take away a session that was created, while it is as it was created.

    Raises:
        certui.errors.NothingToUndo: it was deleted meanwhile.
        certui.errors.SessionInUse: it has candidates or incidents, or was edited.
    """
    try:
        session = task.session()
    except errors.UnknownSession as error:
        raise errors.NothingToUndo from error
    same = ledger.session_facts(session) == task.entry.facts
    if not same or task.work.enrolled(task.number) or not task.work.delete_session(task.number):
        raise errors.SessionInUse(number=task.number)
    return Reversal(Action.UNDO_CREATE, 1)


def _delete(task: Task) -> Reversal:
    """Put back a deleted session: the same number, code and candidates, all of them.

    Raises:
        certui.errors.NothingToUndo: it is back already.
        certui.errors.PupilsErased: one of its candidates has left the database meanwhile.
    """
    zone = task.work.centre().time_zone
    if not task.work.restore_session(ledger.session_again(task.entry.facts, zone)):
        raise errors.NothingToUndo
    if len(task.parts) < task.entry.count:
        raise errors.PupilsErased(number=task.number)
    return Reversal(Action.RESTORE_SESSION, len(_put_back(task)))


def _import(task: Task) -> Reversal:
    undone = undo_import(task.work, task.entry, task.parts, task.theirs())
    if task.parts and not undone.count:
        raise errors.ChangedSince(number=None)
    return Reversal(
        Action.UNDO_IMPORT, undone.count, kept=undone.kept, staying=tuple(undone.staying)
    )


REVERSALS: Final[Mapping[Action, Callable[[Task], Reversal]]] = {
    Action.ADD: _add,
    Action.REMOVE: _remove,
    Action.JOIN: partial(_mark, Action.UNDO_JOIN),
    Action.UNDO_JOIN: partial(_mark, Action.JOIN),
    Action.START: partial(_mark, Action.UNDO_START),
    Action.UNDO_START: partial(_mark, Action.START),
    Action.END: partial(_mark, Action.UNDO_END),
    Action.UNDO_END: partial(_mark, Action.END),
    Action.MARK_ABSENT: partial(_mark, Action.UNDO_ABSENT),
    Action.UNDO_ABSENT: partial(_mark, Action.MARK_ABSENT),
    Action.GIVE_REASON: partial(_mark, Action.UNDO_REASON),
    Action.REPORT_INCIDENT: _incident,
    Action.SET_EXTRA_TIME: _extra_time,
    Action.SET_ACCESSIBILITY: _accessibility,
    Action.EDIT_SESSION: _edit,
    Action.CREATE_SESSION: _create,
    Action.DELETE_SESSION: _delete,
    Action.IMPORT_ROSTER: _import,
}
"""How each action that is kept is undone."""
