"""``coopviewer annotations``: export and import of annotation files."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.rendering.words.operation_words import operation_words
from coopviewer.storage.annotations.backups import list_backups
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.files.lock import AnnotationLock
from tests.exchange.annotations.annotation_values import DATASET, note, of_every_kind, to_jsonld

Capture = pytest.CaptureFixture[str]


def write_store(path: Path, *annotations: Annotation) -> Path:
    """Create an annotations file with these annotations and return its path."""
    store = AnnotationStore.open(path)
    store.perform("Note", annotations)
    store.close()
    return path


def read_store(path: Path) -> dict[str, Annotation]:
    store = AnnotationStore.open(path, read_only=True)
    try:
        return {each.uuid: each for each in store.get([each.uuid for each in (*of_every_kind(), *NOTES)])}
    finally:
        store.close()


def write_jsonld(tmp_path: Path, *annotations: Annotation) -> Path:
    path = tmp_path / "from-elsewhere.jsonld"
    path.write_bytes(to_jsonld(annotations))
    return path


NOTES = (
    note(1, tags=("to ask",), modified=datetime(2026, 11, 25, 23, 59, 59, tzinfo=UTC)),
    note(2, tags=("read",), modified=datetime(2026, 11, 26, tzinfo=UTC), entry_id="country/XK"),
    note(3, dataset="urn:example:other", modified=datetime(2026, 12, 1, tzinfo=UTC)),
    note(4, deleted_at=datetime(2026, 12, 2, tzinfo=UTC)),
)


def test_an_exported_and_imported_annotation_is_equal_in_every_field(tmp_path: Path, capsys: Capture) -> None:
    ours, theirs, file = tmp_path / "a.db", tmp_path / "b.db", tmp_path / "out.jsonld"
    named = tuple(each if each.creator.name else replace(each, creator=note().creator) for each in of_every_kind())
    write_store(ours, *named)
    assert main(["annotations", "export", str(ours), "--bin", "-o", str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"10 annotations were exported from {ours} to {file}."
    assert said[1].startswith("Your colleagues see your name as “")
    assert main(["annotations", "import", str(file), "--annotations", str(theirs)]) == 0
    captured = capsys.readouterr()
    assert captured.out == (
        f"{theirs}: 10 annotations were added. 1 of those taken belongs to another reference, "
        "and is shown once that is open.\n"
    )
    assert captured.err == ""
    assert read_store(theirs) == read_store(ours) == {each.uuid: each for each in named}


def test_the_name_of_the_sender_is_said_and_can_be_chosen(tmp_path: Path, capsys: Capture) -> None:
    ours, file = tmp_path / "a.db", tmp_path / "out.jsonld"
    write_store(ours, *NOTES)
    assert main(["annotations", "export", str(ours), "--format", "jsonld"]) == 0
    assert "Your colleagues see your name as “" in capsys.readouterr().err
    assert main(["annotations", "export", str(ours), "--name", " Ana Sá ", "-o", str(file)]) == 0
    assert "Your colleagues see your name as “Ana Sá”." in capsys.readouterr().out
    assert "Ana Sá" in file.read_text(encoding="utf-8")


def test_a_second_import_changes_nothing(tmp_path: Path, capsys: Capture) -> None:
    file, ours = write_jsonld(tmp_path, *NOTES[:2]), tmp_path / "a.db"
    arguments = ["annotations", "import", str(file), "--annotations", str(ours)]
    assert main(arguments) == 0
    before = ours.read_bytes()
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().out == f"{ours}: Nothing was added or updated. 2 annotations were here already.\n"
    assert ours.read_bytes() == before
    assert len(list_backups(ours)) == 1


def test_an_import_updates_makes_a_backup_and_is_undone_in_one_step(tmp_path: Path, capsys: Capture) -> None:
    ours = write_store(tmp_path / "a.db")
    first = write_jsonld(tmp_path, note(1, revision=2), note(2, revision=5, body="b"))
    assert main(["annotations", "import", str(first), "--annotations", str(ours)]) == 0
    capsys.readouterr()
    list_backups(ours)[0].path.unlink()
    before = read_store(ours)
    newer = note(1, revision=3, body="Newer", tags=("x",), modified=note(1).modified + timedelta(hours=1))
    file = write_jsonld(tmp_path, newer, note(2, revision=5, body="b"), note(3))
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 0
    assert capsys.readouterr().out == (
        f"{ours}: 1 annotation was added. 1 annotation was updated. 1 annotation was here already.\n"
    )
    assert read_store(ours) == before | {newer.uuid: newer, note(3).uuid: note(3)}
    (backup,) = list_backups(ours)
    assert (backup.reason, read_store(backup.path)) == ("import", before)
    store = AnnotationStore.open(ours)
    assert operation_words(store.steps().undo, ENGLISH) == "Import annotations"
    store.undo()
    store.close()
    assert read_store(ours) == before


@pytest.mark.parametrize(
    ("arguments", "numbers"),
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
def test_options_limit_the_exported_annotations(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str], numbers: list[int]
) -> None:
    ours = write_store(tmp_path / "a.db", *NOTES)
    assert main(["annotations", "export", "--annotations", str(ours), *arguments]) == 0
    found = from_jsonld(capsysbinary.readouterr().out)
    assert {each.uuid for each in found.all} == {note(number).uuid for number in numbers}


def test_text_and_markdown_have_the_titles_of_entries(tmp_path: Path, capsys: Capture) -> None:
    ours = write_store(tmp_path / "a.db", *NOTES)
    assert main(["annotations", "export", str(ours), "--format", "text"]) == 0
    text = capsys.readouterr().out
    assert "\nKosovo*\n-------\n\ncoop:country/XK" in text
    assert text.endswith("ICJ Opinion on the Kosovo Declaration of Independence.\n")
    assert (
        "\nproject/afic\n------------\n\ncoop:project/afic · urn:example:other\n" in text
    )  # the open reference does not know its title
    assert main(["annotations", "export", str(ours), "--format", "markdown"]) == 0
    assert "\n## Kosovo\\*\n" in capsys.readouterr().out


def test_without_a_reference_entries_are_shown_by_their_ids(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = write_store(tmp_path / "a.db", *NOTES)
    monkeypatch.setattr(paths, "reference_file", lambda: tmp_path / "none.db")
    assert main(["annotations", "export", str(ours), "--format", "text"]) == 0
    captured = capsys.readouterr()
    assert "\ncountry/XK\n----------\n" in captured.out
    assert captured.err == "The reference could not be opened, so entries are shown by their ids.\n"
    file = write_jsonld(tmp_path, note(3, dataset="urn:example:other"), note(9))
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 0
    assert "1 annotation was added." in capsys.readouterr().out
    arguments_with_reference = ["annotations", "export", str(ours), "--reference", str(tmp_path / "none.db")]
    assert main(arguments_with_reference) == 2
    assert "There is no file" in capsys.readouterr().err


def test_the_users_own_file_is_the_default_and_is_created(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "new"))
    own_file = tmp_path / "new" / "coopviewer" / "annotations.db"
    assert main(["annotations", "export"]) == 1
    assert "There are no annotations yet" in capsys.readouterr().err
    assert not own_file.parent.exists()
    assert main(["annotations", "import", str(write_jsonld(tmp_path, note(1)))]) == 0
    assert read_store(own_file) == {note(1).uuid: note(1)}
    modes = [each.stat().st_mode & 0o777 for each in (own_file, own_file.parent, own_file.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert main(["annotations", "export"]) == 0


def test_a_portable_program_uses_the_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    (tmp_path / "portable.txt").touch()
    assert main(["annotations", "import", str(write_jsonld(tmp_path, note(1)))]) == 0
    assert read_store(tmp_path / "coopviewer-data" / "annotations.db") == {note(1).uuid: note(1)}


def test_an_export_without_matching_annotations_has_status_1(tmp_path: Path, capsys: Capture) -> None:
    ours, out = write_store(tmp_path / "a.db", *NOTES), tmp_path / "out"
    assert main(["annotations", "export", str(ours), "--tag", "none", "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"{ours} has no annotations that match these options.\n"
    assert not out.exists()


def test_a_locked_file_can_be_exported_but_not_imported_into(tmp_path: Path, capsys: Capture) -> None:
    ours = write_store(tmp_path / "a.db", *NOTES)
    with AnnotationLock(ours):
        assert main(["annotations", "import", str(write_jsonld(tmp_path, note(9))), "--annotations", str(ours)]) == 2
        assert "is held by" in capsys.readouterr().err
        assert main(["annotations", "export", str(ours)]) == 0
    assert note(9).uuid not in read_store(ours)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"SQLite format 3\0", b"[" * 9999])
def test_importing_an_invalid_file_has_status_2_and_creates_nothing(
    tmp_path: Path, capsys: Capture, content: bytes
) -> None:
    file, ours = tmp_path / "x", tmp_path / "a.db"
    file.write_bytes(content)
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 2
    assert capsys.readouterr().err.startswith(f"{file} ")
    assert not ours.exists()


@pytest.mark.parametrize("name", ["none", ""])
def test_importing_a_missing_file_has_status_2(tmp_path: Path, capsys: Capture, name: str) -> None:
    assert main(["annotations", "import", str(tmp_path / name), "--annotations", str(tmp_path / "a.db")]) == 2
    assert "Choose a file of annotations" in capsys.readouterr().err


def test_annotations_left_out_of_an_import_are_reported(tmp_path: Path, capsys: Capture) -> None:
    document = json.loads(to_jsonld((note(1), note(2))))
    document["first"]["items"][0]["target"] = "https://example.org/"
    document["first"]["items"].append(7)
    file = tmp_path / "x.jsonld"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert main(["annotations", "import", str(file), "--annotations", str(tmp_path / "a.db")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1 annotation could not be understood, and was left out.",
        "1 annotation is not about an entry of a reference, and was left out.",
        (
            "Annotation 1, urn:uuid:00000000-0000-4000-8000-000000000001: left out, since it is not about an entry "
            "of a reference."
        ),
        "Annotation 3: left out, since it could not be understood.",
    ]


@pytest.mark.parametrize(
    "arguments", [[], ["export", "--since", "yesterday"], ["export", "--format", "x"], ["import"], ["x"]]
)
def test_invalid_arguments_have_status_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(["annotations", *arguments])
    assert exit_info.value.code == 2
    assert "usage: coopviewer annotations" in capsys.readouterr().err


def test_these_tests_use_the_bundled_dataset() -> None:
    from coopviewer.storage.reference.store import ReferenceStore

    store = ReferenceStore(paths.reference_file())
    assert store.edition.dataset == DATASET
    store.close()


def test_a_preview_says_what_an_import_would_do_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    ours = write_store(tmp_path / "ours" / "a.db", note(1), note(2))
    file = write_jsonld(tmp_path, note(1), replace(note(2), body="Somebody else's"), note(5))
    before = {each: each.read_bytes() for each in ours.parent.iterdir()}
    asked = ["annotations", "import", str(file), "--annotations", str(ours)]
    with AnnotationLock(ours):  # as a window that has it open
        before |= {each: each.read_bytes() for each in ours.parent.iterdir()}
        assert main([*asked, "--preview"]) == 0
        after = {each: each.read_bytes() for each in ours.parent.iterdir() if each in before}
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        f"Preview, nothing was written: {ours}",
        "1 new",
        "1 in conflict: both versions are kept, and you choose between them",
        "1 here already",
    ]
    assert after == before
    assert main(asked) == 0
    assert "1 annotation was added." in capsys.readouterr().out


def test_a_preview_without_an_annotations_file_makes_none(tmp_path: Path, capsys: Capture) -> None:
    file, ours = write_jsonld(tmp_path, note(1)), tmp_path / "none" / "a.db"
    assert main(["annotations", "import", str(file), "--annotations", str(ours), "--preview"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [f"Preview, nothing was written: {ours}", "1 new"]
    assert not ours.parent.exists()


def test_what_another_tool_wrote_on_a_copied_address_is_on_the_open_reference(tmp_path: Path, capsys: Capture) -> None:
    ours, file = tmp_path / "a.db", tmp_path / "theirs.jsonld"
    body = {"type": "TextualBody", "value": "Check the wells."}
    file.write_text(json.dumps([{"type": "Annotation", "body": body, "target": "coop:country/NE"}]))
    assert main(["annotations", "import", str(file), "--annotations", str(ours)]) == 0
    assert "another reference" not in capsys.readouterr().out
    assert main(["search", "wells", "--annotations", str(ours)]) == 0
    assert "Niger  (country/NE)" in capsys.readouterr().out
