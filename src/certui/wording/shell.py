"""What the shell commands answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from certui.domain import candidate_fields
from certui.domain.pix_settings import PixSettings
from certui.domain.session_fields import LISTED, list_columns
from certui.domain.text import clean
from certui.wording import centres
from certui.wording.enrolment import PRESENT, SESSION_STATES
from certui.wording.typography import NO_BREAK, hour, numeric_date, plural

if TYPE_CHECKING:
    from certui.domain.models import Candidate, Centre, ExamSession, SessionSummary

NO_SESSION: Final = "Aucune session."
SESSION_HEADINGS: Final = tuple(one.heading for one in list_columns())
SESSION_RIGHT: Final = (0, len(LISTED))
_LISTED: Final = tuple(one for one in candidate_fields.FIELDS if one.listed)
CANDIDATE_HEADINGS: Final = tuple(one.listed for one in _LISTED)
CANDIDATE_RIGHT: Final = tuple(
    at for at, one in enumerate(_LISTED) if one.column and one.column.right
)


def session_row(one: SessionSummary) -> tuple[str, ...]:
    """A line of ``certui sessions``."""
    session = one.session
    shown = {"date": numeric_date(session.date), "time": hour(session.time)}
    return (
        *(shown.get(name) or clean(str(getattr(session, name))) for name in LISTED),
        str(one.candidates),
        SESSION_STATES[one.state],
    )


def candidate_row(one: Candidate) -> tuple[str, ...]:
    """A line of ``certui candidates``."""
    return tuple(_cell(field.of(one)) for field in _LISTED)


def _cell(value: object) -> str:
    if isinstance(value, dt.datetime):
        return PRESENT
    if isinstance(value, dt.date):
        return numeric_date(value)
    if isinstance(value, int):
        return f"{value}{NO_BREAK}%"
    return "" if value is None else clean(str(value))


def proposed(session: ExamSession) -> str:
    """What a shell shows beside a session's number that it proposes."""
    return f"{clean(session.name)}, {numeric_date(session.date)} à {hour(session.time)}"


def seeded(centre: Centre, students: int, sessions: int) -> str:
    """What ``certui seed`` did."""
    return (
        f"{clean(centre.name)} ({clean(centre.uai)}){NO_BREAK}:"
        f" {plural(students, 'élève', 'élèves')}, {plural(sessions, 'session', 'sessions')}."
    )


def created(session: ExamSession) -> str:
    """What ``certui session new`` did."""
    return (
        f"Session {session.number} créée{NO_BREAK}: {clean(session.name)},"
        f" {numeric_date(session.date)} à {hour(session.time)}"
        f" (code d’accès {clean(session.access_code)})."
    )


def centre(known: Centre) -> tuple[str, ...]:
    """What ``certui centre`` shows."""
    lines = (
        f"Nom{NO_BREAK}: {clean(known.name) or 'inconnu'}",
        f"UAI{NO_BREAK}: {clean(known.uai) or 'inconnu'}",
        f"Fuseau horaire{NO_BREAK}: {clean(known.time_zone)}",
    )
    # Nearly every centre is a school's that holds Pix alone: nothing more is to be said of it.
    return lines if known.pix == PixSettings() else lines + _pix(known.pix)


def _pix(known: PixSettings) -> tuple[str, ...]:
    labels = ", ".join(map(centres.certification, known.certifications)) or "aucune"
    said = [
        f"Centre SCO{NO_BREAK}: {'oui' if known.sco else 'non'}",
        f"Certifications complémentaires{NO_BREAK}: {labels}",
    ]
    if not known.sco:
        who = known.billing.value if known.billing else "à taper pour chaque candidat"
        said.append(f"Tarification part Pix{NO_BREAK}: {who}")
        if known.prepayment_code:
            said.append(f"Code de prépaiement{NO_BREAK}: {clean(known.prepayment_code)}")
    return tuple(said)
