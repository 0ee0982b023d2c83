"""The words of what Pix refuses a list for: whose line, what, and what to do next."""

from __future__ import annotations

import dataclasses

import pytest
from tests.builders import person
from tests.unit.wording.french import unsound

from certui.domain.pix_list import ListFault, ListFaultKind
from certui.domain.refusals import PixWouldRefuse
from certui.wording import pix_list, refusals

WHO = "Ligne 3, JEFFERSON Thomas (3EB)\u00a0: "


def fault(kind: ListFaultKind, found: str = "", like: int = 0) -> ListFault:
    """A fault of the second candidate."""
    return ListFault(kind=kind, line=3, person=person(), found=found, like=like)


SAID = [
    (
        ListFault(kind=ListFaultKind.NO_CANDIDATE),
        ("La liste n’a aucun candidat\u202f; ajoutez-en à la session, puis refaites la liste."),
    ),
    (
        ListFault(kind=ListFaultKind.NO_BILLING),
        (
            "Le centre n’est pas SCO, et la tarification manque\u202f; écrivez Gratuite, Payante ou"
            " Prépayée dans la colonne «\u202fTarification part Pix\u202f», ou réglez-la pour"
            " toutes les listes avec certui centre --billing."
        ),
    ),
    (
        ListFault(kind=ListFaultKind.NO_PREPAYMENT_CODE),
        (
            "La tarification est Prépayée, et le code de prépaiement manque\u202f; écrivez-le dans"
            " la colonne «\u202fCode de prépaiement\u202f», ou réglez-le pour toutes les listes"
            " avec certui centre --prepayment-code."
        ),
    ),
    (
        fault(ListFaultKind.NO_LAST_NAME),
        (f"{WHO}le nom manque\u202f; écrivez-le dans la colonne «\u202f* Nom de naissance\u202f»."),
    ),
    (
        fault(ListFaultKind.NO_FIRST_NAME),
        f"{WHO}le prénom manque\u202f; écrivez-le dans la colonne «\u202f* Prénom\u202f».",
    ),
    (
        fault(ListFaultKind.BORN_TOO_EARLY),
        (
            f"{WHO}la date de naissance n’est pas après le 01/01/1900\u202f; corrigez-la dans les"
            " deux colonnes qui la donnent."
        ),
    ),
    (
        fault(ListFaultKind.NO_SEX),
        (
            f"{WHO}le sexe manque\u202f; écrivez M ou F dans la colonne «\u202f* Sexe (M ou"
            " F)\u202f»."
        ),
    ),
    (
        fault(ListFaultKind.NO_COUNTRY),
        (
            f"{WHO}le pays de naissance manque\u202f; écrivez-le dans la colonne"
            " «\u202fPays\u202f», et dans la colonne «\u202fCode Insee\u202f» celui de la commune,"
            " ou 99 et la ville si c’est à l’étranger."
        ),
    ),
    (
        fault(ListFaultKind.NO_COUNTRY, "25056"),
        (
            f"{WHO}le pays de naissance manque\u202f; écrivez France dans la colonne"
            " «\u202fPays\u202f», puisque la commune a un code Insee."
        ),
    ),
    (
        fault(ListFaultKind.UNKNOWN_COUNTRY, "Gibraltar"),
        (
            f"{WHO}Pix Certif peut ne pas connaître le pays «\u202fGibraltar\u202f»\u202f; écrivez"
            " dans la colonne «\u202fPays\u202f» le nom qu’il propose quand on y inscrit un"
            " candidat."
        ),
    ),
    (
        fault(ListFaultKind.NO_CITY_ABROAD, "Chine"),
        (
            f"{WHO}la ville de naissance manque (Chine)\u202f; écrivez-la dans la colonne"
            " «\u202fNom de la commune\u202f»."
        ),
    ),
    (
        fault(ListFaultKind.NO_COMMUNE_CODE, "Besançon"),
        (
            f"{WHO}le code de la commune «\u202fBesançon\u202f» manque\u202f; ajoutez son code"
            " postal dans la colonne «\u202fCode postal\u202f», ou mettez son code Insee à la place"
            " de son nom."
        ),
    ),
    (
        fault(ListFaultKind.NO_COMMUNE_CODE),
        (
            f"{WHO}la commune de naissance manque\u202f; écrivez son code Insee dans la colonne"
            " «\u202fCode Insee\u202f»."
        ),
    ),
    (
        fault(ListFaultKind.UNKNOWN_COMMUNE, "25999"),
        (
            f"{WHO}l’INSEE ne connaît pas le code de commune «\u202f25999\u202f», le fichier donne"
            " donc le nom «\u202fBesançon\u202f»\u202f; ajoutez le code postal dans la colonne"
            " «\u202fCode postal\u202f», ou mettez le bon code Insee à la place du nom."
        ),
    ),
    (
        ListFault(
            kind=ListFaultKind.UNKNOWN_COMMUNE,
            line=3,
            person=person(birth_city=""),
            found="25999",
        ),
        (
            f"{WHO}l’INSEE ne connaît pas le code de commune «\u202f25999\u202f»\u202f; corrigez-le"
            " dans la colonne «\u202fCode Insee\u202f»."
        ),
    ),
    (
        fault(ListFaultKind.TWICE, like=2),
        (
            f"{WHO}même nom, même prénom et même date de naissance que la ligne 2\u202f; supprimez"
            " l’une des deux."
        ),
    ),
]


@pytest.mark.parametrize(("one", "said"), SAID)
def test_what_is_wrong_and_what_to_do(one: ListFault, said: str) -> None:
    """One sentence each."""
    assert pix_list.fault(one) == said
    assert unsound(said) == []


def test_every_kind_has_its_words() -> None:
    """None is left out above."""
    assert {one.kind for one, _ in SAID} == set(ListFaultKind)


def test_somebody_without_a_name_or_a_class() -> None:
    """The line is what tells them."""
    nobody = person(last_name="", first_name="", class_name="")
    one = dataclasses.replace(fault(ListFaultKind.NO_SEX), person=nobody)
    assert pix_list.fault(one).startswith("Ligne 3, sans nom\u00a0: le sexe")


@pytest.mark.parametrize(("count", "points"), [(1, "1 point"), (2, "2 points")])
def test_the_faults_are_counted(count: int, points: str) -> None:
    """Whether the file was written or not."""
    several = (fault(ListFaultKind.NO_SEX),) * count
    written = pix_list.refused(several)
    assert written == f"Pix Certif refusera ce fichier\u00a0: {points} à corriger."
    lines = refusals.lines(PixWouldRefuse(faults=several))
    assert lines[0] == f"Pix Certif refuserait la liste, rien n’a été écrit\u00a0: {points}."
    assert lines[1:] == [pix_list.fault(several[0])] * count
