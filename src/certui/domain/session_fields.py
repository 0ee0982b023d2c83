"""The fields of a session, each declared once.

What a session holds is typed in :class:`certui.domain.models.ExamSession` and kept in
:mod:`certui.store.tables`, under the same names; all else that is known of a field stands here.
The words are the product's (pix-certif §1.5 and §5.2).
"""

from __future__ import annotations

from certui.domain.fields import LONGEST_NOTES, LONGEST_TEXT, Column, Declared

TYPE_CHECKING = False  # without loading typing, as certui.errors.base
if TYPE_CHECKING:
    from typing import Final, Literal


class Typed(Declared):
    """How a field is typed, on the form and in a shell.

    Attributes:
        label: on the form.
        wanted: what is asked for where it is missing or wrong, after « Veuillez indiquer ».
        metavar: what stands for the value of its option.
        summary: what the help says of its option.
        kind: what is read from it.
        needed: by whom: each session has it, the form wants it too, or nobody does.
        longest: characters of a text.
        example: what the empty field says.
    """

    label: str
    wanted: str
    metavar: str
    summary: str
    kind: Literal["text", "day", "hour"] = "text"
    needed: Literal["always", "on the form", "never"] = "on the form"
    longest: int = LONGEST_TEXT
    example: str = ""


class OnPaper(Declared):
    """How papers say a field.

    Attributes:
        label: before its value.
        signed: the same on the sheet that is signed, where the product has it otherwise.
        longest: characters of the value; longer ones than people type would fill the page.
        longest_in_kit: the same in the kit, whose numbers to call must stay on its one page.
        everywhere: whether all templates get it; else those that name it.
    """

    label: str
    signed: str = ""
    longest: int = 120
    longest_in_kit: int = 50
    everywhere: bool = True


class SessionField(Declared):
    """A field of a session.

    Attributes:
        name: of the attribute, of the column in the database, of the option, of the key in JSON
            and in the values of papers.
        label: on the page of details; empty where it is not there.
        json: whether ``certui sessions --json`` has it.
        column: in the list of sessions; its heading is that of the shell's list too.
        paper: on papers.
        typed: how it is typed; None for what is not.
    """

    name: str
    label: str = ""
    json: bool = False
    column: Column | None = None
    paper: OnPaper | None = None
    typed: Typed | None = None


FIELDS: Final = (
    SessionField(
        name="number",
        label="Numéro",
        json=True,
        column=Column(heading="N°", width=4),
        paper=OnPaper(label="Numéro de session"),
    ),
    SessionField(
        name="name",
        label="Nom",
        json=True,
        column=Column(heading="Nom", width=15, flexible=True, named=True),
        paper=OnPaper(label="Nom de la session"),
        typed=Typed(
            label="Nom",
            wanted="un nom de session",
            metavar="NOM",
            summary="son nom",
            needed="always",
        ),
    ),
    SessionField(
        name="site",
        label="Site",
        json=True,
        paper=OnPaper(label="Nom du site"),
        typed=Typed(
            label="Nom du site",
            wanted="un nom de site",
            metavar="SITE",
            summary="son site",
        ),
    ),
    SessionField(
        name="room",
        label="Salle",
        json=True,
        column=Column(heading="Salle", width=6, flexible=True),
        paper=OnPaper(label="Salle", signed="Nom de la salle"),
        typed=Typed(
            label="Nom de la salle",
            wanted="un nom de salle",
            metavar="SALLE",
            summary="sa salle",
        ),
    ),
    SessionField(
        name="invigilators",
        label="Surveillant(s)",
        # Four of them, whose names are written whole.
        paper=OnPaper(
            label="Surveillant(s)", signed="Surveillé par", longest=240, longest_in_kit=100
        ),
        typed=Typed(
            label="Surveillant(s)",
            wanted="le nom et prénom du ou des surveillants",
            metavar="NOMS",
            summary="ses surveillants",
        ),
    ),
    SessionField(
        name="date",
        label="Date",
        json=True,
        column=Column(heading="Date", width=18),
        paper=OnPaper(label="Date"),
        typed=Typed(
            label="Date de début",
            wanted="une date de début",
            metavar="JOUR",
            summary="son jour, par exemple 2027-02-14, 14/02 ou lundi",
            kind="day",
            needed="always",
            example="14/02, 14 février, lundi…",
        ),
    ),
    SessionField(
        name="time",
        label="Heure de début (heure locale)",
        json=True,
        column=Column(heading="Heure", width=5),
        paper=OnPaper(label="Heure de début (heure locale)", signed="Heure locale (début)"),
        typed=Typed(
            label="Heure de début",
            wanted="une heure de début en heure locale",
            metavar="HEURE",
            summary="son heure de début, heure du centre, par exemple 15:30 ou 9h",
            kind="hour",
            needed="always",
            example="15h30, 9h, midi…",
        ),
    ),
    SessionField(name="time_zone", json=True),
    SessionField(
        name="notes",
        label="Observations",
        paper=OnPaper(label="Observations", longest=1_000, everywhere=False),
        typed=Typed(
            label="Observations",
            wanted="des observations",
            metavar="TEXTE",
            summary="des observations",
            needed="never",
            longest=LONGEST_NOTES,
            example="facultatif",
        ),
    ),
    SessionField(
        name="access_code",
        label="Code d’accès",
        paper=OnPaper(label="Code d’accès", everywhere=False),
    ),
)
"""In the order of the product's page."""
BY_NAME: Final = {one.name: one for one in FIELDS}
TYPED: Final = {one.name: one.typed for one in FIELDS if one.typed}
"""What is typed, in the order of the form."""

# What each list and each paper shows, in its order.
LISTED: Final = ("number", "name", "date", "time", "room")
"""The list of sessions, before :data:`SUMMARY`."""
CODE: Final = "access_code"
KIT: Final = ("number", CODE, "name", "date", "site", "time", "room", "invigilators")
RECORD: Final = ("name", "site", "room", "invigilators", "date", "time", "notes")
"""The PV."""
CALLED: Final = ("date", "time", "site", "room")
"""The papers that are shown to the candidates."""
SLIP: Final = (*CALLED, CODE)
SIGNING: Final = "invigilators"
"""Whose names are those of who signs."""
HELD: Final = (*CALLED, SIGNING)
"""Those of who holds the session."""

SUMMARY: Final = {
    "candidates": Column(heading="Cand.", width=5, right=True),
    "state": Column(heading="État", width=11),
}
"""What the list says of a session beside its fields, by the names of a summary."""


def list_columns() -> list[Column]:
    """The columns of the list of sessions."""
    columns = (BY_NAME[name].column for name in LISTED)
    return [*(one for one in columns if one), *SUMMARY.values()]
