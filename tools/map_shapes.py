"""Shapes of countries from a TopoJSON file: shared lines, cut at the antimeridian, projected, simplified.

TopoJSON: https://github.com/topojson/topojson-specification. A ring is a list of arcs; an arc is shared by the two
countries that it divides, so that both are simplified alike.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

Point = tuple[float, float]
Line = tuple[Point, ...]
# Equal Earth: Šavrič, Patterson and Jenny (2018), https://doi.org/10.1080/13658816.2018.1504949
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


class Shape(NamedTuple):
    """A country: closed rings in degrees, and the lines of its border that divide it from others or from the sea."""

    key: str
    name: str
    rings: tuple[Line, ...]
    lines: tuple[Line, ...]


def equal_earth(point: Point) -> Point:
    """Return a point, given as longitude and latitude in degrees, on the plane; y grows downwards."""
    longitude, latitude = map(math.radians, point)
    theta = math.asin(_M * math.sin(latitude))
    squared = theta * theta
    sixth = squared**3
    slope = _A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)
    x = longitude * math.cos(theta) / (_M * slope)
    return x, -theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))


def read_shapes(topology: Mapping[str, Any], merged: Mapping[str, str]) -> tuple[Shape, ...]:
    """Return the countries of a topology, in the order of their keys; ``merged`` are shapes that belong to others."""
    arcs = _decode(topology)
    parts: dict[str, list[list[int]]] = {}
    names: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        key = str(geometry["properties"]["a3"])
        owner = merged.get(key, key)
        parts.setdefault(owner, []).extend(_rings_of(geometry))
        if owner == key:
            names[key] = str(geometry["properties"]["name"])
    return tuple(_shape(key, names.get(key, key), parts[key], arcs) for key in sorted(parts) if parts[key])


def _decode(topology: Mapping[str, Any]) -> list[Line]:
    """Return the arcs in degrees; they are stored as differences of whole numbers."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        found.append(tuple(line))
    return found


def _rings_of(geometry: Mapping[str, Any]) -> list[list[int]]:
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return []


def _shape(key: str, name: str, rings: Iterable[list[int]], arcs: list[Line]) -> Shape:
    rings = list(rings)
    used = [arc if arc >= 0 else ~arc for ring in rings for arc in ring]
    inner = {arc for arc in used if used.count(arc) > 1}  # between two parts of the same country
    lines = tuple(arcs[arc] for arc in dict.fromkeys(used) if arc not in inner)
    cut = [piece for ring in rings for piece in cut_at_antimeridian(_join(ring, arcs))]
    return Shape(key, name, tuple(cut), tuple(piece for line in lines for piece in _cut_line(line)))


def _join(ring: list[int], arcs: list[Line]) -> Line:
    points: list[Point] = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(line[1:] if points else line)
    return tuple(points)


def cut_at_antimeridian(ring: Line) -> list[Line]:
    """Return the parts of a ring on both sides of ±180°; a ring around a pole is closed along that pole."""
    unrolled = _unrolled(ring)
    turn = unrolled[-1][0] - unrolled[0][0]
    if abs(turn) > 180:
        pole = math.copysign(90.0, unrolled[0][1])
        unrolled = [*unrolled, (unrolled[-1][0], pole), (unrolled[0][0], pole)]
    found = []
    for shift in (-360.0, 0.0, 360.0):
        piece = [(x + shift, y) for x, y in unrolled]
        for bound, above in ((-180.0, True), (180.0, False)):
            piece = _clipped(piece, bound, above=above)
        if len(piece) > 2:
            found.append((*piece, piece[0]) if piece[0] != piece[-1] else tuple(piece))
    return found


def _unrolled(ring: Iterable[Point]) -> list[Point]:
    """Return points without a jump from one side of the world to the other."""
    found: list[Point] = []
    shift = 0.0
    before = None
    for x, y in ring:
        if before is not None and abs(x - before) > 180:
            shift += 360.0 if before > x else -360.0
        before = x
        found.append((x + shift, y))
    return found


def _clipped(points: list[Point], bound: float, *, above: bool) -> list[Point]:
    """Return a ring without what is beyond a meridian (Sutherland and Hodgman)."""
    found: list[Point] = []
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        inside, next_inside = (x1 >= bound) is above, (x2 >= bound) is above
        if x1 == bound:
            inside = True
        if x2 == bound:
            next_inside = True
        if inside:
            found.append((x1, y1))
        if inside is not next_inside and x1 != x2:
            found.append((bound, y1 + (y2 - y1) * (bound - x1) / (x2 - x1)))
    return found


def _cut_line(line: Line) -> list[Line]:
    """Return the parts of a line without those along ±180°, which are no border."""
    parts: list[list[Point]] = [[line[0]]]
    for before, point in pairwise(line):
        is_seam = abs(abs(before[0]) - 180) < 1e-6 and abs(abs(point[0]) - 180) < 1e-6
        if is_seam or abs(point[0] - before[0]) > 180:
            parts.append([])
        parts[-1].append(point)
    return [tuple(part) for part in parts if len(part) > 1]


def simplified(line: Line, tolerance: float) -> Line:
    """Return a line with as few points as stay within a distance of it (Douglas and Peucker); its ends are kept."""
    if len(line) < 3:
        return line
    kept = {0, len(line) - 1}
    if line[0] == line[-1]:  # a ring has no ends: keep the farthest point too
        kept.add(max(range(len(line)), key=lambda index: math.dist(line[0], line[index])))
    ordered = sorted(kept)
    waiting = list(pairwise(ordered))
    while waiting:
        first, last = waiting.pop()
        distances = [(_distance(line[index], line[first], line[last]), index) for index in range(first + 1, last)]
        if distances and max(distances)[0] > tolerance:
            middle = max(distances)[1]
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return tuple(line[index] for index in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a stretch."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if length == 0:
        return math.dist(point, start)
    at = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.dist(point, (start[0] + at * dx, start[1] + at * dy))


def area(ring: Line) -> float:
    """Return the area of a ring, without sign."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def label_point(rings: Iterable[Line]) -> Point:
    """Return a point well inside the largest ring: the one of a grid that is farthest from its border."""
    ring = max(rings, key=area)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, distance = ring[0], -1.0
    for column in range(1, 24):
        for row in range(1, 24):
            point = (min(xs) + (max(xs) - min(xs)) * column / 24, min(ys) + (max(ys) - min(ys)) * row / 24)
            if _is_inside(point, ring):
                away = min(_distance(point, a, b) for a, b in pairwise(ring))
                if away > distance:
                    best, distance = point, away
    return best


def _is_inside(point: Point, ring: Line) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
