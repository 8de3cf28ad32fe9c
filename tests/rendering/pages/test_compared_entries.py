"""A comparison of entries that are made up: which rows there are, what differs, and what is stated for none."""

from collections.abc import Iterable

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Extent, Fact, Quantity
from coopviewer.domain.reference.pages import ComparePage, EntryPage
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CodeStatus,
    Comparator,
    ExtentValue,
    NameKind,
    StatementKind,
)
from coopviewer.rendering.document.document import Document, Fold, Heading, Paragraph, Strip, Table
from coopviewer.rendering.document.link_schemes import COMPARISON
from coopviewer.rendering.pages.compare_layout import lay_out_comparison
from coopviewer.rendering.pages.compare_table import EQUAL, NAMES, UNSTATED, CompareCell, common_values
from tests.reference_values import EDITION, amount, cited, extent, name, predicate, ref, relation, statement, timeframe
from tests.rendering.reference_samples import TODAY, entry_page, group, lookup, record, words

WELLS, ROADS, DAMS = ref("project/wells", "Wells"), ref("project/roads", "Roads"), ref("project/dams", "Dams")
NIGER, MALI = ref("country/NE", "Niger"), ref("country/ML", "Mali")
NOT_STATED = "not stated in the source"


def page_of(entry: EntryRef, *facts: Fact, **more: object) -> EntryPage:
    return entry_page(record(entry, *facts), **more)  # type: ignore[arg-type]


def compared(*pages: EntryPage, unnamed: tuple[EntryRef, ...] = (), more_unnamed: int = 0) -> ComparePage:
    """Put pages side by side, with all that their facts name."""
    refs = {ref_id: each for page in pages for ref_id, each in page.lookup.refs.items()}
    passages = {key: each for page in pages for key, each in page.lookup.passages.items()}
    sources = {key: each for page in pages for key, each in page.lookup.sources.items()}
    together = lookup(())._replace(refs=refs, passages=passages, sources=sources)
    return ComparePage(pages, together, unnamed, more_unnamed)


def lay_out(page: ComparePage, *unfolded: str) -> Document:
    return lay_out_comparison(page, TODAY, set(unfolded), ENGLISH)


def tables(document: Document) -> list[dict[str, list[str]]]:
    """Return the rows of each table, by their labels; lines of a cell are joined by a bar."""
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = ([" | ".join(map(words, cell)) for cell in row.cells] for row in block.rows)
            found.append({label: rest for label, *rest in cells})
    return found


def folds(document: Document) -> dict[str, str]:
    """Return the words of each fold and what is named beside it, by its key."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and isinstance(fold := block.line[0], Fold) and fold.key in COMPARISON:
            found[fold.key] = words(block.line)
    return found


def different(*pages: EntryPage) -> dict[str, list[str]]:
    return tables(lay_out(compared(*pages)))[0]


def every(*pages: EntryPage) -> dict[str, list[str]]:
    """Return all rows, of whichever table."""
    return {label: cells for table in tables(lay_out(compared(*pages), *COMPARISON)) for label, cells in table.items()}


def test_rows_are_told_apart_by_whether_they_differ() -> None:
    same = {"edtf": "2020", "as_given": "in 2020"}
    one = page_of(WELLS, timeframe(WELLS.id, **same), amount(WELLS.id, 4), statement(WELLS.id, "dig"))
    other = page_of(ROADS, timeframe(ROADS.id, **same), amount(ROADS.id, 5))
    page = compared(one, other)
    assert tables(lay_out(page)) == [
        {
            "Grant": ["4 euros | EUR 4", "≠ 5 euros | EUR 5"],
            "Goal": ["dig", f"≠ {NOT_STATED}"],
        }
    ]
    names = "1 row of names and codes  Names"
    assert folds(lay_out(page)) == {EQUAL: "1 equal row  Timeframe", NAMES: names}
    _, equal = tables(lay_out(page, EQUAL))
    assert equal == {"Timeframe": ["in 2020 | 2020, known to the year"] * 2}
    assert folds(lay_out(page, EQUAL))[EQUAL] == "1 equal row"


def test_the_page_names_what_is_compared() -> None:
    document = lay_out(compared(page_of(WELLS), page_of(ROADS), page_of(DAMS)))
    assert (document.title, document.address) == (
        "Wells, Roads and Dams",
        "coop:compare?a=project/wells&b=project/roads&c=project/dams",
    )
    eyebrow, heading, about, table, nothing, *_ = document.blocks
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert words(heading.line) == "Wells, Roads and Dams"
    assert [words(block.line) for block in (eyebrow, about, nothing) if isinstance(block, Paragraph)] == [
        "Comparison",
        "3 projects side by side. ≠ marks what differs; what is stated for none is not compared.",
        "Nothing that is stated for these entries differs.",
    ]
    assert (table.headers, table.rows) == (("Fact", "Wells", "Roads", "Dams"), ())
    assert table.links == ("", "coop:project/wells", "coop:project/roads", "coop:project/dams")


@pytest.mark.parametrize(("number", "share"), [(1, "80%"), (2, "40%"), (3, "26%"), (4, "20%")])
def test_the_columns_of_the_entries_are_equally_wide(number: int, share: str) -> None:
    pages = [page_of(ref(f"project/p{each}")) for each in range(number)]
    table = next(block for block in lay_out(compared(*pages)).blocks if isinstance(block, Table))
    assert table.widths == ("20%", *[share] * number)


def test_a_row_is_different_if_any_cell_is_unlike_the_first() -> None:
    pages = [page_of(each, amount(each.id, euros)) for each, euros in ((WELLS, 4), (ROADS, 4), (DAMS, 5))]
    assert different(*pages)["Grant"] == ["4 euros | EUR 4", "4 euros | EUR 4", "≠ 5 euros | EUR 5"]
    assert "Grant" not in different(*pages[:2])


def test_what_is_said_of_lists_that_differ_is_only_said_where_all_have_something() -> None:
    both = [page_of(each, statement(each.id, "dig"), statement(each.id, each.title)) for each in (WELLS, ROADS)]
    assert different(*both) == {"Goal": ["= dig | Wells", "≠ = dig | Roads"]}
    said = "In a list that differs, = marks what all have."
    document = lay_out(compared(*both))
    explained = document.blocks[4]
    assert isinstance(explained, Paragraph)
    assert words(explained.line) == said
    apart = [page_of(each, statement(each.id, each.title)) for each in (WELLS, ROADS)]
    assert different(*apart) == {"Goal": ["Wells", "≠ Roads"]}
    assert said not in [words(b.line) for b in lay_out(compared(*apart)).blocks if isinstance(b, Paragraph)]


def test_statements_that_none_has_make_no_row_and_the_kinds_have_capitals() -> None:
    found = every(page_of(WELLS, statement(WELLS.id, "so", StatementKind.ACHIEVEMENT)), page_of(ROADS))
    assert found["Achievement"] == ["so", f"≠ {NOT_STATED}"]
    assert "Goal" not in found


def test_only_grants_are_compared() -> None:
    total = amount(WELLS.id, 9, AmountKind.PORTFOLIO_TOTAL)
    assert every(page_of(WELLS, total), page_of(ROADS))["Grant"] == [NOT_STATED, NOT_STATED]


def figure(entry: EntryRef, value: int, comparator: Comparator = Comparator.EXACTLY) -> Quantity:
    fact_id = f"{entry.id}/quantity/{value}"
    return Quantity(
        id=fact_id,
        entry_id=entry.id,
        basis=Basis.STATED,
        citations=cited(),
        measure="wells dug",
        value=value,
        comparator=comparator,
        as_given=f"{value} wells",
    )


def test_figures_are_compared_by_number_and_by_whether_there_may_be_more() -> None:
    more = figure(ROADS, 4, Comparator.MORE_THAN)
    assert different(page_of(WELLS, figure(WELLS, 4)), page_of(ROADS, more)) == {
        "Wells dug": ["4 wells", "≠ 4 wells"],
    }
    assert different(page_of(WELLS, figure(WELLS, 4)), page_of(ROADS, figure(ROADS, 4))) == {}
    assert every(page_of(WELLS, figure(WELLS, 4)), page_of(ROADS))["Wells dug"] == ["4 wells", f"≠ {NOT_STATED}"]


PART = "Only these and the total are compared."
MEMBER = predicate("has-member", "has member", "is a member of")


def listed(entry: EntryRef, *networks: str, total: int = 0, extents: Iterable[Extent] = ()) -> EntryPage:
    """Make the page of a country that is a member of networks."""
    relations = [relation(f"network/{each}", "has-member", entry.id) for each in networks]
    groups = [group(*relations, outgoing=False, total=total, by=MEMBER)] if relations else []
    return entry_page(record(entry, groups=groups), extents=tuple(extents), predicates=(MEMBER,))


def test_lists_are_compared_by_what_is_in_them() -> None:
    assert different(listed(NIGER, "a", "b"), listed(MALI, "b", "c")) == {"Is a member of": ["a, = b", "≠ = b, c"]}
    assert different(listed(NIGER, "a"), listed(MALI, "a")) == {}
    cut = different(listed(NIGER, "a", total=300), listed(MALI, "b"))["Is a member of"]
    assert cut == [f"a | The first 1 of 300 are shown here. Show all 300 | {PART}", "≠ b"]


def test_of_long_lists_that_begin_alike_the_totals_differ() -> None:
    cells = different(listed(NIGER, "a", "b", total=450), listed(MALI, "a", "b", total=440))["Is a member of"]
    assert cells[0].startswith("= a, = b | The first 2 of 450 are shown here.")
    assert cells[1].startswith("≠ = a, = b | The first 2 of 440 are shown here.")


def test_long_lists_of_which_only_a_part_was_read_are_never_called_equal() -> None:
    page = compared(listed(NIGER, "a", total=450), listed(MALI, "a", total=450))
    cells = tables(lay_out(page))[0]["Is a member of"]
    assert cells == [f"a | The first 1 of 450 are shown here. Show all 450 | {PART}"] * 2
    assert EQUAL not in folds(lay_out(page))
    assert "Nothing that" not in " ".join(words(b.line) for b in lay_out(page).blocks if isinstance(b, Paragraph))


@pytest.mark.parametrize(
    ("values", "cell", "is_different"),
    [
        ((ExtentValue.COMPLETE,), "not listed", True),
        ((ExtentValue.COMPLETE, ExtentValue.NONE), "not listed", True),
        ((ExtentValue.COMPLETE, ExtentValue.OPEN), NOT_STATED, True),
        ((ExtentValue.OPEN,), NOT_STATED, True),
    ],
)
def test_a_country_is_not_listed_only_if_all_lists_are_complete(
    values: tuple[ExtentValue, ...], cell: str, is_different: bool
) -> None:
    extents = [extent(f"network/{place}", "has-member", value) for place, value in enumerate(values)]
    pages = (listed(NIGER, "a", extents=extents), listed(MALI, extents=extents))
    assert every(*pages)["Is a member of"] == ["a", f"≠ {cell}" if is_different else cell]
    nobody = lay_out(compared(listed(NIGER, extents=extents), listed(MALI, extents=extents)))
    assert (EQUAL in folds(nobody)) is (cell == "not listed")


@pytest.mark.parametrize(
    ("value", "is_stated"), [(ExtentValue.NONE, True), (ExtentValue.OPEN, False), (ExtentValue.NOT_STATED, False)]
)
def test_an_own_list_without_members_is_compared_if_it_says_that_there_are_none(
    value: ExtentValue, is_stated: bool
) -> None:
    networks = [ref("network/a"), ref("network/b")]
    pages = [
        entry_page(
            record(each, extent(each.id, "has-member", value)),
            extents=(extent(each.id, "has-member", value),),
            predicates=(MEMBER,),
        )
        for each in networks
    ]
    fold = next(text for key, text in folds(lay_out(compared(*pages))).items() if "member" in text)
    assert fold.startswith("1 equal row" if is_stated else "1 row that is stated for none")


def country_with(entry: EntryRef, *projects: str, frames: Iterable[str] = (), euros: int = 0) -> EntryPage:
    """Make the page of a country that projects name as a beneficiary; each has the timeframes and the grant."""
    relations = [relation(f"project/{each}", "has-beneficiary", entry.id) for each in projects]
    own = record(entry, groups=[group(*relations, outgoing=False)] if relations else [])
    related = []
    for each in projects:
        facts: list[Fact] = [timeframe(f"project/{each}", edtf) for edtf in frames]
        facts += [amount(f"project/{each}", euros)] if euros else []
        funded = relation(f"project/{each}", "funded-by", "organisation/eu")
        related.append(record(ref(f"project/{each}", each.title()), *facts, groups=[group(funded)]))
    return entry_page(own, *related, predicates=(predicate("has-beneficiary"),))


def test_the_projects_of_countries_are_compared_and_of_several_each_is_named() -> None:
    found = every(country_with(NIGER, "wells", frames=("2020",), euros=4), country_with(MALI, "wells", "roads"))
    assert found["Timeframe"] == [
        "in 2020 | 2020, known to the year",
        f"≠ Wells: {NOT_STATED} | Roads: {NOT_STATED}",
    ]
    assert found["Grant"] == ["4 euros | EUR 4", f"≠ Wells: {NOT_STATED} | Roads: {NOT_STATED}"]
    assert found["Funded by"] == ["eu", "Wells: eu | Roads: eu"]
    assert found["Managed by"] == [NOT_STATED, f"Wells: {NOT_STATED} | Roads: {NOT_STATED}"]
    assert list(found)[list(found).index("Timeframe") :][:2] == ["Timeframe", "Grant"]


def test_of_countries_with_more_projects_than_were_read_nothing_is_called_equal() -> None:
    def listed(entry: EntryRef, total: int) -> EntryPage:
        page = country_with(entry, "wells", euros=4)
        (group_,) = page.record.groups
        return page._replace(record=page.record._replace(groups=(group_._replace(total=total),)))

    alike = different(listed(NIGER, 300), listed(MALI, 300))
    assert alike["Grant"][1].startswith("4 euros | EUR 4 | The first 1 of 300 are shown here.")
    assert alike["Managed by"][0].startswith(NOT_STATED)
    assert different(listed(NIGER, 300), listed(MALI, 301))["Grant"][1].startswith("≠ 4 euros")


def test_countries_without_projects_have_no_rows_on_projects() -> None:
    assert "Funded by" not in every(country_with(NIGER), country_with(MALI))
    alone = every(country_with(NIGER, "wells"), country_with(MALI))
    assert alone["Funded by"] == ["eu", f"≠ {NOT_STATED}"]


def test_projects_that_name_no_country_are_rows_that_are_stated_for_none() -> None:
    page = compared(country_with(NIGER), country_with(MALI), unnamed=(DAMS,), more_unnamed=1)
    (unstated,) = [table for table in tables(lay_out(page, UNSTATED)) if "Dams" in table]
    said = ["not stated: the source names no country"] * 2
    assert (unstated["Dams"], unstated["1 more project"]) == (said, said)


def test_codes_and_names_are_in_a_fold_of_their_own_even_if_they_differ() -> None:
    codes = CountryCodes(NIGER.id, "NE", "NER", "562", CodeStatus.OFFICIAL)
    with_codes = entry_page(record(NIGER, name(NIGER.id, "Le Niger", language="fr"), codes=codes))
    kosovo = CountryCodes(MALI.id, "XK", None, None, CodeStatus.USER_ASSIGNED)
    partly = entry_page(record(MALI, codes=kosovo))
    page = compared(with_codes, partly)
    assert folds(lay_out(page))[NAMES] == "2 rows of names and codes  Codes · Names"
    *_, names = tables(lay_out(page, NAMES))
    assert names == {
        "Codes": ["NE · NER · 562", "≠ XK"],
        "Names": ["French: Le Niger", f"≠ {NOT_STATED}"],
    }
    assert every(page_of(NIGER), page_of(MALI))["Codes"] == [NOT_STATED, NOT_STATED]
    assert "Codes" not in every(page_of(WELLS), page_of(ROADS))


def test_names_are_listed_by_language() -> None:
    names = [
        name(NIGER.id, text, NameKind.ALIAS, language) for text, language in (("A", "en"), ("B", "fr"), ("C", "en"))
    ]
    assert every(page_of(NIGER, *names), page_of(MALI))["Names"][0] == "English: A | English: C | French: B"


def with_edition(page: ComparePage) -> ComparePage:
    return page._replace(pages=tuple(each._replace(edition=EDITION) for each in page.pages))


def strips(page: ComparePage) -> list[tuple[str, list[str]]]:
    """Return the label of each row with bars, and the titles of its bars."""
    rows = [row for block in lay_out(page, *COMPARISON).blocks if isinstance(block, Table) for row in block.rows]
    return [
        (words(row.cells[0][0]), [words(span.title) for span in strip.spans])
        for row in rows
        for strip in row.detail or ()
        if isinstance(strip, Strip)
    ]


def test_the_timeframes_of_projects_are_drawn_below_their_row() -> None:
    dated = [page_of(each, timeframe(each.id, "2020")) for each in (WELLS, ROADS)]
    assert strips(with_edition(compared(*dated, page_of(DAMS)))) == [("Timeframe", ["Wells", "Roads"])]
    assert strips(compared(*dated)) == []
    assert strips(with_edition(compared(page_of(WELLS), page_of(ROADS)))) == []


@pytest.mark.parametrize(("number", "drawn"), [(12, 12), (13, 0)])
def test_at_most_twelve_projects_of_countries_are_drawn_each_once(number: int, drawn: int) -> None:
    titles = [f"p{each}" for each in range(number)]
    page = with_edition(
        compared(country_with(NIGER, *titles[1:], frames=("2020",)), country_with(MALI, *titles, frames=("2020",)))
    )
    assert [len(spans) for _, spans in strips(page)] == ([drawn] if drawn else [])


def test_what_all_lists_have_in_common_is_found_in_lists_of_lists_too() -> None:
    def cells(*values: object) -> list[CompareCell]:
        return [CompareCell((), value) for value in values]

    nested = frozenset((frozenset(("a", "b")), frozenset(("c",))))
    assert common_values(cells(nested, frozenset(("b", "d")))) == {"b"}
    assert common_values(cells("a", frozenset(("a", "b")))) == {"a"}
    assert common_values(cells(frozenset(("a", "b")), frozenset(("a", "c")), frozenset(("a",)))) == {"a"}
    assert common_values(cells(frozenset("a"), frozenset("a"))) == frozenset()
    assert common_values(cells(frozenset("a"), None)) == frozenset()
    assert common_values(cells(frozenset("a"))) == frozenset()
