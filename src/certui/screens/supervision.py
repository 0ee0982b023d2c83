"""The day of a session: who is there, whose time is running, who needs somebody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui import errors
from certui.domain import day as rules
from certui.domain.day import Move
from certui.late import late
from certui.screens.asking import ask
from certui.screens.noting import NotingPage
from certui.services.day import DayView
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.plain import plain
from certui.widgets.session_card import SessionCard
from certui.widgets.supervision_table import Clock, SupervisionTable
from certui.widgets.tab_line import TabLine
from certui.wording import day as words
from certui.wording import sessions as session_words
from certui.wording.enrolment import named
from certui.wording.refusals import sentence
from certui.wording.typography import hour, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer
    from textual.widget import Widget

    from certui.domain.models import Candidate, IncidentCategory, UnfinishedReason
    from certui.screens import incident, reason
    from certui.services.day import DayService
    from certui.services.outcomes import Reported
    from certui.services.undoing import UndoService
else:
    incident = late("certui.screens.incident")
    reason = late("certui.screens.reason")

FRONT = 2
_ON_CANDIDATES = frozenset(
    {"arrive", "start", "start_all", "end", "resume", "absent", "reason", "incident"}
)
_CHANGES = _ON_CANDIDATES | {"session_incident", "undo", "finish"}


class SupervisionScreen(NotingPage[int | None, DayView]):
    """Holds a session; answers the tab to bring to the front, or None to leave the session.

    Args:
        day: the use cases of the day.
        number: the session.
        undoing: what can be undone.
        done_before: the ledger's last entry when the session was opened.
    """

    CSS_PATH = "supervision.tcss"
    AUTO_FOCUS = "#supervised"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab(0)", "Détail", show=False, id="supervision.details"),
        Binding("2", "tab(1)", "Candidats", show=False, id="supervision.candidates"),
        Binding("O", "reopen", "Rouvrir", tooltip="Rouvrir la session finalisée"),
        Binding("p", "arrive", "Présent", tooltip="Noter ou annuler une arrivée"),
        Binding("d", "start", "Début", tooltip="Noter le début du test"),
        Binding("D", "start_all", "Tous", tooltip="Noter le début de tous les présents"),
        Binding("e", "end", "Fin", tooltip="Noter la fin du test"),
        Binding("b", "absent", "Absent", tooltip="Noter ou annuler une absence"),
        Binding("i", "incident", "Incident", tooltip="Signaler un incident pour le candidat"),
        Binding("m", "reason", "Motif", tooltip="Dire pourquoi le test n’est pas terminé"),
        Binding("u", "undo", "Annuler", tooltip="Annuler la dernière action"),
        Binding("slash", "filter", "Chercher", tooltip="Chercher un candidat"),
        Binding("F", "finish", "Finaliser", tooltip="Finaliser la session"),
        Binding("I", "session_incident", tooltip="Signaler un incident pour la session"),
        Binding("R", "resume", tooltip="Laisser reprendre un test terminé"),
        Binding("r", "refresh", "Actualiser", show=False),
    ]

    filter = getters.query_one("#filter", FilterInput)
    table = getters.query_one(SupervisionTable)

    def __init__(
        self,
        day: DayService,
        number: int,
        undoing: UndoService,
        done_before: int | None = None,
    ) -> None:
        super().__init__(number)
        self._day = day
        self._undoing = undoing
        self.done_before = done_before
        self._view: DayView | None = None
        self._zone: dt.tzinfo = dt.UTC
        self._minute: Timer | None = None
        # The instants for which the hours shown are right.
        self._shown_from = self._shown_until = day.now()
        self._texts: dict[str, str] = {}

    @property
    def undoing(self) -> UndoService:
        """What can be undone of the session."""
        return self._undoing

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those ticked; when nobody is, the one under the cursor."""
        return tuple(self.table.chosen)

    def untick(self) -> None:
        """Take the ticks away."""
        self.table.untick()

    def body(self) -> Iterable[Widget]:
        """The session at the head, the counters, the candidates, what is known of the current."""
        yield SessionCard(self.number)
        yield TabLine([*session_words.tabs(None), words.TAB], FRONT)
        yield Static(id="counters")
        yield Static(id="banner")
        yield FilterInput(id="filter", placeholder="Chercher un candidat…")
        yield SupervisionTable()
        yield Static(id="about")

    # Reading

    def on_mount(self) -> None:
        """Read the session; follow what others do to it."""
        self.watch(self.filter, "value", self._list, init=False)
        self.table.say_when_empty(session_words.LOADING)
        self.load()

    def read(self) -> DayView:
        """The session, its candidates and its incidents."""
        return self._day.view(self.number)

    def show(self, view: DayView) -> None:
        """The head, the counters, the candidates."""
        self._view, self.seen = view, view.version
        self._zone = ZoneInfo(view.session.time_zone)
        session = view.session
        self.query_one(SessionCard).show(session.name, long_date(session.date), hour(session.time))
        tabs = [*session_words.tabs(len(view.candidates)), words.TAB]
        self.query_one(TabLine).show(tabs, FRONT)
        finished = session.finalised_at
        self.set_class(finished is not None, "-finished")
        if finished is not None:
            self._say_at("#banner", words.read_only(session, finished.astimezone(self._zone)))
        self.table.say_when_empty(words.NOBODY_MATCHES if view.candidates else words.NOBODY)
        self.tick()
        self.follow(self._day.version)

    def tick(self) -> None:
        """Show what the clock changes, and wait for its next minute."""
        self._list()
        if self._minute is not None:
            self._minute.stop()
        now = self._day.now()
        wait = rules.next_minute(now)
        self._shown_from, self._shown_until = now, now + wait
        self._minute = self.set_timer(wait.total_seconds(), self.tick)

    def look(self) -> None:
        """Follow a clock that has jumped, too: a laptop wakes, an hour comes twice."""
        if not self._shown_from <= self._day.now() < self._shown_until:
            self.tick()
        super().look()

    def _list(self) -> None:
        view = self._view
        if view is None:
            return
        now = self._day.now()
        reports = Counter(one.candidate_id for one in view.incidents if one.candidate_id)
        clock = Clock(now, self._zone)
        self.table.show_candidates(view.candidates, reports, clock, self.filter.value)
        counters = words.counters(
            rules.counts(view.candidates),
            sum(rules.is_overtime(one, now) for one in view.candidates),
            len(view.incidents),
        )
        parts = [clock.hour(now), counters]
        if ticked := len(self.table.ticked):
            parts.append(session_words.ticked(ticked))
        self._say_at("#counters", " · ".join(parts))
        self._about()
        self.refresh_bindings()

    @on(SupervisionTable.Changed)
    def _follow_ticks(self) -> None:
        self._list()

    @on(LineTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        self._about()
        self.refresh_bindings()

    def _about(self) -> None:
        """What is known of the candidate under the cursor that the columns have no room for."""
        one, view = self.table.current, self._view
        if one is None or view is None:
            self._say_at("#about", "")
            return
        theirs = [
            words.incident(known, known.at.astimezone(self._zone))
            for known in view.incidents
            if known.candidate_id == one.id
        ]
        self._say_at("#about", words.about(one, theirs))

    def _say_at(self, selector: str, text: str) -> None:
        """Change a line, when it says something else."""
        if self._texts.get(selector) != text:
            self._texts[selector] = text
            self.query_one(selector, Static).update(plain(text), layout=False)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A finished session has one key of its own, and none of the others."""
        finished = self.has_class("-finished")
        if action == "reopen":
            return super().check_action(action, parameters) if finished else False
        if action in {"finish", "start_all", "reason", "resume"} and finished:
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """What the session's state, the clock, or an empty list forbids."""
        if action == "reopen" and not self._day.administrator:
            return sentence(errors.NotAdministrator(number=self.number))
        view = self._view
        if action not in _CHANGES:
            return super().why_not(action)
        if view is None:
            return session_words.LOADING
        if view.session.finalised_at is not None:
            return sentence(errors.SessionFinalised(number=self.number))
        if action in _ON_CANDIDATES and not view.candidates:
            return words.NOBODY
        return super().why_not(action)

    # Doing

    def action_arrive(self) -> None:
        """Note arrivals, or take them back."""
        moves = (Move.ARRIVE, Move.UNDO_ARRIVAL)
        self.step(self._day.arrive, self._day.undo_arrival, moves)

    def action_start(self) -> None:
        """Note that tests begin."""
        self.step(self._day.start)

    def action_start_all(self) -> None:
        """Note that all who have arrived begin, once it is confirmed."""
        waiting = rules.waiting(self._view.candidates if self._view else ())
        if not waiting:
            self.refuse(words.NOBODY_WAITS)
            return

        def start() -> None:
            self.note(lambda: self._day.start_all_arrived(self.number))

        whose = named([one.person for one in waiting])
        ask(self, words.ask_start_all(len(waiting)), "Commencer", start, whose=whose)

    def action_end(self) -> None:
        """Note that tests have ended."""
        self.step(self._day.end)

    def action_resume(self) -> None:
        """Let ended tests go on."""
        self.step(self._day.resume)

    def action_absent(self) -> None:
        """Note absences, or take them back."""
        moves = (Move.MARK_ABSENT, Move.UNDO_ABSENT)
        self.step(self._day.mark_absent, self._day.undo_absent, moves)

    def action_reason(self) -> None:
        """Say why tests are not finished."""
        chosen = self.table.chosen
        ids = [one.id for one in chosen]

        def answered(reason: UnfinishedReason | None) -> None:
            if reason is not None:
                self.note(lambda: self._day.give_reason(self.number, ids, reason))

        if ids:
            self.app.push_screen(reason.ReasonScreen(words.whom(chosen)), answered)

    def action_incident(self) -> None:
        """Report an incident on the candidate under the cursor."""
        if (candidate := self.table.current) is not None:
            self._report(candidate)

    def action_session_incident(self) -> None:
        """Report an incident on the session as a whole."""
        self._report(None)

    def _report(self, candidate: Candidate | None) -> None:
        view = self._view
        if view is None:
            return
        whose = None if candidate is None else candidate.id
        known = [
            words.incident(one, one.at.astimezone(self._zone))
            for one in view.incidents
            if one.candidate_id == whose
        ]

        def answered(answer: tuple[IncidentCategory, str] | None) -> None:
            if answer is not None:
                self.act(
                    lambda: self._day.report_incident(self.number, whose, *answer), self._reported
                )

        whom = words.WHOLE_SESSION if candidate is None else words.whom([candidate])
        self.app.push_screen(incident.IncidentScreen(whom, known), answered)

    def _reported(self, result: Reported) -> None:
        self.say(words.reported(result))

    def action_finish(self) -> None:
        """Finish the session, once nobody is left unexplained and it is confirmed."""
        view = self._view
        if view is None:
            return
        if left := rules.unexplained(view.candidates):
            self.table.tick(one.id for one in left)
            self.refuse(words.left_ticked(len(left)))
            return

        def finish() -> None:
            self.act(lambda: words.finished(self._day.finish(self.number)), self.say)

        question = words.ask_finish(self.number, rules.counts(view.candidates))
        ask(self, question, "Finaliser", finish)

    def action_reopen(self) -> None:
        """Let a finished session change again, once it is confirmed."""

        def reopen() -> None:
            self.act(
                lambda: self._day.reopen(self.number), lambda _: self.say(words.SESSION_REOPENED)
            )

        ask(self, words.ask_reopen(self.number), "Rouvrir", reopen)

    # Looking

    def action_tab(self, tab: int) -> None:
        """Bring another tab of the session to the front."""
        self.dismiss(tab)

    def action_filter(self) -> None:
        """Look for somebody."""
        self.add_class("-filtering")
        self.set_focus(self.filter)

    def action_refresh(self) -> None:
        """Read the session again."""
        self.load()

    def action_back(self) -> None:
        """Leave the search first, then the ticks; then the session."""
        if self.has_class("-filtering"):
            self.filter.clear()
            self.remove_class("-filtering")
            self.set_focus(self.table)
        elif self.table.ticked:
            self.table.untick()
        else:
            self.dismiss(None)
