"""The words on codes of birth places that stand for nothing."""

from __future__ import annotations

from certui.domain.roster_files import FaultKind, RosterFault
from certui.wording import unknown_places

ONE = RosterFault(
    kind=FaultKind.UNKNOWN,
    field="code commune de naissance",
    ine="0310000001A",
    line=4,
    found="69674",
    pupil="BELLEGARDE Tim",
    class_name="3B",
)


def test_none_is_not_spoken_of() -> None:
    """Neither on the screen nor in a shell."""
    assert unknown_places.counted(()) == ""
    assert list(unknown_places.told(())) == []


def test_one_is_singular_and_named() -> None:
    """With the class, as far as it is known."""
    assert unknown_places.counted([ONE]) == (
        "1 code de lieu de naissance inconnu, laissé vide\u00a0: 3B BELLEGARDE Tim"
        " «\u202f69674\u202f»."
    )
    assert list(unknown_places.told([ONE])) == [
        (
            "1 code de lieu de naissance inconnu, laissé vide\u00a0: corrigez dans le logiciel de"
            " l’établissement, puis importez de nouveau."
        ),
        (
            "3B BELLEGARDE Tim, INE 0310000001A, ligne 4, code commune de naissance inconnu de"
            " l’INSEE\u00a0: «\u202f69674\u202f»."
        ),
    ]


def test_many_are_counted() -> None:
    """Two by name, then how many others."""
    said = unknown_places.counted([ONE] * 5)
    assert said.startswith("5 codes de lieu de naissance inconnus, laissés vides\u00a0: ")
    assert said.endswith(", 3 autres.")
