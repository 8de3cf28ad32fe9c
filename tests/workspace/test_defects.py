"""A defect in background work is always told and logged, whatever kind of work it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.annotations.exchange import ExportSelection
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.storage.search import store as search_store
from coopviewer.workspace.annotations.backups import AnnotationBackups
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.import_export import AnnotationTransfer
from coopviewer.workspace.annotations.queries import AnnotationQueries
from coopviewer.workspace.annotations.reanchoring import Reanchoring
from coopviewer.workspace.annotations.writing import AnnotationWriter
from coopviewer.workspace.file_saving import FileSaving
from coopviewer.workspace.integrity import IntegrityCheck
from coopviewer.workspace.search import SearchService
from coopviewer.workspace.source_documents import SourceDocuments

WAIT = 20_000  # milliseconds; a busy machine is no fault


class Defective:
    """Stands where a path should be: whatever is asked of it is a defect that no code expects."""

    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError(name)


NO_PATH = cast(Path, Defective())

Begin = Callable[[QObject, Path], object]


def find(parent: QObject, _folder: Path) -> object:
    service = SearchService(NO_PATH, parent)
    service.search("niger")
    return service


def count(parent: QObject, _folder: Path) -> object:
    service = SearchService(paths.reference_file(), parent)
    service.search("niger")
    return service


def save(parent: QObject, folder: Path) -> object:
    service = FileSaving(parent)
    service.save(folder / "page.txt", lambda: cast(bytes, 1 / 0))
    return service


def check(parent: QObject, _folder: Path) -> object:
    service = IntegrityCheck(parent)
    service.look_through(NO_PATH)
    return service


def compare(parent: QObject, folder: Path) -> object:
    document = folder / "document.txt"
    document.write_text("A copy of a document")
    service = SourceDocuments(NO_PATH, folder / "pointers.json", parent)
    service.attach(document)
    return service


def reanchor(parent: QObject, _folder: Path) -> object:
    service = Reanchoring(parent)
    service.look_through(NO_PATH, [], 0)
    return service


def open_annotations(parent: QObject, _folder: Path) -> object:
    session = AnnotationFileSession("urn:dataset", parent)
    session.open(NO_PATH)
    return session


def opened(parent: QObject, folder: Path) -> AnnotationFileSession:
    session = AnnotationFileSession("urn:dataset", parent)
    session.open(folder / "annotations.db")
    return session


def query(parent: QObject, folder: Path) -> object:
    queries = AnnotationQueries(opened(parent, folder))
    queries.ask_list(cast(AnnotationFilter, None), paths.reference_file(), print)
    return queries


def write(parent: QObject, folder: Path) -> object:
    writer = AnnotationWriter(opened(parent, folder))
    writer.perform("Write a note", cast(Any, [object()]))
    return writer


def restore(parent: QObject, folder: Path) -> object:
    session = opened(parent, folder)
    backups = AnnotationBackups(session, AnnotationWriter(session))
    backups.restore(NO_PATH, print, keeps_others=True)
    return backups


def export(parent: QObject, folder: Path) -> object:
    session = opened(parent, folder)
    transfer = AnnotationTransfer(session, AnnotationWriter(session))
    transfer.export(folder / "annotations.md", "markdown", cast(ExportSelection, None), paths.reference_file(), str)
    return transfer


KINDS = [find, count, save, check, compare, reanchor, open_annotations, query, write, restore, export]


@pytest.mark.parametrize("begin", KINDS, ids=lambda each: each.__name__)
def test_a_defect_in_the_background_reaches_the_one_excepthook(
    begin: Begin, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if begin is count:
        monkeypatch.setattr(search_store, "BUDGET", None)
    parent = QObject()
    with qtbot.captureExceptions() as defects:
        service = begin(parent, tmp_path)
        qtbot.waitUntil(lambda: bool(defects), timeout=WAIT)
    assert issubclass(defects[0][0], TypeError | AttributeError | ZeroDivisionError)
    assert service is not None
