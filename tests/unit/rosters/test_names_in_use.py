"""The name in use (nom d’usage), as tables have it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from tests.unit.rosters.test_roster_export import written
from tests.unit.rosters.writers import FREGATA_HEADINGS, csv_bytes, fregata, onde

from certui import errors
from certui.domain.models import Pupil, Sex
from certui.domain.refusals import RosterFaults
from certui.domain.roster_changes import compare
from certui.domain.roster_files import FaultKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.rosters.writers import Cell, Grid

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFault, RosterFile

    Read = Callable[[bytes], RosterFile]

HEADINGS = ["INE", "Nom", "Prénom", "Date de naissance", "Classe"]
ROW = ["1A", "MARTIN", "Léa", "14/02/2011", "3A"]


@pytest.fixture
def lea(read: Read) -> Person:
    """A pupil without a name in use."""
    (one,) = read(csv_bytes([HEADINGS, ROW])).persons
    return replace(one, sex=Sex.FEMALE)


def with_name(grid: Grid, heading: str, name: str) -> Grid:
    """A file of one pupil, with a name in use."""
    headings, row, *rest = grid
    at = list(headings).index(heading)
    cells: list[Cell] = [*row[:at], name, *row[at + 1 :]]
    return [headings, cells, *rest]


@pytest.mark.parametrize(("name", "meant"), [("DUPONT", "DUPONT"), ("", ""), ("martin", "")])
def test_fregata_has_it(read: Read, lea: Person, name: str, meant: str) -> None:
    """Empty is no fault; no column is left out."""
    file = read(csv_bytes(with_name(fregata([lea]), "Nom d'usage", name)))
    assert [one.usage_name for one in file.persons] == [meant]
    assert file.unread_columns == ()


def test_fregata_may_be_without_it(read: Read, lea: Person) -> None:
    """Other models of it have no such column."""
    at = FREGATA_HEADINGS.index("Nom d'usage")
    grid = [[*row[:at], *row[at + 1 :]] for row in fregata([lea])]
    assert [one.usage_name for one in read(csv_bytes(grid)).persons] == [""]


def test_letters_lost_in_it_are_a_fault(read: Read, lea: Person) -> None:
    """As in any other name, in strict files and in others."""
    with pytest.raises(RosterFaults) as caught:
        read(csv_bytes(with_name(fregata([lea]), "Nom d'usage", "DUPR?S")))
    (fault,) = cast("list[RosterFault]", caught.value.faults)
    assert (fault.kind, fault.field) == (FaultKind.LOST_LETTERS, "nom d’usage")
    rows = [[*HEADINGS, "Nom d’usage"], [*ROW, ""], ["2A", *ROW[1:-1], "3B", "DUPR?S"]]
    file = read(csv_bytes(rows))
    assert [(one.kind, one.field) for one in file.rejected] == [
        (FaultKind.LOST_LETTERS, "nom d’usage")
    ]


def test_onde_has_it(read: Read, lea: Person) -> None:
    """Its column is no longer said to be left out."""
    file = read(csv_bytes(with_name(onde([lea]), "Nom d'usage élève", "DUPONT")))
    assert [(one.last_name, one.usage_name) for one in file.persons] == [("MARTIN", "DUPONT")]
    assert "Nom d'usage élève" not in file.unread_columns


@pytest.mark.parametrize("heading", ["Nom d’usage", "Nom usuel", "Nom marital"])
@pytest.mark.parametrize("at", [0, len(HEADINGS)])
def test_lists_have_it(read: Read, heading: str, at: int) -> None:
    """Under any of its headings, before the family name or behind it."""
    rows = [
        [*HEADINGS[:at], heading, *HEADINGS[at:]],
        [*ROW[:at], "DUPONT", *ROW[at:]],
        ["2A", *ROW[1:3], "15/02/2011", "3B", "?"] if at else ["?", "2A", *ROW[1:-1], "3B"],
    ]
    file = read(csv_bytes(rows))
    assert [(one.last_name, one.usage_name) for one in file.persons] == [
        ("MARTIN", "DUPONT"),
        ("MARTIN", ""),
    ]
    assert (file.unread_columns, file.rejected) == ((), ())


def test_that_of_somebody_else_refuses_no_file(read: Read) -> None:
    """Two such columns: the first is the pupil’s, the other is said to be left out."""
    file = read(csv_bytes([[*HEADINGS, "Nom d’usage", "Nom d’usage"], [*ROW, "DUPONT", "ROY"]]))
    assert [one.usage_name for one in file.persons] == ["DUPONT"]
    assert file.unread_columns == ("Nom d’usage",)


def test_it_is_no_family_name(read: Read) -> None:
    """A list that has it alone lacks the family name."""
    with pytest.raises(errors.MissingColumns) as caught:
        read(csv_bytes([[HEADINGS[0], "Nom d’usage", *HEADINGS[2:]], ROW]))
    assert caught.value.columns == ["nom"]


def test_an_export_of_before_is_read_to_the_letter(read: Read, lea: Person) -> None:
    """Exports had no such column."""
    odd = replace(lea, last_name="+33", first_name="Léa, Zoé")
    lines = written([odd]).decode().split("\r\n")
    before = "\r\n".join(line.rpartition(";")[0] for line in lines if line)
    file = read(before.encode())
    assert (list(file.persons), file.format_name) == ([odd], "certui (CSV)")


def test_a_new_name_in_use_is_a_correction(read: Read) -> None:
    """With an INE or without, it is the same pupil; a file that has no such column forgets none."""
    for ine in ("1A", ""):
        said = read(csv_bytes([[*HEADINGS, "Nom d’usage"], [ine, *ROW[1:], "DUPONT"]]))
        silent = read(csv_bytes([HEADINGS, [ine, *ROW[1:]]]))
        (plain,), (named,) = silent.persons, said.persons
        change = compare([Pupil(1, plain)], said)
        assert change.changed == ((Pupil(1, plain), named),)
        assert (change.added, change.disabled, change.doubtful) == ((), (), ())
        assert compare([Pupil(1, named)], silent).unchanged == 1
