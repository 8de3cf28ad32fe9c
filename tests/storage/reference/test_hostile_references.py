"""Whatever a file holds, reading it gives pages or a sentence, never anything else."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.reference.pages import EntryPage, HomePage, SourcePage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.home_layout import lay_out_home
from coopviewer.rendering.pages.source_layout import lay_out_source
from coopviewer.rendering.words.reference_words import as_of_words
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.faults import raises_fault

TRIALS, BATCH = 40, 5
TABLES = (
    *("edition", "source", "passage", "entry", "country", "predicate", "redirect", "fact", "citation", "name"),
    *("relation", "statement", "timeframe", "amount", "quantity", "document", "extent"),
    *("search_key", "search_word", "search_value", "search_facet", "search_entry", "search_projects"),
)
QUERIES = (
    *("niger", "n", "risk analysis", '"border management" -risk', "Azerbajan", "kind:project", "region:Africa"),
    *("active:2019 grant:>1m", "partner:IOM goal:training", "-kind:country", "country:NE,AL kosova", "basis:stated a"),
)
ODD = ("", "x", "2017/20x3", "region/africa", "country/NE", "\x00", "‮", "٢٠١٧", "a" * 100_000, -1, 10**18, "'; DROP")


def read_everything(path: Path) -> None:
    """Read and lay out all that a person could open."""
    store = ReferenceStore(path)
    try:
        as_of_words(store.edition, ENGLISH)
        targets = ["home", "source/frontex-other-partners"]
        targets += [ref.id for kind in EntryKind for ref in store.entries(kind)][:40]
        for target in targets:
            try:
                page = store.page(Address(target))
                for grouping in Grouping:
                    store.outline.path_to(grouping, target)
                    store.outline.children(grouping, target)
            except EnvironmentFault:
                continue
            if isinstance(page, EntryPage):
                write_html(lay_out_entry(page, date(2026, 1, 1), {"project/afic"}, ENGLISH))
            elif isinstance(page, HomePage):
                write_html(lay_out_home(page, date(2026, 1, 1), frozenset(), ENGLISH))
            elif isinstance(page, SourcePage):
                write_html(lay_out_source(page, frozenset(), ENGLISH))
    finally:
        store.close()


def search_for(path: Path, queries: Sequence[str]) -> None:
    """Search, and count."""
    search = ReferenceSearch(path)
    try:
        for text in queries:
            with suppress(EnvironmentFault):
                parsed = parse_query(text)
                search.search(parsed)
                search.facets(parsed.query)
    finally:
        search.close()


def change_bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def drop_rows(path: Path, chance: random.Random) -> None:
    connection = sqlite3.connect(path)
    connection.create_function("draw", 1, chance.randrange)  # random() of SQLite has no seed
    for _ in range(3):
        table = chance.choice(TABLES)
        column = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()[0]
        connection.execute(f"DELETE FROM {table} WHERE draw(5) = 0 AND {column} IS NOT NULL")
    connection.commit()
    connection.close()


def change_values(path: Path, chance: random.Random) -> None:
    connection = sqlite3.connect(path)
    connection.create_function("draw", 1, chance.randrange)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for _ in range(4):
        table = chance.choice(TABLES)
        columns = [row[0] for row in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")]
        try:
            connection.execute(
                f"UPDATE OR IGNORE {table} SET {chance.choice(columns)} = ? WHERE draw(9) = 0",
                (chance.choice(ODD),),
            )
        except sqlite3.Error:
            continue
    connection.commit()
    connection.close()


@pytest.mark.parametrize("spoil", [change_bytes, drop_rows, change_values])
@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(BATCH, TRIALS, BATCH))]
)
def test_a_spoiled_reference_gives_pages_or_a_sentence(
    tmp_path: Path, spoil: Callable[[Path, random.Random], None], first: int
) -> None:
    chance = random.Random(2019 + first)
    for trial in range(first, first + BATCH):
        spoiled = Path(shutil.copy(paths.reference_file(), tmp_path / f"{trial}.db"))
        spoil(spoiled, chance)
        with suppress(EnvironmentFault):
            read_everything(spoiled)
        with suppress(EnvironmentFault):
            search_for(spoiled, chance.sample(QUERIES, 3))
        spoiled.unlink()


@pytest.mark.parametrize("table", ["search_key", "search_word", "search_value", "search_facet", "search_entry"])
def test_a_view_in_place_of_a_search_table_is_not_searched(tmp_path: Path, table: str) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "view.db"))
    connection = sqlite3.connect(copied)
    connection.executescript(
        f"DROP TABLE {table}; CREATE VIEW {table} AS WITH RECURSIVE n (x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS number, x AS word, x AS key, x AS id FROM n"
    )
    connection.close()
    with raises_fault(f"its table {table} is missing or another one"):
        ReferenceSearch(copied)


def test_a_view_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "view.db"))
    connection = sqlite3.connect(copied)
    connection.executescript(
        "ALTER TABLE quantity RENAME TO hidden; CREATE VIEW quantity AS "
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fact_id FROM n"
    )
    connection.close()
    with raises_fault("lacks the table quantity"):
        ReferenceStore(copied)


def test_a_table_of_another_shape_is_refused(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "shape.db"))
    connection = sqlite3.connect(copied)
    connection.executescript("DROP TABLE redirect; CREATE TABLE redirect (old_id, new_id, edition_id)")
    connection.close()
    with raises_fault("its table redirect is another one"):
        ReferenceStore(copied)


def test_regions_that_go_round_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    copied = Path(shutil.copy(paths.reference_file(), tmp_path / "circle.db"))
    connection = sqlite3.connect(copied)
    fact = "region/africa/in-region/turkey"
    for subject, target in (("region/africa", "region/turkey"), ("region/turkey", "region/africa")):
        fact = f"{subject}/circle"
        connection.execute("INSERT INTO fact VALUES (?, ?, 'relation', 'editorial', 'x', NULL)", (fact, subject))
        connection.execute(
            "INSERT INTO relation VALUES (?, ?, 'in-region', ?, 1, NULL, NULL, 1, 1, NULL, NULL, NULL)",
            (fact, subject, target),
        )
        connection.execute("UPDATE entry SET placed = 1 WHERE id = ?", (subject,))
    connection.commit()
    connection.close()
    store = ReferenceStore(copied)
    assert store.outline.path_to(Grouping.REGIONS, "country/NE") == ()
    assert store.outline.filter_outline(Grouping.REGIONS, "niger").matches == frozenset()
    store.close()
