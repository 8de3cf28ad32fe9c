"""The style sheets of the screen and of paper: everything is a share of the size that the user chose for text."""

from collections.abc import Callable

import pytest

from coopviewer.rendering.document.paper_style import paper_style_sheet, paper_text_size, space_above
from coopviewer.rendering.document.screen_style import PageStyle, style_sheet
from tests.rendering.style_sheets import Rules, pixels, read_style_sheet

SIZE = 60  # can be halved, and divided by three, four and five
LOOK = PageStyle(text="#000001", soft="#000002", link="#000003", line="#000004", note="#000005", size=SIZE)


def screen() -> Rules:
    return read_style_sheet(style_sheet(LOOK))


def paper() -> Rules:
    return read_style_sheet(paper_style_sheet(LOOK))


def gaps(rules: Rules, *wanted: tuple[str, str, int | float]) -> None:
    """Check that lengths are these shares of the size of the text."""
    found = {(selector, name): pixels(rules, selector, name) / SIZE for selector, name, _ in wanted}
    assert found == {(selector, name): share for selector, name, share in wanted}


@pytest.mark.parametrize("read", [screen, paper])
def test_what_is_more_important_is_larger(read: Callable[[], Rules]) -> None:
    rules = read()
    order = ["h1", "h2", ".lead", "body", ".basis"]
    sizes = [pixels(rules, selector, "font-size") for selector in order]
    assert sizes == sorted(set(sizes), reverse=True)
    assert pixels(rules, "h3", "font-size") == pixels(rules, "body", "font-size") == SIZE
    assert pixels(rules, ".foot", "font-size") == pixels(rules, ".basis", "font-size")


def test_on_the_screen_a_lead_is_one_pixel_larger_than_text_and_what_explains_one_smaller() -> None:
    assert [pixels(screen(), selector, "font-size") - SIZE for selector in (".lead", ".basis", ".foot")] == [1, -1, -1]


def test_on_the_screen_the_title_is_just_under_twice_the_text() -> None:
    assert 2 * SIZE - 2 <= pixels(screen(), "h1", "font-size") < 2 * SIZE


def test_on_the_screen_what_belongs_together_is_nearer_than_what_does_not() -> None:
    gaps(screen(), ("p", "margin-bottom", 1 / 2), ("ol", "margin-bottom", 1 / 2), ("li", "margin-bottom", 1 / 3))
    gaps(screen(), ("table", "margin-top", 1 / 2), ("table", "margin-bottom", 1 / 2), ("td.row", "padding-top", 1 / 2))
    gaps(screen(), ("td", "padding-right", 2), ("td", "padding-bottom", 1 / 2), ("h1", "margin-bottom", 1 / 2))
    gaps(screen(), ("h2", "margin-top", 2), ("h3", "margin-top", 1), ("h3", "margin-bottom", 1 / 4))


def test_on_the_screen_a_sections_heading_is_nearer_to_its_section_than_to_the_one_before() -> None:
    below, above = (pixels(screen(), "h2", f"margin-{side}") for side in ("bottom", "top"))
    assert SIZE / 2 < below < SIZE < above


def test_on_paper_what_belongs_together_is_nearer_than_what_does_not() -> None:
    gaps(paper(), ("p", "margin-bottom", 1 / 2), ("ol", "margin-bottom", 1 / 2), ("li", "margin-bottom", 1 / 3))
    gaps(paper(), ("h1", "margin-bottom", 1 / 2), ("h2", "margin-bottom", 1 / 2), ("h3", "margin-bottom", 1 / 4))
    gaps(paper(), ("h4", "margin-bottom", 1 / 5), (".fact", "margin-bottom", 1 / 5))


def test_on_paper_headings_keep_the_space_above_them_that_the_pages_are_cut_by() -> None:
    above = {level: pixels(paper(), f"h{level}", "margin-top") for level in range(2, 7)}
    assert above == {level: space_above(level, SIZE) for level in range(2, 7)}
    assert above[2] > above[3] == above[4] == SIZE
    assert space_above(0, SIZE) == 0  # no heading at all


def test_text_on_paper_is_ten_points_whatever_the_printer() -> None:
    assert [paper_text_size(resolution) for resolution in (72, 144, 720)] == [10, 20, 100]


def test_lines_on_the_screen_are_as_high_as_asked_for_and_two_fifths_of_a_line_apart_otherwise() -> None:
    assert screen()["li"]["line-height"] == "140%"
    assert read_style_sheet(style_sheet(LOOK._replace(line_height=120)))["li"]["line-height"] == "120%"


@pytest.mark.parametrize("read", [screen, paper])
def test_text_and_what_is_said_softly_have_their_colours(read: Callable[[], Rules]) -> None:
    rules = read()
    assert (rules["body"]["color"], rules[".soft"]["color"]) == (LOOK.text, LOOK.soft)


def test_links_are_told_by_their_colour_on_the_screen_alone() -> None:
    assert (screen()["a"]["color"], paper()["a"]["color"]) == (LOOK.link, LOOK.text)
