"""What is wrong, how grave it is, and what is said of it: for every trouble there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

import pytest

from certui.domain import doctor_rules
from certui.domain.doctor import (
    Check,
    Configuration,
    Database,
    Finding,
    Incidents,
    Level,
    Program,
    State,
    Terminal,
    Trouble,
)
from certui.wording import doctor as wording

NOW: Final = dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)
FACTS: Final[dict[str, Any]] = {
    "program": Program(
        version="1.0",
        python="3.11",
        libraries={"textual": "8.2", "rich": "15"},
        sqlite=("3.53.4", True),
        fonts=True,
        parts=(),
    ),
    "configuration": Configuration(
        path="/c/config.toml",
        present=True,
        wrong=None,
        unknown=(),
        mode=0o600,
        templates=(),
        print_command="",
        print_found=False,
        export_folder="",
        export_found=False,
    ),
    "database": Database(
        path="/d/certui.sqlite",
        chosen=False,
        state=State.SOUND,
        revision="0002",
        revisions=("0001", "0002"),
        modes={"/d": 0o700, "/d/certui.sqlite": 0o600},
        writable=True,
        file_system="ext4",
        free=10**12,
        time_zone="Europe/Paris",
        zone_known=True,
        changed=NOW - dt.timedelta(1),
    ),
    "incidents": Incidents(path="/s/incidents.log", count=0, last="", mode=0o600),
    "terminal": Terminal(
        is_one=True,
        name="xterm-256color",
        known=True,
        columns=80,
        lines=24,
        colours=256,
        no_color=False,
        theme="sombre",
        chosen=False,
        ground="#000000",
        within="",
        ssh=False,
        encoding="UTF-8",
        locale="LANG=fr_FR.UTF-8",
    ),
}
# What has to change of sound facts for each trouble to be found.
WRONG: Final[dict[Trouble, tuple[str, dict[str, Any]]]] = {
    Trouble.LIBRARY_MISSING: ("program", {"libraries": {"textual": ""}}),
    Trouble.PARTS_MISSING: ("program", {"parts": ("frames",)}),
    Trouble.OLD_SQLITE: ("program", {"sqlite": ("3.40.1", False)}),
    Trouble.CONFIGURATION_WRONG: ("configuration", {"wrong": "3"}),
    Trouble.KEYS_UNKNOWN: ("configuration", {"unknown": ("nom",)}),
    Trouble.CONFIGURATION_OPEN: ("configuration", {"mode": 0o620}),
    Trouble.PRINT_COMMAND_UNKNOWN: ("configuration", {"print_command": "lp"}),
    Trouble.EXPORT_FOLDER_GONE: ("configuration", {"export_folder": "/x"}),
    Trouble.NO_DATABASE_YET: ("database", {"state": State.ABSENT}),
    Trouble.NO_DATABASE: ("database", {"state": State.ABSENT, "chosen": True}),
    Trouble.NOT_A_FILE: ("database", {"state": State.NOT_A_FILE}),
    Trouble.NOT_OURS: ("database", {"state": State.NOT_OURS}),
    Trouble.DAMAGED: ("database", {"state": State.DAMAGED}),
    Trouble.UNREADABLE: ("database", {"state": State.UNREADABLE}),
    Trouble.BUSY: ("database", {"state": State.BUSY}),
    Trouble.LEFT_OPEN: ("database", {"state": State.LEFT_OPEN}),
    Trouble.SCHEMA_OLDER: ("database", {"revision": "0001"}),
    Trouble.SCHEMA_NEWER: ("database", {"revision": "0003"}),
    Trouble.FOLDER_CLOSED: ("database", {"state": State.ABSENT, "writable": False}),
    Trouble.READ_ONLY: ("database", {"writable": False}),
    Trouble.OPEN_TO_OTHERS: ("database", {"modes": {"/d/certui.sqlite": 0o604}}),
    Trouble.ON_THE_NETWORK: ("database", {"file_system": "nfs4"}),
    Trouble.LITTLE_ROOM: ("database", {"free": 100 * 1024**2}),
    Trouble.NO_ROOM: ("database", {"free": 10 * 1024**2}),
    Trouble.CLOCK_BEHIND: ("database", {"changed": NOW + dt.timedelta(minutes=1)}),
    Trouble.ZONE_UNKNOWN: ("database", {"time_zone": "Europe/Lyon", "zone_known": False}),
    Trouble.INCIDENTS_SEEN: (
        "incidents",
        {"count": 2, "last": "2026-11-23T14:30:00+0000 12345678"},
    ),
    Trouble.INCIDENTS_OPEN: ("incidents", {"count": 2, "mode": 0o644}),
    Trouble.NO_TERMINAL: ("terminal", {"is_one": False}),
    Trouble.DUMB: ("terminal", {"name": "dumb"}),
    Trouble.TERMINAL_UNKNOWN: ("terminal", {"known": False}),
    Trouble.TOO_SMALL: ("terminal", {"lines": 23}),
    Trouble.GROUND_UNTOLD: ("terminal", {"ground": ""}),
    Trouble.NO_COLOUR: ("terminal", {"no_color": True}),
    Trouble.NOT_UTF8: ("terminal", {"encoding": "ISO-8859-15"}),
}


def found(**facts: Any) -> list[Finding]:
    """What is found of sound facts, but for those given."""
    return doctor_rules.judged(**(FACTS | facts), now=NOW)


def test_nothing_is_wrong_with_what_is_sound() -> None:
    """Each thing is told once, in its order."""
    seen = found()
    assert [one.check for one in seen] == list(Check)
    assert not [one for one in seen if one.trouble]
    assert wording.summary(seen) == "Tout va bien."


@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_is_found_alone_and_told(trouble: Trouble) -> None:
    """With what is wrong and what to do about it, in words that are all filled in."""
    if trouble is Trouble.NOT_AN_ADDRESS:
        seen = found(database="postgresql://h/d")
    else:
        room, wrong = WRONG[trouble]
        seen = found(**{room: replace(FACTS[room], **wrong)})
    troubled = [one for one in seen if one.trouble]
    assert trouble in {one.trouble for one in troubled}
    absent = {Trouble.NO_DATABASE_YET}
    assert {one.trouble for one in troubled} - absent == {trouble} - absent
    [one] = [one for one in troubled if one.trouble is trouble]
    said = wording.told(one)
    for clause in said:
        assert clause
        assert not {"{", "}"} & set(clause)
        assert not clause.endswith(".")
    lines = list(wording.report(seen))
    [at] = [at for at, line in enumerate(lines) if said.problem in line]
    assert lines[at - 1].startswith(f" {wording.GLYPHS[trouble.level]} {wording.NAMES[one.check]}")


def test_codes_are_one_for_each() -> None:
    """Scripts read them."""
    assert len({one.code for one in Trouble}) == len(Trouble)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((Level.NOTE, Level.FINE), "Tout va bien."),
        ((Level.FAULT,), "1 point à régler (✗)."),
        ((Level.FAULT, Level.FAULT), "2 points à régler (✗)."),
        ((Level.WARNING,), "1 point à surveiller (▲)."),
        (
            (Level.FAULT, Level.WARNING, Level.WARNING),
            "1 point à régler (✗), 2 points à surveiller (▲).",
        ),
    ],
)
def test_the_verdict_counts_what_is_to_be_seen_to(levels: tuple[Level, ...], said: str) -> None:
    """What is only to be known is no reason to worry."""
    of_level = {one.level: one for one in Trouble}
    findings = [Finding(Check.DATABASE, "", of_level.get(level)) for level in levels]
    assert wording.summary(findings) == said


@pytest.mark.parametrize(
    ("check", "value", "shown"),
    [
        (Check.FREE_ROOM, str(3 * 1024**3 - 1), "2\u00a0Go"),
        (Check.FREE_ROOM, str(5 * 1024**2), "5\u00a0Mo"),
        (Check.COLOURS, "0", "aucune"),
        (Check.COLOURS, "16", "16"),
        (Check.CONNECTION, "ssh", "à travers SSH, sans souris"),
        (Check.CONNECTION, "", "sur cette machine"),
        (Check.FONTS, "0", "non installées (facultatif)"),
        (Check.FILE_SYSTEM, "", "inconnu sur cette machine"),
        (Check.DATABASE, "/d/\x1b[31m", "/d/[31m"),
    ],
)
def test_a_value_is_told_as_one_reads_it(check: Check, value: str, shown: str) -> None:
    """Nothing that a path holds reaches the terminal but its letters."""
    assert wording.value(Finding(check, value)) == shown


def test_a_terminal_without_a_screen_says_nothing_of_its_size() -> None:
    """Of a file there is none."""
    seen = found(terminal=replace(FACTS["terminal"], is_one=False, columns=0, lines=0))
    assert Check.SIZE not in {one.check for one in seen}


def test_the_hour_is_that_of_the_centre() -> None:
    """Sessions begin by it."""
    seen = {one.check: one.value for one in found()}
    assert seen[Check.TIME] == "Europe/Paris 2026-11-23T15:30+0100"
