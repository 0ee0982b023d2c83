"""argparse's messages in French.

argparse writes its messages in English and finds translations only through the locale's catalogues,
which no Python ships: each message is known here by its pattern, and an unknown one is said in
general terms rather than in English.
"""

from __future__ import annotations

import re

from certui.late import late

# As type checkers know it, without the 5 ms that importing typing takes; so too the two blanks
# below, and the late import of clean.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from certui.domain import text as texts
else:
    texts = late("certui.domain.text")

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
USAGE: Final = f"Utilisation{NO_BREAK}: "
OPTIONS: Final = "options"
COMMANDS: Final = "commandes"
ARGUMENTS: Final = "arguments"
HELP: Final = "affiche cette aide"

_UNKNOWN: Final = "la commande n’est pas écrite comme il faut"
_ARGUMENT: Final = re.compile(r"argument (?P<name>.+?): (?P<rest>.*)", re.DOTALL)
_QUOTES: Final = re.compile(r"(?<![^ ,])'|'(?![^ ,])")
_MESSAGES: Final = (
    (r"the following arguments are required: (.*)", "il manque {0}"),
    (r"one of the arguments (.*) is required", f"il faut un de ces arguments{NO_BREAK}: {{0}}"),
    (r"unrecognized arguments: (.*)", f"argument inconnu{NO_BREAK}: {{0}}"),
    (r"expected one argument", "il faut une valeur"),
    (r"expected at least one argument", "il faut au moins une valeur"),
    (r"not allowed with argument (.*)", "ne va pas avec {0}"),
    (r"ignored explicit argument .*", "n’attend pas de valeur"),
    (
        r"invalid choice: ['\"]?(.*?)['\"]? \(choose from (.*)\)",
        f"«{NARROW}{{0}}{NARROW}» est inconnu (au choix{NO_BREAK}: {{1}})",
    ),
)


def error(command: str, english: str) -> str:
    """The line under the usage: which command, what is wrong, where help is.

    Args:
        command: as typed, without its arguments.
        english: the message that argparse gives to ``ArgumentParser.error``.
    """
    text = _cleaned(english)
    named = _ARGUMENT.fullmatch(text)
    what = f"{named['name']}{NO_BREAK}: {_french(named['rest'])}" if named else _french(text)
    return f"{command}{NO_BREAK}: {what}. Voir {command} --help."


def _french(english: str) -> str:
    for pattern, french in _MESSAGES:
        found = re.fullmatch(pattern, english)
        if found:
            return french.format(*(_QUOTES.sub("", part) for part in found.groups()))
    return _UNKNOWN


def _cleaned(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text

    return texts.clean(text)
