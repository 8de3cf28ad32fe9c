"""The small map of a page on the screen, drawn from SVG as the strips are; loaded with the first page that has one."""

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
    """Return the picture of a name, at most ``widest`` device-independent pixels wide; None if it cannot be drawn.

    ``ratio`` is the device pixel ratio; ``scale`` enlarges the map as the text is enlarged.
    """
    if world is None:
        return None
    try:
        locator, outlines = parse_locator_name(name), read_world(world)
    except (ValueError, OSError):
        return None
    enlarged = min(scale, max(widest, 1) / WIDTH) * ratio
    svg = draw_locator(locator, outlines, enlarged, DARK_LOCATOR if theme.dark else LIGHT_LOCATOR)
    image = QImage.fromData(svg.encode())
    image.setDevicePixelRatio(ratio)
    return image
