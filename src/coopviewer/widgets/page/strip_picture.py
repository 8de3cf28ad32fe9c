"""The pictures of a strip in a page: a row for each timeframe, all on one scale of years.

They are made from SVG and not drawn with QPainter. The first page may show one, and using QPainter makes PySide create
enumerations, which would take a tenth of the launch.
"""

from PySide6.QtGui import QImage

from coopviewer.models.language import language
from coopviewer.rendering.document.strip_drawing import StripColours, StripWords, draw_strip_row, parse_picture_name
from coopviewer.widgets.common.theme import Theme


def draw_strip_picture(name: str, page_width: int, ratio: float, scale: float, theme: Theme) -> QImage | None:
    """Return a row of a strip (timeframes on one scale of years) for a picture name; None if the name is not valid.

    The name is an address of the scheme ``STRIP``. The row takes a share of ``page_width`` that the name says, but at
    least 40; both are in device-independent pixels. ``ratio`` is the device pixel ratio; ``scale`` enlarges what is
    drawn as the text is enlarged.
    """
    try:
        edtf, years, share = parse_picture_name(name)
        width = round(max(page_width * share, 40.0) * ratio)
        svg = draw_strip_row(edtf, years, width, scale * ratio, strip_colours(theme), strip_words())
    except ValueError:
        return None
    image = QImage.fromData(svg.encode())
    image.setDevicePixelRatio(ratio)
    return image


def strip_colours(theme: Theme) -> StripColours:
    """Return the colours of a strip (timeframes on one scale of years) in a theme."""
    return StripColours(theme.accent, theme.line, theme.soft, theme.text, theme.band, theme.band_text)


def strip_words() -> StripWords:
    """Return the words in a strip (timeframes on one scale of years), in the language of the interface."""
    tr = language()
    return StripWords(tr("the source’s day is here"), tr("today"))
