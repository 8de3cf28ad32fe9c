"""Writing and checking many activities takes bounded memory, measured in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ACTIVITIES = 4_000
MOST_MEBIBYTES = 200  # SQLite's caches take half of it; all values of these activities together would take 400
WRITING = """
import sys
from pathlib import Path
import writing
writing._write(int(sys.argv[2]), Path(sys.argv[1]))
"""
CHECKING = """
import sys
from pathlib import Path
from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
found = check_reference(Path(sys.argv[1]), read_codes_of(Path("tests/authoring/base_tree")))
assert found.faults == (), found.faults[:5]
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process, as Linux counts it"),
]


def memory_of(script: str, *arguments: str) -> float:
    """Run a script in a process of its own, and return the most memory that it took, in MiB.

    It is read from the kernel's status of the process: what ``resource`` says includes the memory of the process that
    started this one.
    """
    script += "\nprint('memory', *(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    folders = (ROOT / "benchmarks", ROOT / "src")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return int(done.stdout.rpartition("VmHWM:")[2].removesuffix("kB\n\n")) / 1024


def test_many_activities_are_written_and_checked_in_bounded_memory(tmp_path: Path) -> None:
    path = str(tmp_path / "many.db")
    assert memory_of(WRITING, path, str(ACTIVITIES)) < MOST_MEBIBYTES
    assert memory_of(CHECKING, path) < MOST_MEBIBYTES
