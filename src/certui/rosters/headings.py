"""The headings of school files, as schools write them, and what each means: data, and no rule.

Abbreviations are those that SIECLE, PRONOTE, ONDE, Charlemagne, Cyclades and the lists of schools
use.
"""

from __future__ import annotations

import enum
from typing import Final


class Column(enum.Enum):
    """What certui takes from a table; the values are how faults name them."""

    INE = "INE"
    FULL_NAME = "nom et prénom"
    FIRST_THEN_LAST = "prénom et nom"
    LAST_NAME = "nom"
    USAGE_NAME = "nom d’usage"
    FIRST_NAME = "prénom"
    SEX = "sexe"
    BIRTH_DATE = "date de naissance"
    CLASS = "classe"
    CITY_CODE = "code commune de naissance"
    CITY = "commune de naissance"
    CITY_ABROAD = "ville de naissance à l’étranger"
    DEPARTMENT = "département de naissance"
    COUNTRY = "pays de naissance"
    LEAVING = "date de sortie"
    STATUS = "statut"
    MEF = "code MEF"


# As they read once their idle words are left out and their abbreviations written in full, the most
# telling first: where a file has several of them, the first that holds anything serves.
# « Identifiant élève » is left out: it is the software's own number, not the INE; so is « Niveau »,
# which many classes share.
ALIASES: Final = {
    Column.INE: (
        "ine",
        "identifiant national",
        "numero ine",
        "code ine",
        "identifiant ine",
        "identifiant national ine",
        "numero national",
        "numero national ine",
        "numero national identification",
        "numero identification national",
        "numero identifiant national",
        "code national",
        "matricule national",
        "ine rnie",
        "rnie",
        "numero rnie",
        "identifiant rnie",
        "ine bea",
        "numero bea",
        "bea",
        "identifiant unique",
    ),
    Column.FULL_NAME: (
        "nom prenom",
        "nom prenom ine",
        "nom famille prenom",
        "nom naissance prenom",
        "nom patronymique prenom",
        "nom complet",
        "identite",
        "identite complete",
        "eleve",
        "apprenant",
        "etudiant",
        "candidat",
        "stagiaire",
    ),
    Column.FIRST_THEN_LAST: ("prenom nom", "prenom nom famille", "prenom nom naissance"),
    Column.LAST_NAME: (
        "nom famille",
        "nom naissance",
        "nom patronymique",
        "patronyme",
        "nom jeune fille",
        "nom etat civil",
        "nom legal",
        "nom officiel",
        "nom",
    ),
    Column.USAGE_NAME: (
        "nom usage",
        "nom famille usage",
        "nom usage marital",
        "nom marital",
        "nom epouse",
        "nom epoux",
        "nom usuel",
        "nom courant",
    ),
    Column.FIRST_NAME: (
        "premier prenom",
        "prenom 1",
        "prenom1",
        "1er prenom",
        "prenom etat civil",
        "prenom naissance",
        "prenom",
        "prenom usuel",
    ),
    Column.SEX: (
        "sexe",
        "code sexe",
        "libelle sexe",
        "genre",
        "sexe genre",
        "m f",
        "f m",
        "h f",
        "f h",
        "g f",
        "f g",
        "fille garcon",
        "garcon fille",
        "civilite",
    ),
    Column.BIRTH_DATE: (
        "date naissance",
        "jour naissance",
        "ne",
        "naissance",
        "ddn",
        "ddnaissance",
        "datenaissance",
    ),
    Column.CLASS: (
        "division",
        "libelle classe",
        "libelle court classe",
        "libelle long classe",
        "classe libelle",
        "nom classe",
        "code classe",
        "classe code",
        "code division",
        "libelle division",
        "nom division",
        "division classe",
        "classe division",
        "classe",
        "groupe classe",
        "classe groupe",
        "classe actuelle",
        "division actuelle",
        "classe en cours",
        "classe principale",
        "classe affectation",
        "classe affectee",
        "classe inscription",
        "classe rattachement",
        "division rattachement",
        "code structure",
        "libelle structure",
        "structure",
    ),
    Column.CITY_CODE: (
        "code commune naissance",
        "code commune insee naissance",
        "code insee commune naissance",
        "code insee naissance",
        "code insee ville naissance",
        "code insee lieu naissance",
        "commune naissance code insee",
        "commune naissance insee",
        "lieu naissance code insee",
        "code lieu naissance",
        "code ville naissance",
        "insee naissance",
        "insee commune naissance",
    ),
    Column.CITY: (
        "libelle commune naissance",
        "nom commune naissance",
        "commune naissance",
        "libelle ville naissance",
        "ville naissance",
        "libelle lieu naissance",
        "lieu naissance",
        "localite naissance",
        "commune lieu naissance",
        "ne a",
    ),
    Column.CITY_ABROAD: (
        "ville naissance etranger",
        "commune naissance etranger",
        "lieu naissance etranger",
        "ville etranger naissance",
        "ville naissance a etranger",
        "commune naissance a etranger",
        "lieu naissance a etranger",
    ),
    Column.DEPARTMENT: (
        "departement naissance",
        "libelle departement naissance",
        "nom departement naissance",
        "code departement naissance",
        "departement lieu naissance",
    ),
    Column.COUNTRY: (
        "pays naissance",
        "libelle pays naissance",
        "nom pays naissance",
        "code pays naissance",
        "pays lieu naissance",
    ),
    Column.LEAVING: (
        "sortie",
        "date sortie",
        "date sortie etablissement",
        "sorti",
        "date radiation",
    ),
    Column.STATUS: ("statut",),
    Column.MEF: ("code mef",),
}
IN_FULL: Final = {
    "naiss": "naissance", "nais": "naissance", "nee": "ne", "nes": "ne", "nees": "ne",
    "num": "numero", "n°": "numero", "no": "numero", "nr": "numero", "n": "numero",
    "numeros": "numero", "id": "identifiant", "ident": "identifiant", "nat": "national",
    "nationale": "national", "lib": "libelle", "dept": "departement", "dep": "departement",
    "dpt": "departement", "cl": "classe", "cls": "classe", "clas": "classe", "classes": "classe",
    "div": "division", "divisions": "division", "noms": "nom", "prenoms": "prenom",
    "pren": "prenom", "etrangere": "etranger", "etr": "etranger", "etrang": "etranger",
    "eleves": "eleve", "candidats": "candidat", "apprenants": "apprenant",
    "etudiants": "etudiant", "civ": "civilite", "dat": "date", "dt": "date", "com": "commune",
    "datenaiss": "datenaissance", "datnaiss": "datenaissance", "dnaiss": "datenaissance",
    "structures": "structure", "codes": "code", "rattach": "rattachement",
    "groupes": "groupe", "garcons": "garcon", "filles": "fille",
}  # fmt: skip
IDLE: Final = frozenset(
    {"de", "du", "des", "d", "l", "la", "le", "les", "et", "ou", "en"}
    | {"eleve", "candidat", "apprenant", "etudiant", "stagiaire"}
)
# What in brackets makes it another column: « Classe (an dernier) », « Nom (responsable) ».
OTHER: Final = frozenset(
    {"usage", "usuel", "marital", "epouse", "prec", "precedent", "precedente", "ancien"}
    | {"ancienne", "dernier", "derniere", "passe", "responsable", "resp", "pere", "mere", "parent"}
    | {"parents", "tuteur", "2", "3", "numero 1", "origine", "future", "prevue", "prochaine"}
)
