"""An older database is brought up to date: once, whole, and with a copy of what it was."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.integration.store.builders import NUMBER, add, draft, fill

from certui import errors
from certui.store import migrating, schema
from certui.store.engine import bare_connection, build_engine
from certui.store.sql import open_store
from certui.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEXT = "9001"
REVISION = '''
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    """A new column, a table made again under its name, and what may go wrong after that."""
    op.add_column("pupil", sa.Column("nickname", sa.String(), nullable=True))
    with op.batch_alter_table("exam_session") as table:
        table.alter_column("room", new_column_name="place")
    {then}
'''


@pytest.fixture
def old(path: Path) -> list[int]:
    """A database of today, which will be that of yesterday: three candidates."""
    with closing(open_store(path)) as store:
        ids = fill(store, 3)
        add(store, ids)
    return ids


class Tomorrow:
    """A certui that has one more revision.

    Args:
        folder: where its revision goes.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "r9001_tomorrow.py"
        self._patch = pytest.MonkeyPatch()

    def comes(self, then: str = "pass") -> None:
        """Be it; ``then`` is what the revision does at its end."""
        before = schema.REVISIONS[-1]
        text = REVISION.format(revision=NEXT, before=before, then=then)
        self._file.write_text(text)
        self._patch.setattr(schema, "REVISIONS", (*schema.REVISIONS, NEXT))
        self._patch.setattr(migrating, "LOCATIONS", [*migrating.LOCATIONS, self._file.parent])

    def goes(self) -> None:
        """Be the certui of today again."""
        self._patch.undo()


@pytest.fixture
def tomorrow(tmp_path: Path) -> Iterator[Tomorrow]:
    """A certui that has one more revision, when it comes."""
    folder = tmp_path / "100 % à venir"
    folder.mkdir()
    one = Tomorrow(folder)
    yield one
    one.goes()


def _ask(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(bare_connection(path, 1.0)) as connection:
        return connection.execute(question).fetchall()


def _copies(path: Path) -> list[Path]:
    return sorted(one for one in path.parent.iterdir() if one.name.startswith(f"{path.name}-0"))


def test_every_revision_is_known_without_alembic() -> None:
    """The list that says what is behind, and what is newer, is that of the scripts."""
    config = Config()
    config.set_main_option("script_location", str(migrating.LOCATIONS[0].parent))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(one.revision for one in scripts.walk_revisions())[::-1] == schema.REVISIONS


def test_the_tables_are_those_of_the_revisions(path: Path) -> None:
    """Alembic itself finds nothing to migrate in a new database."""
    open_store(path).close()
    engine = build_engine(path, "BEGIN", 1.0)
    try:
        with engine.begin() as connection:
            found = compare_metadata(MigrationContext.configure(connection), METADATA)
    finally:
        engine.dispose()
    assert found == []


@pytest.mark.usefixtures("old")
def test_a_database_that_is_behind_is_migrated(path: Path, tomorrow: Tomorrow) -> None:
    """It keeps all it held, references and numbers included."""
    tomorrow.comes()
    open_store(path).close()
    assert _ask(path, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert _ask(path, "SELECT number, place FROM exam_session") == [(NUMBER, "B204")]
    assert _ask(path, "SELECT count(*) FROM candidate JOIN pupil ON pupil_id = pupil.id") == [(3,)]
    assert _ask(path, "SELECT nickname FROM pupil") == [(None,)] * 3
    assert _ask(path, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert _ask(path, "PRAGMA foreign_key_check") == []


@pytest.mark.usefixtures("old")
def test_a_copy_is_kept_of_what_it_was(path: Path, tomorrow: Tomorrow) -> None:
    """For its owner alone; it is a database that the program of before can open."""
    before = schema.REVISIONS[-1]
    tomorrow.comes()
    open_store(path).close()
    (copy,) = _copies(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert _ask(copy, "SELECT version_num FROM alembic_version") == [(before,)]
    assert _ask(copy, "SELECT count(*) FROM candidate") == [(3,)]
    assert _ask(copy, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    open_store(path).close()
    assert _copies(path) == [copy]


@pytest.mark.parametrize(
    ("then", "refusal"),
    [
        ("raise LookupError", LookupError),
        ('op.execute("INSERT INTO exam_session (number) VALUES (1)")', errors.StoreRefused),
        ('op.execute("UPDATE candidate SET pupil_id = 404 WHERE id = 1")', errors.StoreDamaged),
    ],
    ids=["bug", "constraint", "reference"],
)
@pytest.mark.usefixtures("old")
def test_a_migration_that_fails_changes_nothing(
    path: Path, tomorrow: Tomorrow, then: str, refusal: type[Exception]
) -> None:
    """Not a column of it stays, though SQLite's own habit is to keep them one by one."""
    known = _ask(path, "SELECT name, sql FROM sqlite_master ORDER BY name")
    tomorrow.comes(then)
    with pytest.raises(refusal):
        open_store(path)
    tomorrow.goes()
    assert _ask(path, "SELECT name, sql FROM sqlite_master ORDER BY name") == known
    with closing(open_store(path)) as store, store.reading() as reading:
        assert len(reading.candidates(NUMBER)) == 3


@pytest.mark.usefixtures("old")
def test_nothing_is_migrated_without_a_copy(
    path: Path, tomorrow: Tomorrow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk too full for the copy is too full for the migration."""

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    tomorrow.comes()
    monkeypatch.setattr("certui.store.files.sync", failing)
    with pytest.raises(errors.StoreFull):
        open_store(path)
    assert _copies(path) == []
    assert _ask(path, "SELECT room FROM exam_session") == [("B204",)]


@pytest.mark.usefixtures("old")
def test_two_who_start_at_once_migrate_once(path: Path, tomorrow: Tomorrow) -> None:
    """One migrates, the other waits and finds it done."""
    tomorrow.comes()
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: open_store(path), range(4)):
            store.close()
    assert len(_copies(path)) == 1
    assert _ask(path, "SELECT version_num FROM alembic_version") == [(NEXT,)]


def test_two_who_start_at_once_make_one_database(path: Path) -> None:
    """Neither finds half a database, nor replaces that of the other."""
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(path), range(4)))
    for number, store in enumerate(stores):
        with store.writing() as work:
            assert work.add_session(draft(), access_code="") == number + 1
    for store in stores:
        store.close()


@pytest.mark.usefixtures("old")
def test_who_has_it_open_writes_no_more(path: Path, tomorrow: Tomorrow) -> None:
    """The program of before stops when somebody migrates under it."""
    with closing(open_store(path)) as store:
        tomorrow.comes()
        open_store(path).close()
        tomorrow.goes()
        with pytest.raises(errors.StoreNewer):
            add(store, [1])


def test_alembic_is_loaded_only_to_migrate(path: Path) -> None:
    """It takes longer than all the rest: not for a new database, nor for one of today."""
    program = (
        "import sys; from certui.store.sql import open_store\n"
        "for _ in range(2): open_store(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, path], check=True, capture_output=True, text=True
    )
    assert ran.stdout == "False\n"


def test_loading_the_store_opens_nothing(tmp_path: Path) -> None:
    """Importing a module makes no file and no connection."""
    program = (
        "import sys; touched = []\n"
        "sys.addaudithook(lambda event, _: touched.append(event) if event in"
        " ('sqlite3.connect', 'os.mkdir', 'os.rename') else None)\n"
        "import certui.store.sql, certui.store.migrating\n"
        "print(touched)"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert ran.stdout == "[]\n"
    assert not list(tmp_path.iterdir())
