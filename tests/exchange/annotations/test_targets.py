"""The target of an annotation in a file: which entry it names, and where in the entry's texts its quotation is."""

from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import AnchorStatus, Decider
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.jsonld_values import Refused
from coopviewer.exchange.annotations.targets import choose_target, read_anchor, read_later_anchors
from coopviewer.exchange.annotations.vocabulary import ImportLocation
from tests.exchange.annotations.annotation_values import DATASET

ENTRY = f"{DATASET}:project/afic"
FACT = ("project/afic/goal/capacity", "text")
PASSAGE = f"{ENTRY}#fact={FACT[0]}&field={FACT[1]}"
ON_ENTRY, ON_FACT = ImportLocation(DATASET, "project/afic"), ImportLocation(DATASET, "project/afic", FACT)
PAGE = "https://example.org/page"
QUOTE = {"type": "TextQuoteSelector", "exact": "strengthen"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 13}
STATE = {"type": "EditionState", "edition": "2026-02", "editionSha256": "ab"}
WHOLE = {"source": PASSAGE, "selector": [QUOTE, POSITION], "state": STATE}


@pytest.mark.parametrize(
    ("value", "location", "target", "losses"),
    [
        (ENTRY, ON_ENTRY, {}, set()),
        ({"id": ENTRY}, ON_ENTRY, {"id": ENTRY}, set()),
        ({"source": PASSAGE}, ON_FACT, {"source": PASSAGE}, set()),
        ({"id": "x:y", "source": [ENTRY]}, ON_ENTRY, {"id": "x:y", "source": [ENTRY]}, set()),
        ([ENTRY, PASSAGE], ON_ENTRY, {}, {Loss.FURTHER_TARGETS}),
        ([PAGE, {}, 7, {"source": PASSAGE}], ON_FACT, {"source": PASSAGE}, {Loss.FURTHER_TARGETS}),
        ("coop:country/NE", ImportLocation("coop", "country/NE"), {}, set()),
    ],
)
def test_the_first_target_that_is_an_entry_is_chosen(
    value: object, location: ImportLocation, target: dict[str, Any], losses: set[Loss]
) -> None:
    found: set[Loss] = set()
    assert choose_target(value, found) == (location, target)
    assert found == losses


@pytest.mark.parametrize(
    ("value", "loss"),
    [
        (PAGE, Loss.ABOUT_SOMETHING_ELSE),
        ([{}, {"source": {"id": PAGE}}], Loss.ABOUT_SOMETHING_ELSE),
        ([], Loss.NOT_UNDERSTOOD),
        (None, Loss.NOT_UNDERSTOOD),
        ([7, {}, {"source": 7}, ""], Loss.NOT_UNDERSTOOD),
    ],
)
def test_what_is_about_no_entry_is_refused(value: object, loss: Loss) -> None:
    with pytest.raises(Refused) as raised:
        choose_target(value, set())
    assert raised.value.loss is loss


def test_a_whole_target_is_an_anchor_in_its_edition() -> None:
    losses: set[Loss] = set()
    anchor, quoted = read_anchor(ON_FACT, WHOLE, losses)
    assert anchor is not None
    selector = anchor.selector
    assert (selector.fact_id, selector.field, selector.exact) == (*FACT, "strengthen")
    assert (selector.start, selector.end, selector.prefix, selector.suffix) == (3, 13, "", "")
    assert (anchor.edition, anchor.edition_sha256) == ("2026-02", "ab")
    assert (anchor.status, anchor.score, anchor.decided_by) == (AnchorStatus.EXACT, 1.0, Decider.PERSON)
    assert (quoted, losses) == ("", set())


@pytest.mark.parametrize(
    ("changes", "start", "end", "edition"),
    [
        ({"selector": [QUOTE]}, 0, 10, "2026-02"),
        ({"selector": [QUOTE, POSITION | {"end": 12}]}, 3, 13, "2026-02"),
        ({"selector": [QUOTE, POSITION | {"end": 14}]}, 3, 13, "2026-02"),
        ({"state": None}, 3, 13, ""),
        ({"state": {"type": "EditionState"}}, 3, 13, ""),
        ({"state": [7, "2026-02"]}, 3, 13, ""),
    ],
)
def test_without_a_fitting_position_or_an_edition_it_is_an_orphan(
    changes: dict[str, Any], start: int, end: int, edition: str
) -> None:
    losses: set[Loss] = set()
    target = WHOLE | {"anchorStatus": "moved", "score": 0.5, "decidedBy": "person"} | changes
    anchor, _ = read_anchor(ON_FACT, target, losses)
    assert anchor is not None
    assert (anchor.selector.start, anchor.selector.end, anchor.edition) == (start, end, edition)
    assert (anchor.status, anchor.score, anchor.decided_by) == (AnchorStatus.ORPHAN, 0.0, Decider.PROGRAM)
    assert losses == {Loss.NO_PLACE}


def test_an_empty_quotation_without_a_position_is_an_orphan_too() -> None:
    losses: set[Loss] = set()
    anchor, _ = read_anchor(ON_FACT, WHOLE | {"selector": QUOTE | {"exact": ""}}, losses)
    assert anchor is not None
    assert (anchor.status, losses) == (AnchorStatus.ORPHAN, {Loss.NO_PLACE})


@pytest.mark.parametrize(
    ("location", "selectors", "quoted", "losses"),
    [
        (ON_ENTRY, [], "", set()),
        (ON_ENTRY, None, "", set()),
        (ON_FACT, [], "", {Loss.NO_QUOTATION}),
        (ON_ENTRY, [POSITION], "", {Loss.NO_QUOTATION}),
        (ON_FACT, [POSITION], "", {Loss.NO_QUOTATION}),
        (ON_ENTRY, {"type": "TextQuoteSelector"}, "", {Loss.NO_QUOTATION}),
        (ON_FACT, {"exact": "strengthen"}, "", {Loss.NO_QUOTATION}),
        (ON_ENTRY, [QUOTE, POSITION], "strengthen", {Loss.QUOTATION_IN_TEXT}),
    ],
)
def test_without_a_quotation_of_a_fact_there_is_no_anchor(
    location: ImportLocation, selectors: object, quoted: str, losses: set[Loss]
) -> None:
    found: set[Loss] = set()
    assert read_anchor(location, WHOLE | {"selector": selectors}, found) == (None, quoted)
    assert found == losses


@pytest.mark.parametrize("length", [31, 32, 33])
def test_of_the_text_around_a_quotation_the_nearest_32_characters_are_kept(length: int) -> None:
    around = "".join(chr(ord("A") + place) for place in range(length))
    quote = QUOTE | {"prefix": around, "suffix": around}
    anchor, _ = read_anchor(ON_FACT, WHOLE | {"selector": [quote, POSITION]}, set())
    assert anchor is not None
    assert (anchor.selector.prefix, anchor.selector.suffix) == (around[-32:], around[:32])


@pytest.mark.parametrize(
    "changes",
    [
        {"anchorStatus": "lost"},
        {"decidedBy": "nobody"},
        {"score": 2},
        {"state": {"edition": 7}},
        {"state": STATE | {"editionSha256": None}},
        {"selector": [QUOTE, {"type": "TextPositionSelector"}]},
        {"selector": [QUOTE | {"prefix": 7}, POSITION]},
    ],
)
def test_values_that_the_model_does_not_allow_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        read_anchor(ON_FACT, WHOLE | changes, set())


def test_later_anchors_are_read_in_their_order() -> None:
    later = WHOLE | {"anchorStatus": "moved", "score": 0.75, "decidedBy": "program"}
    found = read_later_anchors([later, WHOLE])
    assert [each.status for each in found] == [AnchorStatus.MOVED, AnchorStatus.EXACT]
    assert (found[0].score, found[0].decided_by) == (0.75, Decider.PROGRAM)
    assert read_later_anchors(later) == found[:1]
    assert read_later_anchors(None) == read_later_anchors([]) == ()


@pytest.mark.parametrize(
    "later",
    [
        7,
        PASSAGE,
        {},
        WHOLE | {"source": PAGE},
        WHOLE | {"source": ENTRY},
        WHOLE | {"selector": []},
        WHOLE | {"selector": QUOTE},
        WHOLE | {"state": None},
    ],
)
def test_a_later_anchor_that_is_not_whole_is_refused(later: object) -> None:
    with pytest.raises(Refused):
        read_later_anchors([WHOLE, later])
