"""The name of a country or region as the whole query: it finds the projects there too, and says through what."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.app.search.pane_words import SearchWords
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.overviews.timeline_view import lay_out_timeline
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search import finder
from coopviewer.storage.search.store import ReferenceSearch
from tests.authoring.importing.imports import imported, titled, written

CLOSED = '<activity-status code="4"/><activity-date type="2" iso-date="2015-01-01"/>'
ACTIVITIES = {
    "Basic schooling in Kenya": '<recipient-country code="KE"/>',
    "Solar power in Ethiopia": f"""{CLOSED}<recipient-country code="ET" percentage="60"/>
        <recipient-country code="KE" percentage="40"/>""",
    "Rural clinics": f'{CLOSED}<recipient-country code="BF"/>',
    "A visit from Kenya": '<recipient-country code="ET"/>',
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    parts = [titled(f"XM-{n}", title, content) for n, (title, content) in enumerate(ACTIVITIES.items())]
    imported(folder / "out.db", written(folder / "a.xml", *parts))
    return folder / "out.db"


@pytest.fixture
def search(path: Path) -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "found", "further"),
    [
        ("Kenya", ["Kenya", "A visit from Kenya", "Basic schooling in Kenya"], ["Solar power in Ethiopia"]),
        ("kenia", ["Kenya"], ["Basic schooling in Kenya", "Solar power in Ethiopia"]),
        ("Burkina Faso", ["Burkina Faso"], ["Rural clinics"]),
        ('"burkina faso"', ["Burkina Faso"], ["Rural clinics"]),
        ("Kenya status:closed", [], ["Solar power in Ethiopia"]),
        ("Kenya kind:project", ["A visit from Kenya", "Basic schooling in Kenya"], ["Solar power in Ethiopia"]),
        ("Kenya kind:project active:2015", [], ["Solar power in Ethiopia"]),
        ("Kenya kind:country", ["Kenya"], []),
        ("Kenya country:KE", ["Kenya", "Basic schooling in Kenya"], []),
        ("Keny", ["Kenya", "A visit from Kenya", "Basic schooling in Kenya"], []),
        ("KE", ["Kenya", "A visit from Kenya", "Basic schooling in Kenya"], []),
        ("Kenya -visit", ["Kenya", "Basic schooling in Kenya"], []),
        ("Kenya schooling", ["Basic schooling in Kenya"], []),
    ],
)
def test_the_name_of_a_country_finds_the_projects_in_it_last(
    search: ReferenceSearch, text: str, found: list[str], further: list[str]
) -> None:
    query = parse_query(text)
    answer = search.search(query)
    hits = {hit.ref.title: [ref.title for ref in hit.through] for hit in answer.hits}
    assert sorted(hits) == sorted((*found, *further))
    assert list(hits)[len(found) :] == further
    assert {title for title, through in hits.items() if through} == set(further)
    assert search.matching(query.query) == {hit.ref.id for hit in answer.hits}
    kinds = next(each for each in search.facets(query.query) if each.facet is Facet.KIND)
    if not query.query.filters:
        assert sum(value.count for value in kinds.values) == len(answer.hits)


def test_the_name_of_a_region_finds_the_projects_in_its_countries(search: ReferenceSearch) -> None:
    answer = search.search(parse_query("Western Africa"))
    assert "Rural clinics" in [hit.ref.title for hit in answer.hits]
    assert str(answer.meant) == 'kind:project region:"Western Africa"'


def test_the_line_of_such_a_result_says_why_and_an_offer_shows_the_projects_alone(search: ReferenceSearch) -> None:
    parsed, words = parse_query("kenya"), SearchWords(ENGLISH)
    answer = search.search(parsed)
    assert words.where(answer.hits[-1]) == "Project · through Kenya"
    (offer,) = words.offers(answer, parsed, Searches(), "")
    assert (offer.text, offer.target) == ("Projects in Kenya", "kind:project country:Kenya")
    alone = search.search(parse_query(str(offer.target)))
    assert [hit.ref.title for hit in alone.hits] == ["Basic schooling in Kenya", "Solar power in Ethiopia"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_a_screenful_of_results_says_that_there_are_more(search: ReferenceSearch, limit: int) -> None:
    answer = search.search(parse_query("Kenya"), limit)
    assert (len(answer.hits), answer.more) == (limit, limit < 4)
    assert str(answer.meant) == "kind:project country:Kenya"


@pytest.mark.parametrize(("most", "complete"), [(3, False), (4, True)])
def test_an_answer_with_the_projects_of_a_place_says_whether_all_that_has_the_words_was_looked_at(
    search: ReferenceSearch, monkeypatch: pytest.MonkeyPatch, most: int, complete: bool
) -> None:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", most)
    answer = search.search(parse_query("Kenya"))
    assert answer.hits[-1].ref.title == "Solar power in Ethiopia"  # which lacks the word
    assert answer.complete is complete


def test_the_filter_of_the_timeline_finds_all_projects_in_a_country(path: Path) -> None:
    query = OverviewQuery(kind=OverviewKind.TIMELINE, group=TimelineGroup.NONE, filter="Kenya")
    with closing(OverviewReader(path)) as reader, closing(ReferenceStore(path)) as store:
        timeline = reader.timeline(TimelineGroup.NONE, date(2026, 11, 30))
        view = lay_out_timeline(timeline, query, reader.matching("Kenya"), store.edition, date(2026, 11, 30), ENGLISH)
    assert view.frame.total == "3 of 4 projects"


@pytest.mark.parametrize(
    ("text", "under_kenya"),
    [
        ("Kenya", ["Basic schooling in Kenya", "Solar power in Ethiopia"]),
        ("kenia", ["Basic schooling in Kenya", "Solar power in Ethiopia"]),
        ("Keny", ["Basic schooling in Kenya"]),
        ("Kenya schooling", ["Basic schooling in Kenya"]),
        ("KE", ["Basic schooling in Kenya"]),
    ],
)
def test_the_filter_of_the_navigator_finds_all_projects_in_a_country(
    path: Path, text: str, under_kenya: list[str]
) -> None:
    with closing(ReferenceStore(path)) as store:
        tree = store.outline.filter_outline(Grouping.REGIONS, text)
        rows = store.outline.filtered_children(Grouping.REGIONS, tree, "country/KE", 0, 100)
        beside = store.outline.filtered_children(Grouping.REGIONS, tree, "region/m49-014", 0, 9)
        (kenya,) = (row for row in beside if row.key == "country/KE")
    assert [row.ref.title for row in rows if row.ref is not None] == under_kenya
    assert all(row.matches and row.other_name is None for row in rows)
    assert kenya.count == len(under_kenya)
