"""Each refusal of a document has one French sentence that says what and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from certui import errors
from certui.domain.papers import Document, DocumentKind, PrinterName
from certui.wording import paper_refusals, refusals
from certui.wording import papers as wording

TEMPLATE = Path("/etc/certui/templates/pv.typ")
FOLDER = Path("/media/usb")


def subclasses(kind: type[errors.CertuiError]) -> set[type[errors.CertuiError]]:
    """A class and all below it."""
    return {kind}.union(*(subclasses(one) for one in kind.__subclasses__()))


def test_no_refusal_is_without_words() -> None:
    """A new error class must bring its sentence."""
    assert subclasses(errors.DocumentError) == {kind for kind, _ in paper_refusals.SENTENCES}


def test_every_document_has_a_title() -> None:
    """A new kind of document must bring its title."""
    assert set(wording.TITLES) == set(DocumentKind)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            errors.DocumentError(),
            "Le document n’a pas pu être produit\u202f; rien n’a été écrit.",
        ),
        (
            errors.TemplateUnreadable(path=TEMPLATE, reason="too-large"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» ne peut pas être lu\u00a0:"
                " il dépasse 1 Mo."
            ),
        ),
        (
            errors.TemplateUnreadable(path=TEMPLATE, reason="EACCES"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» ne peut pas être lu\u00a0:"
                " vous n’en avez pas le droit\u202f; demandez-le à qui s’occupe de cette machine."
            ),
        ),
        (
            errors.TemplateFaulty(path=TEMPLATE, line=7, reason="unclosed delimiter"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» est refusé, ligne 7\u00a0:"
                " «\u202funclosed delimiter\u202f» (un signe ouvert et jamais refermé)."
            ),
        ),
        (
            errors.TemplateFaulty(path=TEMPLATE, line=0, reason="no page"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» est refusé\u00a0:"
                " «\u202fno page\u202f»."
            ),
        ),
        (
            errors.TemplateNeedsPackage(path=TEMPLATE, line=2, package="@preview/cetz:0.3.0"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» est refusé, ligne 2\u00a0:"
                " il demande «\u202f@preview/cetz:0.3.0\u202f», or certui ne télécharge rien."
            ),
        ),
        (
            errors.TemplateReachesOut(path=TEMPLATE, line=2, wanted="../x"),
            (
                "Le modèle «\u202f/etc/certui/templates/pv.typ\u202f» est refusé, ligne 2\u00a0:"
                " il lit «\u202f../x\u202f», hors de son dossier."
            ),
        ),
        (
            errors.BadFileName(name="../x.pdf"),
            "«\u202f../x.pdf\u202f» ne convient pas comme nom de fichier.",
        ),
        (errors.BadFileName(name=" "), "Le nom du fichier est vide."),
        (errors.FolderMissing(path=FOLDER), "Le dossier «\u202f/media/usb\u202f» n’existe pas."),
        (errors.FolderNotAFolder(path=FOLDER), "«\u202f/media/usb\u202f» n’est pas un dossier."),
        (
            errors.AlreadyThere(path=FOLDER),
            "Le fichier «\u202f/media/usb\u202f» existe déjà\u00a0: il n’a pas été remplacé.",
        ),
        (
            errors.TargetIsAFolder(path=FOLDER),
            "«\u202f/media/usb\u202f» est un dossier\u00a0: donnez un nom de fichier.",
        ),
        (
            errors.WritingForbidden(path=FOLDER),
            "Vous n’avez pas le droit d’écrire dans le dossier «\u202f/media/usb\u202f».",
        ),
        (
            errors.DiskFull(path=FOLDER),
            (
                "Il n’y a plus de place sur le disque du dossier «\u202f/media/usb\u202f»\u00a0:"
                " rien n’a été écrit."
            ),
        ),
        (
            errors.NoPrintCommand(command=""),
            "Aucune commande d’impression n’est réglée dans la configuration.",
        ),
        (
            errors.NoPrintCommand(command="lp"),
            "La commande d’impression «\u202flp\u202f» est introuvable.",
        ),
        (
            errors.PrintingStuck(command="lp", seconds=30.0),
            (
                "La commande d’impression «\u202flp\u202f» n’a donné aucun signe de vie pendant"
                " 30\u00a0s\u00a0: elle a été arrêtée. Vérifiez l’imprimante, puis recommencez."
            ),
        ),
        (
            errors.PrintingFailed(command="lp", reason=""),
            "La commande d’impression «\u202flp\u202f» a échoué.",
        ),
        (
            errors.PrintingFailed(command="lp", reason="no such printer"),
            (
                "La commande d’impression «\u202flp\u202f» a échoué\u00a0:"
                " «\u202fno such printer\u202f»."
            ),
        ),
        (
            errors.WritingFailed(path=FOLDER, reason="EIO"),
            (
                "Le fichier «\u202f/media/usb\u202f» n’a pas pu être écrit\u00a0: le disque ne"
                " répond pas comme il faut\u202f; vérifiez-le, puis réessayez."
            ),
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_refusals_are_told_in_one_sentence(error: errors.CertuiError, sentence: str) -> None:
    """The exact words."""
    assert refusals.sentence(error) == sentence


def test_a_hostile_path_is_cleaned_before_it_is_said() -> None:
    """An escape sequence in a folder's name reaches no terminal."""
    facts: dict[str, Any] = {"path": Path("/srv/\x1b]0;x\x07")}
    assert "\x1b" not in refusals.sentence(errors.FolderMissing(**facts))


def test_what_is_said_of_a_document_written() -> None:
    """The toast, and the question before a file is replaced."""
    assert wording.saved(Path("/srv/a.pdf")) == "Document enregistré\u00a0: /srv/a.pdf"
    document = Document(
        kind=DocumentKind.KIT,
        number=1,
        centre="Collège X",
        name="a.pdf",
        content=b"",
        media_type="",
        command=(),
    )
    assert wording.printed(document) == "Document envoyé à l’imprimante\u00a0: a.pdf"
    assert wording.ask_overwrite("a.pdf") == (
        "Le fichier «\u202fa.pdf\u202f» existe déjà. Le remplacer\u202f?"
    )


def test_what_is_said_of_a_print_job() -> None:
    """Its title in the queue names no pupil; on screen it has its printer and its age."""
    document = Document(
        kind=DocumentKind.PV,
        number=1,
        centre="Collège\x1b]0;x\x07 X\n",
        name="a.pdf",
        content=b"",
        media_type="",
        command=(),
    )
    assert wording.job_title(document) == "PV session 1 — Collège]0;x X"
    kit = replace(document, kind=DocumentKind.KIT)
    assert wording.job_title(kit) == "Kit surveillant session 1 — Collège]0;x X"
    named, nameless = PrinterName("salle 2", "lp"), PrinterName("", "lp")
    assert wording.printing(DocumentKind.KIT, named, 12.9) == (
        "Impression en cours depuis 12\u00a0s\u00a0: Kit surveillant, sur «\u202fsalle 2\u202f»"
    )
    assert wording.printing_in_shell(DocumentKind.PV, nameless, 2.0) == (
        "Impression en cours depuis 2\u00a0s\u00a0: PV de session, par «\u202flp\u202f»."
        " Ctrl+C l’abandonne."
    )
    assert wording.print_given_up(DocumentKind.PV, named) == (
        "Impression abandonnée\u00a0: PV de session. Regardez la file de «\u202fsalle 2\u202f»"
        " avant de recommencer."
    )
    assert wording.print_given_up(DocumentKind.PV, nameless) == (
        "Impression abandonnée\u00a0: PV de session. Regardez la file d’attente de l’imprimante"
        " avant de recommencer."
    )
