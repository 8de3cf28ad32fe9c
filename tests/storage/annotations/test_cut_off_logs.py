"""Another program cuts off a file beside the open annotations file: the process goes on, and nothing is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from coopviewer.storage.annotations.store import AnnotationStore

# in a process of its own, since SQLite maps the file into memory: reading what is missing would end the process
CHILD = """
import os, sys
from pathlib import Path
from coopviewer.storage.annotations.backups import back_up, save_copy
from coopviewer.storage.annotations.rescue import rescue
from coopviewer.storage.annotations.store import AnnotationStore
path, beside, size, act = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
store = AnnotationStore.open(path, read_only=act == "read only")
if act != "read only":
    for number in range(20):
        store.rename_owner(f"Name {number}")
os.truncate(f"{path}{beside}", size)
if act == "write":
    store.rename_owner("Ada")
    store.rename_owner("Grace")
elif act.startswith("read"):
    with store.file.reading() as connection:
        print(connection.execute("SELECT name FROM person").fetchone()[0])
elif act == "copy":
    save_copy(store, path.with_name("copy.db"))
elif act == "back up":
    back_up(store)
elif act == "rescue":
    print(rescue(store, ()).path.name)
store.close()
"""


def run(path: Path, beside: str, size: int, act: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", CHILD, str(path), beside, str(size), act]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody cut off a file that is mapped")
@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize("act", ["write", "read", "close", "copy", "back up", "rescue"])
def test_a_shared_memory_that_was_cut_off_neither_ends_the_process_nor_loses_a_word(
    tmp_path: Path, size: int, act: str
) -> None:
    path = tmp_path / "annotations.db"
    done = run(path, "-shm", size, act)
    assert (done.returncode, done.stderr) == (0, "")
    store = AnnotationStore.open(path)
    assert store.person.name == ("Grace" if act == "write" else "Name 19")
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody cut off a file that is mapped")
def test_a_reader_goes_on_too(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    writer = AnnotationStore.open(path)
    name = writer.person.name
    done = run(path, "-shm", 0, "read only")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{name}\n", "")
    writer.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody cut off a file that is open")
@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize("act", ["write", "read", "close"])
def test_a_log_that_was_cut_off_is_reported_and_ends_no_process(tmp_path: Path, size: int, act: str) -> None:
    path = tmp_path / "annotations.db"
    done = run(path, "-wal", size, act)
    assert done.returncode in (0, 1)  # 1: the fault, which the window shows
    assert not done.stderr or "EnvironmentFault" in done.stderr
