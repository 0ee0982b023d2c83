"""What an action keeps so that it can be undone: its values as JSON, and back.

Kept by the unit of work that acts: an action without its way back, or the reverse, cannot be.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, cast

from certui.domain.candidate_fields import NEEDS
from certui.domain.day import INSTANTS
from certui.domain.models import Candidate, ExamSession, Person, SessionDraft, Sex, UnfinishedReason
from certui.domain.undoing import UndoEntry, UndoPart

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from certui.domain.models import JournalEntry
    from certui.services.ports.store import Writing

    Facts = Mapping[str, Any]

_DRAFT: Final = tuple(field.name for field in fields(SessionDraft))
_PERSON: Final = tuple(field.name for field in fields(Person))


def keep(
    work: Writing,
    done: JournalEntry,
    number: int | None,
    *,
    parts: Sequence[UndoPart] = (),
    facts: Facts | None = None,
    count: int | None = None,
) -> None:
    """Keep what undoing an action needs.

    Args:
        work: the unit of work that acts.
        done: the action, as the journal has it or would have it.
        number: the session that it is undone from; None for the list of sessions.
        parts: what it did to each pupil.
        facts: what else undoing it needs.
        count: how many things it changed; as many as there are parts when None.
    """
    count = len(parts) if count is None else count
    work.keep_undo(_entry(done, number, count, facts or {}), parts)


def keep_added(work: Writing, done: JournalEntry, number: int) -> None:
    """Keep what undoing an addition to a session needs: who it added.

    Args:
        work: the unit of work that has added them.
        done: the action, as the journal has it.
        number: the session.
    """
    work.keep_added(_entry(done, number, done.done, {}))


def _entry(done: JournalEntry, number: int | None, count: int, facts: Facts) -> UndoEntry:
    return UndoEntry(
        op_id=done.op_id,
        action=done.action,
        number=number,
        who=done.who,
        at=done.at,
        count=count,
        facts=facts,
    )


# The day of a candidate


def day_of(candidate: Candidate) -> dict[str, str | None]:
    """Where a candidate stands on the day."""
    reason = candidate.unfinished_reason
    return {
        **{name: _text(getattr(candidate, name)) for name in INSTANTS},
        "unfinished_reason": None if reason is None else reason.value,
    }


def on_the_day(candidate: Candidate, facts: Facts) -> Candidate:
    """A candidate as they stood, by :func:`day_of`."""
    reason = facts["unfinished_reason"]
    instants: dict[str, Any] = {name: _instant(facts[name]) for name in INSTANTS}
    return replace(
        candidate,
        **instants,
        unfinished_reason=None if reason is None else UnfinishedReason(reason),
    )


# A candidate who was removed


def removed_parts(work: Writing, candidates: Collection[Candidate]) -> list[UndoPart]:
    """What putting candidates back needs.

    Who they are is left to the roster, which knows it better if it has changed, and which forgets
    it when they are erased; but for those whom the session knows otherwise.
    """
    pupils = work.pupils_by_id([one.pupil_id for one in candidates])
    return [
        UndoPart(one.pupil_id, one.id, _candidate(one, pupils[one.pupil_id].person))
        for one in candidates
    ]


def _candidate(one: Candidate, known: Person) -> dict[str, Any]:
    facts: dict[str, Any] = {
        **day_of(one),
        **{name: getattr(one, name) for name in NEEDS},
        "added_by": one.added_by,
        "added_at": _text(one.added_at),
    }
    if one.person != known:
        facts["person"] = person_facts(one.person)
    return facts


def candidate_again(number: int, part: UndoPart, known: Person) -> Candidate:
    """A candidate as they were before they were removed.

    Args:
        number: the session.
        part: by :func:`removed_parts`; it has a candidate.
        known: who the pupil is by the roster.
    """
    facts = part.facts
    otherwise = facts.get("person")
    # Whoever was removed had been added: both were kept.
    bare = Candidate(
        id=cast("int", part.candidate_id),
        session_number=number,
        pupil_id=part.pupil_id,
        person=known if otherwise is None else person_again(otherwise),
        joined_at=None,
        added_by=facts["added_by"],
        added_at=cast("dt.datetime", _instant(facts["added_at"])),
        **{name: facts[name] for name in NEEDS},
    )
    return on_the_day(bare, facts)


# Pupils


def person_facts(person: Person) -> dict[str, Any]:
    """Who somebody is."""
    sex = person.sex
    facts = {
        **{name: getattr(person, name) for name in _PERSON},
        "sex": None if sex is None else sex.value,
        "birth_date": person.birth_date.isoformat(),
    }
    # What was kept before there were names in use has none: the fingerprints stay the same.
    if not person.usage_name:
        del facts["usage_name"]
    return facts


def person_again(facts: Facts) -> Person:
    """Who somebody is, by :func:`person_facts`."""
    sex = facts["sex"]
    known = {
        **facts,
        "sex": None if sex is None else Sex(sex),
        "birth_date": dt.date.fromisoformat(facts["birth_date"]),
    }
    return Person(**known)


def fingerprint(person: Person) -> str:
    """What tells that somebody has been corrected since, without saying who they are."""
    text = repr(sorted(person_facts(person).items()))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


# Sessions


def draft_facts(session: ExamSession) -> dict[str, Any]:
    """The fields of a session."""
    return {
        **{name: getattr(session, name) for name in _DRAFT},
        "date": session.date.isoformat(),
        "time": session.time.isoformat(),
    }


def draft_again(facts: Facts) -> SessionDraft:
    """The fields of a session, by :func:`draft_facts`."""
    # What was kept before there was a field has none: the field is then as in a session without it.
    known = {
        **{name: facts[name] for name in _DRAFT if name in facts},
        "date": dt.date.fromisoformat(facts["date"]),
        "time": dt.time.fromisoformat(facts["time"]),
    }
    return SessionDraft(**known)


def session_facts(session: ExamSession) -> dict[str, Any]:
    """A session as it is while it can be deleted."""
    code = session.access_code
    return {**draft_facts(session), "number": session.number, "access_code": code}


def session_again(facts: Facts, time_zone: str) -> ExamSession:
    """A session as it was before it was deleted, by :func:`session_facts`."""
    draft = draft_again(facts)
    return ExamSession(
        number=facts["number"],
        access_code=facts["access_code"],
        time_zone=time_zone,
        **{name: getattr(draft, name) for name in _DRAFT},
    )


def _text(instant: dt.datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _instant(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
