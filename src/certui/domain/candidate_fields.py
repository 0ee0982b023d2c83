"""The fields of a candidate, and of the pupil who they are, each declared once.

What a candidate holds is typed in :class:`certui.domain.models.Candidate` and
:class:`certui.domain.models.Person` and kept in :mod:`certui.store.tables`, under the same names;
all else that is known of a field stands here. The words are the product's (pix-certif §5.2).
"""

from __future__ import annotations

from certui.domain.fields import Column, Declared

TYPE_CHECKING = False  # without loading typing, as certui.errors.base
if TYPE_CHECKING:
    from typing import Final

    from certui.domain.models import Candidate


class PaperColumn(Declared):
    """A field in the tables of papers.

    Attributes:
        heading: of its column.
        signed: the same on the sheet that is signed, where the product has it otherwise.
        key: under which templates get it; the field's name where there is none.
        longest: characters of the value.
    """

    heading: str
    signed: str = ""
    key: str = ""
    # Names of 300 characters are cut: a row of ten lines is enough to tell people apart.
    longest: int = 120


class CandidateField(Declared):
    """A field of a candidate.

    Attributes:
        name: of the attribute, of the column in the database and of the key in JSON.
        label: within a sentence.
        json: whether ``certui candidates --json`` has it.
        listed: its heading in the shell's list; empty where it is not there.
        column: in the list of candidates.
        paper: in the tables of papers.
        file: its heading in the roster as certui exports it; empty where it is not there.
        of_session: whether it is of the candidate in this session, not of the pupil they are.
    """

    name: str
    label: str = ""
    json: bool = False
    listed: str = ""
    column: Column | None = None
    paper: PaperColumn | None = None
    file: str = ""
    of_session: bool = False

    def of(self, candidate: Candidate) -> object:
        """The value that a candidate has."""
        value: object = getattr(candidate if self.of_session else candidate.person, self.name)
        return value


FIELDS: Final = (
    CandidateField(name="id", json=True, of_session=True),
    CandidateField(name="ine", label="INE", json=True, listed="INE", file="INE"),
    CandidateField(
        name="last_name",
        label="nom",
        json=True,
        listed="Nom",
        column=Column(heading="Nom", width=12, flexible=True, named=True),
        paper=PaperColumn(heading="Nom", signed="Nom de naissance"),
        file="Nom de famille",
    ),
    CandidateField(
        name="first_name",
        label="prénom",
        json=True,
        listed="Prénom",
        column=Column(heading="Prénom", width=9, flexible=True, named=True),
        paper=PaperColumn(heading="Prénom"),
        file="Prénom",
    ),
    CandidateField(name="sex", label="sexe", file="Sexe"),
    CandidateField(
        name="class_name",
        label="classe",
        json=True,
        listed="Classe",
        # Beside the guide's seven columns, where there is room.
        column=Column(heading="Classe", width=6, flexible=True, above=100),
        paper=PaperColumn(heading="Classe", longest=40),
        file="Classe",
    ),
    CandidateField(
        name="birth_date",
        label="naissance",
        json=True,
        listed="Né(e) le",
        column=Column(heading="Date de\nnaissance", width=10),
        paper=PaperColumn(heading="Né(e) le", signed="Date de naissance (jj/mm/aaaa)"),
        file="Date de naissance",
    ),
    CandidateField(name="birth_city_code", label="code commune", file="Code commune de naissance"),
    CandidateField(
        name="birth_city",
        label="commune",
        json=True,
        listed="Commune",
        column=Column(heading="Commune de\nnaissance", width=9, flexible=True),
        paper=PaperColumn(heading="Commune de naissance"),
        file="Commune de naissance",
    ),
    CandidateField(
        name="birth_department",
        label="département",
        json=True,
        listed="Département",
        column=Column(heading="Département\nde naissance", width=8, flexible=True),
        paper=PaperColumn(heading="Département"),
        file="Département de naissance",
    ),
    CandidateField(
        name="birth_country",
        label="pays",
        json=True,
        listed="Pays",
        column=Column(heading="Pays de\nnaissance", width=7, flexible=True),
        paper=PaperColumn(heading="Pays"),
        file="Pays de naissance",
    ),
    CandidateField(name="usage_name", label="nom d’usage", file="Nom d’usage"),
    CandidateField(
        name="extra_time_percentage",
        label="temps majoré",
        json=True,
        listed="Temps majoré",
        column=Column(heading="Temps\nmajoré (%)", width=10, right=True),
        paper=PaperColumn(heading="Temps majoré", key="extra_time"),
        of_session=True,
    ),
    CandidateField(
        name="accessibility",
        label="accessibilité",
        column=Column(heading="Acces-\nsibilité", width=8, where_needed=True),
        paper=PaperColumn(heading="Accessibilité"),
        of_session=True,
    ),
    CandidateField(name="joined_at", json=True, listed="Présence", of_session=True),
)
"""In the order of the list of candidates."""
BY_NAME: Final = {one.name: one for one in FIELDS}

NEEDS: Final = ("extra_time_percentage", "accessibility")
"""What they need: health data, which stands where it is used and nowhere else."""
BIRTH_PLACE: Final = ("birth_city", "birth_city_code", "birth_department", "birth_country")
"""Where they were born: taken or left as a whole."""

# What each paper and each file shows, in its order.
WHO: Final = ("last_name", "first_name", "class_name")
"""Who a candidate is where no birth date is to be read."""
SIGNED: Final = ("last_name", "first_name", "birth_date", "class_name", "extra_time_percentage")
"""The sheet that is signed."""
RECORD: Final = (
    "last_name",
    "first_name",
    "birth_date",
    "birth_city",
    "birth_department",
    "birth_country",
    "class_name",
    "extra_time_percentage",
)
"""The PV."""
COMPARED: Final = (
    "ine",
    "last_name",
    "first_name",
    "birth_date",
    "sex",
    "class_name",
    *BIRTH_PLACE,
    "usage_name",
)
"""What a roster may change of a pupil, as the differences say it."""
EXPORTED: Final = (
    "ine",
    "last_name",
    "first_name",
    "sex",
    "birth_date",
    "class_name",
    "birth_city_code",
    "birth_city",
    "birth_department",
    "birth_country",
    # Exports had none at first.
    "usage_name",
)
"""The roster as certui exports it."""
