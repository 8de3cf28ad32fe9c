"""Fields of other programs: which of them are understood, and which are named as not imported."""

from typing import Any

import pytest

from coopviewer.exchange.annotations.other_fields import doubled_in, fields_not_taken, plain_fields


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"user_info": {"display_name": "Zoë Müller"}}, "Zoë Müller"),
        ({"user_info": {"display_name": ""}}, "zoe@example.org"),
        ({"user_info": {"display_name": 7}}, "zoe@example.org"),
        ({"user_info": {"display_name": None}}, "zoe@example.org"),
        ({"user_info": {}}, "zoe@example.org"),
        ({"user_info": ["display_name"]}, "zoe@example.org"),
        ({}, "zoe@example.org"),
    ],
)
def test_an_author_is_shown_by_the_name_or_else_by_the_account(fields: dict[str, Any], name: str) -> None:
    record = {"user": "acct:zoe@example.org", **fields}
    assert plain_fields(record) == {"creator": {"id": "acct:zoe@example.org", "name": name}}
    assert fields_not_taken(record, plain_fields(record)) == ()


@pytest.mark.parametrize("user", ["", None, 7, ["acct:zoe@example.org"]])
def test_a_user_that_is_no_text_is_no_author(user: object) -> None:
    assert plain_fields({"user": user, "user_info": {"display_name": "Zoë"}}) == {}


@pytest.mark.parametrize(
    ("fields", "bodies"),
    [
        ({"text": "A", "tags": ["b", "c"]}, [{"value": "A"}, *({"purpose": "tagging", "value": tag} for tag in "bc")]),
        ({"text": "A"}, [{"value": "A"}]),
        ({"text": "A", "tags": []}, [{"value": "A"}]),
        ({"text": "", "tags": ["b"]}, [{"purpose": "tagging", "value": "b"}]),
        ({"text": 7, "tags": ["b", 7]}, [{"purpose": "tagging", "value": "b"}]),
        ({"text": "A", "tags": "b"}, [{"value": "A"}]),
    ],
)
def test_text_and_tags_are_bodies_if_there_is_no_other(fields: dict[str, Any], bodies: list[dict[str, str]]) -> None:
    assert plain_fields(fields) == {"body": bodies}
    assert plain_fields(fields | {"body": None}) == plain_fields(fields | {"bodyValue": "B"}) == {}


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": "", "tags": []}, {"tags": [7]}, {"text": None}])
def test_neither_text_nor_tags_is_no_body(fields: dict[str, Any]) -> None:
    assert plain_fields(fields) == {}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"updated": "2026-01-02"}, {"modified": "2026-01-02"}),
        ({"updated": "2026-01-02", "modified": "2026-01-01"}, {}),
        ({"updated": 2026}, {}),
        ({"updated": None}, {}),
    ],
)
def test_the_time_of_change_is_taken_if_the_model_has_none(fields: dict[str, Any], found: dict[str, str]) -> None:
    assert plain_fields(fields) == found


@pytest.mark.parametrize(
    ("record", "names"),
    [
        ({"text": "A", "tags": ["b"]}, ()),
        ({"text": 7, "tags": ["b"]}, ("text",)),
        ({"text": "A", "tags": ["b", 7]}, ("tags",)),
        ({"text": "A", "tags": "b"}, ("tags",)),
        ({"text": "A", "body": "B"}, ("text",)),
        ({"user": "acct:a", "user_info": {"display_name": "A"}, "creator": "B"}, ("user", "user_info")),
        ({"updated": "2026-01-02", "modified": "2026-01-01"}, ("updated",)),
        ({"group": "g", "id": "x", "links": {"a": "b"}, "colour": "pink"}, ("group",)),
        ({"a": None, "b": "", "c": [], "d": {}, "e": False, "f": 1, "g": True, "h": [0]}, ("f", "g", "h")),
    ],
)
def test_fields_that_have_content_and_are_not_imported_are_named(record: dict[str, Any], names: tuple[str]) -> None:
    assert fields_not_taken(record, plain_fields(record)) == names


def test_at_most_twelve_fields_are_named_each_with_forty_characters() -> None:
    record = {f"{number:02}".ljust(number + 28, "n"): "x" for number in range(1, 14)}
    assert [*map(len, record)] == list(range(29, 42))
    assert fields_not_taken(record, {}) == tuple(record)[:12]
    del record[next(iter(record))]
    assert [*map(len, fields_not_taken(record, {}))] == [*range(30, 41), 40]


def test_keys_that_are_twice_are_found_in_each_object_of_a_record_and_named_once() -> None:
    inner, other, outside = {"a": 1}, {"b": 2}, {"c": 3}
    record = {"x": [inner, [other]], "y": 7}
    doubled = {id(record): ("x",), id(inner): ("a", "x"), id(other): ("b",), id(outside): ("c",)}
    assert sorted(doubled_in(record, doubled)) == ["a", "b", "x"]
    assert doubled_in(inner, doubled) == ("a", "x")
    assert doubled_in("text", doubled) == doubled_in(7, doubled) == ()
    assert doubled_in(record, {}) == ()


@pytest.mark.parametrize(("before", "keys"), [(998, ("a",)), (999, ())])
def test_keys_that_are_twice_are_sought_in_the_first_thousand_values(before: int, keys: tuple[str, ...]) -> None:
    inner = {"a": 1}
    assert doubled_in([inner, *range(before)], {id(inner): ("a",)}) == keys
