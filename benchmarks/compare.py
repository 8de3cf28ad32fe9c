"""Measures the comparison of two editions from outside: ``python3 dev.py bench compare [ACTIVITIES …]``.

20,000 and 100,000 synthetic activities (``activities.py``) are imported; a second edition is made of a copy, in which
one in a hundred activities is missing on either side, one in ten has another status and planned end, one in twenty
another text, and one payment in twenty is new. In the second case the currency of every payment is labelled another
way, too. Each comparison runs in a process of its own, with the first 300 projects as the user's. Measured are
processor time, what the comparison adds to the process's memory, the time to the first part, and how long a
cancellation takes. Then the same editions are compared in a real window (``compare_window.py``): *painted* is the time
from asking for the page until its first part is painted, by the clock and of the processor; *turn* the longest time
that the window's thread worked without a pause. Exit status 1 where a bound is missed.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from activities import write_activities

SIZES = (20_000, 100_000)
MOST_SECONDS, MOST_MEBIBYTES, MOST_FIRST, MOST_CANCEL = 10.0, 64.0, 1.0, 0.2
MOST_PAINTED, MOST_TURN = 1000, 50  # milliseconds, by the clock and of the processor
_PARTS = ("indicator_period", "published_value")
_CHANGES = """
    UPDATE classification SET code = '4', as_given = '4' WHERE scheme = 'ActivityStatus'
        AND fact_id IN (SELECT f.id FROM fact f JOIN entry e ON e.id = f.entry_id WHERE e.number % 10 = 3);
    UPDATE milestone SET edtf = '2031-06-30', as_given = '2031-06-30' WHERE kind = 'end-planned'
        AND fact_id IN (SELECT f.id FROM fact f JOIN entry e ON e.id = f.entry_id WHERE e.number % 10 = 3);
    UPDATE statement SET text = text || ' Extended.'
        WHERE fact_id IN (SELECT f.id FROM fact f JOIN entry e ON e.id = f.entry_id WHERE e.number % 20 = 5);
"""
_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from coopviewer.domain.editions.changes import Mine
from coopviewer.domain.progress import Cancelled
from coopviewer.storage.editions.comparison import EditionComparison

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

before, start, begun = memory(), time.process_time(), time.perf_counter()
with EditionComparison(Path(sys.argv[1]), Path(sys.argv[2])) as comparison:
    comparison.begin(Mine(frozenset(json.loads(sys.argv[3]))))
    comparison.names(comparison.entries())
    first = time.perf_counter() - begun
    comparison.compare()
    summary = comparison.summary()
    comparison.names(comparison.entries())
    taken = time.process_time() - start
    added = memory() - before
    asked, slowest = [0.0], 0.0
    for share in (0.1, 0.4, 0.7, 0.95):
        until = time.perf_counter() + share * taken
        def is_cancelled():
            now = time.perf_counter()
            if now > until and not asked[0]:
                asked[0] = now
            return now > until
        asked[0] = 0.0
        try:
            comparison.compare(is_cancelled)
        except Cancelled:
            slowest = max(slowest, time.perf_counter() - until)
print(json.dumps([taken, added, first, slowest, summary.changed, sum(summary.facts.values()), len(summary.told_once)]))
"""


def second_edition(first: Path, second: Path) -> None:
    """Change ``first``, and make ``second`` of a copy of it."""
    shutil.copyfile(first, second)
    with closing(sqlite3.connect(second, isolation_level=None)) as new, closing(sqlite3.connect(first)) as old:
        new.executescript(f"PRAGMA synchronous = OFF; BEGIN; {_CHANGES} COMMIT;")
        _drop(new, "e.number % 100 = 17")
        _drop(old, "e.number % 100 = 71")
        among = "SELECT id FROM entry WHERE number % 20 = 7"
        old.execute(f"CREATE TEMP TABLE gone AS SELECT id FROM fact WHERE kind = 'flow' AND entry_id IN ({among})")
        _drop_facts(old)


def label_otherwise(path: Path) -> None:
    """Label the currency of every payment another way."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA synchronous = OFF; UPDATE flow SET as_given = as_given || ' (euro)';")


def _drop(connection: sqlite3.Connection, condition: str) -> None:
    """Remove projects with all their facts."""
    chosen = f"SELECT e.id FROM entry e WHERE e.kind = 'project' AND {condition}"
    connection.execute(f"CREATE TEMP TABLE gone AS SELECT id FROM fact WHERE entry_id IN ({chosen})")
    connection.execute(f"DELETE FROM entry WHERE id IN ({chosen})")
    _drop_facts(connection)


def _drop_facts(connection: sqlite3.Connection) -> None:
    tables = [row[0] for row in connection.execute("SELECT DISTINCT kind FROM fact").fetchall()]
    for table in (*tables, *_PARTS, "citation"):
        connection.execute(f"DELETE FROM {table} WHERE fact_id IN (SELECT id FROM gone)")
    connection.execute("DELETE FROM fact WHERE id IN (SELECT id FROM gone)")
    connection.execute("DROP TABLE gone")
    if connection.in_transaction:
        connection.commit()


def main(arguments: list[str]) -> int:
    """Measure each size, or those in ``arguments``, and return 1 where a bound is missed."""
    missed = False
    heads = ("activities", "changed", "facts", "once", "processor", "MiB", "first", "cancel", "painted", "turn")
    print("{:22} {:>8} {:>9} {:>5} {:>11} {:>8} {:>9} {:>9} {:>19} {:>9}".format(*heads))
    with tempfile.TemporaryDirectory() as folder:
        for number in [int(each) for each in arguments] or SIZES:
            file, old, new = (Path(folder, name) for name in ("activities.xml", "old.db", "new.db"))
            write_activities(file, number)
            command = [sys.executable, "-m", "coopviewer", "import", "iati", str(file), "-o", str(old), "--quiet"]
            subprocess.run(command, check=True)
            file.unlink()
            second_edition(old, new)
            missed |= _measure(f"{number:,}", old, new)
            label_otherwise(new)
            missed |= _measure("  every sum relabelled", old, new)
    return int(missed)


def _measure(label: str, old: Path, new: Path) -> bool:
    with closing(sqlite3.connect(old)) as connection:
        query = "SELECT id FROM entry WHERE kind = 'project' ORDER BY number LIMIT 300"
        mine = json.dumps([row[0] for row in connection.execute(query)])
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _MEASURE, str(old), str(new), mine]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    taken, added, first, cancel, changed, facts, once = json.loads(told)
    over: bool = taken > MOST_SECONDS or added > MOST_MEBIBYTES or first > MOST_FIRST or cancel > MOST_CANCEL
    window = [sys.executable, str(Path(__file__).with_name("compare_window.py")), str(old), str(new)]
    shown = subprocess.run(window, check=True, capture_output=True, text=True, env=environment).stdout
    painted, processor, turn, _ = json.loads(shown.splitlines()[-1])
    over = over or painted > MOST_PAINTED or turn > MOST_TURN
    counts = f"{changed:8,} {facts:9,} {once:5}"
    figures = f"{taken:9.1f} s {added:8.0f} {first * 1000:6.0f} ms {cancel * 1000:6.0f} ms"
    figures += f" {painted:6} ms ({processor:4} ms) {turn:6} ms"
    print(f"{label:22} {counts} {figures}{'  MISSED' if over else ''}", flush=True)
    return over


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
