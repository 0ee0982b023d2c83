"""The database cannot be used as it is."""

from __future__ import annotations

from certui.errors.base import CertuiError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from pathlib import Path


class StoreError(CertuiError):
    """The database cannot be used as it is."""


class StoreBusy(StoreError):
    """Another writer held the database too long.

    Attributes:
        holder: who holds it, or empty.
    """

    holder: str = ""


class StoreNewer(StoreError):
    """The schema is newer than this program."""

    path: str | Path
    revision: str


class StoreReplaced(StoreError):
    """The database file was replaced or removed while open."""

    path: str | Path


class StoreUnreadable(StoreError):
    """The database cannot be used.

    Attributes:
        reason: the system's code, or empty.
    """

    path: str | Path
    reason: str


class StoreDamaged(StoreError):
    """The file is not a sound certui database."""

    path: str | Path


class StoreMissing(StoreError):
    """There is no database where one was expected."""

    path: str | Path


class StoreIsAFolder(StoreError):
    """A folder stands where a database was expected."""

    path: str | Path


class StoreForbidden(StoreError):
    """No right to the database, or to its folder."""

    path: str | Path


class StoreReadOnly(StoreError):
    """The database can be read, but not written."""

    path: str | Path


class StoreFull(StoreError):
    """No room is left on the database's disk."""

    path: str | Path


class StoreRefused(StoreError):
    """A constraint of the schema refused the change."""

    constraint: str
