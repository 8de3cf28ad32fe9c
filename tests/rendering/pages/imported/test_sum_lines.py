"""The sums of an activity in lines: by kind, type, currency and year, with what the source says behind each."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.imported_pages import FlowTotal
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.rendering.document.document import SOFT, Footnotes, Line, Mark, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.sum_lines import after_sum, sums_heading, total_lines
from tests.activity_values import OTHER, SECOND, WELL, cited_at, flow
from tests.reference_values import amount
from tests.rendering.imported_samples import PARTS, activity, cell, lines, page_of, project, total
from tests.rendering.reference_samples import words

FLOW = {"entry_id": OTHER}


def own(*totals: FlowTotal, facts: tuple[Fact, ...] = (), **more: Any) -> list[str]:
    """Return the sums of the page's own activity."""
    return lines(total_lines(activity(*facts, parts={"totals": {WELL: totals}}, **more), WELL))


def listed(*totals: FlowTotal, facts: tuple[Fact, ...] = (), **more: Any) -> list[str]:
    """Return the sums of an activity that a page lists."""
    context = page_of(project("country/NE"), project(WELL, *facts), parts={"totals": {WELL: totals}}, **more)
    return lines(total_lines(context, WELL))


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ([], "Sums"),
        ([[]], "Sums"),
        ([[total("", 1)]], "Sums"),
        ([[total("", 1), total("2019", 1)]], "Sums by year"),
        ([[total("", 1)], [total("2019", 1)]], "Sums by year"),
    ],
)
def test_sums_are_by_year_if_any_has_a_year(totals: list[list[FlowTotal]], said: str) -> None:
    parts = [PARTS._replace(totals={f"project/{at}": tuple(each)}) for at, each in enumerate(totals)]
    assert sums_heading([None, *parts], ENGLISH) == said


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((), ["no sums"]),
        ((total("2019", 100),), ["Disbursement, EUR 2019: 1"]),
        ((total("2019", 100), total("2020", -250)), ["Disbursement, EUR 2019: 1 · 2020: -2.50"]),
        ((total("", 100),), ["Disbursement, without a year: EUR 1"]),
        ((total("", 100), total("2020", 200)), ["Disbursement, EUR without a year: 1 · 2020: 2"]),
        (
            (total("2019", 100), total("2019", 5, currency="XDR", decimals=0)),
            ["Disbursement, EUR 2019: 1", "Disbursement, XDR 2019: 5"],
        ),
        ((total("2019", 100, kind=FlowKind.BUDGET, type="1"),), ["Budget (Original), EUR 2019: 1"]),
        ((total("2019", 100, kind=FlowKind.BUDGET, type=""),), ["Budget, EUR 2019: 1"]),
        ((total("2019", 100, type=""),), ["Transaction, EUR 2019: 1"]),
        ((total("", 100, kind=FlowKind.TOTAL, type=""),), ["Total cost, without a year: EUR 1"]),
        (
            (total("", 5, type="1", kind=FlowKind.BUDGET), total("", 5, type="3")),
            ["Budget (Original), without a year: EUR 0.05", "Disbursement, without a year: EUR 0.05"],
        ),
    ],
)
def test_totals_have_a_line_for_each_kind_type_and_currency(totals: tuple[FlowTotal, ...], said: list[str]) -> None:
    assert own(*totals) == said
    assert listed(*totals) == said


def test_a_table_has_no_years_that_could_lack() -> None:
    columns = {"columns": {WELL: {}}, "totals": {WELL: (total("", 100, kind=FlowKind.BUDGET, type=""),)}}
    assert lines(total_lines(activity(parts=columns), WELL)) == ["Budget: EUR 1"]


def test_the_grants_of_a_listed_activity_come_before_its_totals() -> None:
    grant = amount(WELL, 5)
    assert listed(total("2019", 100), facts=(grant,)) == ["5 euros", "EUR 5", "Disbursement, EUR 2019: 1"]
    assert listed(facts=(grant,)) == ["5 euros", "EUR 5"]
    assert own(total("2019", 100), facts=(grant,)) == ["Disbursement, EUR 2019: 1"]


def test_sums_that_could_not_be_read_come_last() -> None:
    unreadable = cell("budget", "Sum", "much")
    said = "not read as a sum: “much” under “Sum”"
    assert own(facts=(unreadable,)) == [said]
    assert listed(total("2019", 100), facts=(unreadable,)) == ["Disbursement, EUR 2019: 1", said]


@pytest.mark.parametrize(("sums", "more"), [(3, []), (4, []), (5, ["1 more on its page"]), (6, ["2 more on its page"])])
def test_four_lines_are_shown_unless_the_activity_is_unfolded(sums: int, more: list[str]) -> None:
    totals = tuple(total("2019", 100, currency=f"AA{each}") for each in range(sums))
    said = [f"Disbursement, AA{each} 2019: 1" for each in range(sums)]
    assert listed(*totals) == [*said[:4], *more]
    assert listed(*totals, unfolded=[WELL]) == said
    assert listed(*totals, unfolded=[OTHER]) == [*said[:4], *more]


@pytest.mark.parametrize(
    ("years", "before"),
    [(7, ""), (8, ""), (9, "1 earlier year on its page · "), (10, "2 earlier years on its page · ")],
)
def test_the_last_eight_years_are_shown_unless_the_activity_is_unfolded(years: int, before: str) -> None:
    totals = tuple(total(str(2000 + each), 100) for each in range(years))
    shown = [f"{2000 + each}: 1" for each in range(years)]
    assert own(*totals) == [f"Disbursement, EUR {before}{' · '.join(shown[-8:])}"]
    assert own(*totals, unfolded=[WELL]) == [f"Disbursement, EUR {' · '.join(shown)}"]


def behind(one: FlowTotal, *flows: Flow) -> tuple[str, list[int], Context]:
    context = activity(*flows)
    line: Line = after_sum(context, WELL, one, flows)
    return words(line), [part.number for part in line if isinstance(part, Mark)], context


def paid(number: int, line: int = 0, **more: Any) -> Flow:
    citations = cited_at(line or number, f"transaction {number}")
    return flow(f"t-{number}", 100, **{"as_given": "1.00 EUR", "citations": citations, **more})


@pytest.mark.parametrize(("flows", "marks"), [(0, []), (1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (4, [1])])
def test_up_to_three_marks_are_those_of_the_flows(flows: int, marks: list[int]) -> None:
    assert behind(total("2019", 100, flows), *(paid(each) for each in range(1, flows + 1)))[1] == marks


def cited(context: Context) -> list[str]:
    """Return the words of the footnotes of a page."""
    blocks = context.marks.sources({"sources"})
    return [
        words(line) for block in blocks if isinstance(block, Footnotes) for note in block.notes for line in note.lines
    ]


def test_flows_with_the_same_citation_share_a_mark() -> None:
    same = [paid(each, citations=cited_at(7, "sheet")) for each in range(1, 6)]
    assert behind(total("2019", 500, 5), *same)[1] == [1]
    others = [paid(8, citations=cited_at(8, "sheet")), paid(9, citations=cited_at(9, "sheet"))]
    assert behind(total("2019", 700, 7), *same, *others)[1] == [1, 2, 3]


def test_of_many_flows_one_mark_has_each_document_once() -> None:
    flows = [paid(each) for each in range(1, 5)]
    _, marks, context = behind(total("2019", 400, 4), *flows)
    assert (marks, cited(context)) == ([1], ["Stated · A"])
    later = paid(5, citations=cited_at(5, "transaction 5", SECOND))
    _, marks, context = behind(total("2019", 500, 5), *flows, later)
    assert (marks, cited(context)) == ([1], ["Stated · A · B"])


def test_flows_that_were_not_all_read_are_cited_as_documents() -> None:
    assert behind(total("2019", 300, 3), paid(1), paid(2))[1] == [1]
    assert behind(total("2019", 300, 3))[1] == []


def test_without_own_flows_those_of_the_activity_are_cited() -> None:
    other_year = [paid(1, day="2011-01-01"), paid(2, day="2012-01-01")]
    assert behind(total("2019", 300, 1), *other_year)[1] == [1]


@pytest.mark.parametrize(
    ("more", "is_own"),
    [
        ({}, True),
        ({"day": "2018-05-01"}, False),
        ({"type": "2"}, False),
        ({"type": None}, False),
        ({"currency": "USD"}, False),
        ({"kind": FlowKind.BUDGET}, False),
        ({"day": None, "period_start": "2019-01-01"}, True),
        ({"day": None}, False),
        ({"day": "2019-05-01", "period_start": "2018-01-01"}, True),
        ({"id": f"{WELL}/flow/t-1@2"}, False),
    ],
)
def test_the_flows_of_a_total_have_its_kind_type_currency_and_year(more: dict[str, Any], is_own: bool) -> None:
    said = behind(total("2019", 100, 1), paid(1, as_given="one euro", **more))[0]
    assert said == (" (as given: “one euro”)" if is_own else "")


@pytest.mark.parametrize(
    ("given", "flows", "said"),
    [
        (["1.00 EUR"], 1, ""),
        (["1 €"], 1, " (as given: “1 €”)"),
        (["1 €"], 2, " (among them, as given: “1 €”)"),
        (["1 €", "1.00 EUR"], 2, " (among them, as given: “1 €”)"),
        (["1 €", "2 €", "3 €"], 3, " (among them, as given: “1 €”, “2 €”, “3 €”)"),
        (["1 €", "2 €", "3 €", "4 €"], 4, " (among them, as given: “1 €”, “2 €”, “3 €” and 1 more)"),
        (["1 €", "2 €", "3 €", "4 €", "5 €"], 5, " (among them, as given: “1 €”, “2 €”, “3 €” and 2 more)"),
    ],
)
def test_mended_sums_are_quoted_behind_their_total(given: list[str], flows: int, said: str) -> None:
    found = [paid(at, as_given=each) for at, each in enumerate(given, start=1)]
    assert behind(total("2019", 100, flows), *found)[0] == said


def test_of_a_table_only_other_figures_are_quoted() -> None:
    plain, thousands = paid(1, as_given="1,00 EUR"), paid(2, as_given="half of 2")
    context = activity(plain, thousands, parts={"columns": {WELL: {}}})
    line = after_sum(context, WELL, total("2019", 200, 2), [plain, thousands])
    assert line[0] == Text(" (among them, as given: “half of 2”)", SOFT)


@pytest.mark.parametrize(
    ("flows", "is_of_sum"),
    [
        ([paid(1)], False),
        ([paid(1), paid(2), paid(3)], False),
        ([paid(1), paid(2), paid(3), paid(4)], True),
        ([paid(1, citations=cited_at(7, "sheet")), paid(2, citations=cited_at(7, "sheet"))], True),
    ],
)
def test_a_mark_for_several_flows_is_none_of_a_single_one(flows: list[Flow], is_of_sum: bool) -> None:
    line = after_sum(activity(*flows), WELL, total("2019", 100, len(flows)), flows)
    ids = {part.fact_id for part in line if isinstance(part, Mark)}
    assert ids == ({f"{WELL}/sum/transaction/3/EUR/2019"} if is_of_sum else {each.id for each in flows})
