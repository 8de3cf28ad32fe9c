"""A child process that writes annotations and says after each commit what is on the disk; made to be killed, or to
run out of room."""

import resource
import sys
from itertools import count
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.storage.annotations.backups import save_copy
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import START, anchor, note


def until_killed(path: Path, first: int) -> None:
    """Write notes in pairs that belong together, change and undo now and then; a line for each commit."""
    store = AnnotationStore.open(path)
    print("ready", flush=True)
    for number in count(first):
        pair = [
            note(f"{number}-{half}", f"body {number} " * 40, tags=("x", f"t{number % 7}"), anchors=(anchor(),))
            for half in "ab"
        ]
        store.perform(f"Write {number}", pair)
        print("written", number, flush=True)
        if number % 3 == 0:
            store.perform(
                f"Change {number}", [each.changed(START, body=f"changed {number}", tags=("y",)) for each in pair]
            )
            print("changed", number, flush=True)
        if number % 5 == 0:
            store.undo()
            print("undone", number, flush=True)
            store.redo()
            print("redone", number, flush=True)


def until_full(path: Path, limit: int) -> None:
    """Write until no file may grow beyond ``limit`` bytes; then show that nothing is half done and the store works."""
    store = AnnotationStore.open(path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    written = fill(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    show_that_all_is_well(store, written)


def until_disk_is_full(path: Path, _: int) -> None:
    """Write until the small disk of ``path`` is full; then save elsewhere, make room, and write on."""
    store = AnnotationStore.open(path)
    ballast = path.with_name("ballast")
    ballast.write_bytes(bytes(400_000))
    written = fill(store)
    save_copy(store, path.parent.parent / "elsewhere.db")
    ballast.unlink()
    show_that_all_is_well(store, written)


def fill(store: AnnotationStore) -> int:
    for number in count():
        try:
            store.perform(f"Write {number}", [note(f"{number}-{half}", "body " * 800) for half in "ab"])
        except EnvironmentFault as fault:
            print(fault_sentence(fault, ENGLISH), flush=True)
            return number
    raise AssertionError


def show_that_all_is_well(store: AnnotationStore, written: int) -> None:
    found = store.file.connection.execute(
        "SELECT count(*), count(DISTINCT substr(uuid, 1, length(uuid) - 2)) FROM annotation"
    )
    print("held", *found.fetchone(), "of", written, flush=True)
    store.perform("After", [note("after")])
    store.close()


if __name__ == "__main__":
    {"killed": until_killed, "full": until_full, "disk": until_disk_is_full}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3])
    )
