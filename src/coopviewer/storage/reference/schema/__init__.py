"""The tables of a reference of schema version 2, but for those of the search; ``docs/schema.md`` describes them."""

from coopviewer.storage.reference.schema.published_tables import PUBLISHED_TABLES

SCHEMA_VERSION = 2

_TABLES = """
CREATE TABLE edition (
    id TEXT PRIMARY KEY,
    dataset TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    as_of_earliest TEXT,
    as_of_latest TEXT CHECK (as_of_latest >= as_of_earliest),
    as_of_basis TEXT NOT NULL CHECK (as_of_basis IN ('stated', 'inferred', 'editorial', 'reference')),
    as_of_note TEXT NOT NULL,
    licence_note TEXT NOT NULL,
    disclaimer TEXT NOT NULL,
    subject TEXT,
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    one INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (one = 1),
    CHECK ((as_of_earliest IS NULL) = (as_of_latest IS NULL))
) STRICT;

CREATE TABLE source (
    id TEXT PRIMARY KEY CHECK (id GLOB 'source/?*'),
    title TEXT NOT NULL,
    publisher TEXT,
    url TEXT,
    url_basis TEXT,
    language TEXT,
    version TEXT,
    sha256 TEXT CHECK (length(sha256) = 64),
    size INTEGER CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
    id TEXT PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES source (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    kind TEXT NOT NULL
        CHECK (kind IN ('heading', 'paragraph', 'item', 'field', 'label', 'footnote', 'chrome', 'record')),
    section TEXT NOT NULL,
    locator TEXT NOT NULL,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end > char_start),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    UNIQUE (source_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id TEXT PRIMARY KEY CHECK (id GLOB kind || '/?*'),
    number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN
        ('region', 'country', 'project', 'network', 'organisation', 'forum', 'funding-instrument', 'theme')),
    title TEXT NOT NULL CHECK (title <> ''),
    sort_title TEXT NOT NULL CHECK (sort_title <> ''),
    sort_key TEXT NOT NULL,
    placed INTEGER NOT NULL CHECK (placed IN (0, 1)),
    hint TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_kind ON entry (kind, number);
CREATE INDEX entry_unplaced ON entry (kind, number) WHERE placed = 0;

CREATE TABLE country (
    entry_id TEXT PRIMARY KEY REFERENCES entry (id),
    alpha2 TEXT NOT NULL UNIQUE CHECK (alpha2 GLOB '[A-Z][A-Z]'),
    alpha3 TEXT UNIQUE CHECK (alpha3 GLOB '[A-Z][A-Z][A-Z]'),
    m49 TEXT UNIQUE CHECK (m49 GLOB '[0-9][0-9][0-9]'),
    code_status TEXT NOT NULL CHECK (code_status IN ('official', 'user-assigned')),
    latitude REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180),
    marker TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE predicate (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    inverse_label TEXT NOT NULL,
    subject_kinds TEXT NOT NULL,
    object_kinds TEXT NOT NULL,
    iati TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE redirect (
    old_id TEXT PRIMARY KEY,
    new_id TEXT NOT NULL,
    edition_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
    id TEXT PRIMARY KEY CHECK (id GLOB entry_id || '/?*'),
    entry_id TEXT NOT NULL REFERENCES entry (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('name', 'relation', 'statement', 'timeframe', 'amount', 'quantity', 'document', 'extent', 'identifier',
        'milestone', 'classification', 'flow', 'place', 'result', 'indicator', 'mention', 'published_field')),
    basis TEXT NOT NULL CHECK (basis IN ('stated', 'inferred', 'editorial', 'reference')),
    note TEXT,
    preferred TEXT,
    CHECK (basis <> 'editorial' OR note IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_by_entry ON fact (entry_id, kind);

CREATE TABLE citation (
    fact_id TEXT NOT NULL REFERENCES fact (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    source_id TEXT NOT NULL REFERENCES source (id),
    passage_id TEXT REFERENCES passage (id),
    role TEXT NOT NULL CHECK (role IN ('states', 'context', 'footnote')),
    line INTEGER CHECK (line >= 1),
    place TEXT,
    PRIMARY KEY (fact_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_passage ON citation (passage_id);

CREATE TABLE name (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    text TEXT NOT NULL CHECK (text <> ''),
    language TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('as-given', 'official', 'acronym', 'expansion', 'former', 'alias'))
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    subject_id TEXT NOT NULL REFERENCES entry (id),
    predicate_id TEXT NOT NULL REFERENCES predicate (id),
    object_id TEXT NOT NULL REFERENCES entry (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    as_given TEXT,
    edtf TEXT,
    subject_number INTEGER NOT NULL,
    object_number INTEGER NOT NULL,
    share INTEGER CHECK (share >= 0),
    share_as_given TEXT,
    role_as_given TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_by_subject ON relation (subject_id, predicate_id, object_number);
CREATE INDEX relation_by_object ON relation (object_id, predicate_id, subject_number);
CREATE INDEX relation_again ON relation (object_id, predicate_id) WHERE instr(fact_id, '@') > 0;

CREATE TABLE statement (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    kind TEXT NOT NULL CHECK (kind IN ('summary', 'description', 'principle', 'form', 'goal', 'achievement',
        'target-group', 'condition', 'legal-note', 'data-note')),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    text TEXT NOT NULL CHECK (text <> ''),
    language TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_data_note ON statement (kind) WHERE kind = 'data-note';

CREATE TABLE timeframe (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    edtf TEXT NOT NULL,
    start_earliest TEXT,
    start_latest TEXT CHECK (start_latest >= start_earliest),
    end_earliest TEXT,
    end_latest TEXT CHECK (end_latest >= end_earliest),
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE amount (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    kind TEXT NOT NULL CHECK (kind IN ('grant', 'portfolio-total')),
    minor_units INTEGER NOT NULL CHECK (minor_units >= 0),
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    funder_id TEXT REFERENCES entry (id),
    funding_instrument_id TEXT REFERENCES entry (id),
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX amount_by_funder ON amount (funder_id) WHERE funder_id IS NOT NULL;
CREATE INDEX amount_by_instrument ON amount (funding_instrument_id) WHERE funding_instrument_id IS NOT NULL;

CREATE TABLE quantity (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    measure TEXT NOT NULL,
    comparator TEXT NOT NULL CHECK (comparator IN ('=', '>')),
    value INTEGER NOT NULL,
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    about TEXT NOT NULL,
    title TEXT,
    language TEXT,
    url TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE extent (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    predicate_id TEXT REFERENCES predicate (id),
    statement_kind TEXT,
    value TEXT NOT NULL CHECK (value IN ('complete', 'open', 'none', 'not-stated')),
    CHECK ((predicate_id IS NULL) <> (statement_kind IS NULL))
) STRICT, WITHOUT ROWID;
"""

TABLES = _TABLES + PUBLISHED_TABLES
