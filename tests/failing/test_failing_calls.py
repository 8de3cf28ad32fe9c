"""Whatever call of the system fails while something is written, the old state or the new one is there afterwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("failing_calls.c")
CHILD = "tests.failing.failing_child"
QUICK = ("saving", "creating", "searches", "a-table")
SLOW = (
    *("opening-saving-closing", "holding", "undoing", "backing-up", "daily", "migrating", "copying", "rescuing"),
    *("importing", "restoring", "publishing", "session", "settings", "exporting"),
    *("import-of-activities", "import-of-a-table", "import-again"),
    *("a-brief", "a-spreadsheet", "a-package", "a-reference"),
)
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None, reason="needs LD_PRELOAD and a C compiler"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("failing") / "failing_calls.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(SOURCE), "-ldl"], check=True)
    return built


def make_fail(library: Path, name: str) -> list[int]:
    environment = {**os.environ, "LD_PRELOAD": str(library), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", CHILD, name], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [int(each) for each in done.stdout.split()[1:]]


def check(library: Path, name: str) -> None:
    once, old_once, sticky, old_sticky = make_fail(library, name)
    assert min(once, sticky) > 0
    assert old_once > 0
    assert old_sticky > 0


@pytest.mark.parametrize("name", QUICK)
def test_a_call_that_fails_leaves_the_old_state_or_the_new_one(library: Path, name: str) -> None:
    check(library, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_call_that_fails_in_any_other_writing_leaves_the_old_state_or_the_new_one(library: Path, name: str) -> None:
    check(library, name)
