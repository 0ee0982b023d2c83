"""Modules that are loaded when something of theirs is first asked for.

The first frame, a usage error and a command that prints must not wait for what they do without:
half a second for the database, 120 ms for its migrations, 20 ms for a settings file that few have.
What is to wait is named once, at the head of the module that uses it::

    if TYPE_CHECKING:
        from certui.screens import confirm
    else:
        confirm = late("certui.screens.confirm")

Type checkers and import contracts see an ordinary import; ``confirm.ConfirmScreen`` loads it when
the line is reached. Only this way of importing late is used: the rule against imports within
functions holds everywhere.
"""

from __future__ import annotations

from importlib import import_module


class Late:
    """A module that is loaded with the first name that is asked of it.

    Args:
        name: its whole name.
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        """A name of the module, which is loaded now where it was not.

        Raises:
            ImportError: there is no such module.
            AttributeError: it has no such name.
        """
        # Asked each time: what another thread has begun to load is waited for, not taken half made.
        return getattr(import_module(self._name), name)


def late(name: str) -> Late:
    """A module that is loaded when something of it is first asked for.

    Args:
        name: its whole name; an ordinary import for type checkers stands beside it.
    """
    return Late(name)
