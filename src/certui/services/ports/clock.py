"""The present instant, and how far one has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], dt.datetime]
"""Answers the present instant, aware."""

Progress: TypeAlias = Callable[[float], None]
"""Told the fraction done, 0.0 to 1.0, from the thread that works."""
