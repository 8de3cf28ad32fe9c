"""The driver of hostile inputs for what is imported: odd files of activities, and spoilt imported references.

Each case has a seed. A batch of each kind runs with all tests, all batches with ``dev.py test --slow``.
"""

import random
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.hostile.driver import Verdicts, open_window, run_verb
from tests.hostile.odd_activities import copy_imported, make_activities, make_imported
from tests.hostile.odd_files import spoil_database
from tests.hostile.odd_paths import leads_outside, make_path
from tests.hostile.test_hostile_inputs import SEED, fresh

BATCH = 4
FILES, REFERENCES, ODD_PATHS = 300, 200, 80
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its inputs are those of POSIX")


def batches(cases: int) -> list[object]:
    """Return the first numbers of the batches; all but the first are slow."""
    return [first if not first else pytest.param(first, marks=pytest.mark.slow) for first in range(0, cases, BATCH)]


@pytest.mark.parametrize("first", batches(FILES))
def test_hostile_activities(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        case = f"activities {number} ({make_activities(here / 'a.xml', random.Random(f'{SEED} activities {number}'))})"
        words = ["import", "iati", "a.xml", "-o", "made.db", "--report", "report.txt"]
        run_verb(case, words, verdicts, input_folder=here)
        if not (here / "made.db").exists():
            if left := sorted(each.name for each in here.iterdir() if each.name != "a.xml"):
                verdicts.add(case, words, f"left {left}")
            run_verb(case, [*words, "--keep-partial"], verdicts, input_folder=here)
        if (here / "made.db").exists():
            _read(case, here, verdicts)
            if number % 8 == 1:
                for entry in ("coop:home", _project(here)):
                    open_window(case, qapp, verdicts, reference=here / "made.db", annotations=None, entry=entry)
    verdicts.judge("activities", BATCH)


def _read(case: str, here: Path, verdicts: Verdicts) -> None:
    """Read a new reference in every way; it has no faults, whatever the file was."""
    if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]", (here / "report.txt").read_text(encoding="utf-8")):
        verdicts.add(case, ("import",), "the report steers a terminal")
    printed = run_verb(case, ("check", "made.db"), verdicts, input_folder=here)
    if "no faults" not in printed:
        verdicts.add(case, ("check",), ascii(printed[:600]))
    given = ("--reference", "made.db")
    for words in (
        ("show", _project(here), "--format", "html", *given),
        ("list", "projects", "--format", "json", *given),
        ("export", "iati", "--all", "--roles-as-held", "--reporter", "XM-1", "-o", "out.xml", *given),
        ("import", "--again", "made.db", "a.xml", "-o", "again.db"),
    ):
        run_verb(case, words, verdicts, input_folder=here)
    if (here / "out.xml").exists():
        words = ("import", "iati", "out.xml", "-o", "back.db", "--quiet")
        run_verb(case, words, verdicts, input_folder=here)
        if not (here / "back.db").exists():
            verdicts.add(case, words, "what was exported is not imported")


def _project(here: Path) -> str:
    return "project/own" if (here / "a.xml").stat().st_size % 2 else "project/xm-1-a"


@pytest.mark.parametrize("first", batches(REFERENCES))
def test_hostile_imported_references(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    make_imported(folder / "sound.db")
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "reference.db"
        copy_imported(folder / "sound.db", path)
        case = f"imported {number} ({spoil_database(path, random.Random(f'{SEED} imported {number}'))})"
        given = ("--reference", str(path))
        for words in (
            ("check", str(path)),
            ("show", "project/xm-1-a", "--format", "markdown", *given),
            ("show", "project/own", *given),
            ("show", "country/NE", "--format", "json", *given),
            ("show", "home", "--format", "html", *given),
            ("show", "import", *given),
            ("list", "projects", *given),
            ("search", "wells status:2", *given),
            ("brief", "project/own", "-o", str(here / "b.md"), *given),
            ("export", "iati", "--all", "--reporter", "XM-1", "-o", str(here / "out.xml"), *given),
            ("import", "--again", str(path), str(folder / "sound.xml"), "-o", str(here / "again.db")),
            ("import", "iati", str(folder / "sound.xml"), "-o", str(path), "--quiet"),
        ):
            run_verb(case, words, verdicts, input_folder=here)
        if number % 8 == 2:
            copy_imported(folder / "sound.db", path)
            spoil_database(path, random.Random(f"{SEED} imported {number}"))
            for entry in ("project/own", "coop:import", "coop:search?q=wells"):
                open_window(case, qapp, verdicts, reference=path, annotations=None, entry=entry)
    verdicts.judge("imported references", BATCH)


@pytest.mark.parametrize("first", batches(ODD_PATHS))
def test_odd_paths_of_imports(first: int, folder: Path, verdicts: Verdicts) -> None:
    make_imported(folder / "sound.db")
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        word, case = make_path(here, number, SEED)
        (here / "good.xml").write_bytes((folder / "sound.xml").read_bytes())
        copy_imported(folder / "sound.db", here / "good.db")
        is_outside = word.startswith(("/", "~", "..")) or "/.." in word or leads_outside(word)
        for words in (
            ("import", "iati", word, "-o", "made.db"),
            ("import", "iati", "good.xml", word, "-o", "made.db"),
            ("import", "--again", word, "good.xml", "-o", "made.db"),
            ("import", "iati", "good.xml", "-o", "made.db", "--report", word),
            ("import", "iati", "good.xml", "-o", word),
            ("export", "iati", "--all", "--reference", "good.db", "-o", word),
        ):
            if not (is_outside and words[-1] == word and "-o" in words[-2:]) and not (
                is_outside and "--report" in words
            ):
                run_verb(case, words, verdicts, input_folder=here)
    verdicts.judge("odd paths of imports", BATCH)
