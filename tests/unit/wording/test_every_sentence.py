"""Every sentence that is made of a count or a name agrees with it, and is typeset."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import itertools
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.builders import person
from tests.unit.documents.records import CENTRE, FAMILY, FRAUD, candidate, session
from tests.unit.wording.french import unsound

from certui import wording
from certui.domain.day import Counts
from certui.domain.models import IncidentCategory, Pupil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Sayer = Callable[..., Any]

# Names that ask for elision and those that do not, in each kind of value that has one.
_NAMES: Final = ("Apolline", "Hugo", "YANNICK")
_PEOPLE: Final = [candidate(at, first_name=name) for at, name in enumerate(_NAMES)]
_COUNTS: Final = (0, 1, 2, 1284)
_EXAMPLES: Final[dict[str, list[Any]]] = {
    "int": list(_COUNTS),
    "int | None": [None, 1, 2],
    "float": [0.0, 0.5, 1.0],
    "bool": [False, True],
    "str": ["Apolline"],
    "dt.date": [dt.date(2027, 2, 14)],
    "dt.time": [dt.time(9, 5)],
    "dt.datetime": [dt.datetime(2027, 2, 14, 9, 5, tzinfo=dt.UTC)],
    "Path": [Path("/srv/données.csv")],
    "PurePath": [Path("/srv/données.csv")],
    "Path | None": [None, Path("/srv/données.csv")],
    "Person": [one.person for one in _PEOPLE],
    "Pupil": [Pupil(1, person())],
    "Candidate": [*_PEOPLE, *FAMILY[:3]],
    "Collection[Candidate]": [_PEOPLE[:1], _PEOPLE],
    "Sequence[Candidate]": [_PEOPLE[:1], _PEOPLE],
    "ExamSession": [session()],
    "Centre": [CENTRE],
    "IncidentCategory": list(IncidentCategory),
    "Incident": [FRAUD],
    "Counts": [Counts(*counts) for counts in itertools.product((1, 2), repeat=6)],
    "Sequence[str]": [["3EA"], ["3EA", "3EB", "3EC"]],
    "Collection[str]": [["3EA"], ["3EA", "3EB", "3EC"]],
    "Iterable[str]": [["3EA"], ["3EA", "3EB", "3EC"]],
}
# What follows a figure without agreeing with it.
_UNCOUNTED: Final = frozenset(
    {"en", "sur", "min", "à", "et", "dont", "dans", "temps", "non", "créée", "supprimée"}
)
# Its figures are cells and lines of the screen.
_LAID_OUT: Final = frozenset({"imports.completions"})
_ONE: Final = re.compile(r"(?<![\d\u202f/])[01] (?P<word>[a-zà-ÿ]+)(?P<then> [a-zà-ÿ’]+)?")
_SEVERAL: Final = re.compile(r"(?<![\d/])(?:2|1\u202f284) (?P<word>[a-zà-ÿ]+)")
_SINGULAR_VERBS: Final = frozenset({" sont", " ont", " peuvent", " seront", " seraient", " n’ont"})
_ENDINGS: Final = ("s", "x", "z")


def _sayers() -> Iterator[tuple[str, Sayer]]:
    for module in pkgutil.iter_modules(wording.__path__):
        loaded = importlib.import_module(f"{wording.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            mine = inspect.isfunction(value) and value.__module__ == loaded.__name__
            full = f"{module.name}.{name}"
            if mine and not name.startswith("_") and _is_simple(value) and full not in _LAID_OUT:
                yield full, value


def _wanted(sayer: Sayer) -> dict[str, str]:
    return {name: of for name, of in sayer.__annotations__.items() if name != "return"}


def _is_simple(sayer: Sayer) -> bool:
    wanted = _wanted(sayer)
    says = sayer.__annotations__["return"] != "bool"
    return says and bool(wanted) and all(of in _EXAMPLES for of in wanted.values())


def _said(sayer: Sayer) -> Iterator[str]:
    """All that it says of all examples."""
    wanted = _wanted(sayer)
    for values in itertools.product(*(_EXAMPLES[of] for of in wanted.values())):
        answer = sayer(**dict(zip(wanted, values, strict=True)))
        for said in [answer] if isinstance(answer, str) else answer or ():
            yield from [said] if isinstance(said, str) else said


def disagreements(said: str) -> list[str]:
    """Counted words that do not agree with their figure; 0 and 1 are singular."""
    found = [
        one[0]
        for one in _ONE.finditer(said)
        if one["word"] not in _UNCOUNTED
        and (one["word"].endswith("s") or one["then"] in _SINGULAR_VERBS)
    ]
    return found + [
        one[0]
        for one in _SEVERAL.finditer(said)
        if one["word"] not in _UNCOUNTED and not one["word"].endswith(_ENDINGS)
    ]


ALL: Final = dict(_sayers())


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_agrees_with_its_counts(name: str) -> None:
    """For none, one, two and a thousand; « d’Apolline », « d’Hugo » and « de YANNICK »."""
    wrong = [one for said in _said(ALL[name]) for one in disagreements(said)]
    assert wrong == []
    fatal = {"no elision", "a breaking blank before ; : ! ? »", "no narrow blank inside « »"}
    assert [said for said in _said(ALL[name]) if fatal & set(unsound(said))] == []


def test_the_sentences_of_counts_are_all_tried() -> None:
    """Those that take a count are: a fault in one of them is found here."""
    assert {
        "enrolment.ask_abandon",
        "leavers.erased",
        "preparing.ask_deletion",
        "day.counters",
        "day.left_ticked",
        "day.whom",
    } <= set(ALL)


@pytest.mark.parametrize(
    "said",
    ["1 élèves", "0 élèves ajoutés", "2 élève", "1\u202f284 élève", "1 candidat sont inscrits"],
)
def test_a_disagreement_is_found(said: str) -> None:
    """In either direction."""
    assert disagreements(said)


@pytest.mark.parametrize(
    "said",
    ["1 élève", "2 élèves", "2 en cours", "12/20 présents", "1\u202f284 élèves", "21 élèves"],
)
def test_an_agreement_is_not_found(said: str) -> None:
    """Figures that count nothing are none."""
    assert disagreements(said) == []
