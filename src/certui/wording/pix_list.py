"""The words of a list that Pix Certif's import refuses: what, for whom, how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.pix_list import ListFaultKind
from certui.domain.text import clean
from certui.wording.typography import NARROW, NO_BREAK, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.pix_list import ListFault


def refused(faults: Sequence[ListFault]) -> str:
    """Said of a file that is written all the same."""
    return f"Pix Certif refusera ce fichier{NO_BREAK}: {_count(faults)} à corriger."


def not_written(faults: Sequence[ListFault]) -> str:
    """Said where nothing is written."""
    return f"Pix Certif refuserait la liste, rien n’a été écrit{NO_BREAK}: {_count(faults)}."


def fault(one: ListFault) -> str:
    """What Pix refuses, whose line it is, and what to do about it."""
    said = _SENTENCES[one.kind](one)
    if one.person is None:
        return said
    who = f"{clean(one.person.last_name)} {clean(one.person.first_name)}".strip() or "sans nom"
    group = clean(one.person.class_name)
    who += f" ({group})" if group else ""
    return f"Ligne {one.line}, {who}{NO_BREAK}: {said}"


def _count(faults: Sequence[ListFault]) -> str:
    return plural(len(faults), "point", "points")


def _missing(what: str, cure: str) -> Callable[[ListFault], str]:
    return lambda _: f"{what} manque{NARROW}; {cure}."


def _in_column(heading: str) -> str:
    return f"dans la colonne {quoted(heading)}"


def _no_billing(_: ListFault) -> str:
    return (
        "Le centre n’est pas SCO, et la tarification manque"
        f"{NARROW}; écrivez Gratuite, Payante ou Prépayée {_in_column('Tarification part Pix')},"
        " ou réglez-la pour toutes les listes avec certui centre --billing."
    )


def _no_prepayment_code(_: ListFault) -> str:
    return (
        "La tarification est Prépayée, et le code de prépaiement manque"
        f"{NARROW}; écrivez-le {_in_column('Code de prépaiement')}, ou réglez-le pour toutes les"
        " listes avec certui centre --prepayment-code."
    )


def _no_country(one: ListFault) -> str:
    said = f"le pays de naissance manque{NARROW}; écrivez"
    if one.found:
        return f"{said} France {_in_column('Pays')}, puisque la commune a un code Insee."
    # The country alone would only bring the next refusal.
    return (
        f"{said}-le {_in_column('Pays')}, et {_in_column('Code Insee')} celui de la commune, ou 99"
        " et la ville si c’est à l’étranger."
    )


def _unknown_country(one: ListFault) -> str:
    return (
        f"Pix Certif peut ne pas connaître le pays {quoted(one.found)}{NARROW}; écrivez"
        f" {_in_column('Pays')} le nom qu’il propose quand on y inscrit un candidat."
    )


def _no_city_abroad(one: ListFault) -> str:
    return (
        f"la ville de naissance manque ({clean(one.found)}){NARROW}; écrivez-la"
        f" {_in_column('Nom de la commune')}."
    )


def _no_commune_code(one: ListFault) -> str:
    if not one.found:
        return (
            f"la commune de naissance manque{NARROW}; écrivez son code Insee"
            f" {_in_column('Code Insee')}."
        )
    return (
        f"le code de la commune {quoted(one.found)} manque{NARROW}; ajoutez son code postal"
        f" {_in_column('Code postal')}, ou mettez son code Insee à la place de son nom."
    )


def _unknown_commune(one: ListFault) -> str:
    name = clean(one.person.birth_city) if one.person else ""
    if not name:
        return (
            f"l’INSEE ne connaît pas le code de commune {quoted(one.found)}{NARROW};"
            f" corrigez-le {_in_column('Code Insee')}."
        )
    return (
        f"l’INSEE ne connaît pas le code de commune {quoted(one.found)}, le fichier donne donc le"
        f" nom {quoted(name)}{NARROW}; ajoutez le code postal {_in_column('Code postal')}, ou"
        " mettez le bon code Insee à la place du nom."
    )


def _twice(one: ListFault) -> str:
    return (
        f"même nom, même prénom et même date de naissance que la ligne {one.like}{NARROW};"
        " supprimez l’une des deux."
    )


_SENTENCES: Final[dict[ListFaultKind, Callable[[ListFault], str]]] = {
    ListFaultKind.NO_CANDIDATE: lambda _: (
        f"La liste n’a aucun candidat{NARROW}; ajoutez-en à la session, puis refaites la liste."
    ),
    ListFaultKind.NO_BILLING: _no_billing,
    ListFaultKind.NO_PREPAYMENT_CODE: _no_prepayment_code,
    ListFaultKind.NO_LAST_NAME: _missing(
        "le nom", f"écrivez-le {_in_column('* Nom de naissance')}"
    ),
    ListFaultKind.NO_FIRST_NAME: _missing("le prénom", f"écrivez-le {_in_column('* Prénom')}"),
    ListFaultKind.BORN_TOO_EARLY: lambda _: (
        f"la date de naissance n’est pas après le 01/01/1900{NARROW}; corrigez-la dans les deux"
        " colonnes qui la donnent."
    ),
    ListFaultKind.NO_SEX: _missing("le sexe", f"écrivez M ou F {_in_column('* Sexe (M ou F)')}"),
    ListFaultKind.NO_COUNTRY: _no_country,
    ListFaultKind.UNKNOWN_COUNTRY: _unknown_country,
    ListFaultKind.NO_CITY_ABROAD: _no_city_abroad,
    ListFaultKind.NO_COMMUNE_CODE: _no_commune_code,
    ListFaultKind.UNKNOWN_COMMUNE: _unknown_commune,
    ListFaultKind.TWICE: _twice,
}
