"""The bundled edition agrees with its source document: numbers, amounts, timeframes, citations."""

import sqlite3
from collections.abc import Iterator

import pytest

from coopviewer import paths


@pytest.fixture(scope="module")
def reference() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{paths.reference_file()}?mode=ro", uri=True)
    yield connection
    connection.close()


_RELATIONS = "SELECT count(*) FROM relation r JOIN entry o ON o.id = r.object_id WHERE "
_STATEMENTS = "SELECT count(*) FROM statement s JOIN fact f ON f.id = s.fact_id WHERE "
COUNTS = {
    "countries": ("SELECT count(*) FROM country", 49),
    "working arrangements with countries": (
        _RELATIONS + "r.predicate_id = 'has-working-arrangement-with' AND o.kind = 'country'",
        18,
    ),
    "working arrangements with organisations": (
        _RELATIONS + "r.predicate_id = 'has-working-arrangement-with' AND o.kind = 'organisation'",
        2,
    ),
    "networks": ("SELECT count(*) FROM entry WHERE kind = 'network'", 4),
    "networks that Frontex leads": (_RELATIONS + "r.predicate_id = 'leads' AND o.kind = 'network'", 4),
    "members of networks": (_RELATIONS + "r.predicate_id = 'has-member'", 0),
    "projects": ("SELECT count(*) FROM entry WHERE kind = 'project'", 4),
    "beneficiaries of AFIC": (_RELATIONS + "r.subject_id = 'project/afic' AND r.predicate_id = 'has-beneficiary'", 33),
    "beneficiaries of IPA II": (
        _RELATIONS + "r.subject_id = 'project/ipa-ii-phase-ii' AND r.predicate_id = 'has-beneficiary'",
        7,
    ),
    "beneficiaries of EaP": (_RELATIONS + "r.subject_id = 'project/eap-ibm' AND r.predicate_id = 'has-beneficiary'", 6),
    "beneficiary regions of EU4BorderSecurity": (
        _RELATIONS
        + "r.subject_id = 'project/eu4bordersecurity' AND r.predicate_id = 'has-beneficiary' AND o.kind = 'region'",
        1,
    ),
    "beneficiary countries of EU4BorderSecurity": (
        _RELATIONS
        + "r.subject_id = 'project/eu4bordersecurity' AND r.predicate_id = 'has-beneficiary' AND o.kind = 'country'",
        0,
    ),
    "goals of EU4BorderSecurity": (_STATEMENTS + "f.entry_id = 'project/eu4bordersecurity' AND s.kind = 'goal'", 4),
    "goals of AFIC": (_STATEMENTS + "f.entry_id = 'project/afic' AND s.kind = 'goal'", 3),
    "goals of IPA II": (_STATEMENTS + "f.entry_id = 'project/ipa-ii-phase-ii' AND s.kind = 'goal'", 2),
    "goals of EaP": (_STATEMENTS + "f.entry_id = 'project/eap-ibm' AND s.kind = 'goal'", 3),
    "achievements": (_STATEMENTS + "s.kind = 'achievement'", 4),
    "risk analysis cells": (_RELATIONS + "r.predicate_id = 'has-risk-analysis-cell-in'", 6),
    "principles": (_STATEMENTS + "s.kind = 'principle'", 6),
    "areas of cooperation": (_RELATIONS + "r.predicate_id = 'works-in'", 6),
    "forms of cooperation": (_STATEMENTS + "s.kind = 'form'", 6),
    "amounts": ("SELECT count(*) FROM amount", 5),
    "named documents": ("SELECT count(*) FROM document", 5),
    "passages": ("SELECT count(*) FROM passage", 77),
    "fora": ("SELECT count(*) FROM entry WHERE kind = 'forum'", 6),
    "facts without a basis": (
        "SELECT count(*) FROM fact WHERE basis NOT IN ('stated','inferred','editorial','reference')",
        0,
    ),
    "stated or inferred facts without a passage": (
        (
            "SELECT count(*) FROM fact f WHERE basis IN ('stated', 'inferred') AND NOT EXISTS "
            "(SELECT 1 FROM citation c WHERE c.fact_id = f.id AND c.passage_id IS NOT NULL)"
        ),
        0,
    ),
    "inferred facts that do not say how": ("SELECT count(*) FROM fact WHERE basis = 'inferred' AND note IS NULL", 0),
    "uncited passages that are not heading, label or chrome": (
        (
            "SELECT count(*) FROM passage p WHERE kind NOT IN ('heading', 'label', 'chrome') AND NOT EXISTS "
            "(SELECT 1 FROM citation c WHERE c.passage_id = p.id)"
        ),
        0,
    ),
    "relations to Kosovo* that do not cite its footnote": (
        (
            "SELECT count(*) FROM relation r JOIN fact f ON f.id = r.fact_id WHERE r.object_id = 'country/XK' "
            "AND f.basis = 'stated' AND NOT EXISTS "
            "(SELECT 1 FROM citation c WHERE c.fact_id = r.fact_id AND c.role = 'footnote')"
        ),
        0,
    ),
}


@pytest.mark.parametrize("thing", COUNTS)
def test_the_edition_has_the_expected_numbers(reference: sqlite3.Connection, thing: str) -> None:
    query, expected = COUNTS[thing]
    assert reference.execute(query).fetchone() == (expected,)


def test_amounts_are_as_stated_even_where_they_disagree(reference: sqlite3.Connection) -> None:
    rows = reference.execute("SELECT kind, minor_units, currency, as_given FROM amount ORDER BY minor_units").fetchall()
    assert rows == [
        ("grant", 340_000_000, "EUR", "3,4 million euros"),
        ("grant", 400_000_000, "EUR", "4 million euros"),
        ("grant", 400_000_000, "EUR", "4 million euros"),
        ("grant", 450_000_000, "EUR", "4.5 million euros"),
        ("portfolio-total", 1_400_000_000, "EUR", "14 million euros"),
    ]


def test_timeframes_keep_their_precision(reference: sqlite3.Connection) -> None:
    query = (
        "SELECT f.entry_id, t.edtf, t.as_given, start_earliest, start_latest, end_earliest, end_latest "
        "FROM timeframe t JOIN fact f ON f.id = t.fact_id ORDER BY 1"
    )
    assert {row[0]: row[1:] for row in reference.execute(query)} == {
        "project/afic": ("2017/2023", "2017- 2023", "2017-01-01", "2017-12-31", "2023-01-01", "2023-12-31"),
        "project/eap-ibm": (
            *("2014-07/2018-12", "07/2014-12/2018"),
            *("2014-07-01", "2014-07-31", "2018-12-01", "2018-12-31"),
        ),
        "project/eu4bordersecurity": (
            *("2018-12/2021-12", "Dec 2018-Dec 2021"),
            *("2018-12-01", "2018-12-31", "2021-12-01", "2021-12-31"),
        ),
        "project/ipa-ii-phase-ii": (
            *("2019-07-01/2021-06-30", "01/07/2019 – 30/06/2021"),
            *("2019-07-01", "2019-07-01", "2021-06-30", "2021-06-30"),
        ),
    }


def test_the_risk_analysis_cells_are_in_the_six_countries_named(reference: sqlite3.Connection) -> None:
    query = "SELECT object_id FROM relation WHERE predicate_id = 'has-risk-analysis-cell-in' ORDER BY ordinal"
    assert [row[0] for row in reference.execute(query)] == [
        *("country/NE", "country/NG", "country/GH", "country/GM", "country/GN", "country/SN"),
    ]


def test_each_country_is_in_a_region_by_editorial_basis(reference: sqlite3.Connection) -> None:
    query = """
        SELECT count(DISTINCT r.subject_id), group_concat(DISTINCT f.basis) FROM relation r
        JOIN fact f ON f.id = r.fact_id JOIN country c ON c.entry_id = r.subject_id
        WHERE r.predicate_id = 'in-region'
    """
    assert reference.execute(query).fetchone() == (49, "editorial")


def test_kosovo_has_its_asterisk_note_and_codes(reference: sqlite3.Connection) -> None:
    title, marker, alpha2, alpha3, m49, status = reference.execute(
        "SELECT e.title, c.marker, alpha2, alpha3, m49, code_status FROM country c JOIN entry e ON e.id = c.entry_id "
        "WHERE e.id = 'country/XK'"
    ).fetchone()
    assert (title, marker, alpha2, alpha3, m49, status) == ("Kosovo*", "*", "XK", None, None, "user-assigned")
    note = (
        "SELECT count(*) FROM statement s JOIN fact f ON f.id = s.fact_id "
        "WHERE s.kind = 'legal-note' AND f.entry_id = 'country/XK'"
    )
    assert reference.execute(note).fetchone() == (1,)


@pytest.mark.parametrize(
    ("as_given", "entry"),
    [
        ("Guinea", "country/GN"),
        ("Guinea-Bissau", "country/GW"),
        ("Niger", "country/NE"),
        ("Nigeria", "country/NG"),
        ("Sudan", "country/SD"),
        ("South Sudan", "country/SS"),
        ("Bosnia and Herzegovina", "country/BA"),
        ("the Russian Federation", "country/RU"),
        ("The Gambia", "country/GM"),
        ("Ivory Coast", "country/CI"),
        ("Cape Verde", "country/CV"),
        ("Democratic Republic of Congo", "country/CD"),
    ],
)
def test_similar_names_and_names_as_given_refer_to_the_right_country(
    reference: sqlite3.Connection, as_given: str, entry: str
) -> None:
    found = reference.execute("SELECT DISTINCT object_id FROM relation WHERE as_given = ?", (as_given,)).fetchall()
    assert found == [(entry,)]
