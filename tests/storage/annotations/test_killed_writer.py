"""What was acknowledged is there, and nothing is half there: whenever a writer is killed, and when the disk is full."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.storage.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[3]
CHILD = "tests.storage.annotations.writing_child"
KILLS, SLOW_KILLS = 12, 300
pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and limits of a process are POSIX's")


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", CHILD, *map(str, words)]


def write_until_killed(path: Path, first: int, acknowledgements: int, moment: float) -> list[list[str]]:
    """Start a writer and kill it, ``moment`` seconds after so many acknowledgements; return what it acknowledged."""
    with subprocess.Popen(command("killed", path, first), stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(acknowledgements + 1)]
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
        said += process.stdout.readlines()
    assert said[0] == "ready\n"
    return [line.split() for line in said[1:] if line.endswith("\n")]


def check(path: Path, acknowledged: list[list[str]]) -> None:
    with closing(AnnotationStore.open(path)) as store:
        connection = store.file.connection
        connection.execute("PRAGMA synchronous = OFF")  # nobody kills the test
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        while store.redo():  # the kill may have come between an undo and its redo
            pass
        found = {each.uuid: each for each in store.get(uuids(store))}
        pairs = {uuid.partition("-")[0] for uuid in found}
        assert found.keys() == {f"{pair}-{half}" for pair in pairs for half in "ab"}
        assert {number for _, number in acknowledged} <= pairs
        for number in pairs:
            assert same(found[f"{number}-a"], found[f"{number}-b"])
        for word, number in acknowledged:
            if word == "changed":
                assert found[f"{number}-a"].body == f"changed {number}"
        check_journal(store)


def same(first: Annotation, second: Annotation) -> bool:
    return replace(first, uuid="") == replace(second, uuid="")


def uuids(store: AnnotationStore) -> list[str]:
    return [uuid for (uuid,) in store.file.connection.execute("SELECT uuid FROM annotation ORDER BY uuid")]


def check_journal(store: AnnotationStore) -> None:
    """All can be undone, to an empty file, and redone: no operation is half there."""
    before = store.get(uuids(store))
    while store.undo():
        pass
    assert uuids(store) == []
    while store.redo():
        pass
    assert store.get(uuids(store)) == before


def kill_again_and_again(path: Path, times: int, seed: int) -> None:
    moments = random.Random(seed)
    for round_ in range(times):
        target = path.with_name(f"{round_ // 4}.db")  # four into one file, so that what a kill leaves is written on
        first = round_ * 1000
        acknowledged = write_until_killed(target, first, moments.randrange(0, 12), moments.uniform(0, 0.02))
        check(target, acknowledged)


def test_every_acknowledged_write_survives_a_kill(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "x", KILLS, seed=20)


@pytest.mark.slow
def test_every_acknowledged_write_survives_three_hundred_kills(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path / "x", SLOW_KILLS, seed=300)


def full(kind: str, path: Path, limit: int) -> list[str]:
    done = subprocess.run(command(kind, path, limit), capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def check_after_room_was_made(path: Path, said: list[str]) -> None:
    sentence, held = said
    assert "This change was not saved. Make room" in sentence
    assert sentence.startswith((f"The disk of {path} is full", f"There is no room left on the disk of {path}"))
    _, annotations, pairs, _, written = held.split()
    assert int(annotations) == 2 * int(pairs) == 2 * int(written)
    assert int(written) > 0
    roomy = Path(shutil.copy(path, path.parents[1] / "roomy.db"))
    with closing(AnnotationStore.open(roomy)) as store:
        assert [each.uuid for each in store.get(["after", "0-a"])] == ["after", "0-a"]
        check_journal(store)


@pytest.mark.parametrize("limit", [150_000, 400_000])
def test_where_no_file_may_grow_nothing_is_half_done_and_writing_goes_on_when_it_may(
    tmp_path: Path, limit: int
) -> None:
    path = tmp_path / "small" / "annotations.db"
    check_after_room_was_made(path, full("full", path, limit))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="coopviewer-disk-"))
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "coopviewer", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        disk.rmdir()
        folder.rmdir()
        pytest.skip("a small disk can be mounted by root alone")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
    for left in (*folder.glob("*.db*"), disk):
        left.rmdir() if left.is_dir() else left.unlink()
    folder.rmdir()


def test_on_a_full_disk_all_is_kept_can_be_saved_elsewhere_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    path = small_disk / "annotations.db"
    said = full("disk", path, 0)
    with closing(sqlite3.connect(small_disk.parent / "elsewhere.db")) as copy:
        assert copy.execute("SELECT count(*) FROM annotation").fetchone() == (2 * int(said[1].split()[-1]),)
    check_after_room_was_made(path, said)
