"""Annotations are exported and imported as Web Annotation JSON-LD without loss; invalid files are reported."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopviewer.domain.annotations.annotation import (
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
)
from coopviewer.domain.annotations.exchange import ItemLoss, Loss
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.annotations import jsonld as annotation_jsonld
from coopviewer.exchange.annotations import reading
from coopviewer.exchange.annotations.jsonld import from_jsonld, jsonld_lines
from tests.exchange.annotations.annotation_values import (
    AUTHOR,
    DATASET,
    MOMENT,
    NAMES,
    TEXT,
    annotations,
    note,
    of_every_kind,
    on_passage,
    to_jsonld,
)
from tests.faults import raises_fault

ENTRY = f"{DATASET}:project/afic"
PASSAGE = f"{ENTRY}#fact=project/afic/goal/capacity&field=text"
QUOTE = {"type": "TextQuoteSelector", "exact": "strengthen", "prefix": "To ", "suffix": " the"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 13}
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def read(document: object):
    return from_jsonld(json.dumps(document).encode(), NOW)


def read_one(**fields):
    """Read one annotation with these properties; return it and the losses."""
    record = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:00000000-0000-4000-8000-000000000001"}
    found = read(record | {"type": "Annotation", "target": ENTRY, "creator": "acct:a@example.org"} | fields)
    return (found.annotations or (None,))[0], set(found.losses)


def test_every_field_is_exported_and_imported() -> None:
    twice_found = note(20, anchors=(on_passage(), on_passage(5, 15, status=AnchorStatus.MOVED, edition="2026-03")))
    given_ = (*of_every_kind(), twice_found)
    found = from_jsonld(to_jsonld(given_, NAMES))
    assert found.annotations == given_
    assert found.losses == {}


@settings(max_examples=60)
@given(st.lists(annotations(), max_size=3))
def test_any_annotation_is_exported_and_imported_unchanged(given_: list[Annotation]) -> None:
    found = from_jsonld(to_jsonld(given_))
    assert found.annotations == tuple(given_)
    assert found.losses == {}


def test_equal_annotations_are_written_to_equal_bytes_one_per_line() -> None:
    content = to_jsonld(of_every_kind())
    assert content == to_jsonld(of_every_kind())
    assert len(content.splitlines()) == len(of_every_kind()) + 2
    assert to_jsonld(()) == to_jsonld([])
    assert from_jsonld(to_jsonld(())).annotations == ()


@pytest.mark.parametrize("others", [0, 1, 2])
def test_the_first_version_is_the_annotation_itself_and_the_others_are_within_it(others: int) -> None:
    given_ = [make_version(note(1, body=f"Text {number}"), AUTHOR) for number in range(others + 1)]
    now, *rest = given_
    lines = jsonld_lines([now.annotation], versions={now.annotation.uuid: given_})
    record = json.loads(lines[1])
    assert record["version"] == now.id
    assert [each["version"] for each in record.get("otherVersion", [])] == [each.id for each in rest]
    found = from_jsonld(b"".join(lines))
    assert {each.id: each.annotation.body for each in found.versions} == {
        each.id: each.annotation.body for each in given_
    }
    assert (found.annotations, found.losses) == ((), {})


def test_an_export_follows_the_model() -> None:
    document = json.loads(to_jsonld((note(4, anchors=(on_passage(),), tags=("a", "b")),), NAMES))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (document["type"], document["total"], document["first"]["type"]) == (
        "AnnotationCollection",
        1,
        "AnnotationPage",
    )
    assert document["first"]["startIndex"] == 0
    (item,) = document["first"]["items"]
    assert item["id"] == "urn:uuid:00000000-0000-4000-8000-000000000004"
    assert item["creator"] == {"id": f"urn:uuid:{AUTHOR.uuid}", "type": "Person", "name": AUTHOR.name}
    assert item["created"] == "2026-11-25T23:17:06.123Z"
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("commenting", "Note 4"),
        ("tagging", "a"),
        ("tagging", "b"),
    ]
    target = item["target"]
    assert (target["source"], target["label"]) == (PASSAGE, "AFIC")
    assert target["selector"] == [QUOTE | {"suffix": on_passage().selector.suffix}, POSITION]
    assert target["state"] == {"type": "EditionState", "edition": "2026-02", "editionSha256": "ab" * 32}


def test_positions_count_code_points() -> None:
    start = TEXT.index("partners")
    (found,) = from_jsonld(to_jsonld((note(anchors=(on_passage(start, start + 8),)),))).annotations
    assert found.anchors[0].selector.exact == TEXT[found.anchors[0].selector.start :][:8] == "partners"


@pytest.mark.parametrize("value", [b"{},\n", b"[],", b"1,", b'"a",', b"[[],"])
def test_millions_of_values_are_refused_before_they_are_read(value: bytes) -> None:
    content = b"[" + value * (99_000_000 // len(value)) + b"{}]"
    begun = time.process_time()
    with raises_fault("more than 8,000,000 values"):
        from_jsonld(content)
    assert time.process_time() - begun < 5  # 189 seconds and 2.3 GB for the first of them, when they were read


def test_an_export_that_is_too_long_to_import_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", 5000)
    with raises_fault("in parts"):
        to_jsonld(note(number) for number in range(20))
    monkeypatch.undo()
    content = to_jsonld(note(number) for number in range(20))
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", 5000)
    with raises_fault("longer than"):
        from_jsonld(content)
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", len(content))
    assert to_jsonld(note(number) for number in range(20)) == content
    assert len(from_jsonld(content).annotations) == 20


def test_reading_reports_its_progress() -> None:
    content = to_jsonld(note(number) for number in range(120))
    reports: list[tuple[int, int]] = []
    from_jsonld(content, progress=lambda done, total: reports.append((done, total)))
    assert reports[0] == (0, 120)
    assert reports[-1] == (120, 120)
    assert reports == sorted(reports)
    assert {total for _, total in reports} == {120}


@pytest.mark.parametrize(
    ("fields", "expected", "losses"),
    [
        ({"bodyValue": "text"}, {"body": "text"}, set()),
        ({"body": "https://example.org/comment"}, {"body": "https://example.org/comment"}, set()),
        ({"body": {"id": "https://example.org/c", "type": "Text"}}, {"body": "https://example.org/c"}, set()),
        ({"body": {"type": "TextualBody", "value": "x"}}, {"body": "x"}, set()),
        ({"body": {"value": {"@value": "x", "@language": "en"}}}, {"body": "x"}, set()),
        ({"body": [{"value": "x"}, {"value": "y", "purpose": "describing"}]}, {"body": "x\n\ny"}, set()),
        ({"body": {"type": "Choice", "items": [{"value": "x"}, {"value": "y"}]}}, {"body": "x"}, set()),
        ({"body": {"type": "List", "items": [{"value": "x"}, {"value": "y"}]}}, {"body": "x\n\ny"}, set()),
        ({"body": {"value": "<p>x", "format": "text/html"}}, {"body": "<p>x"}, {Loss.MARKUP}),
        ({"body": {"type": "TextualBody", "purpose": "replying"}}, {"body": ""}, set()),
        ({"body": {"type": "Image"}}, {"body": ""}, {Loss.OTHER_BODY}),
        ({"body": [7]}, {"body": ""}, {Loss.OTHER_BODY}),
        ({"body": {"purpose": ["tagging"], "value": "# b  c"}}, {"tags": ("b c",), "body": ""}, set()),
        ({"body": {"purpose": "tagging", "source": {"id": "x:y", "label": "Z"}}}, {"tags": ("Z",)}, set()),
        (
            {"body": {"purpose": "tagging", "source": "https://example.org/t"}},
            {"tags": ("https://example.org/t",)},
            set(),
        ),
        (
            {"motivation": "tagging", "body": {"value": "t"}},
            {"tags": ("t",), "body": "", "motivation": Motivation.BOOKMARKING},
            {Loss.OTHER_MOTIVATION},
        ),
        ({"motivation": "highlighting"}, {"motivation": Motivation.HIGHLIGHTING}, set()),
        ({"motivation": ["tagging", "oa:questioning"]}, {"motivation": Motivation.QUESTIONING}, set()),
        ({"motivation": "http://www.w3.org/ns/oa#assessing"}, {"motivation": Motivation.ASSESSING}, set()),
        ({"motivation": "editing", "bodyValue": "x"}, {"motivation": Motivation.COMMENTING}, {Loss.OTHER_MOTIVATION}),
        (
            {"motivation": "linking", "body": "https://x.org/"},
            {"motivation": Motivation.COMMENTING},
            {Loss.OTHER_MOTIVATION},
        ),
        ({}, {"motivation": Motivation.BOOKMARKING}, set()),
        (
            {"motivation": "linking", "body": f"{DATASET}:country/NE"},
            {"motivation": Motivation.LINKING, "target_entry_id": "country/NE", "body": ""},
            set(),
        ),
        ({"body": "urn:other:country/NE"}, {"target_entry_id": None, "body": "urn:other:country/NE"}, set()),
        ({"target": ["https://x.org/", ENTRY]}, {"entry_id": "project/afic"}, {Loss.FURTHER_TARGETS}),
        ({"target": {"id": ENTRY, "type": "Dataset"}}, {"entry_id": "project/afic", "dataset": DATASET}, set()),
        ({"target": {"source": {"id": ENTRY}}}, {"entry_id": "project/afic", "anchors": ()}, set()),
        ({"target": f"{ENTRY}#goals"}, {"entry_id": "project/afic"}, set()),
        ({"creator": [{"name": "B", "type": "Person"}, "acct:c"]}, {}, set()),
        ({"creator": None}, {}, {Loss.NO_AUTHOR}),
        (
            {"created": "2020-02-03T04:05:06.789999+02:00"},
            {"created": datetime(2020, 2, 3, 2, 5, 6, 789000, UTC)},
            set(),
        ),
        ({"created": "2020-02-03"}, {"modified": datetime(2020, 2, 3, tzinfo=UTC)}, set()),
        ({"revision": 2**53 - 1}, {"revision": 2**53 - 1}, set()),
        ({"body": [{"value": "x"}] * 1000}, {"body": "\n\n".join("x" * 1000)}, set()),
        ({"target": {"source": ENTRY, "selector": {"type": "XPathSelector"}}}, {"anchors": ()}, {Loss.NO_QUOTATION}),
        ({"target": PASSAGE}, {"anchors": (), "entry_id": "project/afic"}, {Loss.NO_QUOTATION}),
        ({}, {"created": NOW, "modified": NOW, "revision": 1, "colour": None, "status": None}, set()),
        (
            {"colour": "mauve", "status": "verified"},
            {"colour": None, "status": AnnotationStatus.VERIFIED},
            {Loss.UNKNOWN_WORD},
        ),
        ({"colour": "blue", "revision": 3.0}, {"colour": Colour.BLUE, "revision": 3}, set()),
        ({"bodyValue": "a\ud800b\0c"}, {"body": "a\ufffdb\ufffdc"}, set()),
    ],
)
def test_files_of_other_tools_are_read(fields: dict, expected: dict, losses: set[Loss]) -> None:
    annotation, found_losses = read_one(**fields)
    assert {name: getattr(annotation, name) for name in expected} == expected
    assert found_losses == losses


STATE = {"type": "EditionState", "edition": "e", "editionSha256": "s"}
EMPTY = {"type": "List"}


@pytest.mark.parametrize(
    ("target", "losses"),
    [
        ({"source": PASSAGE, "selector": [QUOTE, POSITION], "state": STATE}, set()),
        ({"source": PASSAGE, "selector": [POSITION, {"type": "XPathSelector"}, QUOTE], "state": [STATE]}, set()),
        ({"source": PASSAGE, "selector": QUOTE | {"refinedBy": POSITION}, "state": STATE}, set()),
        (
            {
                "source": PASSAGE,
                "selector": [{"type": "TextQuoteSelector"}, {"type": "X", "exact": "no quotation"}, QUOTE, POSITION],
                "state": ["x", {"type": "TimeState"}, STATE],
            },
            set(),
        ),
        ({"source": PASSAGE, "selector": [*[{}] * 997, QUOTE, {"refinedBy": POSITION}], "state": STATE}, set()),
        (
            {"source": PASSAGE, "selector": [*[{}] * 998, QUOTE, {"refinedBy": POSITION}], "state": STATE},
            {Loss.NO_PLACE},  # only a thousand selectors are read
        ),
        ({"source": PASSAGE, "selector": [QUOTE, POSITION]}, {Loss.NO_PLACE}),
        ({"source": PASSAGE, "selector": QUOTE, "state": STATE}, {Loss.NO_PLACE}),
        ({"source": PASSAGE, "selector": [QUOTE, POSITION | {"end": 99}], "state": STATE}, {Loss.NO_PLACE}),
    ],
)
def test_a_quotation_without_a_valid_position_is_imported_as_an_orphan(target: dict, losses: set[Loss]) -> None:
    annotation, found_losses = read_one(target=target)
    (anchor,) = annotation.anchors
    assert found_losses == losses
    assert (anchor.selector.fact_id, anchor.selector.exact) == ("project/afic/goal/capacity", "strengthen")
    assert (anchor.selector.start, anchor.selector.end) in ((3, 13), (0, 10))
    assert (anchor.status is AnchorStatus.ORPHAN, anchor.decided_by is Decider.PROGRAM) == (bool(losses), bool(losses))


@pytest.mark.parametrize(
    ("score", "is_share"),
    [
        (0, True),
        (1, True),
        (0.5, True),
        (1.5, False),
        (2, False),
        (-0.1, False),
        (True, False),
        ("1", False),
        ("x", False),
    ],
)
def test_a_score_is_a_number_from_0_to_1(score: object, is_share: bool) -> None:
    annotation, found_losses = read_one(
        target={"source": PASSAGE, "selector": [QUOTE, POSITION], "state": STATE, "score": score}
    )
    assert found_losses == (set() if is_share else {Loss.NOT_UNDERSTOOD})
    assert not is_share or annotation.anchors[0].score == score


def test_a_quotation_without_a_fact_is_put_into_the_note() -> None:
    annotation, found_losses = read_one(target={"source": ENTRY, "selector": [QUOTE, POSITION]}, bodyValue="Why?")
    assert (annotation.anchors, annotation.body, found_losses) == ((), "“strengthen”\n\nWhy?", {Loss.QUOTATION_IN_TEXT})


def test_a_position_without_a_quotation_is_reported() -> None:
    annotation, found_losses = read_one(target={"source": PASSAGE, "selector": POSITION, "state": STATE})
    assert (annotation.anchors, found_losses) == ((), {Loss.NO_QUOTATION})


@pytest.mark.parametrize(
    ("fields", "loss"),
    [
        ({"target": "https://example.org/page"}, Loss.ABOUT_SOMETHING_ELSE),
        ({"target": {"source": "https://example.org/page", "selector": QUOTE}}, Loss.ABOUT_SOMETHING_ELSE),
        ({"target": []}, Loss.NOT_UNDERSTOOD),
        ({"target": {"type": "X"}}, Loss.NOT_UNDERSTOOD),
        ({"type": "Person"}, Loss.NOT_UNDERSTOOD),
        ({"id": "urn:uuid:nonsense"}, Loss.NOT_UNDERSTOOD),
        ({"id": "urn:uuid:{00000000-0000-4000-8000-000000000001}"}, Loss.NOT_UNDERSTOOD),
        ({"created": "yesterday"}, Loss.NOT_UNDERSTOOD),
        ({"created": "0001-01-01T00:00:00+14:00"}, Loss.NOT_UNDERSTOOD),
        ({"created": 20200203}, Loss.NOT_UNDERSTOOD),
        ({"revision": 0}, Loss.NOT_UNDERSTOOD),
        ({"revision": True}, Loss.NOT_UNDERSTOOD),
        ({"revision": 1.5}, Loss.NOT_UNDERSTOOD),
        ({"revision": 10**30}, Loss.NOT_UNDERSTOOD),
        ({"revision": 2**53}, Loss.NOT_UNDERSTOOD),
        ({"revision": "7"}, Loss.NOT_UNDERSTOOD),
        ({"colour": 4}, Loss.NOT_UNDERSTOOD),
        ({"creator": {"type": "Person"}}, Loss.NOT_UNDERSTOOD),
        ({"creator": "urn:uuid:me"}, Loss.NOT_UNDERSTOOD),
        ({"body": {"purpose": "tagging"}}, Loss.NOT_UNDERSTOOD),
        ({"body": {"value": ["x", {}]}}, Loss.NOT_UNDERSTOOD),
        ({"target": {"source": PASSAGE, "selector": [QUOTE, POSITION | {"start": -1}]}}, Loss.NOT_UNDERSTOOD),
        ({"laterAnchor": [{"source": PASSAGE, "selector": [QUOTE]}]}, Loss.NOT_UNDERSTOOD),
        ({"laterAnchor": ["x"]}, Loss.NOT_UNDERSTOOD),
        ({"bodyValue": "x" * 500_001}, Loss.TOO_LONG),
        ({"body": [{"value": "x"}] * 1001}, Loss.TOO_LONG),
        ({"body": [{"value": "x" * 300_000}] * 2}, Loss.TOO_LONG),
        (
            {"body": {"type": "List", "items": [{"type": "List", "items": [EMPTY] * 600}, *[EMPTY] * 600]}},
            Loss.TOO_LONG,
        ),
        ({"body": {"purpose": "tagging", "value": "x" * 201}}, Loss.TOO_LONG),
        ({"body": {"purpose": "tagging", "id": "https://x/".ljust(201, "a")}}, Loss.TOO_LONG),
        ({"body": [{"purpose": "tagging", "value": f"t{number}"} for number in range(101)]}, Loss.TOO_LONG),
        ({"creator": {"name": "x" * 201}}, Loss.TOO_LONG),
        ({"creator": "https://x/".ljust(201, "a")}, Loss.TOO_LONG),
    ],
)
def test_an_invalid_annotation_is_left_out_and_reported(fields: dict, loss: Loss) -> None:
    assert read_one(**fields) == (None, {loss})


def test_texts_of_the_greatest_length_are_imported() -> None:
    tags = tuple(f"{number:03}".ljust(200, "t") for number in range(100))
    full = replace(note(), body="x" * 500_000, tags=tags, creator=Person(note().creator.uuid, "n" * 200))
    found = from_jsonld(to_jsonld((full,)))
    assert (found.annotations, found.losses) == ((full,), {})


def test_an_invalid_annotation_does_not_affect_the_others() -> None:
    good = json.loads(to_jsonld((note(1), note(2))))
    good["first"]["items"][1:1] = [{"type": "Annotation", "target": 7}, 7, "target", [], {"type": "Annotation"}]
    found = read(good)
    assert (found.annotations, found.losses) == ((note(1), note(2)), {Loss.NOT_UNDERSTOOD: 5})


def test_a_file_of_too_many_annotations_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with raises_fault("more than 500,000 annotations"):
        from_jsonld(b"[" + b"0," * 500_000 + b"0]")
    monkeypatch.setattr(reading, "MOST_ANNOTATIONS", 3)
    assert len(from_jsonld(to_jsonld(note(number) for number in range(3))).annotations) == 3
    with raises_fault("more than 3 annotations"):
        from_jsonld(to_jsonld(note(number) for number in range(4)))


def test_an_annotation_of_another_tool_keeps_its_uuid() -> None:
    first, _ = read_one(id="https://example.org/a/xyz", creator="acct:jane@example.org")
    again, _ = read_one(id="https://example.org/a/xyz", creator="acct:jane@example.org")
    assert first == again
    assert first.creator.name == "jane@example.org"
    without, _ = read_one(id=None)
    assert without.uuid == read_one(id=None)[0].uuid != first.uuid


@pytest.mark.parametrize("shape", ["single", "list", "page", "graph", "pages"])
def test_each_shape_of_a_file_is_read(shape: str) -> None:
    one, two = json.loads(to_jsonld((note(1), note(2))))["first"]["items"]
    document = {
        "single": one,
        "list": [one, two],
        "page": {"type": "AnnotationPage", "items": [one, two], "partOf": "x:y"},
        "graph": {"@graph": [one, two]},
        "pages": {"type": "AnnotationCollection", "first": {"items": [one], "next": {"items": two}}},
    }[shape]
    found = read(document)
    assert found.annotations == ((note(1),) if shape == "single" else (note(1), note(2)))
    assert found.losses == {}


def test_an_export_is_read_equally_in_any_json_layout() -> None:
    """An export is parsed by line; a file that only looks like one is not."""
    content = to_jsonld(of_every_kind())
    laid_out = json.dumps(json.loads(content), indent=1).encode()
    assert from_jsonld(laid_out) == from_jsonld(content)
    split = content.replace(b', "motivation"', b',\n"motivation"')
    assert from_jsonld(split) == from_jsonld(content)
    for broken in (content.replace(b"},\n", b"}\n", 1), b'"items": [\n]}}', b'{"first": [{"items": [\n]}}'):
        with raises_fault("is not JSON"):
            from_jsonld(broken)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"[\n", b"["),
        lambda content: content.replace(b"\n{", b"{"),
        lambda content: content.replace(b"\n{", b"{").replace(b"\n]}}", b'], "seeAlso": [\n"x"\n]}}'),
        lambda content: content.removesuffix(b"\n"),
        lambda content: content + b"\n",
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content + content,
        lambda content: content + b"rubbish\xff\n]}}\n",
        lambda content: content.replace(b"\n{", b"\n\n{"),
        lambda content: content.replace(b",\n{", b",\n\xef\xbb\xbf{", 1),
        lambda content: content.replace(b"}\n]", b"},\n]"),
        lambda content: content.replace(b"}\n]", b"\xff}\n]"),
        lambda content: content[:-300],
    ],
)  # fmt: skip
def test_a_nearly_exported_file_is_read_as_json_or_refused(change: Callable[[bytes], bytes]) -> None:
    content = change(to_jsonld(of_every_kind()))
    try:
        laid_out = json.dumps(json.loads(content.decode("utf-8-sig")), indent=1).encode()
    except ValueError:
        with raises_fault(r"is not JSON|is not text in UTF-8"):
            from_jsonld(content, NOW)
    else:
        assert from_jsonld(content, NOW) == from_jsonld(laid_out, NOW)


def test_a_long_file_is_read_only_if_it_can_be_read_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsing a file all at once would block the window."""
    content = to_jsonld(note(number) for number in range(20))
    longest_line = max(map(len, content.decode().splitlines()))
    monkeypatch.setattr(annotation_jsonld, "MOST_AT_ONCE", longest_line + len("]}}"))  # that close the first one
    assert len(from_jsonld(content).annotations) == len(from_jsonld(content.removesuffix(b"\n")).annotations) == 20
    for other in (json.dumps(json.loads(content)).encode(), content.replace(b",\n", b",")):
        with raises_fault(r"not written an annotation a line.*Split it"):
            from_jsonld(other)


@pytest.mark.parametrize("changes", [{"first": "https://example.org/page1"}, {"total": 5}])
def test_a_file_with_pages_elsewhere_is_reported(changes: dict) -> None:
    found = read(json.loads(to_jsonld((note(1),))) | changes)
    assert found.losses == {Loss.NOT_IN_FILE: 1}


def test_a_page_that_is_only_linked_is_reported_without_a_total() -> None:
    assert read({"first": "https://example.org/page1"}).losses == {Loss.NOT_IN_FILE: 1}
    ours = json.loads(to_jsonld((note(1),)))["first"]["items"]
    assert read({"items": ours, "total": 1}).losses == {}
    assert read({"items": [], "total": 0}).annotations == ()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"\xff\xfe{}", b"nonsense", b"[NaN]", b"[Infinity]", b"null", b"7", b'"x"', b"{}", b'{"a": 1}'),
        b"[" * 100_000,
        b'{"target":' * 100_000,
        b"[" + b"9" * 10_000 + b"]",
        "[]".encode("utf-16"),
    ],
)
def test_a_file_without_annotations_is_reported_in_a_sentence(content: bytes) -> None:
    with raises_fault() as raised:
        from_jsonld(content)
    assert raised.words.startswith("The file ")
    assert raised.words.endswith(".")


def test_deep_nesting_within_an_annotation_is_left_out_or_read() -> None:
    deep: object = "x"
    for _ in range(400):
        deep = {"type": "List", "items": [deep]}
    annotation, found_losses = read_one(body=deep)
    assert (annotation.body, found_losses) == ("x", set())
    for name in ("target", "creator", "created", "motivation", "laterAnchor", "id", "type"):
        read_one(**{name: deep})


def test_numbers_without_bounds_are_refused() -> None:
    content = to_jsonld((note(anchors=(on_passage(),)),))
    for number in (b"1e400", b"-1", b"1e300", b"9" * 400, b"0.5"):
        found = from_jsonld(content.replace(b'"start": 3', b'"start": ' + number))
        assert found.losses == {Loss.NOT_UNDERSTOOD: 1}, number


ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(
        [ENTRY, PASSAGE, "Annotation", "TextQuoteSelector", "linking", "2020-01-01T00:00:00Z", "urn:uuid:x"]
    ),
)
KEYS = st.sampled_from(
    [
        *(
            "id",
            "@id",
            "type",
            "@type",
            "@value",
            "@graph",
            "items",
            "first",
            "next",
            "total",
            "target",
            "body",
            "bodyValue",
        ),
        *("motivation", "purpose", "value", "format", "source", "selector", "refinedBy", "exact", "prefix", "suffix"),
        *("start", "end", "state", "edition", "editionSha256", "anchorStatus", "score", "decidedBy", "laterAnchor"),
        *("created", "modified", "generated", "creator", "name", "nickname", "label", "revision", "colour", "status"),
        *("deleted", "@context"),
    ]
)
JSON = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6))


@given(JSON)
def test_any_json_is_read_or_reported(document: object) -> None:
    assert_read_or_reported(json.dumps(document).encode())


@given(st.binary())
def test_any_bytes_are_read_or_reported(content: bytes) -> None:
    assert_read_or_reported(content)


@given(st.data())
def test_an_export_with_any_value_replaced_is_read_or_reported(data: st.DataObject) -> None:
    document = json.loads(to_jsonld((note(4, anchors=(on_passage(), on_passage()), tags=("a",), deleted_at=MOMENT),)))
    values = list(values_with_containers(document))
    container, key = data.draw(st.sampled_from(values))
    container[key] = data.draw(JSON)
    assert_read_or_reported(json.dumps(document).encode())


def values_with_containers(value: object):
    """Return each value in a document by its container and key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from values_with_containers(inner)


def assert_read_or_reported(content: bytes) -> None:
    """Assert that a file is reported, or that the annotations read from it are exported and read unchanged."""
    found: tuple[Annotation, ...] = ()
    with suppress(EnvironmentFault):
        found = from_jsonld(content, NOW).annotations
    assert from_jsonld(to_jsonld(found)).annotations == found


def test_a_changed_annotation_changes_the_exported_bytes() -> None:
    assert to_jsonld((note(),)) != to_jsonld((replace(note(), revision=2),))


HYPOTHESIS = {
    "id": "mBqx5hRTEfCqkXf0",
    "created": "2026-11-20T10:00:00.123456+00:00",
    "updated": "2026-11-21T10:00:00+00:00",
    "user": "acct:zoe@hypothes.is",
    "user_info": {"display_name": "Zoë Müller"},
    "uri": ENTRY,
    "text": "Which partners?",
    "tags": ["capacity", "to ask"],
    "group": "__world__",
    "permissions": {"read": ["group:__world__"]},
    "target": [{"source": ENTRY}],
    "links": {"html": "https://hypothes.is/a/mBqx5hRTEfCqkXf0"},
    "flagged": False,
    "hidden": False,
    "references": [],
}


def test_text_tags_and_author_of_another_program_are_taken_and_the_rest_is_reported_by_item() -> None:
    found = read({"rows": [HYPOTHESIS], "total": 1})
    (made,) = found.annotations
    assert (made.body, made.tags, made.motivation) == ("Which partners?", ("capacity", "to ask"), Motivation.COMMENTING)
    assert made.creator.name == "Zoë Müller"
    assert made.modified == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert found.items == (ItemLoss(1, "mBqx5hRTEfCqkXf0", (Loss.OTHER_FIELDS,), fields=("group", "permissions")),)
    assert read([HYPOTHESIS]).annotations == (made,), "the same in a list"


def test_a_body_of_the_model_counts_more_than_a_text_beside_it() -> None:
    found = read([HYPOTHESIS | {"body": {"value": "The body"}, "creator": "acct:a@example.org"}])
    assert [(each.body, each.tags) for each in found.annotations] == [("The body", ())]
    assert found.items[0].fields == ("user", "user_info", "text", "tags", "group", "permissions")


@pytest.mark.parametrize("changes", [{"text": 5}, {"tags": "capacity"}, {"tags": [1, {}]}])
def test_a_text_or_tags_that_are_none_are_reported_instead_of_taken(changes: dict) -> None:
    found = read([HYPOTHESIS | changes])
    assert len(found.annotations) == 1
    assert set(changes) <= set(found.items[0].fields)


def test_what_was_left_out_is_told_by_its_number_and_id() -> None:
    found = read([HYPOTHESIS, {"id": "x", "target": "https://example.org/"}, 7])
    assert [(each.number, each.id, each.losses) for each in found.items[1:]] == [
        (2, "x", (Loss.ABOUT_SOMETHING_ELSE,)),
        (3, "", (Loss.NOT_UNDERSTOOD,)),
    ]


def test_keys_that_are_twice_are_reported_with_their_annotation() -> None:
    first, second = json.dumps(HYPOTHESIS), json.dumps(HYPOTHESIS | {"id": "other"})
    second = second.replace('"text": ', '"text": "lost", "text": ').replace('"source": ', '"source": "a", "source": ')
    found = from_jsonld(f"[{first}, {second}]".encode(), NOW)
    assert [each.body for each in found.annotations] == ["Which partners?"] * 2
    assert found.losses[Loss.DOUBLE_KEYS] == 1
    assert [(each.number, each.keys) for each in found.items] == [(1, ()), (2, ("text", "source"))]
    whole = from_jsonld(f'{{"total": 1, "total": 1, "items": [{first}]}}'.encode(), NOW)
    assert (whole.items[0].number, whole.items[0].keys) == (0, ("total",))


def test_a_key_that_is_twice_in_an_export_is_reported_too() -> None:
    content = to_jsonld([note(1), note(2)]).replace(b'"revision": 1', b'"revision": 9, "revision": 1', 1)
    found = from_jsonld(content, NOW)
    assert [(each.number, each.keys) for each in found.items] == [(1, ("revision",))]
    content = to_jsonld([note(1)]).replace(b'"@context": [', b'"@context": [{"a": 1, "a": 2}, ', 1)
    assert [(each.number, each.keys) for each in from_jsonld(content, NOW).items] == [(0, ("a",))]
