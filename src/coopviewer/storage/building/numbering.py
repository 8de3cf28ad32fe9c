"""The SQL that numbers the entries, and then writes the relations between them with these numbers."""

WAITING = """
CREATE TABLE waiting_entry (
    id TEXT PRIMARY KEY, kind_order INTEGER, kind TEXT, title TEXT, sort_title TEXT, sort_key TEXT, hint TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting_relation (
    fact_id TEXT PRIMARY KEY, subject_id TEXT, predicate_id TEXT, object_id TEXT, ordinal INTEGER, as_given TEXT,
    edtf TEXT, share INTEGER, share_as_given TEXT, role_as_given TEXT
) STRICT, WITHOUT ROWID;
"""
WAITING_DROPPED = "DROP TABLE waiting_relation; DROP TABLE waiting_entry;\n"

NUMBER_ENTRIES = """
BEGIN;
INSERT INTO entry (id, number, kind, title, sort_title, sort_key, placed, hint)
SELECT id, row_number() OVER (ORDER BY kind_order, sort_key, id), kind, title, sort_title, sort_key,
    id IN (SELECT subject_id FROM waiting_relation WHERE predicate_id IN ('in-region', 'has-beneficiary')), hint
FROM waiting_entry;
INSERT INTO relation (fact_id, subject_id, predicate_id, object_id, ordinal, as_given, edtf, subject_number,
    object_number, share, share_as_given, role_as_given)
SELECT r.fact_id, r.subject_id, r.predicate_id, r.object_id, r.ordinal, r.as_given, r.edtf, s.number, o.number, r.share,
    r.share_as_given, r.role_as_given
FROM waiting_relation r JOIN entry s ON s.id = r.subject_id JOIN entry o ON o.id = r.object_id ORDER BY r.fact_id;
"""
"""SQL that numbers the entries by kind, then by title, which is their order in lists, and then writes the relations.

It begins a transaction and leaves it open. A relation is left out if one of its ends was not added as an entry, for
which the caller checks.
"""
