"""Writing references: whole or not at all, and the same bytes from the same files."""

import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import monotonic
from unittest.mock import patch

import pytest

from coopviewer.authoring.building import build, examine_tree
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.storage.building.content_hash import CONTENT_TABLES, content_rows
from coopviewer.storage.building.dataset_rows import sort_key
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION
from tests.authoring.trees import BASE_TREE, copy_tree
from tests.faults import raises_fault
from tests.reference_values import cited, relation, statement
from tests.reference_values import dataset as made_up


@pytest.fixture
def dataset() -> Dataset:
    found = examine_tree(BASE_TREE).dataset
    assert found is not None
    return found


def test_the_file_is_marked_as_ours_and_whole(dataset: Dataset, tmp_path: Path) -> None:
    target = tmp_path / "coop.db"
    digest = write_reference(dataset, target)
    with closing(sqlite3.connect(target)) as connection:
        pragmas = ("application_id", "user_version", "page_size", "freelist_count", "journal_mode")
        found = [connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas]
        stored = connection.execute("SELECT content_sha256 FROM edition").fetchone()[0]
        names = connection.execute("SELECT rowid FROM search_name WHERE search_name MATCH 'kosovo'").fetchall()
        number = connection.execute("SELECT number FROM entry WHERE id = 'country/XK'").fetchall()
    assert found == [REFERENCE_ID, SCHEMA_VERSION, 4096, 0, "delete"]
    assert stored == digest
    assert names == number


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_everybody_may_read_a_published_file(dataset: Dataset, tmp_path: Path) -> None:
    write_reference(dataset, tmp_path / "coop.db")
    assert stat.S_IMODE((tmp_path / "coop.db").stat().st_mode) == 0o644


def test_entries_are_numbered_by_kind_and_title(dataset: Dataset, tmp_path: Path) -> None:
    write_reference(dataset, tmp_path / "coop.db")
    with closing(sqlite3.connect(tmp_path / "coop.db")) as connection:
        titles = [title for (title,) in connection.execute("SELECT title FROM entry ORDER BY number")]
    assert titles == ["Balkans", "The Sahel", "Wells", "The Fund", "Purse", "Kosovo*", "Niger", "Nigeria"]


def test_citations_are_numbered_from_one_in_the_order_of_their_fact(tmp_path: Path) -> None:
    cites = (*cited("leaflet/P2"), *cited("leaflet/P1"), *cited("norm"))
    write_reference(made_up(statement("theme/wells", "dig", citations=cites)), tmp_path / "coop.db")
    with closing(sqlite3.connect(tmp_path / "coop.db")) as connection:
        found = connection.execute("SELECT ordinal, coalesce(passage_id, source_id) FROM citation ORDER BY ordinal")
        assert found.fetchall() == [(1, "leaflet/P2"), (2, "leaflet/P1"), (3, "source/norm")]


def test_the_hash_is_that_of_the_tables_as_json(tmp_path: Path) -> None:
    text = "".join(map(chr, range(0x20))) + '"\\/\x7f\x9f é ∑ \u2028 😀'
    made = made_up(statement("theme/wells", text), relation("project/p", "has-beneficiary", "country/NE"))
    place = made.countries[0]._replace(latitude=1 / 3, longitude=-1e-9)
    digest = write_reference(replace(made, countries=(place,)), tmp_path / "coop.db")
    with closing(sqlite3.connect(tmp_path / "coop.db")) as connection:
        tables = {table: [*content_rows(connection, table)] for table in CONTENT_TABLES}
    written = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(written.encode()).hexdigest() == digest


@pytest.mark.parametrize(
    ("title", "key"),
    [("Côte d’Ivoire", "cote divoire"), ("Türkiye", "turkiye"), ("STRASSE", "strasse"), ("Straße", "strasse")],
)
def test_titles_sort_without_case_accents_and_apostrophes(title: str, key: str) -> None:
    assert sort_key(title) == key


def test_the_same_files_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from coopviewer.authoring.building import build; "
        "sys.exit(len(build(Path(sys.argv[1]), Path(sys.argv[2])).faults))"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-c", script, str(BASE_TREE), str(tmp_path / f"{seed}.db")]
        subprocess.run(command, env=environment, check=True)
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


def test_the_order_within_a_dataset_does_not_matter_to_the_bytes(dataset: Dataset, tmp_path: Path) -> None:
    write_reference(dataset, tmp_path / "one.db")
    turned = replace(dataset, facts=dataset.facts[::-1], entries=dataset.entries[::-1], sources=dataset.sources[::-1])
    write_reference(turned, tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_a_change_of_one_word_changes_the_hash_of_the_content(dataset: Dataset, tmp_path: Path) -> None:
    changed = replace(dataset, edition=dataset.edition._replace(disclaimer="Another example."))
    assert write_reference(dataset, tmp_path / "a.db") != write_reference(changed, tmp_path / "b.db")


def test_what_was_there_is_replaced_also_through_a_link(dataset: Dataset, tmp_path: Path) -> None:
    target, link = tmp_path / "coop.db", tmp_path / "link.db"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_reference(dataset, link)
    assert target.read_bytes().startswith(b"SQLite format 3\x00")
    assert link.is_symlink()


def test_a_dataset_that_refers_to_nothing_leaves_the_old_file(dataset: Dataset, tmp_path: Path) -> None:
    target = tmp_path / "coop.db"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="refers to what is not in it"):
        write_reference(replace(dataset, sources=()), target)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("coop.db", "old")]


@pytest.mark.parametrize("folder", ["", "missing/coop.db"])
def test_a_target_that_cannot_be_is_told_in_a_sentence(folder: str, dataset: Dataset, tmp_path: Path) -> None:
    with raises_fault(r"(is not a file|There is no folder) ?.*\.$"):
        write_reference(dataset, tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(28, "No space left on device"), "Make room, or choose another place."),
        (PermissionError(13, "Permission denied"), "Choose another place, or close that program."),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    error: Exception, sentence: str, dataset: Dataset, tmp_path: Path
) -> None:
    target = tmp_path / "coop.db"
    target.write_text("old", encoding="utf-8")
    with (
        patch("coopviewer.storage.building.aside._flush", side_effect=error),
        raises_fault() as told,
    ):
        write_reference(dataset, target)
    assert told.words.endswith(sentence)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("coop.db", "old")]


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_disk_that_fills_up_while_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "coop.db"
    target.write_text("old", encoding="utf-8")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "from coopviewer.commands.build import main; sys.exit(main(sys.argv[1:]))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", script, str(BASE_TREE), "-o", str(target)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{target} could not be written (")
    assert done.stderr.endswith("Make room, or choose another place.\n")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("coop.db", "old")]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(dataset: Dataset, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with raises_fault("may not be written by you"):
        write_reference(dataset, tmp_path / "coop.db")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_regular_file_is_not_replaced(dataset: Dataset, tmp_path: Path) -> None:
    pipe = tmp_path / "coop.db"
    os.mkfifo(pipe)  # and no device of this machine, which wrong code replaced, run by root
    with raises_fault("is not a file"):
        write_reference(dataset, pipe)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_building_again_gives_the_same_file(tmp_path: Path) -> None:
    target = tmp_path / "coop.db"
    build(BASE_TREE, target)
    first = target.read_bytes()
    build(BASE_TREE, target)
    assert target.read_bytes() == first


@pytest.mark.slow
def test_a_hundred_thousand_facts_build_within_a_minute(tmp_path: Path) -> None:
    folder = copy_tree(tmp_path)
    statement = (
        '[[entry.statement]]\nkey = "goal/g{0}"\nkind = "goal"\ntext = "Goal {0}."\nbasis = "stated"\ncites = ["P02"]\n'
    )
    statements = "".join(statement.format(number) for number in range(100))
    entries = (f'[[entry]]\nid = "project/p{number}"\ntitle = "P {number}"\n{statements}' for number in range(1000))
    (folder / "many.toml").write_text('source = "source/leaflet"\n' + "".join(entries), encoding="utf-8")
    started = monotonic()
    assert build(folder, tmp_path / "coop.db").faults == ()
    assert monotonic() - started < 60
