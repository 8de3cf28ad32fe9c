"""The verb ``diff``: what it prints of two editions, in every format, and its exit status."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.commands import diff
from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.annotations.annotation import Motivation
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.building.writer import write_reference
from tests.activity_values import WELL, imported_dataset
from tests.editions import write_edition, write_two_editions
from tests.reference_values import statement
from tests.storage.annotations.annotation_samples import SAMPLES


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    old, new = write_two_editions(tmp_path_factory.mktemp("editions"))
    return str(old), str(new)


def run(capsys: pytest.CaptureFixture[str], *words: object, status: int = 1) -> str:
    assert diff.main([str(word) for word in words]) == status
    return capsys.readouterr().out


def test_a_page_tells_dates_sums_texts_and_entries(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, *files)
    for line in (
        "From Activities of the Funding Agency, edition wells.1",
        "- Planned end: December 2021 → June 2022, six months later",
        "EUR 4,000,000 → EUR 4,500,000 (difference: +EUR 500,000, +12.5 %)",
        "- Timeframe: end: 2021 → open",
        "- Goal: Ένα [-δύο-] {+πέντε+} τρία",
        "- has beneficiary: NE: 60 % → 65 %",
        "- Published field: - [-άλφα: βήτα-] · + {+άλφα: γάμα+}",
        "id changed · project/c → project/c-2",
        "- Goal: moved · Γέφυρα",
        "retitled · [-Πηγάδι-] {+Πηγάδια+}",
        "that does not say that it ended",
    ):
        assert line in text, line
    assert (
        text.index("Activity status") < text.index("Planned end") < text.index("Transaction") < text.index("Goal: Ένα")
    )


def test_the_exit_status_says_whether_there_are_changes(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old, new = files
    assert "Nothing changed between these editions." in run(capsys, old, old, status=0)
    assert run(capsys, old, new, "--kind", "re-sourced", status=0)
    assert run(capsys, old, new, "--kind", "new", "--entry", "project/b", status=0)
    assert run(capsys, old, tmp_path / "none.db", status=2) == ""
    data = imported_dataset()
    other = tmp_path / "other.db"
    write_reference(replace(data, edition=data.edition._replace(dataset="urn:other")), other)
    assert diff.main([old, str(other)]) == 2
    assert "are not two editions of one reference" in capsys.readouterr().err
    run(capsys, old, other, "--any")


def test_one_entry_is_found_by_its_id_in_either_edition(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for entry in ("project/c", "project/c-2"):
        text = run(capsys, *files, "--entry", entry)
        assert "project/c → project/c-2" in text
        assert "Planned end" not in text
    assert diff.main([*files, "--entry", "project/none"]) == 2
    assert "Neither edition has an entry project/none" in capsys.readouterr().err


def test_a_table_has_a_row_for_each_field_that_differs(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = run(capsys, *files, "--format", "csv", "--for-programs")
    rows = {(row["fact"], row["field"]): row for row in csv.DictReader(io.StringIO(text))}
    found = rows[f"{WELL}/flow/t-1", "minor_units"]
    assert (found["before"], found["after"], found["change"], found["about"]) == (
        *("4000000.00", "4500000.00"),
        *("changed", "money"),
    )
    assert rows[f"{WELL}/milestone/end-planned", "edtf"]["after"] == "2022-06"


def test_json_has_both_sides_of_each_fact(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, *files, "--format", "json"))
    assert found["summary"]["entries"] == {"newly-listed": 1, "no-longer-listed": 1, "id-changed": 1, "retitled": 1}
    entry = next(each for each in found["entries"] if each["id"] == WELL)
    status = entry["facts"][0]
    assert (status["fields"], status["old"]["code"], status["new"]["code"]) == (["code", "as_given"], "2", "4")
    alone = json.loads(run(capsys, *files, "--format", "json", "--summary"))
    assert alone == {key: value for key, value in found.items() if key != "entries"}


@pytest.mark.parametrize("format", ["text", "csv", "json"])
def test_only_the_kinds_that_are_asked_for_are_listed(
    format: str,  # noqa: A002
    files: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = (*files, "--format", format, "--entry", WELL)
    assert "retitled" in run(capsys, *words)
    assert "Πηγάδια" in run(capsys, *words, "--kind", "retitled")
    found = run(capsys, *words, "--kind", "changed")
    assert "πέντε" in found
    entries = found[found.index('"entries": [') :] if format == "json" else found
    assert "retitled" not in entries
    assert "moved" not in entries


@pytest.mark.parametrize("name", ["changes.html", "changes.md", "changes.csv", "changes.json", "changes.txt"])
def test_the_ending_of_a_file_decides_its_format(
    name: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    assert "were written to" in run(capsys, *files, "-o", path)
    text = path.read_text(encoding="utf-8-sig")
    sign = {"html": '<span class="gone">δύο', "md": "~~δύο~~ **πέντε**", "csv": "Entry,Title", "json": '{\n  "old"'}
    assert sign.get(path.suffix[1:], "[-δύο-] {+πέντε+}") in text


def test_only_mine_are_the_annotated_entries(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    notes = tmp_path / "notes.db"
    store = AnnotationStore.open(notes)
    sample = replace(SAMPLES[0], dataset="urn:wells", entry_id="project/c", target_entry_id=None, deleted_at=None)
    store.perform("ñ", [replace(sample, motivation=Motivation.BOOKMARKING, anchors=())])
    store.close()
    text = run(capsys, *files, "--mine", "--annotations", notes)
    assert "project/c → project/c-2" in text
    assert "Planned end" not in text
    assert "- Yours: 1 entry that you use" in text


def test_more_entries_than_one_part_are_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    goals = [statement(f"project/p{number}", "Dig.", id=f"project/p{number}/goal/1") for number in range(60)]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, text=f"Dig {place}.") for place, goal in enumerate(goals)))
    text = run(capsys, old, new)
    assert [f"Dig{{+ {number}+}}." in text or f"{{+{number}+}}" in text for number in range(60)] == [True] * 60


@pytest.mark.parametrize("own", [50, 55])
def test_other_entries_have_a_heading_after_many_of_the_users_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own: int
) -> None:
    goals = [statement(f"project/p{number}", "Dig.", id=f"project/p{number}/goal/1") for number in range(own + 2)]
    old = write_edition(tmp_path / "old.db", *goals)
    new = write_edition(tmp_path / "new.db", *(replace(goal, text=f"Dig {place}.") for place, goal in enumerate(goals)))
    store = AnnotationStore.open(tmp_path / "notes.db")
    sample = replace(SAMPLES[0], dataset="urn:wells", target_entry_id=None, deleted_at=None, anchors=())
    of = [replace(sample, uuid=f"{number:036}", entry_id=f"project/p{number}") for number in range(own)]
    store.perform("ñ", [replace(each, motivation=Motivation.BOOKMARKING) for each in of])
    store.close()
    text = run(capsys, old, new, "--annotations", tmp_path / "notes.db")
    assert text.count("Entries that you use\n") == text.count("Other entries\n") == 1
    before, after = text.split("Other entries\n")
    assert before.count("  Project\n") == own
    assert after.count("  Project\n") == 2


@pytest.mark.parametrize(
    "words",
    [("--kind", "ended"), ("--kind", ","), ("--for-programs",), ("--summary", "--format", "csv")],
)
def test_wrong_options_are_refused(
    words: tuple[str, ...], files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        diff.main([*files, *words])
    assert ended.value.code == 2
    assert "diff" in capsys.readouterr().err


def test_a_later_edition_that_is_given_as_the_earlier_one_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for month, rows in (("october", "1;Wells\n"), ("november", "1;Deep wells\n")):
        (tmp_path / f"{month}.csv").write_text(f"Ref;Title\n{rows}", encoding="utf-8")
        words = ["--again", made[0]] if made else ["sheet"]
        made.append(str(tmp_path / f"{month}.db"))
        assert import_data([*words, str(tmp_path / f"{month}.csv"), "-o", made[-1], "--quiet"]) == 0
    assert diff.main(made) == 1
    assert capsys.readouterr().err == ""
    assert diff.main(made[::-1]) == 1
    assert "november.db is the later of these editions" in capsys.readouterr().err
