"""Windows that go while threads have something to tell them: the program must not end with them."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopviewer import paths
from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.workspace.annotations import reanchoring, reanchoring_pass
from coopviewer.workspace.annotations.file_session import AnnotationFileSession
from coopviewer.workspace.annotations.reanchoring import Reanchoring
from coopviewer.workspace.background import BackgroundQueue
from coopviewer.workspace.file_saving import FileSaving
from coopviewer.workspace.integrity import IntegrityCheck
from coopviewer.workspace.search import SearchService
from coopviewer.workspace.source_documents import SourceDocuments

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROUNDS = 60
TOLD = 40  # things, one right after the other
WAIT = 20.0  # seconds; a busy machine is no fault

BOOKMARK = Annotation(
    uuid="uuid", revision=1, dataset="urn:dataset", entry_id="entry", motivation=Motivation.BOOKMARKING,
    creator=Person("p", "Ada"), created=NOW, modified=NOW,
)  # fmt: skip

Begin = Callable[[QObject, Path, Callable[[], object]], None]


def keep(parent: QObject, folder: Path, telling: Callable[[], object]) -> None:
    file_session = AnnotationFileSession("urn:dataset", parent)
    file_session.open(folder / "annotations.db")
    for number in range(TOLD):
        file_session.put(lambda _job, at=number: telling() if at == TOLD // 8 else None, lambda _answer: None)


def look_through(parent: QObject, _folder: Path, telling: Callable[[], object]) -> None:
    def read() -> Iterator[Annotation]:
        for number in range(TOLD):
            if number == TOLD // 8:
                telling()
            yield BOOKMARK

    Reanchoring(parent).look_through(paths.reference_file(), read(), TOLD)


def search(parent: QObject, _folder: Path, telling: Callable[[], object]) -> None:
    SearchService(paths.reference_file(), parent).search("nothing at all")
    telling()


def attach(parent: QObject, folder: Path, telling: Callable[[], object]) -> None:
    service = SourceDocuments(paths.reference_file(), folder / "pointers.json", parent)
    for _ in range(TOLD):
        service.attach(folder / "none.txt")
    telling()


def check(parent: QObject, folder: Path, telling: Callable[[], object]) -> None:
    service = IntegrityCheck(parent)
    for _ in range(TOLD):
        service.look_through(folder / "none.db")
    telling()


def save(parent: QObject, folder: Path, telling: Callable[[], object]) -> None:
    saving = FileSaving(parent)
    for number in range(TOLD):
        saving.save(folder / f"{number}.txt", lambda: b"saved")
    telling()


@pytest.mark.parametrize("begin", [keep, look_through, search, attach, check, save], ids=lambda each: each.__name__)
def test_a_window_may_go_while_its_threads_tell_it_something(
    begin: Begin, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reanchoring_pass, "PART", 1)
    monkeypatch.setattr(reanchoring, "_BREATH", 0.0)
    before = set(threading.enumerate())
    for _ in range(ROUNDS):
        parent, telling = QObject(), threading.Event()
        begin(parent, tmp_path, telling.set)
        assert telling.wait(WAIT)
        delete(parent)
    for thread in set(threading.enumerate()) - before:
        thread.join(WAIT)
        assert not thread.is_alive(), "nobody is there to be told, so it has to end"


@pytest.mark.parametrize(
    "make",
    [lambda: BackgroundQueue("plain", finishes_jobs=True), lambda: AnnotationFileSession("urn:dataset")],
    ids=["queue", "annotations"],
)
def test_a_queue_that_is_gone_calls_nobody_back(make: Callable[[], BackgroundQueue[Any]], qtbot: QtBot) -> None:
    queue, told = make(), list[object]()
    for number in range(TOLD):
        queue.put(lambda _job, at=number: at, told.append)
    assert queue.finish(WAIT)  # all answers are on their way
    delete(queue)
    QCoreApplication.sendPostedEvents()
    assert told == []
