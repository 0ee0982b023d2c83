"""What the manual page says beside the grammar of the command line."""

from __future__ import annotations

from typing import Final

from certui.wording.typography import NO_BREAK

DESCRIPTION: Final = (
    (
        "certui inscrit des élèves aux sessions de certification d’un établissement, suit la"
        " session le jour venu et en fait les documents. Sans commande, il ouvre l’application."
    ),
    (
        f"Un jour et une heure s’écrivent comme on les dit{NO_BREAK}: 14/02, lundi, demain, 15h30."
        " Un candidat se nomme par son INE, ou par l’id que donne candidates --json. Le JSON est"
        " une liste d’objets, en UTF-8, les dates au format ISO."
    ),
    "Aucun fichier n’est remplacé sans --force. Une commande refusée ne change rien.",
)
STATUS: Final = (
    ("0", "c’est fait."),
    ("1", "refusé. Une phrase sur la sortie d’erreur dit quoi, où et que faire."),
    ("2", "la commande n’est pas écrite comme il faut."),
)
ENVIRONMENT: Final = (
    ("CERTUI_DB", "la base de données, quand --db ne la nomme pas."),
    (
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
        "où sont les dossiers nommés plus bas (sinon ~/.local/share, ~/.config, ~/.local/state).",
    ),
    ("TERM, NO_COLOR", "ce que le terminal sait montrer."),
)
FILES: Final = (
    ("~/.local/share/certui/certui.sqlite", "la base de données, pour son propriétaire seul."),
    ("~/.config/certui/config.toml", "la configuration, facultative."),
    ("~/.config/certui/templates/", "les modèles de documents du centre, facultatifs."),
    ("~/.local/state/certui/incidents.log", "les erreurs inattendues, sans nom ni valeur."),
)
EXAMPLES: Final = (
    ("certui import ExportXML_ElevesSansAdresses.zip --dry-run", "ce que l’import changerait."),
    (
        "certui session new --name 3EB --date lundi --time 15h30",
        "une session, dont la réponse donne le numéro.",
    ),
    ("certui add 208 --class 3EB", "toute une classe dans la session 208."),
    ("certui pv 208 -o pv.pdf", "le PV de cette session."),
    ("certui doctor", "ce qui va et ce qui ne va pas sur cette machine."),
)
