"""What a person writes is kept as it was written, undone, redone and found again."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import (
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
)
from coopviewer.domain.annotations.lists import AnnotationFilter, Order, PageFacts, TagCount, ToReanchor
from coopviewer.storage.annotations.reader import AnnotationReader
from coopviewer.storage.annotations.row_writing import fold_all
from coopviewer.storage.annotations.store import DAYS_OF_WORK, AnnotationStore
from coopviewer.storage.annotations.to_reanchor import count_to_look_at, uuids_to_look_at
from tests.storage.annotations.annotation_samples import DATASET, GOAL, ME, SAMPLES, START, anchor, clock, note


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[AnnotationStore]:
    moments = clock()
    opened = AnnotationStore.open(path, now=lambda: next(moments))
    yield opened
    opened.close()


def all_of(store: AnnotationStore, dataset: str = DATASET) -> tuple[Annotation, ...]:
    found = [store.lists.find(AnnotationFilter(dataset=dataset, in_bin=in_bin), limit=-1) for in_bin in (False, True)]
    return tuple(sorted((*found[0].annotations, *found[1].annotations), key=lambda each: each.uuid))


def test_every_field_comes_back_as_it_was_written(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    assert store.get([each.uuid for each in SAMPLES]) == SAMPLES


def test_what_was_written_is_there_when_the_file_is_opened_again(store: AnnotationStore, path: Path) -> None:
    store.perform("Import", SAMPLES)
    store.close()
    again = AnnotationStore.open(path)
    assert again.get([each.uuid for each in SAMPLES]) == SAMPLES
    assert (again.person, again.journal, again.steps().undo) == (store.person, "wal", "Import")
    again.close()


def test_annotations_come_in_the_order_asked_and_unknown_ones_are_left_out(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    assert [each.uuid for each in store.get(["s4", "nobody", "s1", "s4"])] == ["s4", "s1"]


@pytest.mark.parametrize("body", ["nul\0here", "half \ud83d of a pair", "other half \udfff"])
def test_what_no_database_keeps_becomes_the_replacement_sign_one_for_one(store: AnnotationStore, body: str) -> None:
    written = note(body=body)
    store.perform("Note", [written])
    (found,) = store.get([written.uuid])
    assert len(found.body) == len(body)
    assert [sign for sign, was in zip(found.body, body, strict=True) if sign != was] == ["\ufffd"]


def test_a_time_without_a_zone_is_refused(store: AnnotationStore) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        store.perform("Note", [note(created=START.replace(tzinfo=None))])
    assert all_of(store) == ()


def test_home_has_what_was_changed_last_and_how_many_there_are(store: AnnotationStore) -> None:
    kinds = (Motivation.BOOKMARKING, Motivation.COMMENTING, Motivation.QUESTIONING, Motivation.HIGHLIGHTING)
    moments = [START + timedelta(minutes=number) for number in range(40)]
    made = [
        note(f"n{number:02}", motivation=kinds[number % 4], modified=at, created=at)
        for number, at in enumerate(moments)
    ]
    binned = note("binned", motivation=Motivation.BOOKMARKING, deleted_at=START)
    elsewhere = [note(f"e{number}", dataset=f"urn:{number % 2}") for number in range(5)]
    store.perform("Import", [*made, binned, *elsewhere, note("gone", dataset="urn:0", deleted_at=START)])
    found = store.lists.for_home(DATASET, 3, 100)
    assert [each.uuid for each in found.bookmarks] == ["n36", "n32", "n28"]
    assert [each.uuid for each in found.notes] == ["n38", "n37", "n34"]
    assert (found.bookmark_total, found.note_total) == (10, 20)
    assert found.elsewhere == {"urn:0": 3, "urn:1": 2}
    few = store.lists.for_home(DATASET, 3, 7)
    assert (few.bookmark_total, few.note_total) == (7, 14), "each motivation is counted so far only"
    none = store.lists.for_home("urn:nowhere", 3, 7)
    assert (none.bookmarks, none.bookmark_total, none.notes, none.note_total) == ((), 0, (), 0)


def test_a_file_that_is_damaged_by_now_can_be_taken_over_from_its_reader(path: Path) -> None:
    AnnotationStore.open(path).close()
    reader = AnnotationReader.open(path)
    os.truncate(path, 0)
    with closing(AnnotationStore(reader.file, reader.person)) as store:
        assert (store.person, store.path) == (reader.person, reader.path)


def test_a_page_shows_the_annotations_of_its_entries_and_those_on_its_facts(store: AnnotationStore) -> None:
    on_entry, on_fact = note("b"), note("a", entry_id="country/NE", anchors=(anchor(fact="country/NE/name"),))
    moved_away = note("c", entry_id="country/XX", anchors=(anchor(fact="country/NE/name"), anchor(fact="elsewhere")))
    binned, other = note("d", deleted_at=START), note("e", dataset="urn:other")
    store.perform("Notes", [on_entry, on_fact, moved_away, binned, other])
    found = store.lists.on_page(DATASET, PageFacts("project/afic", frozenset({"country/NE/name", "elsewhere/not"})))
    assert found == (on_fact, on_entry)
    assert store.lists.on_page(DATASET, PageFacts(fact_ids=frozenset({"elsewhere"}))) == (moved_away,)


def test_what_comes_first_in_a_page_is_read_first(store: AnnotationStore) -> None:
    facts = ("project/afic/goal/structures", "country/NE/name")
    minute = timedelta(minutes=1)
    on_page = [
        note("late", created=START + 9 * minute),
        note("second", anchors=(anchor(30, 40),)),
        note("other", entry_id="country/NE", anchors=(anchor(2, 5, fact=facts[1]),)),
        note("first", anchors=(anchor(3, 9),), created=START + minute),
        note("same place later", anchors=(anchor(3, 9),), created=START + 2 * minute),
        note("binned", anchors=(anchor(0, 9),), deleted_at=START),
        note("early"),
        note("lost", anchors=(anchor(), replace(anchor(1, 3), status=AnchorStatus.ORPHAN))),
        note("moved away", anchors=(anchor(), anchor(fact="elsewhere"))),
    ]
    store.perform("Notes", [*on_page, note("elsewhere", entry_id="country/SN")])
    page = PageFacts("project/afic", frozenset(facts), shown=facts)

    def first(most: int, page: PageFacts = page) -> tuple[list[str], bool]:
        found = store.lists.first_on_page(DATASET, page, most)
        return [each.uuid for each in found.annotations], found.complete

    assert first(1) == (["first"], False)
    assert first(3) == (["first", "same place later", "second"], False)
    assert first(6) == (["first", "same place later", "second", "other", "early", "lost"], False)
    assert first(3, page._replace(shown=facts[::-1]))[0][0] == "other"
    everything = store.lists.on_page(DATASET, page)
    assert first(8) == ([each.uuid for each in everything], True)
    assert first(5, PageFacts("country/XX")) == ([], True)
    assert first(2, page._replace(shown=facts[::-1])) == (["other", "first", "same place later"], False)


def test_badges_count_what_is_not_in_the_bin(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    assert store.lists.counts(DATASET) == {"project/afic": 4, "country/NE": 2}
    assert store.lists.counts("urn:other") == {"project/afic": 1}
    assert store.lists.counts(DATASET, frozenset({"country/NE", "country/SN"})) == {"country/NE": 2, "country/SN": 0}


def test_tags_are_counted_most_used_first(store: AnnotationStore) -> None:
    store.perform("Import", [*SAMPLES, note(tags=("verify",)), note(tags=("Aa",), deleted_at=START)])
    assert store.lists.tags(DATASET) == (
        TagCount("verify", 2),
        TagCount("à vérifier", 1),
        TagCount("حدود", 1),
        TagCount("🛂", 1),
    )


def test_a_change_says_what_it_touched_and_how_many_there_are_now(store: AnnotationStore) -> None:
    first, second = note("a"), note("b", entry_id="country/NE")
    change = store.perform("Two notes", [first, second])
    assert change.uuids == ("a", "b")
    assert change.counts == {"project/afic": 1, "country/NE": 1}
    assert (change.label, change.steps.undo, change.steps.redo) == ("Two notes", "Two notes", "")
    change = store.perform("Move a note", [replace(first, entry_id="country/ML", revision=2)])
    assert change.counts == {"project/afic": 0, "country/ML": 1}
    undone = store.undo()
    assert undone is not None
    assert (undone.label, undone.uuids) == ("Move a note", ("a",))
    assert undone.counts == {"project/afic": 1, "country/ML": 0}
    assert (undone.steps.undo, undone.steps.redo) == ("Two notes", "Move a note")


def test_a_change_says_of_which_references_it_is(store: AnnotationStore) -> None:
    store.perform("Here", [note("a")])
    other = note("b", dataset="urn:other", tags=("x",))
    assert store.perform("There", [other]).datasets == {"urn:other"}
    assert store.perform("Here", [note("c", tags=("x",))]).datasets == {DATASET}
    assert store.retag("Both", ["x"], "y").datasets == {DATASET, "urn:other"}


def test_lists_and_pages_are_read_by_indexes(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    asked: list[str] = []
    connection = store.file.connection
    connection.set_trace_callback(asked.append)
    store.lists.on_page(DATASET, PageFacts("project/afic", frozenset({"project/afic/goal/structures"})))
    store.lists.counts(DATASET)
    store.lists.tags(DATASET)
    store.lists.find(AnnotationFilter(dataset=DATASET))
    store.lists.find(AnnotationFilter(dataset=DATASET, tags=frozenset({"verify"}), colours=frozenset({Colour.PINK})))
    store.lists.find(AnnotationFilter(dataset=DATASET, entry_ids=frozenset({"project/afic"})))
    store.lists.find(AnnotationFilter(dataset=DATASET, in_bin=True))
    connection.set_trace_callback(None)
    queries = {query for query in asked if query.lstrip().startswith("SELECT")}
    steps = [(step, query) for query in queries for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    tables = ("SCAN annotation", "SCAN anchor", "SCAN a ", "SCAN p ")
    assert [query for step, query in steps if step.startswith(tables) and "USING" not in step] == []
    counting = [step for step, query in steps if "count(*) FROM annotation" in query and step.startswith("SEARCH")]
    assert len(counting) >= 2
    assert all("USING COVERING INDEX" in step for step in counting)


def test_undo_and_redo_go_all_the_way_through_restarts(store: AnnotationStore, path: Path) -> None:
    states = [all_of(store)]
    written = note("a", tags=("x",), anchors=(anchor(),))
    for label, each in (
        ("Note", written),
        ("Tag", written.changed(START, tags=("y", "z"))),
        ("Delete", written.changed(START, deleted_at=START)),
    ):
        store.perform(label, [each])
        states.append(all_of(store))
    store.close()
    for state in reversed(states[:-1]):
        again = AnnotationStore.open(path)
        again.undo()
        assert all_of(again) == state
        again.close()
    again = AnnotationStore.open(path)
    assert (again.undo(), again.steps().redo, again.lists.tags(DATASET)) == (None, "Note", ())
    for state in states[1:]:
        again.redo()
        assert all_of(again) == state
    assert again.redo() is None
    again.close()


def test_a_write_after_an_undo_drops_what_could_be_redone(store: AnnotationStore) -> None:
    store.perform("First", [note("a")])
    store.perform("Second", [note("b")])
    store.undo()
    store.perform("Third", [note("c")])
    assert store.redo() is None
    assert [each.uuid for each in all_of(store)] == ["a", "c"]


def test_what_is_typed_joins_one_step(store: AnnotationStore) -> None:
    draft = note("a", body="T")
    operation = store.perform("Note", [draft]).operation
    for body in ("Th", "The", "The end"):
        joined = store.perform("Edit a note", [replace(draft, body=body)], joining=operation)
        assert (joined.operation, joined.label) == (operation, "Note")
    store.undo()
    assert all_of(store) == ()
    store.redo()
    assert [each.body for each in all_of(store)] == ["The end"]


def test_only_the_last_step_can_be_joined(store: AnnotationStore) -> None:
    first = store.perform("Note", [note("a", body="one")]).operation
    second = store.perform("Other note", [note("b")]).operation
    third = store.perform("Edit a note", [note("a", body="two")], joining=first).operation
    assert len({first, second, third}) == 3
    store.undo()
    assert store.perform("Edit a note", [note("a", body="three")], joining=third).operation not in (
        first,
        second,
        third,
    )
    store.undo()
    assert store.get(["a"])[0].body == "one"


def test_what_changes_nothing_is_no_step_and_leaves_what_can_be_redone(store: AnnotationStore) -> None:
    kept = note("a", tags=("x",), anchors=(anchor(),))
    store.perform("Note", [kept])
    store.perform("Second", [note("b")])
    store.undo()
    change = store.perform("Nothing", [kept])
    assert (change.operation, change.uuids, change.steps.redo) == (0, (), "Second")


def test_a_tag_used_500_times_is_renamed_in_one_step(store: AnnotationStore) -> None:
    store.perform("Import", [note(f"n{number}", tags=("old", "other")) for number in range(500)])
    before = all_of(store)
    change = store.retag("Rename the tag “old”", ["old"], "new")
    assert len(change.uuids) == 500
    assert store.lists.tags(DATASET) == (TagCount("new", 500), TagCount("other", 500))
    assert {(each.revision, each.modified, each.tags) for each in all_of(store)} == {(2, START, ("new", "other"))}
    assert store.lists.find(AnnotationFilter(dataset=DATASET, text="new")).total == 500
    store.undo()
    assert all_of(store) == before
    assert store.lists.find(AnnotationFilter(dataset=DATASET, text="new")).total == 0


def test_tags_are_merged_and_deleted_in_one_step(store: AnnotationStore) -> None:
    store.perform("Import", [note("a", tags=("x", "y")), note("b", tags=("y",)), note("c", tags=("z",))])
    before = all_of(store)
    store.retag("Merge", ["x", "y", "unknown"], "z")
    assert [each.tags for each in all_of(store)] == [("z",), ("z",), ("z",)]
    store.retag("Delete", ["z"], None)
    assert [each.tags for each in all_of(store)] == [(), (), ()]
    assert store.lists.tags(DATASET) == ()
    store.undo()
    store.undo()
    assert all_of(store) == before
    store.retag("Merge into a new one", ["x", "y"], "#fresh ")
    assert [each.tags for each in all_of(store)] == [("fresh",), ("fresh",), ("z",)]
    assert [each.revision for each in all_of(store)] == [2, 2, 1]
    store.undo()
    assert all_of(store) == before
    assert store.retag("Into one of them", ["x", "y"], "x").uuids == ("a", "b")
    assert [each.tags for each in all_of(store)] == [("x",), ("x",), ("z",)]
    assert store.retag("Nothing to do", ["x"], "x").operation == 0
    assert store.retag("To no tag at all", ["x"], " # ").operation == 0
    assert [each.tags for each in all_of(store)] == [("x",), ("x",), ("z",)]


def test_tags_that_are_typed_are_found_before_the_annotation_is_left(store: AnnotationStore) -> None:
    written = note("a", "Wells")
    operation = store.perform("Note", [written]).operation
    store.perform("Tag", [replace(written, tags=("deep",))], joining=operation)  # the same revision still
    assert store.lists.uuids(AnnotationFilter(dataset=DATASET, text="deep wells")) == ("a",)
    store.perform("Untag", [written], joining=operation)
    assert store.lists.uuids(AnnotationFilter(dataset=DATASET, text="deep")) == ()


def test_a_tag_on_nothing_any_more_is_gone(store: AnnotationStore) -> None:
    written = note("a", tags=("x",))
    store.perform("Note", [written])
    store.perform("Untag", [written.changed(START, tags=())])
    assert store.file.connection.execute("SELECT * FROM tag").fetchall() == []
    store.undo()
    assert store.get(["a"])[0].tags == ("x",)


def test_anchors_are_added_and_never_overwritten(store: AnnotationStore) -> None:
    written = note("a", anchors=(anchor(),))
    store.perform("Highlight", [written])
    found = replace(anchor(4, 9, edition="e2"), score=0.9)
    store.add_anchors({"a": found, "nobody": found})
    store.perform("Edit a note", [written.changed(START, body="typed before it was found")])
    again = anchor(5, 9, edition="e2")
    store.perform("Re-attach", [replace(store.get(["a"])[0], anchors=(anchor(), again), revision=3)])
    assert store.get(["a"])[0].anchors == (anchor(), found, again)
    assert store.steps().undo == "Re-attach"
    store.undo()
    assert store.get(["a"])[0].anchors == (anchor(), found)


def test_what_the_program_found_comes_back_with_the_annotation(store: AnnotationStore) -> None:
    store.perform("Highlight", [note("a", anchors=(anchor(),))])
    store.add_anchors({"a": anchor(4, 9, edition="e2")})
    before = all_of(store)
    store.undo()
    assert all_of(store) == ()
    store.redo()
    assert all_of(store) == before


FOUND = [
    ({"text": "COTE divoire"}, ["b"]),
    ({"text": "verifier note"}, ["a"]),
    ({"text": "nowhere note"}, []),
    ({"text": "100%_"}, ["c"]),
    ({"text": "حدود"}, ["c"]),
    ({"tags": frozenset({"à vérifier"})}, ["a"]),
    ({"tags": frozenset({"à vérifier", "x"})}, ["a", "c"]),
    ({"colours": frozenset({Colour.PINK})}, ["b"]),
    ({"statuses": frozenset({AnnotationStatus.TO_VERIFY, AnnotationStatus.VERIFIED})}, ["c"]),
    ({"motivations": frozenset({Motivation.HIGHLIGHTING})}, ["b"]),
    ({"authors": frozenset({ME.uuid})}, ["a", "b", "c"]),
    ({"authors": frozenset({"nobody"})}, []),
    ({"entry_kinds": frozenset({"country", "source"})}, ["b", "c"]),
    ({"entry_ids": frozenset({"country/NE"})}, ["b"]),
    ({"entry_ids": frozenset()}, []),
    ({"since": START + timedelta(hours=1)}, ["b", "c"]),
    ({"until": START + timedelta(hours=1)}, ["a"]),
    ({"in_bin": True}, ["d"]),
    ({"order": Order.BODY, "descending": False}, ["b", "c", "a"]),
    ({"order": Order.ENTRY, "descending": True}, ["c", "a", "b"]),
]


@pytest.mark.parametrize(
    ("asked", "expected"), FOUND, ids=[f"{n}-{'-'.join(asked)}" for n, (asked, _) in enumerate(FOUND)]
)
def test_a_list_holds_what_is_asked_for(store: AnnotationStore, asked: dict[str, object], expected: list[str]) -> None:
    hour = timedelta(hours=1)
    notes = [
        note("a", "Note", tags=("à vérifier",)),
        note(
            "b",
            "",
            motivation=Motivation.HIGHLIGHTING,
            colour=Colour.PINK,
            entry_id="country/NE",
            modified=START + hour,
            anchors=(anchor(GOAL.index("Côte"), len(GOAL)),),
        ),
        note(
            "c",
            "100%_ حدود",
            entry_id="source/x",
            status=AnnotationStatus.TO_VERIFY,
            modified=START + 2 * hour,
            tags=("x",),
        ),
        note("d", "gone", deleted_at=START),
        note("e", "Note", dataset="urn:other"),
    ]
    store.perform("Import", notes)
    known: dict[str, object] = {"dataset": DATASET, "descending": False}
    wanted = AnnotationFilter(**(known | asked))  # type: ignore[arg-type]
    found = store.lists.find(wanted)
    assert [each.uuid for each in found.annotations] == expected
    assert (found.total, store.lists.uuids(wanted)) == (len(expected), tuple(expected))


def test_a_list_is_read_in_stretches(store: AnnotationStore) -> None:
    store.perform("Import", [note(f"n{number:02}") for number in range(25)])
    asked = AnnotationFilter(dataset=DATASET)
    stretches = [store.lists.find(asked, offset, 10) for offset in (0, 10, 20, 30)]
    assert [(each.total, each.offset, len(each.annotations)) for each in stretches] == [
        (25, 0, 10),
        (25, 10, 10),
        (25, 20, 5),
        (25, 30, 0),
    ]
    assert tuple(each.uuid for stretch in stretches for each in stretch.annotations) == store.lists.uuids(asked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"descending": False},
        {"tags": frozenset({"often"})},
        {"tags": frozenset({"often", "seldom"}), "descending": False},
        {"tags": frozenset({"seldom"})},
        {"text": "note 7"},
        {"text": "nowhere"},
        {"colours": frozenset({Colour.GREEN})},
        {"motivations": frozenset({Motivation.BOOKMARKING})},
        {"motivations": frozenset({Motivation.COMMENTING, Motivation.BOOKMARKING})},
        {"motivations": frozenset({Motivation.COMMENTING, Motivation.BOOKMARKING}), "descending": False},
        {"motivations": frozenset({Motivation.COMMENTING}), "colours": frozenset({Colour.GREEN})},
        {"motivations": frozenset({Motivation.ASSESSING})},
        {"entry_ids": frozenset({"country/NE"})},
        {"since": START + timedelta(minutes=2990)},
        {"in_bin": True},
        {"order": Order.BODY},
    ],
    ids=lambda asked: "-".join(map(str, asked)) or "all",
)
def test_the_head_of_a_list_is_how_it_begins(many: AnnotationStore, asked: dict[str, object]) -> None:
    wanted = AnnotationFilter(**({"dataset": DATASET} | asked))  # type: ignore[arg-type]
    everything = many.lists.uuids(wanted)
    head = many.lists.head(wanted, 50)
    assert head.uuids[:50] == everything[:50]
    assert tuple(each.uuid for each in head.first) == everything[:50]
    assert head.complete is (len(head.uuids) == len(everything))
    assert len(head.uuids) in (min(50, len(everything)), len(everything))


def test_a_list_as_long_as_what_is_read_of_it_is_complete(many: AnnotationStore) -> None:
    wanted = AnnotationFilter(dataset=DATASET, in_bin=True)
    total = len(many.lists.uuids(wanted))
    heads = [many.lists.head(wanted, total + more) for more in (-1, 0, 1)]
    assert [len(head.uuids) for head in heads] == [total - 1, total, total]
    assert [head.complete for head in heads] == [False, True, True]


def test_a_list_is_read_two_hundred_at_a_time_unless_said_otherwise(many: AnnotationStore) -> None:
    asked = AnnotationFilter(dataset=DATASET)
    assert many.lists.find(asked) == many.lists.find(asked, 0, 200)


@pytest.mark.parametrize("asked", [{}, {"text": "note"}, {"tags": frozenset({"often"})}], ids=str)
def test_a_stretch_without_length_tells_how_many_there_are(many: AnnotationStore, asked: dict[str, object]) -> None:
    wanted = AnnotationFilter(**({"dataset": DATASET} | asked))  # type: ignore[arg-type]
    found = many.lists.find(wanted, 0, 0)
    assert found.annotations == ()
    assert found.total == len(many.lists.uuids(wanted)) > 0


def test_of_a_long_list_the_head_alone_is_read(many: AnnotationStore) -> None:
    assert not many.lists.head(AnnotationFilter(dataset=DATASET), 50).complete
    assert not many.lists.head(AnnotationFilter(dataset=DATASET, tags=frozenset({"often"})), 50).complete


def test_that_nothing_is_to_be_looked_for_is_found_out_without_looking_at_all(tmp_path: Path) -> None:
    store = AnnotationStore.open(tmp_path / "annotations.db")
    store.perform("Import", [note(), *(note(anchors=(anchor(),)) for _ in range(1000))])
    passes: list[None] = []
    store.file.connection.set_progress_handler(lambda: passes.append(None), 500)
    assert count_to_look_at(store, DATASET, "a" * 64) == ToReanchor(0, ("project/afic",))
    store.close()
    assert len(passes) < 5


@pytest.mark.parametrize("motivation", [Motivation.BOOKMARKING, Motivation.COMMENTING, Motivation.ASSESSING])
def test_the_latest_of_a_motivation_are_found_without_looking_at_all(
    many: AnnotationStore, motivation: Motivation
) -> None:
    asked = AnnotationFilter(dataset=DATASET, motivations=frozenset({motivation}))
    passes: list[None] = []
    many.file.connection.set_progress_handler(lambda: passes.append(None), 500)
    try:
        many.lists.head(asked, 4)
        of_head = len(passes)
        many.lists.uuids(asked)
    finally:
        many.file.connection.set_progress_handler(None, 0)
    assert of_head < 5
    assert len(passes) > 20  # each of the 3,000 annotations is looked at for the whole list


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnnotationStore]:
    store = AnnotationStore.open(tmp_path_factory.mktemp("many") / "annotations.db")
    store.perform("Import", [_one_of_many(number) for number in range(3000)])
    yield store
    store.close()


def _one_of_many(number: int) -> Annotation:
    return note(
        f"n{number:04}",
        f"Note {number % 11}",
        modified=START + timedelta(minutes=number // 2),  # two at a time: the uuid decides
        entry_id="country/NE" if number % 3 else "project/afic",
        motivation=Motivation.BOOKMARKING if number % 40 == 3 else Motivation.COMMENTING,
        colour=Colour.GREEN if number % 100 == 0 else None,
        tags=("often",) if number % 4 != 1 else ("seldom",) if number % 200 == 1 else (),
        deleted_at=START if number % 50 == 7 else None,
    )


def test_the_authors_of_annotations_are_listed(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    assert [each.name for each in store.lists.authors(DATASET)] == ["Ana", "Björk Ægir"]
    assert [each.name for each in store.lists.authors("urn:other")] == ["Ana"]


def write_on_days(store: AnnotationStore, moments: list[datetime], days: int) -> None:
    """Write something on each of so many days, the last of which is then today."""
    for day in range(days):
        moments[0] += timedelta(days=1)
        store.perform("Note", [note("day", f"on day {day} at {moments[0]}")])


@pytest.mark.parametrize("days_ahead", [40, 100, 3650])
def test_a_clock_that_is_wrong_deletes_nothing(path: Path, days_ahead: int) -> None:
    moments = [START]
    store = AnnotationStore.open(path, now=lambda: moments[0])
    store.perform("Delete", [note("old", deleted_at=START), note("kept")])
    write_on_days(store, moments, 60)
    before, steps = all_of(store), store.file.connection.execute("SELECT count(*) FROM operation").fetchone()
    moments[0] += timedelta(days=days_ahead)
    store.purge()
    store.perform("Note", [note("new")])  # also where something is written while the clock is wrong
    store.purge()
    moments[0] += timedelta(hours=30)
    store.purge()
    store.undo()
    assert all_of(store) == before
    assert store.file.connection.execute("SELECT count(*) FROM operation").fetchone() == (steps[0] + 1,)
    store.close()


@pytest.mark.parametrize(("days", "since", "is_emptied"), [(4, 0, False), (5, 0, True), (5, 26, True), (5, 27, False)])
def test_the_bin_is_emptied_if_something_was_written_on_five_of_the_last_thirty_days(
    path: Path, days: int, since: int, is_emptied: bool
) -> None:
    moments = [START]
    store = AnnotationStore.open(path, now=lambda: moments[0])
    store.perform("Delete", [note("old", deleted_at=START)])
    moments[0] += timedelta(days=100)
    write_on_days(store, moments, days)
    moments[0] += timedelta(days=since)
    store.purge()
    assert [each.uuid for each in all_of(store)] == (["day"] if is_emptied else ["day", "old"])
    store.close()


def test_what_is_deleted_at_once_is_bounded(path: Path) -> None:
    moments = [START]
    store = AnnotationStore.open(path, now=lambda: moments[0])
    for number in range(4):
        store.perform("Delete", [note(f"old {number}", deleted_at=START + timedelta(minutes=number))])
    moments[0] += timedelta(days=100)
    write_on_days(store, moments, DAYS_OF_WORK)
    store.purge(most=3)
    assert [each.uuid for each in all_of(store)] == ["day", "old 3"]
    store.purge(most=3)
    assert [each.uuid for each in all_of(store)] == ["day"]
    store.close()


def test_after_ninety_days_steps_and_the_bin_are_emptied(path: Path) -> None:
    moments = [START]
    store = AnnotationStore.open(path, now=lambda: moments[0])
    store.perform("Delete", [note("old", deleted_at=START, tags=("x",)), note("kept")])
    moments[0] += timedelta(days=89 - DAYS_OF_WORK)
    write_on_days(store, moments, DAYS_OF_WORK)
    store.perform("Delete", [note("newer", deleted_at=moments[0])])
    store.purge()
    assert [each.uuid for each in all_of(store)] == ["day", "kept", "newer", "old"]
    moments[0] += timedelta(days=2)
    store.purge()
    assert [each.uuid for each in all_of(store)] == ["day", "kept", "newer"]
    assert store.file.connection.execute("SELECT count(*) FROM tag").fetchone() == (0,)
    while store.undo():
        pass
    assert [each.uuid for each in all_of(store)] == ["kept"]
    store.close()


def test_what_an_operation_can_still_bring_back_stays_in_the_bin(path: Path) -> None:
    moments = [START]
    store = AnnotationStore.open(path, now=lambda: moments[0])
    store.perform("Delete", [note("a", deleted_at=START, tags=("x",))])
    moments[0] += timedelta(days=80)
    store.retag("Rename", ["x"], "y")
    moments[0] += timedelta(days=20)
    store.purge()
    store.undo()
    assert [each.tags for each in all_of(store)] == [("x",)]
    store.close()


def test_only_what_was_not_found_in_an_edition_yet_is_looked_for(store: AnnotationStore) -> None:
    kept = replace(anchor(edition="e2"), status=AnchorStatus.ORPHAN, edition_sha256="b" * 64)
    lost = replace(kept, decided_by=Decider.PROGRAM)
    here = replace(anchor(edition="e2"), edition_sha256="b" * 64)
    store.perform(
        "Import",
        [
            note("made-here", anchors=(here,)),
            note("made-before", anchors=(anchor(),)),
            note("moved-here", anchors=(anchor(), here)),
            note("kept-as-orphan", anchors=(anchor(), kept)),
            note("to-be-decided", anchors=(anchor(), lost)),
            note("on-the-entry"),
            note("on-the-entry-too"),
            note("on-another", entry_id="country/NE"),
            note("in-the-bin", anchors=(anchor(),), deleted_at=START),
            note("elsewhere", anchors=(anchor(),), dataset="urn:other"),
        ],
    )
    found = uuids_to_look_at(store, DATASET, "b" * 64)
    assert set(found) == {"made-before", "to-be-decided", "on-the-entry", "on-another"}
    assert found[0] == "on-another"
    asked: list[list[str]] = []

    def known(entry_ids: Iterable[str]) -> tuple[str, ...]:
        asked.append(sorted(entry_ids))
        return ("project/afic", "country/SN")

    found = uuids_to_look_at(store, DATASET, "b" * 64, known)
    assert set(found) == {"made-before", "to-be-decided", "on-another"}
    assert asked == [["country/NE", "project/afic"]]
    assert count_to_look_at(store, DATASET, "b" * 64) == ToReanchor(2, ("country/NE", "project/afic"))
    assert count_to_look_at(store, "urn:nowhere", "b" * 64) == ToReanchor(0, ())


def test_storing_many_reads_no_row_by_itself(store: AnnotationStore) -> None:
    many = [note(None, str(number), tags=(f"tag {number % 3}",), anchors=(anchor(),)) for number in range(400)]
    run: list[str] = []
    store.file.connection.set_trace_callback(run.append)
    store.perform("Import", many)
    store.perform("Import", [replace(each, body="changed", modified=each.modified) for each in many[:1]])
    store.file.connection.set_trace_callback(None)
    assert len([each for each in run if each.lstrip().startswith("SELECT")]) < 150
    assert len([each for each in run if each.lstrip().startswith("UPDATE annotation")]) <= 1


def test_what_is_searched_is_written_with_a_new_annotation_as_it_is_made_anew(store: AnnotationStore) -> None:
    store.perform("Import", SAMPLES)
    store.perform(
        "Import", [replace(SAMPLES[0], body="Łódź’s", tags=("second", "First")), note("s-more", tags=("é", "A"))]
    )
    query = "SELECT uuid, folded FROM annotation ORDER BY uuid"
    written = store.file.connection.execute(query).fetchall()
    fold_all(store.file.connection)
    assert store.file.connection.execute(query).fetchall() == written
