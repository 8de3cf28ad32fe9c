"""The headings of the columns from which entries of an import were read."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from coopviewer.storage.reference.imports.columns import read_columns
from tests.activity_values import OTHER, WELL, write_imported

START, END = ({"slot": "start", "heading": "Start date"}, {"slot": "end", "heading": "End date"})


def columns_of(
    path: Path, tables: dict[str, list[dict[str, str]]], *entries: str
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the headings for start and end of entries, if some of the two files are tables with these columns."""
    with closing(sqlite3.connect(path)) as connection:
        for source, columns in tables.items():
            steps = json.dumps({"mapping": {"column": columns}})
            connection.execute("UPDATE import SET mapping = ? WHERE source_id = ?", (steps, f"source/{source}"))
        found = read_columns(connection, entries)
    return {id_: (each["milestone/start"], each["milestone/end"]) for id_, each in found.items()}


def test_where_all_files_are_tables_with_the_same_columns_each_entry_has_these(tmp_path: Path) -> None:
    path = write_imported(tmp_path / "a.db")
    assert columns_of(path, {"wells-2020": [START], "wells-2021": [START]}, WELL, "country/ML") == {
        WELL: (("Start date",), ()),
        "country/ML": (("Start date",), ()),  # which is in no table
    }


def test_an_entry_that_also_comes_from_a_file_that_is_no_table_has_no_columns(tmp_path: Path) -> None:
    path = write_imported(tmp_path / "a.db")
    # the first activity is in both files, the second in the older one alone
    assert columns_of(path, {"wells-2020": [START]}, WELL, OTHER) == {OTHER: (("Start date",), ())}
    assert columns_of(path, {}, WELL, OTHER) == {}


def test_tables_with_different_columns_each_add_their_own(tmp_path: Path) -> None:
    path = write_imported(tmp_path / "a.db")
    assert columns_of(path, {"wells-2020": [START], "wells-2021": [START, END]}, WELL, OTHER, "country/ML") == {
        WELL: (("Start date",), ("End date",)),
        OTHER: (("Start date",), ()),
    }
