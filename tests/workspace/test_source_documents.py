"""Attached documents are compared with the passages of another edition, or after they were altered."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest
from pytestqt.qtbot import QtBot

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.source_documents import read_pointers
from coopviewer.workspace.source_documents import SourceDocuments
from tests.leaflet import DOCUMENT, SOURCE, build_leaflet, write_document

Looks = Callable[[Path], list[EnvironmentFault]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the edition with three passages, all of which DOCUMENT has."""
    return build_leaflet(tmp_path_factory.mktemp("leaflet"))


@pytest.fixture
def shorter(whole: Path, tmp_path: Path) -> Path:
    """Return an edition of the same dataset that lacks the last passage of the document."""
    path = Path(copyfile(whole, tmp_path / "shorter.db"))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        last = "(SELECT max(ordinal) FROM passage WHERE source_id = ?)"
        deleted = connection.execute(f"DELETE FROM passage WHERE source_id = ? AND ordinal = {last}", (SOURCE, SOURCE))
        assert deleted.rowcount == 1
    return path


@pytest.fixture
def looks(qtbot: QtBot, tmp_path: Path) -> Looks:
    """Return a function that compares the attached documents with a reference and returns what is told of them."""

    def look(reference: Path) -> list[EnvironmentFault]:
        service, told = SourceDocuments(reference, tmp_path / "pointers.json"), list[EnvironmentFault]()
        service.failed.connect(told.append)
        service.take_up()
        qtbot.waitUntil(lambda: service.is_attached)
        return told

    return look


def attach(qtbot: QtBot, reference: Path, document: Path) -> None:
    service = SourceDocuments(reference, document.parent / "pointers.json")
    with qtbot.waitSignal(service.attached):
        service.attach(document)


def found_in(folder: Path) -> list[int]:
    return [pointer.found for pointer in read_pointers(folder / "pointers.json").values()]


def test_a_document_has_not_changed_because_an_edition_has_more_or_fewer_passages_of_it(
    qtbot: QtBot, tmp_path: Path, whole: Path, shorter: Path, looks: Looks
) -> None:
    attach(qtbot, shorter, write_document(tmp_path / "copy.txt"))
    assert found_in(tmp_path) == [2]
    assert looks(whole) == []
    assert found_in(tmp_path) == [3], "the number is that of the edition read last"
    assert looks(shorter) == []
    assert found_in(tmp_path) == [2]


@pytest.mark.parametrize(
    ("text", "found"), [(DOCUMENT + "\nMore.\n", 3), (DOCUMENT.replace("Fifty", "Sixty"), 2)], ids=["longer", "other"]
)
def test_an_altered_document_has_changed_whatever_the_edition(
    qtbot: QtBot, tmp_path: Path, whole: Path, shorter: Path, looks: Looks, text: str, found: int
) -> None:
    document = write_document(tmp_path / "copy.txt")
    attach(qtbot, shorter, document)
    write_document(document, text)
    expected = EnvironmentFault("document.changed", path=document, found=found, passages=3)
    assert [(each.code, each.values) for each in looks(whole)] == [(expected.code, expected.values)]
    assert looks(whole) == [], "it is told once"
