"""What is done to a session on its day: incidents, finishing, reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.binding import Binding, BindingType

from certui import errors
from certui.domain import day as rules
from certui.late import late
from certui.screens.asking import ask
from certui.screens.session_page import SessionPage
from certui.wording import day as words
from certui.wording import sessions as session_words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from certui.domain.models import Candidate, IncidentCategory
    from certui.screens import incident
    from certui.services.outcomes import Reported
else:
    incident = late("certui.screens.incident")


class DayActsPage(SessionPage):
    """Reports incidents, finishes the session, reopens it."""

    CHANGES = frozenset({"incident", "session_incident", "finish"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "incident", "Incident", tooltip="Signaler un incident pour le candidat"),
        Binding("F", "finish", "Finaliser", tooltip="Finaliser la session"),
        Binding(
            "I",
            "session_incident",
            "Incident de session",
            tooltip="Signaler un incident pour la session",
        ),
        Binding("O", "reopen", "Rouvrir", tooltip="Rouvrir la session finalisée"),
    ]

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor of the pane in front."""
        raise NotImplementedError

    def mark(self, candidates: list[Candidate]) -> None:
        """Tick candidates on the pane in front."""
        raise NotImplementedError

    def why_not(self, action: str) -> str | None:
        """What the day, an empty list, or who one is, forbids."""
        if action == "reopen" and not self.use_cases.day.administrator:
            return sentence(errors.NotAdministrator(number=self.number))
        forbidden = super().why_not(action)
        if forbidden is not None or action not in DayActsPage.CHANGES:
            return forbidden
        if too_soon := self.why_not_today():
            return too_soon
        if action == "incident" and self.current is None:
            return session_words.NOBODY_HERE if self._candidates else words.NOBODY
        if action == "finish" and rules.nobody_started(self._candidates):
            return sentence(errors.NobodyStarted(number=self.number))
        return None

    @property
    def _candidates(self) -> tuple[Candidate, ...]:
        return () if self.view is None else self.view.candidates

    # Incidents

    def action_incident(self) -> None:
        """Report an incident on the candidate under the cursor."""
        if (candidate := self.current) is not None:
            self._report(candidate)

    def action_session_incident(self) -> None:
        """Report an incident on the session as a whole."""
        self._report(None)

    def _report(self, candidate: Candidate | None) -> None:
        view, day = self.view, self.use_cases.day
        if view is None:
            return
        whose = None if candidate is None else candidate.id
        zone = ZoneInfo(view.session.time_zone)
        known = [
            words.incident(one, one.at.astimezone(zone))
            for one in view.incidents
            if one.candidate_id == whose
        ]

        def answered(answer: tuple[IncidentCategory, str] | None) -> None:
            if answer is not None:
                self.act(lambda: day.report_incident(self.number, whose, *answer), self._reported)

        whom = words.WHOLE_SESSION if candidate is None else words.whom([candidate])
        self.app.push_screen(incident.IncidentScreen(whom, known), answered)

    def _reported(self, result: Reported) -> None:
        self.say(words.reported(result))

    # The end

    def action_finish(self) -> None:
        """Finish the session, once nobody is left unexplained and it is confirmed."""
        if self.view is None:
            return
        if left := rules.unexplained(self._candidates):
            self.mark(left)
            self.refuse(words.left_ticked(len(left)))
            return

        def finish() -> None:
            self.act(lambda: words.finished(self.use_cases.day.finish(self.number)), self.say)

        question = words.ask_finish(self.number, rules.counts(self._candidates))
        ask(self, question, "Finaliser", finish)

    def action_reopen(self) -> None:
        """Let a finished session change again, once it is confirmed."""
        day = self.use_cases.day

        def reopen() -> None:
            self.act(lambda: day.reopen(self.number), lambda _: self.say(words.SESSION_REOPENED))

        ask(self, words.ask_reopen(self.number), "Rouvrir", reopen)
