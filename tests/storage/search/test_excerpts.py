"""Which text of an entry a hit shows: compared with a plain search through all of its texts, word by word."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path

import pytest

from benchmarks.activities import write_activities
from coopviewer.domain.search.answer import MatchField, SearchHit
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.folding import match_beginnings, words_of
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.search.store import FIRST, LIMIT, ReferenceSearch
from tests.authoring.importing.imports import imported
from tests.imported_values import activities

BUNDLED = Path(__file__).resolve().parents[3] / "data" / "coop.db"
_OTHER_TEXTS = (
    *(("result", "title"), ("result", "description"), ("indicator", "title"), ("indicator", "baseline")),
    *(("indicator_period", each) for each in ("target", "actual", "comment")),
    *(("place", "name"), ("place", "description"), ("flow", "text"), ("flow", "reference")),
    *(("classification", "label"), ("document", "title"), ("mention", "ref"), ("published_value", "value")),
)
_LETTERS = {
    "water": "l’eau … wait –",
    "supply": "Łódź",
    "rural": "d'ivoire",
    "border": "ﬁnance 水资源",
    "youth": "« été »",
}
_STATED = (MatchField.STATEMENT, MatchField.SUMMARY)


def texts_of(connection: sqlite3.Connection, id_: str, table: str, column: str, order: str) -> list[tuple[str, str]]:
    """Return the facts and the texts of an entry in one column of a table."""
    query = f"SELECT fact_id, {column} FROM {table} WHERE fact_id > ? AND fact_id < ? AND {column} IS NOT NULL {order}"
    return connection.execute(query, (f"{id_}/", f"{id_}0")).fetchall()


def count(words: Sequence[str], text: str) -> int:
    return sum(bool(match_beginnings(text, (word,))) for word in words)


def expected_facts(connection: sqlite3.Connection, hit: SearchHit, words: Sequence[str]) -> Iterator[str | None]:
    """Yield the fact of which a text is to be shown: first that of a statement with the words, else of another text.

    A statement is shown unless another text has more words than the line of it that would be shown.
    """
    order = "ORDER BY kind <> 'summary', kind, ordinal"
    statements = texts_of(connection, hit.ref.id, "statement", "text", order)
    others = [each for table, column in _OTHER_TEXTS for each in texts_of(connection, hit.ref.id, table, column, "")]
    for texts in (statements, others):
        yield max(texts, key=lambda each: count(words, each[1]), default=(None, ""))[0]


def words_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield queries of one to three words of a reference, some of them only begun."""
    words = [
        row[0] for row in connection.execute("SELECT word FROM search_word WHERE word GLOB '[a-z]*' ORDER BY word")
    ]
    few = words[:: max(1, len(words) // 24)]
    frequent = connection.execute("SELECT word FROM search_word ORDER BY entries DESC, word LIMIT 12")
    most = [row[0] for row in frequent if row[0].isalpha()]
    yield from (each[:4] for each in (*few, *most))
    yield from (f"{one} {other[:2]}" for one, other in zip(few, reversed(few), strict=True))
    yield from (f"{one} {other}" for one, other in pairwise(most))
    yield from (f"{one} {two} {three[:3]}" for one, two, three in zip(most, few, reversed(most), strict=False))


@pytest.fixture(scope="module", params=["bundled", "imported", "activities"])
def reference(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundled reference, an import with other letters and signs in its texts, and one of all facts."""
    folder = tmp_path_factory.mktemp("excerpts")
    if request.param == "bundled":
        return BUNDLED
    if request.param == "activities":
        write_reference(activities(), folder / "new.db")
        return folder / "new.db"
    write_activities(folder / "in.xml", 40)
    text = (folder / "in.xml").read_text(encoding="utf-8")
    for word, other in _LETTERS.items():
        text = re.sub(rf"\b{word}\b(?= [a-h])", other, text)
    (folder / "in.xml").write_text(text, encoding="utf-8")
    imported(folder / "new.db", folder / "in.xml")
    return folder / "new.db"


def test_a_hit_shows_the_text_with_the_most_words(reference: Path) -> None:
    looked_at = dict.fromkeys((True, False), 0)
    with closing(sqlite3.connect(reference)) as connection, closing(ReferenceSearch(reference)) as search:
        for text in words_in(connection):
            words = words_of(text)
            for hit in search.search(parse_query(text), LIMIT).hits:
                if hit.match.fact_id is None or hit.match.field is MatchField.NAME:
                    continue  # of the title, a name or a code
                of_statement, of_other = expected_facts(connection, hit, words)
                is_statement = hit.match.field in _STATED
                assert hit.match.fact_id == (of_statement if is_statement else of_other), text
                assert hit.match.ranges
                looked_at[is_statement] += 1
    assert looked_at[True] > 3
    assert looked_at[False] > 3 or reference == BUNDLED


def test_the_first_results_are_the_first_of_all(reference: Path) -> None:
    with closing(sqlite3.connect(reference)) as connection, closing(ReferenceSearch(reference)) as search:
        for text in islice(words_in(connection), 0, None, 3):
            hits = search.search(parse_query(text), LIMIT).hits
            assert search.search(parse_query(text), FIRST).hits == hits[:FIRST]
