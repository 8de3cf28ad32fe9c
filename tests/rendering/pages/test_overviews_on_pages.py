"""Pages gain their share of the overviews: a country's row of the coverage, and a strip of the projects of an entry."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.search.query import Facet, ListedState
from coopviewer.rendering.document.document import Locator, Paragraph, Strip, Table, single_blocks
from coopviewer.rendering.document.locator_drawing import LIGHT_LOCATOR
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.document.world_outlines import read_world
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.pages.strip_layout import lay_out_strip
from coopviewer.rendering.words.overview_words import cell_glyph, cell_word
from coopviewer.rendering.words.search_words import value_word
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import EDITION
from tests.rendering.reference_samples import headings, texts, words

TODAY = date(2026, 11, 29)


def page_of(entry_id: str) -> EntryPage:
    with closing(ReferenceStore(paths.reference_file())) as store:
        page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    return page


def strip_of(entry_id: str) -> list[str]:
    """Return the titles of the drawn projects."""
    document = lay_out_entry(page_of(entry_id), TODAY, set(), ENGLISH)
    strips = [block for block in document.blocks if isinstance(block, Strip)]
    return [words(span.title) for strip in strips for span in strip.spans]


def test_a_country_begins_with_its_row_of_the_coverage() -> None:
    document = lay_out_entry(page_of("country/RS"), TODAY, set(), ENGLISH)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert dict(zip(table.headers, texts([table]), strict=True)) == {
        "Working arrangement": "● listed",
        "4 networks": "◌ not stated",
        "EaP": "– not listed",
        "AFIC": "– not listed",
        "EU4BorderSecurity": "◌ not stated",
        "IPA II, Phase II": "● listed",
        "Risk analysis cell": "– not listed",
    }


def test_what_there_is_comes_before_names_and_sources() -> None:
    titles = [title for level, title in headings(lay_out_entry(page_of("country/RS"), TODAY, set(), ENGLISH))]
    assert titles == ["Serbia", "Cooperation 2", "Not listed", "Names and codes", "Sources 3 documents"]


@pytest.mark.parametrize(
    ("entry_id", "drawn"),
    [
        ("country/RS", ["IPA II, Phase II"]),
        ("region/africa", ["AFIC"]),
        ("organisation/iom", ["EaP", "IPA II, Phase II"]),
        ("organisation/european-union", ["EaP", "AFIC", "EU4BorderSecurity", "IPA II, Phase II"]),
        ("funding-instrument/european-neighbourhood-instrument", ["EaP", "EU4BorderSecurity"]),
        ("country/CA", []),
        ("project/afic", []),
    ],
)
def test_the_projects_of_an_entry_are_a_strip_in_the_order_of_their_beginning(entry_id: str, drawn: list[str]) -> None:
    assert strip_of(entry_id) == drawn


@pytest.mark.parametrize(
    ("as_of", "first"), [(("2009-05-01", "2010-12-31"), 2009), ((None, None), 2026)], ids=["known", "not known"]
)
def test_the_scale_of_a_strip_has_the_as_of_day_if_it_is_known_and_today(
    as_of: tuple[str | None, str | None], first: int
) -> None:
    earliest, latest = as_of
    years = lay_out_strip((), EDITION._replace(as_of_earliest=earliest, as_of_latest=latest), TODAY, ENGLISH).years
    assert (years.first, years.last) == (first, 2026)


def test_a_saved_page_has_the_row_and_the_strip_in_words() -> None:
    page = page_of("country/RS")
    assert page.edition is not None
    whole = lay_out_whole(page, page.edition, TODAY, ENGLISH)
    text = write_text(whole)
    assert "Working arrangement: ● listed; 4 networks: ◌ not stated" in text
    assert "Project: IPA II, Phase II; Timeframe: 01/07/2019 – 30/06/2021 · known to the day" in text
    assert "01/07/2019 – 30/06/2021" in write_markdown(whole)
    assert "<svg" in write_web_page(whole, ENGLISH)


def locators(entry_id: str) -> list[tuple[Locator, int]]:
    """Return the small maps of a page, each with the number of countries it was read with."""
    page = page_of(entry_id)
    blocks = single_blocks(lay_out_entry(page, TODAY, set(), ENGLISH).blocks)
    return [(block, len(page.location.named) if page.location else 0) for block in blocks if isinstance(block, Locator)]


@pytest.mark.parametrize(
    ("entry_id", "named", "around", "said"),
    [
        ("region/africa", 33, 0, "Map: the 33 countries in this region."),
        ("region/turkey", 1, 0, "Map: 1 country in this region."),
        ("project/afic", 33, 0, "Map: the 33 beneficiary countries."),
        ("project/ipa-ii-phase-ii", 7, 0, "Map: the 7 beneficiary countries."),
        ("network/wb-ran", 0, 6, "Map: the network’s region. The source names no member, so no country is coloured."),
    ],
)
def test_a_small_map_fills_only_the_countries_that_the_source_names(
    entry_id: str, named: int, around: int, said: str
) -> None:
    ((locator, read),) = locators(entry_id)
    assert len(locator.named) == len(set(locator.named)) == read == named
    assert len(locator.around) == around
    assert words(locator.lines[0]) == said
    assert "no endorsement" in words(locator.lines[1])
    known = {shape.key for shape in read_world(paths.world_map()).shapes}
    assert {*locator.named, *locator.around} <= known


@pytest.mark.parametrize(
    "entry_id", ["project/eu4bordersecurity", "region/levant", "country/RS", "organisation/frontex"]
)
def test_a_page_without_a_country_on_the_map_has_none(entry_id: str) -> None:
    assert not locators(entry_id)


@pytest.mark.parametrize("entry_id", ["region/western-balkans", "project/ipa-ii-phase-ii", "network/wb-ran"])
def test_a_map_with_kosovo_has_its_note(entry_id: str) -> None:
    document = lay_out_entry(page_of(entry_id), TODAY, set(), ENGLISH)
    blocks = list(single_blocks(document.blocks))
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Locator))
    notes = [words(block.line) for block in blocks[at - 5 : at + 3] if isinstance(block, Paragraph)]
    assert any("Kosovo*" in note and "UNSC 1244" in note for note in notes)


def test_a_region_has_the_countries_of_the_regions_in_it(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    shutil.copyfile(paths.reference_file(), target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute(
            "UPDATE relation SET object_id = 'region/levant', object_number ="
            " (SELECT number FROM entry WHERE id = 'region/levant')"
            " WHERE predicate_id = 'in-region' AND subject_id = 'country/EG'"
        )
    with closing(ReferenceStore(target)) as store:
        page = store.page(Address("region/southern-neighbourhood"))
    assert isinstance(page, EntryPage)
    assert page.location is not None
    assert dict(page.location.named) == {"country/EG": "EGY"}


def test_a_saved_web_page_has_the_small_map_and_without_the_shapes_its_words() -> None:
    page = page_of("region/africa")
    assert page.edition is not None
    whole = lay_out_whole(page, page.edition, TODAY, ENGLISH)
    with_map, without = (write_web_page(whole, ENGLISH, world) for world in (paths.world_map(), None))
    assert with_map.count("<figure") == 1
    assert LIGHT_LOCATOR.named in with_map.partition("<figure")[2]
    assert "the 33 countries in this region" in without
    assert LIGHT_LOCATOR.land not in without


@pytest.mark.parametrize("state", CellState)
def test_a_state_is_said_alike_on_a_page_in_a_facet_and_in_a_cell(state: CellState) -> None:
    assert value_word(Facet.ARRANGEMENT, str(ListedState(state)), ENGLISH) == cell_word(state, ENGLISH)
    page = page_of("country/RS")
    lists = tuple(each._replace(state=str(state)) for each in page.lists)
    document = lay_out_entry(page._replace(lists=lists), TODAY, set(), ENGLISH)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert texts([table])[0] == f"{cell_glyph(state)} {cell_word(state, ENGLISH)}"
