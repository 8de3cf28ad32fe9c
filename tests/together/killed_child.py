"""A process that starts others on request, each of which does one thing to a replica and kills itself in the middle.

A request is a line of JSON. The child calls SIGKILL at the n-th call of the system that writes below a folder
(``tests/failing/failing_calls.c``): between writing, flushing, linking and renaming.
"""

import ctypes
import json
import os
import sys
import traceback
from contextlib import closing
from pathlib import Path
from typing import Any

from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import remove_segments, write_segments
from coopviewer.storage.annotations.backups import back_up_daily
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.publishing import note_written, prepare
from coopviewer.storage.annotations.team.pulling import membership_of, read_seen, receive
from coopviewer.storage.annotations.transfer import import_annotations
from coopviewer_relay.mirror import Mirror
from coopviewer_relay.server import Server
from tests.storage.annotations.annotation_samples import DATASET, START
from tests.storage.annotations.merging.desks import Clock

LIBRARY = ctypes.CDLL(os.environ["LD_PRELOAD"])
KILL = -1  # instead of the number of an error


def publish(store: AnnotationStore, _: str) -> None:
    membership = membership_of(store)
    assert membership is not None
    prepared = prepare(store, TeamFolder(membership).look(read_seen(store)).own, pack)
    assert prepared is not None
    write_segments(prepared.membership, store.person, prepared.outgoing)
    note_written(store, prepared)
    remove_segments(prepared.membership, prepared.superfluous)


def pull(store: AnnotationStore, _: str) -> None:
    membership = membership_of(store)
    assert membership is not None
    receive(store, TeamFolder(membership).look(read_seen(store)))


def take(store: AnnotationStore, file: str) -> None:
    import_annotations(store, from_jsonld(Path(file).read_bytes()), DATASET)


def renew(store: AnnotationStore, _: str) -> None:
    back_up_daily(store, renew=True)


def relay(request: dict[str, Any]) -> None:
    Mirror(Path(request["place"]), Server(*request["server"]), Path(request["state"])).once()


def act(request: dict[str, Any]) -> None:
    """Do what was asked for, and die in the middle of it, unless it makes fewer calls than that."""
    LIBRARY.arm_failing(os.fsencode(request["below"]), request["call"], 0, KILL)
    if request["what"] == "relay":
        relay(request)
    else:
        clock = Clock()
        clock.now = START.fromisoformat(request["now"])
        with closing(AnnotationStore.open(Path(request["path"]), now=clock)) as store:
            {"publish": publish, "pull": pull, "renew": renew, "take": take}[request["what"]](
                store, request.get("file", "")
            )
    LIBRARY.disarm_failing()


def answer(line: str) -> int:
    """Return the signal by which a child that acted ended, 0 if it did its work. Anything else is an error."""
    child = os.fork()
    if not child:
        status = 1
        try:
            act(json.loads(line))
            status = 0
        except Exception:  # noqa: BLE001  (the parent fails)
            LIBRARY.disarm_failing()
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, line
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


if __name__ == "__main__":
    print("ready", flush=True)
    for asked in sys.stdin:
        print(answer(asked), flush=True)
