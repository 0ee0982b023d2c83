"""Write what statements and the first glance know of the schema, from the tables that declare it.

``python -m tools.declare`` (``make schema``) after a change in ``certui.store.tables``. A test
holds the file equal to what this would write.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from certui.late import late
from certui.store import declared
from certui.store.tables import METADATA

if TYPE_CHECKING:
    import sqlalchemy as sa

    from certui.store import roster, sessions, statements
else:
    # Statements are made of what is written here.
    roster = late("certui.store.roster")
    sessions = late("certui.store.sessions")
    statements = late("certui.store.statements")

FILE: Final = Path(declared.__file__)
_HEAD: Final = '''\
"""The columns of the tables, and what the first glance asks of them, as plain data.

Written by ``make schema`` from :mod:`certui.store.tables`, which declares them, and from the
statements of :mod:`certui.store.sessions` and :mod:`certui.store.roster`: not to be edited. Who
reads by it need load none of them.
"""

from typing import Final

'''
# SQLModel's own texts are texts.
_SAME: Final = {"AutoString": "String"}
_WIDTH: Final = 96


def tables() -> dict[str, dict[str, str]]:
    """The kinds of the columns of each table, by name, in the order of the schema."""
    return {
        name: {column.name: _kind(type(column.type).__name__) for column in table.columns}
        for name, table in METADATA.tables.items()
    }


def keys() -> dict[str, str]:
    """The primary key of each table: one integer."""
    return {name: table.primary_key.columns[0].name for name, table in METADATA.tables.items()}


def written() -> str:
    """The whole file."""
    # What a statement is made of must be there before it is.
    declared.TABLES.update(tables())
    declared.KEYS.update(keys())
    asked = {
        "CENTRE": (sessions.CENTRE_ROW, "The centre, in the order of its columns."),
        "SESSIONS": (sessions.SESSIONS, "The sessions, each with its zone and its candidates."),
        "JOINED_SESSIONS": (sessions.JOINED_SESSIONS, "The numbers of those somebody joined."),
        "CLASSES": (roster.CLASSES, "The classes that have a pupil."),
    }
    texts = (
        f'{name}: Final = """\n{_wrapped(statement)}\n"""\n"""{words}"""\n'
        for name, (statement, words) in asked.items()
    )
    return _HEAD + "".join(
        (
            "TABLES: Final[dict[str, dict[str, str]]] = {\n",
            *(_table(name, columns) for name, columns in tables().items()),
            "}\n",
            '"""The kind of each column of each table, named in :mod:`certui.store.kinds`."""\n',
            "KEYS: Final[dict[str, str]] = {\n",
            *(f'    "{name}": "{key}",\n' for name, key in keys().items()),
            "}\n",
            '"""The primary key of each table: an integer."""\n',
            *texts,
        )
    )


def _kind(name: str) -> str:
    return _SAME.get(name, name)


def _table(name: str, columns: dict[str, str]) -> str:
    inside = "".join(f'        "{column}": "{kind}",\n' for column, kind in columns.items())
    return f'    "{name}": {{\n{inside}    }},\n'


def _wrapped(statement: sa.Select[Any]) -> str:
    text = " ".join(statements.driver_text(statement, whole=True).split())
    return "\n".join(textwrap.wrap(text, _WIDTH, break_on_hyphens=False))


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
