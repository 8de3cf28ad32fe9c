"""A table of contents, page breaks and the user's own words in each format."""

from justhtml import JustHTML

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.document import (
    Block,
    Contents,
    ContentsLine,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Text,
    lines_of,
)
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import parts_of, set_for_paper
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.widgets.export.paper_breaks import paginate

CONTENTS = Contents((ContentsLine(2, "Niger*", "country-NE"), ContentsLine(3, "Goals", "country-NE-goals")))
HEADINGS: tuple[Block, ...] = (
    Heading(2, (Text("Niger*"),), "country-NE"),
    Heading(3, (Text("Goals"),), "country-NE-goals"),
)
OWN = Paragraph((Text("Ask <again>."),), "own")


def document(*blocks: Block) -> Document:
    return Document("Brief", "coop:brief", (Heading(1, (Text("Brief"),)), *blocks))


def test_the_contents_are_a_nested_list_in_text_and_markdown() -> None:
    assert "- Niger*\n  - Goals\n" in write_text(document(CONTENTS, *HEADINGS))
    assert "- Niger\\*\n  - Goals\n" in write_markdown(document(CONTENTS, *HEADINGS))


def test_the_contents_of_a_web_page_lead_to_its_headings() -> None:
    page = JustHTML(write_web_page(document(CONTENTS, PageBreak(), *HEADINGS), ENGLISH), strict=True, sanitize=False)
    targets = [link.attrs["href"].removeprefix("#") for link in page.query("nav a")]
    assert targets == ["country-NE", "country-NE-goals"]
    for target in targets:
        assert len(page.query(f"#{target}")) == 1
    assert len(page.query("hr.page")) == 1


def test_the_contents_of_a_page_in_the_window_lead_to_its_headings() -> None:
    html = write_html(document(CONTENTS, PageBreak(), *HEADINGS))
    assert html.index('href="#country-NE"') < html.index("<hr>") < html.index('<a name="country-NE">')


def test_words_of_the_user_are_marked_and_escaped() -> None:
    assert '<p class="own">Ask &lt;again&gt;.</p>' in write_web_page(document(OWN), ENGLISH)
    assert '<table class="own"' in write_html(document(OWN))


def test_a_page_break_begins_a_part_on_paper() -> None:
    parts = list(parts_of(set_for_paper(document(CONTENTS, PageBreak(), *HEADINGS, PageBreak(), OWN))))
    assert [isinstance(part.blocks[0], PageBreak) for part in parts] == [False, True, True]
    assert sum(len(part.blocks) for part in parts) == 7


def test_a_page_begins_at_each_page_break() -> None:
    spans = [(0.0, 10.0), (10.0, 20.0), (22.0, 30.0), (30.0, 40.0)]
    assert paginate(spans, 100.0) == [(0.0, 40.0)]
    assert paginate(spans, 100.0, [20.0]) == [(0.0, 20.0), (22.0, 40.0)]
    assert paginate(spans, 15.0, [20.0]) == [(0.0, 10.0), (10.0, 20.0), (22.0, 30.0), (30.0, 40.0)]


def test_the_lines_of_contents_are_read_and_a_page_break_has_none() -> None:
    assert list(lines_of(CONTENTS)) == [(Text("Niger*"),), (Text("Goals"),)]
    assert list(lines_of(PageBreak())) == []
