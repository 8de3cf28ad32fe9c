"""Values of an untrusted file: what is taken of each, and what is refused at which bound."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from coopviewer.domain.annotations.exchange import Loss
from coopviewer.domain.digests import uuid_of_name
from coopviewer.exchange.annotations.jsonld_values import (
    Refused,
    as_list,
    first_value,
    fraction,
    iri_in,
    moment,
    terms_in,
    text,
    types_of,
    unwrapped,
    uuid_of,
    whole_number,
)

_TEXTUAL = {"type": "TextualBody", "value": "x"}


def loss_of(read: Callable[[], object]) -> Loss:
    """Return why a value is refused."""
    with pytest.raises(Refused) as raised:
        read()
    return raised.value.loss


@pytest.mark.parametrize(
    ("value", "listed"), [(None, []), ([], []), ("a", ["a"]), ([None, "a", None], ["a"]), ({}, [{}]), (0, [0])]
)
def test_any_value_is_a_list_without_null(value: object, listed: list[object]) -> None:
    assert as_list(value) == listed


def test_a_list_has_at_most_a_thousand_items() -> None:
    assert len(as_list([0] * 1000)) == 1000
    assert first_value([7, *[0] * 999]) == 7
    for read in (as_list, first_value, text, iri_in, terms_in, unwrapped):
        assert loss_of(lambda read=read: read(["a"] * 1001)) is Loss.TOO_LONG  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "first"),
    [
        (None, None),
        ([], None),
        (["a", "b"], "a"),
        ([None, "a"], "a"),
        ([None], None),
        ([["a"]], ["a"]),
        ({"@value": "a", "@language": "en"}, "a"),
        ([{"@value": "a"}, "b"], "a"),
        ({"value": "a"}, {"value": "a"}),
    ],
)
def test_of_several_values_the_first_is_meant(value: object, first: object) -> None:
    assert first_value(value) == first


def test_a_text_has_a_bound_and_no_characters_that_a_file_cannot_have() -> None:
    assert text("a\0\ud800") == "a\ufffd\ufffd"
    assert (text("x" * 500_000), text("abc", 3)) == ("x" * 500_000, "abc")
    assert loss_of(lambda: text("x" * 500_001)) is loss_of(lambda: text("abcd", 3)) is Loss.TOO_LONG


@pytest.mark.parametrize("value", [None, 7, [], {}, [7, "a"], {"@value": 7}, True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert loss_of(lambda: text(value)) is Loss.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("value", "number"), [(0, 0), (2.0, 2), ([3, 4], 3), ({"@value": 5}, 5), (2**53 - 1, 2**53 - 1), (0.0, 0)]
)
def test_a_whole_number_is_taken(value: Any, number: int) -> None:
    found = whole_number(value)
    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize("value", [-1, 2**53, 0.5, 1e300, float("inf"), float("nan"), True, False, "7", None, [], {}])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    assert loss_of(lambda: whole_number(value)) is Loss.NOT_UNDERSTOOD


def test_a_whole_number_has_the_least_value_that_is_asked_for() -> None:
    assert whole_number(3, 3) == 3
    assert loss_of(lambda: whole_number(2, 3)) is Loss.NOT_UNDERSTOOD


@pytest.mark.parametrize("value", [0, 1, 0.25, [0.5, 7], {"@value": 1.0}])
def test_a_fraction_is_from_none_to_all(value: Any) -> None:
    found = fraction(value)
    assert (found, type(found)) == (first_value(value), float)


@pytest.mark.parametrize("value", [-0.001, 1.001, True, False, "1", None, float("nan")])
def test_what_is_no_fraction_is_refused(value: object) -> None:
    assert loss_of(lambda: fraction(value)) is Loss.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2020-02-03T04:05:06", datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2020-02-03T04:05:06Z", datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)),
        ("2020-02-03T04:05:06.123999-01:30", datetime(2020, 2, 3, 5, 35, 6, 123_000, UTC)),
        (["2020-02-03"], datetime(2020, 2, 3, tzinfo=UTC)),
    ],
)
def test_a_time_is_in_utc_and_cut_to_the_millisecond(value: object, time: datetime) -> None:
    found = moment(value)
    assert (found, found.tzinfo) == (time, UTC)


@pytest.mark.parametrize("value", ["", "soon", "9999-12-31T23:00:00-02:00", "0001-01-01T00:00:00+00:01", 7, None])
def test_what_is_no_time_is_refused(value: object) -> None:
    assert loss_of(lambda: moment(value)) is Loss.NOT_UNDERSTOOD


def test_a_uuid_is_the_one_in_its_urn_or_computed() -> None:
    uuid = "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
    assert uuid_of(f"urn:uuid:{uuid}") == uuid_of(f"URN:UUID:{uuid.upper()}") == uuid
    assert uuid_of("https://example.org/a") == uuid_of_name("https://example.org/a") != uuid
    assert uuid_of(uuid) == uuid_of_name(uuid)
    for wrong in ("", uuid[:-1], f"{uuid}0", f"{{{uuid}}}", uuid.replace("-", "")):
        assert loss_of(lambda wrong=wrong: uuid_of(f"urn:uuid:{wrong}")) is Loss.NOT_UNDERSTOOD  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "iri"),
    [
        ("x:y", "x:y"),
        ({"id": "x:y", "@id": "x:z"}, "x:y"),
        ({"@id": "x:z"}, "x:z"),
        ([{"id": ["x:y"]}, "x:z"], "x:y"),
        ({"id": {"id": "x:y"}}, None),
        ({}, None),
        (7, None),
        (None, None),
        ([], None),
    ],
)
def test_a_resource_is_named_by_its_iri(value: object, iri: str | None) -> None:
    assert iri_in(value) == iri


def test_terms_are_without_the_prefix_of_the_vocabulary() -> None:
    given = ["tagging", "oa:linking", {"id": "http://www.w3.org/ns/oa#editing"}, 7, {}, "x:oa:y"]
    assert terms_in(given) == ["tagging", "linking", "editing", "x:oa:y"]
    assert (terms_in("oa:tagging"), terms_in(None)) == (["tagging"], [])
    assert types_of({"type": "oa:Choice", "@type": "List"}) == ["Choice"]
    assert (types_of({"@type": ["List"]}), types_of({})) == (["List"], [])


@pytest.mark.parametrize("kind", ["Composite", "List", "Independents"])
def test_sets_and_lists_are_taken_apart_in_their_order(kind: str) -> None:
    inner = {"type": kind, "items": ["b", {"type": kind, "item": ["c", "d"]}]}
    assert unwrapped(["a", inner, "e"]) == ["a", "b", "c", "d", "e"]
    assert unwrapped({"type": kind, "items": "a", "item": "b"}) == ["a"]
    assert unwrapped({"type": kind}) == []


def test_of_a_choice_the_first_is_the_default() -> None:
    assert unwrapped({"type": "Choice", "items": ["a", "b"]}) == ["a"]
    assert unwrapped({"type": "Choice", "items": []}) == []
    assert unwrapped([_TEXTUAL, {"type": ["oa:Choice", "List"], "items": [["a"], "b"]}]) == [_TEXTUAL, ["a"]]


def test_at_most_a_thousand_values_are_taken_apart() -> None:
    assert len(unwrapped([*[0] * 500, {"type": "List", "items": [0] * 500}])) == 1000
    assert loss_of(lambda: unwrapped([*[0] * 501, {"type": "List", "items": [0] * 500}])) is Loss.TOO_LONG
