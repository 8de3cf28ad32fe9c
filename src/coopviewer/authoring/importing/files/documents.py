"""The files of an import as streams of XML: plain, packed with gzip, or members of a ZIP archive.

What a file is follows from its first bytes, never from its name. Nothing is unpacked to the disk, and the names of an
archive's members are never used as paths.
"""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from coopviewer.authoring.importing.files.archives import DAMAGE, archive_members, member_blocks
from coopviewer.authoring.importing.files.unpacking import BLOCK, Unpacked, gzip_blocks
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.text.folding import fold
from coopviewer.domain.text.terminal import printable_line
from coopviewer.file_kinds import FileKind, full_path, kind_of

_LONGEST_SLUG = 24  # each fact repeats the id of its source
_HEAD = 512  # bytes by which the kind of a file is told
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_OTHER_ARCHIVES = (b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_GZIP, _ZIP, _DATABASE = b"\x1f\x8b", b"PK", b"SQLite format 3\x00"


class XmlDocument(NamedTuple):
    """One XML document to import: a file, or a member of an archive.

    ``path`` is that of the file or the archive. ``name`` is the file's name without its folder; for a member, ``/`` and
    the member's name in the archive follow: ``a.zip/b.xml``. ``size`` is in bytes, packed as on the disk: of a member
    its own packed size, not that of the archive; progress is measured by it. ``member`` is the index in the archive,
    None for a file of its own. ``is_packed``: the file at ``path`` is packed with gzip, or an archive.
    """

    path: Path
    name: str
    size: int
    is_packed: bool = False
    member: int | None = None

    def blocks(self, on_read: Callable[[int], None]) -> Iterator[bytes]:
        """Yield the document's bytes, unpacked, in blocks.

        ``on_read`` is called before each block, and at the end, with how many bytes of the file on the disk are read so
        far, at most ``size``; what it raises ends the reading. Raises EnvironmentFault if the file cannot be read or
        unpacked, or unpacks to too much (``check_unpacked``).
        """
        with reading(self.path) as file:
            unpacked = self._unpacked(file)
            while True:
                on_read(min(unpacked.read, self.size))
                block = next(unpacked.blocks, b"")
                if not block:
                    return
                yield block

    def _unpacked(self, file: BinaryIO) -> Unpacked:
        if self.member is not None:
            return member_blocks(file, self.member)
        return gzip_blocks(file, self.path) if self.is_packed else _plain_blocks(file)


class LeftOut(NamedTuple):
    """A member of an archive that is no XML, and is not imported; ``name`` is such as ``a.zip/readme.txt``.

    ``found`` are its first characters, at most 40.
    """

    name: str
    found: str


def find_documents(paths: Sequence[Path]) -> tuple[list[XmlDocument], list[LeftOut]]:
    """Return the XML documents in some files, in the order of the files, and the members of archives that are no XML.

    Only the beginning of each document is read. Raises EnvironmentFault if a path is no file, or if a file has no XML
    at all, has an archive in an archive, or cannot be read. What unpacks to more than 8 GiB, or to more than both
    16 MiB and 250 times its size, is refused too: an archive here, a gzip file only when ``XmlDocument.blocks`` reads
    it.
    """
    documents: list[XmlDocument] = []
    left_out: list[LeftOut] = []
    for path in paths:
        for each in _documents_of(full_path(path)):
            if isinstance(each, XmlDocument):
                documents.append(each)
            else:
                left_out.append(each)
    return documents, left_out


class Digest:
    """Computes the size in bytes and the SHA-256 of a file while its blocks pass through ``passing``."""

    def __init__(self) -> None:
        self._sha256 = sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The hash of the blocks so far, in hex digits."""
        return self._sha256.hexdigest()

    def passing(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the blocks unchanged, and add each to the size and the hash before it is yielded."""
        for block in blocks:
            self._sha256.update(block)
            self.size += len(block)
            yield block


def file_digest(path: Path, on_read: Callable[[], object]) -> Digest:
    """Return the size and hash of a file as it is on the disk, packed or not.

    ``on_read`` is called after each block; what it raises ends the reading. Raises EnvironmentFault if the file cannot
    be read.
    """
    digest = Digest()
    with reading(path) as file:
        for _ in digest.passing(iter(lambda: file.read(BLOCK), b"")):
            on_read()
    return digest


def source_slug(name: str) -> str:
    """Return the last part of a source's id, formed from a file's name: ``aid-data`` for ``Aid data.xml.gz``.

    It has 1 to 24 characters: small letters and digits of ASCII, with hyphens between them; ``file`` if the name
    has none before its ending. Two names may lead to the same.
    """
    words = re.sub(
        "[^a-z0-9]+", "-", re.sub(r"(\.(xml|gz|zip|csv|tsv|txt|xlsx|xlsm|xls|ods))+$", "", fold(name))
    ).strip("-")
    return words[:_LONGEST_SLUG].rstrip("-") or "file"


def source_ids(names: Iterable[str]) -> list[str]:
    """Return an id for each source by its file's name: ``a.xml`` → ``source/a``; for a second one ``source/a-2``."""
    found: dict[str, None] = {}
    for name in names:
        words = source_slug(name)
        number = 1
        while (own := f"source/{words}" if number == 1 else f"source/{words}-{number}") in found:
            number += 1
        found[own] = None
    return list(found)


def is_xml(head: bytes) -> bool:
    """Return whether a file that begins with ``head`` may be XML: ``<`` after any byte order mark and white space.

    Null characters are skipped, so that it may also be UTF-16.
    """
    head = head.removeprefix(next((mark for mark in _MARKS if head.startswith(mark)), b""))
    return head.replace(b"\x00", b"").lstrip()[:1] == b"<"


def _documents_of(path: Path) -> Iterator[XmlDocument | LeftOut]:
    name = _shown(path.name) or "file"
    with reading(path) as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(_HEAD)
        if head.startswith(_ZIP):
            yield from _members(file, path, name)
            return
        is_packed = head.startswith(_GZIP)
        if is_packed:
            file.seek(0)
            head = next(gzip_blocks(file, path).blocks, b"")[:_HEAD]
            if _is_packed(head):
                raise EnvironmentFault("import.nested-archive", path=path)
        if not is_xml(head):
            raise EnvironmentFault(_why_not(head), path=path)
        yield XmlDocument(path, name, size, is_packed)


def _shown(name: str) -> str:
    """Return a file's name without characters that steer a terminal, as it is shown and used in titles."""
    return printable_line(name).strip()


def _members(file: BinaryIO, path: Path, name: str) -> Iterator[XmlDocument | LeftOut]:
    found = False
    for member in archive_members(file, path):
        shown = _shown(f"{name}/{member.name}")
        if _is_packed(member.head):
            raise EnvironmentFault("import.nested-archive", path=path)
        if is_xml(member.head):
            found = True
            yield XmlDocument(path, shown, member.size, True, member.place)
        else:
            yield LeftOut(shown, member.head[:40].decode("ascii", "replace"))
    if not found:
        raise EnvironmentFault("import.no-xml-in-archive", path=path)


def _is_packed(head: bytes) -> bool:
    return head.startswith((_GZIP, _ZIP, *_OTHER_ARCHIVES))


def _why_not(head: bytes) -> str:
    if not head.strip(b"\x00 \t\r\n"):
        return "import.empty"
    if head.startswith(_DATABASE):
        return "import.is-database"
    return "import.other-archive" if head.startswith(_OTHER_ARCHIVES) else "import.not-xml"


def _plain_blocks(file: BinaryIO) -> Unpacked:
    plain = Unpacked()

    def blocks() -> Iterator[bytes]:
        while block := file.read(BLOCK):
            plain.read += len(block)
            yield block

    plain.blocks = blocks()
    return plain


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open the file at ``path`` for reading, as a context manager, and turn errors of reading into EnvironmentFault.

    In the ``with`` block too, any OSError and any exception in DAMAGE, such as ValueError, becomes an EnvironmentFault.
    """
    try:
        kind = kind_of(path)
        if kind is FileKind.ABSENT:
            raise EnvironmentFault("import.no-file", path=path)
        if kind is not FileKind.FILE:
            raise EnvironmentFault("import.is-folder" if kind is FileKind.FOLDER else "import.is-device", path=path)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        if error.errno == errno.EINVAL:  # an archive names a place before its beginning
            raise EnvironmentFault("import.damaged-archive", path=path, error=error.strerror) from error
        raise EnvironmentFault("import.unreadable", path=path, error=error.strerror or error) from error
    except DAMAGE as error:
        raise EnvironmentFault("import.damaged-archive", path=path, error=error) from error
