"""Sums in an interface from right to left: currency and sign are drawn at the side of the number as in the source."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.rendering.document.document import Block, Document, KeyFact, KeyFacts, Line, Paragraph, Row, Table, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.fact_card import lay_out_card
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import part, text_of
from tests.reference_values import amount, ref
from tests.rendering.reference_samples import entry_page, record

pytestmark = pytest.mark.usefixtures("qapp")
PROJECT = "project/p"
SUMS = [
    "500 €",
    "$ 500",
    "2,400 USD",
    "EUR 3,400,000",
    "-120.50",
    "EUR -120.50",
    "3,4 million euros",
    "60 %",
    "2019: +5",
]


def drawn(block: QTextBlock) -> str:
    """Return the characters of a block from left to right as Qt lays them out, without isolate characters."""
    text, places = block.text(), list[tuple[float, str]]()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        for at in range(line.textStart(), line.textStart() + line.textLength()):
            places += [(run.positions()[0].x(), text[at]) for run in line.glyphRuns(at, 1)[:1] if run.positions()]
    return "".join(letter for _, letter in sorted(places, key=lambda each: each[0]) if letter not in "\u2068\u2069")


def lines_of(document: Document, *, right_to_left: bool) -> Iterator[str]:
    shown = QTextDocument()
    shown.setHtml(write_html(document, narrow=True, right_to_left=right_to_left))
    shown.setTextWidth(900)
    shown.documentLayout().documentSize()
    block = shown.begin()
    while block.isValid():
        yield drawn(block)
        block = block.next()


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("text", SUMS)
def test_the_source_s_words_on_a_card_are_drawn_as_it_writes_them(text: str, right_to_left: bool) -> None:
    tr = RIGHT_TO_LEFT if right_to_left else ENGLISH
    fact = amount(PROJECT, 500, as_given=text)
    card = lay_out_card(entry_page(record(ref(PROJECT, "Wells"), fact)), fact.id, {}, tr)
    assert card is not None
    assert any(text in line for line in lines_of(card, right_to_left=right_to_left))
    assert any("EUR 500" in line for line in lines_of(card, right_to_left=right_to_left))


@pytest.mark.parametrize("text", SUMS)
@pytest.mark.parametrize("before", ["", "שלום ", " · ", "("])
def test_a_sum_is_drawn_as_it_is_written_in_tables_and_lines(text: str, before: str) -> None:
    line: Line = (Text(before), Text(f" · {text}", "soft"), Text(" שלום"))
    blocks: tuple[Block, ...] = (
        Table(("שלום",), (Row(((line,),)),)),
        KeyFacts((KeyFact("שלום", (line,)),), 1),
        Paragraph(line),
    )
    shown = list(lines_of(Document("", "", blocks), right_to_left=True))
    assert sum(text in each for each in shown) == len(blocks)


@pytest.mark.parametrize("text", SUMS)
def test_saved_pages_and_documents_keep_a_sum_together_from_left_to_right(text: str) -> None:
    document = Document("", "coop:project/p", (Paragraph((Text("שלום "), Text(f" · {text}:", "soft"))),))
    assert f' · <bdi dir="ltr">{text}</bdi>:' in write_web_page(document, RIGHT_TO_LEFT)
    assert f' · <bdi dir="ltr">{text}</bdi>:' not in write_web_page(document, ENGLISH)
    assert f"\u200e{text}\u200e" in text_of(part(write_docx(document, "", RIGHT_TO_LEFT)))


def test_numbers_without_a_mark_and_words_of_the_interface_are_left_to_their_direction() -> None:
    for text in ("2017 – 2019", "1,234", "שלום 500 €", "Title: "):
        page = write_html(Document("", "", (Paragraph((Text(text),)),)), right_to_left=True)
        assert "\u2068" not in page
