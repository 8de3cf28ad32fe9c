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
