"""The format of what a verb writes: the one that is named, else that of the file's extension."""

import json
from pathlib import Path
from zipfile import is_zipfile

import pytest

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from tests.storage.annotations.annotation_samples import note

Capture = pytest.CaptureFixture[str]


def test_the_extension_of_the_file_is_its_format(tmp_path: Path) -> None:
    assert main(["list", "countries", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert is_zipfile(tmp_path / "a.xlsx")
    assert main(["list", "countries", "-o", str(tmp_path / "a.CSV")]) == 0
    assert (tmp_path / "a.CSV").read_text(encoding="utf-8-sig").startswith("Id,Title")
    assert main(["show", "country/NE", "-o", str(tmp_path / "a.docx")]) == 0
    assert is_zipfile(tmp_path / "a.docx")
    assert main(["show", "country/NE", "-o", str(tmp_path / "a.json")]) == 0
    assert json.loads((tmp_path / "a.json").read_text())["id"] == "country/NE"
    assert main(["cite", "country/NE", "-o", str(tmp_path / "a.bib")]) == 0
    assert (tmp_path / "a.bib").read_text().startswith("@")


def test_annotations_are_exported_in_the_format_of_the_extension(tmp_path: Path) -> None:
    own, reference = tmp_path / "own.db", ReferenceStore(paths.reference_file())
    store = AnnotationStore.open(own)
    store.perform("Write", [note(body="Ask whom?", entry_id="country/NE", dataset=reference.edition.dataset)])
    store.close()
    reference.close()
    for name, begins in (("a.md", "#"), ("a.jsonld", "{"), ("a", "{")):
        assert main(["annotations", "export", str(own), "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text().startswith(begins)
        assert "Ask whom?" in (tmp_path / name).read_text()


def test_a_named_format_counts_more_than_the_extension_and_what_is_printed_is_text(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["list", "countries", "--format", "json", "-o", str(tmp_path / "a.csv")]) == 0
    assert json.loads((tmp_path / "a.csv").read_text())
    capsys.readouterr()
    assert main(["list", "countries"]) == 0
    assert capsys.readouterr().out.startswith("country/AL\t")
    assert main(["list", "countries", "-o", str(tmp_path / "a.unknown")]) == 0
    assert (tmp_path / "a.unknown").read_text().startswith("country/AL\t")
