"""``coopviewer export markdown``."""

from pathlib import Path

import pytest

from coopviewer.commands.export import main
from coopviewer.domain.annotations.operations import operation
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import note

DATASET = "urn:coopviewer:dataset:frontex-non-eu-cooperation"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    store = AnnotationStore.open(tmp_path / "notes.db")
    store.perform(operation("import"), (note(body="Ask Ana", dataset=DATASET, entry_id="country/NE"),))
    store.close()
    return store.path


def test_a_folder_is_written_and_renewed(tmp_path: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vault = tmp_path / "vault"
    assert main(["markdown", str(vault), "--annotations", str(own)]) == 0
    assert "93 pages were written into" in "".join(capsys.readouterr())
    niger = vault / "Countries" / "Niger.md"
    assert "> Ask Ana" in niger.read_text(encoding="utf-8")
    niger.write_text(niger.read_text(encoding="utf-8").replace("Ask Ana", "Ask Bo"), encoding="utf-8")
    assert main(["markdown", str(vault)]) == 0
    said = "".join(capsys.readouterr())
    assert "0 pages were written" in said
    assert "92 pages are unchanged." in said
    assert "1 page was left as it is" in said
    assert "  Countries/Niger.md" in said
    assert "Ask Bo" in niger.read_text(encoding="utf-8")


def test_without_an_annotations_file_it_is_said_and_the_pages_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["markdown", str(tmp_path / "vault"), "--notes"]) == 0
    assert "There are no annotations yet." in capsys.readouterr().err


def test_what_is_no_folder_or_no_annotations_file_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    assert main(["markdown", str(file)]) == 2
    assert "is not a folder. Give the name of a folder" in capsys.readouterr().err
    assert main(["markdown", str(tmp_path / "vault"), "--annotations", str(file)]) == 2
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_not_the_current_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["markdown", name])
    assert ended.value.code == 2
    assert "Name a file or folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
