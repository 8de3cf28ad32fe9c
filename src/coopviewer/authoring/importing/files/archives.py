"""Reads members of ZIP archives; their names are shown, and never used as paths.

An archive is refused if its members would unpack to more than 8 GiB, or to more than both 16 MiB and 250 times its
own size.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from coopviewer.authoring.importing.files.unpacking import BLOCK, Unpacked, check_unpacked
from coopviewer.domain.errors import EnvironmentFault

MOST_MEMBERS = 1_000
_HEAD = 512  # bytes of a member by which its kind is told
_MOST_DIRECTORY = 4 << 20  # bytes of the list of members, which is read as a whole
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LOCATOR_SIZE, _LONGEST_COMMENT = 22, 20, 0xFFFF
_OFFICE = ("[Content_Types].xml", "mimetype")  # in every file of Office Open XML, of OpenDocument
_ENCRYPTED = 0x1
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what others unpack to, zipfile does not bound
_LEFT_BY_SYSTEMS = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db")

DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError)
"""What the standard library raises for a damaged archive; RuntimeError also for a way of packing that it lacks."""


class ArchiveMember(NamedTuple):
    """A file in an archive: its index (from 0) in the archive's list, its name there, and its packed size in bytes.

    ``head`` are its first bytes, at most 512.
    """

    place: int
    name: str
    size: int
    head: bytes


def archive_members(file: BinaryIO, path: Path) -> Iterator[ArchiveMember]:
    """Yield the files of an archive, in its own order, without folders and without files that systems leave behind.

    Such a file is ``.DS_Store``. Raises EnvironmentFault if the archive breaks off, is an office document, is
    encrypted, is packed otherwise than by deflation, would unpack to too much (``check_unpacked``), or has more than
    1,000 members (MOST_MEMBERS), a list of them longer than 4 MiB, or the format ZIP64. Raises one of DAMAGE if it is
    damaged, OSError if it cannot be read.
    """
    size = _check_directory(file, path)
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_members(members, size, path)
        for place, member in enumerate(members):
            if not member.is_dir() and not _is_left_behind(member.filename):
                with archive.open(member) as content:
                    head = content.read(_HEAD)
                yield ArchiveMember(place, member.filename, member.compress_size, head)


def member_blocks(file: BinaryIO, place: int) -> Unpacked:
    """Return a member of the archive ``file``, by its index ``place``, to be read in blocks of unpacked bytes.

    ``archive_members`` must have accepted the archive. Reading the blocks raises one of DAMAGE if the member is
    damaged, and OSError if it cannot be read.
    """
    unpacked = Unpacked()
    unpacked.blocks = _unpack(file, place, unpacked)
    return unpacked


def _unpack(file: BinaryIO, place: int, count: Unpacked) -> Iterator[bytes]:
    with zipfile.ZipFile(file) as archive:
        info = archive.infolist()[place]
        done = 0
        with archive.open(info) as member:
            while block := member.read(BLOCK):  # never more than the size that the list states
                done += len(block)
                count.read = info.compress_size * done // info.file_size
                yield block


def _check_members(members: list[zipfile.ZipInfo], size: int, path: Path) -> None:
    names = {member.filename for member in members}
    if not names.isdisjoint(_OFFICE):
        raise EnvironmentFault("import.is-office-document", path=path)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise EnvironmentFault("import.encrypted-archive", path=path)
    if any(member.compress_type not in _READ for member in members):
        raise EnvironmentFault("import.other-archive", path=path)
    check_unpacked(sum(member.file_size for member in members), size, path)


def _check_directory(file: BinaryIO, path: Path) -> int:
    """Return an archive's size in bytes; raises EnvironmentFault if it breaks off, or has too many members.

    The list of members is not read for that.
    """
    size = file.seek(0, 2)
    tail = min(size, _END_SIZE + _LOCATOR_SIZE + _LONGEST_COMMENT)
    file.seek(size - tail)
    end = file.read(tail)
    place = end.rfind(_END)
    if place < 0 or len(end) - place < _END_SIZE:
        raise EnvironmentFault("import.breaks-off", path=path)
    members = int.from_bytes(end[place + 10 : place + 12], "little")
    directory = int.from_bytes(end[place + 12 : place + 16], "little")
    is_large = end[max(0, place - _LOCATOR_SIZE) : place].startswith(_END_64)  # ZIP64: its numbers are elsewhere
    if is_large or members > MOST_MEMBERS or directory > _MOST_DIRECTORY:
        raise EnvironmentFault("import.too-many-members", path=path, most=MOST_MEMBERS)
    return size


def _is_left_behind(name: str) -> bool:
    return name.startswith(_LEFT_BY_SYSTEMS) or name.rpartition("/")[2].startswith(_LEFT_BY_SYSTEMS)
