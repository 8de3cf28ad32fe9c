"""The results of an activity with their indicators, a row for each period."""

from typing import Any

import pytest

from coopviewer.domain.reference.published_facts import Indicator, IndicatorPeriod, Result
from coopviewer.rendering.document.document import SOFT, Field, Heading, Mark, Paragraph, Table, Text
from coopviewer.rendering.pages.imported.results_layout import result_blocks
from tests.activity_values import WELL, made
from tests.rendering.imported_samples import activity, rows, titles
from tests.rendering.reference_samples import only, texts

YEAR = ("2019-01-01", "2019-12-31")


def result(number: int = 1, title: str = "Water", **more: Any) -> Result:
    return made(Result, f"result/{number}", title=title, ordinal=number, language="en", **more)


def indicator(number: int = 1, *periods: IndicatorPeriod, of: int = 1, **more: Any) -> Indicator:
    fields = {"title": f"Indicator {number}", "ordinal": number, "result_fact_id": f"{WELL}/result/{of}"}
    return made(Indicator, f"indicator/{number}", periods=periods, **{**fields, **more})


def table(*indicators: Indicator) -> Table:
    return only(Table, result_blocks(activity(result(), *indicators)))


def test_an_activity_without_results_has_no_section_of_them() -> None:
    assert result_blocks(activity()) == []
    assert result_blocks(activity(indicator())) == []


def test_results_are_in_the_order_of_the_source_with_their_number() -> None:
    found = result_blocks(activity(result(2, "Second"), result(1, "First", description="All year")))
    assert titles(found) == ["Results 2", "First", "Second"]
    assert [(block.level, block.anchor) for block in found if isinstance(block, Heading)] == [
        *((2, "results"), (3, ""), (3, "")),
    ]
    assert found[0] == Heading(2, (Text("Results"), Text(" 2", SOFT)), "results")
    assert found[2] == Paragraph((Field(f"{WELL}/result/1", "All year"),))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("title", "type_", "said"),
    [
        ("Water", "1", "Output: Water"),
        ("Water", None, "Water"),
        ("Water", "77", "77: Water"),
        ("", "1", "Output"),
        ("", None, "Result"),
    ],
)
def test_a_result_is_named_by_its_type_and_title(title: str, type_: str | None, said: str) -> None:
    found = result_blocks(activity(result(1, title, type=type_)))
    assert titles(found) == ["Results 1", said]
    heading = found[1]
    assert isinstance(heading, Heading)
    assert heading.line[-1] == Mark(1, f"{WELL}/result/1")
    assert (Field(f"{WELL}/result/1", "Water") in heading.line) is bool(title)


def test_indicators_are_under_their_result_in_the_order_of_the_source() -> None:
    found = result_blocks(activity(result(1), result(2), indicator(3), indicator(1), indicator(2, of=2)))
    assert [type(block) for block in found] == [Heading, Heading, Table, Heading, Table]
    assert [row[0][0] for row in rows(found)] == ["Indicator 1", "Indicator 3", "Indicator 2"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, []),
        ({"measure": "1"}, ["Measure: Unit"]),
        ({"measure": "9"}, ["Measure: 9"]),
        ({"ascending": False}, ["A smaller value is better."]),
        ({"ascending": True}, []),
        ({"baseline": "0 (2018)"}, ["Baseline: 0 (2018)"]),
    ],
)
def test_measure_and_baseline_are_below_the_title_of_an_indicator(more: dict[str, Any], said: list[str]) -> None:
    found = table(indicator(1, IndicatorPeriod(*YEAR, "10", None), IndicatorPeriod(*YEAR, "20", None), **more))
    assert [row[0] for row in rows([found])] == [["Indicator 1", *said], ["Indicator 1"]]


def test_each_period_is_a_row_with_its_texts_as_fields() -> None:
    one = indicator(1, IndicatorPeriod(*YEAR, "10", "7", "Late"), IndicatorPeriod(None, None, "20", None))
    found = table(one)
    assert found.headers == ("Indicator", "Period", "Target", "Reached", "Comment")
    assert [row[1:] for row in rows([found])] == [
        [["1 January 2019 to 31 December 2019"], ["10"], ["7"], ["Late"]],
        [[""], ["20"], [""], [""]],
    ]
    assert found.rows[0].cells[0] == ((Field(one.id, "Indicator 1"), Mark(1, one.id)),)
    assert found.rows[1].cells[0] == ((Text("Indicator 1", SOFT),),)
    assert found.rows[0].cells[2] == ((Field(one.id, "10"),),)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-01-01", "2019-12-31", "1 January 2019 to 31 December 2019"),
        ("2019-01-01", None, "1 January 2019"),
        (None, "2019-12-31", "31 December 2019"),
        (None, None, ""),
    ],
)
def test_a_period_has_the_ends_that_are_stated(start: str | None, end: str | None, said: str) -> None:
    dated = indicator(2, IndicatorPeriod(*YEAR, "10", None), title="Other")
    (first, *_) = rows([table(indicator(1, IndicatorPeriod(start, end, "10", None)), dated)])
    assert first[1] == [said]


def test_an_indicator_without_periods_has_a_row() -> None:
    found = table(indicator(1), indicator(2, IndicatorPeriod(*YEAR, "10", None)))
    assert rows([found])[0] == [["Indicator 1"], [""], [""]]
    assert found.headers == ("Indicator", "Period", "Target")
    assert texts([table(indicator(1, baseline="4"))]) == ["Indicator 1", "Baseline: 4"]
