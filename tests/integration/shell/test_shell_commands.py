"""The shell twins of the screens, on a real database."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.documents.pix_importer import read_sheet

from certui import bootstrap, cli
from certui.domain.search import fold

if TYPE_CHECKING:
    from pathlib import Path

# 14:30 in UTC, 15:30 in Paris, a Monday of winter time.
NOW = dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)

SESSION_KEYS = [
    "number",
    "name",
    "site",
    "room",
    "date",
    "time",
    "time_zone",
    "state",
    "candidates",
]
CANDIDATE_KEYS = [
    "id",
    "ine",
    "last_name",
    "first_name",
    "class_name",
    "birth_date",
    "birth_city",
    "birth_department",
    "birth_country",
    "extra_time_percentage",
    "joined_at",
]


class Shell:
    """certui's commands on one database.

    Args:
        database: where it is.
        capture: what reads the streams.
    """

    def __init__(self, database: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.database = database
        self._capture = capture
        self.err = ""

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command that must end with ``status``; answers its output."""
        assert cli.main([*argv, "--db", str(self.database)]) == status
        out, self.err = self._capture.readouterr()
        return out

    def done(self, *argv: str) -> str:
        """Run a command that succeeds without a word on standard error."""
        out = self(*argv)
        assert self.err == ""
        return out

    def refused(self, *argv: str, status: int = 1) -> str:
        """Run a command that is refused; answers the one sentence."""
        out = self(*argv, status=status)
        assert out == ""
        assert self.err.count("\n") == 1
        return self.err.rstrip("\n")

    def json(self, *argv: str) -> list[dict[str, Any]]:
        """Run a command that answers JSON."""
        found = json.loads(self.done(*argv, "--json"))
        assert isinstance(found, list)
        return found


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    """The present is a Monday of November 2026."""
    monkeypatch.setattr(bootstrap, "now", lambda: NOW)


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The commands on a database that does not exist yet."""
    return Shell(tmp_path / "certui.sqlite", capsys)


@pytest.fixture(scope="module")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented school in a database, closed."""
    folder = tmp_path_factory.mktemp("seeded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "now", lambda: NOW)
        assert cli.main(["seed", "--db", str(folder / "certui.sqlite")]) == 0
    return folder


@pytest.fixture
def school(seeded_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The commands on a copy of the invented school."""
    folder = tmp_path / "school"
    shutil.copytree(seeded_folder, folder)
    capsys.readouterr()
    return Shell(folder / "certui.sqlite", capsys)


def test_the_four_steps_of_the_guide(school: Shell) -> None:
    """Pick a session, add a class, see its candidates, remove one."""
    assert school.done("candidates", "208") == "Aucun candidat ajouté à la session\n"
    assert school.done("add", "208", "--class", "3EB") == "30 élèves ajoutés à la session\n"
    names = [one["last_name"] for one in school.json("candidates", "208")]
    assert len(names) == 30
    assert {"CHAPELAIN", "CHARPENTIER"} <= set(names)
    (quentin,) = [
        one for one in school.json("candidates", "208") if one["last_name"] == "CHAPELAIN"
    ]
    said = school.done("remove", "208", "--ine", quentin["ine"])
    assert said == "Le candidat a été supprimé avec succès.\n"
    assert len(school.json("candidates", "208")) == 29


def test_adding_twice_counts_who_was_there(school: Shell) -> None:
    """The same addition again is no error: it says that nobody was new."""
    school.done("add", "208", "--class", "3EB")
    said = school.done("add", "208", "--class", "3EB")
    assert said == "Aucun élève ajouté\u00a0: ces 30 élèves sont déjà dans la session.\n"
    said = school.done("add", "208", "--class", "3EA", "3EB")
    assert said == "30 élèves ajoutés à la session (30 y étaient déjà)\n"


def test_adding_by_ine(school: Shell) -> None:
    """Single pupils are added by INE, whatever its case, blanks around it ignored."""
    known = [one["ine"] for one in school.json("candidates", "209")][:2]
    said = school.done("add", "208", "--ine", known[0].lower(), f" {known[1]} ")
    assert said == "2 élèves ajoutés à la session\n"
    assert {one["ine"] for one in school.json("candidates", "208")} == set(known)


def test_sessions_of_the_invented_school(school: Shell) -> None:
    """The four sessions that the README names, newest first, with their states and counts."""
    found = school.json("sessions")
    assert [list(one) for one in found] == [SESSION_KEYS] * 4
    assert [(one["number"], one["state"], one["candidates"]) for one in found] == [
        (208, "upcoming", 0),
        (209, "upcoming", 32),
        (210, "begun", 12),
        (207, "finalised", 24),
    ]
    empty = found[0]
    assert (empty["name"], empty["room"]) == ("Troisièmes A, B", "B204")
    assert (empty["date"], empty["time"]) == ("2027-02-15", "15:30")
    assert empty["time_zone"] == "Europe/Paris"
    assert found[2]["date"] == "2026-11-22"


def test_candidates_of_the_invented_school(school: Shell) -> None:
    """Of the twelve of yesterday ten have joined; some have extra time; keys are the README's."""
    found = school.json("candidates", "210")
    assert [list(one) for one in found] == [CANDIDATE_KEYS] * 12
    joined = [one["joined_at"] for one in found if one["joined_at"] is not None]
    assert len(joined) == 10
    for stamp in joined:
        at = dt.datetime.fromisoformat(stamp)
        assert at.utcoffset() is not None
        assert at.date() == dt.date(2026, 11, 22)
    assert {one["extra_time_percentage"] for one in found} == {None, 33}
    assert all(one["class_name"] == "4ED" for one in found)
    dt.date.fromisoformat(found[0]["birth_date"])


def test_candidates_are_in_order(school: Shell) -> None:
    """Candidates come by last name, accents ignored."""
    names = [one["last_name"] for one in school.json("candidates", "209")]
    assert names == sorted(names, key=fold)


def test_json_is_plain_utf8(school: Shell) -> None:
    """Accents stand as themselves in JSON."""
    assert "Troisièmes" in school.done("sessions", "--json")


def test_tables_for_people(school: Shell) -> None:
    """Without --json there is one aligned line a session or candidate, with French headings."""
    lines = school.done("sessions").splitlines()
    assert lines[0].split() == ["N°", "Nom", "Date", "Heure", "Salle", "Cand.", "État"]
    assert len(lines) == 5
    column = lines[0].index("Date")
    assert all(line[column - 1] == " " for line in lines)
    assert lines[1].endswith("à venir")
    lines = school.done("candidates", "210").splitlines()
    assert len(lines) == 13
    assert sum(line.endswith("présent") for line in lines) == 10


def test_seed_only_an_empty_database(school: Shell) -> None:
    """A database that holds anything is refused, and left as it was."""
    before = school.done("sessions", "--json")
    said = school.refused("seed")
    assert said == (
        "La base de données n’est pas vide\u00a0: l’établissement inventé ne va que dans une"
        " base vide."
    )
    assert school.done("sessions", "--json") == before


def test_seed_refuses_a_named_centre(empty: Shell) -> None:
    """A centre that somebody named is not overwritten by the invented one."""
    empty.done("centre", "--name", "Lycée", "--uai", "0330001X")
    assert "n’est pas vide" in empty.refused("seed")
    assert "Lycée" in empty.done("centre")


@pytest.mark.parametrize("students", ["1", "7", "61", "1000"])
def test_seed_of_any_size(empty: Shell, students: str) -> None:
    """A smaller or larger school has the same four sessions."""
    said = empty.done("seed", "--students", students)
    assert "4 sessions" in said
    assert [one["number"] for one in empty.json("sessions")] == [208, 209, 210, 207]


def test_seed_says_what_it_did(empty: Shell) -> None:
    """One line: the centre, its pupils, its sessions."""
    assert empty.done("seed") == (
        "Collège de la Démonstration (0690001A)\u00a0: 600 élèves, 4 sessions.\n"
    )


@pytest.mark.parametrize("students", ["0", "-1", "", "x", "1e3", "200001", str(10**30), "9" * 5000])
def test_absurd_schools(empty: Shell, students: str) -> None:
    """A school of no, or of too many pupils is wrong usage, and creates nothing."""
    said = empty.refused("seed", f"--students={students}", status=2)
    assert "n’est pas un nombre d’élèves" in said
    assert not empty.database.exists()


def test_new_session(school: Shell) -> None:
    """A session is created with the next number and an access code."""
    said = school.done(
        "session", "new", "--name", "Rattrapage", "--date", "2027-03-01", "--time", "09:00"
    )
    assert said.startswith("Session 211 créée\u00a0: Rattrapage, 01/03/2027 à 09:00 (code d’accès ")
    newest = school.json("sessions")[0]
    assert (newest["number"], newest["name"], newest["state"]) == (211, "Rattrapage", "upcoming")
    assert (newest["site"], newest["room"], newest["candidates"]) == ("", "", 0)


def test_new_session_whole(school: Shell) -> None:
    """Every field is kept, cleaned of what could act on a terminal."""
    school.done(
        "session",
        "new",
        "--name=\x1b]0;pris\x07 [bold]x[/]",
        "--date=01/03/2027",
        "--time=23:59",
        "--room=B\u202e204",
        "--site=Annexe",
        "--invigilators=Mme Élan, M. Sow",
        "--notes=Deux\nlignes",
    )
    newest = school.json("sessions")[0]
    assert newest["name"] == "]0;pris [bold]x[/]"
    assert (newest["room"], newest["site"]) == ("B204", "Annexe")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"--name": ""}, "Veuillez indiquer un nom de session."),
        (
            {"--date": "31/02/2027"},
            "Veuillez indiquer une date de début qui existe.",
        ),
        (
            {"--date": "1026-02-14"},
            "Veuillez indiquer une date de début entre 2019 et 2100.",
        ),
        (
            {"--time": "24:00"},
            "Veuillez indiquer une heure de début en heure locale entre 00:00 et 23:59.",
        ),
        (
            {"--time": "9:5", "--date": ""},
            (
                "Veuillez indiquer une date de début et une heure de début en heure locale"
                " comme 15:30 ou 9h."
            ),
        ),
        ({"--room": "x" * 300}, "Veuillez indiquer un nom de salle de 255 caractères au plus."),
    ],
)
def test_wrong_sessions(school: Shell, typed: dict[str, str], said: str) -> None:
    """Wrong fields are refused in one sentence that asks for all of them; nothing is created."""
    fields = {"--name": "A", "--date": "2027-03-01", "--time": "09:00"} | typed
    assert school.refused("session", "new", *(f"{k}={v}" for k, v in fields.items())) == said
    assert len(school.json("sessions")) == 4


@pytest.mark.parametrize("number", ["0", "-1", "999", str(2**63), str(10**30), "9" * 5000])
@pytest.mark.parametrize("command", ["candidates", "add", "remove"])
def test_unknown_sessions(school: Shell, command: str, number: str) -> None:
    """A number that no session has, however absurd, is one sentence."""
    rest = {"candidates": [], "add": ["--class", "3EB"], "remove": ["--ine", "1"]}[command]
    said = school.refused(command, number, *rest)
    assert said.startswith("Aucune session ne porte le numéro «\u202f")
    assert len(said) < 120


@pytest.mark.parametrize("number", ["", "abc", "1.5", "²", "208 209"])
def test_sessions_that_are_no_number(school: Shell, number: str) -> None:
    """What is no number is wrong usage."""
    assert "n’est pas un numéro de session" in school.refused("candidates", number, status=2)


@pytest.mark.parametrize("number", ["208", "+208", " 208 ", "0208"])
def test_sessions_as_one_types_them(school: Shell, number: str) -> None:
    """Blanks and a sign do not matter."""
    assert school.done("candidates", number)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ["add", "208", "--class", "9Z"],
            "Aucun élève de l’établissement n’est dans la classe «\u202f9Z\u202f».",
        ),
        (
            ["add", "208", "--class", "3EB", "9Z", "8Y"],
            (
                "Aucun élève de l’établissement n’est dans les classes «\u202f9Z\u202f»"
                " et «\u202f8Y\u202f»."
            ),
        ),
        (
            ["add", "208", "--ine", "0000000000X"],
            "Aucun élève de l’établissement n’a l’INE «\u202f0000000000X\u202f».",
        ),
        (
            ["add", "208", "--ine", ""],
            "Aucun élève de l’établissement n’a l’INE «\u202f\u202f».",
        ),
        (
            ["add", "210", "--class", "3EB"],
            "La session a débuté\u00a0: il n’est plus possible d’ajouter des candidats.",
        ),
        (
            ["add", "207", "--class", "3EB"],
            "La session est finalisée\u00a0: elle ne peut plus changer.",
        ),
        (
            ["remove", "208", "--ine", "0000000000X"],
            "L’INE «\u202f0000000000X\u202f» n’est celui d’aucun candidat de la session 208.",
        ),
    ],
)
def test_refusals_change_nothing(school: Shell, argv: list[str], said: str) -> None:
    """Each refusal is one sentence, status 1, and leaves every session as it was."""
    before = school.done("sessions", "--json")
    assert school.refused(*argv) == said
    assert school.done("sessions", "--json") == before


def test_removal_of_who_has_joined(school: Shell) -> None:
    """A candidate who has joined stays, in the guide's words; one who has not goes."""
    candidates = school.json("candidates", "210")
    joined = next(one for one in candidates if one["joined_at"])
    expected = next(one for one in candidates if not one["joined_at"])
    assert school.refused("remove", "210", "--ine", joined["ine"]) == (
        "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer."
    )
    school.done("remove", "210", "--ine", expected["ine"])
    assert len(school.json("candidates", "210")) == 11


def test_adding_at_the_very_second(school: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """One second before the hour adds, the hour itself refuses, by the centre's clock."""
    start = dt.datetime(2027, 2, 15, 14, 30, tzinfo=dt.UTC)
    monkeypatch.setattr(bootstrap, "now", lambda: start - dt.timedelta(seconds=1))
    school.done("add", "208", "--class", "3EA")
    monkeypatch.setattr(bootstrap, "now", lambda: start)
    assert "a débuté" in school.refused("add", "208", "--class", "3EB")


def test_empty_store(empty: Shell) -> None:
    """On a new database there is no session, no pupil and no centre, and each command says so."""
    assert "Europe/Paris" in empty.done("centre", "--time-zone", "Europe/Paris")
    assert empty.done("sessions") == "Aucune session.\n"
    assert empty.json("sessions") == []
    assert empty.done("centre").splitlines() == [
        "Nom\u00a0: inconnu",
        "UAI\u00a0: inconnu",
        "Fuseau horaire\u00a0: Europe/Paris",
    ]
    assert "Aucune session" in empty.refused("candidates", "1")
    assert empty.done("session", "new", "--name=A", "--date=2027-01-04", "--time=08:00")
    assert len(empty.json("sessions")) == 1


def test_centre(empty: Shell) -> None:
    """The centre is shown and set; its zone is that of the sessions created from then on."""
    said = empty.done("centre", "--name", "Lycée", "--time-zone", "Indian/Reunion")
    assert said.splitlines()[0] == "Nom\u00a0: Lycée"
    empty.done("session", "new", "--name=A", "--date=2027-01-04", "--time=08:00")
    assert empty.json("sessions")[0]["time_zone"] == "Indian/Reunion"


def test_what_a_centre_is_to_pix(empty: Shell) -> None:
    """It is said where it is not what nearly every centre is; a label is told in Pix's letters."""
    said = empty.done("centre", "--sco", "non", "--certifications", "clea numerique", "Pix+ Neuf")
    assert said.splitlines()[3:] == [
        "Centre SCO\u00a0: non",
        (
            "Certifications complémentaires\u00a0: CléA Numérique,"
            " Pix+ Neuf (intitulé à vérifier lettre à lettre)"
        ),
        "Tarification part Pix\u00a0: à taper pour chaque candidat",
    ]
    said = empty.done("centre", "--billing", "prépayée", "--prepayment-code", "AB-12")
    assert said.splitlines()[5:] == [
        "Tarification part Pix\u00a0: Prépayée",
        "Code de prépaiement\u00a0: AB-12",
    ]
    assert empty.done("centre", "--name", "Lycée").splitlines()[3:] == [
        *("Centre SCO\u00a0: non", empty.done("centre").splitlines()[4]),
        *said.splitlines()[5:],
    ]
    said = empty.done("centre", "--sco", "oui", "--certifications", "--billing", "")
    assert len(said.splitlines()) == 3


def test_a_bill_that_is_paid_already_has_a_code(empty: Shell) -> None:
    """And no other has one."""
    wanted = "Veuillez indiquer un code avec la tarification prépayée, et avec elle seule."
    assert empty.refused("centre", "--billing", "prépayée") == wanted
    assert empty.refused("centre", "--prepayment-code", "AB-12") == wanted
    assert empty.refused("centre", "--billing", "cadeau") == (
        "Veuillez indiquer une tarification gratuite, payante ou prépayée."
    )


def test_the_list_has_the_columns_of_its_centre(
    school: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a setting to the headings of the file, letter by letter."""
    monkeypatch.chdir(tmp_path)
    school.done("centre", "--sco", "non", "--billing", "payante", "--certifications", "Pix+ Droit")
    school.done("liste", "209", "--strict")
    rows = read_sheet((tmp_path / "liste-candidats-session-209.ods").read_bytes())
    assert rows[0][13:] == [
        "Tarification part Pix",
        "Code de prépaiement",
        'Pix+ Droit\n("oui" ou laisser vide)',
    ]
    assert {tuple(row[13:]) for row in rows[1:]} == {("Payante", "", "")}


def test_wrong_centre(empty: Shell) -> None:
    """A zone that does not exist or a UAI that is none is refused, in one sentence for both."""
    said = empty.refused("centre", "--uai", "x", "--time-zone", "Europe/Lyon")
    assert said == (
        "Veuillez indiquer un code UAI de sept chiffres et une lettre et un fuseau horaire,"
        " par exemple Europe/Paris."
    )


def test_the_key_letter_of_a_code_is_checked_and_told(empty: Shell) -> None:
    """Which letter its digits call for, and what else may be wrong; nothing is written."""
    said = empty.refused("centre", "--name", "Lycée", "--uai", "0690001a")
    assert said == ("Veuillez indiquer un code UAI qui finit par B, ou d’autres chiffres.")
    assert "UAI\u00a0: 9740002J" in empty.done("centre", "--uai", "9740002j")
    assert "Indian/Reunion" in empty.done("centre")


@pytest.mark.parametrize("before", [True, False])
def test_database_before_or_after(
    school: Shell, capsys: pytest.CaptureFixture[str], *, before: bool
) -> None:
    """``--db`` stands before or after the subcommand."""
    option = ["--db", str(school.database)]
    argv = [*option, "sessions"] if before else ["sessions", *option]
    assert cli.main(argv) == 0
    assert "Troisièmes A, B" in capsys.readouterr().out


def test_database_of_the_environment(
    school: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``CERTUI_DB`` names the database where ``--db`` does not."""
    monkeypatch.setenv("CERTUI_DB", str(school.database))
    assert cli.main(["sessions"]) == 0
    assert "Troisièmes A, B" in capsys.readouterr().out


def test_default_database_is_private(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default pupils' data is in a folder and files that only their owner can open."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert cli.main(["seed", "--students", "3"]) == 0
    capsys.readouterr()
    made = [tmp_path / "certui", *(tmp_path / "certui").rglob("*")]
    assert len(made) > 1
    assert all(path.stat().st_mode & 0o077 == 0 for path in made)


def test_empty_database_option(empty: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    """``--db ''`` is wrong usage."""
    assert cli.main(["sessions", "--db", ""]) == 2
    assert "Une valeur vide" in capsys.readouterr().err
    assert not empty.database.exists()
