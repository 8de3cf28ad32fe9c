"""Files that change while they are imported, and targets that others use or that cannot be written."""

import gzip
import os
import stat
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportOutcome
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.storage.building.comparison import derived_faults
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.importing.imports import iati, imported, titled
from tests.datasets import read_dataset
from tests.faults import raises_fault, words_of

ACTIVITIES = [
    titled(f"XM-{n}", f"Wells {n}", "<description><narrative>" + "deep " * 40 + "</narrative></description>")
    for n in range(400)
]
# as long as 3000 rows of a usual title, which would take five times as long
ROWS = "Identifier,Title,Start date\n" + "".join(f"A-{n},Wells {n} {'e' * 1500},2020-01-01\n" for n in range(600))


def made(folder: Path, name: str) -> Path:
    """Write a file of more than the importer reads at once, of the kind that its name says."""
    path, text = folder / name, iati(*ACTIVITIES).encode()
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(text, 1))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.xml", text)
    else:
        path.write_bytes(ROWS.encode() if name.endswith(".csv") else text)
    return path


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def lengthened(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"<x/>" * 100)


def changed_at_its_end(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-200, os.SEEK_END)
        file.write(b"0" * 20)


def removed(path: Path) -> None:
    path.unlink()


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by_another(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[:-400])
    other.replace(path)


CHANGES = (cut, emptied, lengthened, changed_at_its_end, removed, replaced_by_a_folder, replaced_by_another)


@pytest.mark.parametrize("share", [0.6, *(pytest.param(each, marks=pytest.mark.slow) for each in (0.1, 0.45, 0.9))])
@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    "name", ["a.xml", "a.csv", *(pytest.param(each, marks=pytest.mark.slow) for each in ("a.xml.gz", "a.zip"))]
)
def test_a_file_that_changes_while_it_is_read_leaves_the_old_reference_or_a_whole_one(
    tmp_path: Path, name: str, change: Callable[[Path], None], share: float
) -> None:
    source, target = made(tmp_path, name), tmp_path / "out" / "data.db"
    target.parent.mkdir()
    first = tmp_path / "first.xml"
    first.write_text(iati(titled("XM-0", "Before")), encoding="utf-8")
    imported(target, first)
    before = target.read_bytes()
    changes: list[None] = []

    def on_progress(done: int, total: int) -> None:
        if done >= share * total and not changes:
            changes.append(None)
            change(source)

    said = ""
    try:
        imported(target, source, on_progress=on_progress)
    except EnvironmentFault as fault:
        said = words_of(fault)
    assert changes
    assert [each.name for each in target.parent.iterdir()] == ["data.db"]
    if said:
        assert target.read_bytes() == before
        assert "Errno" not in said
    else:  # all of it had been read before
        assert derived_faults(target) == []
        assert len(read_dataset(target).entries) > len(ACTIVITIES)


def test_two_imports_into_one_target_leave_the_reference_of_one_of_them(tmp_path: Path) -> None:
    target = tmp_path / "out" / "data.db"
    ended: list[ImportOutcome | str] = []
    target.parent.mkdir()

    def run(number: int) -> None:
        source = tmp_path / f"{number}.xml"
        source.write_text(iati(*(titled(f"XM-{number}-{n}", "Wells") for n in range(200))), encoding="utf-8")
        try:
            ended.append(imported(target, source))
        except EnvironmentFault as fault:
            ended.append(words_of(fault))

    threads = [Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert any(isinstance(each, ImportOutcome) for each in ended)
    assert all(isinstance(each, ImportOutcome) or len(each) > 20 for each in ended)
    assert derived_faults(target) == []
    numbers = {entry.id.split("-")[1] for entry in read_dataset(target).entries if entry.id.startswith("project/")}
    assert len(numbers) == 1
    assert [each.name for each in target.parent.iterdir()] == ["data.db"]


def title_in(store: ReferenceStore) -> str:
    page = store.page(parse_address("project/xm-1"))
    assert isinstance(page, EntryPage)
    return page.record.ref.title


def test_a_reference_that_is_open_is_replaced_and_still_read(tmp_path: Path) -> None:
    target, source = tmp_path / "data.db", tmp_path / "a.xml"
    source.write_text(iati(titled("XM-1", "Before")), encoding="utf-8")
    imported(target, source)
    with closing(ReferenceStore(target)) as store:
        source.write_text(iati(titled("XM-1", "After")), encoding="utf-8")
        imported(target, source)
        assert title_in(store) == "Before"
    with closing(ReferenceStore(target)) as store:
        assert title_in(store) == "After"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder, source = tmp_path / "out", tmp_path / "a.xml"
    folder.mkdir()
    source.write_text(iati(titled("XM-1", "Wells")), encoding="utf-8")
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with raises_fault("may not be written by you"):
            imported(folder / "data.db", source)
    finally:
        folder.chmod(stat.S_IRWXU)
    assert list(folder.iterdir()) == []
