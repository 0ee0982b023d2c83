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


class NothingToEdit(UsageError):
    """A session is to be edited, but nothing says what. Facts: ``number``."""


class DumbTerminal(UsageError):
    """``TERM`` is unset, empty or ``dumb``. Facts: ``term``."""


class InvalidDatabase(UsageError):
    """``--db`` names no database that certui can use. Facts: ``value``."""


class InvalidSessionNumber(UsageError):
    """What stands for a session is no number. Facts: ``value``."""


class InvalidCandidateId(UsageError):
    """What stands for a candidate's id is no number. Facts: ``value``."""


class InvalidStudents(UsageError):
    """No number of pupils that an invented school can have. Facts: ``value``, ``most``."""


class InvalidDecision(UsageError):
    """What stands for who somebody of a file is says nothing of it. Facts: ``value``."""


class BinaryToTerminal(UsageError):
    """A document that is no text was asked for on a terminal. Facts: ``name`` (of the file)."""


class InvalidConfiguration(CertuiError):
    """The configuration file cannot be used.

    Facts: ``path``, ``line`` (int, 0 when unknown), ``key`` (of the wrong kind; or empty).
    """


class OutputFailed(CertuiError):
    """Standard output cannot be written."""


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


class SessionNotDeletable(RuleError):
    """A session is deleted while nobody has joined. Facts: ``number``."""


class SessionHasIncident(RuleError):
    """What was reported of a session is kept, and the session with it. Facts: ``number``."""


class SessionChanged(RuleError):
    """Somebody else edited the session meanwhile. Facts: ``number``."""


class SessionInUse(RuleError):
    """A session that has candidates or was edited is not taken back. Facts: ``number``."""


class PupilsErased(RuleError):
    """Candidates who left the database are not put back. Facts: ``number``."""


class InvalidExtraTime(RuleError):
    """Extra time is a whole percent from 1 to 99, or none; the value is health data, no fact."""


class AccessibilitySettled(RuleError):
    """An accessibility need is set while the candidate has not joined. Facts: ``count``."""


class CandidateHasJoined(RuleError):
    """A candidate is removed while they have not joined. Facts: ``number``."""


class CandidateHasIncident(RuleError):
    """A candidate on whom an incident was reported is not removed. Facts: ``number``."""


class CandidatesNotRemovable(RuleError):
    """Several candidates are removed all together or not at all.

    Facts: ``number``, ``joined`` and ``reported`` (lists of :class:`certui.domain.models.Person`:
    who has joined, and on whom else an incident was reported).
    """


class CandidatesHaveIncidents(RuleError):
    """An addition cannot be undone: some of its candidates have an incident. Facts: ``count``."""


class NotTheDay(RuleError):
    """Candidates arrive, start and are absent from the session's day on.

    Facts: ``number``, ``date`` (the day).
    """


class NobodyStarted(RuleError):
    """A session in which no test has begun is not finished. Facts: ``number``."""


class UnfinishedCandidates(RuleError):
    """A session is finished once all who came have ended, or have a reason not to.

    Facts: ``number``, ``count``.
    """


class NotAdministrator(RuleError):
    """Only an administrator reopens a session. Facts: ``number``."""


class NotFinalised(RuleError):
    """Only a finished session is reopened. Facts: ``number``."""


class ChangedSince(RuleError):
    """Somebody changed since what was to be undone. Facts: ``number`` (None for a roster)."""


class IncidentTooLong(RuleError):
    """The words of an incident are more than the PV has room for. Facts: ``most``."""


class UnknownCandidate(RuleError):
    """The candidate is not, or no longer, in the session. Facts: ``number``."""


class CandidatesHaveJoined(RuleError):
    """An addition cannot be undone: some of its candidates have joined. Facts: ``count``."""


class NothingToUndo(RuleError):
    """No action of this person in this session can be undone."""


class UnknownInes(RuleError):
    """These INE belong to no active pupil of the school. Facts: ``ines`` (list of str)."""


class UnknownClasses(RuleError):
    """No active pupil is in these classes. Facts: ``classes``, ``near`` (lists of str)."""


class UnknownPupils(RuleError):
    """Some of the ticked pupils have left the roster meanwhile. Facts: ``count``."""


class NotEnrolled(RuleError):
    """The pupil of this INE is not a candidate of the session. Facts: ``ine``, ``number``."""


class IneTwice(RuleError):
    """Several candidates of the session have this INE. Facts: ``ine``, ``number``."""


class IdNotEnrolled(RuleError):
    """No candidate of the session has this id. Facts: ``candidate_id``, ``number``."""


class NothingChosen(RuleError):
    """An addition without a pupil."""


class InvalidSession(RuleError):
    """A session's fields are missing or wrong.

    Facts: ``faults`` (field name to :class:`certui.domain.faults.Fault`).
    """


class CentreChanged(RuleError):
    """Somebody else has changed the centre since it was read."""


class InvalidCentre(RuleError):
    """The centre's fields are wrong.

    Facts: ``faults`` (field name to :class:`certui.domain.faults.Fault`).
    """


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
    """The database cannot be used. Facts: ``path``, ``reason`` (the system's code, or empty)."""


class StoreDamaged(StoreError):
    """The file is not a sound certui database. Facts: ``path``."""


class StoreMissing(StoreError):
    """There is no database where one was expected. Facts: ``path``."""


class StoreIsAFolder(StoreError):
    """A folder stands where a database was expected. Facts: ``path``."""


class StoreForbidden(StoreError):
    """No right to the database, or to its folder. Facts: ``path``."""


class StoreReadOnly(StoreError):
    """The database can be read, but not written. Facts: ``path``."""


class StoreFull(StoreError):
    """No room is left on the database's disk. Facts: ``path``."""


class StoreRefused(StoreError):
    """A constraint of the schema refused the change. Facts: ``constraint``."""


class RosterError(CertuiError):
    """A roster file is refused as a whole; nothing was imported."""


class FileMissing(RosterError):
    """There is no such file.

    Facts: ``path``, ``folder`` (the first of its folders that does not exist; None when all do),
    ``near`` (list of str: names in its folder that come near).
    """


class FileIsFolder(RosterError):
    """A folder stands where a file was expected. Facts: ``path``."""


class FileNotRegular(RosterError):
    """A FIFO, a device, a socket. Facts: ``path``."""


class FileUnreadable(RosterError):
    """The file may not be read.

    Facts: ``path``, ``reason`` (``forbidden``, ``loop``, ``name``, ``device``, or empty).
    """


class FileEmpty(RosterError):
    """The file holds nothing. Facts: ``path``."""


class FileTooLarge(RosterError):
    """The file, or what it unfolds to, is too large. Facts: ``path``, ``limit`` (bytes)."""


class FileChanged(RosterError):
    """The file changed while it was read. Facts: ``path``."""


class FileOther(RosterError):
    """The file is no longer the one that was previewed. Facts: ``path``."""


class RosterMoved(RosterError):
    """The school's pupils are no longer those that the preview compared the file with."""


class UnknownFormat(RosterError):
    """The content is that of no roster format. Facts: ``path``."""


class ForeignFile(UnknownFormat):
    """The content is that of something else than a roster. Facts: ``path``, ``kind``.

    The kind is a word of :data:`certui.wording.roster_kinds.FOREIGN_KINDS`.
    """


class OtherExport(UnknownFormat):
    """XML of something else than pupils. Facts: ``path``, ``root`` (its first element)."""


class PasswordProtected(RosterError):
    """Nothing can be read of the file without a password. Facts: ``path``."""


class BadEncoding(RosterError):
    """The bytes are not in the declared or a known encoding.

    Facts: ``path``; ``line`` (int) where known.
    """


class DoubtfulLetters(BadEncoding):
    """Letters of a file may be two, by the encoding that it is in.

    Facts: ``path``, ``line`` (int), ``readings`` (list of str): what a word of that line may be.
    """


class BadArchive(RosterError):
    """The archive is damaged, or holds not exactly one roster.

    Facts: ``path``, ``reason`` (a word of :data:`certui.wording.roster_kinds.ARCHIVE_REASONS`),
    ``names`` (list of str: the files in it that the reason is about; may be left out).
    """


class BadXml(RosterError):
    """Not well-formed XML, or truncated. Facts: ``path``, ``line`` (int, 0 when unknown)."""


class ForbiddenXml(RosterError):
    """A DTD or an entity declaration. Facts: ``path``."""


class OtherSchool(RosterError):
    """The roster is of another school. Facts: ``found``, ``expected`` (UAI)."""


class NoPupil(RosterError):
    """No pupil of the file has both an INE and a class. Facts: ``path``."""


class RosterFaults(RosterError):
    """Pupils of the file are faulty.

    Facts: ``faults`` (list of ``domain.roster_files.RosterFault``); ``valid`` (int) where so many
    others can be imported without them.
    """


class NotInDoubt(RosterError):
    """Nobody of this number in the file is in doubt. Facts: ``number`` (position, from 1)."""


class NotPossible(RosterError):
    """Somebody in doubt cannot be this pupil. Facts: ``number``, ``pupil_id``."""


class DangerousImport(RosterError):
    """An import that nobody has said to be sure of.

    Facts: ``danger`` (:class:`certui.domain.roster_danger.Danger`).
    """


class NoSchool(RosterError):
    """A SIECLE file that does not say which school it is of. Facts: ``path``."""


class NulBytes(RosterError):
    """NUL bytes in what should be text. Facts: ``path``, ``line`` (int)."""


class BadQuotes(RosterError):
    """A quotation mark of a CSV file is not closed. Facts: ``path``, ``line`` (int)."""


class RecordTooLong(RosterError):
    """One pupil, line or cell is longer than any real one. Facts: ``path``, ``line`` (int)."""


class TooManyLines(RosterError):
    """More lines than any school has. Facts: ``path``, ``limit``."""


class TooManyColumns(RosterError):
    """More columns than any roster has. Facts: ``path``, ``limit``."""


class TooComplex(RosterError):
    """Reading the workbook takes more memory or time than allowed. Facts: ``path``."""


class NoHeading(RosterError):
    """No line of the table has the headings of a roster. Facts: ``path``."""


class HeadingTwice(RosterError):
    """Two columns have the same meaning. Facts: ``path``, ``line`` (int), ``heading``."""


class MissingColumns(RosterError):
    """The headings lack columns that are needed.

    Facts: ``path``, ``columns`` and ``headings`` (lists of str): what lacks, what was read.
    """


class ClassNeeded(MissingColumns):
    """The file gives no class, and none was given for its pupils.

    Facts: ``path``, ``columns``, ``headings`` (as for :class:`MissingColumns`).
    """


class SheetsHidden(RosterError):
    """No sheet that one sees has pupils, and some are hidden.

    Facts: ``path``, ``names`` (list of str: of the hidden ones).
    """


class EmptySheet(RosterError):
    """Headings without a line below them, or nothing at all. Facts: ``path``."""


class DocumentError(CertuiError):
    """A document could not be made or written; no partial file is left."""


class PixWouldRefuse(DocumentError):
    """A list that Pix Certif's import refuses, where one that it takes was asked for.

    Facts: ``faults`` (:class:`certui.domain.pix_list.ListFault`, at least one).
    """


class TemplateUnreadable(DocumentError):
    """A centre's own template cannot be read. Facts: ``path``, ``reason``."""


class TemplateFaulty(DocumentError):
    """A template does not compile. Facts: ``path``, ``line`` (int, 0 unknown), ``reason``."""


class TemplateNeedsPackage(DocumentError):
    """A template imports a package from the network. Facts: ``path``, ``line``, ``package``."""


class TemplateReachesOut(DocumentError):
    """A template reads a file outside its own folder. Facts: ``path``, ``line``, ``wanted``."""


class TemplateMissesFile(DocumentError):
    """A template reads no plain file of its folder. Facts: ``path``, ``line``, ``wanted``."""


class TemplateFontMissing(DocumentError):
    """A template asks for a font that nobody has. Facts: ``path``, ``wanted``."""


class TemplateTooHeavy(DocumentError):
    """A template takes more memory or time than it may. Facts: ``path``."""


class BadFileName(DocumentError):
    """A file name with a ``/``, made of dots only, empty or too long. Facts: ``name``."""


class FolderMissing(DocumentError):
    """The folder to write into does not exist. Facts: ``path``."""


class FolderNotAFolder(DocumentError):
    """What should be a folder is a file. Facts: ``path``."""


class AlreadyThere(DocumentError):
    """A file of this name exists, and nobody said to replace it. Facts: ``path``."""


class TargetIsAFolder(DocumentError):
    """The name is that of a folder. Facts: ``path``."""


class WritingForbidden(DocumentError):
    """No right to write in the folder. Facts: ``path``."""


class DiskFull(DocumentError):
    """No room is left on the disk, or in the quota. Facts: ``path``."""


class WritingFailed(DocumentError):
    """The file could not be written. Facts: ``path``, ``reason`` (the system's code, or empty)."""


class NoPrintCommand(DocumentError):
    """The configuration names no print command, or one not installed. Facts: ``command``."""


class PrintingFailed(DocumentError):
    """The print command refused the document. Facts: ``command``, ``reason`` (may be empty)."""


class PrintingStuck(DocumentError):
    """The print command gave no sign of life and was ended. Facts: ``command``, ``seconds``."""
