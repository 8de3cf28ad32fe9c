"""The rows of a comparison that only imported entries have, how their cells are compared, and what has no row."""

from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import DocumentFact, Fact
from coopviewer.domain.reference.imported.imported_pages import NamingFlows
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.domain.reference.published_facts import (
    Identifier,
    IdentifierScheme,
    Mention,
    Place,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.rendering.document.document import Paragraph
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.compare_table import CompareCell
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.compare_parts import (
    coded_aspects,
    compared_blocks,
    differing_aspects,
    gap_cell,
    imported_aspects,
)
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import LATER, OTHER, WELL, coded, flow, made, milestone, related, write_imported
from tests.reference_values import amount, timeframe
from tests.rendering.imported_samples import activity, cell, lines, page_of, project, total, unread
from tests.rendering.reference_samples import TODAY, lookup, words

NIGER = "country/NE"
NOT_HERE = "related activities not in this reference"
STATUS, DATES, GRANT, SUMS = "Status", "Dates", "Grant", "Sums"


def compared(*contexts: Context) -> ComparePage:
    return ComparePage(tuple(each.page for each in contexts), lookup(()))


def labels(*contexts: Context) -> list[str]:
    return [each.label for each in imported_aspects(compared(*contexts), ENGLISH)]


def read(label: str, *facts: Fact, **more: Any) -> CompareCell:
    """Return the cell of an activity in a row; beside an activity with a grant."""
    context = activity(*facts, **more)
    other = page_of(project(OTHER, amount(OTHER, 5)))
    (aspect,) = [each for each in imported_aspects(compared(context, other), ENGLISH) if each.label == label]
    return aspect.read(context)


def said(cell_: CompareCell) -> list[str]:
    return lines(cell_.lines)


def test_only_activities_of_an_import_have_rows_of_their_own() -> None:
    assert labels(activity(), activity()) == [STATUS, DATES, SUMS]
    assert labels(page_of(project(NIGER)), page_of(project("country/ML"))) == []
    assert labels(page_of(project(NIGER)), activity()) == [STATUS, DATES, SUMS]
    curated = activity()
    curated.page = curated.page._replace(imported=None)
    assert labels(curated) == []


@pytest.mark.parametrize("fact", [amount(WELL, 5), cell("grant", "Grant", "much")])
def test_grants_are_compared_if_any_of_the_activities_states_one(fact: Fact) -> None:
    expected = [STATUS, DATES, GRANT, SUMS]
    assert labels(activity(), activity(fact)) == expected
    assert labels(activity(fact), activity()) == expected


def test_sums_are_headed_by_year_if_any_activity_has_a_year() -> None:
    dated = activity(parts={"totals": {WELL: (total("2019", 100),)}})
    assert labels(activity(), dated)[-1] == "Sums by year"


def test_statuses_are_compared_by_their_codes() -> None:
    one = read(STATUS, coded("ActivityStatus", "2"), coded("ActivityScope", "4"))
    assert said(one) == ["Implementation, published"]
    same = read(STATUS, coded("ActivityStatus", "2", as_given="Implementation"))
    assert same.value == one.value
    assert read(STATUS, coded("ActivityStatus", "4")).value != one.value


def test_statuses_differ_if_their_dates_say_something_else_of_them() -> None:
    begun = read(STATUS, coded("ActivityStatus", "2"), milestone("start-actual", "2019"))
    ended = read(STATUS, coded("ActivityStatus", "2"), milestone("end-actual", "2020"))
    assert said(ended)[-1] == "The published status and the dates differ."
    assert begun.value != ended.value
    assert begun.value == read(STATUS, coded("ActivityStatus", "2"), milestone("start-actual", "2018")).value


def test_without_a_status_the_dates_alone_state_none() -> None:
    none = read(STATUS)
    assert (said(none), none.value) == (["not stated in the source"], None)
    dated = read(STATUS, milestone("start-actual", "2019"))
    assert said(dated) == ["By its dates on 23 November 2026: begun, no end stated"]
    assert dated.value is None
    unreadable = read(STATUS, unread(1, "activity-status", ("/@code", "x")))
    assert said(unreadable) == ["not read: code “x”"]
    assert unreadable.value == ((PublishedValue("activity-status/@code", "x"),),)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ((milestone("start-actual", "2019"),), ("2019/", "")),
        ((milestone("start-planned", "2019"), milestone("end", "2020")), ("/2020", "2019/")),
        ((timeframe(WELL, "2019"), timeframe(WELL, "2020")), frozenset(["2019", "2020"])),
        ((timeframe(WELL, "2019"), milestone("start-planned", "2020")), ("", "2020/")),
        ((), None),
        ((milestone("signed", "2019"),), None),
    ],
)
def test_dates_are_compared_by_what_is_actual_and_planned(facts: tuple[Fact, ...], value: object) -> None:
    assert read(DATES, *facts).value == value


def test_dates_that_are_lacking_are_quoted_or_not_stated() -> None:
    assert said(read(DATES)) == ["not stated in the source"]
    assert said(read(DATES, milestone("start-actual", "2019"))) == ["from 2019 (actual), end not stated"]
    soon = read(DATES, unread(1, "activity-date", ("/@iso-date", "soon")))
    assert said(soon) == ["not read: “soon”"]
    assert soon.value == ((PublishedValue("activity-date/@iso-date", "soon"),),)


def test_grants_are_compared_by_their_sums() -> None:
    granted = read(GRANT, amount(WELL, 5), amount(WELL, 6))
    assert said(granted) == ["5 euros", "EUR 5", "6 euros", "EUR 6"]
    assert granted.value == frozenset([(500, "EUR"), (600, "EUR")])
    none = read(GRANT)
    assert (said(none), none.value) == (["not stated in the source"], None)
    much = read(GRANT, cell("grant", "Grant", "much"))
    assert said(much) == ["not read: “much” under “Grant”"]


def test_sums_are_compared_by_their_totals() -> None:
    totals = (total("", 100),)
    dated = read(SUMS, parts={"totals": {WELL: totals}})
    assert (said(dated), dated.value) == (["Disbursement, without a year: EUR 1"], totals)
    none = read(SUMS)
    assert (said(none), none.value) == (["not stated in the source"], None)
    other = read(SUMS, parts={"totals": {OTHER: totals}})
    assert other.value is None


def test_sums_that_could_not_be_read_are_quoted_without_the_grant() -> None:
    much = read(SUMS, cell("budget", "Sum", "much"), cell("grant", "Grant", "some", number=2))
    assert said(much) == ["not read as a sum: “much” under “Sum”"]
    assert much.value == ((PublishedValue("Sum", "much"),),)


def test_the_cell_of_a_gap_has_its_lines_or_says_what_is_lacking() -> None:
    context = activity(unread(1, "sector", ("/@code", "x")))
    quoted = gap_cell(context, "relation/in-sector")
    assert (said(quoted), quoted.value) == (["not read: code “x”"], ((PublishedValue("sector/@code", "x"),),))
    own = gap_cell(context, "relation/in-sector", quoted.lines * 2)
    assert said(own) == ["not read: code “x”"] * 2
    assert gap_cell(context, "flow").value is None


def test_codes_have_a_row_for_each_list_but_that_of_the_status() -> None:
    marked = activity(
        coded("ActivityStatus", "2"),
        coded("AidType/1", "C01"),
        coded("PolicyMarker/1", "2", significance="0", ordinal=3),
        coded("PolicyMarker/1", "1", significance="1", ordinal=2),
    )
    aspects = {each.label: each for each in coded_aspects(compared(activity(), marked), ENGLISH)}
    assert list(aspects) == ["Aid type", "Policy markers"]
    markers = aspects["Policy markers"].read(marked)
    assert said(markers) == ["Gender equality · Significant objective", "Aid to environment · 0"]
    none = aspects["Policy markers"].read(activity())
    assert (said(none), none.value) == (["not stated in the source"], None)
    assert list(coded_aspects(compared(activity(), activity()), ENGLISH)) == []


@pytest.mark.parametrize(
    ("scheme", "unlike"),
    [
        ("PolicyMarker/1", {"code": "2", "significance": "1"}),
        ("PolicyMarker/1", {"significance": "2"}),
        ("PolicyMarker/99", {"significance": "1", "label": "Peace"}),
    ],
)
def test_codes_are_compared_with_their_significance_and_unknown_ones_by_their_words(
    scheme: str, unlike: dict[str, str]
) -> None:
    label = "Genre" if scheme == "PolicyMarker/1" else None
    first, same, other = (
        activity(coded(scheme, **{"code": "1", "significance": "1", **more}))
        for more in ({"as_given": "x"}, {"label": label}, unlike)
    )
    (aspect,) = coded_aspects(compared(first, same, other), ENGLISH)
    assert aspect.read(first).value == aspect.read(same).value != aspect.read(other).value


def comparison(tmp_path: Path, *facts: Fact) -> list[str]:
    """Return the lines of the comparison of two activities of an import."""
    store = ReferenceStore(write_imported(tmp_path / f"wells-{len(facts)}.db", facts))
    page = store.page(parse_address(f"coop:compare?a={WELL}&b={OTHER}"))
    store.close()
    return write_text(lay_out(page, TODAY, frozenset(), ENGLISH)).splitlines()


NOTHING, NO_ROW = "Nothing that is stated for these entries differs.", "Nothing that is compared differs."


def test_shares_are_shown_and_make_lists_differ(tmp_path: Path) -> None:
    found = comparison(
        tmp_path,
        related("has-beneficiary", "country/NE", share=600_000, share_as_given="60"),
        related("has-beneficiary", "country/ML", 2, share=400_000, share_as_given="40"),
        related("has-beneficiary", "country/NE", subject=OTHER, share=10_000, share_as_given="1"),
        related("has-beneficiary", "country/ML", 2, OTHER, share=400_000, share_as_given="40.0"),
    )
    text = " ".join(found)
    assert "Niger 60 %" in text
    assert "Niger 1 %" in text
    assert ("= Mali 40 %" in text, "= Niger" in text, NOTHING in found, NO_ROW in found) == (True, False, False, False)


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        (unread(1, "capital-spend", ("/@percentage", "5")), "other published fields"),
        (flow("t-1", 100), "single sums"),
        (made(Place, "place/1", as_given="x", ordinal=1), "places"),
        (made(Result, "result/1", title="Wells", ordinal=1, language="en"), "results"),
        (made(DocumentFact, "document/1", about="Evaluation"), "documents"),
        (made(Mention, "mention/1", predicate_id="parent-of", ref="Z", ordinal=1), NOT_HERE),
        (made(Identifier, "id/1", scheme=IdentifierScheme.LOCAL, value="1", as_given="1"), "identifiers"),
        (milestone("signed", "2019-01-01"), "further dates"),
        (amount(WELL, 5, AmountKind.PORTFOLIO_TOTAL), "overall funding"),
    ],
)
def test_what_has_no_row_is_named_and_nothing_is_said_of_it(tmp_path: Path, fact: Fact, kind: str) -> None:
    both = (coded("ActivityStatus", "2"), coded("ActivityStatus", "2", OTHER))
    assert NOTHING in comparison(tmp_path, *both)
    found = comparison(tmp_path, *both, fact)
    assert f"Not compared: {kind}. See the page of each entry." in found
    assert NOTHING not in found


def test_columns_of_a_table_and_sums_that_name_an_organisation_have_no_row() -> None:
    columns = {"columns": {WELL: {"milestone/start": ("Start",)}}}
    of_table = activity(unread(1, "Remark", ("", "none")), parts=columns)
    naming = page_of(project("organisation/a"), parts={"naming": NamingFlows((), 3, 1)})
    paying = page_of(project("organisation/a")._replace(paid=(amount(WELL, 5),)))
    for context, kind in (
        (of_table, "other columns of the table"),
        (naming, "sums that name the entry"),
        (paying, "grants of projects"),
    ):
        told = [
            words(b.line) for b in compared_blocks([context], ENGLISH, is_different=False) if isinstance(b, Paragraph)
        ]
        assert told == [NO_ROW, f"Not compared: {kind}. See the page of each entry."]
    assert compared_blocks([activity()], ENGLISH, is_different=True) == []


def test_a_row_of_differing_sources_is_there_if_those_of_any_entry_differ() -> None:
    first = milestone("start-actual", "2019-01-01", preferred="It is later.")
    second = milestone("start-actual", "2018-01-01", id=f"{WELL}/milestone/start-actual@2", citations=LATER)
    differ, agree = activity(first, second), page_of(project(OTHER))
    assert list(differing_aspects(compared(agree, agree), ENGLISH)) == []
    for pages in ((differ, agree), (agree, differ)):
        (aspect,) = differing_aspects(compared(*pages), ENGLISH)
        assert aspect.label == "Sources differ"
        found = aspect.read(differ)
        assert said(found) == [
            "Actual start",
            "2019-01-01 · 1 January 2019 · wells-2020 date not known",
            "2018-01-01 · 1 January 2018 · wells-2021 date not known",
        ]
        assert found.value == found.lines
        none = aspect.read(agree)
        assert (said(none), none.value) == (["none"], None)
