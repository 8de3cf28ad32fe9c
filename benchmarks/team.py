"""Measures sharing many annotations through a team folder: ``python3 dev.py bench team [ANNOTATIONS]``.

One file publishes all of them, another one pulls and merges them, and then both look at the folder again. Times are
those of the processor. Bounds for 50,000 annotations: 4 s for publishing, 8 s for pulling and merging; for looking at
a folder with nothing new a millisecond. Exit status 1 where one is missed.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coopviewer.domain.annotations.annotation import Annotation, Motivation, new_uuid
from coopviewer.domain.annotations.team.team import Membership, TeamContent, TeamFile
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack
from coopviewer.exchange.team.writing import write_segments
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team
from coopviewer.storage.annotations.team.publishing import note_written, prepare
from coopviewer.storage.annotations.team.pulling import read_seen, receive

ANNOTATIONS = 50_000
DATASET = "urn:coopviewer:dataset:bench"
PUBLISH, PULL, LOOK = 80.0, 160.0, 1.0  # microseconds an annotation, and milliseconds
_START = datetime(2026, 1, 1, tzinfo=UTC)
_LOOKS = 100


def main() -> int:
    """Measure, and return 1 where a bound is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ANNOTATIONS
    gc.disable()  # as the program does
    with tempfile.TemporaryDirectory(dir=Path(__file__).resolve().parent.parent / "build") as name:
        folder = Path(name)
        place = folder / "team"
        place.mkdir()
        join_folder(place, TeamFile("Bench", DATASET))
        with (
            closing(AnnotationStore.open(folder / "a.db")) as one,
            closing(AnnotationStore.open(folder / "b.db")) as other,
        ):
            one.perform("Write", _annotations(count, one))
            sender, receiver = (join_team(store, place, "Bench", DATASET) for store in (one, other))
            publish = _timed(lambda: _publish(one, sender)) / count * 1e6
            pull = _timed(lambda: _pull(other, receiver)) / count * 1e6
            watch = TeamFolder(receiver)
            seen = read_seen(other)
            look = _timed(lambda: [watch.look(seen) for _ in range(_LOOKS)]) / _LOOKS * 1e3
            received = len(other.written)
    print(f"{count:,} annotations: published in {publish * count / 1e6:.1f} s ({publish:.0f} µs each)")
    print(f"Pulled and merged in {pull * count / 1e6:.1f} s ({pull:.0f} µs each): {received:,}")
    print(f"Looking at a folder with nothing new: {look:.2f} ms")
    return int(received != count or publish > PUBLISH or pull > PULL or look > LOOK)


def _annotations(count: int, store: AnnotationStore) -> Iterator[Annotation]:
    for number in range(count):
        at = _START + timedelta(seconds=number)
        yield Annotation(
            uuid=new_uuid(),
            revision=1,
            dataset=DATASET,
            entry_id=f"project/p{number % 500}",
            motivation=Motivation.COMMENTING,
            creator=store.person,
            created=at,
            modified=at,
            body=f"Note {number}: ask the partners which years the amounts are about, and where the report says so.",
            tags=(f"tag {number % 40}",),
        )


def _publish(store: AnnotationStore, membership: Membership) -> None:
    prepared = prepare(store, TeamFolder(membership).look({}).own, pack)
    assert prepared is not None
    write_segments(prepared.membership, store.person, prepared.outgoing)
    note_written(store, prepared)


def _pull(store: AnnotationStore, membership: Membership) -> None:
    folder = TeamFolder(membership)
    while True:
        found: TeamContent = folder.look(read_seen(store))
        receive(store, found)
        if not found.has_more:
            return


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    raise SystemExit(main())
