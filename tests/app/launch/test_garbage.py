"""Garbage: where what nobody holds any more is deleted."""

import gc
import os
import sys
import threading
import weakref
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from coopviewer.app.launch import giving_back
from coopviewer.app.launch.garbage import BULK, LITTLE, LONGEST_PAUSE, OLDER, PATIENCE, SCANNED, SHORTEST_PAUSE, Garbage
from coopviewer.paths import world_map
from coopviewer.rendering.document.world_outlines import read_world

COUNT = 50
WAIT = 20_000  # milliseconds; a busy machine is no fault


class Circle(QObject):
    """Holds itself, as a dialog does whose button calls it, so that only a collector can let go of it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        QTimer(self).start(10_000)


@pytest.fixture
def pythons_own() -> Iterator[None]:
    """Have Python's own collector at work, as it is when a program starts."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """The generations that are looked at, one after the other."""
    seen: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            seen.append(about["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


@pytest.mark.usefixtures("pythons_own")
def test_objects_of_qt_go_on_the_window_s_thread_however_much_another_one_makes(qtbot: QtBot) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    gone: list[str] = []
    for _ in range(COUNT):
        weakref.finalize(Circle(), lambda: gone.append(threading.current_thread().name))
    thread = threading.Thread(target=lambda: [[number] for number in range(500_000)], name="other")
    thread.start()
    thread.join()
    assert gone == []
    qtbot.waitUntil(lambda: len(gone) == COUNT, timeout=WAIT)
    assert set(gone) == {"MainThread"}
    assert garbage.parent() is parent


def test_while_something_large_is_read_nobody_is_held_up_and_later_it_is_looked_at_all_the_same(
    qtbot: QtBot, looks: list[int]
) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    much = [[number] for number in range(2 * BULK)]
    looks.clear()
    for _ in range(PATIENCE):
        garbage.collect()
    assert looks == []
    garbage.collect()
    assert looks == [0]
    assert len(much) == 2 * BULK


@pytest.fixture
def others_set_aside() -> Iterator[None]:
    """Leave out what the other tests hold, which would be most of it."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("others_set_aside")
def test_very_many_objects_are_not_looked_at_until_the_window_rests(
    qtbot: QtBot, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.app.launch.garbage.BULK", 1_000_000)
    parent = QObject()
    garbage = Garbage(parent)
    gone: list[str] = []
    looks.clear()
    much: list[list[int]] = []
    for _ in range(4):  # some at a time, then all at once
        for _ in range(OLDER):
            much += [[number] for number in range(SCANNED // 8)]
            garbage.collect()
    much += [[number] for number in range(2 * SCANNED)]
    weakref.finalize(Circle(), lambda: gone.append("circle"))
    garbage.collect()
    assert 2 not in looks
    assert gc.get_freeze_count() > len(much)
    assert gone == []
    while garbage.pause < LONGEST_PAUSE:
        garbage.collect()
    assert 2 in looks
    assert gone == ["circle"]
    looks.clear()
    garbage.collect()
    assert 2 not in looks, "it is done once"


@pytest.mark.usefixtures("others_set_aside")
def test_what_has_stayed_is_looked_at_again_once_it_has_grown(qtbot: QtBot, looks: list[int]) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    looks.clear()
    held = [[number] for number in range(20_000)]  # beside which a few objects of the tests themselves are no growth
    for _ in range(3 * OLDER):
        garbage.collect()
    assert len(held) == 20_000
    assert looks == [*[0] * (OLDER - 1), 2, *[0] * (OLDER - 1), 1, *[0] * (OLDER - 1), 1]


def test_what_has_gone_again_does_not_count_as_having_stayed(
    qtbot: QtBot, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.app.launch.garbage.BULK", 1_000_000)
    parent = QObject()
    garbage = Garbage(parent)
    gc.freeze()  # what the other tests hold would be most of it
    try:
        last = []
        for much in (40_000, 10, 20_000):
            held = [[number] for number in range(much)]
            for _ in range(OLDER):
                garbage.collect()
            last.append(looks[-1])
            assert len(held) == much
    finally:
        gc.unfreeze()
    assert last == [2, 1, 2]


def test_a_window_at_rest_is_woken_once_a_minute_and_one_in_use_each_second(qtbot: QtBot) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    garbage.collect()  # what the tests made before
    pauses = []
    for _ in range(8):
        garbage.collect()
        pauses.append(garbage.pause)
    assert pauses[-1] == LONGEST_PAUSE == 60_000
    assert all(later <= 2 * before for before, later in pairwise(pauses))
    much = [[number] for number in range(2 * LITTLE)]
    garbage.collect()
    assert garbage.pause == SHORTEST_PAUSE
    assert len(much) == 2 * LITTLE


def test_memory_is_given_back_once_a_minute_while_the_window_rests(qtbot: QtBot) -> None:
    world = read_world(world_map())
    assert read_world(world_map()) is world, "it is kept"
    parent = QObject()
    garbage = Garbage(parent)
    garbage.collect()  # what the tests made before
    passes = 0
    while read_world(world_map()) is world:
        passes += 1
        garbage.collect()
        assert passes < 10
    assert sum(min(2**each, 60) for each in range(passes)) >= 60, "not within a minute"
    world = read_world(world_map())
    much = [[number] for number in range(2 * LITTLE)]
    garbage.collect()
    assert read_world(world_map()) is world, "the window is used"
    garbage.collect()
    assert read_world(world_map()) is not world, "it rests again"
    assert len(much) == 2 * LITTLE


def test_what_is_kept_is_found_by_name(qtbot: QtBot) -> None:
    for module, forget in giving_back.KEPT:
        getattr(import_module(module), forget)()
    giving_back.give_back()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other C libraries have no function for it")
def test_what_malloc_holds_free_is_returned_to_the_system() -> None:
    size, count = 50_000, 600  # bytes: for larger ones malloc asks the system each time, and returns them at once
    held = [bytearray(size) for _ in range(count)]
    fence = bytearray(size)  # above them, so that the end of the heap is in use
    del held
    before = resident()
    giving_back.give_back()
    assert before - resident() > size * count // 2
    assert len(fence) == size


def resident() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
