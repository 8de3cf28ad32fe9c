"""Organisations that only sums name: their pages list these sums, and filters say where they are."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import LIST_LIMIT, EntryPage, find_fact
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.store import ReferenceSearch
from tests.activity_values import FUNDER, flow, write_imported

TODAY = date(2026, 11, 30)
TRUST, BMZ = "organisation/xx-1", "organisation/bmz"
ACTIVITY = """<iati-activity default-currency="EUR"><iati-identifier>XX-1-{0}</iati-identifier>
<reporting-org ref="XX-1" type="21"><narrative>Relief Trust</narrative></reporting-org>
<title><narrative>{1}</narrative></title>
<other-identifier ref="z" type="A1"><owner-org><narrative>Owner only</narrative></owner-org></other-identifier>
<recipient-country code="NE"/>{2}</iati-activity>"""
PAID = """<transaction><transaction-type code="3"/><transaction-date iso-date="{0}"/>
<value value-date="2021-05-05">{1}</value><provider-org><narrative>{2}</narrative></provider-org>
<receiver-org><narrative>{3}</narrative></receiver-org></transaction>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("payers")
    wells = PAID.format("2021-03-31", "612345.67", "BMZ", "Wells Ltd") + PAID.format(
        "soon", "-25000", "BMZ", "Relief Trust"
    )
    roads = PAID.format("2020-01-01", "800000", "BMZ", "Roads Ltd") + PAID.format(
        "2020-01-01", "lots", "Vague", "Vague"
    )
    activities = ACTIVITY.format(1, "Wells", wells) + ACTIVITY.format(2, "Roads", roads)
    (folder / "a.xml").write_text(f'<iati-activities version="2.03">{activities}</iati-activities>', encoding="utf-8")
    assert import_data(["iati", str(folder / "a.xml"), "-o", str(folder / "a.db"), "--quiet"]) == 0
    return folder / "a.db"


@pytest.fixture(scope="module")
def search(path: Path) -> Iterator[ReferenceSearch]:
    with closing(ReferenceSearch(path)) as opened:
        yield opened


def entry(path: Path, address: str) -> EntryPage:
    with closing(ReferenceStore(path)) as store:
        page = store.page(Address(address))
    assert isinstance(page, EntryPage)
    return page


def told(path: Path, address: str) -> str:
    return write_text(lay_out(entry(path, address), TODAY, frozenset(), ENGLISH))


def test_the_page_of_a_payer_lists_what_it_pays(path: Path) -> None:
    text = told(path, BMZ)
    assert "Sums that name it as payer or receiver 3" in text
    assert "2 activities name it so." in text
    assert all(each in text for each in ("612345.67 EUR", "to Wells Ltd", "31 March 2021"))
    assert text.index("800000 EUR") < text.index("612345.67 EUR")  # Roads before Wells
    assert "1,387,345.67" not in text  # no total over activities


def test_the_page_of_a_receiver_lists_what_it_receives(path: Path) -> None:
    assert "1 activity names it so." in told(path, "organisation/wells-ltd-d5d9cf51")


def test_a_day_that_could_not_be_read_is_not_called_not_stated(path: Path) -> None:
    (line,) = [line for line in told(path, BMZ).splitlines() if "-25000 EUR" in line]
    assert "not stated" not in line


def test_a_page_without_roles_and_sums_says_so(path: Path) -> None:
    text = told(path, "organisation/owner-only-7677edc1")
    assert "Neither a role in a project nor a sum that could be read names it." in text


def test_each_sum_on_the_page_is_a_fact_of_it(path: Path) -> None:
    page = entry(path, BMZ)
    assert page.imported is not None
    assert all(find_fact(page, flow.id) is flow for flow in page.imported.naming.flows)


def test_of_many_sums_the_first_are_shown(tmp_path: Path) -> None:
    more = [flow(f"many-{n}", 100 + n, ordinal=9 + n, from_id=FUNDER) for n in range(LIST_LIMIT + 1)]
    path = write_imported(tmp_path / "many.db", more)
    with closing(ReferenceStore(path)) as store:
        page = store.page(Address(FUNDER))
    text = write_text(lay_out(page, TODAY, frozenset(), ENGLISH))
    assert f"Sums that name it as payer or receiver {LIST_LIMIT + 1}" in text
    assert f"{LIST_LIMIT} of {LIST_LIMIT + 1} are shown; every sum is on the page of its activity." in text


def test_activities_that_were_not_counted_are_not_told(path: Path) -> None:
    page = entry(path, BMZ)
    assert page.imported is not None
    naming = page.imported.naming._replace(activities=None)
    text = write_text(
        lay_out(page._replace(imported=page.imported._replace(naming=naming)), TODAY, frozenset(), ENGLISH)
    )
    assert "Each sum is as given; nothing is added." in text
    assert "name it so" not in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "funder:BMZ country:Niger paid:2021",
            "Sums of 2 activities name BMZ as payer: they are listed on the page of BMZ.",
        ),
        ('partner:"Wells Ltd"', "Sums of 1 activity name Wells Ltd as payer or receiver: they are listed on the page"),
        ('funder:"Wells Ltd"', 'Nothing is listed for funder:"Wells Ltd".'),
        ('partner:"Owner only"', 'Nothing is listed for partner:"Owner only".'),
    ],
)
def test_a_filter_says_that_only_sums_name_an_organisation(search: ReferenceSearch, query: str, said: str) -> None:
    answer = search.search(parse_query(query))
    assert not answer.hits
    assert said in " ".join(reason_words(each, ENGLISH) for each in answer.why)


@pytest.mark.parametrize("query", ["Relief Trust", "relief tru", "trust relief"])
def test_who_takes_part_comes_before_a_namesake_that_does_not(search: ReferenceSearch, query: str) -> None:
    found = [hit.ref.id for hit in search.search(parse_query(query)).hits]
    assert found[:1] == [TRUST]
    assert len([each for each in found if each.startswith("organisation/")]) == 2
