"""What the tests of hostile inputs share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer import file_kinds
from tests.hostile.driver import Record, Verdicts
from tests.hostile.odd_paths import open_again


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty current folder, in which no pipe is waited for long."""
    monkeypatch.setattr(file_kinds, "PATIENCE", 0.1)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    open_again(tmp_path)


@pytest.fixture
def verdicts(record_property: Record) -> Verdicts:
    """What is found in the cases of one test, and counted at the end of the run."""
    return Verdicts(record_property)
