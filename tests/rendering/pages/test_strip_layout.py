"""Projects as a strip: a bar for each timeframe, with its words and grants, on one scale."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.rendering.document.document import Field, Link, Paragraph, Strip, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.strip_layout import lay_out_strip, project_strip
from tests.reference_values import EDITION, amount, ref, timeframe
from tests.rendering.reference_samples import TODAY, entry_page, record, words

WELLS, ROADS = ref("project/wells", "Wells of the region (WELLS)"), ref("project/roads", "Roads")
OF_2024 = EDITION._replace(as_of_earliest="2024-01-01", as_of_latest="2024-02-01")


def strip_of(*projects: EntryRecord) -> Strip:
    return lay_out_strip(projects, OF_2024, TODAY, ENGLISH)


def rows(strip: Strip) -> list[tuple[str, str, str, str]]:
    return [(words(span.title), span.edtf, words(span.words), words(span.value)) for span in strip.spans]


def test_a_project_has_its_short_name_its_time_in_words_and_its_grant() -> None:
    strip = strip_of(record(WELLS, timeframe(WELLS.id, "2020/2021"), amount(WELLS.id, 5)))
    assert rows(strip) == [("WELLS", "2020/2021", "in 2020/2021 · known to the year", "5 euros")]
    (span,) = strip.spans
    assert span.title == (Link("WELLS", "coop:project/wells"),)
    assert isinstance(span.words[0], Field)
    assert strip.headers == ("Project", "Timeframe", "Grant")


def test_a_project_without_a_timeframe_says_so_and_has_its_grant() -> None:
    not_stated = "not stated in the source"
    assert rows(strip_of(record(ROADS), record(WELLS, amount(WELLS.id, 5)))) == [
        ("Roads", "", not_stated, not_stated),
        ("WELLS", "", not_stated, "5 euros"),
    ]


def test_title_and_grants_are_beside_the_first_of_several_timeframes() -> None:
    frames = [timeframe(WELLS.id, edtf) for edtf in ("2020", "2022/2023", "2025")]
    strip = strip_of(record(WELLS, *frames, amount(WELLS.id, 5)))
    assert [(title, edtf, value) for title, edtf, _, value in rows(strip)] == [
        ("WELLS", "2020", "5 euros"),
        ("", "2022/2023", ""),
        ("", "2025", ""),
    ]


def test_several_grants_are_one_line_and_other_sums_are_left_out() -> None:
    facts: tuple[Fact, ...] = (
        amount(WELLS.id, 5),
        amount(WELLS.id, 7, AmountKind.PORTFOLIO_TOTAL),
        amount(WELLS.id, 1_000, as_given=""),
        amount(WELLS.id, 6),
    )
    (span,) = strip_of(record(WELLS, *facts)).spans
    assert words(span.value) == "5 euros, EUR 1,000, 6 euros"
    assert [type(part) for part in span.value] == [Field, Text, Text, Text, Field]


@pytest.mark.parametrize(
    ("frames", "first", "last"),
    [
        ((), 2024, 2026),
        (("2010/2012",), 2010, 2026),
        (("2010", "2030"), 2010, 2030),
        (("../2030-05",), 2024, 2030),
        (("2019/..",), 2019, 2026),
    ],
)
def test_the_scale_has_all_timeframes_the_edition_and_today(frames: tuple[str, ...], first: int, last: int) -> None:
    years = strip_of(record(WELLS, *(timeframe(WELLS.id, edtf) for edtf in frames))).years
    assert (years.first, years.last) == (first, last)
    assert (years.as_of, years.today) == (("2024-01-01", "2024-02-01"), TODAY.isoformat())


def test_without_a_known_as_of_day_the_scale_has_none() -> None:
    edition = OF_2024._replace(as_of_earliest=None, as_of_latest=None)
    assert lay_out_strip((), edition, TODAY, ENGLISH).years.as_of is None


def page_with(*projects: EntryRecord) -> Context:
    page = entry_page(record("region/africa"), *projects)._replace(edition=EDITION)
    return Context(page, TODAY, set(), ENGLISH)


def numbered(number: int, *frames: str) -> EntryRecord:
    entry: EntryRef = ref(f"project/p{number}")
    return record(entry, *(timeframe(entry.id, edtf) for edtf in frames))


def test_the_first_to_begin_is_at_the_top_and_those_without_a_timeframe_are_last() -> None:
    strip, link = project_strip(page_with(numbered(1), numbered(2, "2020"), numbered(3, "2022", "2019"), numbered(4)))
    assert isinstance(strip, Strip)
    assert [words(span.title) for span in strip.spans] == ["p3", "", "p2", "p1", "p4"]
    assert link == Paragraph((Link("Open as timeline", "coop:timeline"),), "soft")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Open as timeline"),
        (12, "Open as timeline"),
        (13, "The first 12 of 13 are drawn. Open the timeline to see all."),
    ],
)
def test_at_most_twelve_projects_are_drawn(number: int, said: str) -> None:
    strip, link = project_strip(page_with(*(numbered(each, f"20{each:02}") for each in range(1, number + 1))))
    assert isinstance(strip, Strip)
    assert isinstance(link, Paragraph)
    assert [words(span.title) for span in strip.spans] == [f"p{each}" for each in range(1, min(number, 12) + 1)]
    assert words(link.line) == said


def test_without_projects_or_an_edition_there_is_no_strip() -> None:
    assert project_strip(page_with()) == []
    page = entry_page(record("region/africa"), numbered(1, "2020"))
    assert project_strip(Context(page, TODAY, set(), ENGLISH)) == []
