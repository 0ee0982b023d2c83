"""What a centre is to Pix: which columns its liste des candidats must have (pix-certif §5.1)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final


class Billing(enum.Enum):
    """Who pays Pix's part, as the product calls it (pix-certif §2.2)."""

    FREE = "Gratuite"
    PAID = "Payante"
    PREPAID = "Prépayée"


# The labels of the product's complementary certifications. Its import compares them letter by
# letter, so that a centre may add others, or another spelling of these.
CERTIFICATIONS: Final = (
    "CléA Numérique",
    "Pix+ Droit",
    "Pix+ Édu 1er degré",
    "Pix+ Édu 2nd degré",
    "Pix+ Pro Santé",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PixSettings:
    """What Pix knows of a centre, and its import therefore asks for.

    Attributes:
        sco: whether it is a school centre; of all others Pix asks who pays for each candidate.
        certifications: labels of the complementary certifications it may hold, as Pix spells them.
        billing: who pays for its candidates, where it is not SCO; None when each is to be typed.
        prepayment_code: what Pix gave for candidates who are paid for already; else empty.
    """

    sco: bool = True
    certifications: tuple[str, ...] = ()
    billing: Billing | None = None
    prepayment_code: str = ""
