"""The links of a document on paper: to its headings and to the web; all others become text."""

from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Columns,
    Contents,
    ContentsLine,
    Document,
    Field,
    Heading,
    Inline,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    Paragraph,
    PartAnchor,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.document.paper_links import HeadingPlace, link_for_paper


def linked(*blocks: Block) -> tuple[Block, ...]:
    return link_for_paper(Document("T", "coop:brief", blocks))[0].blocks


def paragraph(*parts: Inline) -> Line:
    """Return the line of a paragraph under a heading with the anchor ``goals``, with its links as on paper."""
    _, found = linked(Heading(2, (Text("Goals"),), "goals"), Paragraph(parts))
    assert isinstance(found, Paragraph)
    return found.line


def test_each_heading_has_a_new_anchor_and_is_listed_without_its_marks() -> None:
    blocks = (
        Heading(1, (Text("Wells "), Field("f", "of Niger"), Mark(3)), "country/NE"),
        Paragraph((Text("p"),)),
        Heading(2, (Link("Goals", "coop:country/NE"), Text(" 3 ", SOFT))),
        Columns((Heading(2, (Text("Within"),), "within"),), ()),
    )
    paper, headings = link_for_paper(Document("T", "coop:brief", blocks))
    assert headings == (HeadingPlace(1, "Wells of Niger", "heading-1"), HeadingPlace(2, "Goals 3", "heading-2"))
    first, _, second, columns = paper.blocks
    assert first == Heading(1, (PartAnchor("heading-1"), Text("Wells "), Field("f", "of Niger"), Mark(3)))
    assert second == Heading(2, (PartAnchor("heading-2"), Link("Goals", "#heading-1"), Text(" 3 ", SOFT)))
    assert columns == blocks[3]
    assert (paper.title, paper.address) == ("T", "coop:brief")


def test_a_link_leads_to_a_heading_or_to_the_web_and_else_is_text() -> None:
    assert paragraph(Link("goals", "#goals")) == (Link("goals", "#heading-1"),)
    assert paragraph(Link("the web", "https://a.org")) == (Link("the web", "https://a.org"),)
    assert paragraph(Link("Niger", "coop:country/NE", "fact")) == (Field("fact", "Niger"),)
    assert paragraph(Link("Nige", "coop:country/NE", whole="Niger")) == (Field("", "Nige…"),)
    assert paragraph(Mark(1), Field("f", "https://a.org")) == (Mark(1), Field("f", "https://a.org"))


def test_of_two_headings_with_an_anchor_links_lead_to_the_first() -> None:
    heading = Heading(2, (Text("Goals"),), "goals")
    *_, last = linked(heading, heading, Paragraph((Link("x", "#goals"),)))
    assert last == Paragraph((Link("x", "#heading-1"),))


def test_web_addresses_in_texts_become_links_everywhere() -> None:
    text, link = Text("https://a.org"), Link("https://a.org", "https://a.org")
    assert linked(Paragraph((text,)), Items(((text,), (Text("b"),)))) == (
        *(Paragraph((link,)), Items(((link,), (Text("b"),)))),
    )
    facts = KeyFacts((KeyFact("label", ((text, Mark(1)),)),), columns=1)
    assert linked(facts) == (KeyFacts((KeyFact("label", ((link, Mark(1)),)),), columns=1),)
    table = Table(("h",), (Row((((text,), (Link("x", "coop:y"),)),), (Paragraph((text,)),)),), ("100%",))
    assert linked(table) == (Table(("h",), (Row((((link,), (Field("", "x"),)),), (Paragraph((link,)),)),), ("100%",)),)


def test_the_contents_lead_to_the_new_anchors() -> None:
    contents = Contents((ContentsLine(2, "Goals", "goals"), ContentsLine(2, "Names", "names")))
    found, _ = linked(contents, Heading(2, (Text("Goals"),), "goals"))
    assert isinstance(found, Contents)
    assert [line.anchor for line in found.lines] == ["heading-1", "names"]
