"""The words of the day: states, counters, toasts, questions, incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.models import CandidateState, UnfinishedReason
from certui.domain.nomenclature import CATEGORIES, REASONS, SHORT_REASONS
from certui.domain.supervision import Move, Verdict, state
from certui.domain.text import clean
from certui.wording.enrolment import full_name
from certui.wording.typography import NARROW, NO_BREAK, capital, hour, number, numeric_date, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certui.domain.models import Candidate, ExamSession, Incident, IncidentCategory
    from certui.domain.supervision import Counts
    from certui.services.supervision import Acted, Finished, Outcome, PutBack, Reported

STATES: Final = {
    CandidateState.EXPECTED: "attendu",
    CandidateState.ARRIVED: "arrivé",
    CandidateState.STARTED: "en cours",
    CandidateState.ENDED: "terminé",
    CandidateState.ABSENT: "absent",
}
# What leaves the banner of a finished session on one line of 80 cells.
_LONGEST_NAME: Final = 18
TAB: Final = "3 Surveillance"
NOBODY_MATCHES: Final = "Aucun candidat ne correspond"
NOBODY: Final = "Aucun candidat inscrit à cette session"
NOBODY_WAITS: Final = "Aucun candidat arrivé n’attend de commencer."
NOTHING_TO_UNDO: Final = f"Rien à annuler{NO_BREAK}: aucune action depuis l’ouverture."
WHAT_HAPPENED: Final = f"Que s’est-il passé{NARROW}?"
NO_CATEGORY: Final = "Aucune catégorie ne correspond"
WHOLE_SESSION: Final = "toute la session"
SESSION_REOPENED: Final = "La session est rouverte."

# Done: for one, by name; for several, counted.
_DONE: Final[dict[object, tuple[str, str]]] = {
    Move.ARRIVE: ("{} a rejoint la session.", "{} arrivées notées."),
    Move.UNDO_ARRIVAL: ("L’arrivée de {} est annulée.", "{} arrivées annulées."),
    Move.START: ("{} a commencé.", "{} débuts notés."),
    Move.UNDO_START: ("Le début de {} est annulé.", "{} débuts annulés."),
    Move.END: ("{} a terminé.", "{} fins notées."),
    Move.UNDO_END: ("{} peut reprendre.", "{} candidats peuvent reprendre."),
    Move.MARK_ABSENT: ("L’absence de {} est notée.", "{} absences notées."),
    Move.UNDO_ABSENT: ("L’absence de {} est annulée.", "{} absences annulées."),
}
_REASON_DONE: Final = ("Le motif de {} est noté.", "{} motifs notés.")
# Nothing left to do, and what stands in the way, said of the candidate.
_ALREADY: Final[dict[Move, str]] = {
    Move.ARRIVE: "son arrivée est déjà notée",
    Move.UNDO_ARRIVAL: "son arrivée n’est pas notée",
    Move.START: "son test a déjà commencé",
    Move.UNDO_START: "son test n’a pas commencé",
    Move.END: "son test est déjà terminé",
    Move.UNDO_END: "son test n’est pas terminé",
    Move.MARK_ABSENT: "son absence est déjà notée",
    Move.UNDO_ABSENT: "son absence n’est pas notée",
}
_IN_THE_WAY: Final = {
    CandidateState.EXPECTED: "son arrivée n’est pas notée",
    CandidateState.ARRIVED: "son arrivée est notée",
    CandidateState.STARTED: "son test a commencé",
    CandidateState.ENDED: "son test est terminé",
    CandidateState.ABSENT: "son absence est notée",
}
_UNDONE: Final[dict[Move, str]] = {
    Move.ARRIVE: "arrivée annulée",
    Move.UNDO_ARRIVAL: "arrivée rétablie",
    Move.START: "début annulé",
    Move.UNDO_START: "début rétabli",
    Move.END: "fin annulée",
    Move.UNDO_END: "fin rétablie",
    Move.MARK_ABSENT: "absence annulée",
    Move.UNDO_ABSENT: "absence rétablie",
}


def name(candidate: Candidate) -> str:
    """``JEFFERSON Thomas``: as people are looked up."""
    return f"{candidate.person.last_name.upper()} {candidate.person.first_name}"


def standing(candidate: Candidate) -> str:
    """Where a candidate stands, in the column of the states."""
    if candidate.unfinished_reason is not None:
        return SHORT_REASONS[candidate.unfinished_reason]
    return STATES[state(candidate)]


def minutes(left: int | None) -> str:
    """Minutes left: ``12 min``, ``-3 min`` when over; nothing when no test runs."""
    return "" if left is None else f"{left} min"


def whom(candidates: Sequence[Candidate]) -> str:
    """Whom an action is for: one by name, several counted."""
    if len(candidates) == 1:
        return full_name(candidates[0].person)
    return plural(len(candidates), "candidat", "candidats")


def about(candidate: Candidate, incidents: Sequence[str]) -> str:
    """What is known of a candidate: their extra time, why they did not finish, their incidents."""
    parts = [name(candidate)]
    if candidate.extra_time_percentage is not None:
        parts.append(f"temps majoré {candidate.extra_time_percentage}{NO_BREAK}%")
    if candidate.accessibility:
        parts.append("accessibilité")
    if candidate.unfinished_reason is not None:
        parts.append(REASONS[candidate.unfinished_reason])
    return " · ".join([*parts, *reversed(incidents)])


def counters(counts: Counts, overtime: int, incidents: int) -> str:
    """``10/12 présents · 3 en cours · 1 terminé · 1 absent``, and what needs attention."""
    parts = [
        f"{number(counts.present)}/{plural(counts.total, 'présent', 'présents')}",
        f"{number(counts.started)} en cours",
        plural(counts.ended, "terminé", "terminés"),
        plural(counts.absent, "absent", "absents"),
    ]
    if counts.unfinished:
        parts.append(plural(counts.unfinished, "non terminé", "non terminés"))
    if overtime:
        parts.append(plural(overtime, "temps dépassé", "temps dépassés"))
    if incidents:
        parts.append(plural(incidents, "incident", "incidents"))
    return " · ".join(parts)


def read_only(session: ExamSession, at: dt.datetime) -> str:
    """The banner of a finished session; ``at`` is the instant by the centre's wall clock."""
    who = clean(session.finalised_by)
    by = (
        f" par {who if len(who) <= _LONGEST_NAME else who[: _LONGEST_NAME - 1] + '…'}"
        if who
        else ""
    )
    when = f"{numeric_date(at.date())} à {hour(at.time())}"
    return f"Session finalisée le {when}{by}{NO_BREAK}: lecture seule"


def acted(result: Acted) -> str:
    """What an action did: for whom, and for whom not and why."""
    done = result.done
    sentences = []
    if done:
        one, many = _DONE[result.what] if isinstance(result.what, Move) else _REASON_DONE
        sentences.append(one.format(_whose(done[0])) if len(done) == 1 else many.format(len(done)))
    already = [one for one in result.outcomes if one.verdict is Verdict.ALREADY]
    refused = [one for one in result.outcomes if one.verdict is Verdict.REFUSED]
    gone = sum(one.verdict is Verdict.GONE for one in result.outcomes)
    if already:
        sentences.append(_already(already, result))
    sentences += _refused(refused)
    if gone:
        who = plural(gone, "candidat n’est plus", "candidats ne sont plus")
        sentences.append(f"{who} dans la session.")
    return " ".join(sentences) or NOBODY_WAITS


def _whose(outcome: Outcome) -> str:
    assert outcome.before is not None  # noqa: S101 - only who is gone has none
    return full_name(outcome.before.person)


def _already(outcomes: Sequence[Outcome], result: Acted) -> str:
    if len(outcomes) > 1:
        return f"{number(len(outcomes))} l’étaient déjà."
    why = _ALREADY[result.what] if isinstance(result.what, Move) else "ce motif est déjà noté"
    return f"{_whose(outcomes[0])}{NO_BREAK}: {why}."


def _refused(outcomes: Sequence[Outcome]) -> list[str]:
    """One sentence for each thing that stands in the way."""
    ways: dict[str, list[Outcome]] = {}
    for one in outcomes:
        if one.before is not None:
            ways.setdefault(_IN_THE_WAY[state(one.before)], []).append(one)
    return [
        f"{_whose(those[0]) if len(those) == 1 else f'{number(len(those))} candidats'}"
        f"{NO_BREAK}: {why}."
        for why, those in ways.items()
    ]


def put_back(result: PutBack) -> str:
    """What an undoing did."""
    if isinstance(result.what, Move):
        what = _UNDONE[result.what]
    elif isinstance(result.what, UnfinishedReason):
        what = "motif annulé"
    else:
        what = "signalement annulé"
    sentence = capital(what) if result.count == 1 else f"{capital(what)} ({number(result.count)})"
    if not result.kept:
        return f"{sentence}."
    kept = plural(result.kept, "candidat a changé", "candidats ont changé")
    return f"{sentence}. {kept} entre-temps et restent comme ils sont."


# Incidents


def category(one: IncidentCategory) -> str:
    """``C6 Suspicion de fraude``."""
    return f"{one.value} {CATEGORIES[one]}"


def incident(one: Incident, at: dt.datetime) -> str:
    """An incident on one line; ``at`` is its instant by the centre's wall clock."""
    text = f"{NO_BREAK}: {clean(one.text)}" if one.text else ""
    return f"{category(one.category)} ({clean(one.who)}, {hour(at.time())}){text}"


def incident_title(target: str) -> str:
    """What a report is about."""
    return f"Signaler un incident pour {target}"


def reported(result: Reported) -> str:
    """The toast of a report."""
    whom = WHOLE_SESSION if result.candidate is None else full_name(result.candidate.person)
    return f"Incident signalé pour {whom}{NO_BREAK}: {category(result.incident.category)}."


# Finishing


def ask_reason(target: str) -> str:
    """The question when a test is not finished."""
    return f"Test non terminé, pour {target}{NO_BREAK}: quel motif{NARROW}?"


def ask_finish(session: int, counts: Counts) -> str:
    """The question before a session becomes read-only."""
    expected = counts.total - counts.present - counts.absent
    parts = [plural(counts.ended, "terminé", "terminés")]
    if counts.unfinished:
        parts.append(plural(counts.unfinished, "non terminé", "non terminés"))
    parts.append(plural(counts.absent + expected, "absent", "absents"))
    noted = ""
    if expected:
        who = plural(
            expected, "candidat attendu sera noté absent", "candidats attendus seront notés absents"
        )
        noted = f" {who}."
    return (
        f"Finaliser la session {session}{NARROW}? {', '.join(parts)}.{noted}"
        " Elle ne pourra plus changer."
    )


def finished(result: Finished) -> str:
    """The toast of a finished session."""
    return f"La session {result.number} est finalisée."


def left_ticked(count: int) -> str:
    """Why a session waits, once those it waits for are ticked."""
    who = plural(count, "candidat n’a", "candidats n’ont")
    ticked = "il est coché" if count < 2 else "ils sont cochés"  # noqa: PLR2004 - French grammar
    return (
        f"{who} ni terminé ni motif d’abandon{NO_BREAK}: {ticked}{NARROW}; m donne un motif, e note"
        " la fin."
    )


def ask_reopen(session: int) -> str:
    """The question before a finished session can change again."""
    return f"Rouvrir la session {session}{NARROW}? Le journal en garde la trace."
