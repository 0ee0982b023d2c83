"""Writers of roster files, for tests, fuzzing and benchmarks: all people are invented."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from certui.domain.models import Person, Sex

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


def siecle_text(
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


Cell: TypeAlias = str | int | dt.date
Grid: TypeAlias = Sequence[Sequence[Cell]]

FREGATA_HEADINGS = [
    "Identifiant unique*",
    "Premier prénom*",
    "Deuxième prénom",
    "Troisième prénom",
    "Nom de famille*",
    "Nom d'usage",
    "Code sexe*",
    "Date de naissance (jj/mm/aaaa)*",
    "Code commune naissance**",
    "Libellé commune naissance**",
    "Code département naissance*",
    "Code pays naissance*",
    "Statut*",
    "Code MEF*",
    "Division*",
]
ONDE_HEADINGS = [
    "Nom élève",
    "Nom d'usage élève",
    "Prénom élève",
    "Date naissance",
    "Sexe",
    "INE",
    "Adresse1",
    "Cp1",
    "Commune1",
    "Pays1",
    "Adresse2",
    "Cp2",
    "Commune2",
    "Pays2",
    " Cycle",
    "Niveau",
    "Libellé classe",
    "Identifiant classe",
    "Attestation fournie",
    "Autorisation associations",
    "Autorisation photo",
    "Décision de passage",
]
PRONOTE_HEADINGS = ["Élèves", "Né(e) le", "Sexe", "Classe"]
CHARLEMAGNE_HEADINGS = [
    "Identifiant élève",
    "Nom",
    "Prénom",
    "Code classe",
    "Code niveau",
    "Date de naissance",
]
LIST_HEADINGS = ["Nom", "Prénom", "Né(e) le", "Sexe", "Classe", "Numéro national"]


_ONDE_ADDRESS = ("1 rue X", "33000", "Ville", "France", "", "", "", "", "CYCLE III", "CM2")


def onde(people: Sequence[Person]) -> Grid:
    """Pupils as ONDE exports them, a total at the end."""
    rows: list[list[Cell]] = [
        [
            one.last_name,
            "",
            one.first_name,
            one.birth_date,
            _sex(one, "F", "M"),
            one.ine or "",
            *_ONDE_ADDRESS,
            one.class_name,
            "7",
            "O",
            "O",
            "O",
            "",
        ]
        for one in people
    ]
    return [
        ONDE_HEADINGS,
        *rows,
        ["Total", str(len(people))],
    ]


def plain(people: Sequence[Person]) -> Grid:
    """Pupils as PRONOTE exports a list with a column for each name, under a title."""
    rows: list[list[Cell]] = [
        [
            one.last_name,
            one.first_name,
            one.birth_date,
            _sex(one, "Féminin", "Masculin"),
            one.class_name,
            one.ine or "",
        ]
        for one in people
    ]
    return [
        ["Liste"],
        [],
        LIST_HEADINGS,
        *rows,
    ]


def charlemagne(people: Sequence[Person]) -> Grid:
    """Pupils as Charlemagne exports them: days in figures, headings now and again."""
    rows: list[Sequence[Cell]] = [["Le 26 août 2026 à 09 h 32"]]
    for number, one in enumerate(people):
        if number % 3 == 0:
            rows.append(CHARLEMAGNE_HEADINGS)
        day = int(f"{one.birth_date.year:04}{one.birth_date:%m%d}")
        rows.append(["12", one.last_name, one.first_name, one.class_name, "3EME", day])
    return rows


def pronote(people: Sequence[Person]) -> Grid:
    """Pupils as PRONOTE exports them, both names in one cell."""
    rows: list[list[Cell]] = [
        [
            f"{one.last_name}, {one.first_name}",
            one.birth_date,
            _sex(one, "F", "G"),
            one.class_name,
        ]
        for one in people
    ]
    return [
        PRONOTE_HEADINGS,
        *rows,
    ]


def fregata(people: Sequence[Person]) -> Grid:
    """Pupils as FREGATA exports them, all born in Mérignac."""
    rows: list[list[Cell]] = [
        [
            one.ine or "",
            one.first_name,
            "",
            "",
            one.last_name,
            "",
            _sex(one, "F", "M"),
            one.birth_date,
            "33281",
            "",
            "033",
            "99100",
            "ST",
            "MEF",
            one.class_name,
        ]
        for one in people
    ]
    return [
        FREGATA_HEADINGS,
        *rows,
    ]


def siecle(people: Sequence[Person]) -> str:
    """Pupils as SIECLE exports them, all born in Mérignac."""
    return siecle_text(
        [
            pupil(
                ID_NATIONAL=one.ine or "",
                NOM_DE_FAMILLE=one.last_name,
                PRENOM=one.first_name,
                DATE_NAISS=_french(one.birth_date),
                CODE_SEXE=_sex(one, "2", "1"),
                CODE_COMMUNE_INSEE_NAISS="33281",
            )
            for one in people
        ],
        classes={number: structure(one.class_name) for number, one in enumerate(people)},
    )


def _sex(person: Person, female: str, male: str) -> str:
    return female if person.sex is Sex.FEMALE else male


def csv_bytes(grid: Grid, *, separator: str = ";", codec: str = "utf-8-sig") -> bytes:
    """A CSV file of a grid; dates as JJ/MM/AAAA."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(
        [_french(cell) for cell in row] for row in grid
    )
    return buffer.getvalue().encode(codec)


def html_bytes(grid: Grid, *, codec: str = "cp1252") -> bytes:
    """An HTML table of a grid, in the manner of Charlemagne."""
    rows = "\r\n".join(
        "<TR>"
        + "".join(f'<TD class="x">{html.escape(_french(cell))}</TD>' for cell in row)
        + "</TR>"
        for row in grid
    )
    head = '<html><head><meta charset="windows-1252"></head>'
    text = f"{head}<body><TABLE>{rows}</TABLE></body></html>"
    return text.encode(codec, errors="xmlcharrefreplace")


def xlsx_bytes(grid: Grid, *, shared: bool = True, title: str = "Feuil1") -> bytes:
    """An XLSX workbook of one sheet; dates are real ones, styled as days.

    Args:
        grid: the cells.
        shared: texts in the shared table, else inside their cells.
        title: the sheet's name.
    """
    texts: list[str] = []
    lines: list[str] = []
    for number, row in enumerate(grid, start=1):
        cells = []
        for column, cell in enumerate(row):
            place = f'r="{_letters(column)}{number}"'
            if isinstance(cell, dt.date):
                cells.append(f'<c {place} s="1"><v>{(cell - dt.date(1899, 12, 30)).days}</v></c>')
            elif isinstance(cell, int):
                cells.append(f"<c {place}><v>{cell}</v></c>")
            elif shared:
                texts.append(cell)
                cells.append(f'<c {place} t="s"><v>{len(texts) - 1}</v></c>')
            else:
                text = f'<is><t xml:space="preserve">{_xml(cell)}</t></is>'
                cells.append(f'<c {place} t="inlineStr">{text}</c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strings = "".join(f'<si><t xml:space="preserve">{_xml(text)}</t></si>' for text in texts)
    return zipped(
        {
            "[Content_Types].xml": (
                b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxml'
                b'formats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
            ),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook {main} xmlns:r="{office}"><sheets>'
                f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{office}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/styles.xml": xlsx_styles(),
            "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>".encode(),
            "xl/worksheets/sheet1.xml": (
                f"<worksheet {main}><sheetData>{''.join(lines)}</sheetData></worksheet>"
            ).encode(),
        }
    )


def xlsx_worksheet(grid: Grid, merges: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """A worksheet with its texts in the cells.

    Args:
        grid: the cells; empty ones are left out.
        merges: cells merged down a column: first line, last line and column, from 0.
    """
    lines = []
    for number, row in enumerate(grid, start=1):
        cells = []
        for column, cell in enumerate(row):
            place = f'r="{_letters(column)}{number}"'
            if isinstance(cell, dt.date):
                cells.append(f'<c {place} s="1"><v>{(cell - dt.date(1899, 12, 30)).days}</v></c>')
            elif isinstance(cell, int):
                cells.append(f"<c {place}><v>{cell}</v></c>")
            elif cell:
                text = f'<is><t xml:space="preserve">{_xml(cell)}</t></is>'
                cells.append(f'<c {place} t="inlineStr">{text}</c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    spans = "".join(
        f'<mergeCell ref="{_letters(column)}{top + 1}:{_letters(column)}{low + 1}"/>'
        for top, low, column in merges
    )
    merged = f"<mergeCells>{spans}</mergeCells>" if spans else ""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = f"<sheetData>{''.join(lines)}</sheetData>"
    return f"<worksheet {main}>{data}{merged}</worksheet>".encode()


def xlsx_styles() -> bytes:
    """Two styles for cells: the plain one, and days."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return (
        f'<styleSheet {main}><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    ).encode()


def ods_table(grid: Grid, merges: Sequence[tuple[int, int, int]] = ()) -> str:
    """The lines of a table; dates are real ones.

    Args:
        grid: the cells.
        merges: cells merged down a column: first line, last line and column, from 0.
    """
    tops = {(top, column): low - top + 1 for top, low, column in merges}
    covered = {(line, column) for top, low, column in merges for line in range(top + 1, low + 1)}
    lines = []
    for number, row in enumerate(grid):
        cells = []
        for column, cell in enumerate(row):
            if (number, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            if isinstance(cell, dt.date):
                kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
                shown = f"{cell:%d/%m/%y}"
            elif isinstance(cell, int):
                kind, shown = f'office:value-type="float" office:value="{cell}"', str(cell)
            else:
                kind, shown = 'office:value-type="string"', _xml(cell)
            if (number, column) in tops:
                kind += f' table:number-rows-spanned="{tops[number, column]}"'
            cells.append(f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(lines)


def ods_bytes(grid: Grid, *, after: str = "") -> bytes:
    """An ODS workbook of one sheet; dates are real ones.

    Args:
        grid: the cells.
        after: XML after the last line.
    """
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Feuille1">{ods_table(grid)}{after}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def _french(cell: Cell) -> str:
    return f"{cell:%d/%m/}{cell.year:04}" if isinstance(cell, dt.date) else str(cell)


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _xml(value: str) -> str:
    return _escaped(value).replace(">", "&gt;")
