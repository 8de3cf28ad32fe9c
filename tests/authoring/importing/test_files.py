"""Plain, gzipped and zipped XML as streams, told apart by content; what is no such file, or would be too much."""

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coopviewer.authoring.importing.files.documents import LeftOut, XmlDocument, file_digest, find_documents, is_xml
from coopviewer.authoring.importing.files.unpacking import BLOCK
from coopviewer.domain.errors import EnvironmentFault
from tests.faults import words_of

XML = b"<iati-activities>" + b"<iati-activity/>" * 20_000 + b"</iati-activities>"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


@contextmanager
def refused(code: str, path: Path) -> Iterator[None]:
    with pytest.raises(EnvironmentFault) as raised:
        yield
    assert raised.value.code == code
    assert str(path) in words_of(raised.value)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def content_of(document: XmlDocument) -> bytes:
    return b"".join(document.blocks(lambda _read: None))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", XML),
        ("a.zip", XML),  # a name says nothing
        ("a.xml", gzip.compress(XML)),
        ("a.gz", gzip.compress(XML[:1000]) + gzip.compress(XML[1000:])),
        ("a.gz", gzip.compress(XML) + bytes(512)),
        ("a.gz", gzip.compress(b"") + gzip.compress(XML)),
    ],
    ids=["plain", "plain as .zip", "gzip as .xml", "two parts", "padded", "an empty part first"],
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, name, content)
    documents, left_out = find_documents([path])
    (document,) = documents
    assert (document.name, document.size, left_out) == (name, len(content), [])
    assert content_of(document) == XML
    assert max(map(len, document.blocks(lambda _read: None))) <= BLOCK


def test_members_are_read_in_the_order_of_the_archive(tmp_path: Path) -> None:
    members = (
        ("b.xml", XML),
        ("sub/", b""),
        ("sub/a.xml", b"<x/>"),
        ("__MACOSX/._a.xml", b"\0"),
        ("README.txt", b"Hi"),
    )
    path = written(tmp_path, "all.zip", zipped(*members))
    documents, left_out = find_documents([path])
    assert [(each.name, content_of(each)) for each in documents] == [
        ("all.zip/b.xml", XML),
        ("all.zip/sub/a.xml", b"<x/>"),
    ]
    assert left_out == [LeftOut("all.zip/README.txt", "Hi")]


def test_names_in_an_archive_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ("../../etc/passwd", "/abs.xml", "C:\\x.xml", "\u202egpj.xml", "a" * 60_000)
    path = written(folder, "a.zip", zipped(*((name, b"<x/>") for name in names)))
    documents, _ = find_documents([path])
    assert [content_of(each) for each in documents] == [b"<x/>"] * len(names)
    assert documents[0].name == "a.zip/../../etc/passwd"
    assert "\u202e" not in documents[3].name
    assert sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*")) == ["in", "in/a.zip"]


def test_progress_counts_the_bytes_of_the_disk(tmp_path: Path) -> None:
    for content in (XML, gzip.compress(XML), zipped(("a.xml", XML))):
        (document,), _ = find_documents([written(tmp_path, "a", content)])
        seen: list[int] = []
        for _ in document.blocks(seen.append):
            pass
        assert seen == sorted(seen)
        assert (seen[0], seen[-1]) == (0, document.size)


def test_what_progress_raises_ends_the_reading(tmp_path: Path) -> None:
    (document,), _ = find_documents([written(tmp_path, "a.xml", XML)])
    blocks = document.blocks(lambda read: 1 // (read == 0) and None)
    next(blocks)
    with pytest.raises(ZeroDivisionError):
        next(blocks)


def test_a_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.xml", b"abc")
    digest = file_digest(path, lambda: None)
    assert (digest.size, digest.sha256) == (3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


@pytest.mark.parametrize(
    "head",
    [
        b"<a",
        b" \n<?xml",
        b"\xef\xbb\xbf<a",
        "\ufeff<a".encode("utf-16-le"),
        "<a".encode("utf-16-be"),
        "\ufeff<a".encode("utf-32-le"),
    ],
)
def test_xml_begins_with_an_angle_bracket_in_any_encoding(head: bytes) -> None:
    assert is_xml(head)


def encrypted() -> bytes:
    content = bytearray(zipped(("a.xml", b"<x/>")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def zip64() -> bytes:
    content = zipped(("a.xml", b"<x/>"))
    end = content.rindex(b"PK\x05\x06")
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**50, 0)
    return content[:end] + large + struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1) + content[end:]


def overlapping() -> bytes:
    """Return an archive whose list names one large member 900 times."""
    content = zipped(("a.xml", b"<x>" + b" " * 8_000_000))
    start, end = content.index(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    head = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 900, 900, 900 * (end - start), start, 0)
    return content[:start] + content[start:end] * 900 + head


def wrong_sum() -> bytes:
    content = bytearray(zipped(("a.xml", XML), method=zipfile.ZIP_STORED))
    content[content.index(b"iati-activity/") + 3] ^= 1
    return bytes(content)


def other_method() -> bytes:
    content = bytearray(zipped(("a.xml", b"<x/>")))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(mark) + place] = 97
    return bytes(content)


BOMB = b"<x>" + bytes(40 << 20)


# what is made by a function is made when its test runs, not when the tests are collected
REFUSED: list[tuple[str, bytes | Callable[[], bytes]]] = [
    ("import.empty", b""),
    ("import.empty", b" \n\0"),
    ("import.not-xml", b'{"a": 1}'),
    ("import.not-xml", b"\x89PNG\r\n"),
    ("import.is-database", b"SQLite format 3\0" + bytes(100)),
    ("import.other-archive", b"BZh91AY"),
    ("import.other-archive", b"\xfd7zXZ\0"),
    ("import.not-xml", lambda: gzip.compress(b"id,title\n1,x")),
    ("import.empty", lambda: gzip.compress(b"")),
    ("import.nested-archive", lambda: gzip.compress(gzip.compress(XML))),
    ("import.nested-archive", lambda: gzip.compress(zipped(("a.xml", XML)))),
    ("import.nested-archive", lambda: zipped(("a.xml.gz", gzip.compress(XML)))),
    ("import.nested-archive", lambda: zipped(("b.xml", XML), ("a.zip", zipped(("a.xml", XML))))),
    ("import.no-xml-in-archive", lambda: zipped(("a.txt", b"x"))),
    ("import.no-xml-in-archive", zipped),
    ("import.is-office-document", lambda: zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>"))),
    ("import.encrypted-archive", encrypted),
    ("import.too-many-members", zip64),
    ("import.too-many-members", lambda: zipped(*((f"{n}.xml", b"<x/>") for n in range(1_001)))),
    ("import.unpacks-too-large", overlapping),
    ("import.unpacks-too-large", lambda: zipped(("a.xml", BOMB))),
    ("import.unpacks-too-large", lambda: gzip.compress(BOMB)),
    ("import.breaks-off", lambda: gzip.compress(XML)[:-20]),
    ("import.breaks-off", lambda: zipped(("a.xml", XML))[:-22]),
    ("import.damaged-archive", b"\x1f\x8b\x08\x00" + b"x" * 50),
    ("import.damaged-archive", lambda: gzip.compress(XML)[:-8] + bytes(8)),
    ("import.damaged-archive", wrong_sum),
    ("import.other-archive", other_method),
    ("import.damaged-archive", lambda: b"PK\x03\x04" + zipped(("a.xml", XML))[200:]),
]


@pytest.mark.parametrize(("code", "content"), REFUSED, ids=[f"{n} {code}" for n, (code, _) in enumerate(REFUSED)])
def test_what_is_no_xml_or_too_much_is_refused(tmp_path: Path, code: str, content: bytes | Callable[[], bytes]) -> None:
    path = written(tmp_path, "a.xml", content if isinstance(content, bytes) else content())
    with refused(code, path):
        for document in find_documents([path])[0]:
            for _ in document.blocks(lambda _read: None):
                pass


def test_the_bomb_of_gzip_is_given_up_early(tmp_path: Path) -> None:
    packer = zlib.compressobj(wbits=31)
    bomb = packer.compress(b"<x>") + b"".join(packer.compress(bytes(1 << 20)) for _ in range(60)) + packer.flush()
    (document,), _ = find_documents([written(tmp_path, "a.gz", bomb)])
    unpacked = 0
    with refused("import.unpacks-too-large", document.path):
        for block in document.blocks(lambda _read: None):
            unpacked += len(block)
    assert unpacked < 32 << 20


def test_folders_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    with refused("import.is-folder", tmp_path):
        find_documents([tmp_path])
    with refused("import.no-file", tmp_path / "none.xml"):
        find_documents([tmp_path / "none.xml"])
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path / "pipe", Path(os.devnull)):
            with refused("import.is-device", path):
                find_documents([path])
