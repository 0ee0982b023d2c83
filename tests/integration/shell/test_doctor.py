"""``certui doctor``: what is right and wrong with where certui runs; it changes nothing."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from certui import __version__, bootstrap, cli, config, incidents
from certui.cli import looking
from certui.store import doctor as store_doctor

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., dict[str, dict[str, Any]]]

_SQLITE: Final = "CREATE TABLE t (x); PRAGMA application_id=1"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The invented school, in a folder of its own."""
    path = tmp_path / "school" / "certui.sqlite"
    assert cli.main(["seed", "--students", "50", "--db", str(path)]) == 0
    return path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask for the findings over a database, by what was looked at."""
    for name in ("NO_COLOR", "TMUX", "STY", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def asked(database: Path | str, status: int = 0) -> dict[str, dict[str, Any]]:
        capsys.readouterr()
        assert cli.main(["doctor", "--json", "--db", str(database)]) == status
        out, err = capsys.readouterr()
        assert bool(err) is bool(status)
        assert err.count("\n") == status
        return {one["check"]: one for one in json.loads(out)}

    return asked


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All that stands in a folder, with when it was written."""
    return {
        str(one): (one.stat().st_mode, one.stat().st_mtime_ns, one.read_bytes())
        if one.is_file()
        else (one.stat().st_mode, one.stat().st_mtime_ns, b"")
        for one in sorted(folder.rglob("*"))
    }


def test_a_sound_school_is_told_to_be_sound(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Versions, paths, modes, the schema, the room; a line each, and a verdict."""
    capsys.readouterr()
    assert cli.main(["doctor", "--db", str(school)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert re.search(rf"^ ✓ certui +{re.escape(__version__)}$", out, re.MULTILINE)
    assert re.search(r"^ ✓ Droits +0700, 0600$", out, re.MULTILINE)
    assert re.search(r"^ ✓ Schéma +0\d+$", out, re.MULTILINE)
    assert str(school) in out
    assert "✗" not in out


def test_nothing_is_changed_by_looking(school: Path, ask: Ask) -> None:
    """No file, no log, no lock, no time stamp: over a school at rest, and over one in use."""
    before = everything(school.parent)
    ask(school)
    assert everything(school.parent) == before
    with bootstrap.opened(config.load(str(school))) as services:
        services.sessions.view(208)
        in_use = {name: seen[0] for name, seen in everything(school.parent).items()}
        assert len(in_use) > len(before)
        assert ask(school)["database"]["state"] == "ok"
        assert {name: seen[0] for name, seen in everything(school.parent).items()} == in_use


def test_no_pupil_is_named(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is told, in words or in JSON."""
    cli.main(["candidates", "209", "--json", "--db", str(school)])
    named = {one["last_name"] for one in json.loads(capsys.readouterr().out)}
    assert named
    for argv in (["doctor"], ["doctor", "--json"]):
        cli.main([*argv, "--db", str(school)])
        out = capsys.readouterr().out
        assert not [name for name in named if re.search(rf"\b{name}\b", out)]


def test_an_absent_database_is_a_fault_only_where_one_was_named(
    tmp_path: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made; where certui will make its own, that is said."""
    found = ask(tmp_path / "a" / "b.sqlite", 1)
    assert found["database"]["problem"] == "no_database"
    assert "schema" not in found
    assert list(tmp_path.iterdir()) == []
    assert cli.main(["doctor"]) == 0
    assert "pas encore de base de données" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"nothing of the kind" * 100, "damaged"), (b"", "not_ours"), (None, "not_a_file")],
)
def test_what_is_no_database_is_told(
    tmp_path: Path, ask: Ask, content: bytes | None, problem: str
) -> None:
    """A file of something else, an empty one, a folder: each in its words, and left as it is."""
    path = tmp_path / "c.sqlite"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    found = ask(path, 1)["database"]
    assert (found["state"], found["problem"]) == ("fault", problem)
    assert found["sentence"]
    assert found["advice"]


def test_a_database_of_another_program_is_not_ours(tmp_path: Path, ask: Ask) -> None:
    """It is sound, and of no use here."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(_SQLITE)
    connection.close()
    assert ask(path, 1)["database"]["problem"] == "not_ours"


def test_damage_is_found(school: Path, ask: Ask) -> None:
    """A page that was overwritten, beyond those that are read to open it."""
    content = bytearray(school.read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    school.write_bytes(content)
    assert ask(school, 1)["database"]["problem"] == "damaged"


def test_an_address_of_another_engine_is_told_without_its_password(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named on the line or in the environment; the rest is looked at all the same."""
    found = ask("postgresql://u:secret@h/d", 1)
    assert found["database"]["problem"] == "not_an_address"
    assert "terminal" in found
    monkeypatch.setenv("CERTUI_DB", "postgresql://u:secret@h/d")
    assert cli.main(["doctor"]) == 1
    out, err = capsys.readouterr()
    assert "secret" not in out + err
    assert err == (
        "1 point empêche certui de travailler comme il faut\u00a0: voyez les lignes ✗.\n"
    )


@pytest.mark.parametrize(
    ("revision", "problem", "status"),
    [("0001", "schema_older", 0), ("9999", "schema_newer", 1)],
)
def test_the_schema_is_told_and_left(
    school: Path, ask: Ask, revision: str, problem: str, status: int
) -> None:
    """An older one is brought up to date by the next opening, not by looking."""
    with sqlite3.connect(school) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    connection.close()
    before = school.read_bytes()
    assert ask(school, status)["schema"]["problem"] == problem
    assert school.read_bytes() == before


def test_a_log_that_waits_is_told_and_not_taken_in(school: Path, ask: Ask) -> None:
    """What a crash left is put in order by the next opening, not by looking."""
    log = school.with_name(school.name + "-wal")
    log.write_bytes(b"\x00" * 4096)
    before = everything(school.parent)
    assert ask(school)["database"]["problem"] == "left_open"
    assert everything(school.parent) == before


def test_rights_that_are_too_wide_are_told_with_what_narrows_them(school: Path, ask: Ask) -> None:
    """The command can be copied as it is, whatever the name."""
    assert ask(school)["rights"]["problem"] is None
    wide = school.rename(school.with_name("l'école à tous.sqlite"))
    wide.chmod(0o644)
    found = ask(wide)["rights"]
    assert found["problem"] == "open_to_others"
    assert found["value"] == "0700, 0644"
    subprocess.run(found["advice"], shell=True, check=True)  # noqa: S602 - as a person copies it
    assert ask(wide)["rights"]["problem"] is None


def test_a_configuration_is_looked_at(
    school: Path, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read, what means nothing, what names something that is not there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "certui"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "pv.typ").touch()
    file = folder / "config.toml"
    file.write_text("name = ")
    assert ask(school, 1)["configuration"]["sentence"] == "ce fichier ne peut pas être lu"
    file.write_text("name = x\nprint = ''")
    assert ask(school, 1)["configuration"]["sentence"] == "ce fichier ne peut pas être lu (ligne 1)"
    file.write_text("name = 3")
    assert ask(school, 1)["configuration"]["detail"] == "name"
    file.write_text('nom = "Camille"\nexport_folder = "/nulle/part"\nprint = "imprime -d salle"')
    found = ask(school)
    assert (found["configuration"]["problem"], found["configuration"]["detail"]) == (
        "keys_unknown",
        "nom",
    )
    assert found["export_folder"]["problem"] == "export_folder_gone"
    assert found["printing"]["problem"] == "print_command_unknown"
    assert found["templates"]["value"] == "pv.typ"
    file.write_text('name = "Camille"\nexport_folder = "~"\nprint = ["cat", "-u"]')
    file.chmod(0o666)
    found = ask(school)
    assert found["configuration"]["problem"] == "configuration_open"
    assert found["export_folder"]["problem"] is None
    assert found["printing"]["problem"] is None


def test_every_key_of_the_configuration_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the settings ask for, and nothing else, is a key that means something."""
    asked: set[str] = set()

    class Written(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            asked.add(key)
            return default

    monkeypatch.setattr(config, "_configuration", lambda _path: Written())
    config.load(None)
    assert asked == config.KEYS


def test_incidents_are_counted_without_what_they_were(
    school: Path, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reference of the last, for who repairs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert ask(school)["incidents"]["state"] == "ok"
    incidents.record(ValueError("JEFFERSON"))
    reference, path = incidents.record(KeyError("Thomas"))
    assert path is not None
    found = ask(school)["incidents"]
    assert found["problem"] == "incidents_seen"
    assert reference in found["detail"]
    assert incidents.seen().count == 2
    path.chmod(0o644)
    assert ask(school)["incidents"]["problem"] == "incidents_open"


@pytest.mark.parametrize(
    ("variables", "check", "problem"),
    [
        ({"NO_COLOR": "1"}, "colours", "no_colour"),
        ({"TERM": ""}, "terminal", "no_terminal"),
        ({"TERM": "dumb"}, "terminal", "no_terminal"),
    ],
)
def test_the_terminal_is_looked_at(
    school: Path,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    check: str,
    problem: str,
) -> None:
    """By what it says of itself; where the answer goes to a file, that is said."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ask(school)[check]["problem"] == problem


@pytest.mark.parametrize(
    ("term", "known", "colours"),
    [("xterm-256color", True, 256), ("linux", True, 16), ("vt100", True, 0), ("zut", False, 16)],
)
def test_colours_are_those_of_the_terminal_s_description(
    monkeypatch: pytest.MonkeyPatch, term: str, known: bool, colours: int
) -> None:
    """One process each: the library keeps the first description that it reads."""
    monkeypatch.setenv("TERM", term)
    code = "from certui.cli import looking; one = looking.terminal(); print(one.known, one.colours)"
    told = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert told.split() == [str(known), str(colours)]


def test_a_locale_that_is_no_utf_8_is_told(school: Path) -> None:
    """What certui writes is UTF-8 all the same."""
    asked = [
        sys.executable,
        "-X",
        "utf8=0",
        "-m",
        "certui",
        "doctor",
        "--json",
        "--db",
        str(school),
    ]
    environ = {**os.environ, "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}
    told = subprocess.run(asked, env=environ, capture_output=True, check=True)
    found = {one["check"]: one for one in json.loads(told.stdout)}
    assert found["encoding"]["problem"] == "not_utf8"
    assert "LC_ALL=POSIX" in found["encoding"]["value"]


MOUNTS: Final = r"""
22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:26 / /srv/commun\040ecole rw - nfs4 serveur:/ecole rw
31 22 0:27 / /srv rw shared:9 master:2 - xfs /dev/sdb rw
32 22 0:28 / /home rw - ext4 /dev/sdc rw
33 32 0:29 / /home rw - cifs //serveur/home rw
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/etc", "ext4"),
        ("/srv", "xfs"),
        ("/srvx", "ext4"),
        ("/srv/commun ecole/certui", "nfs4"),
        ("/srv/commun", "xfs"),
        ("/home/a", "cifs"),
    ],
)
def test_the_file_system_is_that_of_the_deepest_mount(path: str, kind: str) -> None:
    """And of the last upon the same place; blanks are written as proc(5) says."""
    assert store_doctor.file_system(Path(path), MOUNTS) == kind


def test_where_the_machine_says_nothing_of_its_mounts_nothing_is_told() -> None:
    """It is no reason to warn."""
    assert store_doctor.file_system(Path("/"), "") == ""
    assert store_doctor.file_system(Path("/"), "what is this") == ""


def test_every_library_that_is_needed_is_looked_for() -> None:
    """Those that the package asks for, by their own names."""
    wanted = [one for one in metadata.requires("certui") or () if "extra" not in one]
    needed = {re.split(r"[^\w.-]", one)[0] for one in wanted}
    seen = {one.lower() for one in looking.program().libraries}
    assert needed - {"argcomplete", "pysqlite3", "typing-extensions"} <= seen
