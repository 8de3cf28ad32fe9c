"""Where a careless file has empty texts, no page or card has empty parentheses, quotes or labels without a value."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import facts_of
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import everything, write_imported
from tests.imported_values import activities

EMPTY = re.compile(r"\(\s*\)|“\s*”|[:·,]\s*$|\( |[·,] *[·,]|:  |\A\W+\Z")
COLUMNS = {
    "activity": ("milestone.as_given", "result.title", "published_value.value", "flow.as_given", "place.as_given"),
    "activities": (
        *("identifier.as_given", "milestone.as_given", "classification.as_given", "flow.as_given", "place.as_given"),
        *("result.title", "published_value.value", "relation.share_as_given", "relation.role_as_given"),
    ),
    "bundled": (
        *("amount.as_given", "timeframe.as_given", "quantity.as_given", "relation.as_given", "predicate.label"),
        *("document.title", "document.about", "document.url"),
    ),
    "places": ("passage.locator", "passage.section"),
    "edition": ("edition.publisher", "edition.as_of_note", "edition.licence_note", "edition.disclaimer"),
}


def emptied(name: str, folder: Path) -> Path:
    """Write a reference in which the columns of that name are empty throughout, and return its path."""
    path = folder / "a.db"
    if name == "activity":
        write_imported(path, everything())
    elif name == "activities":
        write_reference(activities(), path)
    else:
        shutil.copyfile(paths.reference_file(), path)
    with closing(sqlite3.connect(path)) as connection:
        for table, column in (each.split(".") for each in COLUMNS[name]):
            connection.execute(f"UPDATE {table} SET {column} = '' WHERE {column} IS NOT NULL")
        connection.commit()
    return path


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of each page and of the cards of its facts, with the page's id."""
    with closing(sqlite3.connect(path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM entry UNION ALL SELECT id FROM source")]
    with closing(ReferenceStore(path)) as store:
        for id_ in ("home", *ids):
            page = store.page(Address(id_))
            assert page is not None
            written = [write_text(lay_out_whole(page, store.edition, date(2026, 11, 30), ENGLISH))]
            for fact in list(facts_of(page))[:40]:
                card = lay_out_card(page, fact.id, {}, ENGLISH)
                assert card is not None
                written.append(write_text(card))
            yield from ((id_, line.strip()) for text in written for line in text.split("\n"))


@pytest.mark.parametrize("name", COLUMNS)
def test_nothing_is_shown_around_an_empty_text(name: str, tmp_path: Path) -> None:
    rules = re.compile(r"[-=]+\Z")  # which underline titles
    found = [
        (id_, line)
        for id_, line in lines_of(emptied(name, tmp_path))
        if line and EMPTY.search(line.replace("text()", "text")) and not rules.match(line)
    ]
    assert found == []
