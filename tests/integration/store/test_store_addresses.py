"""What names a database, and what does not."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import fill

from certui import errors
from certui.store.address import database_path
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path


def test_an_address_of_sqlite_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative and absolute, with what a path may hold; the home folder is known."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ada")
    assert database_path("sqlite:///données 1%20.sqlite") == tmp_path / "données 1%20.sqlite"
    assert database_path(f"sqlite:///{tmp_path}/a.sqlite") == tmp_path / "a.sqlite"
    assert database_path("sqlite+pysqlite:///a.sqlite") == tmp_path / "a.sqlite"
    assert database_path("~/a.sqlite") == database_path("/home/ada/a.sqlite")
    assert database_path(tmp_path / "b:c@d?e#f") == tmp_path / "b:c@d?e#f"


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "100%.sqlite", "élève?mode=memory", "a#b", "a&b=c", "-", "\udcff.sqlite"]
)
def test_any_name_of_a_file_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    """Nothing in it is read as an option, and the next one opens the same file."""
    with closing(open_store(tmp_path / name)) as store:
        fill(store, 1)
    assert (tmp_path / name).is_file()
    with closing(open_store(str(tmp_path / name), create=False)) as store, store.reading() as view:
        assert len(view.pupils()) == 1


@pytest.mark.parametrize(
    "target",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        ":memory:",
        "sqlite:a.sqlite",
        "sqlite:///file:a?mode=memory&uri=true",
        "sqlite:///a.sqlite?mode=ro",
        "file:a.sqlite",
        "file:///a.sqlite",
        "postgresql:a",
        "mysql+pymysql://h/d",
        "http://exemple.fr/a.sqlite",
        "a\0b",
    ],
)
def test_what_names_no_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """Another engine, memory or options: refused before anything is made."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.InvalidDatabase):
        open_store(target)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "target",
    [
        "postgresql://ada:s3cret@host/certui",
        "postgresql+psycopg://ada:s3cret@s3cret:s3cret/@host:5432/certui",
        "postgresql://host/certui?user=ada&password=s3cret",
        "sqlite://ada:s3cret@/x",
    ],
)
def test_a_password_is_never_repeated(target: str) -> None:
    """What refuses an address does not show the secrets in it."""
    with pytest.raises(errors.InvalidDatabase) as refused:
        database_path(target)
    assert "s3cret" not in str(refused.value)
    assert "s3cret" not in str(vars(refused.value))
    assert str(refused.value.value).startswith(target.partition(":")[0])
