"""What the card of a fact says, what its citation says, and the page that leads from a source to its facts."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.attachments import Attachment, DocumentText
from coopviewer.domain.reference.pages import Page, SourcePage, facts_of, find_fact
from coopviewer.domain.reference.vocabulary import Basis, EntryKind
from coopviewer.rendering.document.document import Document, Fold, Heading, Paragraph
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.citation import cite_fact
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.pages.layout import lay_out, lay_out_whole
from coopviewer.rendering.words.citation_words import citation_words
from coopviewer.rendering.words.reference_words import basis_word
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 23)
FRONTEX = "source/frontex-other-partners"


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def card_of(page: Page, fact_id: str) -> str:
    card = lay_out_card(page, fact_id, {}, ENGLISH)
    assert card is not None
    return write_text(card)


def pages(store: ReferenceStore) -> Iterator[Page]:
    yield store.page(Address("home"))
    yield store.page(Address(FRONTEX))
    for kind in EntryKind:
        yield from (store.page(Address(ref.id)) for ref in store.entries(kind))


def test_every_fact_of_every_page_has_a_card_with_its_basis_and_citations(store: ReferenceStore) -> None:
    seen = set()
    for page in pages(store):
        for fact in facts_of(page):
            if (page.title, fact.id) in seen:
                continue
            seen.add((page.title, fact.id))
            text = card_of(page, fact.id)
            assert basis_word(fact.basis, ENGLISH) in text
            assert fact.note is None or fact.note in text
            if fact.basis in (Basis.STATED, Basis.INFERRED):
                assert re.search(r"\nOther Partners and Projects\n\n- P\d\d · .+; characters \d+ to \d+", text), fact.id
            for citation in fact.citations:
                assert page.lookup.sources[citation.source_id].title in text
    assert len({fact_id for _, fact_id in seen}) == 869  # every fact of the reference


def test_every_fact_that_a_page_marks_is_one_it_was_read_with(store: ReferenceStore) -> None:
    for page in pages(store):
        fields: list = []
        write_html(lay_out(page, TODAY, set(), ENGLISH), fields=fields)
        known = {fact.id for fact in facts_of(page)}
        assert {field.fact_id for field in fields} - {""} <= known
        assert all(field.fact_id for field in fields), page.title


@pytest.mark.parametrize(
    ("entry_id", "fact_id", "text"),
    [
        (
            "country/XK",
            "country/XK/legal-note",
            """Legal note · Kosovo*

Stated

Other Partners and Projects

- P31 · Working Arrangements, footnote; characters 4811 to 4967
""",
        ),
        (
            "project/afic",
            "project/afic/grant",
            """Grant · Strengthening the Africa-Frontex Intelligence Community (AFIC)

As given: 4 million euros

EUR 4,000,000

Stated

Other Partners and Projects

- P49 · Technical assistance projects in non-EU countries › Strengthening the Africa-Frontex Intelligence Community \
(AFIC), field “EU Grant”; characters 7349 to 7405
""",
        ),
        (
            "project/afic",
            "project/afic/quantity/reports-shared",
            """Figure · Strengthening the Africa-Frontex Intelligence Community (AFIC)

reports shared within the network

As given: over 250 reports

Stated

Other Partners and Projects

- P58 · Technical assistance projects in non-EU countries › Strengthening the Africa-Frontex Intelligence Community \
(AFIC), Achievements, item 4; characters 8515 to 8584
""",
        ),
    ],
)
def test_a_card_says_exactly(store: ReferenceStore, entry_id: str, fact_id: str, text: str) -> None:
    assert card_of(store.page(Address(entry_id)), fact_id) == text


def test_the_card_of_the_money_note_names_all_its_passages(store: ReferenceStore) -> None:
    text = card_of(store.page(Address("home")), "theme/technical-assistance/data-note/money")
    passages = re.findall(r"^- (P\d\d) · .*?(\(context\))?$", text, re.MULTILINE)
    assert [passage for passage, context in passages if not context] == ["P34", "P38", "P49", "P63", "P71"]
    assert len(passages) == 9
    assert "Inferred. Added up here" in text


def test_the_card_of_an_editorial_fact_says_why(store: ReferenceStore) -> None:
    page = store.page(Address("country/NE"))
    fact = next(fact for fact in facts_of(page) if fact.basis is Basis.EDITORIAL and fact.id.startswith("country/NE"))
    assert fact.note is not None
    assert f"Editorial. {fact.note}" in card_of(page, fact.id)
    assert "belongs to Africa" in card_of(page, fact.id)


def test_the_card_of_a_fact_from_a_standard_names_it_with_its_version(store: ReferenceStore) -> None:
    page = store.page(Address("country/NE"))
    fact = next(fact for fact in facts_of(page) if fact.basis is Basis.REFERENCE and fact.id.startswith("country/NE"))
    source = page.lookup.sources[fact.citations[0].source_id]
    assert f"{source.title} ({source.version})" in card_of(page, fact.id)
    assert "From a reference work" in card_of(page, fact.id)


def test_a_relation_is_told_from_the_side_it_was_written_from(store: ReferenceStore) -> None:
    page = store.page(Address("country/NE"))
    fact_id = next(
        fact.id for fact in facts_of(page) if fact.id.startswith("project/afic/beneficiar") and "NE" in fact.id
    )
    text = card_of(page, fact_id)
    assert text.startswith("Relation · Strengthening the Africa-Frontex Intelligence Community (AFIC)\n\nhas as benef")
    assert "has as beneficiary Niger" in text


def test_a_mark_that_several_facts_share_says_so(store: ReferenceStore) -> None:
    page = store.page(Address("project/afic"))
    card = lay_out_card(page, "project/afic/grant", {}, ENGLISH, with_alike=True)
    assert card is not None
    assert "One other fact of this page is founded in the same way." in write_text(card)


def test_a_fact_of_another_page_has_no_card(store: ReferenceStore) -> None:
    assert lay_out_card(store.page(Address("country/NE")), "country/AL/name/en", {}, ENGLISH) is None


def attachment_for(store: ReferenceStore) -> Attachment:
    """Return a copy in which one passage is found, its text being ours; nothing of the real document is here."""
    page = store.page(Address(FRONTEX))
    assert isinstance(page, SourcePage)
    document = DocumentText(Path("copy.txt"), "before <b>our\n  text</b> after", "")
    return Attachment(page.source, document, page.passages, {"frontex-other-partners/P49": (7, 24)})


def test_the_card_shows_the_passages_own_text_or_that_it_differs(store: ReferenceStore) -> None:
    page, attached = store.page(Address("project/afic")), {FRONTEX: attachment_for(store)}
    card = lay_out_card(page, "project/afic/grant", attached, ENGLISH)
    assert card is not None
    assert "characters 7349 to 7405: “<b>our text</b>” Show in document" in write_text(card)
    html = write_html(card)
    assert 'href="show:frontex-other-partners/P49"' in html
    assert "&lt;b&gt;our text" in html
    other = lay_out_card(page, "project/afic/timeframe", attached, ENGLISH)
    assert other is not None
    assert "In the attached document this passage reads differently." in write_text(other)


def cite(store: ReferenceStore, entry_id: str, fact_id: str) -> str:
    page = store.page(Address(entry_id))
    fact = find_fact(page, fact_id)
    assert fact is not None
    document = lay_out_whole(page, store.edition, TODAY, ENGLISH)
    return citation_words(cite_fact(page, fact, document, store.edition, TODAY, ENGLISH), ENGLISH)


def test_a_fact_is_cited_with_all_that_leads_back_to_it(store: ReferenceStore) -> None:
    assert cite(store, "project/afic", "project/afic/quantity/reports-shared") == (
        "Strengthening the Africa-Frontex Intelligence Community (AFIC), Figures. "
        "“reports shared within the network: over 250 reports”. "
        "Source: Frontex, Other Partners and Projects: Technical assistance projects in non-EU countries › "
        "Strengthening the Africa-Frontex Intelligence Community (AFIC), Achievements, item 4. "
        "coopviewer contributors, Frontex and non-EU countries, edition frontex-2021.1, as of one day between "
        "1 February 2019 and 31 December 2021. Accessed 23 November 2026. coop:project/afic#figures"
    )


def test_a_citation_says_what_the_source_does_not_state_itself(store: ReferenceStore) -> None:
    text = cite(store, "theme/technical-assistance", "theme/technical-assistance/data-note/money")
    assert text.startswith("Technical assistance, Data notes. “The figures do not add up to one another. ")
    assert "”. Inferred. Source: " in text
    assert text.endswith(" coop:theme/technical-assistance#data-notes")


def test_a_fact_above_every_heading_is_cited_with_the_page_alone(store: ReferenceStore) -> None:
    assert cite(store, "project/afic", "project/afic/summary").startswith(
        "Strengthening the Africa-Frontex Intelligence Community (AFIC). “Technical assistance to 33 countries"
    )


def source_document(store: ReferenceStore, unfolded: frozenset[str] = frozenset()) -> Document:
    return lay_out(store.page(Address(FRONTEX)), TODAY, unfolded, ENGLISH)


def test_each_passage_has_an_anchor_and_its_place(store: ReferenceStore) -> None:
    document = source_document(store)
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading) and block.level == 3]
    assert anchors == [f"P{number:02d}" for number in range(1, 78)]
    assert 'name="P38"' in write_html(document)
    assert "P38 · field “EU Grant”\n" in write_text(document)


def test_every_footnote_leads_to_its_passage(store: ReferenceStore) -> None:
    html = write_html(lay_out(store.page(Address("project/afic")), TODAY, {SOURCES}, ENGLISH))
    assert f'href="coop:{FRONTEX}#P49"' in html


def test_many_facts_of_a_passage_are_folded_and_unfold_in_place(store: ReferenceStore) -> None:
    key = "frontex-other-partners/P47"
    folded, unfolded = write_text(source_document(store)), write_text(source_document(store, frozenset({key})))
    assert "as given: Tunisia" not in folded
    assert "as given: Tunisia" in unfolded
    folds = [
        part
        for block in source_document(store).blocks
        if isinstance(block, Paragraph)
        for part in block.line
        if isinstance(part, Fold) and part.key == key
    ]
    assert [(fold.text, fold.unfolded) for fold in folds] == [("70 more facts", False)]


def test_a_source_taken_away_holds_every_fact(store: ReferenceStore) -> None:
    page = store.page(Address(FRONTEX))
    assert isinstance(page, SourcePage)
    fields: list = []
    write_html(lay_out_whole(page, store.edition, TODAY, ENGLISH), fields=fields)
    cited = {each.fact.id for several in page.citing.values() for each in several}
    extents = {each.fact.id for several in page.citing.values() for each in several if "extent" in each.fact.id}
    assert cited - {field.fact_id for field in fields} <= extents  # how far a list goes is words of ours, no text


def test_a_stretch_of_a_long_source_says_what_is_left(store: ReferenceStore) -> None:

    page = store.page(Address(FRONTEX))
    assert isinstance(page, SourcePage)
    stretch = page._replace(passages=page.passages[:5], total=900, before="x/P01", after="x/P400")
    text, html = (write(lay_out(stretch, TODAY, set(), ENGLISH)) for write in (write_text, write_html))
    assert text.count("P01 to P05 of 900 passages are shown. · Passages before · Passages after") == 2
    assert f'href="coop:{FRONTEX}#P400"' in html
