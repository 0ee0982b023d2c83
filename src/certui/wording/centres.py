"""The words of a centre: its fields, and what it is to Pix."""

from __future__ import annotations

from typing import Final

from certui.domain.pix_settings import CERTIFICATIONS
from certui.domain.text import clean

TITLE: Final = "Centre de certification"
SAVE: Final = "Enregistrer"
SAVED: Final = "Le centre a été modifié avec succès."
LABELS: Final = {
    "name": "Nom",
    "uai": "UAI",
    "time_zone": "Fuseau horaire",
    "billing": "Tarification",
    "prepayment_code": "Code prépaiement",
    "others": "Autres intitulés",
}
EXAMPLES: Final = {
    "uai": "0690001A",
    "time_zone": "Europe/Paris",
    "billing": "gratuite, payante ou prépayée, hors SCO seulement",
    "prepayment_code": "si la tarification est prépayée",
    "others": "tels que Pix les écrit, séparés par des virgules",
}
SCO: Final = "Établissement scolaire (SCO), sans tarification"
COLUMN: Final = "Colonnes de la liste pour Pix Certif"


def certification(label: str) -> str:
    """A complementary certification; one that certui does not know is told from the others."""
    known = label in CERTIFICATIONS
    return clean(label) if known else f"{clean(label)} (intitulé à vérifier lettre à lettre)"
