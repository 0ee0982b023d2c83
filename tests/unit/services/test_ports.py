"""The ports: the store that the tests of the use cases trust answers all that is asked of one."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

from certui.services import ports
from certui.services.ports.store import Reading, Store, Writing

if TYPE_CHECKING:
    from tests.fakes.store import MemoryStore


def _asked(port: type) -> set[str]:
    return {
        name
        for part in port.__mro__
        for name, value in vars(part).items()
        if callable(value) and not name.startswith("_")
    }


def test_the_store_in_memory_has_every_method_of_a_store(store: MemoryStore) -> None:
    """A new need of the use cases is a new method here."""
    assert _asked(Store) <= set(dir(store))
    with store.writing() as work:
        assert _asked(Reading) | _asked(Writing) <= set(dir(work))


def test_nothing_is_written_in_a_view(store: MemoryStore) -> None:
    """Nor is anything read or written once a view or a unit of work is over."""
    with store.reading() as view:
        centre = view.centre()
        with pytest.raises(AssertionError):
            view.set_centre(centre)
    with pytest.raises(AssertionError):
        view.centre()
    with store.writing() as work:
        work.set_centre(centre)
        with pytest.raises(AssertionError), store.writing():
            pass
    with pytest.raises(AssertionError):
        work.set_centre(centre)


def test_a_version_changes_with_what_is_written(store: MemoryStore) -> None:
    """Reading changes nothing, nor does a unit of work that wrote nothing."""
    before = store.version()
    with store.reading() as view:
        centre = view.centre()
    with store.writing():
        pass
    assert store.version() == before
    with store.writing() as work:
        work.set_centre(centre)
    assert store.version() != before


def test_every_port_says_what_it_promises() -> None:
    """Each method once, in words, where all who keep the promise inherit them."""
    names = [one.name for one in pkgutil.iter_modules(ports.__path__, f"{ports.__name__}.")]
    assert {f"{ports.__name__}.{name}" for name in ("clock", "papers", "store")} <= set(names)
    for name in names:
        for kind in vars(importlib.import_module(name)).values():
            if isinstance(kind, type) and kind.__module__ == name:
                assert kind.__doc__
                assert all(getattr(kind, method).__doc__ for method in _asked(kind))
