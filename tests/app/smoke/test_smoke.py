"""``--smoke``: a window that tries itself, and says what works."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.reference.vocabulary import EntryKind
from tests.offline.guard import can_guard

GUARD = Path(__file__).parents[2] / "offline" / "guard.py"


def smoke(
    folder: Path, *words: str | Path, home: Path | None = None, guarded: bool = False
) -> subprocess.CompletedProcess[str]:
    start = [str(GUARD)] if guarded else ["-m"]
    command = [sys.executable, *start, "coopviewer", "--smoke", folder, *words]
    own = {} if home is None else {name: str(home) for name in os.environ if name == "HOME" or name.startswith("XDG_")}
    environment = {**os.environ, **own}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False, env=environment
    )


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """A folder in which the program tried itself, with a home of its own: ``smoke`` and ``home``.

    Where the kernel can, it ends the program at the first internet socket: the self-test passes without the internet.
    """
    folder = tmp_path_factory.mktemp("tried")
    (folder / "home").mkdir(mode=0o700)
    done = smoke(folder / "smoke", home=folder / "home", guarded=can_guard())
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_step_passes_and_is_reported(tried):
    report = json.loads((tried / "smoke" / "report.json").read_text(encoding="utf-8"))
    assert (report["passed"], report["screen"], report["frozen"]) == (True, "offscreen", False)
    names = [step["name"] for step in report["steps"]]
    assert {f"page: {kind}" for kind in EntryKind} < set(names)
    assert {f"annotation {done}" for done in ("written", "found", "undone", "redone")} < set(names)
    assert "backup restored" in names
    assert {"overview: coverage", "overview: timeline", "overview: map", "comparison"} < set(names)
    assert {
        "window",
        "search",
        "page copied",
        "page cited",
        "Markdown folder",
        "printed page",
        "a later start",
        "closing",
    } < set(names)
    assert {"list saved: csv", "list saved: xlsx", "list saved: json"} < set(names)
    pictures = [tried / "smoke" / step["picture"] for step in report["steps"] if step["picture"]]
    assert len(pictures) == len(set(pictures)) > len(EntryKind)
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_what_a_person_keeps_is_left_alone(tried):
    assert [path for path in (tried / "home").rglob("*") if path.is_file()] == []
    assert {path.suffix for path in (tried / "smoke").iterdir()} == {".json", ".png", ".pdf", ".docx", ".csv", ".xlsx"}


def test_a_reference_whose_words_are_lost_fails_with_the_step_named(tmp_path):
    damaged = tmp_path / "damaged.db"
    shutil.copy(paths.reference_file(), damaged)
    with closing(sqlite3.connect(damaged)) as connection, connection:
        connection.execute("DELETE FROM search_word")
    done = smoke(tmp_path / "smoke", damaged)
    assert done.returncode == 1, done.stdout + done.stderr
    report = json.loads((tmp_path / "smoke" / "report.json").read_text(encoding="utf-8"))
    failed = [step["name"] for step in report["steps"] if not step["passed"]]
    assert failed == ["search for a misspelt name"]
    assert f"1 of {len(report['steps'])} steps failed." in done.stdout


def test_a_folder_that_cannot_be_made_is_told_calmly(tmp_path):
    (tmp_path / "smoke").write_text("a file")
    done = smoke(tmp_path / "smoke")
    assert done.returncode == 2
    assert done.stderr.startswith("coopviewer: Nothing can be written into")
    assert "Traceback" not in done.stderr
