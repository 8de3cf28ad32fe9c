"""The small map: read without Qt as Qt reads it, fitted to its countries, with a marker for each small one."""

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
from coopviewer.rendering.document.world_outlines import OutlinePoints, read_world
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
