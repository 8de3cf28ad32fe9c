"""Lists of annotations as tables: what each column says of an annotation."""

from dataclasses import replace
from datetime import timedelta

from coopviewer.domain.annotations.annotation import (
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
)
from coopviewer.domain.annotations.exchange import EntryNames
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables.annotation_table import annotation_table
from tests.storage.annotations.annotation_samples import DATASET, GOAL, ME, START, anchor, note

NAMES = EntryNames(DATASET, {"project/afic": "AFIC", "country/XK": "Kosovo*"}, {"Kosovo*": "a note", "Taiwan*": "two"})


def said(annotation: Annotation) -> dict[str, str]:
    table = annotation_table([annotation], NAMES, 1, ENGLISH).table
    (row,) = table.rows
    return {field.name: text for field, text in zip(table.fields, row, strict=True) if text}


def test_a_plain_note_has_only_what_every_annotation_has() -> None:
    assert said(note("u1", "Ask, again")) == {
        "entry": "AFIC",
        "kind": "Note",
        "note": "Ask, again",
        "author": "Ana",
        "created": "2026-11-25T09:30:00+00:00",
        "changed": "2026-11-25T09:30:00+00:00",
        "uuid": "u1",
        "entry-id": "project/afic",
        "address": "coop:project/afic",
    }


def test_a_highlight_says_what_it_quotes_in_which_edition_and_what_became_of_it() -> None:
    highlight = note(
        "u2",
        "",
        motivation=Motivation.HIGHLIGHTING,
        colour=Colour.PINK,
        status=AnnotationStatus.DISPUTED,
        tags=("a, b", "c"),
        anchors=(anchor(), replace(anchor(edition="e2"), status=AnchorStatus.ORPHAN)),
        modified=START + timedelta(days=2),
        creator=Person(ME.uuid, ""),
    )
    assert said(highlight) == {
        "entry": "AFIC",
        "kind": "Highlight",
        "quotation": GOAL[:10],
        "tags": '"a, b", c',
        "colour": "pink",
        "status": "disputed",
        "created": "2026-11-25T09:30:00+00:00",
        "changed": "2026-11-27T09:30:00+00:00",
        "uuid": "u2",
        "entry-id": "project/afic",
        "address": "coop:project/afic",
        "fact-id": "project/afic/goal/structures",
        "edition": "e2",
        "place": "The quotation is no longer found in this edition.",
    }


def test_a_link_names_where_it_leads_and_an_unknown_entry_has_only_its_id() -> None:
    link = note("u3", motivation=Motivation.LINKING, entry_id="country/ML", target_entry_id="country/XK")
    found = said(link)
    assert (found.get("entry"), found["entry-id"], found["target"], found["target-id"]) == (
        *(None, "country/ML", "Kosovo*", "country/XK"),
    )
    unknown = said(replace(link, target_entry_id="country/TD"))
    assert (unknown.get("target"), unknown["target-id"]) == (None, "country/TD")
    foreign = said(replace(link, dataset="urn:other"))
    assert (foreign.get("entry"), foreign.get("target")) == (None, None)


def test_a_table_of_annotations_says_how_many_there_are_and_what_marked_names_mean() -> None:
    table = annotation_table([], NAMES, 7, ENGLISH).table
    assert (table.name, table.title, table.total, table.key) == ("annotations", "Annotations", 7, ("uuid",))
    assert table.about == (("List", "Annotations"), ("Legal note", "Kosovo*: a note"), ("Legal note", "Taiwan*: two"))
    values = {field.name: dict(field.values) for field in table.fields if field.values}
    assert (values["kind"]["highlighting"], values["colour"]["pink"], values["status"]["disputed"]) == (
        *("Highlight", "pink", "disputed"),
    )
    assert {name: len(words) for name, words in values.items()} == {
        "kind": len(Motivation),
        "colour": len(Colour),
        "status": len(AnnotationStatus),
    }


def test_records_have_the_same_texts_by_the_names_of_the_columns() -> None:
    listed = annotation_table([note("u1"), note("u2")], NAMES, 2, ENGLISH)
    records = list(listed.records)
    assert [record["uuid"] for record in records] == ["u1", "u2"]
    assert [list(record) for record in records] == [[field.name for field in listed.table.fields]] * 2
