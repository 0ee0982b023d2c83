"""Bugs to plant, each with a test that must see it.

They are of the kinds that tests miss: each was planted by hand once and went unseen, or is the
neighbour of one that did.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_PAIR: Final = "tests/unit/wording/test_typography.py"
_STORE: Final = "tests/integration/store"
_SHELL: Final = "tests/integration/shell"


class Bug(NamedTuple):
    """A bug.

    Attributes:
        name: what is wrong once it is planted.
        file: below ``src/certui``.
        old: what stands there, once.
        new: what stands there instead.
        test: of pytest, as it is named; it must fail.
    """

    name: str
    file: str
    old: str
    new: str
    test: str


BUGS: Final = (
    Bug(
        "a commit per batch in an import's corrections",
        "store/roster.py",
        '            self._connection.execute(_CORRECT_CANDIDATES, {"pupil_ids": ids})\n',
        '            self._connection.execute(_CORRECT_CANDIDATES, {"pupil_ids": ids})\n'
        '            self._connection.exec_driver_sql("COMMIT")\n'
        '            self._connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        f"{_STORE}/test_whole_or_nothing.py",
    ),
    Bug(
        "a commit per row of an import",
        "store/roster.py",
        "        return self._connection.exec_driver_sql(text, rows).rowcount\n",
        "        count = self._connection.exec_driver_sql(text, rows).rowcount\n"
        '        self._connection.exec_driver_sql("COMMIT")\n'
        '        self._connection.exec_driver_sql("BEGIN IMMEDIATE")\n'
        "        return count\n",
        f"{_STORE}/test_whole_or_nothing.py",
    ),
    Bug(
        "a blinking caret in the path",
        "widgets/path_input.py",
        "        self.cursor_blink = False\n",
        "",
        "tests/ui/imports/test_import_screen.py::test_an_empty_path_is_asked_for",
    ),
    Bug(
        "a blinking caret in the form",
        "widgets/form_field.py",
        "        self.cursor_blink = False\n",
        "",
        "tests/ui/test_preparing_at_the_keyboard.py::test_creates_a_session",
    ),
    Bug(
        "a blinking caret in the incident",
        "screens/incident.py",
        "        field.cursor_blink = False\n",
        "",
        "tests/ui/test_day_screen.py::test_no_category_no_report",
    ),
    Bug(
        "the plural for one candidate of a session being deleted",
        "wording/preparing.py",
        '"candidat est inscrit", "candidats sont inscrits"',
        '"candidats sont inscrits", "candidats sont inscrits"',
        "tests/unit/wording/test_preparing_wording.py",
    ),
    Bug(
        "the deletion of a session with an incident",
        "store/sessions.py",
        ".where(INCIDENT.c.session_number == SESSION.c.number).exists()",
        ".where(sa.false()).exists()",
        f"{_STORE}/test_store_contract.py",
    ),
    Bug(
        "a session with an incident loses its candidates",
        "store/sessions.py",
        "    ~sa.select(INCIDENT.c.id).where(INCIDENT.c.session_number == NUMBER).exists(),\n",
        "",
        f"{_STORE}/test_preparing_sessions.py",
    ),
    Bug(
        "the picker's key dead after a refusal",
        "screens/add_candidates.py",
        "            self._adding = False\n",
        "",
        "tests/ui/picker/test_picker.py::test_after_a_refusal_the_key_adds_again",
    ),
    Bug(
        "every opening of the picker kept for ever",
        "terminal/memory.py",
        "        gc.unfreeze()\n        gc.collect()\n",
        "",
        "tests/ui/picker/test_memory.py",
    ),
    Bug(
        "a removal that asks nothing of who has joined",
        "store/enrolment.py",
        '    among(CANDIDATE.c.id, "ids"),\n    CANDIDATE.c.session_number == NUMBER,\n'
        "    CANDIDATE.c.joined_at.is_(None),\n",
        '    among(CANDIDATE.c.id, "ids"),\n    CANDIDATE.c.session_number == NUMBER,\n',
        f"{_STORE}/test_store_writers.py",
    ),
    Bug(
        "no lock between writers",
        "store/sql.py",
        "        with translated(self.path), self._lock.held():\n            self._check()\n"
        "            with self._writer",
        "        with translated(self.path):\n            self._check()\n"
        "            with self._writer",
        f"{_STORE}/test_store_turns.py",
    ),
    Bug(
        "a refused commit left open in the pool",
        "store/engine.py",
        '    sa.event.listen(engine, "reset", _roll_back)\n',
        "",
        f"{_STORE}/test_store_writers.py",
    ),
    Bug(
        "a deferred write",
        "store/sql.py",
        'build_engine(path, "BEGIN IMMEDIATE", patience, pool_size=1)',
        'build_engine(path, "BEGIN", patience, pool_size=1)',
        f"{_STORE}/test_store_connections.py",
    ),
    Bug(
        "orphans let in",
        "store/engine.py",
        '"foreign_keys=ON"',
        '"foreign_keys=OFF"',
        f"{_STORE}/test_store_connections.py",
    ),
    Bug(
        "names in the text of an error of the store",
        "store/engine.py",
        "hide_parameters=True",
        "hide_parameters=False",
        f"{_STORE}/test_store_faults.py::test_no_error_shows_who_it_was_about",
    ),
    Bug(
        "erased pupils left on the disk",
        "store/engine.py",
        '"secure_delete=ON"',
        '"secure_delete=OFF"',
        f"{_STORE}/test_store_erasure.py",
    ),
    Bug(
        "a database that others can read",
        "store/files.py",
        "_FILE_MODE: Final = 0o600",
        "_FILE_MODE: Final = 0o644",
        f"{_STORE}/test_store_files.py",
    ),
    Bug(
        "a document that others can read",
        "documents/saving.py",
        "_OWNER_ONLY: Final = 0o600",
        "_OWNER_ONLY: Final = 0o644",
        "tests/integration/documents/test_saving.py",
    ),
    Bug(
        "the journal outside the transaction",
        "services/enrolment.py",
        "            work.record(entry)\n            if added:\n",
        "            if not added:\n                work.record(entry)\n            if added:\n",
        "tests/unit/services/test_enrolment_service.py",
    ),
    Bug(
        "a local time without its zone",
        "bootstrap.py",
        "    return dt.datetime.now(dt.UTC)\n",
        "    return dt.datetime.now()\n",
        f"{_SHELL}/test_composition.py",
    ),
    Bug(
        "raw text in a table of the screen",
        "widgets/lines.py",
        "    cleaned = clean(text)\n",
        "    cleaned = text\n",
        "tests/ui/picker/test_line_table.py",
    ),
    Bug(
        "raw text in a table of the shell",
        "wording/shell.py",
        "clean(str(getattr(session, name)))",
        "str(getattr(session, name))",
        "tests/unit/wording/test_shell_wording.py",
    ),
    Bug(
        "raw text in a quotation",
        "wording/typography.py",
        "    text = clean(str(value))\n",
        "    text = str(value)\n",
        _PAIR,
    ),
    Bug(
        "a toast that is read as markup",
        "widgets/messages.py",
        "timeout=_SECONDS[severity], markup=False)",
        "timeout=_SECONDS[severity])",
        "tests/ui/test_values_are_plain_text.py",
    ),
    Bug(
        "what was on screen in the log of incidents",
        "incidents.py",
        'lines.append(f"{kind.__module__}.{kind.__qualname__}{_code(current)}")',
        'lines.append(f"{kind.__module__}.{kind.__qualname__} {current}")',
        "tests/unit/wording/test_system_wording.py",
    ),
    Bug(
        "a cell of CSV that a spreadsheet computes",
        "files/formulas.py",
        '"=+\\\\-@',
        '"=+\\\\-',
        "tests/unit/files/test_formulas.py",
    ),
    Bug(
        "a command that reads makes a database",
        "cli/opening.py",
        "create: bool = False) ->",
        "create: bool = True) ->",
        f"{_SHELL}/test_nothing_is_created.py",
    ),
    Bug(
        "a refusal that says it was done",
        "cli/__init__.py",
        "    return WRONG_USAGE if isinstance(error, UsageError) else REFUSED\n",
        "    return WRONG_USAGE if isinstance(error, UsageError) else DONE\n",
        f"{_SHELL}/test_shell_commands.py",
    ),
    Bug(
        "zero in the plural",
        "wording/typography.py",
        "    return abs(count) >= _SEVERAL",
        "    return abs(count) != 1",
        _PAIR,
    ),
    Bug(
        "« L’arrivée de Apolline »",
        "wording/typography.py",
        '    return f"{word[:-1]}’{following}" if mute else',
        '    return f"{word[:-1]}’{following}" if not mute and False else',
        "tests/unit/wording/test_day_wording.py::test_a_name_after_de_is_elided",
    ),
    Bug(
        "a breaking blank before a colon",
        "wording/sessions.py",
        'return f"tri{NO_BREAK}: {order}"',
        'return f"tri : {order}"',
        "tests/unit/wording/test_every_string.py",
    ),
    Bug(
        "an addition of nobody in green",
        "screens/enrolment.py",
        "            self.refuse(said.enrolled(result))\n",
        "            self.say(said.enrolled(result))\n",
        "tests/ui/picker/test_picker.py::test_an_addition_of_nobody_is_never_green",
    ),
    Bug(
        "a code of the system in a sentence",
        "wording/system.py",
        '    return f"{NO_BREAK}: {why}{NARROW}; {cure}"',
        '    return f"{NO_BREAK}: {why}{NARROW}; {cure} ({code})"',
        "tests/unit/wording/test_system_wording.py",
    ),
    Bug(
        "a question whose answer by Enter is yes",
        "screens/confirm.py",
        '    AUTO_FOCUS = "#cancel"\n',
        '    AUTO_FOCUS = "#confirm"\n',
        "tests/ui/test_session_screen.py::test_a_removal_is_not_done_unless_confirmed",
    ),
    Bug(
        "a second addition of one key",
        "screens/add_candidates.py",
        "op_id=self._op_id",
        "op_id=uuid.uuid4().hex",
        "tests/ui/picker/test_picker.py::test_after_a_refusal_the_key_adds_again",
    ),
    Bug(
        "candidates added after the session has begun",
        "domain/rules.py",
        "    return now >= begins_at(session)\n",
        "    return now > begins_at(session)\n",
        "tests/unit/domain/test_session_rules.py",
    ),
    Bug(
        "a class lost that was named as it is, beside one that was not",
        "services/enrolment.py",
        "by_class |= reading.pupil_ids_of_classes([",
        "by_class = reading.pupil_ids_of_classes([",
        "tests/unit/services/test_enrolment_service.py",
    ),
    Bug(
        "a name in use lost by a file that has no such column",
        "domain/matching.py",
        "        usage_name=said.usage_name or known.usage_name,\n",
        "",
        "tests/unit/domain/test_roster_matching.py",
    ),
)
