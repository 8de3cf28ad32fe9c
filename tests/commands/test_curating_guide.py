"""The examples in docs/curating.md build: each block is a file, named in its first line."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.commands import build, check, passages

GUIDE = (Path(__file__).parents[2] / "docs" / "curating.md").read_text(encoding="utf-8")
BLOCKS = {
    Path(name).name: block
    for block in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    for name in block.split()[1:2]
}
DOCUMENT = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)[0]
FAULT = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)[1].strip()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(paths.data_folder() / "source", tmp_path / "source"))
    for name, block in BLOCKS.items():
        (copied / name).write_text(block, encoding="utf-8")
    return copied


def test_the_examples_of_the_guide_build_and_pass_the_check(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(BLOCKS) == 5
    target = tmp_path / "coop.db"
    assert build.main([str(tree), "-o", str(target)]) == 0, capsys.readouterr().err
    assert "95 entries" in capsys.readouterr().out
    assert check.main([str(target)]) == 0


def test_the_passages_in_the_guide_are_those_the_verb_writes(tmp_path: Path) -> None:
    document, written = tmp_path / "newsletter.txt", tmp_path / "passages.toml"
    document.write_text(DOCUMENT, encoding="utf-8")
    arguments = [str(document), "--source", "source/training-newsletter", "-o", str(written)]
    assert passages.main(arguments) == 0
    assert tomllib.loads(written.read_text(encoding="utf-8")) == tomllib.loads(BLOCKS["newsletter-passages.toml"])


def test_the_fault_in_the_guide_is_the_one_the_verb_reports(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tree / "newsletter-projects.toml"
    text = file.read_text(encoding="utf-8")
    assert "2025-03/2026-02" in text
    file.write_text(text.replace("2025-03/2026-02", "2025-3/2026-02"), encoding="utf-8")
    assert build.main([str(tree), "-o", str(tmp_path / "coop.db")]) == 1
    assert capsys.readouterr().err.splitlines()[0] == FAULT
