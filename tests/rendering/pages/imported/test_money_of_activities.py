"""The money of an imported activity: its sums as given and by year, and what the source says where it gives no sum."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.published_facts import FlowKind, PublishedField, PublishedValue
from coopviewer.rendering.document.document import Block, Document, Field, Items, KeyFacts, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.imported.money_layout import flow_days, money_blocks
from coopviewer.rendering.pages.imported.unread_words import sum_words
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import FUNDER, MINISTRY, WELL, cited_at, coded, everything, flow, made, write_imported
from tests.reference_values import amount
from tests.rendering.reference_samples import headings, record, section, texts, words

TODAY = date(2026, 11, 30)
TRANSACTION, BUDGET, TOTAL = FlowKind.TRANSACTION, FlowKind.BUDGET, FlowKind.TOTAL


def unread(number: int, kind: str, *values: tuple[str, str], place: str = "") -> PublishedField:
    """Make an element of a sum that became no fact."""
    found = tuple(PublishedValue(f"{kind}{path}", text) for path, text in values)
    citations = cited_at(60 + number, place or f"{kind} {number}")
    return made(PublishedField, f"published/{number}", label=kind, ordinal=number, values=found, citations=citations)


def page_of(path: Path, entry: str = WELL) -> EntryPage:
    with closing(ReferenceStore(path)) as store:
        page = store.page(Address(entry))
    assert isinstance(page, EntryPage)
    return page


def laid_out(path: Path, *facts: Fact, unfolded: frozenset[str] = frozenset()) -> Document:
    return lay_out_entry(page_of(write_imported(path, facts)), TODAY, unfolded, ENGLISH)


def money(document: Document) -> tuple[Block, ...]:
    """Return the blocks under the heading of the money; empty without it."""
    return section(document, "money") if (2, "Money") in headings(document) else ()


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> EntryPage:
    """The page of an activity whose reference has words for codes."""
    return page_of(write_imported(tmp_path_factory.mktemp("labelled") / "a.db"))


YEAR = {"period_start": "2019-01-01", "period_end": "2019-12-31"}
DAY, START = "/transaction-date/@iso-date", "/period-start/@iso-date"
ORIGINAL = ("/@type", "1")


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (
            BUDGET,
            (ORIGINAL, (START, "2016-01-01"), ("/value/@currency", "USD"), ("/value", "about two million")),
            "Budget (Original), USD 2016: not read as a sum: “about two million”",
        ),
        (BUDGET, (ORIGINAL, (START, "2016-01-01"), ("/value/@currency", "usd")), "Budget (Original), USD 2016"),
        (BUDGET, (("/value", " "), ("", "n/a")), "Budget: not read as a sum: “n/a”"),
        (BUDGET, (("/@type", "9"), ("/value", "x")), "Budget of type 9: not read as a sum: “x”"),
        (BUDGET, ((START, "20160101"),), "Budget, 2016"),
        (BUDGET, ((START, "2016"),), "Budget, 2016"),
        (BUDGET, ((START, "216"),), "Budget, “216”"),
        (BUDGET, ((START, "spring 2016"),), "Budget, “spring 2016”"),
        (BUDGET, ((START, "٢٠١٦"),), "Budget, “٢٠١٦”"),
        (
            TRANSACTION,
            (("/transaction-type/@code", "3"), (DAY, "2019-05-01"), ("/value", "lots")),
            "Disbursement, 2019: not read as a sum: “lots”",
        ),
        (TRANSACTION, (("/transaction-type/@code", "77"),), "Transaction of type 77"),
        (TRANSACTION, ((START, "2016-01-01"), (DAY, "2019-05-01")), "Transaction, 2016"),
        (TOTAL, (("/value", "some"),), "Total cost: not read as a sum: “some”"),
    ],
)
def test_a_sum_that_could_not_be_read_is_told_by_kind_currency_and_year(
    labelled: EntryPage, kind: FlowKind, values: tuple[tuple[str, str], ...], said: str
) -> None:
    said = said if ": " in said else f"{said}: without a sum"
    assert sum_words(record(WELL), unread(1, kind, *values), labelled.imported, ENGLISH) == said


def test_without_a_currency_of_its_own_a_sum_has_that_of_its_activity() -> None:
    euros = record(WELL, coded("ActivityScope", "4"), coded("Currency", "EUR"))
    own, none = unread(1, BUDGET, ("/value/@currency", "xdr")), unread(2, BUDGET, ("/value", "some"))
    assert sum_words(euros, none, None, ENGLISH) == "Budget, EUR: not read as a sum: “some”"
    assert sum_words(euros, own, None, ENGLISH) == "Budget, XDR: without a sum"
    assert sum_words(record(WELL), none, None, ENGLISH) == "Budget: not read as a sum: “some”"


@pytest.mark.parametrize(
    ("count", "more"),
    [
        (1, None),
        (20, None),
        (21, "1 more has no sum that can be read; see Other published fields."),
        (22, "2 more have no sum that can be read; see Other published fields."),
    ],
)
def test_twenty_sums_of_a_kind_that_could_not_be_read_are_quoted(tmp_path: Path, count: int, more: str | None) -> None:
    fields = [unread(number, BUDGET, ("/value", f"sum {number}")) for number in range(count, 0, -1)]
    blocks = money(laid_out(tmp_path / "a.db", *fields))
    (listed,) = [block for block in blocks if isinstance(block, Items)]
    quoted = [f"Budget: not read as a sum: “sum {number}”" for number in range(1, min(count, 20) + 1)]
    assert texts([listed]) == quoted
    after = texts(blocks[blocks.index(listed) + 1 :])
    assert after == ([more] if more else [])


def test_each_kind_has_one_heading_whether_its_sums_were_read_or_not(tmp_path: Path) -> None:
    facts = (*everything(), unread(90, BUDGET, ("/value", "some")), unread(91, TOTAL, ("/value", "more")))
    document = laid_out(tmp_path / "a.db", *facts)
    titles = [
        title for level, title in headings(document) if level == 3 and title.startswith(("Trans", "Budget", "Total"))
    ]
    assert titles == ["Transactions 3", "Budgets 1", "Total cost"]
    said = texts(money(document))
    assert said.index("Budgets 1") < said.index("Budget: not read as a sum: “some”") < said.index("Total cost")


def test_an_activity_without_any_sum_has_no_heading_of_money(tmp_path: Path) -> None:
    field = made(PublishedField, "published/1", label="local", ordinal=1, values=(PublishedValue("local", "x"),))
    assert money(laid_out(tmp_path / "a.db", field)) == ()


@pytest.mark.parametrize("unfolded", [frozenset({"flows/transaction"}), frozenset({"flows/budget"}), frozenset()])
def test_the_sums_of_a_kind_are_folded_below_their_totals(labelled: EntryPage, unfolded: frozenset[str]) -> None:
    said = texts(money(lay_out_entry(labelled, TODAY, unfolded, ENGLISH)))
    places = [said.index(each) for each in ("Transactions 3", "2019: EUR 1,200.50 · 1 row", "Transactions: 3 rows")]
    assert places == sorted(places)
    assert ("1 May 2019" in said) is ("flows/transaction" in unfolded)
    assert "1 January 2019 to 31 December 2019" in said  # a single budget has no fold
    assert "Budgets: 1 row" not in said


TABLE = """Ref;Title;Country;Grant (EUR);Budget (EUR);Disbursed (EUR)
1;Wells;Niger;some;much;little
2;Roads;Niger;5000;much;
3;Posts;Niger;some;;
4;Ports;Niger;5000;;
5;Dams;Niger;5000;4000;3000
6;Ways;Niger;5000;4000;3000
7;Maps;Niger;5000;4000;3000
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("table")
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    assert import_data(["sheet", str(folder / "a.csv"), "-o", str(folder / "a.db"), "--quiet"]) == 0
    return folder / "a.db"


@pytest.mark.parametrize(
    ("project", "said"),
    [
        ("1", ["not read: “much” under “Budget (EUR)”", "not read: “little” under “Disbursed (EUR)”"]),
        ("2", ["not read: “much” under “Budget (EUR)”"]),
        ("3", []),  # its grant is among the key facts
        ("4", []),
    ],
)
def test_cells_without_a_readable_sum_are_quoted_once(table: Path, project: str, said: list[str]) -> None:
    document = lay_out_entry(page_of(table, f"project/{project}"), TODAY, set(), ENGLISH)
    lists = [block for block in money(document) if isinstance(block, Items)]
    assert texts(lists) == said
    grant = "not read: “some” under “Grant (EUR)”"
    assert texts(document.blocks).count(grant) == (1 if project in "13" else 0)


def test_a_grant_of_which_another_could_be_read_is_quoted_under_the_money(tmp_path: Path) -> None:
    cell = made(PublishedField, "unread-grant/1", label="Grant", ordinal=1, values=(PublishedValue("Grant", "some"),))
    alone = laid_out(tmp_path / "a.db", cell)
    assert money(alone) == ()
    assert "not read: “some” under “Grant”" in texts(alone.blocks)
    beside = laid_out(tmp_path / "b.db", cell, amount(WELL, 5, citations=cited_at(9, "D2")))
    assert texts(money(beside)) == ["not read: “some” under “Grant”"]


def rows(document: Document) -> list[list[str]]:
    """Return the lines of the first cell of each sum, that of its day."""
    tables = [block for block in money(document) if isinstance(block, Table)]
    return [texts([Table(("",), (row._replace(cells=row.cells[:1]),))]) for table in tables for row in table.rows]


def test_a_day_in_another_form_is_quoted_with_its_own_sum_alone(tmp_path: Path) -> None:
    paid = [
        flow("t-1", 100, day="2019-05-01", citations=cited_at(40, "transaction 1")),
        flow("t-2", 200, day=None, ordinal=2, citations=cited_at(41, "transaction 2")),
        flow("t-3", 300, day="2019-05-03", ordinal=3, citations=cited_at(42, "transaction 3")),
    ]
    given = [
        unread(1, TRANSACTION, (DAY, "1.5.2019"), place="transaction 1"),
        unread(2, TRANSACTION, (DAY, "soon"), ("/value/@value-date", "later"), place="transaction 2"),
        unread(3, TRANSACTION, (DAY, "3 May 2019"), place="transaction 3"),  # the very words that are shown
    ]
    found = rows(laid_out(tmp_path / "a.db", *paid, *given, unfolded=frozenset({"flows/transaction"})))
    assert found == [["not read: “soon”"], ["1 May 2019", "as given: “1.5.2019”"], ["3 May 2019"]]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"day": None}, ["not stated in the source"]),
        ({"day": None, **YEAR}, ["a day from 1 January 2019 to 31 December 2019"]),
        ({"day": None, "kind": TOTAL, **YEAR}, ["a day from 1 January 2019 to 31 December 2019"]),
        ({"day": None, "kind": BUDGET, **YEAR}, ["1 January 2019 to 31 December 2019"]),
        ({"day": None, "kind": BUDGET, "period_start": "2019-01-01"}, ["1 January 2019 to …"]),
        ({"day": None, "kind": BUDGET, "period_end": "2019-12-31"}, ["… to 31 December 2019"]),
        ({"value_date": "2019-05-01"}, ["1 May 2019"]),
        ({"value_date": "2019-06-02"}, ["1 May 2019", "value of 2 June 2019"]),
        ({"day": None, "kind": BUDGET, **YEAR, "value_date": "2019-01-01"}, ["1 January 2019 to 31 December 2019"]),
    ],
)
def test_the_days_of_a_sum_are_told_as_far_as_they_are_stated(
    labelled: EntryPage, stated: dict[str, str | None], said: list[str]
) -> None:
    context = Context(labelled, TODAY, set(), ENGLISH)
    assert texts([Items(flow_days(context, flow("x", 100, **stated)))]) == said


def test_who_pays_and_receives_is_told_as_far_as_it_is_stated(tmp_path: Path) -> None:
    paid = flow("x", 100, from_id=FUNDER, from_activity="XM-7", to_activity="XM-8", status="2")
    text = " ".join(texts(money(laid_out(tmp_path / "a.db", paid))))
    assert "from The Funding Agency (activity XM-7)" in text
    assert "to (activity XM-8)" in text
    text = " ".join(texts(money(laid_out(tmp_path / "b.db", replace(paid, from_id=None, to_id=MINISTRY)))))
    assert "from (activity XM-7)" in text
    assert "to Ministry of Water (activity XM-8)" in text


def test_sums_stand_by_date_and_those_without_a_date_first(tmp_path: Path) -> None:
    paid = [
        flow("t-1", 100, day="2020-05-01", text="third"),
        flow("t-2", 100, day="2019-05-01", text="second", ordinal=2),
        flow("t-3", 100, day=None, text="first", ordinal=3),
        flow("t-4", 100, day=None, value_date="2021-01-01", text="last", ordinal=4),
    ]
    document = laid_out(tmp_path / "a.db", *paid, unfolded=frozenset({"flows/transaction"}))
    lines = [
        line for block in money(document) if isinstance(block, Table) for row in block.rows for line in row.cells[-1]
    ]
    said = [part.text for line in lines for part in line if isinstance(part, Field | Text)]
    assert said == ["first", "second", "third", "last"]


def test_totals_are_by_type_currency_and_year_with_the_number_of_their_rows(tmp_path: Path) -> None:
    paid = [
        flow("t-1", 100, day="2020-05-01"),
        flow("t-2", 200, day="2020-06-01", ordinal=2),
        flow("t-3", 300, day=None, ordinal=3),
        flow("t-4", 400, day="2020-01-01", ordinal=4, type="2"),
        flow("t-5", 500, day="2020-01-01", ordinal=5, currency="USD"),
    ]
    found = [block for block in money(laid_out(tmp_path / "a.db", *paid)) if isinstance(block, KeyFacts)]
    assert [{fact.label: texts([Items(fact.lines)]) for fact in block.facts} for block in found] == [
        {
            "Outgoing commitment, EUR": ["2020: EUR 4 · 1 row"],
            "Disbursement, EUR": ["without a year: EUR 3 · 1 row", "2020: EUR 3 · 2 rows"],
            "Disbursement, USD": ["2020: USD 5 · 1 row"],
        }
    ]


def test_a_sum_has_its_type_status_reference_and_text(tmp_path: Path) -> None:
    full = flow("x", 100, status="2", text="First part", reference="R-17")
    (table,) = [block for block in money(laid_out(tmp_path / "a.db", full)) if isinstance(block, Table)]
    said = dict(zip(table.headers, ([words(line) for line in cell] for cell in table.rows[0].cells), strict=True))
    assert said == {
        "Date": ["1 May 2019"],
        "Type": ["Disbursement", "2"],
        "Sum": ["1.0 EUR", "EUR 1"],
        "Description": ["First part", "Reference R-17"],
    }


def test_a_sum_without_a_type_is_called_by_its_kind_but_not_below_that_heading_of_a_table(
    tmp_path: Path, table: Path
) -> None:
    (own,) = [
        block for block in money(laid_out(tmp_path / "a.db", flow("x", 100, type=None))) if isinstance(block, Table)
    ]
    assert texts([own])[1] == "Transaction"
    document = lay_out_entry(page_of(table, "project/5"), TODAY, set(), ENGLISH)
    paid, planned = (block for block in money(document) if isinstance(block, Table))
    assert "Disbursement" in texts([paid])
    assert "Type" not in planned.headers


@pytest.mark.parametrize(
    ("most", "more"),
    [(None, []), (4, []), (3, []), (2, ["and 1 more row on its page"]), (1, ["and 2 more rows on its page"])],
)
def test_of_more_rows_than_are_wanted_the_first_are_shown_and_the_others_counted(
    labelled: EntryPage, most: int | None, more: list[str]
) -> None:
    context = Context(labelled, TODAY, {"flows/transaction"}, ENGLISH)
    context.most_rows = most
    blocks = money_blocks(context)
    (paid, _) = [block for block in blocks if isinstance(block, Table)]
    assert len(paid.rows) == min(3, most or 3)
    assert [each for each in texts(blocks) if "on its page" in each] == more
