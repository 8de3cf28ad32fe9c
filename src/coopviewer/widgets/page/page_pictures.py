"""The pictures in a page, each drawn for an address in its HTML: strips of projects, small maps, timeframes.

Kept apart from the view, so that a page without pictures does not load what draws them.
"""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QImage

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.icons import text_scale
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.page.strip_picture import draw_strip_picture

_BAR_WIDTH, _NARROW_BAR_WIDTH = 620, 330  # pixels


class PictureRoom(NamedTuple):
    """The space for a picture in a page, as widths in pixels.

    ``text``: the width between the margins of the page.
    ``widest``: the width that would be between margins as small as in a narrow window. In a wide window, whose margins
    are larger, it is more than ``text``.
    ``is_narrow``: the page is in one column.
    """

    text: int
    widest: int
    is_narrow: bool


def draw_picture(
    target: str, room: PictureRoom, font: QFont, ratio: float, theme: Theme, world: Path | None
) -> QImage | None:
    """Return the picture for ``target``, an address in a page's HTML that begins with one of three schemes.

    STRIP: one of several timeframes on one scale of years, as wide as the share of ``room.text`` in its address, at
    least 40 pixels. None if the address is not valid.
    LOCATOR: a small map, at most ``room.widest`` wide. None if the address is not valid, or if ``world``, the file with
    the shapes of countries, is None or cannot be read.
    BAR: one timeframe, at most as wide as ``room.widest``, or 330 pixels if that is more. Raises ValueError if the rest
    of the address is no timeframe.

    ``ratio`` is the device pixel ratio of the screen.
    """
    if target.startswith(schemes.STRIP):
        return draw_strip_picture(target, room.text, ratio, text_scale(), theme)
    # these are in no first page, and one needs the names of Qt, which cost the launch
    from coopviewer.widgets.page import locator_picture, timeframe_bar

    if target.startswith(schemes.LOCATOR):
        return locator_picture.draw_locator_picture(target, world, room.widest, ratio, text_scale(), theme)
    edtf = target.removeprefix(schemes.BAR)
    scale = text_scale()
    width = min(
        round((_NARROW_BAR_WIDTH if room.is_narrow else _BAR_WIDTH) * scale), max(room.widest, _NARROW_BAR_WIDTH)
    )
    return timeframe_bar.draw_timeframe(edtf, theme, font, ratio, width, scale)
