"""One bar for planned and actual dates: in every format, on one scale, and without an end that is not stated."""

from collections.abc import Callable
from typing import get_args

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx_timeframe import timeframe_xml
from coopviewer.rendering.document import document as blocks
from coopviewer.rendering.document.document import Bar, Document
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import set_for_paper
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.shortening import shorten
from coopviewer.rendering.document.timeframe_scale import has_two_pairs, scale_of_dates
from coopviewer.rendering.document.web_page import write_web_page

WORDS = "15 March 2019 (actual) to 31 December 2020 (planned)"
BAR = Bar("2019-03-15/", WORDS, "2019-01-01/2020-12-31")
PAGE = Document("Wells", "coop:project/w", (BAR,))


def test_both_pairs_are_on_one_scale() -> None:
    scale = scale_of_dates(BAR.edtf, BAR.planned)
    assert [year for _, year in scale.years] == [2019, 2020, 2021]
    assert scale.planned is not None
    assert scale.actual is not None
    assert (scale.planned.first, scale.planned.last) == (0.0, 1.0)
    assert 0.09 < scale.actual.first < 0.11


def test_an_end_that_is_not_stated_is_a_short_fade_not_a_bar_to_the_edge() -> None:
    actual = scale_of_dates(BAR.edtf, BAR.planned).actual
    assert actual is not None
    assert actual.has_start
    assert not actual.has_end
    assert actual.last - actual.first < 0.1


@pytest.mark.parametrize(("actual", "planned"), [("2015-02-01/", "2015-01-01/"), ("2015-03-01/2019-06-30", "2015/")])
def test_planned_time_without_an_end_fades_out_beyond_the_actual_start(actual: str, planned: str) -> None:
    scale = scale_of_dates(actual, planned)
    assert scale.planned is not None
    assert scale.actual is not None
    assert not scale.planned.has_end
    assert scale.planned.last > scale.actual.first + 0.05
    page = Document("W", "coop:project/w", (Bar(actual, "w", planned),))
    assert write_web_page(page, ENGLISH).count('<line class="planned"') == 1  # the edge of the start alone


@pytest.mark.parametrize(("edtf", "years"), [("2019/", [2019, 2020, 2021]), ("/2019", [2018, 2019, 2020])])
def test_a_date_known_to_the_year_has_room_to_fade_out_beyond_that_year(edtf: str, years: list[int]) -> None:
    scale = scale_of_dates(edtf, "")
    assert [year for _, year in scale.years] == years
    assert scale.actual is not None
    assert scale.actual.last - scale.actual.first > 0.55
    assert max(1 - scale.actual.last, scale.actual.first) > 0.3


@pytest.mark.parametrize(
    ("edtf", "years"),
    [
        ("2019-11-15/", [2019, 2020]),
        ("2019-12-01/", [2019, 2020]),  # the fade is 29 of 365 days long
        ("2019-12-04/", [2019, 2020, 2021]),
        ("/2019-02-15", [2019, 2020]),
        ("/2019-01-31", [2019, 2020]),
        ("/2019-01-29", [2018, 2019, 2020]),
    ],
)
def test_a_year_is_added_only_if_a_date_leaves_no_room_to_fade_out(edtf: str, years: list[int]) -> None:
    assert [year for _, year in scale_of_dates(edtf, "").years] == years


def test_on_a_longer_scale_a_longer_room_is_needed() -> None:
    def named(actual: str) -> list[int]:
        return [year for _, year in scale_of_dates(actual, "2016/2019").years]

    assert named("2019-09-01/") == [2016, 2017, 2018, 2019, 2020]  # the fade is 117 of 1461 days long
    assert named("2019-09-08/") == [2016, 2017, 2018, 2019, 2020, 2021]


@pytest.mark.parametrize("edtf", ["9999/", "/0001", "9999-12-31/", "/0001-01-01"])
def test_the_first_and_the_last_year_of_all_can_be_drawn(edtf: str) -> None:
    assert write_web_page(Document("W", "coop:project/w", (Bar(edtf, "w", ""),)), ENGLISH)


@pytest.mark.parametrize(
    "pair", [("/2020", ""), ("", "2019/"), ("2019-05/2018", "2017/2016-02-01"), ("2019/", "/2018")]
)
def test_any_pair_of_dates_fits_the_line(pair: tuple[str, str]) -> None:
    scale = scale_of_dates(*pair)
    for reach in filter(None, (scale.planned, scale.actual)):
        assert 0 <= reach.first <= reach.sure_from <= reach.sure_to <= reach.last <= 1


def test_a_start_known_to_the_year_reaches_no_further_than_an_end_within_that_year() -> None:
    actual = scale_of_dates("2019/2019-03", "2019/2020").actual
    assert actual is not None
    march = 90 / 731  # days
    assert (actual.first, actual.sure_from, actual.sure_to, actual.last) == pytest.approx((0, march, march, march))


def test_no_date_at_all_is_refused() -> None:
    for pair in (("", ""), ("/", "")):
        with pytest.raises(ValueError, match=r"no date|not an interval"):
            scale_of_dates(*pair)


def test_a_timeframe_with_both_ends_stays_a_bar_of_one_pair() -> None:
    assert not has_two_pairs("2019/2020", "")
    assert not has_two_pairs("2019/..", "")
    assert has_two_pairs("2019/2020", "2018/2020")


WRITERS: dict[str, Callable[[Document], str]] = {
    "screen": lambda page: write_html(page),
    "web page": lambda page: write_web_page(page, ENGLISH),
    "text": write_text,
    "Markdown": write_markdown,
    "paper": lambda page: write_html(set_for_paper(page), on_paper=True),
    "shortened": lambda page: write_html(shorten(page, {}, ENGLISH)),
    "Word": lambda page: timeframe_xml(BAR, 9000, {}),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_writer_writes_it(write: Callable[[Document], str]) -> None:
    written = write(PAGE)
    if write in (write_text, write_markdown):
        assert written == "\n"  # the dates beside it say the same
    elif "timeframe:" in written:
        assert "timeframe:2019-03-15/;2019-01-01/2020-12-31" in written
    else:
        assert WORDS in written


def test_the_bar_is_one_of_the_blocks() -> None:
    kinds = {kind for each in get_args(blocks.Block) for kind in (get_args(each) or (each,))}
    assert Bar in kinds


def test_the_saved_page_draws_planned_dates_as_an_outline() -> None:
    written = write_web_page(PAGE, ENGLISH)
    assert written.count('class="planned"') == 4
    assert write_web_page(Document("W", "coop:project/w", (Bar("", "w", "2019/"),)), ENGLISH).count('"planned"') == 3
