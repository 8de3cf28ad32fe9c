"""The shapes of the map, as ``dev.py map`` writes them: paths of Qt in three levels of detail."""

import json
import zlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF
from PySide6.QtGui import QPainterPath

_MAGIC = b"coopmap1"
_HEAD = len(_MAGIC) + 4


class WorldShape(NamedTuple):
    """The shape of a country. Lengths are in units of the plane, which is about 5.3 wide; y grows downwards.

    ``key``: the country's alpha-3 code, such as ``NER``, or another one of three letters if it has none.
    ``name``: its name in the map data.
    ``label``: a point for its label, well inside unless the shape is tiny.
    ``area``: in square units.
    ``box``: a rectangle around its larger parts.
    """

    key: str
    name: str
    label: QPointF
    area: float
    box: QRectF


class Outline(NamedTuple):
    """A shape in one level of detail: the area to fill, and the lines of its border."""

    fill: QPainterPath
    border: QPainterPath


class World:
    """The shapes of one map file in several levels of detail.

    The outlines of a level are decoded when they are first needed.
    """

    def __init__(self, path: Path) -> None:
        """Read the map file at ``path``, and the list of its shapes.

        Raises OSError if it cannot be read, and ValueError if it is no map. That a level of detail is cut off
        is noticed only by ``outlines``.
        """
        content = path.read_bytes()
        if not content.startswith(_MAGIC):
            raise ValueError(f"not a map: {path}")
        length = int.from_bytes(content[len(_MAGIC) : _HEAD], "big")
        head = json.loads(content[_HEAD : _HEAD + length])
        self.shapes = tuple(_shape(each) for each in head["shapes"])
        """All shapes (WorldShape), in the order of the file."""
        self.tolerances: tuple[float, ...] = tuple(head["levels"])
        """How far the lines of each level may be from the true ones, in units of the plane; the finest level first."""
        self._levels: list[bytes] = []
        at = _HEAD + length
        for _ in self.tolerances:
            size = int.from_bytes(content[at : at + 4], "big")
            self._levels.append(content[at + 4 : at + 4 + size])
            at += 4 + size
        self._read: dict[int, tuple[Outline, ...]] = {}

    @cached_property
    def bounds(self) -> QRectF:
        """The box that holds the boxes of all shapes; small parts far from the rest of a shape may be outside."""
        found = QRectF()
        for shape in self.shapes:
            found = found.united(shape.box)
        return found

    def level_for(self, scale: float) -> int:
        """Return the coarsest level of detail whose lines are off by at most 0.75 pixels.

        If no level is as exact, it is 0, the finest. ``scale`` is in pixels for a unit of the plane.
        """
        fitting = [level for level, tolerance in enumerate(self.tolerances) if tolerance * scale <= 0.75]
        return max(fitting, default=0)

    def outlines(self, level: int) -> tuple[Outline, ...]:
        """Return an Outline in a level of detail (0: the finest) for each WorldShape in ``shapes``, in that order.

        Raises zlib.error if the map is cut off or damaged there.
        """
        if level not in self._read:
            self._read[level] = self._paths(level)
        return self._read[level]

    def _paths(self, level: int) -> tuple[Outline, ...]:
        stream = QDataStream(QByteArray(zlib.decompress(self._levels[level])))
        stream.setVersion(QDataStream.Version.Qt_6_0)
        stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        found = []
        for _ in self.shapes:
            fill, border = QPainterPath(), QPainterPath()
            stream >> fill
            stream >> border
            found.append(Outline(fill, border))
        return tuple(found)


def _shape(record: dict[str, Any]) -> WorldShape:
    x, y = record["label"]
    left, top, right, bottom = record["box"]
    box = QRectF(QPointF(left, top), QPointF(right, bottom))
    return WorldShape(str(record["key"]), str(record["name"]), QPointF(x, y), float(record["area"]), box)


def nearest(points: Mapping[str, QPointF], key: str, across: int, down: int) -> str | None:
    """Return the key of the nearest point on one side of the point ``key``; None if there is none.

    The side is given by one argument, the other is 0: ``across`` 1 for the right, -1 for the left; ``down`` 1 for
    below, -1 for above. The distance in this direction counts once, the one at a right angle to it twice.
    """
    here = points[key]
    found: tuple[float, str] | None = None
    for each, point in points.items():
        along = (point.x() - here.x()) * across + (point.y() - here.y()) * down
        beside = abs((point.x() - here.x()) * down) + abs((point.y() - here.y()) * across)
        if each != key and along > 0 and (found is None or along + 2 * beside < found[0]):
            found = (along + 2 * beside, each)
    return found[1] if found else None
