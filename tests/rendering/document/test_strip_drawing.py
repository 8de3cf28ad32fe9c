"""The rows of a strip as pictures, as ``strips.txt`` has them: every line, bar, fade and name at its place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.rendering.document.document import StripYears
from coopviewer.rendering.document.strip_drawing import (
    StripColours,
    StripWords,
    draw_strip_row,
    parse_picture_name,
    picture_name,
)

COLOURS = StripColours("#bar", "#line", "#soft", "#text", "#band", "#age")
WORDS = StripWords("as of", "today <now>")


def pictures() -> Iterator[tuple[str, list[str]]]:
    """Yield what is asked for, and the elements of its picture, from ``strips.txt``."""
    for block in Path(__file__).with_name("strips.txt").read_text(encoding="utf-8").split("\n\n"):
        asked, *lines = [line for line in block.splitlines() if not line.startswith("#")]
        yield asked, [line.strip() for line in lines]


def drawn(asked: str) -> list[str]:
    """Return the elements of a picture: of a row, years, band, today, width, enlargement, and the colour of fades."""
    edtf, years, band, today, width, ratio, faint = asked.split()
    first, last = map(int, years.split("-"))
    earliest, _, latest = band.partition("/")
    spoken = StripYears(first, last, (earliest, latest) if latest else None, today)
    colours = COLOURS._replace(faint=faint.removeprefix("-"))
    svg = draw_strip_row(edtf, spoken, int(width), float(ratio), colours, WORDS, "id")
    assert parse_picture_name(picture_name(edtf, spoken, 0.25)) == (edtf, spoken, 0.25)
    return re.sub(r"(?<=>)(?=<[^/])", "\n", svg.replace(' xmlns="http://www.w3.org/2000/svg"', "")).splitlines()


@pytest.mark.parametrize(("asked", "lines"), list(pictures()), ids=lambda given: str(given)[:40])
def test_a_row_is_drawn_with_everything_at_its_place(asked: str, lines: list[str]) -> None:
    assert drawn(asked) == lines


@pytest.mark.parametrize(
    "name", ["", "strip:x", "strip:head;2018;2021;;;2020-01-01", "strip:head;a;2021;;;2020-01-01;1"]
)
def test_another_name_is_that_of_no_picture(name: str) -> None:
    with pytest.raises(ValueError):
        parse_picture_name(name)


def test_a_picture_without_a_band_or_of_no_timeframe() -> None:
    years = StripYears(2018, 2021, None, "2020-01-01")
    assert parse_picture_name(picture_name("2018/2020", years, 1.0)) == ("2018/2020", years, 1.0)
    with pytest.raises(ValueError, match="not a date"):
        draw_strip_row("soon", years, 100, 1.0, COLOURS, WORDS)
