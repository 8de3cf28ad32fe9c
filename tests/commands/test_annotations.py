"""``coopviewer annotations``: out of one file and into another, whole, once, and to be undone."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.storage.annotations.backups import list_backups
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock
from tests.exchange.annotations.annotation_values import DATASET, note, of_every_kind, to_jsonld

Capture = pytest.CaptureFixture[str]


def written(path: Path, *annotations: Annotation) -> Path:
    """Make an annotations file that holds these."""
    store = AnnotationStore(path)
    store.perform("Note", annotations)
    store.close()
    return path


def held(path: Path) -> dict[str, Annotation]:
    store = AnnotationStore(path, read_only=True)
    try:
        return {each.uuid: each for each in store.get([each.uuid for each in (*of_every_kind(), *NOTES)])}
    finally:
        store.close()


def exported(tmp_path: Path, *annotations: Annotation) -> Path:
    path = tmp_path / "from-elsewhere.jsonld"
    path.write_bytes(to_jsonld(annotations))
    return path


NOTES = (
    note(1, tags=("to ask",), modified=datetime(2026, 11, 25, 23, 59, 59, tzinfo=UTC)),
    note(2, tags=("read",), modified=datetime(2026, 11, 26, tzinfo=UTC), entry_id="country/XK"),
    note(3, dataset="urn:example:other", modified=datetime(2026, 12, 1, tzinfo=UTC)),
    note(4, deleted_at=datetime(2026, 12, 2, tzinfo=UTC)),
)


def test_exported_and_imported_every_annotation_is_equal_in_every_field(tmp_path: Path, capsys: Capture) -> None:
    ours, theirs, file = tmp_path / "a.db", tmp_path / "b.db", tmp_path / "out.jsonld"
    named = tuple(each if each.creator.name else replace(each, creator=note().creator) for each in of_every_kind())
    written(ours, *named)
    assert main(["annotations", "export", str(ours), "--bin", "-o", str(file)]) == 0
    assert capsys.readouterr().out == f"10 annotations were written from {ours} to {file}.\n"
    assert main(["annotations", "import", str(file), "--annotations", str(theirs)]) == 0
    told = capsys.readouterr()
    assert told.out == (
        f"{theirs}: 10 annotations were added. 1 of those taken belongs to another reference, "
        "and is shown once that is open.\n"
    )
    assert told.err == ""
    assert held(theirs) == held(ours) == {each.uuid: each for each in named}


def test_imported_twice_all_are_skipped(tmp_path: Path, capsys: Capture) -> None:
    file, ours = exported(tmp_path, *NOTES[:2]), tmp_path / "a.db"
    words = ["annotations", "import", str(file), "--annotations", str(ours)]
    assert main(words) == 0
    before = ours.read_bytes()
    capsys.readouterr()
    assert main(words) == 0
    assert capsys.readouterr().out == f"{ours}: Nothing was added or updated. 2 annotations were here already.\n"
    assert ours.read_bytes() == before
    assert len(list_backups(ours)) == 1


def test_what_is_newer_updates_and_all_of_it_is_undone_in_one_step_after_a_backup(
    tmp_path: Path, capsys: Capture
) -> None:
    ours = written(tmp_path / "a.db", note(1, revision=2), note(2, revision=5))
    before = held(ours)
    newer = note(1, revision=3, body="Newer", tags=("x",))
    file = exported(tmp_path, newer, note(2, revision=4, body="Older"), note(3))
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 0
    assert capsys.readouterr().out == (
        f"{ours}: 1 annotation was added. 1 annotation was updated. "
        "1 annotation in the file is older than the one here, which stays.\n"
    )
    assert held(ours) == before | {newer.uuid: newer, note(3).uuid: note(3)}
    (backup,) = list_backups(ours)
    assert (backup.reason, held(backup.path)) == ("import", before)
    store = AnnotationStore(ours)
    assert store.steps().undo == "Import annotations"
    store.undo()
    store.close()
    assert held(ours) == before


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], [1, 2, 3]),
        (["--bin"], [1, 2, 3, 4]),
        (["--tag", "#to ask"], [1]),
        (["--tag", "to ask", "--tag", "read"], [1, 2]),
        (["--since", "2026-11-26"], [2, 3]),
        (["--until", "2026-11-25"], [1]),
        (["--since", "2026-11-26", "--until", "2026-11-26"], [2]),
        (["--until", "9999-12-31"], [1, 2, 3]),
        (["--entry", "coop:country/XK"], [2]),
        (["--entry", "country/XK", "--entry", "project/afic", "--since", "2026-12-01"], [3]),
    ],
)
def test_what_is_asked_for_leaves(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], words: list[str], numbers: list[int]
) -> None:
    ours = written(tmp_path / "a.db", *NOTES)
    assert main(["annotations", "export", "--annotations", str(ours), *words]) == 0
    found = from_jsonld(capsysbinary.readouterr().out)
    assert {each.uuid for each in found.annotations} == {note(number).uuid for number in numbers}


def test_text_and_markdown_name_entries_as_the_reference_does(tmp_path: Path, capsys: Capture) -> None:
    ours = written(tmp_path / "a.db", *NOTES)
    assert main(["annotations", "export", str(ours), "--format", "text"]) == 0
    text = capsys.readouterr().out
    assert "\nKosovo*\n-------\n\ncoop:country/XK" in text
    assert text.endswith("ICJ Opinion on the Kosovo Declaration of Independence.\n")
    assert "\nproject/afic\n------------\n\ncoop:project/afic · urn:example:other\n" in text  # not ours to name
    assert main(["annotations", "export", str(ours), "--format", "markdown"]) == 0
    assert "\n## Kosovo\\*\n" in capsys.readouterr().out


def test_without_a_reference_entries_are_named_by_their_ids(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = written(tmp_path / "a.db", *NOTES)
    monkeypatch.setattr(paths, "reference_file", lambda: tmp_path / "none.db")
    assert main(["annotations", "export", str(ours), "--format", "text"]) == 0
    told = capsys.readouterr()
    assert "\ncountry/XK\n----------\n" in told.out
    assert told.err == "The reference could not be opened, so entries are named by their ids.\n"
    file = exported(tmp_path, note(3, dataset="urn:example:other"), note(9))
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 0
    assert "1 annotation was added." in capsys.readouterr().out
    asked_for = ["annotations", "export", str(ours), "--reference", str(tmp_path / "none.db")]
    assert main(asked_for) == 2
    assert "There is no file" in capsys.readouterr().err


def test_the_persons_own_file_is_made_and_used_where_none_is_named(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "new" / "folder" / "annotations.db"
    monkeypatch.setattr(paths, "annotations_file", lambda: own)
    assert main(["annotations", "export"]) == 1
    assert "There are no annotations yet" in capsys.readouterr().err
    assert not own.parent.exists()
    assert main(["annotations", "import", str(exported(tmp_path, note(1)))]) == 0
    assert held(own) == {note(1).uuid: note(1)}
    modes = [each.stat().st_mode & 0o777 for each in (own, own.parent, own.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert main(["annotations", "export"]) == 0


def test_a_portable_program_keeps_to_the_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    (tmp_path / "portable.txt").touch()
    assert main(["annotations", "import", str(exported(tmp_path, note(1)))]) == 0
    assert held(tmp_path / "coopviewer-data" / "annotations.db") == {note(1).uuid: note(1)}


def test_nothing_that_fits_is_status_one(tmp_path: Path, capsys: Capture) -> None:
    ours, out = written(tmp_path / "a.db", *NOTES), tmp_path / "out"
    assert main(["annotations", "export", str(ours), "--tag", "none", "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"{ours} has no annotations that fit.\n"
    assert not out.exists()


def test_a_file_that_is_held_is_not_written_but_can_be_exported(tmp_path: Path, capsys: Capture) -> None:
    ours = written(tmp_path / "a.db", *NOTES)
    with AnnotationLock(ours):
        assert main(["annotations", "import", str(exported(tmp_path, note(9))), "--annotations", str(ours)]) == 2
        assert "is held by" in capsys.readouterr().err
        assert main(["annotations", "export", str(ours)]) == 0
    assert note(9).uuid not in held(ours)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"SQLite format 3\0", b"[" * 9999])
def test_what_is_no_file_of_annotations_is_status_two_and_makes_nothing(
    tmp_path: Path, capsys: Capture, content: bytes
) -> None:
    file, ours = tmp_path / "x", tmp_path / "a.db"
    file.write_bytes(content)
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 2
    assert capsys.readouterr().err.startswith(f"{file} ")
    assert not ours.exists()


@pytest.mark.parametrize("name", ["none", ""])
def test_a_file_that_is_not_there_is_status_two(tmp_path: Path, capsys: Capture, name: str) -> None:
    assert main(["annotations", "import", str(tmp_path / name), "--annotations", str(tmp_path / "a.db")]) == 2
    assert "Choose a file of annotations" in capsys.readouterr().err


def test_what_could_not_be_taken_is_told(tmp_path: Path, capsys: Capture) -> None:
    document = json.loads(to_jsonld((note(1), note(2))))
    document["first"]["items"][0]["target"] = "https://example.org/"
    document["first"]["items"].append(7)
    file = tmp_path / "x.jsonld"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert main(["annotations", "import", str(file), "--annotations", str(tmp_path / "a.db")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1 annotation could not be understood, and was left out.",
        "1 annotation is not about an entry of a reference, and was left out.",
    ]


@pytest.mark.parametrize(
    "words", [[], ["export", "--since", "yesterday"], ["export", "--format", "x"], ["import"], ["x"]]
)
def test_strange_words_are_status_two(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["annotations", *words])
    assert ended.value.code == 2
    assert "usage: coopviewer annotations" in capsys.readouterr().err


def test_the_dataset_of_these_tests_is_the_bundled_one() -> None:
    from coopviewer.storage.reference.store import ReferenceStore

    store = ReferenceStore(paths.reference_file())
    assert store.edition.dataset == DATASET
    store.close()
