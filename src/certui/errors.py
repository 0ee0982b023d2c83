"""Every refusal certui can utter: one hierarchy, each a fact without words.

An error carries its facts by name; :mod:`certui.wording` makes the one French sentence of it.
"""

from __future__ import annotations


class CertuiError(Exception):
    """Something was refused, and nothing was changed.

    Args:
        **facts: what the sentence needs to name, by keyword.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.facts = facts


class UsageError(CertuiError):
    """The command line cannot be carried out as written (exit status 2)."""


class NoTerminal(UsageError):
    """Standard input or output is not a terminal."""


class DumbTerminal(UsageError):
    """``TERM`` is unset, empty or ``dumb``. Facts: ``term``."""


class InvalidDatabase(UsageError):
    """``--db`` names no database that certui can use. Facts: ``value``."""


class InvalidConfiguration(CertuiError):
    """The configuration file cannot be used. Facts: ``path``, ``reason``."""


class RuleError(CertuiError):
    """A rule of the field forbids the action."""


class UnknownSession(RuleError):
    """No session has this number. Facts: ``number``."""


class SessionHasBegun(RuleError):
    """Candidates are added until the session begins. Facts: ``number``."""


class SessionFinalised(RuleError):
    """The session is finished: it is read-only. Facts: ``number``."""


class SessionHasJoined(RuleError):
    """A session is edited while nobody has joined. Facts: ``number``."""


class CandidateHasJoined(RuleError):
    """A candidate is removed while they have not joined. Facts: ``number``."""


class AlreadyJoined(RuleError):
    """The candidate's arrival is already noted. Facts: ``number``."""


class UnknownCandidate(RuleError):
    """The candidate is not, or no longer, in the session. Facts: ``number``."""


class CandidatesHaveJoined(RuleError):
    """An addition cannot be undone: some of its candidates have joined. Facts: ``count``."""


class NothingToUndo(RuleError):
    """No action of this person in this session can be undone."""


class UnknownInes(RuleError):
    """These INE belong to no active pupil of the school. Facts: ``ines`` (list of str)."""


class UnknownClasses(RuleError):
    """No active pupil is in these classes. Facts: ``classes`` (list of str)."""


class UnknownPupils(RuleError):
    """Some of the ticked pupils have left the roster meanwhile. Facts: ``count``."""


class NotEnrolled(RuleError):
    """The pupil of this INE is not a candidate of the session. Facts: ``ine``, ``number``."""


class NothingChosen(RuleError):
    """An addition without a pupil."""


class InvalidSession(RuleError):
    """A session's fields are missing or wrong. Facts: ``faults`` (field name to reason)."""


class NotEmpty(RuleError):
    """The invented school goes only into an empty database."""


class StoreError(CertuiError):
    """The database cannot be used as it is."""


class StoreBusy(StoreError):
    """Another writer held the database too long. Facts: ``holder`` (str, may be empty)."""


class StoreNewer(StoreError):
    """The schema is newer than this program. Facts: ``path``, ``revision``."""


class StoreReplaced(StoreError):
    """The database file was replaced or removed while open. Facts: ``path``."""


class StoreUnreadable(StoreError):
    """The database cannot be opened. Facts: ``path``, ``reason``."""


class StoreDamaged(StoreError):
    """The file is not a sound certui database. Facts: ``path``."""


class RosterError(CertuiError):
    """A roster file is refused as a whole; nothing was imported."""


class FileMissing(RosterError):
    """There is no such file. Facts: ``path``."""


class FileNotRegular(RosterError):
    """A directory, a FIFO, a device. Facts: ``path``."""


class FileUnreadable(RosterError):
    """The file may not be read. Facts: ``path``, ``reason``."""


class FileEmpty(RosterError):
    """The file holds nothing. Facts: ``path``."""


class FileTooLarge(RosterError):
    """The file, or what it unfolds to, is too large. Facts: ``path``, ``limit`` (bytes)."""


class FileChanged(RosterError):
    """The file changed while it was read. Facts: ``path``."""


class UnknownFormat(RosterError):
    """The content is that of no roster format. Facts: ``path``."""


class BadEncoding(RosterError):
    """The bytes are not in the declared or a known encoding. Facts: ``path``."""


class BadArchive(RosterError):
    """The archive is damaged, or holds not exactly one roster. Facts: ``path``, ``reason``."""


class BadXml(RosterError):
    """Not well-formed XML, or truncated. Facts: ``path``, ``line`` (int, 0 when unknown)."""


class ForbiddenXml(RosterError):
    """A DTD or an entity declaration. Facts: ``path``."""


class OtherSchool(RosterError):
    """The roster is of another school. Facts: ``found``, ``expected`` (UAI)."""


class NoPupil(RosterError):
    """No pupil of the file has both an INE and a class. Facts: ``path``."""


class RosterFaults(RosterError):
    """Pupils of the file are faulty. Facts: ``faults`` (list of ``domain.models.RosterFault``)."""
