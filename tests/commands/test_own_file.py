"""The annotations file that verbs use by themselves: the one that the window would open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.own_annotations import existing_own_annotations, own_file
from coopviewer.settings import SettingsFile
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from tests.storage.annotations.annotation_samples import note


@pytest.fixture
def settings() -> Iterator[SettingsFile]:
    file = SettingsFile(paths.UserFiles().settings)
    yield file
    file.path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "name",
    [
        "notes.db",
        'Notes, 2026; "x" = é.db',
        "日本 %20.db",
        "back\\slash\\x41.db",
        "a\tb\x01f.db",
        "[annotations]",
        "@Variant(1).db",
        " of Ana .db",
    ],
)
def test_the_file_chosen_in_the_window_is_found_whatever_its_name(settings: SettingsFile, name: str) -> None:
    for path in (f"/home/ana/{name}", name):
        settings.change(annotations_file=path, text_step=2)
        assert own_file() == (Path(path), True)


@pytest.mark.parametrize(
    "text",
    ["", "[annotations]\nshown=yes\n", "[other]\nfile=/x.db\n", "\xff\0[", "[annotations]\nfile=@ByteArray(x)\n"],
)
def test_without_a_chosen_file_it_is_the_default_one(settings: SettingsFile, text: str) -> None:
    settings.path.parent.mkdir(parents=True, exist_ok=True)
    settings.path.write_text(text, encoding="latin-1")
    assert own_file() == (paths.UserFiles().annotations, False)
    assert existing_own_annotations() is None


def test_verbs_read_and_write_the_chosen_file(
    settings: SettingsFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen, exported = tmp_path / "Ana, at work.db", tmp_path / "mine.jsonld"
    reference = ReferenceStore(paths.reference_file())
    store = AnnotationStore.open(chosen)
    zebra = note(body="Ask about the zebra", entry_id="country/NE", dataset=reference.edition.dataset)
    store.perform("Write", [zebra])
    reference.close()
    store.close()
    settings.change(annotations_file=str(chosen))
    assert main(["annotations", "export", "-o", str(exported)]) == 0
    assert "zebra" in exported.read_text()
    assert main(["search", "zebra"]) == 0
    assert "Ask about the zebra" in capsys.readouterr().out
    assert main(["annotations", "import", str(exported)]) == 0
    assert not paths.UserFiles().annotations.exists()


def test_no_file_is_created_in_place_of_a_chosen_one_that_is_missing(
    settings: SettingsFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen, exported = tmp_path / "stick" / "notes.db", tmp_path / "mine.jsonld"
    exported.write_text("[]")
    settings.change(annotations_file=str(chosen))
    for words in (["export"], ["import", str(exported)], ["import", "--preview", str(exported)]):
        assert main(["annotations", *words]) != 0
        assert "notes.db" in capsys.readouterr().err
    assert main(["search", "niger"]) == 0  # what the reference has is found
    assert "notes.db" in capsys.readouterr().err
    assert not chosen.parent.exists()
    assert not paths.UserFiles().annotations.exists()


def test_filters_on_annotations_hold_in_every_verb_that_takes_a_search(
    settings: SettingsFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen, target = tmp_path / "notes.db", tmp_path / "out"
    reference = ReferenceStore(paths.reference_file())
    store = AnnotationStore.open(chosen)
    dataset = reference.edition.dataset
    places = ("country/NE", "project/afic")
    store.perform("Write", [note(entry_id=place, tags=("verify",), dataset=dataset) for place in places])
    store.close()
    reference.close()
    settings.change(annotations_file=str(chosen))
    assert main(["list", "countries", "--query", "tag:verify", "--columns", "id", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["Id", "country/NE"]
    assert main(["list", "countries", "--query", "tag:nosuch", "--columns", "id", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["Id"]
    assert main(["cite", "--query", "tag:verify"]) == 0
    assert "2 results" in capsys.readouterr().out
    reporter = ["--reporter", "XM-EXAMPLE", "--reporter-type", "10", "--reporter-name", "An example"]
    assert main(["export", "iati", "--search", "tag:verify", *reporter, "-o", str(target)]) in (0, 1)
    assert target.read_text().count("</iati-activity>") == 1


def test_a_verb_that_needs_annotations_says_why_it_cannot_read_them(
    settings: SettingsFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = tmp_path / "notes.db"
    chosen.write_text("no database, but some text that is longer than the header of one, which has a hundred bytes" * 2)
    settings.change(annotations_file=str(chosen))
    verbs = (
        ["list", "countries", "--query", "has:note"],
        ["cite", "--query", "tag:verify"],
        ["export", "iati", "--search", "tag:verify", "-o", str(tmp_path / "out")],
        ["brief", "--query", "tag:verify", "-o", str(tmp_path / "brief.md")],
        ["brief", "--where", "projects:listed", "--query", "tag:verify", "-o", str(tmp_path / "brief.md")],
    )
    for words in verbs:
        assert main(words) != 0, words
        assert "notes.db" in capsys.readouterr().err, words
    assert main(["list", "countries", "--query", "niger"]) == 0  # needs no annotations
    assert "notes.db" not in capsys.readouterr().err
