"""How the Tab key of a shell learns of certui."""

from __future__ import annotations

from typing import Final

from certui.wording.typography import NO_BREAK

_PLACES: Final = {
    "bash": "~/.local/share/bash-completion/completions/certui",
    "zsh": "~/.zfunc/_certui",
    "fish": "~/.config/fish/completions/certui.fish",
}
_ELSE: Final = {
    "bash": (
        "Sans le paquet bash-completion, écrivez dans ~/.bashrc la ligne"
        f"{NO_BREAK}: eval $(certui completion bash), entre guillemets doubles."
    ),
    "zsh": (
        f"Il faut dans ~/.zshrc, une fois{NO_BREAK}: fpath+=~/.zfunc puis"
        " autoload -Uz compinit et compinit."
    ),
    "fish": "fish lit ce dossier de lui-même.",
}

HOW_TO_INSTALL: Final = {
    shell: (
        f"Pour que la touche Tab complète les commandes de certui{NO_BREAK}:",
        f"mkdir -p {place.rpartition('/')[0]}",
        f"certui completion {shell} > {place}",
        f"{_ELSE[shell]} Puis ouvrez un nouveau terminal.",
    )
    for shell, place in _PLACES.items()
}
"""What to do with what ``certui completion`` prints, by shell."""
