"""Draw the program's icon in the formats of the systems: PNG of several sizes, ICO for Windows, ICNS for macOS.

``tools/draw_icons.py FOLDER``; run by ``python3 dev.py package``.
"""

import os
import struct
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "coopviewer.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_OF_ICO = (16, 24, 32, 48, 64, 128, 256)
_OF_ICNS = {128: b"ic07", 256: b"ic08", 512: b"ic09"}
_ICO_ENTRY = "<BBBBHHII"


def main(arguments: list[str]) -> int:
    """Draw to the folder in the first argument and return the exit status."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    _application = QGuiApplication(sys.argv[:1])  # drawing needs it to exist
    drawn = {size: draw(size) for size in SIZES}
    for size, content in drawn.items():
        (folder / f"{size}.png").write_bytes(content)
    (folder / "coopviewer.ico").write_bytes(as_ico({size: drawn[size] for size in _OF_ICO}))
    (folder / "coopviewer.icns").write_bytes(as_icns(drawn))
    return 0


def draw(size: int) -> bytes:
    """Return the icon as a PNG of ``size`` pixels."""
    svg = SOURCE.read_bytes().replace(b'width="64" height="64"', b'width="%d" height="%d"' % (size, size), 1)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage.fromData(svg).save(buffer, "PNG")
    return bytes(content.data())


def as_ico(pictures: dict[int, bytes]) -> bytes:
    """Return PNGs as an icon file of Windows."""
    offset = 6 + struct.calcsize(_ICO_ENTRY) * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for size, content in pictures.items():
        head += struct.pack(_ICO_ENTRY, size % 256, size % 256, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + b"".join(pictures.values())


def as_icns(pictures: dict[int, bytes]) -> bytes:
    """Return PNGs as an icon file of macOS."""
    parts = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for size, kind in _OF_ICNS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
