"""What a school's national code says: the place it stands in, and whether it was typed right."""

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
# The letters of a key, by the rest of the digits divided by how many they are: no I, O or Q.
_KEYS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
_DIGITS: Final = 7


def default_time_zone(uai: str) -> str:
    """The IANA time zone of a school, from its UAI; mainland France when the code says nothing."""
    return _TIME_ZONES.get(uai[:3], MAINLAND_TIME_ZONE)


def key_letter(uai: str) -> str:
    """The letter that the seven digits of a UAI call for (nomenclature of the ministry).

    Args:
        uai: seven digits, whatever follows.
    """
    return _KEYS[int(uai[:_DIGITS]) % len(_KEYS)]
