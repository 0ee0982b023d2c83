"""What is done to a session's candidates before the day: adding, removing, what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from certui.domain.models import SessionState
from certui.domain.refusals import CandidatesNotRemovable
from certui.late import late
from certui.screens.asking import ask
from certui.screens.session_page import SessionPage
from certui.wording import enrolment as said
from certui.wording import preparing
from certui.wording import sessions as words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from certui.screens import add_candidates, extra_time
    from certui.services.enrolment import Enrolled, Removed
    from certui.services.needs import AccessibilitySet, ExtraTimeSet
else:
    add_candidates = late("certui.screens.add_candidates")
    extra_time = late("certui.screens.extra_time")


class EnrolmentPage(SessionPage):
    """Adds and removes candidates, and sets what they need."""

    CHANGES = frozenset({"add", "remove", "extra_time"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Ajouter", tooltip="Ajouter des candidats", id="session.add"),
        Binding("x,delete", "remove", "Supprimer", tooltip="Supprimer le candidat"),
        Binding("t", "extra_time", "Temps majoré", tooltip="Temps majoré et accessibilité"),
    ]

    def why_not(self, action: str) -> str | None:
        """What the session's hour, or those chosen, forbid."""
        forbidden = super().why_not(action)
        if forbidden is not None or action not in EnrolmentPage.CHANGES:
            return forbidden
        if action == "add":
            begun = self.view is not None and self.view.state is SessionState.BEGUN
            return said.SESSION_HAS_BEGUN if begun else None
        return self._why_not_chosen(action)

    def _why_not_chosen(self, action: str) -> str | None:
        chosen = self.chosen
        if not chosen:
            return words.NOBODY_HERE
        joined = [one for one in chosen if one.joined_at is not None]
        if action == "remove" and joined:
            if len(chosen) == 1:
                return said.CANDIDATE_HAS_JOINED
            persons = [one.person for one in joined]
            refused = CandidatesNotRemovable(number=self.number, joined=persons, reported=[])
            return sentence(refused)
        return None

    # Adding and removing

    def action_add(self) -> None:
        """Choose pupils to add."""
        if self.view is not None:
            name, enrolment = self.view.session.name, self.use_cases.enrolment
            screen = add_candidates.AddCandidatesScreen(enrolment, self.number, name)
            self.app.push_screen(screen, self._added)

    def _added(self, result: Enrolled | None) -> None:
        if result is not None and result.added:
            self.say(said.enrolled(result))
        elif result is not None:
            self.refuse(said.enrolled(result))
        self.load()

    def action_remove(self) -> None:
        """Remove those chosen, once it is confirmed."""
        chosen, ids = self.chosen, self.ids

        def remove() -> None:
            self.act(lambda: self.use_cases.enrolment.remove(self.number, ids), self._removed)

        if chosen:
            whose = said.named([one.person for one in chosen])
            ask(self, said.ask_removal(chosen), "Supprimer", remove, whose=whose)

    def _removed(self, removed: Removed) -> None:
        self.say(said.removed(len(removed.candidates)))

    # Needs

    def action_extra_time(self) -> None:
        """Set what those chosen need: extra time, an accessible test."""
        chosen = self.chosen

        def answered(answer: extra_time.Needs | None) -> None:
            if answer is not None:
                self._set_needs([one.id for one in chosen], answer)

        if chosen:
            self.app.push_screen(extra_time.ExtraTimeScreen(chosen), answered)

    def _set_needs(self, ids: list[int], asked: extra_time.Needs) -> None:
        needs, accessible = self.use_cases.needs, asked.accessible
        if asked.extra_time:
            self.act(
                lambda: needs.set_extra_time(self.number, ids, asked.percentage), self._needs_set
            )
        if accessible is not None:
            self.act(
                lambda: needs.set_accessibility(self.number, ids, needed=accessible),
                self._needs_set,
            )

    def _needs_set(self, done: ExtraTimeSet | AccessibilitySet) -> None:
        tell = self.say if done.count else self.refuse
        tell(preparing.needs_set(done))
