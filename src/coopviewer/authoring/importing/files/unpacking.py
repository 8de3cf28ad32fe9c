"""Unpacks files, with limits on the bytes that a file may unpack to: in all, and for each byte of the packed file."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from coopviewer.domain.errors import EnvironmentFault

BLOCK = 1 << 16
"""Bytes that are read, or unpacked, at a time; the activities in them are imported in some tens of milliseconds."""
MOST_UNPACKED = 8 << 30
"""Bytes that a packed file may unpack to."""
MOST_RATIO = 250
"""Bytes that a packed file may unpack to for each of its own; files of activities seen stay below 60."""
_LEAST = 16 << 20  # bytes below which the ratio is not looked at
_GZIP = 31  # the window of zlib, with the head and the check of gzip


class Unpacked:
    """A file, packed or not, that is being read: ``blocks`` yields its bytes, unpacked.

    ``read`` is how many of its bytes, packed as on the disk, were read so far; for a member of an archive an estimate.
    """

    def __init__(self) -> None:
        self.blocks: Iterator[bytes] = iter(())
        self.read = 0


def check_unpacked(unpacked: int, packed: int, path: Path) -> None:
    """Raise EnvironmentFault if ``unpacked`` bytes are too many in all, or too many for ``packed`` bytes of a file.

    Allowed are at most 8 GiB (MOST_UNPACKED), and above 16 MiB at most 250 times ``packed`` (MOST_RATIO).
    """
    if unpacked > MOST_UNPACKED or (unpacked > _LEAST and unpacked > MOST_RATIO * packed):
        raise EnvironmentFault("import.unpacks-too-large", path=path)


def gzip_blocks(file: BinaryIO, path: Path) -> Unpacked:
    """Return a gzip file, of one or several members, whose ``blocks`` are unpacked while they are read.

    Nothing is read before. Reading the blocks raises EnvironmentFault if a bound of ``check_unpacked`` is exceeded or
    the file breaks off, and zlib.error if it is damaged.
    """
    unpacked = Unpacked()
    unpacked.blocks = _unpack(file, path, unpacked)
    return unpacked


def _unpack(file: BinaryIO, path: Path, count: Unpacked) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    size, packed = 0, b""
    while True:
        if not packed:
            packed = file.read(BLOCK)
            count.read += len(packed)
            if not packed:
                break
        if unpacker.eof:
            packed = packed.lstrip(b"\x00")  # as tapes are filled up
            if not packed:
                continue
            unpacker = zlib.decompressobj(_GZIP)
        block = unpacker.decompress(packed, BLOCK)
        packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        size += len(block)
        check_unpacked(size, count.read, path)
        if block:
            yield block
    if not unpacker.eof:
        yield from filter(None, [unpacker.flush()])
        raise EnvironmentFault("import.breaks-off", path=path)
