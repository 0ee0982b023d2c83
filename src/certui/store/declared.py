"""The columns of the tables, and what the first glance asks of them, as plain data.

Written by ``make schema`` from :mod:`certui.store.tables`, which declares them, and from the
statements of :mod:`certui.store.sessions` and :mod:`certui.store.roster`: not to be edited. Who
reads by it need load none of them.
"""

from typing import Final

TABLES: Final[dict[str, dict[str, str]]] = {
    "centre": {
        "id": "Integer",
        "name": "String",
        "uai": "String",
        "time_zone": "String",
        "sco": "Boolean",
        "certifications": "Lines",
        "billing": "BillingName",
        "prepayment_code": "String",
    },
    "roster": {
        "id": "Integer",
        "stamp": "Integer",
        "school_year": "Integer",
    },
    "pupil": {
        "ine": "String",
        "last_name": "String",
        "first_name": "String",
        "sex": "SexCode",
        "birth_date": "Date",
        "class_name": "String",
        "birth_city": "String",
        "birth_city_code": "String",
        "birth_department": "String",
        "birth_country": "String",
        "candidate_order": "String",
        "id": "Integer",
        "enabled": "Boolean",
        "roster_order": "String",
        "haystack": "String",
        "usage_name": "String",
    },
    "exam_session": {
        "number": "Integer",
        "name": "String",
        "site": "String",
        "room": "String",
        "invigilators": "String",
        "date": "Date",
        "time": "Time",
        "notes": "String",
        "access_code": "String",
        "finalised_at": "UtcDateTime",
        "finalised_by": "String",
    },
    "candidate": {
        "ine": "String",
        "last_name": "String",
        "first_name": "String",
        "sex": "SexCode",
        "birth_date": "Date",
        "class_name": "String",
        "birth_city": "String",
        "birth_city_code": "String",
        "birth_department": "String",
        "birth_country": "String",
        "candidate_order": "String",
        "id": "Integer",
        "session_number": "Integer",
        "pupil_id": "Integer",
        "extra_time_percentage": "Integer",
        "joined_at": "UtcDateTime",
        "op_id": "String",
        "added_by": "String",
        "added_at": "UtcDateTime",
        "started_at": "UtcDateTime",
        "ended_at": "UtcDateTime",
        "absent_at": "UtcDateTime",
        "unfinished_reason": "ReasonCode",
        "accessibility": "Boolean",
        "usage_name": "String",
    },
    "incident": {
        "id": "Integer",
        "session_number": "Integer",
        "candidate_id": "Integer",
        "category": "CategoryCode",
        "text": "String",
        "who": "String",
        "at": "UtcDateTime",
    },
    "journal": {
        "id": "Integer",
        "op_id": "String",
        "at": "UtcDateTime",
        "who": "String",
        "action": "ActionCode",
        "session_number": "Integer",
        "done": "Integer",
        "skipped": "Integer",
        "candidate_id": "Integer",
    },
    "undo": {
        "id": "Integer",
        "op_id": "String",
        "action": "ActionCode",
        "session_number": "Integer",
        "who": "String",
        "at": "UtcDateTime",
        "count": "Integer",
        "facts": "Json",
    },
    "undo_part": {
        "id": "Integer",
        "undo_id": "Integer",
        "pupil_id": "Integer",
        "candidate_id": "Integer",
        "facts": "Json",
    },
}
"""The kind of each column of each table, named in :mod:`certui.store.kinds`."""
KEYS: Final[dict[str, str]] = {
    "centre": "id",
    "roster": "id",
    "pupil": "id",
    "exam_session": "number",
    "candidate": "id",
    "incident": "id",
    "journal": "id",
    "undo": "id",
    "undo_part": "id",
}
"""The primary key of each table: an integer."""
CENTRE: Final = """
SELECT centre.name, centre.uai, centre.time_zone, centre.sco, centre.certifications,
centre.billing, centre.prepayment_code FROM centre
"""
"""The centre, in the order of its columns."""
SESSIONS: Final = """
SELECT exam_session.name, exam_session.site, exam_session.room, exam_session.invigilators,
exam_session.date, exam_session.time, exam_session.notes, exam_session.number,
exam_session.access_code, exam_session.finalised_at, exam_session.finalised_by, coalesce((SELECT
centre.time_zone FROM centre), 'Europe/Paris') AS time_zone, (SELECT count(*) AS count_1 FROM
candidate WHERE candidate.session_number = exam_session.number) AS heads FROM exam_session ORDER
BY exam_session.date DESC, exam_session.time DESC, exam_session.number
"""
"""The sessions, each with its zone and its candidates."""
JOINED_SESSIONS: Final = """
SELECT DISTINCT candidate.session_number FROM candidate WHERE candidate.joined_at IS NOT NULL
"""
"""The numbers of those somebody joined."""
CLASSES: Final = """
SELECT DISTINCT pupil.class_name FROM pupil WHERE pupil.enabled = 1
"""
"""The classes that have a pupil."""
