"""The bodies of an annotation in a file: texts, tags, and the entry that is linked to."""

from typing import Any

import pytest

from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.bodies import Bodies, read_bodies
from coopviewer.exchange.annotations.jsonld_values import Refused
from tests.exchange.annotations.annotation_values import DATASET

NIGER, KOSOVO = f"{DATASET}:country/NE", f"{DATASET}:country/XK"
PAGE = "https://example.org/page"


def read(losses: set[Loss] | None = None, **record: Any) -> Bodies:
    return read_bodies(record, DATASET, losses if losses is not None else set())


@pytest.mark.parametrize(
    ("body", "target", "texts"),
    [
        (NIGER, "country/NE", []),
        ([NIGER, KOSOVO], "country/NE", [KOSOVO]),
        ([PAGE, {"source": KOSOVO}, NIGER], "country/XK", [PAGE, NIGER]),
        ("urn:other:country/NE", None, ["urn:other:country/NE"]),
        (f"{NIGER}#fact=country/NE/goal/1&field=text", None, [f"{NIGER}#fact=country/NE/goal/1&field=text"]),
        (f"{NIGER}#goals", "country/NE", []),
        ({"id": NIGER, "value": "Niger"}, None, ["Niger"]),
    ],
)
def test_the_first_entry_of_the_dataset_is_linked_to_and_other_addresses_are_texts(
    body: object, target: str | None, texts: list[str]
) -> None:
    losses: set[Loss] = set()
    assert read(losses, body=body) == Bodies(texts, [], target)
    assert losses == set()


def test_texts_are_paragraphs_of_one_note() -> None:
    bodies = read(bodyValue="A", body=[{"value": "B"}, {"value": ""}, PAGE, {"value": "B"}])
    assert bodies.texts == ["A", "B", "", PAGE, "B"]
    assert bodies.note() == f"A\n\nB\n\n{PAGE}\n\nB"
    assert (read().note(), read(body=[]).note(), read(body={"value": ""}).note()) == ("", "", "")


@pytest.mark.parametrize(("length", "is_read"), [(500_000 - 3, True), (500_000 - 2, False)])
def test_a_note_has_a_greatest_length(length: int, is_read: bool) -> None:
    bodies = Bodies(["x" * length, "y"])
    if is_read:
        assert len(bodies.note()) == 500_000
        return
    with pytest.raises(Refused) as raised:
        bodies.note()
    assert raised.value.loss is Loss.TOO_LONG


@pytest.mark.parametrize(
    ("record", "tags", "texts"),
    [
        ({"body": {"purpose": "tagging", "value": "a", "label": "b"}}, ["a"], []),
        ({"body": {"purpose": ["editing", "oa:tagging"], "label": "b", "name": "c"}}, ["b"], []),
        ({"body": {"purpose": "tagging", "name": "c", "source": {"value": "d"}}}, ["c"], []),
        ({"body": {"purpose": "tagging", "source": {"id": PAGE, "name": "d"}}}, ["d"], []),
        ({"body": {"purpose": "tagging", "source": {"id": PAGE}}}, [PAGE], []),
        ({"body": {"purpose": "tagging", "id": PAGE}}, [PAGE], []),
        ({"body": {"purpose": "tagging", "source": NIGER}}, [NIGER], []),
        ({"body": {"value": "a"}, "motivation": "tagging"}, ["a"], []),
        ({"body": PAGE, "motivation": "oa:tagging"}, [PAGE], []),
        ({"body": [{"value": "a"}, {"value": "b"}], "motivation": "tagging"}, [], ["a", "b"]),
        ({"body": {"value": "a"}, "motivation": ["tagging", "commenting"]}, [], ["a"]),
        ({"body": {"value": "a", "purpose": "describing"}}, [], ["a"]),
        ({"body": [{"purpose": "tagging", "value": each} for each in "abba"]}, ["a", "b", "b", "a"], []),
        ({"body": {"purpose": "tagging", "value": ["a", {"@value": "b"}]}}, ["a", "b"], []),
        ({"body": {"value": ["a", {"@value": "b"}]}, "bodyValue": ["c", "d"]}, [], ["c", "d", "a", "b"]),
    ],
)
def test_a_tag_is_told_by_its_purpose_or_as_the_only_body_of_tagging(
    record: dict[str, Any], tags: list[str], texts: list[str]
) -> None:
    assert read(**record) == Bodies(texts, tags)


@pytest.mark.parametrize("body", [{"purpose": "tagging"}, {"purpose": "tagging", "value": 7}])
def test_a_tag_without_a_text_is_refused(body: object) -> None:
    with pytest.raises(Refused) as raised:
        read(body=body)
    assert raised.value.loss is Loss.NOT_UNDERSTOOD


def test_there_are_at_most_a_hundred_tags_of_two_hundred_characters() -> None:
    tag = {"purpose": "tagging", "value": "t" * 200}
    assert read(body=[tag] * 100).tags == ["t" * 200] * 100
    for body in ([tag] * 101, [tag | {"value": "t" * 201}]):
        with pytest.raises(Refused) as raised:
            read(body=body)
        assert raised.value.loss is Loss.TOO_LONG


@pytest.mark.parametrize(
    ("body", "losses"),
    [
        ({"value": "<p>", "format": "text/html"}, {Loss.MARKUP}),
        ({"value": "<p>", "format": "Application/XHTML+XML"}, {Loss.MARKUP}),
        ({"value": "<p>", "format": "text/plain"}, set()),
        ({"value": "<p>", "format": []}, set()),
        ({"value": "<p>", "format": ["text/plain", "text/html"]}, {Loss.MARKUP}),
        ({"value": "<p>"}, set()),
        ({"type": "TextualBody"}, set()),
        ({"type": "Image"}, {Loss.OTHER_BODY}),
        ({}, {Loss.OTHER_BODY}),
        (7, {Loss.OTHER_BODY}),
        (None, set()),
    ],
)
def test_what_cannot_be_kept_of_a_body_is_lost(body: object, losses: set[Loss]) -> None:
    found: set[Loss] = set()
    read(found, body=body)
    assert found == losses
