"""Measures tables of 100,000 rows from outside: ``python3 dev.py bench tables``.

The command line writes a list of 100,000 projects as CSV, as a spreadsheet and as JSON, each in a process of its own:
with the columns of a usual table, and with all of them. Measured are the time, the processor time, and how much more
memory it takes than the same list of the bundled reference. The bounds are for the usual columns; exit status 1 where
one is missed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from overviews import reference_of

PROJECTS = 100_000
MOST_SECONDS, MOST_MEBIBYTES = 15.0, 60.0
USUAL = (
    "id,title,timeframe,start,start-precision,end,end-precision,status,grant-amount,grant-currency,partners,"
    "country-ids,timeframe-place"
)
FORMS = ("csv", "xlsx", "json")


_MEASURE = """
import os, sys, time
begun = time.perf_counter()
child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
status, usage = os.wait4(child, 0)[1:]
print(os.waitstatus_to_exitcode(status), time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""  # in a small process: the memory of the process that starts another counts as that of the other


class Taken(NamedTuple):
    """What writing a table took: seconds, seconds of the processor, and the most memory in MiB."""

    seconds: float
    processor: float
    memory: float


def write(target: Path, form: str, columns: str, *others: str) -> Taken:
    """Write a table in a process of its own, and return what it took."""
    words = ["list", "projects", "--format", form, "--columns", columns, "-o", str(target), *others]
    command = [sys.executable, "-S", "-c", _MEASURE, sys.executable, "-m", "coopviewer", *words]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-4:]
    if told[0] != "0":
        raise SystemExit(f"coopviewer {' '.join(words)} ended with status {told[0]}.")
    return Taken(float(told[1]), float(told[2]), float(told[3]) / 1024)


def main() -> int:
    """Measure every format, and return 1 where a bound is missed."""
    reference = ("--reference", str(reference_of(PROJECTS)))
    missed = False
    print(f"{PROJECTS:,} rows           seconds  processor   MiB more")
    with tempfile.TemporaryDirectory() as folder:
        for label, columns in (("usual columns", USUAL), ("all columns", "all")):
            for form in FORMS:
                target = Path(folder, f"table.{form}")
                few = write(target, form, columns)
                many = write(target, form, columns, *reference)
                more = many.memory - few.memory
                over = label.startswith("usual") and (many.seconds > MOST_SECONDS or more > MOST_MEBIBYTES)
                missed |= over
                shown = f"{many.seconds:7.1f}  {many.processor:9.1f}  {more:9.1f}"
                print(f"{label:14} {form:5} {shown}{'  MISSED' if over else ''}", flush=True)
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
