"""What a school's national code says of its clock."""

from __future__ import annotations

import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certui.domain import centres


@pytest.mark.parametrize(
    ("uai", "zone"),
    [
        ("0690001A", "Europe/Paris"),
        ("6200001A", "Europe/Paris"),
        ("7200001A", "Europe/Paris"),
        ("9710001A", "America/Guadeloupe"),
        ("9720001A", "America/Martinique"),
        ("9730001A", "America/Cayenne"),
        ("9740001A", "Indian/Reunion"),
        ("9750001A", "America/Miquelon"),
        ("9760001A", "Indian/Mayotte"),
        ("9770001A", "America/St_Barthelemy"),
        ("9780001A", "America/Marigot"),
        ("9830001A", "Pacific/Noumea"),
        ("9840001A", "Pacific/Tahiti"),
        ("9860001A", "Pacific/Wallis"),
        ("9870001A", "Pacific/Tahiti"),
        ("9880001A", "Pacific/Noumea"),
        ("", "Europe/Paris"),
        ("?", "Europe/Paris"),
    ],
)
def test_the_time_zone_of_a_school(uai: str, zone: str) -> None:
    """Overseas schools have their own clock, all others that of Paris; each zone exists."""
    assert centres.default_time_zone(uai) == zone
    assert zoneinfo.ZoneInfo(zone).key == zone


@pytest.mark.parametrize("uai", ["0750655E", "0690026D", "0690023A"])
def test_schools_that_there_are_have_their_key_letter(uai: str) -> None:
    """Codes of the public directory of the ministry."""
    assert centres.key_letter(uai) == uai[-1]


@given(st.integers(0, 9_999_998), st.integers(1, 9), st.integers(0, 6))
def test_a_digit_mistyped_is_another_letter(number: int, more: int, place: int) -> None:
    """Any one of the seven: the key is there for that; it is never I, O or Q."""
    digits = f"{number:07}"
    other = f"{digits[:place]}{(int(digits[place]) + more) % 10}{digits[place + 1 :]}"
    assert centres.key_letter(digits) != centres.key_letter(other)
    assert centres.key_letter(digits) not in set("IOQ")
