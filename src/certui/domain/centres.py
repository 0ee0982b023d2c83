"""What a school's national code says of the place it stands in."""

from __future__ import annotations

from typing import Final

# The first three digits of a UAI are its département or territory (nomenclature of the ministry).
_TIME_ZONES: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "983": "Pacific/Noumea",
    "984": "Pacific/Tahiti",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
MAINLAND_TIME_ZONE: Final = "Europe/Paris"


def default_time_zone(uai: str) -> str:
    """The IANA time zone of a school, from its UAI; mainland France when the code says nothing."""
    return _TIME_ZONES.get(uai[:3], MAINLAND_TIME_ZONE)
