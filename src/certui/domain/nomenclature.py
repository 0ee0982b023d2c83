"""The product's names of what can be reported and why one does not finish (pix-certif §1.7).

Screens and papers are rooms beside each other, and both must say the same: the names stand with the
field's own nouns.
"""

from __future__ import annotations

from typing import Final

from certui.domain.models import IncidentCategory, UnfinishedReason

REASONS: Final = {
    UnfinishedReason.ABANDONED: "Abandon\u00a0: manque de temps ou départ prématuré",
    UnfinishedReason.TECHNICAL: "Problème technique",
}
SHORT_REASONS: Final = {
    UnfinishedReason.ABANDONED: "abandon",
    UnfinishedReason.TECHNICAL: "technique",
}
CATEGORIES: Final = {
    IncidentCategory.IDENTITY: "Modification des prénom, nom ou date de naissance",
    IncidentCategory.EXTRA_TIME: "Ajout ou modification du temps majoré",
    IncidentCategory.SIGNATURE: "Oubli de signature",
    IncidentCategory.FRAUD: "Suspicion de fraude",
    IncidentCategory.TECHNICAL_NOT_BLOCKING: "Incident technique non bloquant",
    IncidentCategory.CANDIDATE_NOT_BLOCKING: "Incident lié au candidat non bloquant",
    IncidentCategory.IMAGE: "Problème d’image",
    IncidentCategory.SIMULATOR: "Problème de simulateur",
    IncidentCategory.FILE: "Problème de fichier",
    IncidentCategory.SITE_UNAVAILABLE: "Site indisponible",
    IncidentCategory.SITE_BLOCKED: "Site bloqué",
    IncidentCategory.EXTRA_TIME_EXCEEDED: "Temps majoré dépassé",
    IncidentCategory.SOFTWARE: "Problème de logiciel",
    IncidentCategory.FOCUS: "Problème de focus",
    IncidentCategory.PLATFORM: "Problème de plateforme",
    IncidentCategory.ACCESSIBILITY: "Problème d’accessibilité",
}
