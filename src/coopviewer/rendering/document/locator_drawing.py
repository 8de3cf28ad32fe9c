"""The small map of a page as SVG, drawn alike on the screen, on paper, and in saved pages."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import Locator
from coopviewer.rendering.document.world_outlines import Box, WorldOutline, WorldOutlines

WIDTH, HEIGHT = 360, 240  # pixels, as all sizes here
_SMALL = 120  # square pixels, under which a country is shown by a marker
_MARKER = 5  # its radius
_MARGIN = 0.12  # of the picture, on each side of what it is fitted to
_CLOSEST = 0.45  # of the plane, shown at least, so that it can be seen where on Earth this is
_EXACT = 1.3  # by which the lines of the chosen level may be off
_STEP = 0.8  # between two points of a line
_FINE = 10  # units in a pixel: the whole numbers of a path are in tenths of a pixel


class LocatorColours(NamedTuple):
    """The colours of a small map, as ``#rrggbb``; the countries that the map is about have the colour ``named``.

    ``edge`` is the colour of the line around the markers of small countries.
    """

    sea: str
    land: str
    border: str
    named: str
    edge: str


LIGHT_LOCATOR = LocatorColours("#f4f8fc", "#dfe3e8", "#aab3bf", "#0b57a4", "#ffffff")
DARK_LOCATOR = LocatorColours("#1a2028", "#363d47", "#5a6470", "#7ab8ff", "#20252c")


def parse_locator_name(name: str) -> Locator:
    """Return the small map that a name such as ``locator:NER,NGA;…`` describes; its ``lines`` are empty.

    A ``;`` separates the keys of ``named`` from those of ``around``; either may be empty. Raises ValueError unless
    there is exactly one ``;``.
    """
    named, around = name.removeprefix(schemes.LOCATOR).split(";")
    return Locator(tuple(filter(None, named.split(","))), tuple(filter(None, around.split(","))), ())


def draw_locator(locator: Locator, world: WorldOutlines, ratio: float, colours: LocatorColours) -> str:
    """Return a small map as SVG, without its words; its size is 360 × 240 pixels, multiplied by ``ratio``.

    It shows the part of the world with the countries ``named`` and ``around``, or all of it if ``world`` has a shape of
    none of these. A country without a shape is left out. A small country among those ``named`` has a marker.
    """
    view = _View(_fitted(locator, world))
    shown = {shape.key for shape in world.shapes if view.shows(shape.box)}
    land, named, borders, markers = list[str](), list[str](), list[str](), list[str]()
    for shape, points in world.points(view.level(world.tolerances), shown):
        is_named = shape.key in locator.named
        (named if is_named else land).extend(view.path(line, "Z") for line in points.fill)
        borders.extend(view.path(line, "") for line in points.border)
        if is_named and view.is_small(shape):
            markers.append(view.marker(shape, colours))
    size = f'width="{round(WIDTH * ratio)}" height="{round(HEIGHT * ratio)}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.sea}"/>'
        f'<g transform="scale({1 / _FINE})">{_filled(land, colours.land)}{_filled(named, colours.named)}'
        f'<path d="{"".join(borders)}" fill="none" stroke="{colours.border}" stroke-width="{0.6 * _FINE}"/></g>'
        f"{''.join(markers)}</svg>"
    )


def _filled(lines: Iterable[str], colour: str) -> str:
    path = "".join(lines)
    return f'<path d="{path}" fill="{colour}" fill-rule="evenodd"/>' if path else ""  # Qt warns of an empty one


def _fitted(locator: Locator, world: WorldOutlines) -> Box:
    """Return the box around a map's shapes on the world's plane; around all shapes if the world has none of these."""
    wanted = {*locator.named, *locator.around}
    boxes = [shape.box for shape in world.shapes if shape.key in wanted] or [shape.box for shape in world.shapes]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class _View:
    """The part of the map that the picture shows: a box with a margin around it, in the proportions of the picture."""

    def __init__(self, box: Box) -> None:
        left, top, right, bottom = box
        room = 1 - 2 * _MARGIN
        self._scale = min(
            WIDTH * room / max(right - left, 1e-6), HEIGHT * room / max(bottom - top, 1e-6), WIDTH / _CLOSEST
        )
        self._left = (left + right) / 2 - WIDTH / self._scale / 2
        self._top = (top + bottom) / 2 - HEIGHT / self._scale / 2

    def level(self, tolerances: tuple[float, ...]) -> int:
        """Return the coarsest level whose lines are exact enough; the finest if none is."""
        return max((at for at, each in enumerate(tolerances) if each * self._scale <= _EXACT), default=0)

    def shows(self, box: Box) -> bool:
        left, top, right, bottom = box
        wide, high = WIDTH / self._scale, HEIGHT / self._scale
        return left <= self._left + wide and right >= self._left and top <= self._top + high and bottom >= self._top

    def _holds(self, box: Box) -> bool:
        """Return whether a box is in the picture as a whole."""
        left, top, right, bottom = box
        wide, high = WIDTH / self._scale, HEIGHT / self._scale
        return left >= self._left and right <= self._left + wide and top >= self._top and bottom <= self._top + high

    def is_small(self, shape: WorldOutline) -> bool:
        return shape.area * self._scale**2 < _SMALL

    def path(self, line: list[tuple[float, float]], end: str) -> str:
        """Return a line of the world's plane as an SVG path, without points that make no visible difference.

        ``end`` is ``Z`` to close the line, else empty. Empty if nothing of the line would be seen.
        """
        xs, ys = zip(*line, strict=True)
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        if not self.shows((left, top, right, bottom)):
            return ""
        may_leave = not self._holds((left, top, right, bottom))
        places = list(map(self._place, line))
        kept = places[:1]
        for x, y in places[1:]:
            side = may_leave and _side(x, y)
            if side and len(kept) > 1 and side == _side(*kept[-1]) == _side(*kept[-2]):
                kept[-1] = x, y  # a line that stays beyond one side of the picture may as well be straight
            elif abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _STEP:
                kept.append((x, y))
        sides = {_side(*place) for place in (*kept, places[-1])}
        if (len(sides) == 1 and any(sides)) or (end and len(kept) < 3):
            return ""
        tenths = [(round(x * _FINE), round(y * _FINE)) for x, y in (*kept, *(() if end else places[-1:]))]
        steps = (f"{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(tenths))
        return f"M{tenths[0][0]} {tenths[0][1]}l{' '.join(steps)}{end}"

    def marker(self, shape: WorldOutline, colours: LocatorColours) -> str:
        x, y = self._place(shape.label)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_MARKER}" fill="{colours.named}" stroke="{colours.edge}" '
            'stroke-width="1.2"/>'
        )

    def _place(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - self._left) * self._scale, (point[1] - self._top) * self._scale


def _side(x: float, y: float) -> int:
    """Return beyond which side of the picture a point is, by a number from 1 to 4; 0 if it is in the picture."""
    if x < 0:
        return 1
    if x > WIDTH:
        return 2
    return 3 if y < 0 else 4 if y > HEIGHT else 0
