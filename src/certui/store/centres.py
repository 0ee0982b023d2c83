"""The centre, between its row and its value; imports nothing heavy: the first frame reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.centres import MAINLAND_TIME_ZONE
from certui.domain.models import Centre
from certui.domain.pix_settings import Billing, PixSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

CENTRE_COLUMNS: Final = (
    "name",
    "uai",
    "time_zone",
    "sco",
    "certifications",
    "billing",
    "prepayment_code",
)
UNKNOWN: Final = Centre(name="", uai="", time_zone=MAINLAND_TIME_ZONE)


def centre(row: Sequence[object]) -> Centre:
    """The centre of a row's values, in the order of :data:`CENTRE_COLUMNS`."""
    name, uai, zone, sco, certifications, billing, code = row
    return Centre(
        name=str(name),
        uai=str(uai),
        time_zone=str(zone),
        pix=PixSettings(
            sco=bool(sco),
            certifications=tuple(str(certifications).splitlines()),
            billing=None if billing is None else Billing[str(billing)],
            prepayment_code=str(code),
        ),
    )


def centre_values(value: Centre) -> dict[str, object]:
    """The values of a row, by column."""
    pix = value.pix
    return {
        "name": value.name,
        "uai": value.uai,
        "time_zone": value.time_zone,
        "sco": pix.sco,
        "certifications": "\n".join(pix.certifications),
        "billing": None if pix.billing is None else pix.billing.name,
        "prepayment_code": pix.prepayment_code,
    }
