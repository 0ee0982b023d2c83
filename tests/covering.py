"""The gate of coverage, for ``make check`` and CI: ``pytest -p tests.covering``.

Rules and use cases are covered whole, lines and branches, by the tests that need no screen. Those
of the screens are not measured: they would take twice as long, and some of them hold a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

_MEASURED: Final = ("tests/unit/", "tests/integration/")
_WHOLE: Final = 100.0

# Before certui is imported: what a module says at its top counts too.
_GATE: Final = coverage.Coverage(data_file=None)
_GATE.start()


def pytest_collection_finish() -> None:
    """All is imported: stop until a test begins."""
    _GATE.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure a test that needs no screen."""
    if not item.nodeid.startswith(_MEASURED):
        return (yield)
    _GATE.start()
    try:
        return (yield)
    finally:
        _GATE.stop()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what is not covered, and fail for it."""
    terminalreporter.section("coverage of domain and services")
    covered = _GATE.report(file=terminalreporter._tw)  # type: ignore[arg-type]  # noqa: SLF001 - a stream in all but name
    if covered < _WHOLE:
        terminalreporter.write_line(f"{covered:.2f} % is not 100 %", red=True)
        session = terminalreporter._session  # noqa: SLF001 - the run is over for every public hook
        assert session is not None
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
