"""The telephone of a session's site, from where it is typed to the paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.unit.documents.records import record

from certui import cli
from certui.documents import kit
from certui.services.sessions import SessionView
from certui.wording import sessions as words

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PHONE = "04 72 00 00 00"


def test_a_telephone_that_is_typed_is_kept_copied_and_comes_back_by_undoing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed, kept, told in JSON, changed, undone, copied."""
    path = tmp_path / "certui.sqlite"

    def certui(*argv: str) -> str:
        assert cli.main([*argv, "--db", str(path)]) == 0
        return capsys.readouterr().out

    def known(at: int) -> dict[str, Any]:
        found: list[dict[str, Any]] = json.loads(certui("sessions", "--json"))
        return sorted(found, key=lambda one: int(one["number"]))[at]

    day = ("--date", "2027-02-14", "--time", "9h")
    certui("session", "new", "--name", "A", *day, "--site-phone", PHONE)
    number = str(known(0)["number"])
    assert known(0)["site_phone"] == PHONE
    certui("session", "edit", number, "--site-phone", "05")
    assert known(0)["site_phone"] == "05"
    certui("undo", number)
    assert known(0)["site_phone"] == PHONE
    certui("session", "copy", number, *day)
    assert known(1)["site_phone"] == PHONE


def test_a_telephone_stands_on_the_page_of_details_and_on_the_kit() -> None:
    """Under its whole label, for the preview as for the template."""
    known = record(site_phone=PHONE)
    view = SessionView(
        centre=known.centre,
        session=known.session,
        candidates=(),
        state=known.state,
        may_edit=True,
    )
    assert ("Téléphone du site", PHONE) in words.details(view)
    assert ("Téléphone du site", PHONE) in kit.preview(known).facts
    given: Any = kit.values(known)["session"]
    assert given["site_phone"] == PHONE
