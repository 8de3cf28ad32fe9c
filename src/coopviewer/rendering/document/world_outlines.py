"""Reads the shapes of countries without Qt, for the small maps in pages and in saved files.

``dev.py map`` writes the file. The large map reads it with Qt, since the lines are stored as paths of Qt
(``widgets/overviews/map/world.py``).
"""

import json
import struct
import zlib
from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"coopmap1"
_COUNT, _ELEMENTS, _ENDING = struct.Struct(">i"), struct.Struct(">iff"), 8  # bytes: the start, and the rule of filling

Box = tuple[float, float, float, float]
"""The smallest and the largest x and y, as (left, top, right, bottom); y grows downwards."""


class WorldOutline(NamedTuple):
    """A shape on the map, without its lines: its key, a point well inside it, its area, and the box around it.

    The unit is that of the map's plane, which is about 5.4 wide. The key is the country's alpha-3 code, or if it has
    none its alpha-2 code. ``box`` is (left, top, right, bottom); y grows downwards. Parts below a hundredth of the
    largest part, such as small islands, may be outside the box.
    """

    key: str
    label: tuple[float, float]
    area: float
    box: Box


class OutlinePoints(NamedTuple):
    """The lines of a shape, at one level of detail: those around what is filled, and those to draw as its border.

    Each line is a list of points (x, y) of the map's plane. Lines of ``fill`` end where they begin; ``border`` lacks
    those along the edge of the map.
    """

    fill: list[list[tuple[float, float]]]
    border: list[list[tuple[float, float]]]


class WorldOutlines(NamedTuple):
    """The shapes of a file of the map; ``levels`` are their packed lines at several levels of detail, the finest first.

    ``tolerances`` has for each level how far its lines may be from the true ones, in units of the map's plane (about
    5.4 wide).
    """

    shapes: tuple[WorldOutline, ...]
    tolerances: tuple[float, ...]
    levels: tuple[bytes, ...]

    def points(self, level: int, wanted: Container[str]) -> Iterator[tuple[WorldOutline, OutlinePoints]]:
        """Yield the shapes whose keys are in ``wanted``, with their lines at a level of detail (0: the finest).

        They are in the order of the file; unknown keys are left out.
        """
        content, at = _unpacked(self.levels[level]), 0
        for shape in self.shapes:
            is_wanted = shape.key in wanted
            fill, at = _lines(content, at, is_wanted)
            border, at = _lines(content, at, is_wanted)
            if is_wanted:
                yield shape, OutlinePoints(fill, border)


@lru_cache(maxsize=1)
def read_world(path: Path) -> WorldOutlines:
    """Read the shapes of a file; the last file stays in memory. Raises OSError, or ValueError if it is no map.

    Damage within a map is not looked for, since the file is bundled.
    """
    content = path.read_bytes()
    if not content.startswith(_MAGIC):
        raise ValueError(f"not a map: {path}")
    start = len(_MAGIC) + _COUNT.size
    (length,) = _COUNT.unpack_from(content, len(_MAGIC))
    head, at, levels = json.loads(content[start : start + length]), start + length, list[bytes]()
    for _ in head["levels"]:
        (size,) = _COUNT.unpack_from(content, at)
        levels.append(content[at + _COUNT.size : at + _COUNT.size + size])
        at += _COUNT.size + size
    shapes = (
        WorldOutline(each["key"], tuple(each["label"]), each["area"], tuple(each["box"])) for each in head["shapes"]
    )
    return WorldOutlines(tuple(shapes), tuple(head["levels"]), tuple(levels))


@lru_cache(maxsize=2)
def _unpacked(level: bytes) -> bytes:
    """Return the unpacked content of a level; the last ones are kept, since a brief has a map for each entry."""
    return zlib.decompress(level)


def forget_world() -> None:
    """Forget the shapes of the map and their unpacked lines, some megabytes; the next map reads the file again."""
    read_world.cache_clear()
    _unpacked.cache_clear()


def _lines(content: bytes, at: int, is_wanted: bool) -> tuple[list[list[tuple[float, float]]], int]:
    """Return the lines of the path at byte ``at``, none if it is not wanted, and the byte of the path after it."""
    (count,) = _COUNT.unpack_from(content, at)
    start, end = at + _COUNT.size, at + _COUNT.size + count * _ELEMENTS.size
    lines: list[list[tuple[float, float]]] = []
    if is_wanted:
        for kind, x, y in _ELEMENTS.iter_unpack(content[start:end]):
            if not kind:  # the beginning of a line
                lines.append([])
            lines[-1].append((x, y))
    return lines, end + (_ENDING if count else 0)
