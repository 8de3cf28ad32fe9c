"""The small map: read without Qt as Qt reads it, fitted to its countries, with a marker for each small one."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from coopviewer.paths import world_map
from coopviewer.rendering.document.document import Document, Locator, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.locator_drawing import (
    DARK_LOCATOR,
    HEIGHT,
    LIGHT_LOCATOR,
    WIDTH,
    draw_locator,
    parse_locator_name,
)
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.world_outlines import Box, OutlinePoints, WorldOutline, WorldOutlines, read_world
from coopviewer.widgets.overviews.map.drawing import DARK_MAP, LIGHT_MAP
from coopviewer.widgets.overviews.map.world import World

BALKANS = ("ALB", "BIH", "XKX", "MNE", "MKD", "SRB")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(named: tuple[str, ...], around: tuple[str, ...] = ()) -> ET.Element:
    return ET.fromstring(draw_locator(Locator(named, around, ()), read_world(world_map()), 1.0, LIGHT_LOCATOR))


def filled(svg: ET.Element, colour: str) -> list[str]:
    return [path.get("d", "") for path in svg.iter(f"{SVG}path") if path.get("fill") == colour]


def places(path: str) -> list[tuple[float, float]]:
    found = []
    for line in path.replace("Z", "").split("M")[1:]:
        numbers = [int(each) / 10 for each in line.replace("l", " ").split()]
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        found += list(accumulate(steps, lambda place, step: (place[0] + step[0], place[1] + step[1])))
    return found


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_shapes_are_those_that_qt_reads(level: int) -> None:
    world, of_qt = read_world(world_map()), World(world_map())
    keys = [shape.key for shape in world.shapes]
    assert keys == [shape.key for shape in of_qt.shapes]
    assert len(keys) > 200
    read = {shape.key: points for shape, points in world.points(level, set(keys))}
    for shape, outline in zip(of_qt.shapes, of_qt.outlines(level), strict=True):
        points: OutlinePoints = read[shape.key]
        for lines, path in ((points.fill, outline.fill), (points.border, outline.border)):
            flat = [point for line in lines for point in line]
            elements = [path.elementAt(at) for at in range(path.elementCount())]
            assert flat == [(each.x, each.y) for each in elements]
            assert len(lines) == sum(each.isMoveTo() for each in elements)


def test_only_what_is_named_is_filled_and_all_of_it_is_in_the_picture() -> None:
    svg = drawn(BALKANS)
    (land,), (named,) = filled(svg, LIGHT_LOCATOR.land), filled(svg, LIGHT_LOCATOR.named)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places(named))
    assert len(places(land)) > len(places(named)) > 50
    assert not filled(drawn((), BALKANS), LIGHT_LOCATOR.named)


def test_the_land_around_is_drawn_to_all_four_edges() -> None:
    for named in (BALKANS, ("CHE",), ("TCD",)):
        (land,) = filled(drawn(named), LIGHT_LOCATOR.land)
        xs, ys = zip(*places(land), strict=True)
        assert min(xs) <= 0, named
        assert max(xs) >= WIDTH, named
        assert min(ys) <= 0, named
        assert max(ys) >= HEIGHT, named


def test_a_map_of_no_country_shows_those_around_as_large_as_it_would_if_they_were_named() -> None:
    (named,) = filled(drawn(BALKANS), LIGHT_LOCATOR.named)
    (land,) = filled(drawn((), BALKANS), LIGHT_LOCATOR.land)
    assert set(places(named)) <= set(places(land))


@pytest.mark.parametrize("named", [BALKANS, ("NGA", "DZA", "SOM"), ("RUS", "USA", "CAN"), ()])
def test_the_drawing_is_small_enough_for_a_page(named: tuple[str, ...]) -> None:
    assert len(draw_locator(Locator(named, (), ()), read_world(world_map()), 1.0, LIGHT_LOCATOR)) < 90_000


@pytest.mark.parametrize(("named", "markers"), [(("TUR",), 0), (("CPV", "NGA"), 1), (("TUV",), 1)])
def test_a_small_country_has_a_marker_of_at_least_ten_pixels(named: tuple[str, ...], markers: int) -> None:
    circles = list(drawn(named).iter(f"{SVG}circle"))
    assert len(circles) == markers
    for circle in circles:
        assert float(circle.get("r", "0")) >= 5
        assert 0 < float(circle.get("cx", "-1")) < WIDTH
        assert 0 < float(circle.get("cy", "-1")) < HEIGHT


@pytest.mark.parametrize("named", [(), ("XXX",), ('"><script>',)])
def test_what_the_map_lacks_is_left_out_and_the_world_is_shown(named: tuple[str, ...]) -> None:
    svg = drawn(named)
    assert not filled(svg, LIGHT_LOCATOR.named)
    (land,) = filled(svg, LIGHT_LOCATOR.land)
    assert max(x for x, _ in places(land)) - min(x for x, _ in places(land)) > WIDTH / 2


def test_the_name_in_the_page_is_that_of_the_map() -> None:
    locator = Locator(("NER", "NGA"), ("TCD",), ((Text("Map: 2 <countries>."),), (Text("Of the map data."),)))
    html = write_html(Document("T", "coop:t", (locator,)))
    name = html.partition('<img src="')[2].partition('"')[0]
    assert parse_locator_name(name) == locator._replace(lines=())
    assert "Map: 2 &lt;countries&gt;." in html
    assert "Of the map data." in html


def test_text_and_markdown_say_what_the_map_shows_without_a_note_on_a_drawing_they_lack() -> None:
    locator = Locator(("NER",), (), ((Text("Map: 1 country."),), (Text("Of the map data."),)))
    for write in (write_text, write_markdown):
        assert write(Document("T", "coop:t", (locator,))) == "Map: 1 country.\n"


def test_the_colours_are_those_of_the_large_map() -> None:
    for small, large in ((LIGHT_LOCATOR, LIGHT_MAP), (DARK_LOCATOR, DARK_MAP)):
        assert small.sea == large.sea
        assert small.named == next(iter(large.fills.values()))[0]


def test_another_file_is_no_map(tmp_path: Path) -> None:
    (tmp_path / "no.bin").write_bytes(b"coopmap0")
    with pytest.raises(ValueError, match="not a map"):
        read_world(tmp_path / "no.bin")


Points = Sequence[tuple[float, float]]


def square(left: float, top: float, side: float = 1) -> Points:
    right, bottom = left + side, top + side
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def packed(lines: Iterable[Points]) -> bytes:
    """Pack the lines of one path as the file of the map has them."""
    points = [(int(at > 0), x, y) for line in lines for at, (x, y) in enumerate(line)]
    elements = b"".join(struct.pack(">iff", *point) for point in points)
    return struct.pack(">i", len(points)) + elements + (bytes(8) if points else b"")


def world_of(
    *shapes: tuple[str, Sequence[Points]], area: float = 1, tolerances: Sequence[float] = (0.0,)
) -> WorldOutlines:
    """Make a world of shapes, each with its lines; on each coarser level all is moved to the right by 0.1."""
    outlines, levels = [], []
    for key, lines in shapes:
        xs, ys = zip(*(point for line in lines for point in line), strict=True)
        box: Box = (min(xs), min(ys), max(xs), max(ys))
        outlines.append(WorldOutline(key, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), area, box))
    for level in range(len(tolerances)):
        moved = [[[(x + level / 10, y) for x, y in line] for line in lines] for _, lines in shapes]
        levels.append(zlib.compress(b"".join(packed(lines) + packed(lines) for lines in moved)))
    return WorldOutlines(tuple(outlines), tuple(tolerances), tuple(levels))


def paths_of(
    world: WorldOutlines, colour: str, *named: str, around: tuple[str, ...] = ()
) -> list[list[tuple[float, float]]]:
    """Return the filled lines of a colour on the map of some shapes, as pixels."""
    svg = ET.fromstring(draw_locator(Locator(named, around, ()), world, 1.0, LIGHT_LOCATOR))
    return [places(f"M{line}") for path in filled(svg, colour) for line in path.split("M")[1:]]


NAMED, LAND = LIGHT_LOCATOR.named, LIGHT_LOCATOR.land


@pytest.mark.parametrize(
    ("left", "top", "right", "bottom", "pixels"),
    [
        (0, 0, 1, 1, (88.8, 28.8, 271.2, 211.2)),
        (3, -2, 4, -1, (88.8, 28.8, 271.2, 211.2)),
        (0, 0, 2, 0.5, (43.2, 85.8, 316.8, 154.2)),
        (0, 0, 0.1, 0.1, (140, 80, 220, 160)),
    ],
    ids=["a square", "elsewhere", "wide", "small"],
)
def test_a_shape_is_in_the_middle_with_room_around_it_and_not_too_large(
    left: float, top: float, right: float, bottom: float, pixels: tuple[float, ...]
) -> None:
    line = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    (found,) = paths_of(world_of(("A", [line])), NAMED, "A")
    xs, ys = zip(*found, strict=True)
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(pixels, abs=0.11)


def test_what_is_named_and_what_is_around_fit_together() -> None:
    world = world_of(("A", [square(0, 0, 0.5)]), ("B", [square(0.5, 0.5, 0.5)]), ("C", [square(9, 9)]))
    (a,), (b,) = paths_of(world, NAMED, "A", around=("B",)), paths_of(world, LAND, "A", around=("B",))
    assert (a[0], b[2]) == ((88.8, 28.8), (271.2, 211.2))
    assert paths_of(world, LAND, "A", "B") == []
    assert len(paths_of(world, LAND)) == 3


@pytest.mark.parametrize(("tolerances", "level"), [((0.001, 0.007, 0.008), 1), ((0.1, 0.2), 0), ((0.007,), 0)])
def test_the_coarsest_lines_that_are_exact_enough_are_drawn(tolerances: Sequence[float], level: int) -> None:
    (found,) = paths_of(world_of(("A", [square(0, 0)]), tolerances=tolerances), NAMED, "A")
    assert found[0][0] == pytest.approx(88.8 + 18.24 * level, abs=0.11)


@pytest.mark.parametrize(("area", "markers"), [(0.000187, 1), (0.000188, 0)])
def test_a_named_country_under_120_square_pixels_has_a_marker(area: float, markers: int) -> None:
    world = world_of(("A", [square(0, 0, 0.1)]), ("B", [square(0.11, 0, 0.1)]), area=area)
    svg = ET.fromstring(draw_locator(Locator(("A",), (), ()), world, 1.0, LIGHT_LOCATOR))
    circles = [(circle.get("cx"), circle.get("cy")) for circle in svg.iter(f"{SVG}circle")]
    assert circles == [("180.0", "120.0")] * markers


def test_points_that_make_no_visible_difference_are_left_out() -> None:
    near, far = 0.7 / 182.4, 0.9 / 182.4  # pixels
    line = ((0, 0), (near, 0), (far, 0), (1, 0), (1, 1), (1, 1 - near), (0, 1), (0, 0))
    (found,) = paths_of(world_of(("A", [line])), NAMED, "A")
    assert len(found) == 6
    assert found[1] == pytest.approx((88.8 + 0.9, 28.8), abs=0.11)


@pytest.mark.parametrize(
    "points",
    [
        [(-1.0, at / 10) for at in range(1, 10)],
        [(3.0, at / 10) for at in range(1, 10)],
        [(at / 10, -2.0) for at in range(1, 10)],
        [(at / 10, 3.0) for at in range(1, 10)],
    ],
    ids=["left", "right", "above", "below"],
)
def test_a_line_beyond_one_side_of_the_picture_is_straight(points: list[tuple[float, float]]) -> None:
    world = world_of(("A", [square(0, 0)]), ("B", [((0.4, 0.5), *points, (0.6, 0.5), (0.4, 0.5))]))
    (found,) = paths_of(world, LAND, "A")
    assert len(found) == 5  # the two within the picture, the first and the last beyond it, and the end
    assert len(paths_of(world, LAND, "A", "B")) == 0
    (whole,) = paths_of(world, NAMED, "B")
    assert len(whole) > 9


def test_what_would_not_be_seen_is_not_drawn() -> None:
    small = square(0.5, 0.5, 0.002)  # a third of a pixel
    beyond = square(-5, 0, 1)
    world = world_of(("A", [square(0, 0)]), ("B", [square(0.2, 0.2, 0.2), small, beyond]))
    assert len(paths_of(world, LAND, "A")) == 1
    svg = ET.fromstring(draw_locator(Locator(("A",), (), ()), world, 1.0, LIGHT_LOCATOR))
    (border,) = [path.get("d", "") for path in svg.iter(f"{SVG}path") if path.get("stroke") == LIGHT_LOCATOR.border]
    lines = border.split("M")[1:]
    assert [len(places(f"M{line}")) for line in lines] == [6, 6, 2]  # a border may be short, but not beyond the picture


@pytest.mark.parametrize(("ratio", "size"), [(1.0, ("360", "240")), (1.5, ("540", "360"))])
def test_the_size_follows_the_ratio(ratio: float, size: tuple[str, str]) -> None:
    svg = ET.fromstring(draw_locator(Locator(("A",), (), ()), world_of(("A", [square(0, 0)])), ratio, LIGHT_LOCATOR))
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == (*size, "0 0 360 240")


@pytest.mark.parametrize("name", ["locator:NER", "locator:NER;TCD;MLI"])
def test_a_name_without_two_parts_is_that_of_no_map(name: str) -> None:
    with pytest.raises(ValueError):
        parse_locator_name(name)
    assert parse_locator_name("locator:;") == Locator((), (), ())
