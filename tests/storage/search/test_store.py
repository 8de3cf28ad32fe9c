"""Searching a reference: every text has an answer, filters only leave out, counts are right, all can be given up."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread, Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer import paths
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_timeframe
from coopviewer.domain.search.answer import Certainty, MatchField, SearchAnswer
from coopviewer.domain.search.query import COUNTED, Facet, SearchFilter, SearchQuery
from coopviewer.domain.search.ranges import parse_period
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.personal_search import projects_found
from coopviewer.storage.search.store import ReferenceSearch
from tests.faults import raises_fault

FILTERS = (
    *("kind:project", "kind:country,network", "-kind:theme", "region:Africa", 'region:"Western Balkans",Turkey'),
    *("country:NE", "network:AFIC", "partner:IOM", "-partner:IOM", "funder:EU", "instrument:ENI", "goal:training"),
    *("arrangement:listed", "-arrangement:no", "projects:none,one", "project:AFIC", "-has:project", "has:arrangement"),
    *("active:2019", "active:2017-03,2021", "grant:>=4m", "-grant:4m", "basis:inferred", "region:Atlantis"),
)
WORDS = ("", "niger", "n", "risk analysis", '"border management"', "-risk", "kosova", "a e", "EUAA", "Guinea -Bissau")
TABLES = {
    Facet.KIND: "SELECT id FROM entry WHERE kind = :value",
    Facet.BASIS: "SELECT DISTINCT entry_id FROM fact WHERE basis = :value",
    Facet.NETWORK: "SELECT subject_id FROM relation WHERE object_id = :value UNION SELECT object_id FROM relation "
    "WHERE subject_id = :value AND predicate_id <> 'in-region' UNION SELECT :value",
    Facet.PARTNER: "SELECT subject_id FROM relation WHERE object_id = :value "
    "AND predicate_id IN ('project-partner', 'managed-by', 'implemented-by')",
    Facet.FUNDER: "SELECT subject_id FROM relation WHERE object_id = :value AND predicate_id = 'funded-by' UNION "
    "SELECT f.entry_id FROM amount a JOIN fact f ON f.id = a.fact_id WHERE a.funder_id = :value",
    Facet.INSTRUMENT: "SELECT subject_id FROM relation WHERE object_id = :value AND predicate_id = 'financed-under' "
    "UNION SELECT f.entry_id FROM amount a JOIN fact f ON f.id = a.fact_id WHERE a.funding_instrument_id = :value",
    Facet.ACTIVE: "SELECT f.entry_id FROM timeframe t JOIN fact f ON f.id = t.fact_id "
    "WHERE substr(t.start_earliest, 1, 4) <= :value AND substr(t.end_latest, 1, 4) >= :value",
}

ONLY_PUBLISHED = (Facet.COUNTRY, Facet.REPORTER, Facet.STATUS, Facet.MARKER)  # which curated entries have none of


@pytest.fixture(scope="module")
def search() -> Iterator[ReferenceSearch]:
    opened = ReferenceSearch(paths.reference_file(), clock=lambda: 0.0)  # whose counting always has time
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reference() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(paths.reference_file())) as connection:
        yield connection


def ids_of(answer: SearchAnswer) -> list[str]:
    return [hit.ref.id for hit in answer.hits]


def found(search: ReferenceSearch, text: str) -> list[str]:
    return ids_of(search.search(parse_query(text), limit=500))


@given(
    text=st.one_of(
        st.text(max_size=30), st.lists(st.sampled_from((*FILTERS, *WORDS, '"', "*")), max_size=4).map(" ".join)
    )
)
def test_every_text_has_an_answer_or_a_fault(search: ReferenceSearch, text: str) -> None:
    answer = search.search(parse_query(text))
    assert answer.hits or answer.faults or answer.query or not text.strip()
    for hit in answer.hits:
        for shown, marks in ((hit.match.text, hit.match.ranges), (hit.snippet.text, hit.snippet.ranges)):
            assert all(0 <= start < end <= len(shown) for start, end in marks)
    for meant in answer.did_you_mean:
        assert ids_of(search.search(parse_query(str(meant.query))))[:1] == [meant.ref.id]


@given(words=st.sampled_from(WORDS), filters=st.lists(st.sampled_from(FILTERS), max_size=3))
def test_another_facet_never_adds_results(search: ReferenceSearch, words: str, filters: list[str]) -> None:
    query = parse_query(" ".join((words, *filters))).query
    everything = set(ids_of(search.search(parse_query(str(query)), limit=500)))
    for facet in Facet:
        own = query.of_facet(facet)
        without = SearchQuery(tuple(part for part in query.parts if part not in own))
        asks_for_places = facet is Facet.KIND and query.asks_for_places  # of which more is true through their projects
        if own and without and not asks_for_places:
            assert everything <= set(found(search, str(without)))


@given(words=st.sampled_from(WORDS), filters=st.lists(st.sampled_from(FILTERS), max_size=2))
def test_what_is_found_is_what_each_facet_says(search: ReferenceSearch, words: str, filters: list[str]) -> None:
    query = parse_query(" ".join((words, *filters))).query
    ids = set(found(search, str(query)))
    kinds = [] if not query.asks_for_places else [each for each in query.of_facet(Facet.KIND) if not each.excluded]
    for facet in Facet:
        among = " ".join(map(str, kinds if facet is not Facet.KIND else ()))
        for excluded in (False, True):
            chosen = [each for each in query.of_facet(facet) if each.excluded is excluded]
            said = set().union(*(found(search, f"{facet}:{str(each).partition(':')[2]} {among}") for each in chosen))
            assert not ids & said if excluded else not chosen or ids <= said


def test_counts_are_those_of_the_tables(search: ReferenceSearch, reference: sqlite3.Connection) -> None:
    for counts in search.facets(SearchQuery()):
        if counts.facet in TABLES:
            for value in counts.values:
                rows = set(reference.execute(TABLES[counts.facet], {"value": value.value}))
                assert (value.count, value.more) == (len(rows), False), (counts.facet, value.value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "risk",
            "kind:project",
            "kind:project region:Africa",
            "a partner:IOM active:2019",
            "NE",
            "arrangement:listed",
        ),
        *(
            "kind:country",
            "kind:country partner:IOM",
            "kind:country,organisation active:2018",
            "active:2018 -partner:IOM",
        ),
        *("kind:region network:AFIC", "kind:country network:AFIC active:2019 -partner:IOM", "has:project projects:one"),
        *("kind:country arrangement:listed projects:none", "kind:region,project grant:4m"),
        *("kind:country arrangement:no a funder:EU", "-kind:country partner:IOM"),
    ],
)
def test_a_count_is_how_many_results_the_value_would_give(search: ReferenceSearch, text: str) -> None:
    query = parse_query(text).query
    facets = search.facets(query)
    assert tuple(counts.facet for counts in facets) == COUNTED
    for counts in facets:
        own = [each for each in query.of_facet(counts.facet) if not each.excluded]
        others = SearchQuery(tuple(part for part in query.parts if part not in own))
        assert counts.values or counts.facet in ONLY_PUBLISHED
        for value in counts.values:
            chosen = others.with_part(SearchFilter(counts.facet, value.value))
            assert value.count == len(found(search, str(chosen))), (counts.facet, value.value)
            assert not value.more


def test_values_that_would_give_nothing_are_there_and_chosen_ones_are_known(search: ReferenceSearch) -> None:
    kinds = next(each for each in search.facets(parse_query("kind:project smuggling").query) if each.facet == "kind")
    assert {value.value: value.count for value in kinds.values}["country"] == 0
    assert [value.value for value in kinds.values if value.chosen] == ["project"]


def test_certainty_is_that_of_the_timeframe(search: ReferenceSearch) -> None:
    for days in range(0, 4000, 41):
        day = date(2013, 12, 25) + timedelta(days)
        for hit in search.search(parse_query(f"active:{day}")).hits:
            assert hit.activity is not None
            sure = parse_timeframe(hit.activity.edtf).status_on(day) is TimeframeStatus.UNDER_WAY
            assert hit.activity.certainty is (Certainty.SURELY if sure else Certainty.POSSIBLY)


@pytest.mark.parametrize(
    ("edtf", "query", "certainty"),
    [
        ("2017/..", "active:2017", Certainty.SURELY),
        ("2017/..", "active:2017-03", Certainty.POSSIBLY),
        ("2017/..", "active:2035", Certainty.POSSIBLY),
        ("2017/..", "active:2016", None),
        ("../2017", "active:2017", Certainty.SURELY),
        ("../2017", "active:1990", Certainty.POSSIBLY),
        ("../2017", "active:2018", None),
    ],
)
def test_an_open_end_is_possible_but_not_sure(
    tmp_path: Path, edtf: str, query: str, certainty: Certainty | None
) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "open.db"))
    begins, ends = edtf.startswith("2017"), edtf.endswith("2017")
    days = ("2017-01-01", "2017-12-31")
    row = (edtf, *(days if begins else (None, None)), *(days if ends else (None, None)))
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute(
            "UPDATE timeframe SET edtf = ?, start_earliest = ?, start_latest = ?, end_earliest = ?, end_latest = ? "
            "WHERE fact_id = 'project/afic/timeframe'",
            row,
        )
        remake_search(connection)
    with closing(ReferenceSearch(copied)) as search:
        hits = {hit.ref.id: hit.activity for hit in search.search(parse_query(query)).hits}
    activity = hits.get("project/afic")
    assert (activity and activity.certainty) == certainty


def test_the_values_of_entries_are_those_that_the_view_gives(tmp_path: Path) -> None:
    periods = [
        ("1998", "1998", "2001", "2003"),
        ("2005", "2006", None, None),
        (None, None, "1996", "1997"),
        (None, None, None, None),  # in no year
    ]
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "periods.db"))
    with closing(sqlite3.connect(copied)) as connection:
        ids = connection.execute("SELECT fact_id FROM timeframe ORDER BY fact_id LIMIT ?", (len(periods),))
        for (fact_id,), period in zip(ids.fetchall(), periods, strict=True):
            days = [year and f"{year}-{'12-31' if place % 2 else '01-01'}" for place, year in enumerate(period)]
            connection.execute(
                "UPDATE timeframe SET start_earliest = ?, start_latest = ?, end_earliest = ?, end_latest = ? "
                "WHERE fact_id = ?",
                (*days, fact_id),
            )
        remake_search(connection)
        given = connection.execute("SELECT DISTINCT facet, value, number FROM v_facet ORDER BY 1, 2, 3").fetchall()
        kept = connection.execute(
            "SELECT v.facet, v.value, f.number FROM search_value v JOIN search_facet f ON f.value_id = v.id "
            "ORDER BY 1, 2, 3"
        ).fetchall()
    assert {row[1] for row in given if row[0] == "active"} >= {"1996", "1998", "2003", "open-end", "open-start"}
    assert kept == given


def remake_search(connection: sqlite3.Connection) -> None:
    from coopviewer.storage.search.filling import make_search
    from coopviewer.storage.search.tables import DERIVED

    for table in ("search_name", "search_text", "search_rule", *DERIVED):
        connection.execute(f"DROP TABLE {table}")
    connection.executescript(
        "".join(
            f"DROP VIEW {view};"
            for view in ("v_search", "v_search_text", "v_facet", "v_span", "v_period", "v_period_year")
        )
    )
    make_search(connection)


def test_a_hit_tells_where_it_matched(search: ReferenceSearch) -> None:
    (easo,) = search.search(parse_query("EUAA")).hits
    assert easo.match.field is MatchField.NAME
    assert (easo.match.fact_id, easo.match.language, easo.match.name_kind) == (
        "organisation/easo/name/euaa",
        "en",
        "alias",
    )
    goal = search.search(parse_query("smuggling")).hits[0].match
    assert (goal.field, goal.statement_kind, goal.fact_id) == (
        MatchField.STATEMENT,
        "goal",
        "project/afic/goal/risk-analysis",
    )
    assert [goal.text[start:end] for start, end in goal.ranges] == ["smuggling"]


def test_a_limit_is_kept_and_told(search: ReferenceSearch) -> None:
    answer = search.search(parse_query("a"), limit=5)
    assert len(answer.hits) == 5
    assert answer.more
    assert not search.search(parse_query("EUAA"), limit=1).more


def test_a_search_given_up_before_it_begins_ends_at_once(search: ReferenceSearch) -> None:
    with pytest.raises(Cancelled):
        search.search(parse_query("niger"), is_cancelled=lambda: True)
    with pytest.raises(Cancelled):
        search.facets(parse_query("niger").query, is_cancelled=lambda: True)
    assert found(search, "niger")


def test_a_search_given_up_while_it_runs_goes_no_further(search: ReferenceSearch) -> None:
    looks = 0

    def is_cancelled() -> bool:
        nonlocal looks
        looks += 1
        return looks > 1

    with pytest.raises(Cancelled):
        search.search(parse_query("-a"), is_cancelled=is_cancelled)  # which finds nearly every entry
    assert looks <= 3  # once more for SQLite's own error
    assert found(search, "niger")


def test_a_search_is_given_up_from_another_thread_while_it_runs() -> None:
    ended: list[str] = []
    cancelled = Event()

    def work() -> None:
        with closing(ReferenceSearch(paths.reference_file())) as search:
            try:
                while True:
                    search.search(parse_query("a"), is_cancelled=cancelled.is_set)
                    search.facets(parse_query("a").query, is_cancelled=cancelled.is_set)
            except Cancelled:
                ended.append("given up")
            ended.append(str(len(search.search(parse_query("EUAA")).hits)))

    thread = Thread(target=work)
    thread.start()
    Timer(0.1, cancelled.set).start()
    thread.join(timeout=120)
    assert ended == ["given up", "1"]


def test_a_file_without_our_search_tables_is_refused_in_a_sentence(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "old.db"))
    with closing(sqlite3.connect(copied)) as connection:
        connection.execute("DROP TABLE search_key")
    with raises_fault("cannot be searched: its table search_key is missing"):
        ReferenceSearch(copied)


@pytest.mark.parametrize("text", ["😀", "-😀", "“😀”"])
def test_a_query_of_emoji_alone_has_no_counts_as_it_has_no_results(search: ReferenceSearch, text: str) -> None:
    assert search.matching(parse_query(text).query) == frozenset()
    assert search.facets(parse_query(text).query) == ()


@pytest.mark.parametrize("text", ["😀 niger", "niger 😀 kind:country", "😀", "-😀"])
def test_all_results_of_a_query_with_emoji_are_those_that_a_search_shows(search: ReferenceSearch, text: str) -> None:
    parsed = parse_query(text)
    found = search.matching(parsed.query)
    assert found == {hit.ref.id for hit in search.search(parsed).hits}
    assert bool(found) is ("niger" in text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("country:NE", {"project/afic"}),
        ("niger kind:project,country", {"project/afic"}),
        ("niger kind:country", set()),
        ("kind:country", set()),
        ("😀", set()),
    ],
)
def test_the_projects_that_a_query_finds_are_those_among_its_results(text: str, found: set[str]) -> None:
    assert projects_found(paths.reference_file(), None, text) == found


@pytest.mark.parametrize("edge", ["start", "end"])
@pytest.mark.parametrize("period", ["2018", "2017..2019", "..2017", "2019..", "2018-12"])
def test_projects_are_found_by_their_start_and_end(
    search: ReferenceSearch, reference: sqlite3.Connection, edge: str, period: str
) -> None:
    wanted = parse_period(period)
    query = f"SELECT f.entry_id FROM timeframe t JOIN fact f ON f.id = t.fact_id WHERE t.{edge}_earliest <= ? AND "
    days = (wanted.last.isoformat(), wanted.first.isoformat())
    expected = {row[0] for row in reference.execute(f"{query} t.{edge}_latest >= ?", days)}
    assert set(found(search, f"kind:project,network {edge}s:{period}")) == expected
