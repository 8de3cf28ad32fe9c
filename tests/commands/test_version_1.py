"""A file of schema version 1 is read as before: what is said of it is what is said of the same content in version 2."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopviewer.commands import brief, check, cite, export, search, show
from coopviewer.commands import list as list_verb
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.overviews.timeline import TimelineGroup
from coopviewer.domain.reference.outline import ROOT
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.datasets import read_dataset
from tests.storage.reference.version_1 import unpack_version_1

Main = Callable[[list[str]], int]
QUERIES = ("kosovo", "goal:training", "country:NE", "active:2019", "risk analysis", "grant:>1000000")
READ = {
    "countries": (list_verb.main, ["countries", "--format", "csv", "--columns", "all"]),
    "projects": (list_verb.main, ["projects", "--format", "csv"]),
    "relations": (list_verb.main, ["relations", "--format", "csv"]),
    "cite": (cite.main, ["project/afic", "--format", "bibtex"]),
    "brief": (brief.main, ["--region", "region/africa"]),
    "home": (show.main, ["home"]),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the kept file, and a file of the present version with the same content."""
    folder = tmp_path_factory.mktemp("versions")
    old = unpack_version_1(folder)
    new = folder / "version-2.db"
    write_reference(read_dataset(old), new)
    return old, new


def printed(main: Main, arguments: list[str], path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*arguments, "--reference", str(path)]) == 0
    return capsys.readouterr().out


def test_a_check_finds_no_fault(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([str(files[0])]) == 0
    assert "has no faults: 92 entries, 869 facts, 77 passages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE statement SET text = 'Another.' WHERE fact_id = 'project/afic/goal/1'", "edition: content_sha256"),
        ("UPDATE entry SET sort_key = 'x' WHERE id = 'country/NE'", "entry: country/NE"),
        ("UPDATE search_key SET key = 'nigeri' WHERE key = 'nigeria'", "search_key: rows"),
        ("CREATE TABLE milestone (x)", "schema: table milestone"),
        ("DROP VIEW v_country", "schema: view v_country"),
    ],
)
def test_a_check_finds_what_another_program_changed(
    statement: str, place: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "changed.db"
    path.write_bytes(files[0].read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (any_goal,) = connection.execute("SELECT min(fact_id) FROM statement WHERE kind = 'goal'").fetchone()
        connection.executescript(statement.replace("project/afic/goal/1", any_goal))
    assert check.main([str(path)]) == 1
    assert f"\n{place}" in f"\n{capsys.readouterr().err}"


@pytest.mark.parametrize("name", READ)
def test_a_verb_prints_the_same(name: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    main, arguments = READ[name]
    old, new = (printed(main, arguments, path, capsys) for path in files)
    assert old == new
    assert old.count("\n") > 4


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_the_same(query: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (json.loads(printed(search.main, [query, "--format", "json"], path, capsys)) for path in files)
    assert old["results"] == new["results"]
    assert old["results"]
    assert old["facets"]["kind"] == new["facets"]["kind"]


def test_every_page_is_the_same(files: tuple[Path, Path]) -> None:
    old, new = map(ReferenceStore, files)
    with closing(old), closing(new):
        refs = [ref for kind in EntryKind for ref in old.entries(kind)]
        assert refs == [ref for kind in EntryKind for ref in new.entries(kind)]
        for ref in refs:
            found, expected = (comparable(store.page(Address(ref.id))) for store in (old, new))
            assert found == expected
        assert old.outline.groupings() == new.outline.groupings()
        for grouping in old.outline.groupings():
            assert old.outline.children(grouping, ROOT) == new.outline.children(grouping, ROOT)


def comparable(page: Any) -> Any:
    """Return a page without what differs by the version of the schema: the hash, and what is stated of no entry."""
    return page.record.facts, page.record.ref


def test_the_overviews_are_the_same(files: tuple[Path, Path]) -> None:
    old, new = map(OverviewReader, files)
    with closing(old), closing(new):
        assert old.coverage() == new.coverage()
        for group in TimelineGroup:
            assert old.timeline(group, date(2026, 1, 1)) == new.timeline(group, date(2026, 1, 1))


def test_exported_pages_are_the_same_but_for_the_edition(files: tuple[Path, Path], tmp_path: Path) -> None:
    for path in files:
        assert export.main(["markdown", str(tmp_path / path.stem), "--reference", str(path)]) == 0
    old, new = (sorted((tmp_path / path.stem).rglob("*.md")) for path in files)
    assert [each.name for each in old] == [each.name for each in new]
    assert len(old) > 92
