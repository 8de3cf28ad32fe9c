"""Files that the options for tables name: what is no mapping is refused in a sentence, and nothing is overwritten."""

import os
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main

TABLE = "Title,Country\nWells,Mali\nRoads,Niger\n"
TITLE = '[[column]]\nheading = "Title"\nslot = "title"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "table.csv"
    found.write_text(TABLE)
    return found


@pytest.mark.parametrize(
    "text",
    [
        'mapping = 1\ncolumn = [""]',
        "mapping = 1\ncolumn = [[]]",
        'mapping = 1\n[column]\n"" = 1',
        f"mapping = 1\n{TITLE}number = inf",
        f'mapping = 1\n{TITLE}language = "<script>"',
        f'mapping = 1\n{TITLE}language = "{"x" * 9000}"',
    ],
)
def test_a_mapping_that_is_none_is_refused(file: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    mapping, target = file.with_suffix(".toml"), file.with_suffix(".db")
    mapping.write_text(text)
    assert main(["sheet", str(file), "-o", str(target), "--mapping", str(mapping)]) == 2
    assert "does not say what the columns of a table are" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_without_a_writer_is_no_mapping(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = file.with_suffix(".toml")
    os.mkfifo(pipe)
    assert main(["sheet", str(file), "-o", str(file.with_suffix(".db")), "--mapping", str(pipe)]) == 2
    assert "is a device or a pipe" in capsys.readouterr().err


def test_a_mapping_is_not_saved_over_the_table(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["sheet", str(file), "-o", str(file.with_suffix(".db")), "--quiet", "--save-mapping"]
    assert main([*words, str(file)]) == 2
    assert "is no mapping of columns, and is not replaced" in capsys.readouterr().err
    assert file.read_text() == TABLE
    assert not file.with_suffix(".db").exists()
    for _ in range(2):  # a mapping may be saved again
        assert main([*words, str(file.with_suffix(".toml"))]) == 0


def test_a_template_is_not_written_over_a_table(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", "--template", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
    assert file.read_text() == TABLE


def test_a_column_to_group_by_that_is_missing_is_noted(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mapping = file.with_suffix(".toml")
    mapping.write_text(f'mapping = 1\ngroup_by = "Programme"\n{TITLE}')
    assert main(["sheet", str(file), "-o", str(file.with_suffix(".db")), "--mapping", str(mapping)]) == 0
    assert "“Programme”, which the table does not have" in capsys.readouterr().out


def test_what_is_no_table_is_told_as_what_it_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content, words in ((b"", "is empty"), (TABLE.encode("utf-32"), "is neither a spreadsheet nor text")):
        file.write_bytes(content)
        assert main(["sheet", str(file), "-o", str(file.with_suffix(".db"))]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["undefined", "punycode", "hex", "no such"])
def test_an_encoding_that_fits_no_table_is_refused(file: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", str(file), "-o", str(file.with_suffix(".db")), "--encoding", name]) == 2
    assert f"is not in the encoding {name}" in capsys.readouterr().err
