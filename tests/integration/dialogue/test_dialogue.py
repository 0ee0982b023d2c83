"""The dialogue: the guide's four steps, a session's day, and what is refused, a line at a time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from certui import bootstrap, cli, config
from certui.dialogue.talk import talk

if TYPE_CHECKING:
    from collections.abc import Callable

    Talk = Callable[..., list[str]]

NO_SCREEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented school: 208 to come, 210 begun yesterday, 207 finished."""
    path = tmp_path_factory.mktemp("school") / "certui.sqlite"
    assert cli.main(["seed", "--db", str(path)]) == 0
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    path = tmp_path / "certui.sqlite"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    return path


@pytest.fixture
def say(database: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Say some lines to certui; answers what it said, blanks made plain."""

    def said(*lines: str, who: str = "Camille", administrators: tuple[str, ...] = ()) -> list[str]:
        monkeypatch.setattr(config, "signed_in_name", lambda: who)
        settings = config.Settings(database=str(database), who=who, administrators=administrators)
        spoken = io.StringIO()
        with bootstrap.opened(settings) as services:
            talk(services, io.StringIO("".join(f"{one}\n" for one in lines)), spoken)
        assert not NO_SCREEN.search(spoken.getvalue())
        return re.sub("[\u202f\u00a0]", " ", spoken.getvalue()).splitlines()

    return said


def has(lines: list[str], *wanted: str) -> bool:
    """Whether these parts of lines come in this order."""
    rest = iter(lines)
    return all(any(one in line for line in rest) for one in wanted)


def test_the_four_steps_of_the_guide(say: Talk) -> None:
    """Open a session, filter, choose, add; then one is removed."""
    lines = say("208", "a", "3e", "1-6", "a", "x 1", "oui", "q", "q")
    assert has(
        lines,
        "208. Troisièmes A, B,",
        "Session 208, Troisièmes A, B.",
        "participants filtrés",
        "6 élèves sélectionnés",
        "6 élèves ajoutés à la session",
        "Liste des élèves (6)",
        "de la session ? (oui/non) : oui",
        "Le candidat a été supprimé avec succès.",
        "5 candidats dans la session.",
        "Au revoir.",
    )


def test_ticks_live_by_pupil_not_by_line(say: Talk) -> None:
    """They survive another filter; the same number again unticks; who is there cannot be ticked."""
    lines = say("208", "a", "3ea", "1", "3eb", "1 2", "2", "=", "a", "a", "3ea", "1", "q", "q", "q")
    assert has(lines, "3EA, ", "coché.", "1 élève sélectionné", "3 élèves sélectionnés")
    assert has(lines, "décoché.", "2 élèves sélectionnés", "2 élèves ajoutés à la session")
    assert has(
        lines, ", déjà ajouté.", "1 élève est déjà dans la session.", "Aucun élève sélectionné"
    )


def test_a_long_list_is_read_in_parts(say: Talk) -> None:
    """Twenty, then those that follow; numbers go on."""
    lines = say("208", "a", "/", "+", "21", "q", "oui")
    assert has(lines, "20. ", "Encore 580 élèves : + pour la suite.", "21. ", "40. ", "coché.")


def test_figures_are_looked_for_behind_a_stroke(say: Talk) -> None:
    """Alone they are numbers of the list."""
    lines = say("208", "a", "5", "/ 2011", "q")
    assert has(lines, "La liste est vide.", "filtré")
    assert not has(lines, "élève sélectionné,")


def test_leaving_with_ticks_is_asked(say: Talk) -> None:
    """And the end of the input adds nobody, in words."""
    lines = say("208", "a", "3e", "1 2", "q", "non", "q", "oui")
    question = "Abandonner la sélection de 2 élèves ? (oui/non) :"
    assert sum(question in line for line in lines) == 2
    assert has(say("208", "a", "3e", "1 2"), "Personne n’a été ajouté : 2 élèves étaient cochés.")
    assert has(say("208"), "Liste des élèves (0)")


def test_a_session_s_day_is_held(say: Talk) -> None:
    """Arrivals, starts, an incident, a reason, ends, and the session is finished."""
    lines = say("210", "D", "oui", "i 1", "10", "Panne", "I", "1", "", "F")
    assert has(
        lines, "Noter le début du test", "Incident signalé pour", "toute la session", "sans fin"
    )
    waiting = [line for line in lines if line.endswith("sans fin ni motif.")]
    assert len(waiting) == 10
    lines = say("210", "e en cours", "e 1-9", "n 10", "1", "F", "oui", "p 1", "l")
    assert has(
        lines,
        "10 candidats correspondent : donnez un numéro.",
        "9 tests terminés.",
        "quel motif ?",
        "Le motif ",
        "Finaliser la session 210 ?",
        "La session 210 est finalisée.",
        "lecture seule",
    )
    assert has(say("210"), "Session finalisée le")


def test_a_step_is_taken_back_once_it_is_agreed(say: Talk) -> None:
    """The same word again, as the same key on a screen; and undoing tells what it would do."""
    expected = next(line for line in say("210") if line.endswith(", attendu."))
    who = expected.split()[1].lower()
    lines = say("210", f"p {who}", f"p {who}", "non", "u", "oui", f"b {who}", f"b {who}", "oui")
    assert has(
        lines,
        "a rejoint la session.",
        "Annuler l’arrivée",
        "Annuler l’arrivée",
        "annulée.",
        "L’absence",
        "Annuler l’absence",
        "est annulée.",
    )


def test_what_is_refused_is_said_and_the_dialogue_goes_on(say: Talk) -> None:
    """The sentences of the screens and of the shell."""
    lines = say(
        "210", "a", "x", "x zzz", "x 99", "e 1-12", "O", "F", "t 1", "cent", "q", "999", "abc"
    )
    assert has(
        lines,
        "il n’est plus possible d’ajouter des candidats",
        "Aucun candidat ne correspond.",
        "n’est pas dans la liste, qui va de 1 à 12.",
        "10 candidats : leur arrivée est notée.",
        "administrateur",
        "sans fin ni motif",
        "un nombre entier de 1 à 99",
        "Aucune session ne porte le numéro",
        "Aucune session ne correspond",
    )
    assert has(lines, "Dites aussi de qui il s’agit")


def test_a_joined_candidate_is_not_removed(say: Talk) -> None:
    """The guide's last sentence."""
    lines = say("210", "x 1", "oui")
    assert has(lines, "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer.")


def test_a_session_is_made_and_its_faults_are_asked_again(say: Talk) -> None:
    """Only those; a field left empty keeps what it is when one edits."""
    lines = say(
        "n", "Essai", "", "B1", "Dupont", "31/02/2027", "25h", "", "14/02/2027", "9h", "211",
        "m", "", "", "B2", "", "", "", "", "q", "x 211", "oui",
    )  # fmt: skip
    assert has(
        lines,
        "Nom :",
        "Veuillez indiquer une date de début qui existe.",
        "Veuillez indiquer une heure de début en heure locale entre 00:00 et 23:59.",
        "Date de début : 14/02/2027",
        "Session 211 créée : Essai, 14/02/2027 à 09:00.",
        "Nom (Essai) :",
        "La session a été modifiée avec succès.",
        "La session a été supprimée avec succès.",
    )
    assert has(say("n", ""), "Rien n’a été enregistré.")


def test_a_session_like_another_asks_its_day(say: Talk) -> None:
    """And nothing else."""
    lines = say("d 208", "lundi", "10h")
    assert has(lines, "Date de début : lundi", "Heure de début : 10h", "Session 211 créée")
    assert not has(lines, "Nom de la salle")


def test_an_extra_time_is_noted(say: Talk) -> None:
    """In per cent; a word is refused."""
    lines = say("209", "t 1", "beaucoup", "t 1", "33", "l")
    assert has(lines, "1 à 99", "Temps majoré enregistré pour 1 candidat.", "temps majoré 33 %")


def test_a_roster_is_imported_once_it_is_agreed(say: Talk, tmp_path: Path) -> None:
    """What would change is said first; much of it is asked twice."""
    roster = tmp_path / "liste  3A.csv"
    roster.write_text("Nom;Prénom;Date de naissance;Classe\nDUPOND;Léo;20/05/2011;3Z\n")
    lines = say("i", str(roster), "non", f"i {roster}", "oui", "non")
    assert has(lines, "1 élève ajouté", "Importer ? (oui/non) : non", "Rien n’a été enregistré.")
    assert has(lines, "Importer quand même ?", "Rien n’a été enregistré.")
    say("i", str(roster), "oui", "oui")
    assert has(say("208", "a", "dupond"), "3Z, DUPOND Léo, 20/05/2011.")
    assert has(say("i", str(tmp_path / "absent.csv")), "absent.csv")


def test_papers_are_saved_and_nothing_is_replaced_unasked(
    say: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the present folder, under the name agreed."""
    monkeypatch.chdir(tmp_path)
    assert has(say("209", "v"), "Document enregistré :")
    saved = tmp_path / "pv-session-209.pdf"
    assert saved.read_bytes().startswith(b"%PDF-")
    saved.write_bytes(b"mine")
    assert has(say("209", "v", "non"), "existe déjà. Le remplacer ? (oui/non) : non")
    assert saved.read_bytes() == b"mine"
    assert has(say("209", "o", "2"), "1. PV de session", "Document enregistré :")
    assert (tmp_path / "feuille-emargement-session-209.pdf").exists()


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ([], ("n ou nouvelle : crée une session.", "q ou quitter : quitte certui.")),
        (["208"], ("p ou présent : note des arrivées", "F ou finaliser : finalise")),
        (["208", "a"], ("/ ou filtrer", "a ou ajouter : ajoute ceux qui sont cochés")),
        (["208", "o"], ("Tapez un des numéros", "1. PV de session")),
        (["x 208"], ("Répondez oui ou non.",)),
        (["n"], ("Tapez votre réponse",)),
        (["n", "A", "", "", ""], ("lundi…",)),
    ],
)
def test_help_is_had_at_every_question(say: Talk, before: list[str], told: tuple[str, ...]) -> None:
    """And the question is asked again."""
    lines = say(*before, "?")
    assert has(lines, "? ", *told) or has(lines, ": ?", *told)


def test_words_do_what_letters_do(say: Talk) -> None:
    """Whatever their accents and case; a capital letter is another command."""
    lines = say("208", "Ajouter", "retour", "DEBUT 1", "zut", "quitter", "RETOUR", "quitter")
    assert has(lines, "Ajouter des candidats à la session 208", "Au revoir.")


def test_a_name_that_acts_on_a_terminal_does_not(say: Talk) -> None:
    """Nor does what is typed: every control is gone from what is said."""
    lines = say("n", "\x1b]0;x\x07Du\u202epont\x9b31m", "", "", "", "lundi", "9h", "", "l")
    assert has(lines, "Dupont")


def test_two_who_talk_do_not_do_each_other_s(say: Talk, database: Path) -> None:
    """Numbers are those of the list that was said, whoever is added meanwhile."""
    say("208", "a", "3eb", "1-3", "a")
    settings = config.Settings(database=str(database), who="Camille")
    heard, spoken = Typing(), io.StringIO()
    heard.lines = ["208\n", "l\n", "x 1\n", "non\n", ""]
    heard.before = {2: lambda: say("208", "a", "3ea", "1-3", "a")}
    with bootstrap.opened(settings) as services:
        talk(services, heard, spoken)
    said = spoken.getvalue()
    first = re.search(r"^1\. (?P<last>.+?) (?P<first>\S+), ", said, re.MULTILINE)
    assert first is not None
    assert f"Supprimer {first['first']} {first['last']} de la session" in said


class Typing:
    """Somebody who types, while something else is done."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.before: dict[int, Callable[[], object]] = {}
        self._read = 0

    def readline(self) -> str:
        """The next line, after what is done before it."""
        if do := self.before.get(self._read):
            do()
        self._read += 1
        return self.lines[self._read - 1]

    def isatty(self) -> bool:
        """Nobody sees it."""
        return False


def run(*arguments: str, typed: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A process of it, with a pipe for its input."""
    return subprocess.run(
        [sys.executable, "-m", "certui", *arguments],
        input=typed,
        env=os.environ | environ,
        capture_output=True,
        check=False,
    )


def test_it_works_through_pipes_in_any_locale_and_terminal(database: Path) -> None:
    """Bytes that are no UTF-8 do no harm; not one escape sequence; status 0."""
    typed = "208\na\n3é\n".encode() + b"\xe9\xff\n" + b"q\nq\nq\n"
    for environ in ({"TERM": "dumb"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}):
        done = run("--plain", "--db", str(database), typed=typed, **environ)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\x1b" not in done.stdout
        assert "Troisièmes A, B" in done.stdout.decode()
        assert done.stdout.decode().endswith("Au revoir.\n")


def test_the_demo_is_had_as_a_dialogue_too() -> None:
    """Thrown away at the end; with or without somebody who types."""
    assert "Sessions de certification (4)" in run("demo", "--plain").stdout.decode()
    assert run("demo", "--plain", typed=b"q\n").returncode == 0


def test_what_cannot_be_opened_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """As from a shell."""
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"nothing of the kind" * 100)
    done = run("--plain", "--db", str(path))
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("argv", [["--plain", "sessions"], ["--plain", "session", "delete", "208"]])
def test_a_command_that_does_not_talk_says_so(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Rather than take it for nothing."""
    assert cli.main(argv) == cli.WRONG_USAGE
    assert "écrivez-le sans commande, ou avec demo." in capsys.readouterr().err


def test_a_terminal_that_shows_nothing_is_told_of_it() -> None:
    """Where the screen refuses to open, the dialogue is named."""
    assert "--plain" in run().stderr.decode()


def test_the_page_names_what_can_be_said(say: Talk) -> None:
    """Each letter that the page gives for the day is a command, under the word it gives."""
    page = (Path(__file__).parents[3] / "docs" / "dialogue.md").read_text("utf-8")
    told = page.partition("Le jour venu")[2].partition(" Répéter")[0]
    letters = re.findall(r"`(\w)` ", told)
    known = [line.split(" ou ")[0] for line in say("210", "?") if " ou " in line and line[1] == " "]
    assert len(letters) == 11
    assert set(letters) <= set(known)
