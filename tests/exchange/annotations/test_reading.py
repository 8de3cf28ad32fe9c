"""What a file says around its annotations, and of each: who sent it, which pages it has, who wrote what and when."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.domain.annotations.exchange import Loss, ReadAnnotations
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.exchange.annotations.jsonld import from_jsonld, jsonld_lines
from coopviewer.exchange.annotations.reading import read_items
from tests.exchange.annotations.annotation_values import AUTHOR, DATASET, note, to_jsonld

ENTRY = f"{DATASET}:project/afic"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
PERSON = {"id": f"urn:uuid:{AUTHOR.uuid}", "name": AUTHOR.name}


def read(document: object) -> ReadAnnotations:
    return read_items(json.loads(json.dumps(document)), NOW, "notes.jsonld")


def record(id_: str = "https://example.org/1", **fields: Any) -> dict[str, Any]:
    return {"id": id_, "target": ENTRY, "creator": "acct:a@example.org"} | fields


def read_record(**fields: Any) -> Annotation:
    """Read one annotation, of which nothing is lost."""
    found = read([record(**fields)])
    assert found.losses == {}
    return found.annotations[0]


def losses_of(**fields: Any) -> set[Loss]:
    return set(read([record(**fields)]).losses)


def test_the_sender_is_the_person_who_exported_the_collection() -> None:
    sent = b"".join(jsonld_lines([note(1)], sender=AUTHOR))
    assert read(json.loads(sent)).sender == AUTHOR
    assert read(json.loads(to_jsonld([note(1)]))).sender is None


@pytest.mark.parametrize(
    ("document", "sender"),
    [
        ({"items": [], "creator": PERSON}, AUTHOR),
        ({"items": [], "creator": [PERSON, "acct:b"]}, AUTHOR),
        ({"items": [], "creator": None}, None),
        ({"items": [], "creator": []}, None),
        ({"items": [], "creator": {"type": "Person"}}, None),
        ({"items": [], "creator": "urn:uuid:me"}, None),
        ({"items": []}, None),
        (record(creator=PERSON), None),
        ([record(creator=PERSON)], None),
    ],
)
def test_a_file_without_a_readable_sender_has_none(document: object, sender: Person | None) -> None:
    assert read(document).sender == sender


@pytest.mark.parametrize("key", ["items", "@graph", "rows"])
def test_a_list_may_have_any_of_the_three_names_and_one_alone_needs_no_list(key: str) -> None:
    several = read({key: [record("x:1"), record("x:2")]})
    alone = read({key: record("x:1")})
    assert alone.annotations == several.annotations[:1]
    assert (len(several.annotations), several.losses, alone.losses) == (2, {}, {})


@pytest.mark.parametrize(
    ("document", "count", "losses"),
    [
        ({"first": {"items": [record("x:1")]}}, 1, {}),
        ({"first": {"items": [record("x:1")], "next": {"items": [record("x:2")]}}}, 2, {}),
        ({"items": [record("x:1")], "next": {"items": [record("x:2")]}}, 2, {}),
        ({"items": [record("x:1")], "first": {"items": [record("x:2")]}, "next": {"items": [7]}}, 2, {}),
        ({"first": {"items": [record("x:1")], "next": "x:page"}}, 1, {Loss.NOT_IN_FILE: 1}),
        ({"items": [record("x:1")], "next": "x:page"}, 1, {Loss.NOT_IN_FILE: 1}),
        ({"items": [record("x:1")], "total": 1}, 1, {}),
        ({"items": [record("x:1")], "total": 0}, 1, {}),
        ({"items": [record("x:1")], "total": 2}, 1, {Loss.NOT_IN_FILE: 1}),
        ({"items": [record("x:1")], "total": "2"}, 1, {}),
        ({"total": 0}, 0, {}),
    ],
)
def test_the_pages_of_a_collection_are_read_one_after_the_other(
    document: dict[str, Any], count: int, losses: dict[Loss, int]
) -> None:
    found = read(document)
    assert (len(found.annotations), found.losses) == (count, losses)


@pytest.mark.parametrize(("pages", "losses"), [(1000, {}), (1001, {Loss.NOT_IN_FILE: 1})])
def test_at_most_a_thousand_pages_are_read(pages: int, losses: dict[Loss, int]) -> None:
    page: dict[str, Any] = {"items": [record(f"x:{pages}")]}
    for number in range(pages - 1, 0, -1):
        page = {"items": [record(f"x:{number}")], "next": page}
    found = read_items({"first": page}, NOW, "")
    assert (len(found.annotations), found.losses) == (1000, losses)


@pytest.mark.parametrize(("wrong", "told"), [(1, 1), (200, 200), (201, 200)])
def test_the_first_two_hundred_annotations_that_lose_something_are_told_one_by_one(wrong: int, told: int) -> None:
    found = read([*[{"id": f"x:{number}"} for number in range(wrong)], record()])
    assert [each.number for each in found.items] == [*range(1, told + 1)]
    assert (found.losses, found.affected, len(found.annotations)) == ({Loss.NOT_UNDERSTOOD: wrong}, wrong, 1)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({"id": "x" * 80}, "x" * 80),
        ({"id": "x" * 81}, f"{'x' * 79}…"),
        ({"id": " a \n b\0"}, "a b\ufffd"),
        ({"@id": "b"}, "b"),
        ({"id": "a", "@id": "b"}, "a"),
        ({"id": 7}, ""),
        ({}, ""),
        (7, ""),
    ],
)
def test_an_annotation_that_loses_something_is_named_by_its_id(item: object, name: str) -> None:
    assert [each.id for each in read([item]).items] == [name]


@pytest.mark.parametrize(
    ("kinds", "is_read"),
    [
        ({}, True),
        ({"type": []}, True),
        ({"type": "Annotation"}, True),
        ({"@type": ["x:Note", "oa:Annotation"]}, True),
        ({"type": "Note"}, False),
        ({"type": "annotation"}, False),
    ],
)
def test_only_annotations_and_records_of_no_type_are_read(kinds: dict[str, Any], is_read: bool) -> None:
    assert losses_of(**kinds) == (set() if is_read else {Loss.NOT_UNDERSTOOD})


FIRST, SECOND, THIRD = (f"2020-01-0{day}T00:00:00Z" for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("times", "created", "modified"),
    [
        ({"created": FIRST, "modified": SECOND, "generated": THIRD}, 1, 2),
        ({"created": FIRST, "generated": THIRD}, 1, 1),
        ({"modified": SECOND, "generated": THIRD}, 2, 2),
        ({"generated": THIRD}, 3, 3),
        ({"created": FIRST}, 1, 1),
    ],
)
def test_a_time_that_is_missing_is_the_nearest_one_that_is_there(
    times: dict[str, str], created: int, modified: int
) -> None:
    found = read_record(**times)
    assert (found.created.day, found.modified.day) == (created, modified)
    assert found.created.year == 2020


def test_without_any_time_it_is_now() -> None:
    found = read_record()
    assert found.created == found.modified == NOW


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ("acct:jane@example.org", "jane@example.org"),
        ("https://example.org/jane", "https://example.org/jane"),
        ({"name": "Jane", "nickname": "J"}, "Jane"),
        ({"nickname": "J"}, "J"),
        ({"id": "acct:jane", "name": ""}, ""),
        ({"id": "acct:jane"}, "jane"),
        ([{"name": "Jane"}, {"name": "Joe"}], "Jane"),
    ],
)
def test_an_author_has_a_name_or_else_an_address(creator: object, name: str) -> None:
    assert read_record(creator=creator).creator.name == name


def test_an_author_is_one_person_by_the_address_or_else_by_the_name() -> None:
    jane = read_record(creator={"id": "acct:jane", "name": "Jane"}).creator
    assert read_record(creator={"id": "acct:jane", "name": "Dr Jane"}).creator.uuid == jane.uuid
    named = read_record(creator={"name": "Jane"}).creator
    assert named == read_record(creator={"name": "Jane", "type": "Person"}).creator
    assert len({jane.uuid, named.uuid, read_record(creator={"name": "Joe"}).creator.uuid}) == 3
    assert read_record(creator=PERSON).creator == AUTHOR


@pytest.mark.parametrize("creator", [None, []])
def test_an_annotation_without_an_author_is_by_nobody(creator: object) -> None:
    found = read([record("x:1", creator=creator), record("x:2", creator=creator)])
    assert found.losses == {Loss.NO_AUTHOR: 2}
    one, other = found.annotations
    assert (one.creator, one.creator.name) == (other.creator, "")


@pytest.mark.parametrize(
    ("fields", "motivation", "losses"),
    [
        ({"motivation": "questioning"}, Motivation.QUESTIONING, set()),
        ({"motivation": ["editing", "questioning", "assessing"]}, Motivation.QUESTIONING, set()),
        ({"motivation": ["linking", "assessing"]}, Motivation.ASSESSING, set()),
        ({"motivation": "linking"}, Motivation.BOOKMARKING, {Loss.OTHER_MOTIVATION}),
        ({"motivation": "editing"}, Motivation.BOOKMARKING, {Loss.OTHER_MOTIVATION}),
        ({"motivation": [], "bodyValue": "Why?"}, Motivation.COMMENTING, set()),
        ({"bodyValue": ""}, Motivation.BOOKMARKING, set()),
        ({"body": f"{DATASET}:country/NE"}, Motivation.LINKING, set()),
        ({"motivation": "commenting", "body": f"{DATASET}:country/NE"}, Motivation.LINKING, {Loss.OTHER_MOTIVATION}),
    ],
)
def test_the_motivation_is_the_first_known_one_or_the_nearest(
    fields: dict[str, Any], motivation: Motivation, losses: set[Loss]
) -> None:
    found = read([record(**fields)])
    assert [each.motivation for each in found.annotations] == [motivation]
    assert set(found.losses) == losses


def test_a_quotation_without_a_note_is_a_highlight() -> None:
    target = {
        "source": f"{ENTRY}#fact=project/afic/goal/capacity&field=text",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "abc"},
            {"type": "TextPositionSelector", "start": 0, "end": 3},
        ],
        "state": {"edition": "e"},
    }
    assert read_record(target=target).motivation is Motivation.HIGHLIGHTING
    assert read_record(target=target, bodyValue="Why?").motivation is Motivation.COMMENTING


@pytest.mark.parametrize(("field", "word"), [("colour", "mauve"), ("status", "perhaps")])
def test_a_colour_or_status_that_is_not_known_is_left_out(field: str, word: str) -> None:
    assert losses_of(**{field: word}) == {Loss.UNKNOWN_WORD}
    assert getattr(read_record(**{field: None}), field) is None


def test_an_annotation_in_the_bin_says_since_when() -> None:
    assert read_record(deleted=SECOND).deleted_at == datetime(2020, 1, 2, tzinfo=UTC)
    assert read_record().deleted_at is None
    assert losses_of(deleted="yesterday") == {Loss.NOT_UNDERSTOOD}


def with_versions(*texts: str) -> dict[str, Any]:
    """Return the record of an annotation with a version for each text, the first of them the present one."""
    versions = [make_version(note(1, body=text), AUTHOR) for text in texts]
    return json.loads(jsonld_lines([versions[0].annotation], versions={note(1).uuid: versions})[1])


def test_versions_that_cannot_be_read_take_nothing_from_the_others() -> None:
    given = with_versions("Now", "Before", "At first")
    given["otherVersion"][0]["version"] = "0" * 32
    given["otherVersion"] += [7, {}, {**given["otherVersion"][1], "target": 7}]
    found = read([given])
    assert [each.annotation.body for each in found.versions] == ["Now", "At first"]
    assert (found.annotations, found.losses) == ((), {})


def test_another_annotation_is_no_version_of_this_one() -> None:
    given, other = with_versions("Now", "Before"), make_version(note(2), AUTHOR)
    given["otherVersion"].append(json.loads(jsonld_lines([note(2)], versions={note(2).uuid: [other]})[1]))
    assert [each.annotation.body for each in read([given]).versions] == ["Now", "Before"]


def test_an_annotation_that_was_changed_by_another_program_has_no_version() -> None:
    given = with_versions("Now", "Before")
    given["body"][0]["value"] = "Changed"
    found = read([given])
    assert (found.annotations, found.versions) == ((replace(note(1), body="Changed"),), ())


@pytest.mark.parametrize(
    ("document", "keys"),
    [
        ('{"total": 0, "total": 0, "items": []}', ("total",)),
        ('{"first": {"startIndex": 0, "startIndex": 0, "items": []}}', ("startIndex",)),
        ('{"a": {"b": 1, "b": 1}, "items": [], "first": {"c": {"a": 1, "a": 1}}}', ("b", "a")),
        ('{"items": [], "total": 0}', ()),
        ("[]", ()),
    ],
)
def test_keys_that_are_twice_around_the_annotations_are_told_of_the_file(document: str, keys: tuple[str, ...]) -> None:
    found = from_jsonld(document.encode(), NOW)
    assert [(each.number, each.keys) for each in found.items] == ([(0, keys)] if keys else [])
    assert found.losses == ({Loss.DOUBLE_KEYS: 1} if keys else {})


@pytest.mark.parametrize(
    "key",
    [
        *(
            "created",
            "modified",
            "generated",
            "deleted",
            "revision",
            "colour",
            "status",
            "motivation",
            "creator",
            "body",
        ),
        *(
            "bodyValue",
            "laterAnchor",
            "otherVersion",
            "version",
            "text",
            "tags",
            "user",
            "updated",
            "rights",
            "@context",
        ),
    ],
)
def test_a_field_with_null_is_one_that_is_not_there(key: str) -> None:
    whole = {"id": "https://example.org/1", "target": ENTRY, "creator": PERSON, "created": "2026-11-30T12:00:00Z"}
    absent = {name: value for name, value in whole.items() if name != key}
    expected = from_jsonld(json.dumps(absent).encode(), NOW)
    assert len(expected.annotations) == 1
    assert from_jsonld(json.dumps(whole | {key: None}).encode(), NOW) == expected


def test_a_null_within_a_quotation_or_a_body_is_not_there_either() -> None:
    def written(**more: None) -> bytes:
        quote = {"type": "TextQuoteSelector", "exact": "strengthen"} | more
        target = {"source": f"{ENTRY}#fact=project/afic/goal/capacity&field=text", "selector": [quote]}
        body = {"type": "TextualBody", "value": "Why?"} | more
        return json.dumps({"id": "https://example.org/1", "target": target, "body": [body], "creator": PERSON}).encode()

    assert from_jsonld(written(prefix=None, suffix=None, purpose=None, format=None), NOW) == from_jsonld(written(), NOW)


@pytest.mark.parametrize(
    ("key", "listed"),
    [
        ("body", [{"type": "TextualBody", "value": "Why?"}]),
        ("body", {"type": "TextualBody", "value": ["Why?"]}),
        ("body", {"type": "TextualBody", "purpose": "tagging", "value": ["capacity"]}),
        ("body", {"type": "Choice", "items": [{"type": "TextualBody", "value": "Why?"}]}),
        ("bodyValue", ["Why?"]),
        ("target", [ENTRY]),
        ("creator", [PERSON]),
        ("creator", {"id": "https://example.org/me", "name": ["Zoë"]}),
        ("created", ["2026-11-30T12:00:00Z"]),
        ("laterAnchor", []),
        ("tags", ["capacity"]),
    ],
)
def test_a_null_in_a_list_is_not_there_either(key: str, listed: Any) -> None:
    def with_null(value: Any) -> Any:
        if isinstance(value, list):
            return [None, *map(with_null, value), None]
        return {name: with_null(each) for name, each in value.items()} if isinstance(value, dict) else value

    def read_with(value: Any) -> ReadAnnotations:
        record = {"id": "https://example.org/1", "target": ENTRY, "creator": PERSON, "created": "2026-11-30T12:00:00Z"}
        return from_jsonld(json.dumps(record | {key: value}).encode(), NOW)

    assert read_with(with_null(listed)) == read_with(listed)
    assert not read_with(with_null(listed)).losses


def test_without_what_it_is_about_an_annotation_is_not_understood() -> None:
    assert losses_of(target=None) == {Loss.NOT_UNDERSTOOD}
    assert set(from_jsonld(b'[{"id": "https://example.org/1", "target": null}]', NOW).losses) == {Loss.NOT_UNDERSTOOD}


def test_of_a_key_that_is_twice_a_null_at_the_end_counts() -> None:
    content = json.dumps(record(bodyValue="a"))[:-1] + ', "bodyValue": null}'
    found = from_jsonld(content.encode(), NOW)
    assert (found.annotations[0].body, set(found.losses)) == ("", {Loss.DOUBLE_KEYS})
