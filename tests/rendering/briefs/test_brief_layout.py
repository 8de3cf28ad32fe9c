"""A brief as a document: what it says of each entry, its notes in reading order, and what is the user's own."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise

import pytest

from coopviewer import paths
from coopviewer.domain.annotations.annotation import Motivation, Person
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection, BriefSources
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import UnstatedProjects
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import (
    Contents,
    Document,
    Footnotes,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    lines_of,
)
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.pages.footnote_marks import document_letters
from coopviewer.rendering.words.brief_words import brief_title, selection_words
from coopviewer.storage.overviews.brief_reader import BriefReader
from tests.annotated import ME, annotation

TODAY = date(2026, 11, 29)
OTHER = Person("person/other", "Somebody else")
HIGHLIGHTING = Motivation.HIGHLIGHTING
EVERY_KIND = (
    *("country/NE", "country/XK", "country/TN", "country/CA", "region/africa", "project/afic"),
    *("project/eu4bordersecurity", "network/afic", "organisation/frontex", "theme/risk-analysis"),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[BriefReader]:
    with closing(BriefReader(paths.reference_file())) as opened:
        yield opened


def read(reader: BriefReader, *entries: str, **options: object) -> BriefContent:
    return reader.read(BriefRequest(entries=entries, options=BriefOptions().having(**options)))


def brief(reader: BriefReader, *entries: str, **options: object) -> Document:
    return lay_out_brief(read(reader, *entries, **options), TODAY, ENGLISH)


def marks(document: Document) -> list[int]:
    lines = (line for block in document.blocks for line in lines_of(block))
    return [part.number for line in lines for part in line if isinstance(part, Mark)]


def headings(document: Document) -> list[Heading]:
    return [block for block in document.blocks if isinstance(block, Heading)]


def test_notes_are_numbered_in_reading_order_across_all_entries(reader: BriefReader) -> None:
    document = brief(reader, *EVERY_KIND)
    assert list(dict.fromkeys(marks(document))) == list(range(1, max(marks(document)) + 1))
    (notes,) = (block for block in document.blocks if isinstance(block, Footnotes))
    assert [note.number for note in notes.notes] == list(range(1, max(marks(document)) + 1))


def test_each_document_is_told_in_full_once_and_places_are_short(reader: BriefReader) -> None:
    text = write_text(brief(reader, "country/TN"))
    assert text.count("Other Partners and Projects") == 1
    lacking = "The address is not preserved: the page was saved as text, and its links are lost"
    assert f"\nA  Frontex, Other Partners and Projects. {lacking}\n" in text
    assert "A, Working Arrangements, paragraph 1; paragraph 2 (context)" in text
    assert "[4] A, AFIC, field “Timeframe”" in text


def test_every_statement_of_the_entries_is_in_the_brief(reader: BriefReader) -> None:
    content = read(reader, *EVERY_KIND)
    text = write_text(lay_out_brief(content, TODAY, ENGLISH))
    for page in content.pages:
        for statement in page.record.of_type(Statement):
            assert " ".join(statement.text.split()) in text, statement.id


def test_headings_skip_no_level_and_anchors_are_unique_and_in_the_contents(reader: BriefReader) -> None:
    for entries in (EVERY_KIND, ("country/TN",)):
        for sections in (frozenset(BriefSection), frozenset(BriefSection) - {BriefSection.COVER}):
            document = brief(reader, *entries, sections=sections)
            levels = [heading.level for heading in headings(document)]
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            anchors = [heading.anchor for heading in headings(document) if heading.anchor]
            assert len(anchors) == len(set(anchors))
            for block in document.blocks:
                if isinstance(block, Contents):
                    assert {line.anchor for line in block.lines} <= set(anchors)


def test_each_entry_begins_a_sheet_and_a_brief_without_title_page_none(reader: BriefReader) -> None:
    several = brief(reader, "country/NE", "country/ML", sections=frozenset({BriefSection.COVER}))
    assert sum(isinstance(block, PageBreak) for block in several.blocks) == 2
    alone = brief(reader, "country/NE", sections=frozenset({BriefSection.FACTS}))
    assert not any(isinstance(block, PageBreak) for block in alone.blocks)
    assert headings(alone)[0].level == 1


def test_the_goals_of_a_project_of_several_countries_are_told_once(reader: BriefReader) -> None:
    goal = "Consolidate and improve the structures"
    assert write_text(brief(reader, "country/TN")).count(goal) == 1
    assert write_text(brief(reader, "country/NE", "country/ML")).count(goal) == 1
    assert write_text(brief(reader, "country/NE", "project/afic")).count(goal) == 1
    assert goal not in write_text(brief(reader, "country/TN", sections=frozenset({BriefSection.FACTS})))


def test_kosovo_keeps_its_asterisk_and_its_note_in_contents_and_on_its_page(reader: BriefReader) -> None:
    text = write_text(brief(reader, "country/XK", "country/AL"))
    assert "Kosovo " not in text.replace("Kosovo Declaration", "")
    assert text.count("UNSC 1244") >= 2
    assert "UNSC 1244" in write_text(brief(reader, "region/western-balkans"))
    assert "UNSC 1244" not in write_text(brief(reader, "country/TN"))


def test_not_listed_is_said_only_of_lists_that_are_known_to_be_complete(reader: BriefReader) -> None:
    text = write_text(brief(reader, "country/TN"))
    assert (
        "Working arrangement: Tunisia is not in the list for Frontex [9], which the source gives as complete." in text
    )
    assert "is not listed in the source" not in text


def test_sources_as_a_list_have_no_marks_and_keep_the_words_about_the_basis(reader: BriefReader) -> None:
    document = brief(reader, *EVERY_KIND, sources=BriefSources.LIST)
    assert marks(document) == []
    text = write_text(document)
    assert "editorial" in text
    assert "Other Partners and Projects" in text
    assert not any(isinstance(block, Footnotes) for block in document.blocks)


def test_edition_as_of_and_disclaimer_are_said(reader: BriefReader) -> None:
    text = write_text(brief(reader, "country/TN"))
    assert "edition frontex-2021.1, as of one day between 1 February 2019 and 31 December 2021" in text
    assert "not affiliated with Frontex" in text
    assert "coop:brief?entries=country/TN" in text


LONG = "A very long note. " * 5_000


def test_own_notes_are_set_apart_signed_and_whole(reader: BriefReader) -> None:
    notes = (
        annotation(
            "1", "First line.\n\n\u0645\u0644\u0627\u062d\u0638\u0629 <b>", entry_id="country/NE", tags=("verify",)
        ),
        annotation("2", LONG, entry_id="country/NE"),
    )
    content = read(reader, "country/NE", own_notes=True, signature="Ada L.")._replace(
        own={"country/NE": notes}, owner=ME
    )
    document = lay_out_brief(content, TODAY, ENGLISH)
    own = [block for block in document.blocks if isinstance(block, Paragraph) and block.role == "own"]
    text = write_text(document)
    assert len(own) == 5
    assert "| Own note, not from the source · Ada L. · 23 November 2026 · #verify" in text
    assert "| \u0645\u0644\u0627\u062d\u0638\u0629 <b>" in text
    assert LONG.strip() in text
    assert "Made on 29 November 2026 by Ada L." in text
    assert "> **Own note, not from the source** · Ada L." in write_markdown(document)


def test_notes_of_others_are_told_apart_by_their_authors_even_of_one_name(reader: BriefReader) -> None:
    namesake, nobody = Person("person/other", ME.name), Person("person/nobody", "")
    notes = (
        annotation("1", "A colleague's note.", entry_id="country/NE", creator=namesake),
        annotation("2", "My note.", entry_id="country/NE", changed_by=namesake),
        annotation("3", entry_id="country/NE", motivation=HIGHLIGHTING, creator=namesake, tags=("seen",)),
        annotation("4", "Whose?", entry_id="country/NE", creator=nobody, changed_by=ME),
    )
    content = read(reader, "country/NE", own_notes=True, signature="Ada L.")._replace(
        own={"country/NE": notes}, owner=ME
    )
    document = lay_out_brief(content, TODAY, ENGLISH)
    text = write_text(document)
    assert [text.count(words) for words in ("Ada L.", "Own note,")] == [3, 1]
    assert "| Own note, not from the source · Ada L. · 23 November 2026 · changed by I\n" in text
    assert "| Note by I, not from the source · 23 November 2026\n" in text
    assert "| Highlight by I, not from the source · 23 November 2026 · #seen\n" in text
    assert "| Note by an unknown author, not from the source · 23 November 2026 · changed by Ada L.\n" in text
    titles = [write_text(Document("", "", (heading,))) for heading in headings(document)]
    assert sum("Own notes" in title for title in titles) == sum("Notes by others" in title for title in titles) == 1
    assert text.index("My note.") < text.index("A colleague's note.") < text.index("Whose?")


def test_without_a_signature_the_name_of_the_account_is_nowhere(reader: BriefReader) -> None:
    account, other = Person("person/me", "root"), Person("person/nobody", "B. Colleague")
    notes = (
        annotation("1", "My note.", entry_id="country/NE", creator=account),
        annotation("2", "Their note.", entry_id="country/NE", creator=other, changed_by=account),
        annotation("3", "Changed by them.", entry_id="country/NE", creator=account, changed_by=other),
    )
    content = read(reader, "country/NE", own_notes=True)._replace(own={"country/NE": notes}, owner=account)
    text = write_text(lay_out_brief(content, TODAY, ENGLISH))
    assert "root" not in text
    assert "Made on 29 November 2026\n" in text
    assert "| Own note, not from the source · 23 November 2026\n" in text
    assert "| Own note, not from the source · 23 November 2026 · changed by B. Colleague\n" in text
    assert (
        "| Note by B. Colleague, not from the source · 23 November 2026 · changed by the author of this brief\n" in text
    )


def test_a_brief_with_notes_of_others_alone_has_no_own_notes(reader: BriefReader) -> None:
    notes = (annotation("1", "A note.", entry_id="country/NE"),)
    content = read(reader, "country/NE", own_notes=True, signature="Ada L.")
    text = write_text(lay_out_brief(content._replace(own={"country/NE": notes}, owner=OTHER), TODAY, ENGLISH))
    assert "Note by I, not from the source" in text
    assert "Own note" not in text


def test_a_brief_without_entries_says_so_and_what_to_do(reader: BriefReader) -> None:
    for request, words in (
        (BriefRequest(), "Nothing is chosen for this brief."),
        (BriefRequest(query="qwxyz"), "No entry was found for this brief."),
        (BriefRequest(entries=("country/ZZ",)), "This edition has none of the chosen entries."),
        (BriefRequest(tag="verify"), "No entry of this edition has an annotation that is tagged #verify."),
        (BriefRequest(bookmarks=True), "No entry is bookmarked."),
        (BriefRequest(region="region/atlantis"), "This edition has no such region."),
    ):
        assert words in write_text(lay_out_brief(reader.read(request), TODAY, ENGLISH))


def test_data_notes_are_in_the_brief_unless_they_are_left_out(reader: BriefReader) -> None:
    content = read(reader, "country/TN")
    (note,) = content.pages[0].record.statements(StatementKind.DATA_NOTE)
    assert note.text in write_text(lay_out_brief(content, TODAY, ENGLISH))
    without = frozenset(BriefSection) - {BriefSection.DATA_NOTES}
    assert note.text not in write_text(brief(reader, "country/TN", sections=without))


def test_documents_are_named_by_letters_that_go_on_after_the_last() -> None:
    assert [document_letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_title_names_two_of_many_entries_and_counts_the_others(reader: BriefReader) -> None:
    assert brief(reader, "country/NE", "country/TN", "country/CA").title == "Brief: Niger, Tunisia and Canada"
    assert brief(reader, *EVERY_KIND[:5]).title == "Brief: Niger, Kosovo* and 3 more"


@pytest.mark.parametrize(
    ("request_", "title", "chosen"),
    [
        (BriefRequest(), "A brief without entries", ""),
        (BriefRequest(entries=("country/NE",), query="niger", tag="t"), "Niger", ""),
        (BriefRequest(entries=("country/ZZ",)), "A brief without entries", ""),
        (BriefRequest(query="niger"), "Entries found by “niger”", "The entries that this search finds: niger"),
        (BriefRequest(tag="t"), "Entries tagged #t", "The entries with an annotation that is tagged #t."),
        (BriefRequest(bookmarks=True), "Bookmarked entries", "The entries with a bookmark."),
        (BriefRequest(region="region/africa"), "Africa", "The region and its countries."),
        (BriefRequest(region="region/none"), "region/none", "The region and its countries."),
        (
            BriefRequest(where="projects:listed", query="niger"),
            "Countries by coverage",
            (
                "Countries with these cells in the coverage: Projects: one or more. "
                "Of these, the entries that the search “niger” finds."
            ),
        ),
        (
            BriefRequest(where="projects:not-listed"),
            "Countries by coverage",
            "Countries with these cells in the coverage: Projects: none.",
        ),
    ],
)
def test_a_brief_is_called_by_its_entries_or_by_how_they_were_chosen(
    reader: BriefReader, request_: BriefRequest, title: str, chosen: str
) -> None:
    content = reader.read(request_)
    assert brief_title(content, ENGLISH) == title
    assert selection_words(content, ENGLISH) == chosen


def test_projects_that_name_no_country_are_told_where_countries_of_no_project_are_asked_for(
    reader: BriefReader,
) -> None:
    content = read(reader, "country/NE")
    project = EntryRef("project/a", EntryKind.PROJECT, "EU4BorderSecurity", "eu4")
    unnamed = lay_out_brief(content._replace(unstated=UnstatedProjects((project,), 1)), TODAY, ENGLISH)
    assert "For EU4BorderSecurity no country is named" in write_text(unnamed)
    several = lay_out_brief(content._replace(unstated=UnstatedProjects((project,), 1_235)), TODAY, ENGLISH)
    assert "For EU4BorderSecurity, and 1,234 more projects no country is named" in write_text(several)
    assert "no country is named" not in write_text(lay_out_brief(content, TODAY, ENGLISH))


@pytest.mark.parametrize(
    ("section", "heading"), [(BriefSection.COVERAGE, "Coverage"), (BriefSection.TIMELINE, "Timeline")]
)
def test_a_section_is_there_only_if_it_is_chosen(reader: BriefReader, section: BriefSection, heading: str) -> None:
    for sections in (frozenset({section}), frozenset(BriefSection) - {section}, frozenset(BriefSection)):
        written = write_markdown(brief(reader, "country/NE", sections=sections))
        assert (f"# {heading}\n" in written) is (section in sections)
