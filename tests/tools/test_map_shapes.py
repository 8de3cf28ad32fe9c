"""Shapes of the map are cut, projected and simplified without losing what is theirs."""

import math
from itertools import pairwise

import pytest

from coopviewer import paths
from coopviewer.widgets.overviews.map.world import World
from tools.map_shapes import area, cut_at_antimeridian, equal_earth, label_point, simplified

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))


def test_a_ring_across_the_antimeridian_becomes_two() -> None:
    ring = ((170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0), (170.0, 0.0))
    pieces = cut_at_antimeridian(ring)
    assert sorted((min(x for x, _ in piece), max(x for x, _ in piece)) for piece in pieces) == [
        (-180, -170),
        (170, 180),
    ]
    assert [round(area(piece)) for piece in pieces] == [100, 100]


def test_a_ring_on_one_side_stays_as_it_is() -> None:
    (piece,) = cut_at_antimeridian(SQUARE)
    assert area(piece) == area(SQUARE)


def test_a_ring_around_a_pole_is_closed_along_it() -> None:
    ring = tuple((float(x), -70.0) for x in range(-180, 181, 10))
    pieces = cut_at_antimeridian(ring)
    assert min(y for piece in pieces for _, y in piece) == -90
    assert round(sum(map(area, pieces))) == 360 * 20


@pytest.mark.parametrize(("point", "x"), [((0.0, 0.0), 0.0), ((180.0, 0.0), 2.7066), ((-180.0, 0.0), -2.7066)])
def test_the_projection_is_as_wide_as_published(point: tuple[float, float], x: float) -> None:
    assert equal_earth(point)[0] == pytest.approx(x, abs=1e-3)


def test_areas_are_kept_by_the_projection() -> None:
    def projected(south: float) -> float:
        corners = [(x, y) for x, y in ((0, south), (5, south), (5, south + 5), (0, south + 5), (0, south))]
        dense = [
            (a[0] + (b[0] - a[0]) * t / 20, a[1] + (b[1] - a[1]) * t / 20)
            for a, b in pairwise(corners)
            for t in range(20)
        ]
        return area(tuple(map(equal_earth, [*dense, dense[0]])))

    true = math.sin(math.radians(65)) - math.sin(math.radians(60))
    assert projected(60) / projected(0) == pytest.approx(true / math.sin(math.radians(5)), rel=1e-3)


def test_a_simplified_line_keeps_its_ends_and_stays_near() -> None:
    line = tuple((x / 10, math.sin(x / 10)) for x in range(100))
    fewer = simplified(line, 0.05)
    assert (fewer[0], fewer[-1]) == (line[0], line[-1])
    assert 4 < len(fewer) < 30
    assert simplified(SQUARE, 1.0) == SQUARE


def test_a_label_is_inside_its_ring() -> None:
    x, y = label_point([SQUARE])
    assert (x, y) == pytest.approx((5, 5), abs=0.5)


def test_the_file_of_the_map_has_every_country_of_the_reference() -> None:
    world = World(paths.resource_folder() / "map" / "world.bin")
    assert {"XKX", "SRB", "CPV", "TUR"} <= {shape.key for shape in world.shapes}
    assert {"SOL", "CYN"}.isdisjoint(shape.key for shape in world.shapes)
    for level in range(len(world.tolerances)):
        outlines = world.outlines(level)
        assert len(outlines) == len(world.shapes)
        by_key = {shape.key: (shape, outline) for shape, outline in zip(world.shapes, outlines, strict=True)}
        shape, outline = by_key["SRB"]
        assert outline.fill.contains(shape.label)
    assert [world.level_for(scale) for scale in (100, 400, 5000)] == [2, 1, 0]
