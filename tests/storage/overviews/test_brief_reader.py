"""What a brief is about: the entries that a request selects, each once, and the user's annotations of them."""

import random
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.annotations.operations import operation
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefOrder, BriefRequest
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, countries_meeting, write_column_filters
from coopviewer.domain.overviews.query import OverviewKind, OverviewQuery
from coopviewer.domain.progress import Cancelled
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.overviews.coverage_grid import GridRow
from coopviewer.rendering.overviews.coverage_rows import lay_out_coverage
from coopviewer.rendering.words.brief_words import brief_losses, own_notes_words
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.annotated import annotation
from tests.storage.overviews.many_projects import SECTORS, write_many_projects

OWN = BriefOptions(own_notes=True)


@pytest.fixture(scope="module")
def reader() -> Iterator[BriefReader]:
    with closing(BriefReader(paths.reference_file())) as opened:
        yield opened


def ids(content: BriefContent) -> list[str]:
    return [page.record.ref.id for page in content.pages]


def test_entries_are_read_in_their_order_and_no_entry_twice(reader: BriefReader) -> None:
    content = reader.read(BriefRequest(entries=("country/NE", "country/ZZ", "country/ML", "country/NE")))
    assert ids(content) == ["country/NE", "country/ML"]
    assert (content.total, content.unknown) == (2, ("country/ZZ",))


def test_entries_are_sorted_by_title_where_that_is_wanted(reader: BriefReader) -> None:
    options = BriefOptions(order=BriefOrder.TITLE)
    assert ids(reader.read(BriefRequest(entries=("country/NE", "country/AL"), options=options))) == [
        "country/AL",
        "country/NE",
    ]


def test_a_search_selects_what_it_finds(reader: BriefReader) -> None:
    assert len(ids(reader.read(BriefRequest(query="kind:country")))) == 49
    assert ids(reader.read(BriefRequest(query="no such words anywhere"))) == []
    assert ids(reader.read(BriefRequest())) == []


@pytest.mark.parametrize("order", BriefOrder)
def test_all_that_a_search_finds_is_counted_and_the_first_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: BriefOrder
) -> None:
    monkeypatch.setattr("coopviewer.storage.overviews.brief_reader.MOST_ENTRIES", 30)
    monkeypatch.setattr("coopviewer.storage.overviews.brief_reader._AT_ONCE", 100)
    path = tmp_path / "many.db"
    write_many_projects(path, 1000, random.Random(3))
    with closing(BriefReader(path)) as many:
        content = many.read(BriefRequest(query="kind:project", options=BriefOptions(order=order)))
        assert (content.total, len(content.pages)) == (1000, 30)
        assert brief_losses(content, ENGLISH) == ("The first 30 of 1,000 entries are in this brief.",)
        titles = [page.record.ref.sort_title.casefold() for page in content.pages]
        if order is BriefOrder.TITLE:
            assert titles == sorted(titles)
            assert titles[-1] == "project 029"  # of all, not of those found first
        monkeypatch.setattr("coopviewer.storage.search.finder.MOST_LOOKED_AT", 200)
        with_words = many.read(BriefRequest(query="project kind:project", options=BriefOptions(order=order)))
        assert (with_words.total, len(with_words.pages)) == (1000, 30)
        exactly = many.read(BriefRequest(query="kind:theme"))
        assert (exactly.total, len(exactly.pages)) == (SECTORS, SECTORS)
        assert brief_losses(exactly, ENGLISH) == ()


def test_a_query_with_a_fault_selects_nothing_instead_of_the_rest(reader: BriefReader) -> None:
    assert ids(reader.read(BriefRequest(query="kind:contry niger"))) == []
    assert ids(reader.read(BriefRequest(query="kind:contry", where="arrangement:listed"))) == []


def test_a_region_is_first_and_its_countries_follow_by_title(reader: BriefReader) -> None:
    content = reader.read(BriefRequest(region="region/western-balkans"))
    first, *countries = ids(content)
    assert first == "region/western-balkans"
    titles = [page.record.ref.sort_title.casefold() for page in content.pages[1:]]
    assert countries
    assert titles == sorted(titles)
    assert content.region_title == "Western Balkans"
    assert reader.read(BriefRequest(region="region/atlantis")).unknown == ("region/atlantis",)


def test_countries_without_a_project_are_told_with_the_projects_that_name_no_country(reader: BriefReader) -> None:
    content = reader.read(BriefRequest(where="arrangement:listed,projects:not-listed"))
    assert len(content.pages) == 3
    assert [title for title in content.unstated.titles if "EU4BorderSecurity" in title]
    assert content.unstated.total == len(content.unstated.first)
    assert not reader.read(BriefRequest(where="arrangement:listed")).unstated.total


@pytest.mark.parametrize("state", list(CellState))
def test_a_filter_of_the_coverage_selects_the_rows_that_the_coverage_shows(state: CellState) -> None:
    with closing(OverviewReader(paths.reference_file())) as overviews:
        coverage = overviews.coverage()
    lists = (column.key for column in coverage.columns if column.kind is not ColumnKind.NETWORK)  # one column there
    keys = ["networks", "projects", *lists]
    for key in keys:
        filters = {key: state}
        query = OverviewQuery(kind=OverviewKind.COVERAGE, where=write_column_filters(filters), group="none")
        shown = lay_out_coverage(coverage, query, None, ENGLISH).lines
        wanted = [line.ref.id for line in shown if isinstance(line, GridRow)]
        assert [row.ref.id for row in countries_meeting(coverage, filters)] == wanted, key


def test_a_filter_that_cannot_be_applied_selects_nothing(reader: BriefReader) -> None:
    assert ids(reader.read(BriefRequest(where="notes:listed"))) == [], "there are no annotations"
    assert ids(reader.read(BriefRequest(where="project/none:listed"))) == []
    assert len(ids(reader.read(BriefRequest(where="network/afic:not-stated")))) == 49


@pytest.fixture
def annotated(tmp_path: Path) -> Iterator[BriefReader]:
    with closing(ReferenceStore(paths.reference_file())) as store:
        dataset = store.edition.dataset

    def on(entry_id: str, number: int, body: str = "", **more: object) -> Annotation:
        uuid = f"00000000-0000-4000-8000-{number:012}"
        return annotation(uuid, body, dataset=dataset, entry_id=entry_id, minutes=number, **more)

    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as own:
        given = [
            on("country/NE", 1, "Ask again.", tags=("verify",)),
            on("country/NE", 2, "Another note."),
            on("country/AL", 3, "A tagged note.", tags=("Verify",)),
            on("country/ML", 4, motivation=Motivation.BOOKMARKING),
            on("project/afic", 6, "On a project."),
            on("source/frontex", 5, "On a source.", tags=("verify",)),
        ]
        own.perform(operation("note"), given)
    with closing(BriefReader(paths.reference_file(), path)) as opened:
        yield opened


def test_a_tag_selects_the_entries_it_is_on_and_the_notes_that_have_it(annotated: BriefReader) -> None:
    content = annotated.read(BriefRequest(tag="VERIFY", options=OWN))
    assert ids(content) == ["country/AL", "country/NE"]
    assert {key: [each.body for each in several] for key, several in content.own.items()} == {
        "country/AL": ["A tagged note."],
        "country/NE": ["Ask again."],
    }


def test_bookmarks_select_entries_and_say_nothing_of_their_own(annotated: BriefReader) -> None:
    content = annotated.read(BriefRequest(bookmarks=True, options=OWN))
    assert ids(content) == ["country/ML"]
    assert "country/ML" not in content.own


def test_the_column_of_own_notes_selects_countries_with_notes(annotated: BriefReader) -> None:
    assert ids(annotated.read(BriefRequest(where="notes:listed"))) == ["country/AL", "country/ML", "country/NE"]


def test_notes_are_read_only_where_they_are_wanted(annotated: BriefReader) -> None:
    assert annotated.read(BriefRequest(entries=("country/NE",))).own == {}
    own = annotated.read(BriefRequest(entries=("country/NE",), options=OWN)).own
    assert [each.body for each in own["country/NE"]] == ["Ask again.", "Another note."]


def test_notes_on_the_projects_that_a_country_lists_are_read_with_those_on_the_country(annotated: BriefReader) -> None:
    content = annotated.read(BriefRequest(entries=("country/NE",), options=OWN))
    assert [each.body for each in content.own["project/afic"]] == ["On a project."]
    assert [*content.noted_projects] == ["project/afic"]
    assert own_notes_words(content, ENGLISH) == "Included: 2 on the entries, 1 on projects that they list."
    (note,) = content.own["project/afic"]
    for owner, title, head in (
        (note.creator, "Own notes on projects", "Own note, not from the source"),
        (None, "Notes on projects", f"Note by {note.creator.name or 'an unknown author'}, not from the source"),
    ):
        text = write_text(lay_out_brief(content._replace(owner=owner), date(2026, 11, 30), ENGLISH))
        assert re.search(rf"\n{title}\n+.*AFIC.*\n\n\| {head}.*\n+\| On a project\.", text)
    both = annotated.read(BriefRequest(entries=("country/NE", "country/ML", "project/afic"), options=OWN))
    assert both.noted_projects == {}, "the project has a part of its own"
    several = annotated.read(BriefRequest(entries=("country/NE", "country/ML"), options=OWN))
    assert write_text(lay_out_brief(several, date(2026, 11, 30), ENGLISH)).count("On a project.") == 1


def test_annotations_that_cannot_be_read_are_told_and_the_brief_is_read(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    path.write_bytes(b"no database" * 100)
    with closing(BriefReader(paths.reference_file(), path)) as reader:
        content = reader.read(BriefRequest(entries=("country/NE",), options=OWN))
    assert ids(content) == ["country/NE"]
    assert content.own_fault is not None


def test_reading_ends_when_it_is_cancelled_and_tells_how_far_it_is(reader: BriefReader) -> None:
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))

    with pytest.raises(Cancelled):
        reader.read(BriefRequest(query="kind:country"), lambda: len(told) >= 5, report)
    assert told == [(number, 49) for number in range(1, 6)]
