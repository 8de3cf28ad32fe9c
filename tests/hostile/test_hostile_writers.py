"""What writes briefs, tables, citations and folders of Markdown, on hostile references, annotations and paths.

A batch of each kind runs with all tests, all batches with ``dev.py test --slow``.
"""

import random
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from xml.parsers import expat

import pytest

from coopviewer.paths import reference_file
from tests.hostile.driver import Verdicts, run_verb
from tests.hostile.odd_files import make_annotations, make_reference, spoil_database
from tests.hostile.odd_paths import leads_outside, make_path
from tests.hostile.test_hostile_inputs import SEED, fresh

BATCH = 1  # each case calls every writer
ODD_PATHS, ANNOTATIONS, REFERENCES, TEXTS = 150, 60, 60, 25
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its inputs are those of POSIX")

HOSTILE = (
    "<w:p/><script>alert(1)</script>&amp;\x1b[2J\u202e=1+1",
    *("", " ", "\t\n", "=1+1", "@SUM(A1)", "\u202eabc", "\x1b[2J\x07", "]]>", "a\x00b", "\ufeff", "\ufffe\uffff"),
    *("<w:p/><script>alert(1)</script>&amp;", "<!-- coopviewer: end 0 0 -->", "---\ncoop: x\n---", "```\n# h\n> q"),
    *("{\\input{/etc/passwd}} %$&#_^~", "TY  - X\r\nER  - ", "a" * 100_000, "\U0001f1ea\U0001f1fa" * 9000, "../../x"),
    *("<!-- coopviewer: begin -->", "[a](file:///etc/passwd)", "con", "😀\u0301" * 300),
)


def batches(cases: int) -> list[object]:
    """Return the first numbers of the batches; all but the first are slow."""
    return [first if not first else pytest.param(first, marks=pytest.mark.slow) for first in range(0, cases, BATCH)]


def writers(*given: str) -> tuple[tuple[str, ...], ...]:
    """Return a call of every writer; ``given`` is added to each."""
    selection = ("--query", "kind:country niger OR afic")
    return tuple(
        (*words, *given)
        for words in (
            ("brief", "country/NE", "project/afic"),
            ("brief", "--region", "region/africa", "-o", "b.docx"),
            ("brief", *selection, "--sources", "list", "-o", "b.html"),
            ("brief", "country/XK", "theme/training", "-o", "b.md"),
            ("list", "all", "--format", "xlsx", "-o", "t.xlsx"),
            ("list", "relations", "--format", "csv", "-o", "r.csv", "--dictionary", "d.csv"),
            ("list", "projects", "--format", "json", "--columns", "all"),
            ("list", "all", "--format", "package", "-o", "package"),
            ("cite", "country/NE", "home", "project/afic", "--format", "bibtex"),
            ("cite", *selection, "--each", "--format", "csl"),
            ("cite", *selection, "--each", "--format", "ris", "-o", "c.ris"),
            ("export", "markdown", "pages"),
            ("export", "markdown", "pages"),
        )
    )


def comparisons(path: Path, *given: str) -> tuple[tuple[str, ...], ...]:
    """Return calls that compare a reference with the bundled one, in both directions."""
    bundled = str(reference_file())
    return (
        ("diff", str(path), bundled, "--any", *given),
        ("diff", bundled, str(path), "--any", "--format", "csv", "-o", "changes.csv", *given),
        ("diff", bundled, str(path), "--any", "--format", "json", "--kind", "re-sourced,order-only,changed", *given),
        ("diff", str(path), bundled, "--any", "-o", "changes.html", *given),
    )


def judge_files(case: str, verdicts: Verdicts, folder: Path) -> None:
    """Look whether every part of what was written is well-formed."""
    for path in (*folder.rglob("*.docx"), *folder.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    try:
                        expat.ParserCreate().Parse(archive.read(name), True)
                    except expat.ExpatError as error:
                        verdicts.add(case, (path.name, name), str(error))
    for path in (*folder.rglob("*.md"), *folder.rglob("*.csv"), *folder.rglob("*.html"), *folder.rglob("*.ris")):
        path.read_bytes().decode()


@pytest.mark.parametrize("first", batches(REFERENCES))
def test_hostile_references(first: int, folder: Path, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "reference.db"
        make_reference(path)
        case = f"reference {number} ({spoil_database(path, random.Random(f'{SEED} writers {number}'))})"
        for words in (*writers("--reference", str(path)), *comparisons(path)):
            run_verb(case, words, verdicts, input_folder=here)
        judge_files(case, verdicts, here)
    verdicts.judge("references for writers", BATCH)


@pytest.mark.parametrize("first", batches(TEXTS))
def test_hostile_texts(first: int, folder: Path, verdicts: Verdicts) -> None:
    """Every text that a page shows is hostile; where it is not refused, what is written is sound."""
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "reference.db"
        make_reference(path)
        _plant_texts(path, HOSTILE[number], random.Random(f"{SEED} texts {number}"))
        case = f"text {number} ({HOSTILE[number][:20]!a})"
        for words in (*writers("--reference", str(path)), *comparisons(path)):
            run_verb(case, words, verdicts, input_folder=here)
        judge_files(case, verdicts, here)
    verdicts.judge("texts for writers", BATCH)


def _plant_texts(path: Path, text: str, chance: random.Random) -> None:
    """Put a text into some of the columns with titles, statements and names, in every third row."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        for (table,) in connection.execute(query).fetchall():
            for _, column, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
                is_words = kind == "TEXT" and any(each in column for each in WORDS)
                if is_words and "fts" not in table and chance.random() < 0.7:
                    statement = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid % 3 = 1'
                    try:
                        connection.execute(statement, (text,))
                    except sqlite3.Error:  # a table without row numbers, or a virtual one
                        continue


WORDS = ("title", "text", "note", "name", "given", "statement", "locator", "section", "publisher", "value", "label")


@pytest.mark.parametrize("first", batches(ANNOTATIONS))
def test_hostile_annotations(first: int, folder: Path, verdicts: Verdicts) -> None:
    make_annotations(folder / "sound.db")
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        path = here / "notes.db"
        shutil.copyfile(folder / "sound.db", path)
        chance = random.Random(f"{SEED} written annotations {number}")
        case = f"annotations {number} ({spoil_database(path, chance)})"
        given = ("--annotations", str(path))
        for words in (
            ("brief", "country/NE", "project/afic", "--notes", *given),
            ("brief", "country/NE", "--notes", "-o", "b.docx", *given),
            ("brief", "--bookmarks", "--notes", "-o", "b.md", *given),
            ("brief", "--tag", "a", "-o", "b.html", *given),
            ("export", "markdown", "pages", *given),
            ("export", "markdown", "pages", *given),
        ):
            run_verb(case, words, verdicts, input_folder=here)
        judge_files(case, verdicts, here)
    verdicts.judge("annotations for writers", BATCH)


@pytest.mark.parametrize("first", batches(ODD_PATHS))
def test_odd_paths(first: int, folder: Path, verdicts: Verdicts) -> None:
    for number in range(first, first + BATCH):
        here = fresh(folder, number)
        word, case = make_path(here, number, f"{SEED} writers")
        writes = not (word.startswith(("/", "~")) or ".." in word) or word.startswith((str(here), "~n", "/dev/null"))
        writes = writes and not leads_outside(word)
        for words in (
            ("brief", "country/NE", "-o", word, "--format", "docx"),
            ("list", "themes", "--format", "xlsx", "-o", word),
            ("list", "themes", "--format", "csv", "--dictionary", word),
            ("list", "themes", "--format", "package", "-o", word),
            ("cite", "country/NE", "-o", word),
            ("export", "markdown", word),
        ):
            if writes and word not in ("", "."):
                run_verb(case, words, verdicts, input_folder=here)
        for words in (
            ("brief", "country/NE", "--notes", "--annotations", word),
            ("brief", "country/NE", "--reference", word),
            ("cite", "country/NE", "--reference", word),
            ("diff", word, word, "--annotations", word),
            ("export", "markdown", "pages", "--annotations", word),
            ("export", "markdown", "pages", "--reference", word),
        ):
            run_verb(case, words, verdicts, input_folder=here)
    verdicts.judge("odd paths for writers", BATCH)


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "country/NE", "--sections", "facts,,x"),
        ("brief", "country/NE", "--sections", ""),
        ("brief", "country/NE", "--order", "x"),
        ("brief", "country/NE", "--where", "arrangement:listed,x"),
        ("brief", "\ud800"),
        ("brief", "coop:brief?entries=%00&sections=%ff&q=%1b[2J&where=::,&tag=%e2%80%ae&notes=maybe"),
        ("brief", "country/NE", "--signed", "\x1b[2J\u202e\udcff"),
        ("brief", "--query", "\x1b]0;x\x07 tag:"),
        ("brief", "--query", "a" * 100_000),
        ("brief", *(["country/NE"] * 3000)),
        ("brief", *(f"country/x{number}" for number in range(3000))),
        ("list", "x"),
        ("list", "countries", "--columns", "\x1b[2J"),
        ("list", "countries", "--format", "csv", "--query", "\udcff\x1b grant:>x"),
        ("list", "relations", "--format", "json", "--columns", "id"),
        ("cite", "\x1b[2J"),
        ("cite", "fact/x", "home#\u202e"),
        ("cite", "--query", "\x1b[2J niger \udcff\u202e", "--format", "csl"),
        ("cite", "--query", "niger \udcff\u202e\x1b", "--format", "text"),
        ("cite", "--query", "niger", "--each", "--format", "x"),
        ("diff", "\x1b[2J", "\ud800"),
        ("diff", "x", "y", "--kind", "ended\u202e"),
        ("diff", "x", "y", "--kind", ",,"),
        ("diff", str(reference_file()), str(reference_file()), "--entry", "\x1b[2J/\u202e"),
        ("diff", str(reference_file()), str(reference_file()), "--entry", "country/none"),
        ("export", "x"),
        ("export", "markdown"),
    ],
)
def test_wrong_options(words: tuple[str, ...], folder: Path, verdicts: Verdicts) -> None:
    run_verb("options", words, verdicts, input_folder=folder)
    assert list(folder.iterdir()) == []
    verdicts.judge("options for writers", 1)


def test_a_temporary_folder_without_room_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, verdicts: Verdicts
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder / "none"))
    printed = run_verb("none", ("list", "all", "--format", "xlsx", "-o", "t.xlsx"), verdicts, input_folder=folder)
    verdicts.judge("options for writers", 1)
    assert not list(folder.iterdir())
    assert str(folder / "none") in printed
