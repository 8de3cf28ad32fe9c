"""Sources that disagree: found by what has one value by nature, never by what may have several."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.contradictions import contradicted, contradictions
from coopviewer.domain.reference.published_facts import FlowKind
from coopviewer.domain.reference.vocabulary import NameKind
from tests.activity_values import SECOND, WELL, cited_at, coded, everything, flow, milestone, related
from tests.reference_values import amount, name, timeframe

AGAIN = {"citations": cited_at(99, "", SECOND)}


def title(text: str, language: str = "fr", **more: object) -> Fact:
    return name(WELL, text, NameKind.AS_GIVEN, language, **{"id": f"{WELL}/name/title-{language}", **more})


PAIRS = {
    "title": (title("Puits", citations=cited_at(1, "")), title("Puits neufs", **AGAIN)),
    "status": (coded("ActivityStatus", "2"), coded("ActivityStatus", "4", **AGAIN)),
    "planned start": (milestone("start-planned", "2019"), milestone("start-planned", "2020", **AGAIN)),
    "actual end": (milestone("end-actual", "2019-05"), milestone("end-actual", "2019-05-02", **AGAIN)),
    "currency": (coded("Currency", "EUR"), coded("Currency", "USD", **AGAIN)),
    "grant": (amount(WELL, 5, citations=cited_at(1, "")), amount(WELL, 6, **AGAIN)),
    "timeframe": (timeframe(WELL, "2019/2020", citations=cited_at(1, "")), timeframe(WELL, "2019/2021", **AGAIN)),
    "share": (
        related("has-beneficiary", "country/NE", share=600_000),
        related("has-beneficiary", "country/NE", share=500_000, **AGAIN),
    ),
    "flow": (flow("t-r", 100, reference="R"), flow("t-r", 200, reference="R", **AGAIN)),
    "payment without a reference": (flow("t-1", 100), flow("t-1", 200, **AGAIN)),
    "budget": (flow("b-1-2019", 100, kind=FlowKind.BUDGET), flow("b-1-2019", 200, kind=FlowKind.BUDGET, **AGAIN)),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_what_has_one_value_is_contradicted_by_another_source(pair: tuple[Fact, Fact]) -> None:
    one, other = pair
    (found,) = contradictions(pair)
    assert found.facts == pair
    assert contradicted(pair, one) == (other,)
    assert contradicted(pair, other) == (one,)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_two_values_of_one_source_are_no_contradiction(pair: tuple[Fact, Fact]) -> None:
    one, other = pair
    assert contradictions((one, replace(other, citations=one.citations))) == ()
    assert contradictions((one, replace(one, citations=other.citations))) == ()


@pytest.mark.parametrize(
    "pair",
    [
        (milestone("other", "2019"), milestone("other", "2020", **AGAIN)),
        (coded("AidType/1", "C01"), coded("AidType/1", "B01", **AGAIN)),
        (title("Puits", citations=cited_at(1, "")), title("Wells", "en", **AGAIN)),
        (related("has-beneficiary", "country/NE"), related("has-beneficiary", "country/ML", **AGAIN)),
        (flow("t-1", 100), flow("t-2", 200, **AGAIN)),
        (flow("b-1-2019", 100, kind=FlowKind.BUDGET), flow("b-1-2020", 200, kind=FlowKind.BUDGET, **AGAIN)),
        (title("Puits\u0301", citations=cited_at(1, "")), title("Puit\u015b ".replace("\u015b", "s\u0301"), **AGAIN)),
    ],
)
def test_what_may_have_several_values_is_none(pair: tuple[Fact, Fact]) -> None:
    assert contradictions(pair) == ()


def test_a_preferred_fact_comes_first() -> None:
    one, other = PAIRS["status"]
    chosen = replace(other, preferred="The later file is corrected.")
    (found,) = contradictions((one, chosen))
    assert found.facts == (chosen, one)


def test_the_bundled_reference_and_each_planted_contradiction_of_thirty_are_told_apart() -> None:
    planted: list[Fact] = []
    for number in range(30):
        one, other = list(PAIRS.values())[number % len(PAIRS)]
        entry = f"project/p{number}"
        planted += [
            replace(each, entry_id=entry, id=f"{entry}/{each.id.removeprefix(f'{WELL}/')}@{at + 1}")
            for at, each in enumerate((one, other))
        ]
    by_entry: dict[str, list[Fact]] = {}
    for fact in planted:
        by_entry.setdefault(fact.entry_id, []).append(fact)
    assert [len(_found(facts)) for facts in by_entry.values()] == [1] * 30


def _found(facts: Iterable[Fact]) -> tuple[object, ...]:
    return contradictions(facts)


def test_the_activity_with_everything_differs_in_its_planned_end() -> None:
    own = [fact for fact in everything() if fact.entry_id == WELL]
    (found,) = contradictions(own)
    assert found.slot == ("milestone", "end-planned")
