"""The pictures in a page, each drawn for an address in its HTML: strips of projects, and bars of timeframes.

Kept apart from the view, so that a page without pictures does not load what draws them.
"""

from PySide6.QtGui import QFont, QImage

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.common.icons import text_scale
from coopviewer.widgets.common.theme import Theme
from coopviewer.widgets.page.strip_picture import draw_strip_picture

_BAR_WIDTH, _NARROW_BAR_WIDTH = 620, 330  # pixels


def draw_picture(
    target: str, size: tuple[int, int], narrow: bool, font: QFont, ratio: float, theme: Theme
) -> QImage | None:
    """Return the picture of an address that begins with STRIP or BAR; None if it is none.

    ``size`` is the width of the text, and that of the page without margins, in pixels; ``narrow``: the page is in one
    column. ``ratio`` is the device pixel ratio of the screen.
    """
    text_width, widest = size
    if target.startswith(schemes.STRIP):
        return draw_strip_picture(target, text_width, ratio, text_scale(), theme)
    from coopviewer.widgets.page.timeframe_bar import draw_timeframe  # it needs the names of Qt, which cost the launch

    edtf = target.removeprefix(schemes.BAR)
    scale = text_scale()
    width = min(round((_NARROW_BAR_WIDTH if narrow else _BAR_WIDTH) * scale), max(widest, _NARROW_BAR_WIDTH))
    return draw_timeframe(edtf, theme, font, ratio, width, scale)
