"""Drawings of timeframes: of what is no interval of dates none is made, and the program goes on."""

import pytest
from PySide6.QtGui import QColor, QFont

from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.timeframe_bar import draw_timeframe


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("edtf", ["", "x", "2020/x", "2020-13/..", ";", "/;/", "2020/2021;x"])
def test_what_is_no_interval_is_refused_and_the_next_one_is_drawn(edtf: str) -> None:
    with pytest.raises(ValueError):
        draw_timeframe(edtf, LIGHT, QFont(), 1.0, 330)
    assert not draw_timeframe("2020/2021", LIGHT, QFont(), 1.0, 330).isNull()


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize(("edtf", "begin", "end"), [(";2015-01-01/", 0, 0.16), (";/2015-12-31", 1, 0.84)])
def test_an_outline_fades_out_where_the_planned_date_is_not_stated(edtf: str, begin: float, end: float) -> None:
    image, solid = draw_timeframe(edtf, LIGHT, QFont(), 1.0, 630), QColor(LIGHT.accent).red()

    def drawn(part: float) -> int:
        """Return how far the line above the planned time is from the colour of the bars, in the middle part of it."""
        colour = image.pixelColor(round(1 + 600 * part), 8)
        return 255 - colour.alpha() + colour.red() - solid

    at = [begin + (end - begin) * part for part in (0.2, 0.5, 0.8, 0.95)]
    faded = [drawn(part) for part in at]
    assert faded == sorted(faded)
    assert faded[0] < 130 < 190 < faded[3]
