"""The links of a page as a list: each with the heading it stands under and where it leads."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Document,
    Field,
    Fold,
    Heading,
    Link,
    Mark,
    Paragraph,
    RunIn,
    ShowAll,
    Text,
)
from coopviewer.rendering.pages.page_links import PageLink, page_links
from coopviewer.rendering.words.reference_words import kind_word


def links(*blocks: Block) -> tuple[PageLink, ...]:
    return page_links(Document("The title", "coop:theme/t", blocks), ENGLISH)


def paragraph(*links: Link) -> Paragraph:
    return Paragraph(links)


A, B, C = (Link(name, f"coop:country/{name}") for name in "ABC")


def test_each_link_is_listed_with_its_heading_in_reading_order() -> None:
    found = links(
        Heading(1, (Text("The title"),)),
        paragraph(A),
        Heading(2, (Text("Countries"), Text(" 33", SOFT), Mark(1))),
        RunIn(((B,), (C,))),
        Heading(3, (Field("f", "Wells"), Text(" in Niger "))),
        paragraph(A, B),
    )
    assert [(link.name, link.heading) for link in found] == [
        *(("A", "The title"), ("B", "Countries"), ("C", "Countries")),
        *(("A", "Wells in Niger"), ("B", "Wells in Niger")),
    ]
    assert [link.target for link in found[:2]] == ["coop:country/A", "coop:country/B"]


def test_the_heading_of_a_page_is_not_one_that_links_stand_under() -> None:
    (link,) = links(Heading(1, (Text("Other words"),)), paragraph(A))
    assert link.heading == "The title"


def test_a_link_in_a_heading_stands_under_it() -> None:
    (link,) = links(Heading(2, (Text("By "), A)))
    assert (link.name, link.heading) == ("A", "By")


@pytest.mark.parametrize("kind", EntryKind)
def test_a_link_says_what_kind_of_entry_it_leads_to(kind: EntryKind) -> None:
    (link,) = links(paragraph(Link("x", f"coop:{kind}/x")))
    assert link.leads_to == kind_word(kind, ENGLISH)


def test_links_to_a_source_and_to_home_say_so() -> None:
    source, home = (links(paragraph(Link("x", address)))[0].leads_to for address in ("coop:source/s#P1", "coop:home"))
    assert "source" in source.lower()
    assert source != home
    assert home not in {kind_word(kind, ENGLISH) for kind in EntryKind}


def test_a_fold_says_what_it_does() -> None:
    folded, unfolded = links(Paragraph((Fold("Goals", "project/a", False), Fold("Goals", "project/a", True))))
    assert folded.leads_to != unfolded.leads_to
    assert folded.target == unfolded.target == "fold:project/a"


def test_a_cut_list_is_among_the_links_and_source_marks_are_not() -> None:
    (link,) = links(Paragraph((Mark(1, "f"), Field("f", "x"), ShowAll("Show all 300", "funds", False))))
    assert (link.name, link.target) == ("Show all 300", "list:in:funds")
