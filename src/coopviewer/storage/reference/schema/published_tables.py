"""The tables of published facts, of imports, and of what is derived; ``docs/schema.md`` describes every column."""

PUBLISHED_TABLES = """
CREATE TABLE identifier (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    scheme TEXT NOT NULL CHECK (scheme IN ('iati', 'other', 'local', 'org-id')),
    type TEXT,
    value TEXT NOT NULL CHECK (value <> ''),
    owner_id TEXT REFERENCES entry (id),
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE milestone (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('start-planned', 'start-actual', 'end-planned', 'end-actual', 'adopted', 'signed', 'other')),
    edtf TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest TEXT NOT NULL CHECK (latest >= earliest),
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE classification (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    scheme TEXT NOT NULL CHECK (scheme <> ''),
    code TEXT NOT NULL CHECK (code <> ''),
    label TEXT,
    significance TEXT,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    as_given TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE flow (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    kind TEXT NOT NULL CHECK (kind IN ('transaction', 'budget', 'planned-disbursement', 'total', 'loan')),
    type TEXT,
    status TEXT,
    day TEXT,
    period_start TEXT,
    period_end TEXT,
    value_date TEXT,
    minor_units INTEGER NOT NULL,
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    from_id TEXT REFERENCES entry (id),
    to_id TEXT REFERENCES entry (id),
    from_activity TEXT,
    to_activity TEXT,
    text TEXT,
    language TEXT,
    reference TEXT,
    as_given TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_by_payer ON flow (from_id) WHERE from_id IS NOT NULL;
CREATE INDEX flow_by_receiver ON flow (to_id, from_id) WHERE to_id IS NOT NULL;

CREATE TABLE place (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    name TEXT,
    description TEXT,
    latitude REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180),
    exactness TEXT,
    code TEXT,
    vocabulary TEXT,
    as_given TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    type TEXT,
    title TEXT NOT NULL,
    description TEXT,
    language TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    result_fact_id TEXT NOT NULL REFERENCES result (fact_id),
    measure TEXT,
    ascending INTEGER CHECK (ascending IN (0, 1)),
    title TEXT NOT NULL,
    baseline TEXT,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_period (
    fact_id TEXT NOT NULL REFERENCES indicator (fact_id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    period_start TEXT,
    period_end TEXT,
    target TEXT,
    actual TEXT,
    comment TEXT,
    PRIMARY KEY (fact_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    predicate_id TEXT NOT NULL REFERENCES predicate (id),
    ref TEXT NOT NULL CHECK (ref <> ''),
    type TEXT,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE published_field (
    fact_id TEXT PRIMARY KEY REFERENCES fact (id),
    label TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE published_value (
    fact_id TEXT NOT NULL REFERENCES published_field (fact_id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fact_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    ordinal INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES source (id),
    name TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    format TEXT NOT NULL,
    version TEXT,
    generated TEXT,
    program TEXT NOT NULL,
    mapping TEXT NOT NULL
) STRICT;

CREATE TABLE import_note (
    ordinal INTEGER PRIMARY KEY,
    severity TEXT NOT NULL CHECK (severity IN ('mended', 'kept', 'refused')),
    file TEXT NOT NULL,
    line INTEGER CHECK (line >= 1),
    entry_id TEXT,
    what TEXT NOT NULL,
    found TEXT NOT NULL,
    done TEXT NOT NULL
) STRICT;
CREATE INDEX import_note_by_entry ON import_note (entry_id) WHERE entry_id IS NOT NULL;

CREATE TABLE code_label (
    list TEXT NOT NULL,
    code TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (list, code, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE flow_total (
    entry_id TEXT NOT NULL REFERENCES entry (id),
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    currency TEXT NOT NULL,
    year TEXT NOT NULL,
    minor_units INTEGER NOT NULL,
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
    flows INTEGER NOT NULL CHECK (flows >= 1),
    PRIMARY KEY (entry_id, kind, type, currency, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    entry_kind TEXT NOT NULL,
    slot TEXT NOT NULL,
    entries INTEGER NOT NULL CHECK (entries >= 1),
    PRIMARY KEY (entry_kind, slot)
) STRICT, WITHOUT ROWID;
"""
