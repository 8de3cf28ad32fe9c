"""A timeframe as it is drawn in a web page."""

import pytest
from justhtml import JustHTML

from coopviewer.rendering.document.document import Bar
from coopviewer.rendering.document.web_timeframe import timeframe_drawing


def drawing(edtf: str, words: str = "words") -> JustHTML:
    return JustHTML(timeframe_drawing(Bar(edtf, words), "name"), sanitize=False)


def number(text: str) -> float:
    return float(text.removesuffix("%"))


def test_the_bar_lies_on_the_middle_of_the_lines_of_the_years_whose_names_are_below() -> None:
    tree = drawing("2017/2018")
    bar, line, year = (tree.query(name)[0].attrs for name in ("rect", "line", "text"))
    assert line["x1"] == line["x2"]
    assert line["y1"] == "0"
    assert number(bar["y"]) + number(bar["height"]) / 2 == number(line["y2"]) / 2
    assert number(line["y2"]) < number(year["y"]) < number(tree.query("svg")[0].attrs["height"])


def test_every_second_year_may_be_left_out_where_the_page_is_narrow() -> None:
    texts = drawing("2015/2019").query("text")
    assert [text.to_text() for text in texts] == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert [text.to_text() for text in texts if text.attrs.get("class") == "odd"] == ["2016", "2018", "2020"]


@pytest.mark.parametrize(
    ("edtf", "sure"),
    [
        ("2019-07-01/2021", (1 / 915, 550 / 915)),  # days of those from its first to its last
        ("2019/2021-06-30", (365 / 912, 911 / 912)),
        ("2019-07-01/2019-07-01", (1, 1)),
    ],
)
def test_the_ends_of_the_bar_fade_over_the_days_in_which_it_may_begin_and_end(
    edtf: str, sure: tuple[float, float]
) -> None:
    stops = drawing(edtf).query("stop")
    assert [number(stop.attrs["offset"]) / 100 for stop in stops] == pytest.approx([0, *sure, 1], abs=1e-4)
    faint = number(stops[0].attrs["stop-opacity"])
    assert [number(stop.attrs["stop-opacity"]) for stop in stops] == [faint, 1, 1, faint]
    assert 0 < faint < 1


def test_the_bar_reaches_from_the_first_to_the_last_day() -> None:
    bar = drawing("2019-07-01/2021-06-30").query("rect")[0].attrs
    assert number(bar["x"]) / 100 == pytest.approx(181 / 1096, abs=1e-4)
    assert number(bar["width"]) / 100 == pytest.approx(731 / 1096, abs=1e-4)


def test_the_words_are_the_name_of_the_drawing() -> None:
    tree = drawing("2017", "2017, known <to> the year")
    assert tree.query("title")[0].to_text() == "2017, known <to> the year"
    assert tree.query("svg")[0].attrs["aria-labelledby"] == tree.query("title")[0].attrs["id"]


def two_pairs(actual: str, planned: str) -> JustHTML:
    return JustHTML(timeframe_drawing(Bar(actual, "words", planned), "name"), sanitize=False)


def opacities(tree: JustHTML, gradient: str) -> list[str]:
    """Return how opaque the stops of a gradient are."""
    return [stop.attrs["stop-opacity"] for stop in tree.query(f"#{gradient} stop")]


@pytest.mark.parametrize(
    ("actual", "stops"),
    [
        ("2019-03/2020-06", ["0.15", "1", "1", "0.15"]),
        ("2019-03/", ["0.15", "1", "1", "0.0"]),
        ("/2020-06", ["0.0", "1", "1", "0.15"]),
    ],
)
def test_beside_planned_dates_a_side_that_is_not_stated_fades_out_wholly(actual: str, stops: list[str]) -> None:
    assert opacities(two_pairs(actual, "2019/2021"), "name_fade") == stops


@pytest.mark.parametrize(
    ("planned", "stops", "edges"), [("2019/2021", ["1", "1"], 2), ("2019/", ["1", "0"], 1), ("/2021", ["0", "1"], 1)]
)
def test_planned_dates_have_an_edge_where_they_are_stated(planned: str, stops: list[str], edges: int) -> None:
    tree = two_pairs("", planned)
    assert opacities(tree, "name_planned") == stops
    assert len(tree.query("line.planned")) == edges
    assert [number(area.attrs["y"]) + 0.75 for area in tree.query("rect.planned")] == [8, 22]
    assert not tree.query("#name_fade")


def test_actual_dates_are_within_the_outline_and_can_be_seen_even_if_they_are_one_day() -> None:
    tree = two_pairs("2019-06-01/2019-06-01", "2010/2030")
    (bar,) = [each.attrs for each in tree.query("rect") if each.attrs.get("class") != "planned"]
    assert number(bar["width"]) == 0.4
    assert (number(bar["y"]), number(bar["height"])) == (11, 8)
    longer = two_pairs("2019-01-01/2019-12-31", "2019/2020")
    (bar,) = [each.attrs for each in longer.query("rect") if each.attrs.get("class") != "planned"]
    assert number(bar["width"]) / 100 == pytest.approx(365 / 731, abs=1e-4)
    assert not two_pairs("2019/", "").query("#name_planned")
