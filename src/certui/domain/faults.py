"""What can be wrong with what a person types in a field."""

from __future__ import annotations

import enum


class Fault(enum.Enum):
    """What is wrong with a field; :mod:`certui.wording.drafts` makes a sentence of it."""

    MISSING = "missing"
    MALFORMED = "malformed"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    WRONG_KEY = "wrong_key"
    NO_SUCH_DAY = "no_such_day"
    WRONG_WEEKDAY = "wrong_weekday"
    NO_SUCH_HOUR = "no_such_hour"
