"""Measures writing a reference of many activities value by value: ``python3 dev.py bench writing [ACTIVITIES]``.

The activities are made up, of about 30 facts each; the time that making them takes is measured alone and not counted.
Bounds: half of the processor time that importing an activity may take (1/400 s), with the search index; memory; the
size of the file. Exit status 1 where one is missed.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from synthetic_facts import EDITION, activities, add_frame

from coopviewer.storage.building.reference_file import ReferenceFile

ACTIVITIES = 20_000
MOST_MILLISECONDS, MOST_MEBIBYTES, MOST_KILOBYTES = 1.25, 300.0, 20.0


def main() -> int:
    """Measure, and return 1 where a bound is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ACTIVITIES
    begun = time.process_time()
    facts = sum(len(each.facts) for each in activities(count))
    making = time.process_time() - begun
    with tempfile.TemporaryDirectory(dir=Path(__file__).resolve().parent.parent / "build") as folder:
        target = Path(folder, "written.db")
        begun = time.process_time()
        _write(count, target)
        taken = time.process_time() - begun - making
        size = target.stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each, kilobytes = taken / count * 1000, size / count / 1000
    print(f"{count:,} activities, {facts:,} facts: {taken:.1f} s of the processor (and {making:.1f} s to make them up)")
    print(f"{each:.3f} ms an activity, {memory:.0f} MiB, {kilobytes:.1f} kB an activity")
    return int(each > MOST_MILLISECONDS or memory > MOST_MEBIBYTES or kilobytes > MOST_KILOBYTES)


def _write(count: int, target: Path) -> None:
    with ReferenceFile(target) as file:
        add_frame(file)
        for activity in activities(count):
            file.add_entry(activity.entry)
            file.add_passage(activity.passage)
            for fact in activity.facts:
                file.add_fact(fact)
        begun = time.process_time()
        file.finish(EDITION)
        print(f"Finishing took {time.process_time() - begun:.1f} s of the processor.")


if __name__ == "__main__":
    raise SystemExit(main())
