"""Measures the import of synthetic activities from outside: ``python3 dev.py bench importing [--pauses] [NUMBER …]``.

20,000 and 100,000 activities (``activities.py``) are imported in a process of their own; measured are its processor
time, its memory, and the size of the reference. ``okfn-iati``, which needs lxml and writes CSV, reads the first file
in the same run. With ``--pauses``, each file is imported once more, and the longest times between two questions whether
the import is cancelled are printed: a user who cancels waits no longer. Exit status 1 where a bound is missed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from activities import write_activities

SIZES = (20_000, 100_000)
LEAST_RATE, MOST_MEBIBYTES, MOST_BYTES = 400.0, 300.0, 20_000.0
MOST_PAUSE = 0.2  # seconds
_MEASURE = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
status, usage = os.wait4(child, 0)[1:]
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""  # in a small process: the memory of the process that starts another counts as that of the other
_OTHER = """
import sys
from okfn_iati.multi_csv_converter import IatiMultiCsvConverter
assert IatiMultiCsvConverter().xml_to_csv_folder(sys.argv[1], sys.argv[2])
"""
_PAUSES = """
import sys, time
from pathlib import Path
from coopviewer import paths
from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.imports.requests import ImportRequest
pauses, last = [], time.perf_counter()
def asked():
    global last
    now = time.perf_counter()
    pauses.append(now - last)
    last = now
    return False
folders = StandardFolders(paths.data_folder() / "source", paths.resource_folder())
run_import(ImportRequest((Path(sys.argv[1]),), Path(sys.argv[2])), folders, lambda *_: None, asked)
print(*sorted(pauses)[-5:])
"""


class Taken(NamedTuple):
    """What a process took: seconds of the processor, and the most memory in MiB."""

    processor: float
    memory: float


def measure(*words: str) -> Taken:
    """Run Python with some words in a process of its own, and return what it took."""
    command = [sys.executable, "-S", "-c", _MEASURE, sys.executable, *words]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()[-3:]
    if told[0] != "0":
        raise SystemExit(f"{' '.join(words)} ended with status {told[0]}.")
    return Taken(float(told[1]), float(told[2]) / 1024)


def main(arguments: list[str]) -> int:
    """Measure each size, or those in ``arguments``, and return 1 where a bound is missed."""
    sizes = [int(each) for each in arguments if each != "--pauses"] or list(SIZES)
    missed = False
    print("activities           MB of XML   processor     rate      MiB   kB each")
    with tempfile.TemporaryDirectory() as folder:
        for number in sizes:
            file, target = Path(folder, f"activities-{number}.xml"), Path(folder, "new.db")
            write_activities(file, number)
            taken = measure("-m", "coopviewer", "import", "iati", str(file), "-o", str(target), "--quiet")
            rate, each = number / taken.processor, target.stat().st_size / number
            over = rate < LEAST_RATE or taken.memory > MOST_MEBIBYTES or each > MOST_BYTES
            missed |= over
            print(
                _line(f"{number:,}", file, number, taken, f"{each / 1000:9.1f}{'  MISSED' if over else ''}"), flush=True
            )
            if number == sizes[0]:
                other = measure("-c", _OTHER, str(file), str(Path(folder, "csv")))
                print(_line("  okfn-iati, to CSV", file, number, other, ""), flush=True)
            if "--pauses" in arguments:
                missed |= longest_pause(file, target) > MOST_PAUSE
            file.unlink()
    return int(missed)


def longest_pause(file: Path, target: Path) -> float:
    """Import a file once more, print the five longest times between two questions, and return the longest in s."""
    command = [sys.executable, "-c", _PAUSES, str(file), str(target)]
    pauses = [
        float(each) for each in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    ]
    print(f"  longest pauses      {', '.join(f'{pause * 1000:.0f}' for pause in reversed(pauses))} ms", flush=True)
    return max(pauses)


def _line(label: str, file: Path, number: int, taken: Taken, rest: str) -> str:
    size = file.stat().st_size / 1_000_000
    shown = f"{size:9.1f} {taken.processor:9.1f} s {number / taken.processor:6.0f}/s {taken.memory:8.0f}"
    return f"{label:20} {shown} {rest}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
