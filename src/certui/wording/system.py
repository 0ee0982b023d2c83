"""What the system, or SQLite, refuses: its code as a French clause, and what to do about it.

A code never stands in a sentence: it goes into the log (:func:`certui.incidents.note`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from certui.wording.typography import NARROW, NO_BREAK


class _Cause(NamedTuple):
    """Why something was refused, and what to do."""

    why: str
    cure: str


_PATH = "vérifiez le chemin"
_LATER = "réessayez dans un instant"
_DISK: Final = _Cause("le disque ne répond pas comme il faut", "vérifiez-le, puis réessayez")
_FAR: Final = _Cause("le disque du réseau ne répond plus", _LATER)
_MANY: Final = _Cause("trop de fichiers sont ouverts sur cette machine", _LATER)
_FULL: Final = _Cause("il n’y a plus de place sur le disque", "faites de la place, puis réessayez")
_USED: Final = _Cause("un autre programme l’utilise", _LATER)
_RIGHT: Final = _Cause("vous n’en avez pas le droit", "demandez-le à qui s’occupe de cette machine")
_NAME: Final = _Cause("ce disque n’accepte pas ce nom", "choisissez-en un autre")
_MEMORY: Final = _Cause("la mémoire manque sur cette machine", _LATER)
_LARGE: Final = _Cause("le fichier serait trop grand pour ce disque", "choisissez-en un autre")
_UNKNOWN: Final = _Cause("la cause est notée dans le journal des incidents", _LATER)
_CAUSES: Final = {
    "ENOENT": _Cause("ce chemin ne mène nulle part", _PATH),
    "ENOTDIR": _Cause("un des dossiers de ce chemin est un fichier", _PATH),
    "EISDIR": _Cause("c’est un dossier", "donnez le chemin d’un fichier"),
    "ELOOP": _Cause("un des liens de ce chemin n’est pas suivi", _PATH),
    "ENAMETOOLONG": _Cause("ce nom est trop long", "choisissez-en un plus court"),
    "EINVAL": _NAME,
    "EILSEQ": _NAME,
    "EACCES": _RIGHT,
    "EPERM": _RIGHT,
    "EROFS": _Cause("ce disque est en lecture seule", "choisissez-en un autre"),
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EFBIG": _LARGE,
    "EBUSY": _USED,
    "ETXTBSY": _USED,
    "EMFILE": _MANY,
    "ENFILE": _MANY,
    "ENOMEM": _MEMORY,
    "EIO": _DISK,
    "ENXIO": _DISK,
    "ENODEV": _DISK,
    "ESTALE": _FAR,
    "ETIMEDOUT": _FAR,
    "EHOSTDOWN": _FAR,
    "EHOSTUNREACH": _FAR,
    "ENOTCONN": _FAR,
    "ENOLCK": _Cause("ce disque ne sait pas réserver un fichier", "choisissez-en un autre"),
    "SQLITE_IOERR": _DISK,
    "SQLITE_CORRUPT": _DISK,
    "SQLITE_NOTADB": _DISK,
    "SQLITE_CANTOPEN": _DISK,
    "SQLITE_PROTOCOL": _USED,
    "SQLITE_NOMEM": _MEMORY,
    "SQLITE_TOOBIG": _LARGE,
    "CLOSED": _Cause("certui est en train de se fermer", "ouvrez-le de nouveau"),
}


def because(code: str) -> str:
    """`` : c’est un dossier ; donnez le chemin d’un fichier``, to stand before a full stop.

    Args:
        code: of ``errno`` (``ENOENT``) or SQLite (``SQLITE_IOERR_WRITE``), or ``CLOSED``; any
            other is told to be in the log.
    """
    family = "_".join(code.split("_")[:2])
    why, cure = _CAUSES.get(family, _UNKNOWN)
    return f"{NO_BREAK}: {why}{NARROW}; {cure}"
