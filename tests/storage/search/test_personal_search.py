"""A table of queries over the bundled reference and a person's annotations of it, which lie in a file of their own."""

import shutil
import sqlite3
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer import paths
from coopviewer.domain.annotations.annotation import Motivation
from coopviewer.domain.progress import Cancelled
from coopviewer.domain.search.answer import MatchField
from coopviewer.domain.search.query import Facet, SearchFilter
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.personal_search import MOST_OWN, PersonalSearch, entries_found
from tests.faults import words_of
from tests.storage.annotations.annotation_samples import PLACE, START, anchor, clock, note

DATASET = "urn:coopviewer:frontex"
TABLE = tomllib.loads(Path(__file__).with_name("own_queries.toml").read_text(encoding="utf-8"))["query"]
KNOWN = {"text", "all", "first", "own", "field", "matched", "snippet", "unknown", "kinds"}


def _notes(dataset: str) -> list[Any]:
    moments = clock()
    made = [
        ("country/LY", {"body": "50% of a_b", "tags": ("حدود", "🛂")}),
        ("country/ML", {"body": "Call Niamey.\nAsk for the list of equipment.", "tags": ("à vérifier",)}),
        ("project/afic", {"body": "", "tags": ("verify",), "anchors": (anchor(*PLACE),)}),
        ("project/afic", {"body": "The same people"}),
        ("organisation/frontex", {"body": "", "motivation": Motivation.BOOKMARKING}),
        ("country/NE", {"body": "Which year does this figure belong to?", "tags": ("niger", "verify")}),
        ("country/NE", {"body": "Deleted words", "tags": ("gone",), "deleted_at": START}),
        ("country/NE", {"body": "Elsewhere", "dataset": "urn:other"}),
        ("source/frontex-other-partners", {"body": "A figure of the source"}),
        ("country/XX", {"body": "A figure of an entry that this edition lacks"}),
    ]
    return [
        note(**{"dataset": dataset, "entry_id": entry, "modified": next(moments), **fields}) for entry, fields in made
    ]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PersonalSearch]:
    path = tmp_path_factory.mktemp("own") / "annotations.db"
    opened = PersonalSearch(paths.reference_file(), path_with_notes(path))
    yield opened
    opened.close()


def path_with_notes(path: Path) -> Path:
    """Write the annotations that the table is about into a new file."""
    bare = PersonalSearch(paths.reference_file())
    dataset = bare._reference.dataset()
    bare.close()
    store = AnnotationStore.open(path)
    store.perform("Write", _notes(dataset))
    store.close()
    return path


@pytest.mark.parametrize("row", TABLE, ids=[ascii(row["text"])[1:50] for row in TABLE])
def test_a_query_has_the_answer_of_the_table(row: dict[str, Any], search: PersonalSearch) -> None:
    assert row.keys() <= KNOWN
    parsed = parse_query(row["text"])
    assert parsed.faults == ()
    answer = search.with_own(search.search(parsed, limit=200))
    ids = [hit.ref.id for hit in answer.hits]
    assert set(ids) == set(row.get("all", ids))
    assert ids[: len(row.get("first", ()))] == row.get("first", [])
    own = [hit.ref.id for hit in answer.own]
    assert own == row.get("own", own)
    assert all(hit.is_own and hit.match.field.is_own for hit in answer.own)
    first = next(iter((*answer.hits, *answer.own)), None)
    if "field" in row:
        assert first is not None
        assert str(first.match.field) == row["field"]
        assert first.match.text == row.get("matched", first.match.text)
        assert first.snippet.text == row.get("snippet", first.snippet.text)
    assert [each.value for each in answer.unknown] == row.get("unknown", [])
    kinds = next(counts for counts in search.facets(parsed.query) if counts.facet is Facet.KIND)
    counted = {value.value: value.count for value in kinds.values if value.count}
    assert counted == row.get("kinds", counted)
    assert answer.own_fault is None


def test_words_are_marked_where_they_stand_in_a_note(search: PersonalSearch) -> None:
    own = search.with_own(search.search(parse_query("figure niger"))).own
    assert [hit.ref.id for hit in own] == ["country/NE"]  # one word stands in the note, the other is its tag
    hit = search.with_own(search.search(parse_query("figure belong"))).own[0]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.ranges] == ["figure", "belong"]


def test_without_an_annotations_file_tags_are_unknown_and_all_else_is_as_ever() -> None:
    search = PersonalSearch(paths.reference_file())
    answer = search.with_own(search.search(parse_query("niger")))
    assert answer.hits[0].ref.id == "country/NE"
    assert answer.own == ()
    answer = search.search(parse_query("tag:verify niger"))
    assert answer.hits == ()
    assert [(each.facet, each.value) for each in answer.unknown] == [(Facet.TAG, "verify")]
    assert search.search(parse_query("-tag:verify niger")).hits
    search.close()


def test_annotations_that_cannot_be_read_are_told_of_and_the_reference_is_searched(tmp_path: Path) -> None:
    broken = tmp_path / "annotations.db"
    broken.write_text("not a database")
    search = PersonalSearch(paths.reference_file(), broken)
    answer = search.with_own(search.search(parse_query("niger")))
    assert answer.hits[0].ref.id == "country/NE"
    assert str(broken) in words_of(answer.own_fault)
    search.close()


def test_only_a_filter_on_annotations_opens_their_file(tmp_path: Path) -> None:
    path = path_with_notes(tmp_path / "annotations.db")
    opened: list[str] = []
    recorded: list[list[str]] = [opened]  # a hook cannot be removed, but it can be left without a list

    def record(event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect" and recorded:
            recorded[0].append(str(arguments[0]))

    sys.addaudithook(record)
    try:
        assert "country/NE" in entries_found(paths.reference_file(), path, parse_query("niger").query)
        assert opened
        assert not any(path.name in each for each in opened)
        assert entries_found(paths.reference_file(), path, parse_query("has:note").query)
        assert any(path.name in each for each in opened)
    finally:
        recorded.clear()


def test_what_is_written_meanwhile_is_found_by_the_next_search(tmp_path: Path) -> None:
    path = path_with_notes(tmp_path / "annotations.db")
    search = PersonalSearch(paths.reference_file(), path)
    assert search.with_own(search.search(parse_query("zebra"))).own == ()
    store = AnnotationStore.open(path)
    store.perform("Write", [note(body="A zebra", entry_id="country/TD", dataset=search._dataset)])
    assert [hit.ref.id for hit in search.with_own(search.search(parse_query("zebra"))).own] == ["country/TD"]
    store.close()
    search.close()


def test_each_entry_is_found_once_and_no_more_than_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    store = AnnotationStore.open(path)
    bare = PersonalSearch(paths.reference_file())
    dataset = bare._reference.dataset()
    entries = [hit.ref.id for hit in bare.search(parse_query("kind:country"), limit=30).hits]
    bare.close()
    store.perform("Write", [note(body="zebra", entry_id=entry, dataset=dataset) for entry in entries * 3])
    store.close()
    search = PersonalSearch(paths.reference_file(), path)
    own = search.with_own(search.search(parse_query("zebra"))).own
    assert len(own) == MOST_OWN
    assert len({hit.ref.id for hit in own}) == MOST_OWN
    search.close()


@pytest.mark.parametrize("tag", ['"quo"ted', '"', "back\\slash\\", "a, b", "50%_a", "it's: x", "-x"])
def test_a_tag_is_found_by_its_own_filter_whatever_signs_stand_in_it(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "annotations.db"
    search = PersonalSearch(paths.reference_file(), path_with_notes(path))
    store = AnnotationStore.open(path)
    store.perform("Write", [note(dataset=search._reference.dataset(), entry_id="country/SN", body="", tags=(tag,))])
    answer = search.search(parse_query(str(SearchFilter(Facet.TAG, tag))))
    assert [hit.ref.id for hit in answer.hits] == ["country/SN"]
    assert not answer.unknown
    store.close()
    search.close()


def test_a_search_in_annotations_can_be_given_up(search: PersonalSearch) -> None:
    answer = search.search(parse_query("figure"))
    with pytest.raises(Cancelled):
        search.with_own(answer, lambda: True)


def test_a_folder_that_may_only_be_read_is_searched(tmp_path: Path) -> None:
    path = path_with_notes(tmp_path / "annotations.db")
    copy = tmp_path / "held" / "annotations.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    copy.parent.chmod(0o500)
    search = PersonalSearch(paths.reference_file(), copy)
    assert search.search(parse_query("tag:verify")).hits
    search.close()
    copy.parent.chmod(0o700)


@given(st.lists(st.sampled_from(["tag:verify", "-tag:verify", "has:note", "-has:tag", "niger", "kind:country", "x"])))
def test_filters_of_ones_own_only_leave_out(search: PersonalSearch, parts: list[str]) -> None:
    query = parse_query(" ".join(parts))
    plain = parse_query(" ".join(part for part in parts if "tag" not in part and "has" not in part))
    found = {hit.ref.id for hit in search.search(query, limit=500).hits}
    if plain.query:
        assert found <= {hit.ref.id for hit in search.search(plain, limit=500).hits}


def test_what_a_filter_of_ones_own_found_is_shown_in_place_of_the_references_text(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    bare = PersonalSearch(paths.reference_file())
    dataset = bare._reference.dataset()
    plain = bare.search(parse_query("AFIC kind:project")).hits[0].snippet
    bare.close()
    store = AnnotationStore.open(path)
    marked = {"dataset": dataset, "entry_id": "project/afic", "tags": ("x",)}
    store.perform("Write", [note(body="", motivation=Motivation.BOOKMARKING, **marked)])
    store.close()
    search = PersonalSearch(paths.reference_file(), path)

    def snippet(text: str) -> str:
        (hit,) = search.search(parse_query(text)).hits
        return hit.snippet.text

    assert snippet("tag:x") == snippet("has:bookmark") == plain.text  # it has no text of its own
    store = AnnotationStore.open(path)
    later = START + timedelta(minutes=1)
    store.perform("Write", [note(body="Look at it", motivation=Motivation.BOOKMARKING, modified=later, **marked)])
    store.close()
    assert snippet("tag:x") == snippet("has:note") == "Look at it"
    assert snippet("has:bookmark") == plain.text
    search.close()


def renamed_reference(path: Path) -> Path:
    """Copy the bundled reference, in which two entries are renamed, one of them for the second time."""
    shutil.copy(paths.reference_file(), path)
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        renamed = [("project/old", "project/afic"), ("project/older", "project/afic"), ("country/OLD", "country/NE")]
        connection.executemany("INSERT INTO redirect VALUES (?, ?, 'another')", renamed)
    return path


RENAMED = [
    ("tag:verify", ["project/afic"]),
    ("-tag:verify kind:project afic", []),
    ("has:note kind:project", ["project/afic"]),
    ("has:bookmark", ["country/NE"]),
    ("tag:verify has:note", ["project/afic"]),  # each of another annotation, by another id
    ("tag:present tag:verify", ["project/afic"]),
    ("tag:verify has:goals", ["project/afic"]),
    ("has:bookmark has:goals kind:country", ["country/NE"]),
    ("tag:verify senegal -afic", []),
]


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PersonalSearch]:
    folder = tmp_path_factory.mktemp("renamed")
    reference = renamed_reference(folder / "coop.db")
    with closing(ReferenceStore(reference)) as opened:
        dataset = opened.edition.dataset
    moments = clock()
    with closing(AnnotationStore.open(folder / "annotations.db")) as store:
        made = [
            ("project/older", {"body": "", "tags": ("verify",)}),
            ("project/old", {"body": "Ask the colleague about the archipelago"}),
            ("project/afic", {"body": "A colleague of the archipelago", "tags": ("present",)}),
            ("country/OLD", {"body": "", "motivation": Motivation.BOOKMARKING}),
        ]
        store.perform(
            "Write", [note(dataset=dataset, entry_id=id_, modified=next(moments), **more) for id_, more in made]
        )
    with closing(PersonalSearch(reference, folder / "annotations.db")) as search:
        yield search


@pytest.mark.parametrize(("text", "expected"), RENAMED)
def test_annotations_that_name_a_former_id_are_of_the_renamed_entry(
    renamed: PersonalSearch, text: str, expected: list[str]
) -> None:
    parsed = parse_query(text)
    assert parsed.faults == ()
    found = [hit.ref.id for hit in renamed.search(parsed, limit=200).hits]
    assert [each for each in found if each in ("project/afic", "country/NE")] == expected
    if "has:goals" not in text and "-" not in text:
        assert found == expected
        assert renamed.matching(parsed.query) == set(expected)
    if "kind:" in text:
        return
    kinds = next(counts for counts in renamed.facets(parsed.query) if counts.facet is Facet.KIND)
    assert sum(value.count or 0 for value in kinds.values) == len(found)


def test_the_words_of_annotations_on_a_renamed_entry_are_found_once(renamed: PersonalSearch) -> None:
    answer = renamed.with_own(renamed.search(parse_query("colleague archipelago")))
    assert [(hit.ref.id, hit.snippet.text) for hit in answer.own] == [
        ("project/afic", "A colleague of the archipelago")
    ]
    answer = renamed.search(parse_query("tag:verify"))
    assert [(hit.match.field, hit.match.text) for hit in answer.hits] == [(MatchField.OWN_TAG, "verify")]
    assert renamed.counts() == {"project/afic": 3, "country/NE": 1}


def test_a_filter_that_names_a_former_id_finds_what_the_present_one_finds(renamed: PersonalSearch) -> None:
    old, now = (renamed.search(parse_query(f"country:country/{code}"), limit=200) for code in ("OLD", "NE"))
    assert old.unknown == ()
    assert [hit.ref.id for hit in old.hits] == [hit.ref.id for hit in now.hits] != []
    unknown = renamed.search(parse_query("country:country/NONE"))
    assert [each.value for each in unknown.unknown] == ["country/NONE"]
    assert renamed.search(parse_query("partner:country/OLD")).hits == ()  # which is no partner
