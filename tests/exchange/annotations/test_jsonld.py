"""Annotations leave and enter as Web Annotation JSON-LD without loss, and nothing that enters can break anything."""

import json
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
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.annotations import jsonld as annotation_jsonld
from coopviewer.exchange.annotations import reading
from coopviewer.exchange.annotations.jsonld import from_jsonld
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

ENTRY = f"{DATASET}:project/afic"
PASSAGE = f"{ENTRY}#fact=project/afic/goal/capacity&field=text"
QUOTE = {"type": "TextQuoteSelector", "exact": "strengthen", "prefix": "To ", "suffix": " the"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 13}
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def read(document: object):
    return from_jsonld(json.dumps(document).encode(), NOW)


def read_one(**fields):
    """Read one annotation with these properties; gives it, and the losses."""
    record = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:00000000-0000-4000-8000-000000000001"}
    found = read(record | {"type": "Annotation", "target": ENTRY, "creator": "acct:a@example.org"} | fields)
    return (found.annotations or (None,))[0], set(found.losses)


def test_every_field_comes_back() -> None:
    twice_found = note(20, anchors=(on_passage(), on_passage(5, 15, status=AnchorStatus.MOVED, edition="2026-03")))
    given_ = (*of_every_kind(), twice_found)
    found = from_jsonld(to_jsonld(given_, NAMES))
    assert found.annotations == given_
    assert found.losses == {}


@settings(max_examples=60)
@given(st.lists(annotations(), max_size=3))
def test_any_annotation_comes_back(given_: list[Annotation]) -> None:
    found = from_jsonld(to_jsonld(given_))
    assert found.annotations == tuple(given_)
    assert found.losses == {}


def test_the_same_annotations_give_the_same_bytes_an_annotation_a_line() -> None:
    content = to_jsonld(of_every_kind())
    assert content == to_jsonld(of_every_kind())
    assert len(content.splitlines()) == len(of_every_kind()) + 2
    assert to_jsonld(()) == to_jsonld([])
    assert from_jsonld(to_jsonld(())).annotations == ()


def test_it_is_written_as_the_model_says() -> None:
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


def test_places_count_code_points() -> None:
    start = TEXT.index("partners")
    (found,) = from_jsonld(to_jsonld((note(anchors=(on_passage(start, start + 8),)),))).annotations
    assert found.anchors[0].selector.exact == TEXT[found.anchors[0].selector.start :][:8] == "partners"


def test_an_export_that_could_not_be_read_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", 5000)
    with pytest.raises(EnvironmentFault, match="in parts"):
        to_jsonld(note(number) for number in range(20))
    monkeypatch.undo()
    content = to_jsonld(note(number) for number in range(20))
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", 5000)
    with pytest.raises(EnvironmentFault, match="longer than"):
        from_jsonld(content)
    monkeypatch.setattr(annotation_jsonld, "MOST_BYTES", len(content))
    assert to_jsonld(note(number) for number in range(20)) == content
    assert len(from_jsonld(content).annotations) == 20


def test_reading_tells_how_far_it_is_of_all_annotations() -> None:
    content = to_jsonld(note(number) for number in range(120))
    told: list[tuple[int, int]] = []
    from_jsonld(content, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 120)
    assert told[-1] == (120, 120)
    assert told == sorted(told)
    assert {total for _, total in told} == {120}


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
def test_what_other_tools_write_is_read(fields: dict, expected: dict, losses: set[Loss]) -> None:
    annotation, told = read_one(**fields)
    assert {name: getattr(annotation, name) for name in expected} == expected
    assert told == losses


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
            {Loss.NO_PLACE},  # a thousand selectors are looked at
        ),
        ({"source": PASSAGE, "selector": [QUOTE, POSITION]}, {Loss.NO_PLACE}),
        ({"source": PASSAGE, "selector": QUOTE, "state": STATE}, {Loss.NO_PLACE}),
        ({"source": PASSAGE, "selector": [QUOTE, POSITION | {"end": 99}], "state": STATE}, {Loss.NO_PLACE}),
    ],
)
def test_a_quotation_without_a_sure_place_is_an_orphan_to_be_found_again(target: dict, losses: set[Loss]) -> None:
    annotation, told = read_one(target=target)
    (anchor,) = annotation.anchors
    assert told == losses
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
def test_how_alike_texts_are_is_a_number_from_0_to_1(score: object, is_share: bool) -> None:
    annotation, told = read_one(
        target={"source": PASSAGE, "selector": [QUOTE, POSITION], "state": STATE, "score": score}
    )
    assert told == (set() if is_share else {Loss.NOT_UNDERSTOOD})
    assert not is_share or annotation.anchors[0].score == score


def test_a_quotation_of_an_unnamed_text_is_kept_in_the_note() -> None:
    annotation, told = read_one(target={"source": ENTRY, "selector": [QUOTE, POSITION]}, bodyValue="Why?")
    assert (annotation.anchors, annotation.body, told) == ((), "“strengthen”\n\nWhy?", {Loss.QUOTATION_IN_TEXT})


def test_a_place_without_its_words_is_told() -> None:
    annotation, told = read_one(target={"source": PASSAGE, "selector": POSITION, "state": STATE})
    assert (annotation.anchors, told) == ((), {Loss.NO_QUOTATION})


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
        ({"body": {"value": ["x", {}]}, "bodyValue": None}, Loss.NOT_UNDERSTOOD),
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
def test_what_breaks_the_rules_is_left_out_and_told(fields: dict, loss: Loss) -> None:
    assert read_one(**fields) == (None, {loss})


def test_what_is_just_not_too_long_is_taken_whole() -> None:
    tags = tuple(f"{number:03}".ljust(200, "t") for number in range(100))
    full = replace(note(), body="x" * 500_000, tags=tags, creator=Person(note().creator.uuid, "n" * 200))
    found = from_jsonld(to_jsonld((full,)))
    assert (found.annotations, found.losses) == ((full,), {})


def test_one_bad_annotation_does_not_keep_the_others_out() -> None:
    good = json.loads(to_jsonld((note(1), note(2))))
    good["first"]["items"][1:1] = [{"type": "Annotation", "target": 7}, 7, "target", [], {"type": "Annotation"}]
    found = read(good)
    assert (found.annotations, found.losses) == ((note(1), note(2)), {Loss.NOT_UNDERSTOOD: 5})


def test_a_file_of_too_many_annotations_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EnvironmentFault, match="more than 500,000 annotations"):
        from_jsonld(b"[" + b"0," * 500_000 + b"0]")
    monkeypatch.setattr(reading, "MOST_ANNOTATIONS", 3)
    assert len(from_jsonld(to_jsonld(note(number) for number in range(3))).annotations) == 3
    with pytest.raises(EnvironmentFault, match="more than 3 annotations"):
        from_jsonld(to_jsonld(note(number) for number in range(4)))


def test_an_annotation_of_another_tool_is_known_again() -> None:
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


def test_our_file_is_read_as_any_other_with_the_same_content() -> None:
    """It is parsed line by line; what looks like it and is not, is not."""
    content = to_jsonld(of_every_kind())
    laid_out = json.dumps(json.loads(content), indent=1).encode()
    assert from_jsonld(laid_out) == from_jsonld(content)
    split = content.replace(b', "motivation"', b',\n"motivation"')
    assert from_jsonld(split) == from_jsonld(content)
    for broken in (content.replace(b"},\n", b"}\n", 1), b'"items": [\n]}}', b'{"first": [{"items": [\n]}}'):
        with pytest.raises(EnvironmentFault, match="is not JSON"):
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
def test_what_is_nearly_our_file_is_read_as_json_has_it_or_refused(change: Callable[[bytes], bytes]) -> None:
    content = change(to_jsonld(of_every_kind()))
    try:
        laid_out = json.dumps(json.loads(content.decode("utf-8-sig")), indent=1).encode()
    except ValueError:
        with pytest.raises(EnvironmentFault, match=r"is not JSON|is not text in UTF-8"):
            from_jsonld(content, NOW)
    else:
        assert from_jsonld(content, NOW) == from_jsonld(laid_out, NOW)


def test_a_long_file_is_read_where_it_can_be_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is parsed at once keeps the window waiting for as long as it takes."""
    content = to_jsonld(note(number) for number in range(20))
    longest_line = max(map(len, content.decode().splitlines()))
    monkeypatch.setattr(annotation_jsonld, "MOST_AT_ONCE", longest_line + len("]}}"))  # that close the first one
    assert len(from_jsonld(content).annotations) == len(from_jsonld(content.removesuffix(b"\n")).annotations) == 20
    for other in (json.dumps(json.loads(content)).encode(), content.replace(b",\n", b",")):
        with pytest.raises(EnvironmentFault, match=r"not written an annotation a line.*Split it"):
            from_jsonld(other)


@pytest.mark.parametrize("changes", [{"first": "https://example.org/page1"}, {"total": 5}])
def test_a_file_that_goes_on_elsewhere_says_so(changes: dict) -> None:
    found = read(json.loads(to_jsonld((note(1),))) | changes)
    assert found.losses == {Loss.NOT_IN_FILE: 1}


def test_a_page_that_is_only_named_is_told_though_nothing_is_counted() -> None:
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
def test_what_is_no_file_of_annotations_is_told_in_a_sentence(content: bytes) -> None:
    with pytest.raises(EnvironmentFault) as told:
        from_jsonld(content)
    assert str(told.value).startswith("The file ")
    assert str(told.value).endswith(".")


def test_deep_nesting_within_an_annotation_is_left_out_or_read() -> None:
    deep: object = "x"
    for _ in range(400):
        deep = {"type": "List", "items": [deep]}
    annotation, told = read_one(body=deep)
    assert (annotation.body, told) == ("x", set())
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
def test_any_json_is_read_or_told(document: object) -> None:
    reads_or_tells(json.dumps(document).encode())


@given(st.binary())
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    reads_or_tells(content)


@given(st.data())
def test_an_export_with_something_else_in_one_place_is_read_or_told(data: st.DataObject) -> None:
    document = json.loads(to_jsonld((note(4, anchors=(on_passage(), on_passage()), tags=("a",), deleted_at=MOMENT),)))
    places = list(containers(document))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(JSON)
    reads_or_tells(json.dumps(document).encode())


def containers(value: object):
    """Give each place in a document as its holder and key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from containers(inner)


def reads_or_tells(content: bytes) -> None:
    """What is read is whole: it is what its own export gives back."""
    found: tuple[Annotation, ...] = ()
    with suppress(EnvironmentFault):
        found = from_jsonld(content, NOW).annotations
    assert from_jsonld(to_jsonld(found)).annotations == found


def test_a_changed_annotation_is_another_file() -> None:
    assert to_jsonld((note(),)) != to_jsonld((replace(note(), revision=2),))
