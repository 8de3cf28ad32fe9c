"""Annotations are searched by what there is and by their words, entry by entry."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.annotations.lists import AnnotationFilter
from coopviewer.domain.search.answer import MatchField
from coopviewer.domain.search.query import OwnEntries, SearchQuery
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.annotations.search import AnnotationSearch, OwnText
from coopviewer.storage.annotations.store import AnnotationStore
from tests.storage.annotations.annotation_samples import DATASET, GOAL, PLACE, START, anchor, note

Search = Callable[..., AnnotationSearch]
AFIC = "project/afic"


@pytest.fixture
def searching(tmp_path: Path) -> Iterator[Search]:
    opened: list[AnnotationSearch] = []

    def search(*annotations: Annotation) -> AnnotationSearch:
        store = AnnotationStore.open(tmp_path / "annotations.db")
        store.perform("Write", annotations)
        store.close()
        opened.append(AnnotationSearch(store.path))
        return opened[0]

    yield search
    for each in opened:
        each.close()


def query(text: str) -> SearchQuery:
    return parse_query(text).query


def told(search: AnnotationSearch, text: str, entry_id: str = AFIC) -> tuple[MatchField, str, str]:
    """Return of one entry where what a query asks for was found, its text, and the line that is shown."""
    found = search.of_entries(DATASET, query(text), [entry_id])[entry_id]
    assert found.entry_id == entry_id
    return found.match.field, found.match.text, found.snippet.text


def later(minutes: int) -> dict[str, object]:
    return {"modified": START + timedelta(minutes=minutes)}


def test_a_tag_that_is_asked_for_is_named_without_the_others_beside_it(searching: Search) -> None:
    search = searching(note(body="Look", tags=("x", "y", "Z")))
    assert told(search, "tag:x") == (MatchField.OWN_TAG, "x", "Look")
    assert told(search, "tag:x,z") == (MatchField.OWN_TAG, "Z, x", "Look")
    assert told(search, "has:tag") == (MatchField.OWN_TAG, "Z, x, y", "Look")


def test_a_note_is_told_where_notes_are_asked_for_whatever_tags_it_has(searching: Search) -> None:
    search = searching(note(body="Look", tags=("x",)), note(body="", tags=("y",), entry_id="country/NE"))
    assert told(search, "has:note") == (MatchField.OWN_NOTE, "Look", "Look")
    assert told(search, "has:note,tag") == (MatchField.OWN_TAG, "x", "Look")
    assert told(search, "has:note,tag", "country/NE") == (MatchField.OWN_TAG, "y", "")


def test_a_bookmark_is_told_where_bookmarks_are_asked_for_whatever_it_says(searching: Search) -> None:
    marked = {"motivation": Motivation.BOOKMARKING}
    search = searching(note(body="Look", tags=("x",), **marked), note(body="", entry_id="country/NE", **marked))
    assert told(search, "has:bookmark") == (MatchField.OWN_BOOKMARK, "", "Look")
    assert told(search, "has:bookmark,note") == (MatchField.OWN_NOTE, "Look", "Look")
    assert told(search, "has:bookmark,note", "country/NE") == (MatchField.OWN_BOOKMARK, "", "")
    assert told(search, "has:bookmark,tag", "country/NE") == (MatchField.OWN_BOOKMARK, "", "")


def test_what_has_no_note_is_shown_by_the_words_it_was_made_on(searching: Search) -> None:
    quoted = note(body="", tags=("x",), anchors=(anchor(*PLACE), anchor(0, 4)))
    search = searching(quoted, note(body="Look", tags=("x",), anchors=(anchor(*PLACE),), entry_id="country/NE"))
    assert told(search, "tag:x")[2] == f"“{GOAL[slice(*PLACE)]}”"
    assert told(search, "tag:x", "country/NE")[2] == "Look"


def test_of_several_annotations_of_an_entry_the_one_changed_last_is_told(searching: Search) -> None:
    search = searching(note(body="old", **later(1)), note(body="new", **later(2)), note(body="older", **later(0)))
    assert told(search, "has:note")[1] == "new"


def test_filters_that_leave_out_and_those_of_the_reference_find_nothing_by_themselves(searching: Search) -> None:
    search = searching(note(body="", tags=("a",), **later(1)), note(body="", tags=("b",), **later(2)))
    assert told(search, "tag:a -tag:b")[1] == "a"
    assert told(search, "tag:a kind:project goal:x")[1] == "a"
    for text in ("-tag:a", "kind:project", "words"):
        assert search.of_entries(DATASET, query(text), [AFIC]) == {}
    assert search.of_entries(DATASET, query("tag:a"), []) == {}


def test_filters_come_to_the_entries_that_meet_them(searching: Search) -> None:
    search = searching(
        note(body="Look", tags=("a",)),
        note(body="", tags=("b",), entry_id="country/NE"),
        note(body="", motivation=Motivation.BOOKMARKING, entry_id="country/TD"),
        note(body="gone", tags=("a",), entry_id="country/ML", deleted_at=START),
        note(body="elsewhere", tags=("a",), entry_id="country/LY", dataset="urn:other"),
    )

    def entries(text: str) -> OwnEntries | None:
        return search.entries(DATASET, query(text))

    both = frozenset({AFIC, "country/NE"})
    assert entries("tag:a,b") == OwnEntries(both)
    assert entries("has:tag") == OwnEntries(both)
    assert entries("has:note,bookmark") == OwnEntries(frozenset({AFIC, "country/TD"}))
    assert entries("has:note tag:b") == OwnEntries(frozenset())
    assert entries("-tag:a") == OwnEntries(None, frozenset({AFIC}))
    assert entries("has:tag -tag:a") == OwnEntries(both, frozenset({AFIC}))
    assert entries("tag:a,nowhere -tag:neither") == OwnEntries(frozenset({AFIC}), frozenset(), ("nowhere", "neither"))
    assert entries("kind:project words") is None


def texts(search: AnnotationSearch, text: str) -> list[OwnText]:
    return list(search.texts(DATASET, query(text)))


def test_words_are_found_in_notes_and_tags_of_one_annotation(searching: Search) -> None:
    search = searching(
        note(body="Deep wells", tags=("water", "to check")),
        note(body="", tags=("dry wells",), entry_id="country/NE"),
        note(body="Wells", entry_id="country/TD"),
    )
    note_, tag = (MatchField.OWN_NOTE, MatchField.OWN_TAG)
    found = texts(search, "well wat")
    assert [(each.entry_id, each.match.field, each.match.text) for each in found] == [(AFIC, note_, "Deep wells")]
    found = texts(search, "che")
    assert [(each.match.field, each.match.text, each.snippet.text) for each in found] == [
        (tag, "to check", "Deep wells")
    ]
    assert {each.entry_id for each in texts(search, "wells")} == {AFIC, "country/NE", "country/TD"}


def test_phrases_stand_in_a_row_and_what_is_left_out_stands_nowhere(searching: Search) -> None:
    search = searching(note(body="deep dry wells"), note(body="dry deep wells", entry_id="country/NE"))
    assert [each.entry_id for each in texts(search, '"dry wells"')] == [AFIC]
    assert [each.entry_id for each in texts(search, 'deep -"dry wells"')] == ["country/NE"]
    assert texts(search, "wells -deep") == []
    assert texts(search, "-deep") == []


def test_of_an_entry_the_annotation_changed_last_in_which_all_words_stand_is_found(searching: Search) -> None:
    search = searching(
        note(body="deep wells", **later(1)),
        note(body="wells", **later(3)),
        note(body="deep dry wells", **later(2)),
        note(body="deep wells", entry_id="country/NE", **later(4)),
    )
    assert [each.match.text for each in texts(search, "deep wells")] == ["deep wells", "deep dry wells"]
    assert [each.entry_id for each in texts(search, "deep wells")] == ["country/NE", AFIC]


def test_words_of_a_quotation_are_those_of_the_reference(searching: Search) -> None:
    assert texts(searching(note(body="Look", anchors=(anchor(*PLACE),))), "bosnia") == []


@pytest.mark.parametrize(
    ("body", "found", "not_found"),
    [
        ("联合国难民署的报告", ("难民", "难民署", "的", '"难民署的"', "联合"), ("民难", '"难民报告"')),
        ("フロンテックスは難民を支援する", ("難民", "支援", "フロン", "テックス"), ("民難",)),
        ("well done 🎉👍🏽 ok", ("🎉", "👍", "🎉👍🏽", "👍🏽", "done 🎉"), ("🎈",)),
        ("important ❤\ufe0f", ("❤", "❤\ufe0f", "import ❤"), ("portant",)),
        (
            "Łódź, Tromsø, Œuvre, Straße, co\u00adoperation",
            ("lodz", "tromso", "oeuvre", "strasse", "cooperat"),
            ("peration",),
        ),
    ],
    ids=ascii,
)
def test_notes_are_found_by_part_where_no_blanks_are_written(
    tmp_path: Path, body: str, found: tuple[str, ...], not_found: tuple[str, ...]
) -> None:
    path = tmp_path / "annotations.db"
    with closing(AnnotationStore.open(path)) as store:
        store.perform("note", [note("a", body=body)])
        for text in found:
            assert store.lists.find(AnnotationFilter(dataset=DATASET, text=text)).total == 1, text
    with closing(AnnotationSearch(path)) as search:
        for text in (*found, *not_found):
            texts = list(search.texts(DATASET, parse_query(text).query))
            assert len(texts) == (text in found), text
            assert all(each.match.ranges for each in texts), text
