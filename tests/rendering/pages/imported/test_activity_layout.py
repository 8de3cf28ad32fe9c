"""The top and the end of the page of an imported activity: key facts, other titles, and what has no other place."""

from typing import Any

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Identifier, IdentifierScheme, Mention
from coopviewer.domain.reference.vocabulary import NameKind
from coopviewer.rendering.document.document import Heading, KeyFacts, Paragraph
from coopviewer.rendering.pages.imported.activity_layout import activity_blocks, below_title_blocks, further_blocks
from tests.activity_values import FUNDER, MINISTRY, WELL, cited_at, coded, everything, made, milestone, related
from tests.reference_values import amount, name, ref, timeframe
from tests.rendering.imported_samples import activity, cell, facts_in, titles, total, unread
from tests.rendering.reference_samples import texts, words

IDENTIFIER = made(Identifier, "identifier/1", scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1")
REPORTED = (related("reported-by", FUNDER), related("reported-by", MINISTRY, 2))
REFS = (ref(FUNDER, "The Funder"), ref(MINISTRY, "The Ministry"))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((), []),
        ((IDENTIFIER,), ["Identifier: XM-1"]),
        (REPORTED[:1], ["Reported by The Funder"]),
        (REPORTED, ["Reported by The Funder · Reported by The Ministry"]),
        ((IDENTIFIER, *REPORTED[:1]), ["Identifier: XM-1 · Reported by The Funder"]),
    ],
)
def test_identifier_and_reporter_are_one_line_under_the_title(facts: tuple[Fact, ...], said: list[str]) -> None:
    found = below_title_blocks(activity(*facts, refs=REFS))
    assert texts(found) == said
    assert all(isinstance(block, Paragraph) and block.role == "names" for block in found)


def test_other_titles_come_before_the_identifier() -> None:
    title = name(WELL, "Puits", NameKind.AS_GIVEN, "fr", citations=cited_at(10, ""))
    assert texts(below_title_blocks(activity(IDENTIFIER, title))) == ["French: Puits", "Identifier: XM-1"]


def key_facts(*facts: Fact, **parts: Any) -> dict[str, list[str]]:
    """Return the key facts, those before the first heading."""
    slots = frozenset(parts.pop("slots", ()))
    found = activity_blocks(activity(*facts, parts={"slots": slots, "project_slots": slots, **parts}))
    first = next((at for at, block in enumerate(found) if isinstance(block, Heading)), len(found))
    return facts_in(found[:first])


DATED = milestone("start-actual", "2019-03-15")
FRAME = timeframe(WELL, "2019/2020", "2019 to 2020")
MISSED = ["not stated in the source"]
FRAME_SLOT, GRANT_SLOT = "timeframe", "amount/grant"


def test_an_activity_without_anything_has_no_key_facts() -> None:
    assert not [block for block in activity_blocks(activity()) if isinstance(block, KeyFacts)]


@pytest.mark.parametrize(
    ("facts", "slots", "labels"),
    [
        ((), (), []),
        ((DATED,), (), ["Status", "Dates"]),
        ((FRAME,), (), ["Status", "Timeframe"]),
        ((FRAME, DATED), (), ["Status", "Dates", "Timeframe"]),
        ((), (FRAME_SLOT,), ["Dates", "Timeframe"]),
        ((DATED,), (FRAME_SLOT,), ["Status", "Dates"]),
        ((FRAME,), (FRAME_SLOT,), ["Status", "Timeframe"]),
        ((milestone("signed", "2019"),), (FRAME_SLOT,), ["Dates"]),
        ((unread(1, "activity-date", ("/@iso-date", "soon")),), (FRAME_SLOT,), ["Dates"]),
        ((amount(WELL, 5),), (), ["Grant"]),
        ((), (GRANT_SLOT,), ["Grant"]),
        ((cell("grant", "Grant", "much"),), (), ["Grant"]),
        ((coded("ActivityStatus", "2"), amount(WELL, 5)), (), ["Status", "Grant"]),
    ],
)
def test_key_facts_are_those_that_are_stated_or_that_others_have(
    facts: tuple[Fact, ...], slots: tuple[str, ...], labels: list[str]
) -> None:
    assert list(key_facts(*facts, slots=slots)) == labels


def test_a_missing_timeframe_is_not_said_of_a_table() -> None:
    columns = {WELL: {FRAME_SLOT: ("Start", "End"), "milestone": ("Start", "End")}}
    assert key_facts(slots=[FRAME_SLOT], columns=columns) == {"Dates": ["nothing stated under “Start”, “End”"]}
    assert key_facts(slots=[FRAME_SLOT])["Timeframe"] == MISSED


def test_the_lines_of_timeframe_and_grant_are_as_given_and_then_in_words() -> None:
    found = key_facts(FRAME, amount(WELL, 5))
    assert found["Timeframe"] == ["2019 to 2020", "2019 to 2020, known to the year"]
    assert found["Grant"] == ["5 euros", "EUR 5"]


def test_a_grant_that_could_not_be_read_is_quoted() -> None:
    much = cell("grant", "Grant", "much")
    assert key_facts(much) == {"Grant": ["not read: “much” under “Grant”"]}
    assert key_facts(much, amount(WELL, 5)) == {"Grant": ["5 euros", "EUR 5"]}
    assert key_facts(slots=[GRANT_SLOT], columns={WELL: {GRANT_SLOT: ("Grant",)}}) == {
        "Grant": ["nothing stated under “Grant”"]
    }


def test_the_sections_are_in_the_order_in_which_readers_ask() -> None:
    own = [fact for fact in everything() if fact.entry_id == WELL]
    found = [title.rstrip("0123456789 ") for title in titles(activity_blocks(activity(*own)))]
    assert [
        each for each in found if each not in ("Transactions", "Budgets", "Places", "Output: Wells that give water")
    ] == [
        *("Sources differ", "Dates", "Who takes part", "Where", "Sectors", "Description", "Goals"),
        *("Texts in other languages", "Money", "Results"),
    ]


def test_only_the_first_facts_and_the_dates_stand_in_two_columns() -> None:
    own = [fact for fact in everything() if fact.entry_id == WELL]
    totals = {WELL: (total("2019", 100, 3),)}
    context = activity(*own, parts={"totals": totals}, unfolded=["language/fr"])
    columns = {
        fact.label: block.columns
        for block in (*activity_blocks(context), *further_blocks(context))
        if isinstance(block, KeyFacts)
        for fact in block.facts
    }
    short = {"Status", "Dates", "Planned start", "Actual start", "Planned end"}
    assert {label for label, number in columns.items() if number == 2} == short
    assert {"Funded by", "Disbursement, EUR", "Description", "Policy markers"} <= columns.keys()


def test_what_has_no_other_place_is_at_the_end() -> None:
    mention = made(Mention, "mention/1", predicate_id="parent-of", ref="XM-9", ordinal=1)
    context = activity(unread(1, "local", ("", "x")), coded("AidType/1", "C01"), mention)
    assert [words(block.line) for block in further_blocks(context) if isinstance(block, Heading)] == [
        "Related activities not in this reference 1",
        "Classifications",
        "Other published fields 1",
    ]
