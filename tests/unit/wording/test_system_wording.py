"""What the system refuses is told in French, and its code goes into the log alone."""

from __future__ import annotations

import errno
import re
import sqlite3
from pathlib import Path
from typing import Final

import pytest
from tests.unit.wording.french import unsound

from certui import errors, incidents
from certui.store.faults import system_translated
from certui.wording import refusals

PATH: Final = Path("/srv/données.sqlite")
SQLITE: Final = [name for name in dir(sqlite3) if name.startswith("SQLITE_")]
# The refusals that are told by a code of the system.
CODED: Final = (errors.StoreUnreadable, errors.WritingFailed, errors.TemplateUnreadable)


@pytest.mark.parametrize("kind", CODED, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("code", ["", "CLOSED", *sorted(errno.errorcode.values()), *SQLITE])
def test_no_code_stands_in_a_sentence(kind: type[errors.CertuiError], code: str) -> None:
    """What, where, why, what to do: whatever the system says."""
    said = refusals.sentence(kind(path=PATH, reason=code))
    assert not re.search(r"\b(?:E[A-Z0-9]{2,}|[A-Z]+_[A-Z_]+|CLOSED)\b", said)
    assert str(PATH) in said
    assert said.count("\u202f; ") == 1
    assert unsound(said) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ENOENT", "ce chemin ne mène nulle part\u202f; vérifiez le chemin."),
        ("ENOTDIR", "un des dossiers de ce chemin est un fichier\u202f; vérifiez le chemin."),
        (
            "SQLITE_IOERR_WRITE",
            "le disque ne répond pas comme il faut\u202f; vérifiez-le, puis réessayez.",
        ),
        (
            "SQLITE_ERROR",
            "la cause est notée dans le journal des incidents\u202f; réessayez dans un instant.",
        ),
    ],
)
def test_a_cause_is_told_with_its_cure(code: str, said: str) -> None:
    """An extended code of SQLite is told as its family."""
    refused = refusals.sentence(errors.StoreUnreadable(path=PATH, reason=code))
    assert refused.endswith(f"ne peut pas être utilisée\u00a0: {said}")


def test_the_code_goes_into_the_log_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the place, without the path; a disk that goes on failing does not fill the log."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(incidents, "_NOTED", set())
    for _ in range(3):
        with pytest.raises(errors.StoreUnreadable), system_translated(PATH):
            raise OSError(errno.EIO, "Input/output error", str(PATH))
    log = (tmp_path / "certui" / "incidents.log").read_text("utf-8")
    assert log.count("builtins.OSError EIO\n") == 1
    assert "données" not in log
