"""The driver of hostile inputs: odd paths, planted files, strange imports, closed outputs. Each case has a seed.

A batch of each kind runs with all tests, all batches with ``dev.py test --slow``.
"""

import os
import random
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coopviewer import paths
from tests.hostile.driver import Record, Verdicts, bundled_reference, open_window, run_verb
from tests.hostile.odd_files import make_annotations, make_import, make_reference, spoil_database
from tests.hostile.odd_paths import WORDS_ALONE, leads_outside, make_path
from tests.hostile.summary import HOSTILE_INPUTS

SEED = 14
BATCH = 10
ODD_PATHS, ANNOTATIONS, REFERENCES, IMPORTS = 300, 250, 120, 150
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its inputs are those of POSIX")


def batches(cases: int) -> list[object]:
    """Return the first numbers of the batches; all but the first are slow."""
    return [first if not first else pytest.param(first, marks=pytest.mark.slow) for first in range(0, cases, BATCH)]


def fresh(folder: Path, number: int) -> Path:
    made = folder / str(number)
    made.mkdir()
    os.chdir(made)
    return made


@pytest.mark.parametrize("first", batches(ODD_PATHS))
def test_odd_paths(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        word, case = make_path(here, number, SEED)
        (here / "good.jsonld").write_text('{"type": "Annotation", "target": "x:y"}')
        (here / "good.txt").write_text("A line.\n")
        for words in (
            ("check", word),
            ("list", "countries", "--reference", word),
            ("show", "country/NE", "--reference", word),
            ("search", "training", "--reference", word),
            ("search", "training", "--annotations", word),
            ("annotations", "export", "--annotations", word),
            ("annotations", "import", word, "--annotations", "own.db"),
            ("annotations", "import", "good.jsonld", "--annotations", word),
            ("passages", word),
            ("passages", "good.txt", "-o", word),
            ("show", "country/NE", "-o", word),
            ("build", word, "-o", "made.db"),
        ):
            if not _harms(words, word):
                run_verb(case, words, verdicts, input_folder=here)
        if number % 10 == 5 and "\0" not in word:
            reference = bundled_reference()
            open_window(case, qapp, verdicts, reference=reference, annotations=Path(word), entry="country/NE")
            open_window(case, qapp, verdicts, reference=Path(word), annotations=None, entry="country/NE")
    verdicts.judge("odd paths", BATCH)


def _harms(words: tuple[str, ...], word: str) -> bool:
    """Return whether a verb would write outside of the test's folder."""
    writes = words[-1] == word and words[-2] in ("-o", "--annotations") and words[1] != "export"
    if writes and word not in WORDS_ALONE and leads_outside(word):
        return True
    return writes and (word.startswith(("/proc", "~", "//")) or ".." in word) and not word.startswith("~n")


@pytest.mark.parametrize("first", batches(ANNOTATIONS))
def test_hostile_annotations(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    make_annotations(folder / "sound.db")
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "notes.db"
        shutil.copyfile(folder / "sound.db", path)
        case = f"annotations {number} ({spoil_database(path, random.Random(f'{SEED} annotations {number}'))})"
        if number % 5 == 2:
            open_window(case, qapp, verdicts, reference=bundled_reference(), annotations=path, entry="country/NE")
            address = "annotations?" if number % 2 else "search?q=tag:a"
            open_window(case, qapp, verdicts, reference=bundled_reference(), annotations=path, entry=f"coop:{address}")
        for form in ("jsonld", "text", "markdown"):
            run_verb(case, ("annotations", "export", str(path), "--bin", "--format", form), verdicts, input_folder=here)
        run_verb(case, ("search", "note", "--annotations", str(path)), verdicts, input_folder=here)
        (here / "good.jsonld").write_text('{"type": "Annotation", "target": "urn:x", "bodyValue": "A note"}')
        words = ("annotations", "import", "good.jsonld", "--annotations", str(path))
        run_verb(case, words, verdicts, input_folder=here)
    verdicts.judge("annotations files", BATCH)


@pytest.mark.parametrize("first", batches(REFERENCES))
def test_hostile_references(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "reference.db"
        make_reference(path)
        case = f"reference {number} ({spoil_database(path, random.Random(f'{SEED} reference {number}'))})"
        given = ("--reference", str(path))
        for words in (
            ("check", str(path)),
            ("list", "projects", *given),
            ("show", "country/NE", *given),
            ("show", "project/afic", "--format", "markdown", *given),
            ("show", "home", "--format", "html", *given),
            ("show", "source/frontex-other-partners", "--format", "json", *given),
            ("search", "kind:project training active:2018..2020", *given),
            ("search", "Nigger grant:>1m", "--format", "json", *given),
        ):
            run_verb(case, words, verdicts, input_folder=here)
        if number % 5 == 2:
            open_window(case, qapp, verdicts, reference=path, annotations=None, entry="country/NE")
            open_window(case, qapp, verdicts, reference=path, annotations=None, entry="coop:search?q=training")
    verdicts.judge("references", BATCH)


@pytest.mark.parametrize("first", batches(IMPORTS))
def test_hostile_imports(first: int, folder: Path, qapp: QApplication, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "odd.jsonld"
        case = f"import {number} ({make_import(path, random.Random(f'{SEED} import {number}'))})"
        own = here / "own.db"
        given = ("--annotations", str(own))
        run_verb(case, ("annotations", "import", str(path), *given), verdicts, input_folder=here)
        if not own.exists():
            continue
        for form in ("text", "markdown"):
            run_verb(case, ("annotations", "export", "--bin", "--format", form, *given), verdicts, input_folder=here)
        out = ("-o", str(here / "again.jsonld"))
        run_verb(case, ("annotations", "export", "--bin", *given, *out), verdicts, input_folder=here)
        if (here / "again.jsonld").exists():
            words = ("annotations", "import", out[1], "--annotations", str(here / "again.db"))
            run_verb(case, words, verdicts, input_folder=here)
        run_verb(case, ("search", "note", *given), verdicts, input_folder=here)
        if number % 10 == 3:
            open_window(case, qapp, verdicts, reference=bundled_reference(), annotations=own, entry="country/NE")
            open_window(case, qapp, verdicts, reference=bundled_reference(), annotations=own, entry="coop:annotations?")
    verdicts.judge("imports", BATCH)


VERBS = (
    "show country/XK",
    "show home --format json",
    "list projects",
    "search 'niger training'",
    "check REFERENCE",
    "--help",
    "annotations export",
    "show country/$'\\xe9\\x1b'",
)
SINKS = (
    "> /dev/full",
    ">&-",
    "2>&-",
    "<&- >&- 2>&-",
    "| head -c 1",
    "> >(exec <&-; sleep 0.1)",
    "2> /dev/full",
    "> out.txt",
)
ENCODINGS = ({}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"})
PIPES = [(verb, sink, number) for number, (verb, sink) in enumerate((v, s) for v in VERBS for s in SINKS)]


@pytest.mark.parametrize(
    ("verb", "sink", "number"),
    [each if each[2] % 16 == 0 else pytest.param(*each, marks=pytest.mark.slow) for each in PIPES],
)
def test_locales_and_pipes(verb: str, sink: str, number: int, tmp_path: Path, record_property: Record) -> None:
    record_property(HOSTILE_INPUTS, ("locales and pipes", 1, 1, 0))
    command = f"{shlex.quote(sys.executable)} -m coopviewer {verb.replace('REFERENCE', str(paths.reference_file()))}"
    environment = {**os.environ, **ENCODINGS[number // len(SINKS) % len(ENCODINGS)], "HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", f"{command} {sink}; exit ${{PIPESTATUS[0]}}"],
        cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in told
    assert "Exception ignored" not in told
    assert done.returncode in (0, 1, 2)
    assert {each.name for each in tmp_path.iterdir()} <= {"out.txt"}
