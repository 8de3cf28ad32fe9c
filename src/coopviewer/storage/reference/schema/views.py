"""Flat, labelled views for users who read ``coop.db`` with other tools; ``docs/schema.md`` describes them."""

VIEWS = """
CREATE VIEW v_project AS
SELECT
    e.id AS project_id,
    e.title AS project,
    t.edtf AS timeframe,
    t.as_given AS timeframe_as_given,
    t.start_earliest, t.start_latest, t.end_earliest, t.end_latest,
    a.minor_units / CASE a.decimals WHEN 0 THEN 1.0 WHEN 3 THEN 1000.0 WHEN 4 THEN 10000.0 ELSE 100.0 END
        AS grant_value,
    a.currency,
    a.as_given AS grant_as_given,
    funder.title AS funder,
    instrument.title AS funding_instrument,
    (SELECT group_concat(title, '; ') FROM
        (SELECT p.title FROM relation r JOIN entry p ON p.id = r.object_id
         WHERE r.subject_id = e.id AND r.predicate_id = 'project-partner' ORDER BY r.ordinal)) AS partners,
    (SELECT count(*) FROM relation r JOIN entry o ON o.id = r.object_id
     WHERE r.subject_id = e.id AND r.predicate_id = 'has-beneficiary' AND o.kind = 'country')
        AS beneficiary_countries,
    (SELECT count(*) FROM fact f JOIN statement s ON s.fact_id = f.id
     WHERE f.entry_id = e.id AND s.kind = 'goal') AS goals,
    (SELECT count(*) FROM fact f JOIN statement s ON s.fact_id = f.id
     WHERE f.entry_id = e.id AND s.kind = 'achievement') AS achievements
FROM entry e
LEFT JOIN fact tf ON tf.entry_id = e.id AND tf.kind = 'timeframe'
LEFT JOIN timeframe t ON t.fact_id = tf.id
LEFT JOIN fact af ON af.entry_id = e.id AND af.kind = 'amount'
LEFT JOIN amount a ON a.fact_id = af.id AND a.kind = 'grant'
LEFT JOIN entry funder ON funder.id = a.funder_id
LEFT JOIN entry instrument ON instrument.id = a.funding_instrument_id
WHERE e.kind = 'project'
ORDER BY e.sort_key;

CREATE VIEW v_country AS
SELECT
    e.id AS country_id,
    e.title AS country,
    c.alpha2, c.alpha3, c.m49, c.code_status,
    (SELECT group_concat(title, '; ') FROM
        (SELECT g.title FROM relation r JOIN entry g ON g.id = r.object_id
         WHERE r.subject_id = e.id AND r.predicate_id = 'in-region' ORDER BY g.sort_key)) AS regions,
    EXISTS (SELECT 1 FROM relation r
            WHERE r.object_id = e.id AND r.predicate_id = 'has-working-arrangement-with') AS has_working_arrangement,
    EXISTS (SELECT 1 FROM relation r
            WHERE r.object_id = e.id AND r.predicate_id = 'has-risk-analysis-cell-in') AS has_risk_analysis_cell,
    (SELECT count(*) FROM relation r
     WHERE r.object_id = e.id AND r.predicate_id = 'has-beneficiary') AS projects
FROM entry e
JOIN country c ON c.entry_id = e.id
ORDER BY e.sort_key;

CREATE VIEW v_beneficiary AS
SELECT
    p.id AS project_id, p.title AS project,
    b.id AS beneficiary_id, b.title AS beneficiary, b.kind AS beneficiary_kind,
    r.ordinal, r.as_given, f.basis
FROM relation r
JOIN fact f ON f.id = r.fact_id
JOIN entry p ON p.id = r.subject_id
JOIN entry b ON b.id = r.object_id
WHERE r.predicate_id = 'has-beneficiary'
ORDER BY p.sort_key, r.ordinal;

CREATE VIEW v_participating_organisation AS
SELECT
    p.id AS project_id, p.title AS project,
    o.id AS organisation_id, o.title AS organisation,
    d.label AS role, d.iati AS iati_role, f.basis, f.note
FROM relation r
JOIN fact f ON f.id = r.fact_id
JOIN predicate d ON d.id = r.predicate_id
JOIN entry p ON p.id = r.subject_id AND p.kind = 'project'
JOIN entry o ON o.id = r.object_id AND o.kind = 'organisation'
ORDER BY p.sort_key, d.id, r.ordinal;

CREATE VIEW v_coverage AS
SELECT
    c.id AS country_id, c.title AS country,
    s.id AS through_id, s.title AS through, s.kind AS through_kind,
    d.id AS predicate_id, d.label AS relation,
    f.id AS fact_id, f.basis
FROM relation r
JOIN fact f ON f.id = r.fact_id
JOIN predicate d ON d.id = r.predicate_id
JOIN entry c ON c.id = r.object_id AND c.kind = 'country'
JOIN entry s ON s.id = r.subject_id
ORDER BY c.sort_key, d.id, s.sort_key;

CREATE VIEW v_flow AS
SELECT
    p.id AS project_id, p.title AS project,
    w.kind, w.type,
    (SELECT l.label FROM code_label l
     WHERE l.list = CASE w.kind WHEN 'transaction' THEN 'TransactionType' ELSE 'BudgetType' END
     AND l.code = w.type AND l.language = 'en') AS type_label,
    w.day, w.period_start, w.period_end,
    w.minor_units / CAST(substr('1000000000', 1, w.decimals + 1) AS REAL) AS value,
    w.currency, w.value_date,
    provider.title AS provider, receiver.title AS receiver,
    w.text AS description, w.reference, w.as_given, w.fact_id
FROM entry p
CROSS JOIN fact f ON f.entry_id = p.id AND f.kind = 'flow'
JOIN flow w ON w.fact_id = f.id
LEFT JOIN entry provider ON provider.id = w.from_id
LEFT JOIN entry receiver ON receiver.id = w.to_id
ORDER BY p.number;

CREATE VIEW v_milestone AS
SELECT
    p.id AS project_id, p.title AS project,
    m.kind, m.edtf, m.earliest, m.latest, m.as_given, f.preferred, m.fact_id
FROM entry p
CROSS JOIN fact f ON f.entry_id = p.id AND f.kind = 'milestone'
JOIN milestone m ON m.fact_id = f.id
ORDER BY p.number;

CREATE VIEW v_sector AS
SELECT
    p.id AS project_id, p.title AS project,
    t.id AS sector_id, t.title AS sector,
    r.share / 10000.0 AS percentage, r.share_as_given AS percentage_as_given, r.fact_id
FROM entry p
CROSS JOIN relation r ON r.subject_id = p.id AND r.predicate_id = 'in-sector'
JOIN entry t ON t.id = r.object_id
ORDER BY p.number;
"""
