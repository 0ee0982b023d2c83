"""The list of sessions read by the driver alone: the same as the store itself would answer."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.store.builders import NOW, add, draft, fill

from certui import errors
from certui.domain.day import Move
from certui.domain.models import Centre
from certui.domain.pix_settings import Billing, PixSettings
from certui.store.engine import bare_connection
from certui.store.overview import nothing_yet, read_overview
from certui.store.values import UNKNOWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.store.conftest import Opening

    from certui.domain.models import SessionDraft
    from certui.store.sql import SqlStore

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
DRAFTS = st.builds(
    draft,
    name=TEXTS,
    site=TEXTS,
    room=TEXTS,
    invigilators=TEXTS,
    date=st.dates(),
    time=st.times(),
    notes=TEXTS,
)


def answers(store: SqlStore) -> tuple[object, ...]:
    """What the store says of the list."""
    with store.reading() as reading:
        return reading.centre(), reading.sessions(), reading.joined_sessions()


def overview(path: Path) -> tuple[object, ...] | None:
    """What is read without it."""
    seen = read_overview(path)
    return None if seen is None else (seen.centre(), seen.sessions(), seen.joined_sessions())


PIX = PixSettings(sco=False, certifications=("A", "B"), billing=Billing.PAID)


def test_an_empty_store(store: SqlStore) -> None:
    """A centre of which nothing is known, and no session."""
    assert overview(store.path) == answers(store)


def test_a_store_with_everything(store: SqlStore) -> None:
    """Centre, candidates, an arrival, a finalised session: all as the store has it."""
    ids = fill(store, 5)
    add(store, ids[:3])
    with store.writing() as work:
        work.set_centre(Centre(name="Collège", uai="9740001A", time_zone="Indian/Reunion", pix=PIX))
        finished = work.add_session(draft(name="Finie"), access_code="BCDF24")
        work.add_candidates(finished, ids, op_id="other", who="Ada", at=NOW)
        (first, *_) = work.candidates(finished)
        assert work.move_candidates(finished, [first.id], Move.ARRIVE, NOW)
        assert work.finalise_session(finished, NOW, who="Ada")
    assert overview(store.path) == answers(store)
    seen = read_overview(store.path)
    assert seen is not None
    assert seen.joined_sessions() == {finished}
    assert {one.number: heads for one, heads in seen.sessions()} == {208: 3, finished: 5}
    assert seen.sessions()[0][0].time_zone == "Indian/Reunion"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drafts=st.lists(DRAFTS, max_size=4))
def test_any_sessions(store: SqlStore, drafts: list[SessionDraft]) -> None:
    """Whatever was typed, in the same order and of the same types."""
    with store.writing() as work:
        for one in drafts:
            work.add_session(one, access_code="BCDF23")
    assert overview(store.path) == answers(store)


def test_while_somebody_writes(store: SqlStore) -> None:
    """A unit of work that is not committed is neither waited for nor seen."""
    before = answers(store)
    with store.writing() as work:
        work.add_session(draft(), access_code="BCDF23")
        assert overview(store.path) == before
    assert overview(store.path) == answers(store) != before


def test_no_database(path: Path) -> None:
    """Nothing is made where there is none: the store does that."""
    assert read_overview(path) is None
    assert not path.parent.exists()


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder and a FIFO, which would be waited for, are left to the store."""
    os.mkfifo(tmp_path / "fifo")
    assert read_overview(tmp_path) is None
    assert read_overview(tmp_path / "fifo") is None


def test_an_address_of_another_engine() -> None:
    """Refused as the store does."""
    with pytest.raises(errors.InvalidDatabase):
        read_overview("postgresql://u:p@h/d")


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_another_file(path: Path, content: bytes) -> None:
    """Neither read nor changed."""
    path.parent.mkdir()
    path.write_bytes(content)
    assert read_overview(path) is None
    assert path.read_bytes() == content


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_another_schema(opening: Opening, path: Path, revision: str) -> None:
    """One that is behind or ahead is left to the store, which migrates or refuses it."""
    opening().close()
    connection = bare_connection(path, 1.0)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    assert read_overview(path) is None


def test_a_damaged_table(opening: Opening, path: Path) -> None:
    """What cannot be read is left to the store, which says so."""
    opening().close()
    connection = bare_connection(path, 1.0)
    connection.execute("DROP TABLE exam_session")
    connection.close()
    assert read_overview(path) is None


def test_a_right_to_read_alone(opening: Opening, path: Path) -> None:
    """Not set up as the store's connections are: left to the store, which says so."""
    opening().close()
    path.chmod(0o000)
    try:
        assert os.geteuid() == 0 or read_overview(path) is None
    finally:
        path.chmod(0o600)


def test_waits_for_no_library(opening: Opening, path: Path) -> None:
    """Half a second of imports is what it is for."""
    opening().close()
    program = (
        "import sys\nfrom certui.store.overview import read_overview\n"
        f"assert read_overview({str(path)!r}) is not None\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "babel"}


def test_instants_are_aware(store: SqlStore) -> None:
    """A finalised session's instant is aware UTC, to the microsecond."""
    with store.writing() as work:
        number = work.add_session(draft(), access_code="BCDF23")
        work.finalise_session(number, NOW, who="Ada")
    seen = read_overview(store.path)
    assert seen is not None
    [(session, _)] = seen.sessions()
    assert session.finalised_at == NOW
    assert session.finalised_at is not None
    assert session.finalised_at.tzinfo is dt.UTC


def test_the_list_of_a_database_that_is_not_made_yet_is_empty(tmp_path: Path) -> None:
    """Who begins waits for no store: in a folder that is there, or is still to be made."""
    for path in (tmp_path / "certui.sqlite", tmp_path / "data" / "certui" / "certui.sqlite"):
        seen = nothing_yet(path)
        assert seen is not None
        assert (seen.sessions(), seen.joined_sessions()) == ([], frozenset())
        assert seen.centre() == UNKNOWN
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_or_cannot_be_made_is_left_to_who_opens_it(tmp_path: Path) -> None:
    """A file, a folder, a path through a file, a folder of somebody else's."""
    file = tmp_path / "certui.sqlite"
    file.touch()
    assert nothing_yet(file) is None
    assert nothing_yet(file / "below") is None
    assert nothing_yet(tmp_path) is None
    closed = tmp_path / "closed"
    closed.mkdir(0o500)
    assert os.geteuid() == 0 or nothing_yet(closed / "certui.sqlite") is None
    assert nothing_yet("/dev/null/certui.sqlite") is None
