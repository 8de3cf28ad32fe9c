"""Reading the user's copy of a source document, and storing its path."""

import os
import sys
from pathlib import Path

import pytest

from coopviewer.domain.reference.attachments import Pointer
from coopviewer.exchange import source_documents
from coopviewer.exchange.source_documents import (
    MOST_BYTES,
    change_pointers,
    read_pointers,
    read_source_document,
    write_pointers,
)
from tests.faults import raises_fault
from tests.leaflet import DOCUMENT, hash_of, write_document


@pytest.mark.parametrize("mark", [False, True])
def test_a_text_is_read_with_or_without_a_byte_order_mark(tmp_path: Path, mark: bool) -> None:
    path = write_document(tmp_path / "leaflet.txt", mark=mark)
    read = read_source_document(path)
    assert (read.path, read.text, read.sha256) == (path, DOCUMENT, hash_of(path))


def test_line_ends_are_not_changed(tmp_path: Path) -> None:
    assert read_source_document(write_document(tmp_path / "x", "a\r\nb\rc\n")).text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no text"),
        (b" \n\xc2\xa0\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"\x89PNG\r\n\x1a\n", "not text in UTF-8"),
        (b"a\0b", "is not a text"),
        ("Zoë".encode("latin-1"), "not text in UTF-8"),
        ("Zoë".encode("utf-16"), "not text in UTF-8"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "not text in UTF-8"),
    ],
)
def test_a_file_that_is_not_text_is_reported_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    with raises_fault(words) as raised:
        read_source_document(path)
    assert raised.words.startswith(str(path))
    assert raised.words.endswith(".")


def test_a_file_that_is_too_long_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES * 100)
    with raises_fault("longer than 20 million bytes"):
        read_source_document(path)


def test_a_file_of_the_greatest_length_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_documents, "MOST_BYTES", 5)
    path = tmp_path / "five.txt"
    path.write_bytes(b"fifty")
    assert read_source_document(path).text == "fifty"
    path.write_bytes(b"fifty ")
    with raises_fault("is longer than"):
        read_source_document(path)


def test_a_path_that_is_not_a_file_is_reported_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        with raises_fault("Choose the document saved as plain text"):
            read_source_document(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_without_a_writer_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with raises_fault("is not a file"):
        read_source_document(tmp_path / "pipe")


def test_pointers_are_stored_in_a_private_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "documents.json"
    pointers = {"aa": Pointer(Path("/somewhere/žluť “x”.txt"), "bb", 3)}
    write_pointers(path, pointers)
    assert read_pointers(path) == pointers
    assert [found.name for found in path.parent.iterdir()] == ["documents.json"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", "null", '{"documents": 3}', '{"documents": {"a": {}}}', "[" * 9999, '{"documents": {"a": []}}'],
)
def test_an_invalid_file_of_pointers_is_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "documents.json"
    path.write_text(content)
    assert read_pointers(path) == {}
    assert read_pointers(tmp_path / "missing.json") == {}


def test_a_list_of_copies_is_written_only_if_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "documents.json"
    pointers = {"b": Pointer(Path("/b.txt"), "bb", 3), "a": Pointer(Path("/a.txt"), "aa", 0)}
    change_pointers(path, lambda found: found)
    assert not path.exists()
    change_pointers(path, lambda found: found | pointers)
    before = path.stat().st_ino
    change_pointers(path, lambda found: dict(found))
    assert (read_pointers(path), path.stat().st_ino) == (pointers, before)
    change_pointers(path, lambda found: {key: found[key] for key in found if key != "a"})
    assert list(read_pointers(path)) == ["b"]


def test_an_invalid_list_of_copies_is_reported_and_counts_as_empty(tmp_path: Path) -> None:
    path, reported = tmp_path / "documents.json", []
    path.write_text("[]", encoding="utf-8")
    change_pointers(path, lambda found: found, lambda where, _error: reported.append(where))
    assert (path.read_text(encoding="utf-8"), reported) == ("[]", [path])
