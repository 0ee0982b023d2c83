"""Writers of roster files, for tests, fuzzing and benchmarks: all people are invented."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TypeAlias

TODAY = dt.date(2026, 9, 14)

Fields: TypeAlias = Mapping[str, str]


def pupil(**changed: str) -> dict[str, str]:
    """A sound pupil's fields in a SIECLE file, with some changed; an empty one is left out."""
    sound = {
        "ID_NATIONAL": "0000000001A",
        "NOM_DE_FAMILLE": "LEFÈVRE",
        "PRENOM": "Chloé",
        "DATE_NAISS": "14/02/2011",
        "CODE_SEXE": "2",
        "CODE_PAYS": "100",
        "CODE_DEPARTEMENT_NAISS": "033",
        "CODE_COMMUNE_INSEE_NAISS": "33318",
    }
    return {field: value for field, value in (sound | changed).items() if value}


def siecle_text(  # noqa: PLR0913 - each part of the file that tests vary
    pupils: Sequence[Fields],
    *,
    classes: Mapping[int, str] | None = None,
    uai: str = "0330001A",
    declared: str = "ISO-8859-15",
    prolog: str = "",
    structures_first: bool = False,
    key: str = "ELEVE_ID",
) -> str:
    """The XML of a SIECLE file.

    Args:
        pupils: fields by element name; the n-th pupil's id is n.
        classes: STRUCTURE elements by pupil; all are in 3A unless given.
        uai: empty for none.
        declared: encoding in the declaration.
        prolog: between the declaration and the root.
        structures_first: the order of the two sections.
        key: the attribute that joins them.
    """
    eleves = "".join(
        f'<ELEVE {key}="{number}">'
        + "".join(f"<{tag}>{_escaped(value)}</{tag}>" for tag, value in one.items())
        + "</ELEVE>\n"
        for number, one in enumerate(pupils)
    )
    given = {number: structure("3A") for number in range(len(pupils))}
    given |= dict(classes or {})
    structures = "".join(
        f'<STRUCTURES_ELEVE {key}="{number}">{inner}</STRUCTURES_ELEVE>\n'
        for number, inner in given.items()
    )
    sections = [f"<ELEVES>\n{eleves}</ELEVES>", f"<STRUCTURES>{structures}</STRUCTURES>"]
    if structures_first:
        sections.reverse()
    uaj = f"<UAJ>{uai}</UAJ>" if uai else ""
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n{prolog}<BEE_ELEVES VERSION="2.1">'
        f"<PARAMETRES>{uaj}<ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE></PARAMETRES>\n<DONNEES>"
        + "".join(sections)
        + "</DONNEES></BEE_ELEVES>"
    )


def structure(code: str, kind: str = "D") -> str:
    """One STRUCTURE element: a class (D) or a group (G)."""
    return (
        f"<STRUCTURE><CODE_STRUCTURE>{_escaped(code)}</CODE_STRUCTURE>"
        f"<TYPE_STRUCTURE>{kind}</TYPE_STRUCTURE></STRUCTURE>"
    )


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;")
