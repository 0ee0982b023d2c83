"""How tests are run over mutants, for ``make mutants``: ``pytest -p tests.mutating``.

A mutant is killed by a test that fails, and by nothing else: what is drawn is the same each time,
and no test fails for having been slow. What the rules remember between calls is forgotten between
tests: a mutant whose answer was known from before it was planted would never be asked.
"""

from __future__ import annotations

import sys
from typing import Final

from hypothesis import HealthCheck, settings

_MUTATED: Final = ("certui.domain.", "certui.services.")

settings.register_profile(
    "mutants",
    database=None,
    deadline=None,
    derandomize=True,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("mutants")


def pytest_runtest_setup() -> None:
    """Forget what was remembered."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_MUTATED):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    if search := sys.modules.get("certui.domain.search"):
        vars(search)["_FOLDED"].clear()
