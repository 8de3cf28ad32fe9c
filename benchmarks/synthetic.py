"""Makes references of any size for the benchmarks, the same from the same seed: ``build/synthetic-200000.db``.

Words follow Zipf's law over a made-up vocabulary, since what is frequent in real text is what makes queries slow.
Everything goes through the reference's own schema, so that the file opens like any other; only its content's hash is
left blank, which nobody looks at when it is opened.
"""

import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

from coopviewer.domain.reference.outline import KIND_ORDER
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.folding import fold
from coopviewer.storage.files.application_ids import REFERENCE_ID
from coopviewer.storage.reference.schema import SCHEMA_VERSION, TABLES
from coopviewer.storage.reference.schema.views import VIEWS
from coopviewer.storage.search.filling import make_search

FOLDER = Path(__file__).resolve().parent.parent / "build"
VOCABULARY = 50_000
WORDS_EACH = 88  # of an entry's text, about 600 characters
CHUNK = 20_000
SOURCE = "source/synthetic"
PASSAGE = "synthetic/P1"
VERSION = 3  # of what is made: another one is made anew
_CONSONANTS, _VOWELS, _ENDINGS = "bcdfghjklmnprstvz", "aeiou", ("", "n", "r", "s")
_PREDICATES = (
    ("in-region", "belongs to", "includes", "country project network organisation region", "region"),
    ("has-beneficiary", "has as beneficiary", "is a beneficiary of", "project", "country region"),
    ("project-partner", "has as project partner", "is a project partner of", "project", "organisation"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many entries of each kind; what is left of ``entries`` are projects, ``first_region`` of them in one.

    ``words`` is how many an entry's text has.
    """

    entries: int
    first_region: int = 100_000
    regions: int = 40
    countries: int = 240
    organisations: int = 1_000
    themes: int = 20
    networks: int = 10
    funding_instruments: int = 8
    words: int = WORDS_EACH

    def count(self, kind: EntryKind) -> int:
        """Return how many entries of a kind there are."""
        fixed = {
            EntryKind.REGION: self.regions,
            EntryKind.COUNTRY: self.countries,
            EntryKind.ORGANISATION: self.organisations,
            EntryKind.THEME: self.themes,
            EntryKind.NETWORK: self.networks,
            EntryKind.FUNDING_INSTRUMENT: self.funding_instruments,
        }
        return fixed.get(kind, self.entries - sum(fixed.values()) if kind is EntryKind.PROJECT else 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry to be written; ``number`` is its place in the order of all."""

    id: str
    number: int
    kind: EntryKind
    title: str
    text: str


class Words:
    """Draws words by their frequency from a vocabulary that the seed makes; the most frequent ones come first."""

    def __init__(self, chance: random.Random) -> None:
        """Make the vocabulary."""
        self._chance = chance
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            found["".join(self._syllable() for _ in range(chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self.vocabulary = tuple(found)
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def draw(self, count: int) -> list[str]:
        """Draw some words."""
        return self._chance.choices(self.vocabulary, cum_weights=self._weights, k=count)

    def _syllable(self) -> str:
        return "".join(map(self._chance.choice, (_CONSONANTS, _VOWELS, _ENDINGS)))


def synthetic(entries: int, words: int = WORDS_EACH) -> Path:
    """Return a reference of that many entries with texts of that many words, made where it is not there yet."""
    path = FOLDER / f"synthetic-{entries}-{words}-{VERSION}.db"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        begun = time.monotonic()
        aside = path.with_suffix(".part")
        aside.unlink(missing_ok=True)
        make(aside, Shape(entries, first_region=min(100_000, entries // 2), words=words))
        aside.replace(path)
        print(f"Made {path.name} in {time.monotonic() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB.")
    return path


def make(path: Path, shape: Shape, seed: int = 1) -> None:
    """Write a reference into a new file."""
    chance = random.Random(seed)
    words = Words(chance)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        f"PRAGMA application_id = {REFERENCE_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; {TABLES}"
    )
    connection.execute("BEGIN")
    _write_frame(connection)
    placed = _place(shape, chance)
    for chunk in _chunks(_entries(shape, words)):
        _write_chunk(connection, chunk, placed)
    connection.execute("COMMIT")
    make_search(connection)
    connection.executescript(VIEWS)
    connection.close()


def _entries(shape: Shape, words: Words) -> Iterator[Entry]:
    """Yield all entries in the order in which they are numbered: by kind, then by title."""
    number = 0
    for kind in KIND_ORDER:
        titles = sorted((" ".join(words.draw(4)).capitalize() for _ in range(shape.count(kind))), key=fold)
        for title in titles:
            number += 1
            yield Entry(f"{kind}/e{number}", number, kind, title, " ".join(words.draw(shape.words)).capitalize() + ".")


@dataclass(frozen=True, slots=True)
class _Places:
    """Which numbers the entries have that others are related to, and how those are chosen."""

    shape: Shape
    chance: random.Random
    first_project: int
    first_organisation: int
    first_country: int
    first_instrument: int

    def of(self, entry: Entry) -> list[tuple[str, str, int]]:
        """Return an entry's relations: predicate, the object's id and number."""
        if entry.kind is EntryKind.COUNTRY:
            return [self._region()]
        if entry.kind is not EntryKind.PROJECT:
            return []
        crowded = entry.number - self.first_project < self.shape.first_region
        region = ("in-region", "region/e1", 1) if crowded else self._region()
        country = self.first_country + self.chance.randrange(self.shape.countries)
        partner = self.first_organisation + self.chance.randrange(self.shape.organisations)
        return [
            region,
            ("has-beneficiary", f"country/e{country}", country),
            ("project-partner", f"organisation/e{partner}", partner),
        ]

    def timeframe(self) -> tuple[str, str, str, str | None, str | None]:
        """Choose when a project runs, in years; the end of one in ten is open."""
        first = self.chance.randrange(2000, 2025)
        last = first + self.chance.randrange(6)
        start = (f"{first}-01-01", f"{first}-12-31")
        if self.chance.random() < 0.1:
            return (f"{first}/..", *start, None, None)
        return (f"{first}/{last}", *start, f"{last}-01-01", f"{last}-12-31")

    def grant(self) -> tuple[int, str, str]:
        """Choose what a project is granted (euro cents), by whom and under which funding instrument."""
        funder = self.first_organisation + self.chance.randrange(min(12, self.shape.organisations))
        instrument = self.first_instrument + self.chance.randrange(self.shape.funding_instruments)
        minor_units = self.chance.randrange(1, 200) * 10_000_000
        return minor_units, f"organisation/e{funder}", f"funding-instrument/e{instrument}"

    def _region(self) -> tuple[str, str, int]:
        number = self.chance.randrange(2, self.shape.regions + 1)
        return ("in-region", f"region/e{number}", number)


def _place(shape: Shape, chance: random.Random) -> _Places:
    first, begins = 1, {}
    for kind in KIND_ORDER:
        begins[kind] = first
        first += shape.count(kind)
    kinds = (EntryKind.PROJECT, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.FUNDING_INSTRUMENT)
    return _Places(shape, chance, *(begins[kind] for kind in kinds))


def _write_frame(connection: sqlite3.Connection) -> None:
    days = ("2020-01-01", "2020-12-31")
    edition = ("synthetic", "urn:coopviewer:synthetic", "Synthetic reference", "nobody", *days, "editorial")
    said = ("Made for measuring.", "No rights reserved.", "Nothing in it is so.", None, "0" * 64, 1)
    connection.execute(f"INSERT INTO edition VALUES ({', '.join('?' * 13)})", (*edition, *said))
    connection.execute("INSERT INTO source (id, title) VALUES (?, 'Synthetic source')", (SOURCE,))
    passage = (PASSAGE, SOURCE, 1, "paragraph", "Section", "paragraph 1", 0, 10, "0" * 64)
    connection.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", passage)
    connection.executemany("INSERT INTO predicate VALUES (?, ?, ?, ?, ?, NULL)", _PREDICATES)


def _write_chunk(connection: sqlite3.Connection, chunk: list[Entry], places: _Places) -> None:
    related = [(entry, places.of(entry)) for entry in chunk]
    rows = [
        (e.id, e.number, e.kind, e.title, e.title, fold(e.title), int(any(r[0] == "in-region" for r in relations)))
        for e, relations in related
    ]
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", rows)
    facts = [(f"{e.id}/summary", e.id, "statement") for e in chunk]
    facts += [(f"{e.id}/{predicate}", e.id, "relation") for e, found in related for predicate, _, _ in found]
    projects = [e.id for e in chunk if e.kind is EntryKind.PROJECT]
    facts += [(f"{id_}/{kind}", id_, kind) for id_ in projects for kind in ("timeframe", "amount")]
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?, 'stated', NULL, NULL)", facts)
    citations = ((fact_id, SOURCE, PASSAGE) for fact_id, _, _ in facts)
    connection.executemany("INSERT INTO citation VALUES (?, 1, ?, ?, 'states', NULL, NULL)", citations)
    texts = ((f"{e.id}/summary", e.text) for e in chunk)
    connection.executemany("INSERT INTO statement VALUES (?, 'summary', 1, ?, 'en')", texts)
    times = ((f"{id_}/timeframe", *places.timeframe()) for id_ in projects)
    connection.executemany("INSERT INTO timeframe VALUES (?, ?, ?, ?, ?, ?, 'synthetic')", times)
    grants = ((f"{id_}/amount", *places.grant()) for id_ in projects)
    connection.executemany("INSERT INTO amount VALUES (?, 'grant', ?, 2, 'EUR', ?, ?, 'synthetic')", grants)
    relations = (
        (f"{e.id}/{predicate}", e.id, predicate, other, e.number, number)
        for e, found in related
        for predicate, other, number in found
    )
    connection.executemany("INSERT INTO relation VALUES (?, ?, ?, ?, 1, NULL, NULL, ?, ?, NULL, NULL, NULL)", relations)


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    left = iter(entries)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
