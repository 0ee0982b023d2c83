"""Files as schools have them, by the screen: the same values as by the shell, told before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.integration.shell.test_field_rosters import FILES, MARK
from tests.ui.seen import press, settled

from certui.screens.sessions import SessionsScreen
from certui.wording.typography import plural

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import School


def stored(school: School) -> list[str]:
    """Who is stored, in the order of the roster, up to the commune of birth."""
    with school.store.reading() as reading:
        persons = [one.person for one in reading.pupils()]
    return sorted(
        f"{one.ine or ''};{one.last_name};{one.first_name};{(one.sex and one.sex.value) or ''};"
        f"{one.birth_date:%d/%m/%Y};{one.class_name};{one.birth_city}"
        for one in persons
    )


@pytest.mark.parametrize("name", list(FILES))
async def test_a_file_is_seen_before_it_is_stored_as_it_was_meant(
    empty_school: School, tmp_path: Path, name: str
) -> None:
    """The preview counts who comes and what is left aside; then ctrl+s stores the right values."""
    content, wanted, said = FILES[name]
    path = tmp_path / "liste"
    path.write_bytes(content)
    async with empty_school.run(200, 50) as pilot:
        await settled(pilot)
        shown = await press(pilot, "i", *str(path), "enter")
        assert plural(len(wanted), "élève ajouté", "élèves ajoutés") in shown, shown
        for part in said:
            # Counted in the summary, named on the tab of what was not read.
            counted = re.split("[\u00a0:,]", part)[0]
            assert counted in shown, shown
        assert stored(empty_school) == []
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen), shown
    assert stored(empty_school) == sorted(one.removeprefix(MARK) for one in wanted)
