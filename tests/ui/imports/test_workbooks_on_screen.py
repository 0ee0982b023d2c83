"""Workbooks, archives and what is no roster, at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import CHLOE, ZOE, opened, siecle
from tests.ui.seen import press, settled
from tests.unit.rosters import writers
from tests.unit.rosters.books import BOOKS
from tests.unit.rosters.compounds import compound

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import School

NOTES: writers.Grid = [["Notes"]]


@pytest.mark.parametrize("kind", BOOKS)
async def test_every_sheet_is_seen_before_it_is_imported(
    school: School, tmp_path: Path, kind: str
) -> None:
    """And those that were not read are counted, and named on their own tab."""
    path = tmp_path / "liste.pdf"
    sheets = {"Notes": NOTES, "A": writers.plain([CHLOE]), "B": writers.plain([ZOE])}
    path.write_bytes(BOOKS[kind](sheets))
    async with school.run(100, 24) as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "2 élèves ajoutés" in shown
        assert "1 feuille non lue" in shown
        shown = await press(pilot, "3")
        assert "Notes" in shown


SAID = {
    "password": "protégé par un mot de passe",
    "7z": "une archive 7z",
    "aaf": "l’AAF",
    "login": "reconnectez-vous",
}


@pytest.mark.parametrize("kind", SAID)
async def test_what_is_no_roster_is_told_in_place(
    school: School, tmp_path: Path, kind: str
) -> None:
    """With what to do, and the path can be corrected."""
    path = tmp_path / "liste.xlsx"
    contents = {
        "password": compound({"EncryptedPackage": bytes(5_000)}),
        "7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(60),
        "aaf": b"<!DOCTYPE ficAlimMENESR SYSTEM 'x.dtd'><ficAlimMENESR/>",
        "login": b"<html><form><input type=password></form></html>",
    }
    path.write_bytes(contents[kind])
    async with school.run(100, 24) as pilot:
        await settled(pilot)
        shown = " ".join((await opened(pilot, path)).split())
        assert SAID[kind] in shown
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "path"


async def test_the_pupils_file_of_an_archive(school: School, tmp_path: Path) -> None:
    """The others are named."""
    path = tmp_path / "export.zip"
    other = b"<BEE_NOMENCLATURES/>"
    path.write_bytes(writers.zipped({"Eleves.xml": siecle(), "Nomenclature.xml": other}))
    async with school.run(100, 24) as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "2 élèves ajoutés" in shown
        assert "1 fichier non lu" in shown
