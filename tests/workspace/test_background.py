"""The one background queue: what becomes of a job, who is told, and on which thread."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled
from coopviewer.workspace.background import DEFECT, BackgroundQueue, Job
from coopviewer.workspace.file_saving import FileSaving

WAIT = 20.0  # seconds; a busy machine is no fault
FULL = EnvironmentFault("file.no-room", path="x")


class Notebook:
    """What a thread keeps open: it notes where it was opened, used and closed."""

    made: "list[Notebook]"

    def __init__(self) -> None:
        self.threads = [threading.current_thread().name]
        self.closed_on = ""
        Notebook.made.append(self)

    def close(self) -> None:
        self.closed_on = threading.current_thread().name


def use(job: Job[Notebook]) -> Notebook:
    job.kept.threads.append(threading.current_thread().name)
    return job.kept


def nothing(_job: Job[None]) -> None:
    pass


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QObject]:
    made = QObject()
    yield made
    delete(made)


@pytest.fixture
def queue(parent: QObject) -> BackgroundQueue[None]:
    return BackgroundQueue("background", parent)


@pytest.fixture
def keeping(parent: QObject) -> BackgroundQueue[Notebook]:
    Notebook.made = []
    return BackgroundQueue("keeping", parent, opens=Notebook)


def until_cancelled(job: Job[None], begun: threading.Event) -> None:
    begun.set()
    job.pause(WAIT)
    raise AssertionError("nobody cancelled it")


def test_jobs_are_done_in_order_on_the_queues_thread_and_answered_in_order_on_this_one(
    queue: BackgroundQueue[None],
) -> None:
    told: list[tuple[int, str, bool]] = []
    main = threading.current_thread()
    for number in range(50):
        queue.put(
            lambda _job, at=number: (at, threading.current_thread().name),
            lambda answer: told.append((*answer, threading.current_thread() is main)),
        )
    assert queue.wait(WAIT)
    assert told == [(number, "background", True) for number in range(50)]


def test_each_end_of_a_job_is_told_to_the_one_who_asked_and_to_nobody_else(
    queue: BackgroundQueue[None], qtbot: QtBot
) -> None:
    told: list[tuple[object, ...]] = []
    failed: list[EnvironmentFault] = []
    queue.failed.connect(failed.append)

    def fail(_job: Job[None]) -> None:
        raise FULL

    def cancel(_job: Job[None]) -> None:
        raise Cancelled

    for name, work in {"good": lambda _job: 3, "full": fail, "bad": lambda _job: 1 / 0, "over": cancel}.items():
        queue.put(
            work,
            lambda answer, name=name: told.append((name, "answered", answer)),
            failed=lambda fault, name=name: told.append((name, "failed", fault)),
            defect=lambda fault, name=name: told.append((name, "defect", fault)),
            cancelled=lambda name=name: told.append((name, "cancelled")),
        )
    with qtbot.captureExceptions() as defects:
        assert queue.wait(WAIT)
    assert told == [
        ("good", "answered", 3),
        ("full", "failed", FULL),
        ("bad", "defect", DEFECT),
        ("over", "cancelled"),
    ]
    assert [kind for kind, *_ in defects] == [ZeroDivisionError]
    assert failed == []


def test_a_fault_that_nobody_asked_for_is_told_by_the_signal(queue: BackgroundQueue[None]) -> None:
    failed: list[EnvironmentFault] = []
    queue.failed.connect(failed.append)

    def fail(_job: Job[None]) -> None:
        raise FULL

    queue.put(fail)
    assert queue.wait(WAIT)
    assert failed == [FULL]


def test_a_defect_does_not_end_the_queue(queue: BackgroundQueue[None], qtbot: QtBot) -> None:
    told: list[int] = []
    queue.put(lambda _job: 1 / 0)
    queue.put(lambda _job: 2, told.append)
    with qtbot.captureExceptions() as defects:
        assert queue.wait(WAIT)
    assert told == [2]
    assert len(defects) == 1


def test_what_was_given_up_ends_and_is_not_told(queue: BackgroundQueue[None]) -> None:
    told: list[str] = []
    done: list[str] = []
    begun = threading.Event()
    queue.put(lambda job: until_cancelled(job, begun), told.append, cancelled=lambda: told.append("cancelled"))
    queue.put(lambda _job: done.append("while it waits"), told.append)
    assert begun.wait(WAIT)
    queue.give_up()
    queue.put(lambda _job: "after it", told.append)
    assert queue.wait(WAIT)
    assert (told, done) == (["after it"], [])


@pytest.mark.parametrize("which", ["one", "all"])
def test_an_answer_that_was_sent_before_giving_up_is_not_told(queue: BackgroundQueue[None], which: str) -> None:
    told: list[object] = []

    def work(job: Job[None]) -> str:
        job.report("half")
        return "unwanted"

    unwanted = queue.put(work, told.append, reported=told.append)
    queue.put(lambda _job: "wanted", told.append)
    assert queue.finish(WAIT)  # both have sent their answers, which wait for this thread
    queue.give_up(unwanted if which == "one" else None)
    QCoreApplication.sendPostedEvents(queue)
    assert told == (["wanted"] if which == "one" else [])
    assert queue._callbacks == {}


def test_of_two_jobs_one_is_given_up_while_it_runs_and_nothing_is_kept_of_it(queue: BackgroundQueue[None]) -> None:
    told: list[str] = []
    begun = threading.Event()
    unwanted = queue.put(lambda job: until_cancelled(job, begun), told.append, cancelled=lambda: told.append("no"))
    queue.put(lambda _job: "wanted", told.append)
    assert begun.wait(WAIT)
    queue.give_up(unwanted)
    assert queue.wait(WAIT)
    assert told == ["wanted"]
    assert queue._callbacks == {}
    queue.give_up(unwanted)  # which changes nothing any more


def test_what_was_sent_is_told_at_once_if_wanted(queue: BackgroundQueue[None]) -> None:
    told: list[str] = []
    queue.put(lambda _job: "answer", told.append)
    assert queue.finish(WAIT)
    assert told == []
    queue.tell_sent()
    assert told == ["answer"]


def test_a_defect_of_what_was_given_up_is_told_all_the_same(queue: BackgroundQueue[None], qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(_job: Job[None]) -> None:
        begun.set()
        go_on.wait(WAIT)
        raise ZeroDivisionError

    told: list[str] = []
    queue.put(work, told.append, defect=told.append)
    assert begun.wait(WAIT)
    queue.give_up()
    go_on.set()
    with qtbot.captureExceptions() as defects:
        assert queue.wait(WAIT)
    assert [kind for kind, *_ in defects] == [ZeroDivisionError]
    assert told == []


def test_a_job_that_is_cancelled_is_told_how_it_ended(queue: BackgroundQueue[None]) -> None:
    told: list[str] = []
    begun, go_on = threading.Event(), threading.Event()
    ended = queue.put(lambda job: until_cancelled(job, begun), told.append, cancelled=lambda: told.append("cancelled"))
    assert begun.wait(WAIT)
    ended.cancel()
    assert queue.wait(WAIT)
    assert told == ["cancelled"]
    late = queue.put(lambda _job: go_on.wait(WAIT) and "done", told.append, cancelled=lambda: told.append("cancelled"))
    late.cancel()  # too late where the work has begun and does not look, and in time where it has not
    go_on.set()
    assert queue.wait(WAIT)
    assert told[1:] in (["done"], ["cancelled"])


def test_reports_come_before_the_answer(queue: BackgroundQueue[None]) -> None:
    told: list[object] = []

    def work(job: Job[None]) -> str:
        for part in range(3):
            job.report(part, 3)
        return "all"

    queue.put(work, told.append, reported=lambda done, total: told.append((done, total)))
    assert queue.wait(WAIT)
    assert told == [(0, 3), (1, 3), (2, 3), "all"]


def test_what_is_kept_open_is_opened_used_and_closed_on_one_thread(keeping: BackgroundQueue[Notebook]) -> None:
    for _ in range(2):
        keeping.put(use)
    assert keeping.finish(WAIT)
    keeping.put(use)
    assert keeping.finish(WAIT)
    assert [each.threads for each in Notebook.made] == [["keeping"] * 3, ["keeping"] * 2]
    assert [each.closed_on for each in Notebook.made] == ["keeping", "keeping"]


def test_after_the_end_another_job_does_not_wait_for_the_one_before(queue: BackgroundQueue[None]) -> None:
    told: list[str] = []
    go_on = threading.Event()
    queue.put(lambda _job: go_on.wait(WAIT) and "slow", told.append)
    queue.end()
    queue.put(lambda _job: "quick", told.append)
    assert queue.wait(WAIT)
    assert told == ["quick"]
    assert not queue.finish(0.01)
    go_on.set()
    assert queue.finish(WAIT)


def test_what_takes_too_long_is_not_waited_for(queue: BackgroundQueue[None]) -> None:
    go_on = threading.Event()
    queue.put(lambda _job: go_on.wait(WAIT))
    assert not queue.wait(0.01)
    go_on.set()
    assert queue.wait(WAIT)


def test_one_who_asked_and_has_gone_is_not_told(queue: BackgroundQueue[None]) -> None:
    class Asker(QObject):
        told: list[object] = []  # noqa: RUF012  (outlives the asker)

        @Slot(object)
        def take(self, answer: object) -> None:
            self.told.append(answer)

    asker, other = Asker(), Asker()
    queue.put(lambda _job: 1, asker.take)
    queue.put(lambda _job: 2, other.take)
    delete(asker)
    assert queue.wait(WAIT)
    assert Asker.told == [2]


@pytest.mark.parametrize("finishes_jobs", [False, True])
def test_when_the_window_goes_writing_is_finished_and_all_else_cancelled(finishes_jobs: bool) -> None:
    parent = QObject()
    queue = BackgroundQueue("going", parent, finishes_jobs=finishes_jobs)
    begun, go_on, done = threading.Event(), threading.Event(), []

    def first(job: Job[None]) -> None:
        begun.set()
        go_on.wait(WAIT)
        done.append("cancelled" if job.is_cancelled() else "first")

    queue.put(first)
    queue.put(lambda _job: done.append("second"))
    assert begun.wait(WAIT)
    (thread,) = [each for each in threading.enumerate() if each.name == "going"]
    delete(parent)
    go_on.set()
    thread.join(WAIT)
    assert not thread.is_alive()
    assert done == (["first", "second"] if finishes_jobs else ["cancelled"])


def test_text_is_laid_out_on_a_thread_of_qt(parent: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    saving = FileSaving(parent)
    threads: list[QThread] = []

    def make() -> bytes:
        threads.append(QThread.currentThread())
        return b"laid out"

    with qtbot.waitSignal(saving.saved):
        saving.save(tmp_path / "page.txt", make)
    assert type(threads[0]).__name__ == "_TextThread"
    assert (tmp_path / "page.txt").read_bytes() == b"laid out"


def test_what_is_saved_when_the_window_goes_is_brought_to_its_end(tmp_path: Path, qtbot: QtBot) -> None:
    parent = QObject()
    saving = FileSaving(parent)
    begun, go_on = threading.Event(), threading.Event()

    def make() -> bytes:
        begun.set()
        go_on.wait(WAIT)
        return b"saved"

    saving.save(tmp_path / "page.txt", make)
    assert begun.wait(WAIT)
    delete(parent)
    go_on.set()
    qtbot.waitUntil((tmp_path / "page.txt").exists)


def test_of_two_saves_of_one_file_the_later_one_remains(parent: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    saving = FileSaving(parent)
    begun, go_on, done = threading.Event(), threading.Event(), list[bytes]()

    def make_first() -> bytes:
        begun.set()
        go_on.wait(WAIT)
        done.append(b"first")
        return b"first"

    def make_second() -> bytes:
        done.append(b"second")
        return b"second"

    saving.save(tmp_path / "page.txt", make_first)
    assert begun.wait(WAIT)
    saving.save(tmp_path / "page.txt", make_second)
    go_on.set()
    saving.finish()
    assert done == [b"first", b"second"]
    assert (tmp_path / "page.txt").read_bytes() == b"second"


SAVING = """
import sys
from pathlib import Path
from threading import Event
from PySide6.QtCore import QCoreApplication
from coopviewer.workspace.file_saving import FileSaving

application = QCoreApplication([])
begun = Event()

def make():
    begun.set()
    Event().wait(0.3)
    return b"saved"

saving = FileSaving()
saving.save(Path(sys.argv[1]), make)
begun.wait()
sys.exit(3)
"""


def test_the_program_does_not_end_before_what_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    done = subprocess.run(
        [sys.executable, "-c", SAVING, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (3, "")
    assert path.read_bytes() == b"saved"
