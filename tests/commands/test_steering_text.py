"""Text that steers terminals, in references, notes, imports, file names and lock files: no verb prints it as it is."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unicodedata import category

import pytest

from coopviewer.__main__ import main
from coopviewer.commands.search import main as search
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.files.lock import lock_file_of
from tests.authoring.importing.imports import titled, written
from tests.exchange.annotations.annotation_values import note, to_jsonld
from tests.reference_values import dataset, ref, statement

STEERING = "\x1b]0;owned\x07 \u202etxt\u2066 \x9b2J\r\nforged/line\tforged \x85 \u2028 \x7f"
TITLE = f"Steered {STEERING}"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A reference whose titles and statements steer terminals."""
    path = tmp_path / "reference.db"
    made = dataset(statement("project/p", TITLE), entries=(ref("region/africa", TITLE), ref("project/p", TITLE)))
    write_reference(made, path)
    return path


def printed(capsys: Capture, *words: str, lines: int | None = None) -> str:
    """Run a verb and return what it printed, which must not steer a terminal."""
    main(words)
    captured = capsys.readouterr()
    for text in captured:
        assert [sign for sign in text if sign not in "\n\t" and category(sign) in ("Cc", "Cs", "Zl", "Zp")] == []
        assert not set(text) & set("\u202e\u2066")
        assert not [line for line in text.splitlines() if line.startswith("forged") and "<" not in line]
    assert lines is None or len((captured.out + captured.err).splitlines()) == lines
    return captured.out + captured.err


def test_titles_do_not_steer_the_terminal(reference: Path, capsys: Capture) -> None:
    given = ("--reference", str(reference))
    assert r"\x1b]0;owned\x07" in printed(capsys, "list", "projects", *given, lines=1)
    assert "Steered" in printed(capsys, "search", "steered", *given)
    assert "Steered" in printed(capsys, "search", STEERING, *given)
    assert "not a value" in printed(capsys, "search", f"{STEERING} kind:{STEERING}", *given)
    printed(capsys, "check", str(reference))
    for form in ("text", "markdown", "html"):
        assert "Steered" in printed(capsys, "show", "project/p", "--format", form, *given)
    for form in ("text", "bibtex", "csl"):
        assert "Steered" in printed(capsys, "cite", "project/p", "--format", form, *given)
    main(["cite", "project/p", "--format", "ris", *given])
    ris = capsys.readouterr().out
    assert "Steered" in ris
    assert not [sign for sign in ris.replace("\r\n", "") if category(sign) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(ris) & set("\u202e\u2066")
    assert not [line for line in ris.split("\r\n")[:-1] if line[2:6] != "  - "]
    assert json.loads(printed(capsys, "list", "projects", "--format", "json", *given))[0]["title"] == TITLE
    assert json.loads(printed(capsys, "show", "project/p", "--format", "json", *given))["title"] == TITLE
    assert json.loads(printed(capsys, "search", "steered", "--format", "json", *given))["results"][0]["title"] == TITLE


def test_arguments_and_file_names_do_not_steer_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    name = f"a{STEERING.replace('/', '-')}"
    path = tmp_path / name
    for words in (
        ("show", name),
        ("show", f"country/{STEERING}"),
        ("list", "countries", "--reference", str(path)),
        ("check", str(path)),
        ("annotations", "export", str(path)),
        ("annotations", "import", str(path)),
        ("passages", str(path)),
        ("build", str(path), "-o", str(path)),
        ("--language", name),
        (f"--{name}",),
        (f"coop:{name}",),
    ):
        assert printed(capsys, *words, lines=1)
    with pytest.raises(SystemExit):
        search(["x", f"--{name}"])
    assert r"\x1b" in capsys.readouterr().err


def test_notes_and_lock_files_do_not_steer_the_terminal(tmp_path: Path, reference: Path, capsys: Capture) -> None:
    path, imported = tmp_path / "notes.db", tmp_path / "notes.jsonld"
    person = replace(note().creator, name=TITLE)
    imported.write_bytes(to_jsonld([note(1, body=TITLE.replace("\r\n", ""), tags=(TITLE,), creator=person)]))
    printed(capsys, "annotations", "import", str(imported), "--annotations", str(path))
    for form in ("jsonld", "text", "markdown"):
        assert "Steered" in printed(capsys, "annotations", "export", str(path), "--format", form)
    printed(capsys, "search", "steered", "--annotations", str(path), "--reference", str(reference))
    lock_file_of(path).write_text(f"1\nowned{TITLE.splitlines()[0]}\nhost\x1b[2J\n", encoding="utf-8")
    words = printed(capsys, "annotations", "import", str(imported), "--annotations", str(path), lines=1)
    assert r"\x1b[2J" in words


def test_what_an_import_leaves_out_does_not_steer_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    record = json.loads(to_jsonld([note(1)]))
    record["first"]["items"][0] |= {STEERING: STEERING, "type": STEERING, "target": STEERING}
    path = tmp_path / "odd.jsonld"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert printed(capsys, "annotations", "import", str(path), "--annotations", str(tmp_path / "notes.db"))


def test_imported_activities_and_their_reports_do_not_steer_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    sign = "A\x9b2J\u202e\x85\x7f"
    parts = f'<sector code="{sign}" percentage="{sign}"/><a b="{sign}">{sign}</a><activity-date type="{sign}"/>'
    source = written(tmp_path / " a\x1b[2J.xml ", titled(f"XM-1-{sign}", sign, parts))
    target, report, out = (str(tmp_path / name) for name in ("made.db", "report.txt", "out.xml"))
    assert printed(capsys, "import", "iati", str(source), "-o", target, "--report", report)
    assert r"\x9b2J" in (written_report := Path(report).read_text(encoding="utf-8"))
    assert not set(written_report) & set("\x9b\x85\x7f\u202e\x1b")
    assert "no faults" in printed(capsys, "check", target)
    printed(capsys, "export", "iati", "--all", "--roles-as-held", "-o", out, "--report", report, "--reference", target)
    assert not set(Path(report).read_text(encoding="utf-8")) & set("\x9b\x85\x7f\u202e\x1b")


def test_what_a_file_says_twice_or_over_several_lines_has_no_faults(tmp_path: Path, capsys: Capture) -> None:
    own = (
        '<iati-activity xmlns:coop="https://coopviewer.invalid/ns/1"><title><narrative>A</narrative>'
        "<narrative>B</narrative><narrative>B</narrative></title>"
        '<iati-identifier coop:entry="project/own" coop:title="A&#10;B&#9;C">XM-1-A</iati-identifier>'
        '<coop:entry id="theme/t" title="T&#13;&#10;U"/>'
        '<coop:predicate id="wild" label="a&#10;b" inverse-label="c&#9;" subject-kinds="project" object-kinds="theme"/>'
        '<coop:fact of="relation" id="project/own/r" basis="stated" predicate-id="wild" object-id="theme/t"/>'
        "</iati-activity>"
    )
    target = str(tmp_path / "made.db")
    printed(capsys, "import", "iati", str(written(tmp_path / "a.xml", own)), "-o", target)
    assert "no faults" in printed(capsys, "check", target)
    assert "A B C" in printed(capsys, "list", "projects", "--reference", target)


def test_a_database_that_steers_is_refused_plainly(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "notes.db"
    AnnotationStore.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f'CREATE VIEW "{STEERING}" AS SELECT 1')
    assert printed(capsys, "annotations", "export", str(path), lines=1)
