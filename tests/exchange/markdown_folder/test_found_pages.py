"""Pages of earlier runs are found wherever the user moved them, and no other files are taken for pages."""

import os
from pathlib import Path

import pytest

from coopviewer.domain.progress import Cancelled
from coopviewer.exchange.markdown_folder.found_pages import find_pages, state_of
from coopviewer.exchange.markdown_folder.page_file import write_page


def put(folder: Path, place: str, entry_id: str = "theme/wells", dataset: str = "urn:x", *, own: str = "") -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    text = write_page(None, {"coop": entry_id, "dataset": dataset}, "Text.", "Ours.")
    path.write_text(f"---\n{own}{text[4:]}", encoding="utf-8")
    return path


def places(folder: Path) -> dict[str, str]:
    return {entry_id: page.path for entry_id, page in find_pages(folder, "urn:x").items()}


def test_pages_are_found_in_all_folders_by_the_ids_of_their_entries(tmp_path: Path) -> None:
    put(tmp_path, "Wells.md")
    put(tmp_path, "a/b/c/Pumps.MD", "theme/pumps")
    put(tmp_path, "Other.md", "theme/other", "urn:other")
    (tmp_path / "Mine.md").write_text("---\ntags: x\n---\ncoop: a\n", encoding="utf-8")
    assert places(tmp_path) == {"theme/wells": "Wells.md", "theme/pumps": "a/b/c/Pumps.MD"}
    assert places(tmp_path / "none") == {}


@pytest.mark.parametrize(
    "place", [".hidden/Wells.md", "a/.hidden/b/Wells.md", ".Wells.md", "Wells.txt", "Wells", "Wells.md.bak"]
)
def test_hidden_files_and_files_of_other_names_are_no_pages(tmp_path: Path, place: str) -> None:
    put(tmp_path, place)
    assert places(tmp_path) == {}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("bb.md", "a/a.md", "bb.md"),
        ("b.md", "a.md", "a.md"),
        ("a/a.md", "ab.md", "ab.md"),
        ("a/b.md", "a/a.md", "a/a.md"),
    ],
)
def test_of_several_copies_the_one_with_the_shortest_path_is_the_page(
    tmp_path: Path, first: str, second: str, found: str
) -> None:
    put(tmp_path, first)
    put(tmp_path, second)
    assert places(tmp_path) == {"theme/wells": found}


@pytest.mark.parametrize(("before", "is_found"), [(16_384 - 4 - 6, True), (16_384 - 4 - 5, False)])
def test_the_id_must_be_in_the_first_sixteen_kibibytes(tmp_path: Path, before: int, is_found: bool) -> None:
    line = "a: " + "x" * (before - 4 + 1)
    path = put(tmp_path, "Wells.md", own=f"{line}\n")
    assert path.read_bytes().index(b"\ncoop:") == 16_384 - 6 + (not is_found)
    assert bool(places(tmp_path)) is is_found


@pytest.mark.parametrize(("size", "is_found"), [(20_000_000, True), (20_000_001, False)])
def test_a_page_of_twenty_million_bytes_is_the_longest(tmp_path: Path, size: int, is_found: bool) -> None:
    path = put(tmp_path, "Wells.md")
    with path.open("ab") as file:
        file.truncate(size)
    assert bool(places(tmp_path)) is is_found


def test_what_cannot_be_read_is_no_page(tmp_path: Path) -> None:
    page = put(tmp_path, "kept/Wells.md")
    (tmp_path / "link.md").symlink_to(page)
    (tmp_path / "folder.md").mkdir()
    put(tmp_path, "latin.md", "theme/latin").write_bytes(b"---\ncoop: theme/latin\ndataset: urn:x\n---\n\xe9\n")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
    assert places(tmp_path) == {"theme/wells": "kept/Wells.md"}


def test_the_state_of_a_file_changes_with_it_and_a_link_has_its_own(tmp_path: Path) -> None:
    page = put(tmp_path, "Wells.md")
    (found,) = find_pages(tmp_path, "urn:x").values()
    assert (
        found.state
        == state_of(page)
        == tuple(getattr(page.stat(), name) for name in ("st_size", "st_mtime_ns", "st_ino", "st_mode"))
    )
    page.write_bytes(page.read_bytes() + b"x")
    assert state_of(page) != found.state
    (tmp_path / "link").symlink_to(page)
    assert state_of(tmp_path / "link")[2:] != state_of(page)[2:]
    with pytest.raises(FileNotFoundError):
        state_of(tmp_path / "none")


def test_a_search_can_be_cancelled_in_each_folder(tmp_path: Path) -> None:
    put(tmp_path, "a/Wells.md")
    put(tmp_path, "b/c/Pumps.md", "theme/pumps")
    calls: list[tuple[int, int]] = []
    find_pages(tmp_path, "urn:x", lambda *progress: calls.append(progress))
    assert calls == [(0, 1)] * 4

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        find_pages(tmp_path, "urn:x", cancel)
