"""The pages of an imported reference: what is published, and *not stated* only where it is true."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.pages import EntryPage, facts_of
from coopviewer.domain.reference.published_facts import FlowKind, PublishedField, PublishedValue
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import Bar, Document, Field, Heading, Items, Link, lines_of
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.pages.imported.activity_words import flow_type_words
from coopviewer.rendering.pages.imported.texts_layout import is_cut
from coopviewer.rendering.pages.imported.unread_words import element_words
from coopviewer.rendering.pages.layout import lay_out, lay_out_whole
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import (
    MINISTRY,
    OTHER,
    SECTOR,
    WELL,
    cited_at,
    coded,
    everything,
    made,
    milestone,
    write_imported,
)
from tests.reference_values import name, statement

TODAY = date(2022, 1, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceStore]:
    store = ReferenceStore(write_imported(tmp_path_factory.mktemp("imported") / "wells.db"))
    yield store
    store.close()


def told(store: ReferenceStore, address: str) -> str:
    return write_text(lay_out_whole(store.page(parse_address(address)), store.edition, TODAY, ENGLISH))


def folded(store: ReferenceStore, address: str) -> Document:
    return lay_out(store.page(parse_address(address)), TODAY, frozenset(), ENGLISH)


def test_the_published_status_comes_first_and_a_planned_end_that_has_passed_is_no_difference(
    store: ReferenceStore,
) -> None:
    text = told(store, WELL)
    assert text.index("Implementation, published") < text.index("planned end passed, no actual end stated")
    assert "The published status and the dates differ." not in text


@pytest.mark.parametrize(("code", "is_said"), [("2", True), ("4", False)])
def test_an_actual_end_that_contradicts_the_published_status_is_said(code: str, is_said: bool, tmp_path: Path) -> None:
    path = write_imported(tmp_path / "a.db", (coded("ActivityStatus", code), milestone("end-actual", "2020-12-31")))
    with closing(ReferenceStore(path)) as store:
        assert ("The published status and the dates differ." in told(store, WELL)) is is_said


def test_a_missing_actual_end_is_never_an_open_end(store: ReferenceStore) -> None:
    assert "open" not in told(store, WELL)
    (bar,) = [block for block in folded(store, WELL).blocks if isinstance(block, Bar)]
    assert (bar.edtf, bar.planned) == ("2019-03-15/", "2019-01-01/2020-12-31")


def test_what_no_activity_has_is_not_called_not_stated(store: ReferenceStore) -> None:
    for address in (WELL, OTHER):
        text = told(store, address)
        for label in ("Grant", "Partners", "Funding instrument", "Managed by", "Achievements", "Timeframe"):
            assert label not in text
    assert "Goals\n-----\n\nnot stated in the source" in told(store, OTHER)  # since the other activity has goals


def test_nothing_is_added_over_activities_currencies_or_years(store: ReferenceStore) -> None:
    text = re.sub(r" \[\d+\]", "", told(store, MINISTRY))  # without the marks of the sums
    assert "Disbursement, EUR 2019: 1,200.50 · 2020: -120.50" in text
    assert "Disbursement, XDR 2020: 1,500" in text
    assert "1,080" not in text


def test_every_fact_of_an_activity_is_on_its_page(store: ReferenceStore) -> None:
    page = store.page(parse_address(WELL))
    assert isinstance(page, EntryPage)
    unfolded = lay_out_whole(page, store.edition, TODAY, ENGLISH)
    shown = {
        part.fact_id
        for block in unfolded.blocks
        for line in lines_of(block)
        for part in line
        if isinstance(part, Field | Link)
    }
    marked = {getattr(part, "fact_id", "") for block in unfolded.blocks for line in lines_of(block) for part in line}
    assert {fact.id for fact in facts_of(page) if fact.entry_id == WELL} <= shown | marked


def test_sources_that_differ_are_side_by_side_with_their_dates(store: ReferenceStore) -> None:
    text = told(store, WELL)
    assert "Planned end: 2020-12-31 · 31 December 2020 [3] · wells-2020.xml · 1 December 2020 · " in text
    assert "2021-06-30 · 30 June 2021 [4] · wells-2021.xml · 1 December 2021" in text


def test_the_card_of_a_fact_shows_its_line_and_what_another_source_says(store: ReferenceStore) -> None:
    page = store.page(parse_address(WELL))
    card = lay_out_card(page, f"{WELL}/milestone/end-planned", {}, ENGLISH)
    assert card is not None
    text = write_text(card)
    assert "line 14, activity-date 1" in text
    assert "Another source differs: 2021-06-30 · 30 June 2021 · wells-2021.xml 1 December 2021" in text


def test_each_published_fact_has_a_card(store: ReferenceStore) -> None:
    page = store.page(parse_address(WELL))
    for fact in facts_of(page):
        assert lay_out_card(page, fact.id, {}, ENGLISH) is not None


def test_texts_in_other_languages_are_folded_until_they_are_opened(store: ReferenceStore) -> None:
    document = folded(store, WELL)
    fields = [
        part.text for block in document.blocks for line in lines_of(block) for part in line if isinstance(part, Field)
    ]
    assert "Dig wells." in fields
    assert "Creuser des puits." not in fields
    assert "Creuser des puits." in told(store, WELL)


def test_markers_that_are_not_targeted_are_one_line(store: ReferenceStore) -> None:
    text = told(store, WELL)
    assert "Gender equality (1) · Significant objective" in text
    assert "Not targeted: Aid to environment (2) [" in text


def test_a_sector_an_organisation_and_a_country_list_activities_by_role(store: ReferenceStore) -> None:
    ministry = told(store, MINISTRY)
    assert "Projects 2" in ministry  # each once, with all its roles
    assert ministry.count("implements it") == 2
    assert ministry.count("takes part, role not known") == 1
    assert told(store, SECTOR).startswith("Sector\n\nBasic drinking water supply")
    country = told(store, "country/NE")
    assert "Projects 2" in country
    assert "Cooperation" not in country
    assert "Wells for Niger [1] · XM-2" in country  # equal titles are told apart


def test_home_says_what_was_imported_and_leads_to_the_notes(store: ReferenceStore) -> None:
    text = told(store, "coop:home")
    assert "wells-2020.xml · generated 1 December 2020" in text
    assert "1 sector" in text
    links = [part for block in folded(store, "coop:home").blocks for line in lines_of(block) for part in line]
    assert any(isinstance(part, Link) and part.address == "coop:import" for part in links)


def test_the_page_about_the_import_has_files_and_notes_with_lines(store: ReferenceStore) -> None:
    text = told(store, "coop:import")
    assert "Size: 1,234,567 bytes" in text
    assert "wells-2020.xml, line 14 · Wells for Niger" in text
    assert "does not know all steps by which the files were imported" in " ".join(text.split())


def test_the_page_of_a_file_lists_published_facts(store: ReferenceStore) -> None:
    text = told(store, "coop:source/wells-2020")
    assert "Transaction: 1200.5 EUR · EUR 1,200.50, 1 May 2019" in text
    assert "Number of wells" in text


def test_headings_never_skip_a_level(store: ReferenceStore) -> None:
    levels = [block.level for block in folded(store, WELL).blocks if isinstance(block, Heading)]
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))
    assert levels[0] == 1


def test_a_text_that_was_cut_says_so() -> None:
    assert is_cut("a" * 1_000)
    assert not is_cut("a" * 999 + ".")
    assert not is_cut("a" * 998)


def test_a_document_without_a_description_has_no_gap_for_it(tmp_path: Path) -> None:
    url = "https://example.org/help"
    bare = made(DocumentFact, "document/2", title=None, about="", language="en", url=url)
    named = made(DocumentFact, "document/3", title="Help", about="", language="en", url=url)
    store = ReferenceStore(write_imported(tmp_path / "documents.db", (*everything(), bare, named)))
    text = told(store, WELL)
    assert f"- {url} (English) [" in text
    assert f"- Help (English) · {url} [" in text
    store.close()


def test_the_title_is_a_fact_with_its_source(tmp_path: Path) -> None:
    title = name(
        WELL, "Wells for Niger", NameKind.AS_GIVEN, id=f"{WELL}/name/title-en", citations=cited_at(9, "title 1")
    )
    store = ReferenceStore(write_imported(tmp_path / "titled.db", (*everything(), title)))
    heading = next(block for block in folded(store, WELL).blocks if isinstance(block, Heading))
    assert heading.line[0] == Field(title.id, "Wells for Niger")
    assert "line 9, title 1" in told(store, WELL)
    store.close()


def test_only_several_goals_are_a_numbered_list(tmp_path: Path) -> None:
    kinds = (StatementKind.GOAL, StatementKind.DESCRIPTION, StatementKind.ACHIEVEMENT)
    facts = [
        statement(OTHER, f"{kind} {number}.", kind, number, citations=cited_at(40, ""))
        for kind, numbers in zip(kinds, ((1, 2, 3), (1, 2), (1,)), strict=True)
        for number in numbers
    ]
    with closing(ReferenceStore(write_imported(tmp_path / "goals.db", (*everything(), *facts)))) as store:
        several, one = folded(store, OTHER), folded(store, WELL)
    (goals,) = [block for block in several.blocks if isinstance(block, Items) and block.ordered]
    assert len(goals.lines) == 3
    assert not [block for block in one.blocks if isinstance(block, Items) and block.ordered]


@pytest.mark.parametrize(
    "code", ["interest-received", "principal-outstanding", "principal-arrears", "interest-arrears"]
)
def test_the_sums_of_a_loan_have_words(code: str) -> None:
    said = flow_type_words(None, FlowKind.LOAN, code, ENGLISH)
    assert (said[0].isupper(), "-" in said) == (True, False)


def test_an_unknown_sum_of_a_loan_is_shown_as_it_is() -> None:
    assert flow_type_words(None, FlowKind.LOAN, "interest-waived", ENGLISH) == "interest-waived"


def published(number: int, label: str, *values: tuple[str, str]) -> PublishedField:
    found = tuple(PublishedValue(f"{label}{path}", text) for path, text in values)
    return made(PublishedField, f"published/{number}", label=label, ordinal=number, values=found)


@pytest.mark.parametrize(("fields", "said"), [(100, ""), (101, "and 1 more field"), (102, "and 2 more fields")])
def test_a_brief_has_a_hundred_published_fields_and_counts_the_others(tmp_path: Path, fields: int, said: str) -> None:
    facts = [published(number, f"local{number}", ("", f"text {number}")) for number in range(1, fields + 1)]
    path = write_imported(tmp_path / "many.db", facts)
    with closing(BriefReader(path)) as reader, closing(ReferenceStore(path)) as store:
        content, page = reader.read(BriefRequest(entries=(WELL,), options=BriefOptions())), told(store, WELL)
    assert page.count("text ") == fields
    assert "on its page" not in page
    text = write_text(lay_out_brief(content, TODAY, ENGLISH))
    assert text.count("text ") == 100
    assert [line for line in text.splitlines() if "on its page" in line] == ([f"{said} on its page"] if said else [])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((("/narrative", "Sahel"), ("/@code", "298"), ("/@percentage", "40")), "not read: “Sahel”, code “298”, 40 %"),
        ((("/narrative", "Sahel"),), "not read: “Sahel”"),
        ((("/@ref", "XM-1"),), "not read: code “XM-1”"),
        ((("/@vocabulary", "99"),), "not read: “99”"),
        ((("/@vocabulary", " "), ("/@vocabulary-uri", "a"), ("/@other", "b")), "not read: “a”"),
        ((("/narrative", " "),), ""),
    ],
)
def test_an_element_that_became_no_fact_is_quoted_with_its_code(values: tuple[tuple[str, str], ...], said: str) -> None:
    assert element_words(published(1, "recipient-region", *values), ENGLISH) == said


def test_a_project_of_a_table_without_a_status_names_the_empty_column_on_its_own_page(tmp_path: Path) -> None:
    table = "Ref;Title;Country;Status;Start date\n1;Wells;Niger;Completed;2015\n2;Roads;Niger;;2016\n"
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    assert import_data(["sheet", str(tmp_path / "a.csv"), "-o", str(tmp_path / "a.db"), "--quiet"]) == 0
    with closing(ReferenceStore(tmp_path / "a.db")) as store:
        own, listed = told(store, "project/2"), told(store, "country/NE")
    assert "nothing stated under “Status”" in own
    assert "No status is published." not in own
    assert "No status is published." in listed
    assert "nothing stated under “Status”" not in listed
