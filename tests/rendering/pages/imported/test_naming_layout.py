"""The sums that name an organisation as payer or receiver: their order, their days, and how many are shown."""

from typing import Any

import pytest

from coopviewer.domain.reference.imported.imported_pages import NamingFlows
from coopviewer.domain.reference.published_facts import Flow
from coopviewer.rendering.document.document import SOFT, Heading, Paragraph, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.naming_layout import naming_blocks
from tests.activity_values import FUNDER, MINISTRY, OTHER, WELL, flow, related
from tests.reference_values import ref
from tests.rendering.imported_samples import page_of, project, rows
from tests.rendering.reference_samples import group, only, record, texts

REFS = (ref(WELL, "Wells"), ref(OTHER, "roads")._replace(hint="XM-2"), ref(FUNDER, "The Funder"))


def naming(*flows: Flow, total: int | None = None, activities: int | None = 1, **more: Any) -> Context:
    named = NamingFlows(flows, len(flows) if total is None else total, activities)
    return page_of(record(FUNDER), parts={"naming": named}, refs=REFS, **more)


def paid(number: int, **more: Any) -> Flow:
    return flow(f"t-{number}", number * 100, **{"ordinal": number, "from_id": FUNDER, **more})


def sums(context: Context) -> list[str]:
    return [row[3][1] for row in rows(naming_blocks(context))]


@pytest.mark.parametrize(
    ("activities", "said"),
    [
        (1, "1 activity names it so. Each sum is as given; nothing is added."),
        (2, "2 activities name it so. Each sum is as given; nothing is added."),
        (None, "Each sum is as given; nothing is added."),
    ],
)
def test_the_number_of_activities_is_said_if_it_is_known(activities: int | None, said: str) -> None:
    heading, paragraph, *_ = naming_blocks(naming(paid(1), activities=activities))
    assert heading == Heading(2, (Text("Sums that name it as payer or receiver"), Text(" 1", SOFT)), "naming")
    assert paragraph == Paragraph((Text(said),), "soft")


def test_each_sum_is_a_row_with_its_activity() -> None:
    one = paid(1, entry_id=OTHER, preferred="It is later.")
    found = naming_blocks(naming(one))
    assert only(Table, found).headers == ("Project", "Date", "Type", "Sum", "From and to")
    assert rows(found) == [
        [
            ["roads", "XM-2"],
            ["1 May 2019"],
            ["Disbursement"],
            ["1.0 EUR (preferred: It is later.)", "EUR 1"],
            ["from The Funder"],
        ]
    ]
    assert rows(naming_blocks(naming(paid(1, type=None))))[0][2] == ["Transaction"]
    assert rows(naming_blocks(naming(paid(1))))[0][0] == ["Wells"]


def test_sums_are_by_activity_and_then_by_day_those_without_one_first() -> None:
    flows = [
        paid(1, day="2020-03-01"),
        paid(2, day=None, period_start="2020-02-01"),
        paid(3, day=None, value_date="2020-01-01"),
        paid(5, day=None),
        paid(4, day=None),
        paid(6, day="2021-01-01", entry_id=OTHER),
        paid(7, day="2020-01-01", value_date="2022-01-01"),
    ]
    assert sums(naming(*flows)) == [f"EUR {each}" for each in (6, 4, 5, 3, 7, 2, 1)]


def test_activities_with_the_same_title_are_kept_apart() -> None:
    refs = (ref(WELL, "Same"), ref(OTHER, "Same"), ref(FUNDER))
    flows = (paid(1, entry_id=OTHER), paid(2), paid(3, entry_id=OTHER), paid(4))
    context = page_of(record(FUNDER), parts={"naming": NamingFlows(flows, 4, 2)}, refs=refs)
    assert sums(context) == ["EUR 2", "EUR 4", "EUR 1", "EUR 3"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"day": None}, ["see its page"]),
        ({}, ["1 May 2019"]),
        ({"day": None, "period_start": "2019-01-01"}, ["a day from 1 January 2019 to …"]),
        ({"day": None, "period_end": "2019-12-31"}, ["a day from … to 31 December 2019"]),
        ({"day": None, "value_date": "2019-05-01"}, ["value of 1 May 2019"]),
    ],
)
def test_a_sum_without_a_day_leads_to_its_page(more: dict[str, Any], said: list[str]) -> None:
    assert rows(naming_blocks(naming(paid(1, **more))))[0][1] == said


@pytest.mark.parametrize(
    ("total", "most", "shown", "said"),
    [
        (3, None, 3, []),
        (4, None, 3, ["3 of 4 are shown; every sum is on the page of its activity."]),
        (3, 3, 3, []),
        (3, 2, 2, ["2 of 3 are shown; every sum is on the page of its activity."]),
        (1_200, None, 3, ["3 of 1,200 are shown; every sum is on the page of its activity."]),
    ],
)
def test_of_many_sums_it_is_said_how_many_are_shown(total: int, most: int | None, shown: int, said: list[str]) -> None:
    context = naming(*(paid(each) for each in (1, 2, 3)), total=total)
    context.most_rows = most
    assert sums(context) == ["EUR 1", "EUR 2", "EUR 3"][:shown]
    assert texts(naming_blocks(context)[3:]) == said


def test_only_an_organisation_that_nothing_names_says_so() -> None:
    (said,) = texts(naming_blocks(naming()))
    assert said.startswith("Neither a role in a project nor a sum that could be read names it.")
    assert naming_blocks(page_of(record("country/NE"))) == []
    role = group(related("funded-by", FUNDER), outgoing=False)
    assert naming_blocks(page_of(record(FUNDER, groups=[role]), project(WELL))) == []
    assert texts(naming_blocks(page_of(record(MINISTRY)))) == [said]
