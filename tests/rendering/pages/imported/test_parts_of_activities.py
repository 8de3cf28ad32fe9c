"""The key facts of an imported activity, who takes part in it, and where it is: what is said, and when nothing is."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Mention, Place, PublishedField, PublishedValue
from coopviewer.rendering.document.document import Document, KeyFacts, Line, Table
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import (
    ENTRIES,
    FUNDER,
    LATER,
    MINISTRY,
    OTHER,
    SECTOR,
    WELL,
    cited_at,
    coded,
    made,
    milestone,
    related,
    write_imported,
)
from tests.reference_values import amount, ref, timeframe
from tests.rendering.reference_samples import headings, section, texts, words

TODAY = date(2026, 11, 30)


def laid_out(path: Path, *facts: Fact, entry: str = WELL, more: int = 0) -> Document:
    """Lay out a page of a reference with facts, and ``more`` organisations."""
    entries = (*ENTRIES, *(ref(f"organisation/o{number}", f"Partner {number}") for number in range(1, more + 1)))
    with closing(ReferenceStore(write_imported(path, facts, entries))) as store:
        return lay_out(store.page(Address(entry)), TODAY, frozenset(), ENGLISH)


def labelled(lines: KeyFacts) -> dict[str, tuple[Line, ...]]:
    return {fact.label: fact.lines for fact in lines.facts}


def key_facts(document: Document) -> dict[str, list[str]]:
    """Return the facts at the top of a page, before its first section."""
    found = next((block for block in document.blocks if isinstance(block, KeyFacts)), KeyFacts(()))
    first = next(place for place, block in enumerate(document.blocks) if getattr(block, "level", 0) == 2)
    return {
        label: [words(line) for line in lines]
        for label, lines in labelled(found).items()
        if document.blocks.index(found) < first
    }


def participants(document: Document) -> dict[str, list[str]]:
    """Return the lines of each role; empty without that section."""
    if (2, "Who takes part") not in headings(document):
        return {}
    (facts,) = section(document, "participants")
    assert isinstance(facts, KeyFacts)
    return {label: [words(line) for line in lines] for label, lines in labelled(facts).items()}


ELSEWHERE = (related("has-beneficiary", "country/NE"), related("has-beneficiary", "country/NE", subject=OTHER))


def date_element(number: int, kind: str, day: str) -> PublishedField:
    values = (PublishedValue("activity-date/@type", kind), PublishedValue("activity-date/@iso-date", day))
    place = f"activity-date {number}"
    citations = cited_at(50 + number, place)
    return made(
        PublishedField, f"published/{number}", label="activity-date", ordinal=number, values=values, citations=citations
    )


START = milestone("start-actual", "2019-03-15", citations=cited_at(14, "activity-date 7"))
FRAME = timeframe(WELL, "2019/2020", "2019 to 2020", citations=cited_at(15, "period"))


@pytest.mark.parametrize(
    ("facts", "dates", "frame"),
    [
        ((), None, False),
        ((START,), ["from 15 March 2019 (actual), end not stated"], False),
        ((FRAME,), None, True),  # which the timeframe says already
        ((FRAME, START), ["from 15 March 2019 (actual), end not stated"], True),
        ((date_element(1, "2", "spring"),), ["not read: “spring”"], False),
        ((FRAME, date_element(1, "2", "spring")), None, True),
        ((milestone("other", "2018-01-01"),), ["2018-01-01 · 1 January 2018"], False),
    ],
)
def test_dates_are_among_the_key_facts_unless_a_timeframe_says_them(
    tmp_path: Path, facts: tuple[Fact, ...], dates: list[str] | None, frame: bool
) -> None:
    found = key_facts(laid_out(tmp_path / "a.db", *ELSEWHERE, *facts))
    assert found.get("Dates") == dates
    assert ("Timeframe" in found) is frame


def test_what_other_activities_state_is_not_stated_here(tmp_path: Path) -> None:
    of_other = (
        *(milestone("start-actual", "2015-01-01", OTHER), coded("ActivityStatus", "4", OTHER)),
        *(timeframe(OTHER, "2019"), amount(OTHER, 5), related("in-sector", SECTOR, subject=OTHER)),
    )
    document = laid_out(tmp_path / "a.db", related("has-beneficiary", "country/NE"), *of_other)
    assert key_facts(document) == {
        "Status": ["No status is published."],
        "Dates": ["not stated in the source"],
        "Timeframe": ["not stated in the source"],
        "Grant": ["not stated in the source"],
    }
    assert texts(section(document, "in-sector")) == ["not stated in the source"]


def test_a_timeframe_is_not_missed_where_dates_are_stated_or_could_not_be_read(tmp_path: Path) -> None:
    other = timeframe(OTHER, "2019")
    for name, own in (("a", START), ("b", date_element(1, "2", "spring"))):
        found = key_facts(laid_out(tmp_path / f"{name}.db", *ELSEWHERE, other, own))
        assert "Timeframe" not in found
        assert "Dates" in found


def funders(count: int) -> list[Fact]:
    return [related("funded-by", f"organisation/o{number}", number) for number in range(count, 0, -1)]


@pytest.mark.parametrize("count", [1, 5, 6])
def test_a_few_participants_have_a_line_each(tmp_path: Path, count: int) -> None:
    found = participants(laid_out(tmp_path / "a.db", *funders(count), more=count))
    assert found == {"Funded by": [f"Partner {number}" for number in range(1, count + 1)]}


def test_more_than_six_participants_in_a_role_are_on_one_line(tmp_path: Path) -> None:
    found = participants(laid_out(tmp_path / "a.db", *funders(7), related("implemented-by", MINISTRY), more=7))
    assert found["Funded by"] == ["; ".join(f"Partner {number}" for number in range(1, 8))]
    assert found["Implemented by"] == ["Ministry of Water"]


def test_a_participant_has_the_name_and_the_role_that_the_source_gives(tmp_path: Path) -> None:
    found = participants(
        laid_out(
            tmp_path / "a.db",
            related("funded-by", FUNDER, as_given="The Funding Agency", share=400_000, share_as_given="40"),
            related("implemented-by", MINISTRY, as_given="Water Ministry"),
            related("takes-part-in", MINISTRY, role_as_given="adviser"),
        )
    )
    assert found == {
        "Funded by": ["The Funding Agency · 40 %"],
        "Implemented by": ["Ministry of Water · as given: Water Ministry"],
        "Role not known": ["Ministry of Water · role as given: adviser"],
    }


def test_of_the_four_usual_roles_those_that_others_state_are_not_stated(tmp_path: Path) -> None:
    of_other = (
        related("accountable-to", FUNDER, subject=OTHER),
        related("extended-by", FUNDER, subject=OTHER),
        related("takes-part-in", FUNDER, subject=OTHER),
    )
    found = participants(laid_out(tmp_path / "a.db", related("implemented-by", MINISTRY), *of_other))
    assert found == {
        "Accountable": ["not stated in the source"],
        "Extended by": ["not stated in the source"],
        "Implemented by": ["Ministry of Water"],
    }
    assert participants(laid_out(tmp_path / "b.db", *ELSEWHERE, *of_other)) == {}


def test_a_participant_that_could_not_be_read_is_quoted_under_its_role(tmp_path: Path) -> None:
    values = (PublishedValue("participating-org/@role", "2"), PublishedValue("participating-org/narrative", "???"))
    field = made(
        PublishedField,
        "published/1",
        label="participating-org",
        ordinal=1,
        values=values,
        citations=cited_at(70, "participating-org 9"),
    )
    of_other = related("accountable-to", FUNDER, subject=OTHER)
    found = participants(laid_out(tmp_path / "a.db", *ELSEWHERE, of_other, field))
    assert found == {"Accountable": ["not read: “???”"]}
    own = related("accountable-to", MINISTRY)
    found = participants(laid_out(tmp_path / "b.db", own, of_other, field))
    assert found == {"Accountable": ["Ministry of Water", "not read: “???”"]}


def test_countries_have_their_shares_in_the_order_of_the_source(tmp_path: Path) -> None:
    document = laid_out(
        tmp_path / "a.db",
        related("has-beneficiary", "country/NE", 2, share=600_000, share_as_given="60 %", as_given="Republic of Niger"),
        related("has-beneficiary", "country/ML", 1, as_given="mali"),
        related("in-sector", SECTOR, as_given="14030"),
    )
    assert texts(section(document, "has-beneficiary"))[:2] == ["Mali", "Niger (as given: Republic of Niger) 60 %"]
    assert (2, "Where 2") in headings(document)
    assert texts(section(document, "in-sector")) == ["Basic drinking water supply"]


def test_an_entry_whose_shares_differ_by_source_is_listed_once_with_both(tmp_path: Path) -> None:
    first = related("in-sector", SECTOR, share=400_000, share_as_given="40", as_given="Water")
    later = related(
        "in-sector",
        SECTOR,
        share=500_000,
        share_as_given="50",
        as_given="WATER",
        id=f"{WELL}/in-sector@2",
        citations=LATER,
    )
    listed = texts(section(laid_out(tmp_path / "a.db", first, later), "in-sector"))
    assert listed == ["Basic drinking water supply (as given: Water) 40 % or 50 %"]
    chosen = replace(later, preferred="It is newer.")
    listed = texts(section(laid_out(tmp_path / "b.db", first, chosen), "in-sector"))
    assert listed == ["Basic drinking water supply (as given: Water) 50 % (preferred: It is newer.) or 40 %"]


def test_what_could_not_be_read_as_a_country_is_quoted_below_the_others(tmp_path: Path) -> None:
    values = (PublishedValue("recipient-country/@code", "ZZ"),)
    field = made(
        PublishedField,
        "published/1",
        label="recipient-country",
        ordinal=1,
        values=values,
        citations=cited_at(70, "recipient-country 9"),
    )
    document = laid_out(tmp_path / "a.db", related("has-beneficiary", "country/NE"), field)
    assert texts(section(document, "has-beneficiary"))[:2] == ["Niger", "not read: code “ZZ”"]
    document = laid_out(tmp_path / "b.db", related("has-beneficiary", "country/NE", subject=OTHER), field)
    assert texts(section(document, "has-beneficiary")) == ["not read: code “ZZ”"]
    document = laid_out(tmp_path / "c.db", related("has-beneficiary", "country/NE", subject=OTHER), START)
    assert texts(section(document, "has-beneficiary")) == ["not stated in the source"]
    document = laid_out(tmp_path / "d.db", START)
    assert (2, "Where") not in headings(document)


def test_places_are_in_order_with_what_is_known_of_them(tmp_path: Path) -> None:
    document = laid_out(
        tmp_path / "a.db",
        *ELSEWHERE,
        made(Place, "place/2", ordinal=2, as_given="", description="Somewhere", longitude=1.0),
        made(Place, "place/3", ordinal=3, as_given="13 2", latitude=13.0, longitude=2.5, code="7", vocabulary="G1"),
        made(Place, "place/1", ordinal=1, as_given="x", name="Niamey", exactness="1", latitude=0.0, longitude=-0.1),
    )
    (table,) = [block for block in section(document, "places") if isinstance(block, Table)]
    assert [[[words(line) for line in cell] for cell in row.cells] for row in table.rows] == [
        [["Niamey"], ["0, -0.1", "Exact"], [""]],
        [["without a name"], [""], ["Somewhere"]],
        [["13 2", "G1 · 7"], ["13, 2.5"], [""]],
    ]


def test_activities_that_the_reference_lacks_are_named_in_their_order(tmp_path: Path) -> None:
    mentions = [made(Mention, f"mention/{n}", predicate_id="parent-of", ref=f"XM-{n}", ordinal=n) for n in (2, 1)]
    document = laid_out(tmp_path / "a.db", *ELSEWHERE, *mentions)
    assert (2, "Related activities not in this reference 2") in headings(document)
    assert texts(section(document, "mentions")) == ["parent of XM-1", "parent of XM-2"]
    assert not [title for _, title in headings(laid_out(tmp_path / "b.db", *ELSEWHERE)) if title.startswith("Related")]
