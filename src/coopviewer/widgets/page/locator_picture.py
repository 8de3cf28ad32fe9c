"""The small maps in a page, as images for the screen, made from SVG.

The module is imported when a page with such a map, or with the timeframe of one entry, is first drawn.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QImage

from coopviewer.rendering.document.locator_drawing import (
    DARK_LOCATOR,
    LIGHT_LOCATOR,
    WIDTH,
    draw_locator,
    parse_locator_name,
)
from coopviewer.rendering.document.world_outlines import read_world
from coopviewer.widgets.common.theme import Theme


def draw_locator_picture(
    name: str, world: Path | None, widest: int, ratio: float, scale: float, theme: Theme
) -> QImage | None:
    """Return the small map that an address in a page's HTML names; None if it cannot be drawn.

    ``name`` is that address, of the scheme ``LOCATOR``. A map cannot be drawn if the name is not valid, or if
    ``world``, the file with the shapes of countries, is None or cannot be read. ``widest`` is the greatest width of the
    map in device-independent pixels, ``ratio`` the device pixel ratio; ``scale`` enlarges the map as the text is
    enlarged.
    """
    if world is None:
        return None
    try:
        image = _drawn(name, world, min(scale, max(widest, 1) / WIDTH) * ratio, theme.dark)
    except (ValueError, OSError):
        return None
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=8)
def _drawn(name: str, world: Path, enlarged: float, dark: bool) -> QImage:
    """Draw a map, ``enlarged`` times its usual size in pixels. Raises ValueError or OSError if it cannot be drawn.

    The last ones are kept, since Qt asks for a picture several times while it lays a page out.
    """
    svg = draw_locator(parse_locator_name(name), read_world(world), enlarged, DARK_LOCATOR if dark else LIGHT_LOCATOR)
    return QImage.fromData(svg.encode())


def forget_pictures() -> None:
    """Free the memory of the small maps drawn last, at most 8; a map is drawn again when a page needs it."""
    _drawn.cache_clear()
