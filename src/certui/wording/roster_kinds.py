"""The words of files that are no roster: what each is, and what to do with it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from certui.wording.typography import NARROW, NO_BREAK, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui import errors

# How many names a sentence lists.
_MOST_NAMES: Final = 3
_WANTED: Final = (
    f"c’est l’export «{NARROW}Élèves sans adresses{NARROW}» de SIECLE (ElevesSansAdresses.xml)"
    " qu’il faut"
)
_EXPORT: Final = "demandez au logiciel de l’établissement un export CSV, XLSX ou ODS"
_EXTRACT: Final = "extrayez-en le fichier des élèves, puis donnez celui-ci"
_COPY: Final = "copiez-en le tableau dans un classeur, puis enregistrez celui-ci en XLSX ou ODS"
_DATABASE: Final = "exportez-en la table des élèves en CSV ou XLSX"

FOREIGN_KINDS: Final = {
    "7z": ("une archive 7z", _EXTRACT),
    "rar": ("une archive RAR", _EXTRACT),
    "gzip": ("une archive gzip", _EXTRACT),
    "bzip2": ("une archive bzip2", _EXTRACT),
    "xz": ("une archive xz", _EXTRACT),
    "zstd": ("une archive Zstandard", _EXTRACT),
    "tar": ("une archive tar", _EXTRACT),
    "cab": ("une archive CAB", _EXTRACT),
    "pdf": ("un PDF", _EXPORT),
    "print": ("un fichier pour l’imprimante", _EXPORT),
    "image": ("une image", _EXPORT),
    "word": ("un document Word", _COPY),
    "text": ("un texte, pas un classeur", _COPY),
    "rtf": ("un texte RTF", _COPY),
    "slides": ("un diaporama", _COPY),
    "drawing": ("un dessin", _EXPORT),
    "apple": ("un document Numbers, Pages ou Keynote", "exportez-le en XLSX ou CSV"),
    "flat": ("un classeur en XML", "ouvrez-le, puis enregistrez-le en XLSX ou ODS"),
    "login": (
        "une page web de connexion, la session avait expiré",
        "reconnectez-vous au logiciel de l’établissement, puis exportez de nouveau",
    ),
    "page": ("une page web sans liste d’élèves", _EXPORT),
    "database": ("une base de données", _DATABASE),
    "sqlite": ("une base de données SQLite", _DATABASE),
    "access": ("une base de données Access", _DATABASE),
    "mail": (
        "un message électronique",
        "enregistrez-en la pièce jointe, puis donnez celle-ci",
    ),
    "json": ("du JSON", _EXPORT),
    "cards": ("un carnet d’adresses ou un agenda", _EXPORT),
    "shortcut": ("un raccourci", "donnez le fichier auquel il mène"),
    "program": ("un programme", _EXPORT),
}
"""What a file is, and what to do about it, by the kind that its content tells."""

ARCHIVE_REASONS: Final = {
    "damaged": "Le fichier {file} est abîmé{colon} exportez-le de nouveau.",
    "unusual": (
        "Le classeur {file} est abîmé, ou d’une forme inhabituelle{colon} ouvrez-le dans un"
        " tableur, puis enregistrez-le de nouveau."
    ),
    "encrypted": (
        "L’archive {file} est protégée par un mot de passe{colon} extrayez-en le fichier des"
        " élèves, puis donnez celui-ci."
    ),
    "method": (
        "L’archive {file} est compressée d’une façon inhabituelle{colon} extrayez-en le fichier des"
        " élèves, puis donnez celui-ci."
    ),
    "many": (
        "L’archive {file} contient trop de fichiers (200 au plus){colon} extrayez-en celui des"
        " élèves, puis donnez-le."
    ),
    "nested": (
        "L’archive {file} contient une autre archive{names}{colon} extrayez-la, puis donnez"
        " celle-ci."
    ),
    "ratio": (
        "L’archive {file} se déploie hors de toute proportion, elle n’est pas lue{colon} exportez"
        " de nouveau."
    ),
    "no_xml": f"L’archive {{file}} ne contient aucun fichier XML{{colon}} {_WANTED}.",
    "other_xml": f"L’archive {{file}} ne contient pas les élèves{{names}}{{colon}} {_WANTED}.",
    "several_xml": (
        "L’archive {file} contient plusieurs fichiers d’élèves{names}{colon} extrayez-en un seul,"
        " puis donnez celui-ci."
    ),
    "table_inside": (
        "L’archive {file} contient une liste{names}{colon} extrayez-la, puis donnez celle-ci."
    ),
}
"""Why an archive is refused, by reason."""

_EXPORTS: Final = {
    "ficAlimMENESR": "un export de l’AAF, l’annuaire fédérateur des ENT",
    "BEE_NOMENCLATURES": "l’export des nomenclatures de SIECLE",
    "BEE_STRUCTURES": "l’export des structures de SIECLE",
    "BEE_COMMUN": "l’export des données communes de SIECLE",
    "BEE_GEOGRAPHIQUE": "l’export géographique de SIECLE",
    "BEE_RESPONSABLES": "l’export des responsables de SIECLE",
    "BEE_ETABLISSEMENTS": "l’export des établissements de SIECLE",
    "STS_EDT": "l’export STS-emp, celui des services et des enseignants",
    "EDT_STS": "un emploi du temps à importer dans STS",
    "lsun-bilans": "un export pour le livret scolaire unique (LSU)",
}
# The beginnings of what other versions call theirs.
_FAMILIES: Final = {
    "ficAlim": "un export de l’AAF, l’annuaire fédérateur des ENT",
    "BEE_": "un autre export de SIECLE",
    "STS_": "un export de STS",
    "lsu": "un export pour le livret scolaire unique (LSU)",
}


def foreign(error: errors.ForeignFile) -> str:
    """What a file is that is no roster, and what to do with it."""
    what, to_do = FOREIGN_KINDS.get(error.kind, ("d’un autre genre", _EXPORT))
    return f"Le fichier {named(error.path)} est {what}{NO_BREAK}: {to_do}."


def other_export(error: errors.OtherExport) -> str:
    """Which export an XML file is, and which one is wanted."""
    return f"Le fichier {named(error.path)} est {_export(error.root)}{NO_BREAK}: {_WANTED}."


def protected(error: errors.PasswordProtected) -> str:
    """That nothing can be read without a password, and how to do without."""
    return (
        f"Le fichier {named(error.path)} est protégé par un mot de passe{NO_BREAK}: ouvrez-le,"
        " puis enregistrez-en une copie sans mot de passe."
    )


def hidden(error: errors.SheetsHidden) -> str:
    """That what one does not see is not read."""
    return (
        f"Aucune feuille visible du classeur {named(error.path)} n’a d’élèves{NO_BREAK}: affichez"
        f" la feuille masquée ({some(error.names)}), puis enregistrez."
    )


def archive(error: errors.BadArchive) -> str:
    """Why an archive is refused, and what to do with it."""
    known = ARCHIVE_REASONS.get(error.reason, "L’archive {file} n’est pas utilisable.")
    names = error.names
    listed = f" ({some(names)})" if names else ""
    return known.format(file=named(error.path), colon=f"{NO_BREAK}:", names=listed)


def some(names: Sequence[str]) -> str:
    """The first of several names, and how many others there are."""
    shown = ", ".join(quoted(name) for name in names[:_MOST_NAMES])
    left = len(names) - _MOST_NAMES
    return f"{shown} et {plural(left, 'autre', 'autres')}" if left > 0 else shown


def _export(root: str) -> str:
    family = next((what for start, what in _FAMILIES.items() if root.startswith(start)), "")
    return _EXPORTS.get(root) or family or f"un XML que certui ne connaît pas, {quoted(root)}"


def named(path: str | PurePath) -> str:
    """Which file it is: its name, since a long path would be cut before it.

    Args:
        path: where it is.
    """
    return quoted(PurePath(path).name or path)
