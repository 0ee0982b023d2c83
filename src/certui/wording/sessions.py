"""The words of the sessions list and of a session's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.session_fields import FIELDS, SUMMARY
from certui.domain.text import clean
from certui.late import late
from certui.wording.typography import NARROW, NO_BREAK, hour, long_date, number, plural

if TYPE_CHECKING:
    from certui.domain.models import Centre, ExamSession
    from certui.services.sessions import SessionView
    from certui.wording import enrolment, signs
else:
    enrolment = late("certui.wording.enrolment")
    signs = late("certui.wording.signs")

LOADING: Final = "Chargement…"
NO_SESSION: Final = "Aucune session"
NO_SESSION_HINTS: Final = (
    f"i pour importer les élèves de l’établissement, n pour créer une session{NARROW};",
    f"ou dans un terminal{NO_BREAK}: certui import FICHIER et certui session new.",
    "",
    f"Pour essayer sur un établissement inventé{NO_BREAK}: certui demo.",
)
NO_SESSION_MATCHES: Final = "Aucune session ne correspond"
NO_CANDIDATE_MATCHES: Final = "Aucun candidat ne correspond"
NO_CANDIDATE: Final = "Aucun candidat dans cette session."
NO_SESSION_HERE: Final = "Aucune session n’est sous le curseur."
NOBODY_HERE: Final = "Aucun candidat n’est sous le curseur."
RETRY: Final = "r pour réessayer"
TO_QUIT: Final = "ctrl+q pour quitter."
UNKNOWN_CENTRE: Final = "Centre de certification"


def centre_line(centre: Centre) -> str:
    """``Collège de la Démonstration · 0690001A``, or what of it is known."""
    known = [clean(part) for part in (centre.name, centre.uai) if part]
    return " · ".join(known) or UNKNOWN_CENTRE


def sessions_title(count: int, shown: int) -> str:
    """``Sessions de certification (4)``; with a filter, ``(2 sur 4)``."""
    return f"Sessions de certification ({_count(count, shown)})"


def candidates_title(count: int, shown: int) -> str:
    """``Liste des élèves (6)``; with a filter, ``(2 sur 6)``."""
    return f"Liste des élèves ({_count(count, shown)})"


def sorted_by(order: str) -> str:
    """What the candidates are sorted by."""
    return f"tri{NO_BREAK}: {order}"


def ticked(count: int) -> str:
    """How many candidates are ticked."""
    return plural(count, "coché", "cochés")


def tabs(count: int | None) -> list[str]:
    """What the tabs of a session say; None while the candidates are not known."""
    candidates = "2 Candidats" if count is None else f"2 Candidats ({number(count)})"
    return ["1 Détail", candidates, "3 Surveillance"]


def when(session: ExamSession) -> str:
    """``Lundi 15 févr. 2027 · 15:30 (heure locale)``."""
    return f"{long_date(session.date)} · {hour(session.time)} (heure locale)"


def where(view: SessionView) -> str:
    """``B204 · ○ à venir``: the room, if it is known, and the state."""
    known = [clean(view.session.room), signs.session_state(view.state)]
    return " · ".join(one for one in known if one)


def details(view: SessionView) -> list[tuple[str, str]]:
    """The fields of a session, label and value, in the order of the product's page."""
    session = view.session
    shown = {
        "date": long_date(session.date),
        "time": f"{hour(session.time)} ({session.time_zone})",
    }
    return [
        *(
            (one.label, shown.get(one.name) or str(getattr(session, one.name)))
            for one in FIELDS
            if one.label
        ),
        ("Centre", centre_line(view.centre)),
        (SUMMARY["state"].heading, enrolment.SESSION_STATES[view.state]),
    ]


def _count(count: int, shown: int) -> str:
    return number(count) if shown == count else f"{number(shown)} sur {number(count)}"
