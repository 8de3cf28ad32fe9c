"""The tables of an annotations file, schema version 4; ``docs/annotations-file.md`` describes every column."""

SCHEMA_VERSION = 4

TAG = """CREATE TABLE tag (
    uuid TEXT PRIMARY KEY CHECK (uuid <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    key TEXT NOT NULL CHECK (key <> '')
) STRICT, WITHOUT ROWID"""
TAG_BY_KEY = "CREATE INDEX tag_by_key ON tag (key)"
TAG_OF_SCHEMA_1 = """CREATE TABLE tag (
    uuid TEXT PRIMARY KEY CHECK (uuid <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT, WITHOUT ROWID"""
ANNOTATION_OF_SCHEMA_1 = """CREATE TABLE annotation (
    uuid TEXT PRIMARY KEY CHECK (uuid <> ''),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    dataset TEXT NOT NULL CHECK (dataset <> ''),
    entry_id TEXT NOT NULL CHECK (entry_id <> ''),
    target_entry_id TEXT CHECK (target_entry_id IS NULL OR motivation = 'linking'),
    motivation TEXT NOT NULL CHECK (motivation IN
        ('bookmarking', 'commenting', 'highlighting', 'linking', 'questioning', 'assessing')),
    body TEXT NOT NULL,
    colour TEXT CHECK (colour IN ('yellow', 'green', 'blue', 'pink')),
    status TEXT CHECK (status IN ('open-question', 'to-verify', 'verified', 'disputed')),
    creator TEXT NOT NULL REFERENCES person (uuid),
    created TEXT NOT NULL CHECK (created GLOB '????-??-??T??:??:??.???Z'),
    modified TEXT NOT NULL CHECK (modified GLOB '????-??-??T??:??:??.???Z'),
    deleted_at TEXT CHECK (deleted_at GLOB '????-??-??T??:??:??.???Z'),
    folded TEXT NOT NULL DEFAULT ''
) STRICT"""
ANNOTATION = ANNOTATION_OF_SCHEMA_1.replace(
    "folded TEXT NOT NULL DEFAULT ''",
    """folded TEXT NOT NULL DEFAULT '',
    changed_by TEXT REFERENCES person (uuid),
    only_mine INTEGER NOT NULL DEFAULT 0 CHECK (only_mine IN (0, 1))""",
)
# leads to the latest annotations of a motivation: there may be few among very many, such as bookmarks
BY_MOTIVATION = """CREATE INDEX annotation_by_motivation ON annotation (dataset, motivation, modified, uuid)
    WHERE deleted_at IS NULL"""
# lead to the anchors that are from another edition than the open one, or that the program could not find in it
ANCHOR_OF_EDITION = "CREATE INDEX anchor_of_edition ON anchor (edition_sha256, annotation_uuid)"
ANCHOR_NOT_FOUND = """CREATE INDEX anchor_not_found ON anchor (annotation_uuid)
    WHERE status = 'orphan' AND decided_by = 'program'"""
INDEXES_OF_SCHEMA_3 = (BY_MOTIVATION, ANCHOR_OF_EDITION, ANCHOR_NOT_FOUND)
# what an annotation said before and says elsewhere; not recorded in the journal: only what was received is taken back
TABLES_OF_SCHEMA_4 = (
    """CREATE TABLE version (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    annotation_uuid TEXT NOT NULL CHECK (annotation_uuid <> ''),
    changed_by TEXT NOT NULL REFERENCES person (uuid),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
    is_plain INTEGER NOT NULL CHECK (is_plain IN (0, 1)),
    is_replaced INTEGER NOT NULL CHECK (is_replaced IN (0, 1)),
    is_conflict INTEGER NOT NULL CHECK (is_conflict IN (0, 1)),
    is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
    received_in INTEGER,
    state TEXT CHECK (state IS NOT NULL OR is_replaced = 1)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX version_of_annotation ON version (annotation_uuid, is_replaced)",
    "CREATE INDEX version_in_conflict ON version (annotation_uuid) WHERE is_conflict = 1",
    "CREATE INDEX version_received ON version (received_in) WHERE received_in IS NOT NULL",
    "CREATE INDEX version_replaced ON version (at) WHERE is_replaced = 1 AND state IS NOT NULL",
    """CREATE TABLE version_parent (
    parent BLOB NOT NULL CHECK (length(parent) = 16),
    version BLOB NOT NULL REFERENCES version (id) ON DELETE CASCADE,
    is_direct INTEGER NOT NULL CHECK (is_direct IN (0, 1)),
    PRIMARY KEY (parent, version)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX version_parent_of ON version_parent (version)",
    """CREATE TABLE unversioned (
    annotation_uuid TEXT PRIMARY KEY CHECK (annotation_uuid <> '')
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decision (
    version BLOB PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX decision_of_operation ON decision (operation_id)",
    """CREATE TABLE withdrawn (
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    version BLOB NOT NULL CHECK (length(version) = 16),
    row TEXT NOT NULL,
    PRIMARY KEY (operation_id, version)
) STRICT, WITHOUT ROWID""",
    # how the file takes part in a team folder; empty without one
    """CREATE TABLE team (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    place TEXT NOT NULL CHECK (place <> ''),
    name TEXT NOT NULL,
    dataset TEXT NOT NULL CHECK (dataset <> ''),
    tags TEXT,
    replica TEXT NOT NULL CHECK (replica <> ''),
    number INTEGER NOT NULL CHECK (number >= 0)
) STRICT""",
    """CREATE TABLE team_segment (
    replica TEXT NOT NULL CHECK (replica <> ''),
    number INTEGER NOT NULL CHECK (number >= 0),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
    size INTEGER NOT NULL CHECK (size >= 0),
    sha256 BLOB CHECK (length(sha256) = 32),
    is_base INTEGER NOT NULL CHECK (is_base IN (0, 1)),
    PRIMARY KEY (replica, number)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE published (
    version BLOB PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
    number INTEGER
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX published_in ON published (number) WHERE number IS NOT NULL",
)

# single statements, so that a migration can run them in its transaction, which executescript would end
STATEMENTS = (
    """CREATE TABLE person (
    uuid TEXT PRIMARY KEY CHECK (uuid <> ''),
    name TEXT NOT NULL,
    is_owner INTEGER NOT NULL CHECK (is_owner IN (0, 1))
) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX person_owner ON person (is_owner) WHERE is_owner = 1",
    ANNOTATION,
    "CREATE INDEX annotation_of_entry ON annotation (dataset, entry_id, deleted_at) WHERE deleted_at IS NULL",
    # holds every column that lists are filtered and sorted by, so that a list need not read the annotations;
    # also deleted_at, always NULL here, which SQLite would otherwise look up in the table
    """CREATE INDEX annotation_by_modified ON annotation
    (dataset, modified, uuid, entry_id, colour, status, motivation, creator, created, deleted_at)
    WHERE deleted_at IS NULL""",
    BY_MOTIVATION,
    "CREATE INDEX annotation_in_bin ON annotation (dataset, deleted_at, uuid) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX annotation_of_person ON annotation (creator)",
    TAG,
    TAG_BY_KEY,
    """CREATE TABLE annotation_tag (
    annotation_uuid TEXT NOT NULL REFERENCES annotation (uuid) ON DELETE CASCADE,
    tag_uuid TEXT NOT NULL REFERENCES tag (uuid) ON DELETE CASCADE,
    PRIMARY KEY (annotation_uuid, tag_uuid)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX annotation_tag_by_tag ON annotation_tag (tag_uuid, annotation_uuid)",
    """CREATE TABLE anchor (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    annotation_uuid TEXT NOT NULL REFERENCES annotation (uuid) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    edition_sha256 TEXT NOT NULL,
    fact_id TEXT NOT NULL CHECK (fact_id <> ''),
    field TEXT NOT NULL,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end >= char_start),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('exact', 'moved', 'changed', 'orphan')),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    decided_by TEXT NOT NULL CHECK (decided_by IN ('person', 'program'))
) STRICT""",
    "CREATE INDEX anchor_of_annotation ON anchor (annotation_uuid)",
    "CREATE INDEX anchor_of_fact ON anchor (fact_id, annotation_uuid)",
    ANCHOR_OF_EDITION,
    ANCHOR_NOT_FOUND,
    """CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL CHECK (label <> ''),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
    undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    """CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL CHECK (table_name IN ('annotation', 'tag', 'annotation_tag', 'anchor')),
    annotation_uuid TEXT NOT NULL,
    tag_uuid TEXT NOT NULL,
    anchor_number INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    UNIQUE (operation_id, table_name, annotation_uuid, tag_uuid, anchor_number)
) STRICT""",
    "CREATE INDEX revision_of_annotation ON revision (annotation_uuid)",
    "CREATE INDEX revision_of_tag ON revision (tag_uuid) WHERE tag_uuid <> ''",
    *TABLES_OF_SCHEMA_4,
)
INDEXES_OF_ANNOTATION = tuple(each for each in STATEMENTS if " ON annotation " in each.replace("\n   ", ""))
_AS_BEFORE = {TAG: TAG_OF_SCHEMA_1, ANNOTATION: ANNOTATION_OF_SCHEMA_1}
_LATER = {TAG_BY_KEY, *INDEXES_OF_SCHEMA_3, *TABLES_OF_SCHEMA_4}
STATEMENTS_OF_SCHEMA_1 = tuple(_AS_BEFORE.get(each, each) for each in STATEMENTS if each not in _LATER)
