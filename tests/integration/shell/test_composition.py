"""The composition root: what is opened, when, by whom, and closed."""

from __future__ import annotations

import datetime as dt
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest

from certui import bootstrap, config, errors
from certui.deferred import deferred
from certui.services.ports.store import Store
from certui.services.use_cases import UseCases
from certui.store.waiting import DeferredStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class CountedStore:
    """A store that only counts."""

    def __init__(self) -> None:
        self.closed = 0

    @contextmanager
    def reading(self) -> Iterator[str]:
        """Answers a word."""
        yield "reading"

    @contextmanager
    def writing(self) -> Iterator[str]:
        """Answers another word."""
        yield "writing"

    def version(self) -> int:
        """Answers a number."""
        return 7

    def close(self) -> None:
        """Counts."""
        self.closed += 1


def test_store_opens_at_its_first_use_and_once() -> None:
    """Nothing is opened before it is needed, and two threads at once open one store."""
    opened: list[CountedStore] = []
    meet = threading.Barrier(8)

    def opener() -> Store:
        opened.append(CountedStore())
        return cast("Store", opened[-1])

    store = cast("Store", DeferredStore(opener))
    assert not opened

    def read() -> None:
        meet.wait()
        with store.reading() as reading:
            assert cast("str", reading) == "reading"

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.writing() as writing:
        assert cast("str", writing) == "writing"
    assert store.version() == 7
    assert len(opened) == 1
    store.close()
    store.close()
    assert opened[0].closed == 1


def test_who_begins_sees_that_there_is_nothing_before_a_store_is_made(tmp_path: Path) -> None:
    """What needs a store makes it then; what must not make one says that there is none."""
    path = tmp_path / "certui.sqlite"
    settings = config.Settings(database=str(path), who="Ada")
    services = bootstrap.connect(settings)
    assert services.sessions.summaries()[1] == ()
    assert not path.exists()
    services.sessions.version()
    assert path.exists()
    services.store.close()
    path.unlink()
    with pytest.raises(errors.StoreMissing), bootstrap.opened(settings, create=False) as asked:
        asked.sessions.summaries()


def test_deferred_store_is_whole() -> None:
    """Whatever the use cases may ask of a store, one that is not open yet has."""
    asked = {name for name in vars(Store) if not name.startswith("_")}
    assert asked

    class Opened:
        """A store that names what it is asked."""

        def __getattr__(self, name: str) -> Callable[[], str]:
            return lambda: name

    store = cast("Store", DeferredStore(lambda: cast("Store", Opened())))
    assert {getattr(store, name)() for name in asked - {"close"}} == asked - {"close"}
    store.close()


def test_what_is_deferred_is_made_once_and_is_all_it_was() -> None:
    """Its attributes and its call; nothing before, and again only where making it failed."""
    made: list[str] = []

    def make() -> Callable[[str], str]:
        made.append("")
        if len(made) == 1:
            raise LookupError
        return str.upper

    shout = deferred(make)
    assert not made
    with pytest.raises(LookupError):
        shout("a")
    assert shout("a") == "A"
    assert shout.__name__ == "upper"
    assert len(made) == 2


def test_store_that_would_not_open_is_tried_again() -> None:
    """A refusal goes to who asked; the next attempt opens anew."""
    answers: list[CountedStore | None] = [None, CountedStore()]

    def opener() -> Store:
        answer = answers.pop(0)
        if answer is None:
            raise errors.StoreBusy(holder="")
        return cast("Store", answer)

    store = cast("Store", DeferredStore(opener))
    with pytest.raises(errors.StoreBusy):
        store.reading()
    store.close()
    with store.reading() as reading:
        assert cast("str", reading) == "reading"


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The account's configuration file, not written yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "certui" / "config.toml"
    path.parent.mkdir()
    return path


def test_settings_without_a_file(configuration: Path) -> None:
    """Without a configuration file the account's name signs, and the data folder is used."""
    assert not configuration.exists()
    settings = config.load(None)
    assert settings.database is None
    assert settings.who == config.signed_in_name() != ""


@pytest.mark.parametrize(
    ("option", "variable", "database"),
    [("a.db", "b.db", "a.db"), (None, "b.db", "b.db"), (None, "", None), (None, None, None)],
)
def test_option_wins_over_variable(
    option: str | None, variable: str | None, database: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--db``, else ``CERTUI_DB``, else the data folder."""
    if variable is not None:
        monkeypatch.setenv("CERTUI_DB", variable)
    assert config.load(option).database == database


def test_configured_name_signs(configuration: Path) -> None:
    """The key ``name`` of the configuration file is who is at the keyboard."""
    configuration.write_text('name = "Camille Benhamur"\n', "utf-8")
    assert config.load(None).who == "Camille Benhamur"


def test_keys_of_documents(configuration: Path) -> None:
    """Print command, server, forced command and folder; none of them by default."""
    settings = config.load(None)
    assert (settings.print_command, settings.server, settings.export_folder) == ("", "", "")
    assert not settings.forced_command
    configuration.write_text(
        'print = ["lp", "-d", "salle B"]\nserver = "s"\nexport_folder = "~/x"\n'
        "forced_command = true\n",
        "utf-8",
    )
    settings = config.load(None)
    assert settings.print_command == "lp -d 'salle B'"
    assert (settings.server, settings.export_folder) == ("s", "~/x")
    assert settings.forced_command
    configuration.write_text('print = "lp -d salle"\n', "utf-8")
    assert config.load(None).print_command == "lp -d salle"


def test_the_folder_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one configured; else the downloads, where they are the person's; else home."""
    settings = config.Settings(database=None, who="?")
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "downloads"))
    assert config.documents_folder(settings, far=False) == "~"
    (tmp_path / "downloads").mkdir()
    assert config.documents_folder(settings, far=False) == str(tmp_path / "downloads")
    assert config.documents_folder(settings, far=True) == "~"
    settings = config.Settings(database=None, who="?", export_folder="/srv/x")
    assert config.documents_folder(settings, far=True) == "/srv/x"


@pytest.mark.parametrize(
    ("content", "line", "key"),
    [
        (b"name = 'A'\nname =\n", 2, ""),
        (b"name = 'A'\n[name\n", 2, ""),
        (b"name = 3\n", 0, "name"),
        (b"name = '\xe9'\n", 0, ""),
        (b"print = 3\n", 0, "print"),
        (b"print = ['lp', 3]\n", 0, "print"),
        (b"server = 3\n", 0, "server"),
        (b"forced_command = 'yes'\n", 0, "forced_command"),
        (b"export_folder = []\n", 0, "export_folder"),
    ],
)
def test_broken_configuration(configuration: Path, content: bytes, line: int, key: str) -> None:
    """A configuration that cannot be read is refused, with its line or key."""
    configuration.write_bytes(content)
    with pytest.raises(errors.InvalidConfiguration) as refused:
        config.load(None)
    assert (refused.value.line, refused.value.key) == (line, key)


def test_unnamed_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account that the system does not know is called by its number."""

    def unknown(_number: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert config.signed_in_name().isdigit()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_demo_ended_before_its_first_frame(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal that comes before the application takes them over throws the demo away too."""
    seen: list[int] = []

    def ended(_services: bootstrap.Services) -> int:
        seen.append(len(list(tmp_path.iterdir())))
        signal.raise_signal(number)
        return 0

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bootstrap, "run_app", ended)
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as left:
        bootstrap.run_demo(3)
    assert left.value.code == 128 + number
    assert (seen, list(tmp_path.iterdir())) == ([1], [])
    assert signal.getsignal(number) == before


def test_demo_that_fails_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the application leaves nothing either."""

    def broken(_services: bootstrap.Services) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bootstrap, "run_app", broken)
    with pytest.raises(ZeroDivisionError):
        bootstrap.run_demo(3)
    assert list(tmp_path.iterdir()) == []


def test_screens_are_handed_all_that_they_are_told_of() -> None:
    """Each use case that screens may ask for is one of the services."""
    told = {name for name in vars(UseCases) if not name.startswith("_")}
    assert told
    assert told <= {*vars(bootstrap.Services), "who"}


def test_the_present_is_aware() -> None:
    """An instant without its zone would be compared with none of those that are stored."""
    assert bootstrap.now().tzinfo is dt.UTC
