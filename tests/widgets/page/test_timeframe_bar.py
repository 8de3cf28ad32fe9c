"""Drawings of timeframes: of what is no interval of dates none is made, and the program goes on."""

import pytest
from PySide6.QtGui import QFont

from coopviewer.widgets.common.theme import LIGHT
from coopviewer.widgets.page.timeframe_bar import draw_timeframe


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("edtf", ["", "x", "2020/x", "2020-13/..", ";", "/;/", "2020/2021;x"])
def test_what_is_no_interval_is_refused_and_the_next_one_is_drawn(edtf: str) -> None:
    with pytest.raises(ValueError):
        draw_timeframe(edtf, LIGHT, QFont(), 1.0, 330)
    assert not draw_timeframe("2020/2021", LIGHT, QFont(), 1.0, 330).isNull()
