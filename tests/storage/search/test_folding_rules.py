"""A reference is searched by the rule of folding that it was built with, whatever the present rule is."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.building.integrity import schema_faults
from coopviewer.storage.building.search_integrity import search_faults
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.opening import folding_of, open_reference
from coopviewer.storage.reference.outline_filter import filter_outline
from coopviewer.storage.search.filling import fill_search
from coopviewer.storage.search.store import ReferenceSearch
from coopviewer.storage.search.tables import DERIVED
from coopviewer.storage.search.tables_1 import SEARCHES_1
from tests.faults import raises_fault
from tests.reference_values import dataset, name, ref, statement

ENTRIES = (
    *(ref("network/lodz", "Łódź"), ref("network/tromso", "Tromsø"), ref("network/strasse", "Lange Straße")),
    *(
        ref("network/plain", "Lodz and Tromso"),
        ref("network/soft", "co\u00adop\u200beration"),
        ref("network/oeuvre", "Œuvres"),
    ),
    *(ref("network/dirne", "Iğd\u0131r"), ref("network/thing", "Þingvellir"), ref("network/ivory", "Côte d’Ivoire")),
)
FACTS = (
    name("network/thing", "Đakovo"),
    statement("network/plain", "The K\u0131z\u0131l\u00ad\u0131rmak meets the Værøy."),
    statement("network/ivory", "The border of Łomża."),
)
# what each query finds in a reference of rule 1, as the version that built it did, and in one of rule 2
FOUND = {
    "Łódź": ({"lodz"}, {"lodz", "plain"}),
    "łódź": ({"lodz"}, {"lodz", "plain"}),
    "lodz": ({"plain"}, {"lodz", "plain"}),
    "Tromsø": ({"tromso"}, {"tromso", "plain"}),
    "tromso": ({"plain"}, {"tromso", "plain"}),
    "Straße": ({"strasse"}, {"strasse"}),
    "strasse": (set(), {"strasse"}),
    '"lange strasse"': ({"strasse"}, {"strasse"}),
    "oeuvres": (set(), {"oeuvre"}),
    "Œuvres": ({"oeuvre"}, {"oeuvre"}),
    "cooperation": (set(), {"soft"}),
    '"co op eration"': ({"soft"}, {"soft"}),
    "igdir": (set(), {"dirne"}),
    "IĞDIR": (set(), {"dirne"}),
    "thingv": (set(), {"thing"}),
    "Djakovo": (set(), set()),
    "dakovo": (set(), {"thing"}),
    "kizilirmak": (set(), {"plain"}),
    "vaeroy": (set(), {"plain"}),
    "lomza": (set(), {"ivory"}),
    "Łomża": ({"ivory"}, {"ivory"}),
    "divoire": ({"ivory"}, {"ivory"}),
    "ivoire -lomza": ({"ivory"}, set()),
    "lodz 🎉": ({"plain"}, {"lodz", "plain"}),
}


def of_rule_1(path: Path) -> None:
    """Make the search tables anew as the versions before rule 2 wrote them."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("search_name", "search_text", "search_rule", *DERIVED):
            connection.execute(f"DROP TABLE {table}")
        for view in ("v_search", "v_search_text", "v_facet", "v_span", "v_period", "v_period_year"):
            connection.execute(f"DROP VIEW {view}")
        connection.executescript(SEARCHES_1[1])
        fill_search(connection)


@pytest.fixture(scope="module", params=[1, 2])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    path = tmp_path_factory.mktemp("rules") / "reference.db"
    write_reference(dataset(*FACTS, entries=ENTRIES), path)
    if request.param == 1:
        of_rule_1(path)
    return request.param, path


@pytest.fixture
def opened(built: tuple[int, Path]) -> Iterator[tuple[int, ReferenceSearch]]:
    with closing(ReferenceSearch(built[1])) as search:
        yield built[0], search


def test_the_search_tables_of_rule_1_are_those_of_files_that_were_built_by_it() -> None:
    digest = sha256(SEARCHES_1[1].encode()).hexdigest()
    assert digest == "1c925ca7eda3d75124ea19ad57fe2e62c7215bb79131f5ba54334169b4d2e28d"


@pytest.mark.parametrize("query", FOUND, ids=ascii)
def test_a_query_finds_by_the_rule_of_the_reference(opened: tuple[int, ReferenceSearch], query: str) -> None:
    rule, search = opened
    hits = search.search(parse_query(query)).hits
    assert {hit.ref.id.removeprefix("network/") for hit in hits} == FOUND[query][rule - 1]


@pytest.mark.parametrize("query", ["Łódź", "lodz", "Tromsø", "thingv", "co", "IĞDIR", "dakovo", "🎉 lodz"], ids=ascii)
def test_the_navigator_is_filtered_by_the_rule_of_the_reference(built: tuple[int, Path], query: str) -> None:
    with closing(open_reference(built[1])) as connection:
        assert folding_of(connection) == built[0]
        found = filter_outline(connection, Grouping.COOPERATION, query).matches
    expected = {
        "co": ({"soft", "ivory"}, {"soft", "ivory"}),
        "🎉 lodz": FOUND["lodz"],
    }.get(query, FOUND.get(query, (set(), set())))
    assert {each.removeprefix("network/") for each in found} == expected[built[0] - 1]


def test_words_that_are_found_are_marked(opened: tuple[int, ReferenceSearch]) -> None:
    rule, search = opened
    (hit,) = (each for each in search.search(parse_query("Łódź")).hits if each.ref.id == "network/lodz")
    assert (hit.match.text, hit.match.ranges, hit.match.whole) == ("Łódź", ((0, 4),), True), rule


def test_a_reference_of_each_rule_is_what_its_build_writes(built: tuple[int, Path]) -> None:
    with closing(open_reference(built[1])) as connection:
        assert [*schema_faults(connection), *search_faults(connection)] == []


def test_a_rule_of_a_later_version_is_refused(tmp_path: Path, built: tuple[int, Path]) -> None:
    path = Path(shutil.copy(built[1], tmp_path / "later.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS search_rule (folding INTEGER PRIMARY KEY) STRICT")
        connection.execute("DELETE FROM search_rule")
        connection.execute("INSERT INTO search_rule VALUES (3)")
    with raises_fault("unknown rule of folding"):
        ReferenceSearch(path)
