"""The views of a file of schema version 1, which a check of such a file expects."""

VIEWS_1 = """
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
"""
