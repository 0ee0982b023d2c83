"""What is asked for when a field of a session or a centre is missing or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain import session_fields
from certui.domain.faults import Fault
from certui.domain.fields import LONGEST_TEXT
from certui.domain.wall_clock import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMES: Final = {name: field.wanted for name, field in session_fields.TYPED.items()}
_CENTRE_NAMES: Final = {
    "name": "un nom de centre",
    "uai": "un code UAI de sept chiffres et une lettre",
    "time_zone": "un fuseau horaire, par exemple Europe/Paris",
    "certifications": "des intitulés",
    "billing": "une tarification gratuite, payante ou prépayée",
    "prepayment_code": "un code avec la tarification prépayée, et avec elle seule",
}
_FORMS: Final = {
    ("date", Fault.MALFORMED): "comme 14/02/2027 ou lundi",
    ("date", Fault.NO_SUCH_DAY): "qui existe",
    ("date", Fault.WRONG_WEEKDAY): "qui tombe ce jour de la semaine",
    ("date", Fault.OUT_OF_RANGE): f"entre {FIRST_YEAR} et {LAST_YEAR}",
    ("time", Fault.MALFORMED): "comme 15:30 ou 9h",
    ("time", Fault.NO_SUCH_HOUR): "entre 00:00 et 23:59",
}


def session_field(field: str, fault: Fault) -> str:
    """The sentence shown at one field of a session: it fits in one line of the form."""
    if fault is Fault.TOO_LONG:
        return f"Veuillez indiquer {_most(field)} caractères au plus."
    return f"Veuillez indiquer {_wanted(_NAMES, field, fault)}."


def session(faults: Mapping[str, Fault]) -> str:
    """One sentence for all the faulty fields of a session."""
    return _all(_NAMES, faults)


def centre_field(field: str, fault: Fault, key: str = "") -> str:
    """The sentence shown at one field of a centre: it fits in one line of the form.

    Args:
        field: its name.
        fault: what is wrong with it.
        key: the letter that the digits of a UAI call for.
    """
    return centre({field: fault}, key)


def centre(faults: Mapping[str, Fault], key: str = "") -> str:
    """One sentence for all the faulty fields of a centre; ``key`` as for :func:`centre_field`."""
    names = _CENTRE_NAMES
    if faults.get("uai") is Fault.WRONG_KEY:
        names = {**names, "uai": f"un code UAI qui finit par {key}, ou d’autres chiffres"}
    return _all(names, faults)


def enumeration(parts: Iterable[str]) -> str:
    """``a, b et c``."""
    *first, last = parts
    return f"{', '.join(first)} et {last}" if first else last


def _all(names: Mapping[str, str], faults: Mapping[str, Fault]) -> str:
    wanted = enumeration(_wanted(names, field, fault) for field, fault in faults.items())
    return f"Veuillez indiquer {wanted}."


def _wanted(names: Mapping[str, str], field: str, fault: Fault) -> str:
    if fault is Fault.TOO_LONG:
        return f"{names[field]} de {_most(field)} caractères au plus"
    form = _FORMS.get((field, fault), "")
    return f"{names[field]} {form}" if form else names[field]


def _most(field: str) -> int:
    known = session_fields.TYPED.get(field)
    return known.longest if known else LONGEST_TEXT
