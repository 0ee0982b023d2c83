"""The words of the day: states, counters, toasts, questions, incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from certui.domain.candidate_fields import BY_NAME, NEEDS
from certui.domain.day import Move, Verdict, state
from certui.domain.models import CandidateState
from certui.domain.nomenclature import CATEGORIES, REASONS, SHORT_REASONS
from certui.domain.text import clean
from certui.wording.enrolment import PRESENT, full_name
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    elided,
    hour,
    number,
    numeric_date,
    plural,
    several,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certui.domain.day import Counts
    from certui.domain.models import Candidate, ExamSession, Incident, IncidentCategory
    from certui.services.outcomes import Acted, Finished, Outcome, Reported

STATES: Final = {
    CandidateState.EXPECTED: "attendu",
    CandidateState.ARRIVED: PRESENT,
    CandidateState.STARTED: "en cours",
    CandidateState.ENDED: "terminé",
    CandidateState.ABSENT: "absent",
}
# What leaves the banner of a finished session on one line of 80 cells.
_LONGEST_NAME: Final = 18
NOBODY_MATCHES: Final = "Aucun candidat ne correspond"
NOBODY: Final = "Aucun candidat inscrit à cette session"
NOBODY_WAITS: Final = "Aucun candidat présent n’attend de commencer."
WHAT_HAPPENED: Final = f"Que s’est-il passé{NARROW}?"
NO_CATEGORY: Final = "Aucune catégorie ne correspond"
WHOLE_SESSION: Final = "toute la session"
SESSION_REOPENED: Final = "La session est rouverte."

# Done, for one: {who} is the name, {of} the name after « de ».
_DONE: Final[dict[Move, str]] = {
    Move.ARRIVE: "{who} a rejoint la session.",
    Move.UNDO_ARRIVAL: "L’arrivée {of} est annulée.",
    Move.START: "{who} a commencé.",
    Move.UNDO_START: "Le début {of} est annulé.",
    Move.END: "{who} a terminé.",
    Move.UNDO_END: "{who} peut reprendre.",
    Move.MARK_ABSENT: "L’absence {of} est notée.",
    Move.UNDO_ABSENT: "L’absence {of} est annulée.",
}
_REASON_DONE: Final = "Le motif {of} est noté."
# Done, for several: what follows 0 and 1, and what follows more.
_COUNTED: Final[dict[Move, tuple[str, str]]] = {
    Move.ARRIVE: ("arrivée notée", "arrivées notées"),
    Move.UNDO_ARRIVAL: ("arrivée annulée", "arrivées annulées"),
    Move.START: ("test commencé", "tests commencés"),
    Move.UNDO_START: ("début annulé", "débuts annulés"),
    Move.END: ("test terminé", "tests terminés"),
    Move.UNDO_END: ("test repris", "tests repris"),
    Move.MARK_ABSENT: ("absence notée", "absences notées"),
    Move.UNDO_ABSENT: ("absence annulée", "absences annulées"),
}
_REASONS_COUNTED: Final = ("motif noté", "motifs notés")
# Nothing left to do, said of the candidate; and of several, counted.
_ALREADY: Final[dict[Move, tuple[str, str]]] = {
    Move.ARRIVE: ("son arrivée est déjà notée", "{} arrivées sont déjà notées"),
    Move.UNDO_ARRIVAL: ("son arrivée n’est pas notée", "{} arrivées ne sont pas notées"),
    Move.START: ("son test a déjà commencé", "{} tests ont déjà commencé"),
    Move.UNDO_START: ("son test n’a pas commencé", "{} tests n’ont pas commencé"),
    Move.END: ("son test est déjà terminé", "{} tests sont déjà terminés"),
    Move.UNDO_END: ("son test n’est pas terminé", "{} tests ne sont pas terminés"),
    Move.MARK_ABSENT: ("son absence est déjà notée", "{} absences sont déjà notées"),
    Move.UNDO_ABSENT: ("son absence n’est pas notée", "{} absences ne sont pas notées"),
}
_REASON_ALREADY: Final = ("ce motif est déjà noté", "{} candidats ont déjà ce motif")
# What stands in the way, said of one candidate; and of several.
_IN_THE_WAY: Final = {
    CandidateState.EXPECTED: ("son arrivée n’est pas notée", "leur arrivée n’est pas notée"),
    CandidateState.ARRIVED: ("son arrivée est notée", "leur arrivée est notée"),
    CandidateState.STARTED: ("son test a commencé", "leur test a commencé"),
    CandidateState.ENDED: ("son test est terminé", "leur test est terminé"),
    CandidateState.ABSENT: ("son absence est notée", "leur absence est notée"),
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
    for field in map(BY_NAME.__getitem__, NEEDS):
        if value := field.of(candidate):
            how_much = "" if value is True else f" {value}{NO_BREAK}%"
            parts.append(field.label + how_much)
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
        sentences.append(_done(done, result))
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


def _done(outcomes: Sequence[Outcome], result: Acted) -> str:
    if len(outcomes) > 1:
        counted = _COUNTED[result.what] if isinstance(result.what, Move) else _REASONS_COUNTED
        return f"{plural(len(outcomes), *counted)}."
    who = _whose(outcomes[0])
    said = _DONE[result.what] if isinstance(result.what, Move) else _REASON_DONE
    return said.format(who=who, of=elided("de", who))


def _whose(outcome: Outcome) -> str:
    # Only who is gone has none, and nobody asks whose that is.
    return full_name(cast("Candidate", outcome.before).person)


def _already(outcomes: Sequence[Outcome], result: Acted) -> str:
    one, many = _ALREADY[result.what] if isinstance(result.what, Move) else _REASON_ALREADY
    if len(outcomes) > 1:
        return f"{many.format(number(len(outcomes)))}."
    return f"{_whose(outcomes[0])}{NO_BREAK}: {one}."


def _refused(outcomes: Sequence[Outcome]) -> list[str]:
    """One sentence for each thing that stands in the way."""
    ways: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.before is not None:
            ways.setdefault(_IN_THE_WAY[state(outcome.before)], []).append(outcome)
    return [
        f"{_whose(those[0])}{NO_BREAK}: {one}."
        if len(those) == 1
        else f"{number(len(those))} candidats{NO_BREAK}: {many}."
        for (one, many), those in ways.items()
    ]


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


def ask_start_all(count: int) -> str:
    """The question before the tests of all who are there begin."""
    if not several(count):
        return f"Noter le début du test du seul candidat présent{NARROW}?"
    return f"Noter le début du test des {number(count)} candidats présents{NARROW}?"


def ask_resume(count: int) -> str:
    """The question before tests that have ended go on."""
    if not several(count):
        return f"Laisser reprendre ce test terminé{NARROW}?"
    return f"Laisser reprendre ces {number(count)} tests terminés{NARROW}?"


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


def unexplained(count: int) -> str:
    """How many candidates a session waits for, before it can be finished."""
    return plural(
        count,
        "candidat n’a pas terminé et n’a pas de motif",
        "candidats n’ont pas terminé et n’ont pas de motif",
    )


def left_ticked(count: int) -> str:
    """Why a session waits, once those it waits for are ticked."""
    ticked = "ils sont cochés" if several(count) else "il est coché"
    return f"{unexplained(count)}{NO_BREAK}: {ticked}{NARROW}; n donne un motif, e note la fin."


def ask_reopen(session: int) -> str:
    """The question before a finished session can change again."""
    return f"Rouvrir la session {session}{NARROW}? Le journal en garde la trace."
