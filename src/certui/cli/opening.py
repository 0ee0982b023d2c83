"""The two commands that open the application, and what they share with the others.

Nothing that only prints, and no invented school, is loaded here: the first frame would wait for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from certui import bootstrap, config, errors
from certui.domain.text import clean
from certui.late import late
from certui.terminal import start

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from certui.bootstrap import Services
    from certui.config import Settings
    from certui.services import demo as invented
else:
    invented = late("certui.services.demo")

T = TypeVar("T")

NUMBER: Final = re.compile(r"[-+]?[0-9]+")
# No number that anything here can hold has more.
MOST_DIGITS: Final = 19
# The largest number a store can hold (SQLite's INTEGER); more digits are no session's.
_LARGEST: Final = 2**63 - 1


def open_app(arguments: Namespace | None = None) -> int:
    """``certui``, with or without ``--db`` and ``--plain``."""
    if getattr(arguments, "plain", False):
        return bootstrap.run_dialogue(bootstrap.connect(_settings(arguments)))
    start.check()
    return bootstrap.run_app(bootstrap.connect(_settings(arguments)))


def demo(arguments: Namespace) -> int:
    """``certui demo``."""
    students = students_of(arguments.students)
    if getattr(arguments, "plain", False):
        return bootstrap.run_demo(students, bootstrap.run_dialogue)
    start.check()
    return bootstrap.run_demo(students, ascii_signs=getattr(arguments, "ascii", False))


def opened(arguments: Namespace, *, create: bool = False) -> AbstractContextManager[Services]:
    """The services over the database that the arguments name, for one ``with``.

    Args:
        arguments: as parsed.
        create: whether the command may make a database where there is none: what needs one that
            holds something would only leave an empty one behind a mistyped path.
    """
    return bootstrap.opened(_settings(arguments), create=create)


def begun(arguments: Namespace, do: Callable[[Services], T]) -> T:
    """Do what a school may begin with; where there is no database yet, over one made for it.

    It is done first over an empty school that is thrown away: a refusal leaves nothing behind.

    Args:
        arguments: as parsed.
        do: asks the services; done twice where a school begins.
    """
    try:
        with opened(arguments) as services:
            return do(services)
    except errors.StoreMissing:
        with bootstrap.opened_apart() as services:
            do(services)
    with opened(arguments, create=True) as services:
        return do(services)


def _settings(arguments: Namespace | None) -> Settings:
    database: str | None = getattr(arguments, "db", None)
    if database is not None and not clean(database):
        raise errors.InvalidDatabase(value=database)
    return config.load(database, ascii_signs=getattr(arguments, "ascii", False))


def session_number(typed: str) -> int:
    """A session's number as typed.

    Raises:
        certui.errors.InvalidSessionNumber: it is no number.
        certui.errors.UnknownSession: no store can hold it.
    """
    text = clean(typed)
    if not NUMBER.fullmatch(text):
        raise errors.InvalidSessionNumber(value=text)
    if len(text) > MOST_DIGITS or not 0 < int(text) <= _LARGEST:
        raise errors.UnknownSession(number=text)
    return int(text)


def students_of(typed: str | None) -> int:
    """How many pupils an invented school is to have.

    Raises:
        certui.errors.InvalidStudents: no number, or none that a school can have.
    """
    text = str(invented.STUDENTS) if typed is None else clean(typed)
    is_number = NUMBER.fullmatch(text) and len(text) <= MOST_DIGITS
    if not is_number or not 0 < int(text) <= invented.MOST_STUDENTS:
        raise errors.InvalidStudents(value=text, most=invented.MOST_STUDENTS)
    return int(text)
