"""Strips and small maps as pictures, for files that cannot draw them themselves."""

import pytest
from PySide6.QtGui import QColor, QImage

from coopviewer import paths
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.rendering.document.document import (
    Bar,
    Block,
    Columns,
    Document,
    Locator,
    Paragraph,
    Span,
    Strip,
    StripYears,
    Text,
)
from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.export.block_pictures import BlockPicture, block_pictures
from tests.bare_english import RIGHT_TO_LEFT

pytestmark = pytest.mark.usefixtures("qapp")

YEARS = StripYears(2017, 2026, ("2019-02-01", "2021-12-31"), "2026-11-29")
HEADERS = ("Project", "Timeframe", "Grant")


def line(text: str) -> tuple[Text]:
    return (Text(text),)


def span(title: str, edtf: str) -> Span:
    return Span(line(title), edtf, line(edtf), ())


STRIP = Strip(
    HEADERS, (span("A title much too long for the column that it is in, so that it ends early", "2018/2020"),), YEARS
)
MAP = Locator(("NER",), (), (line("Niger is shown."), line("No endorsement.")))


def drawn(*blocks: Block, tr: Translate = ENGLISH) -> dict[Block, BlockPicture]:
    return block_pictures(Document("T", "coop:theme/t", blocks), "DejaVu Sans", tr, paths.world_map())


def colours(picture: BlockPicture, left: float, right: float) -> set[str]:
    """Return the colours between two shares of a picture's width."""
    image = QImage.fromData(picture.png)
    assert (image.width(), image.height()) == (picture.width, picture.height)
    columns = range(int(left * image.width()), int(right * image.width()), 3)
    return {QColor(image.pixel(x, y)).name() for x in columns for y in range(0, image.height(), 3)}


def test_a_strip_is_drawn_with_its_titles_beside_its_bars() -> None:
    picture = drawn(STRIP)[STRIP]
    assert LIGHT.accent in colours(picture, 0.36, 1.0)
    assert LIGHT.accent not in colours(picture, 0.0, 0.34)
    assert LIGHT.text in colours(picture, 0.0, 0.34)
    assert "table" in picture.text


def test_the_titles_of_a_strip_are_right_of_its_bars_in_a_language_from_right_to_left() -> None:
    picture = drawn(STRIP, tr=RIGHT_TO_LEFT)[STRIP]
    assert LIGHT.accent in colours(picture, 0.0, 0.64)
    assert LIGHT.accent not in colours(picture, 0.67, 1.0)


def test_a_map_has_its_words_and_fills_what_they_name() -> None:
    picture = drawn(MAP)[MAP]
    assert picture.text == "Niger is shown. No endorsement."
    assert LIGHT.accent in colours(picture, 0.0, 1.0)
    assert 0 < picture.share < 1


def test_what_draws_nothing_has_no_picture_and_columns_are_looked_into() -> None:
    empty = Strip(HEADERS, (span("a", ""),), YEARS)
    pictures = drawn(empty, Bar("2017", ""), Paragraph(line("p")), Columns((STRIP,), (MAP,)))
    assert set(pictures) == {STRIP, MAP}


def test_without_shapes_no_map_is_drawn() -> None:
    document = Document("T", "coop:theme/t", (MAP, STRIP))
    assert set(block_pictures(document, "DejaVu Sans", ENGLISH, None)) == {STRIP}


def test_the_more_rows_the_higher() -> None:
    two = Strip(HEADERS, (*STRIP.spans, span("b", "2019")), YEARS)
    heights = [drawn(strip)[strip].height for strip in (STRIP, two)]
    assert heights[1] - heights[0] == 3 * 26
