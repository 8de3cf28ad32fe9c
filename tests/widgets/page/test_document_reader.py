"""The reader of an attached document marks exactly the characters of a passage."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopviewer.authoring.passages import cut
from coopviewer.domain.reference.attachments import Attachment, DocumentText
from coopviewer.domain.reference.passage_texts import match_passages
from coopviewer.domain.reference.sources import Source
from coopviewer.widgets.page.document_reader import DocumentReader


def attach(text: str) -> Attachment:
    passages = tuple(cut(text, "source/x"))
    matched = match_passages(text, passages)
    assert len(matched.spans) == len(passages)
    return Attachment(Source("source/x", "X"), DocumentText(Path("x.txt"), matched.text, ""), passages, matched.spans)


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\nthree",
        "one\r\ntwo\r\nthree\r\n",
        "one\rtwo\rthree",
        "\U0001f6b0 one \U0001f1ea\U0001f1fa\r\n\r\ne\u0301 two\n\u0645\u0631\u062d\u0628\u0627\n\U0001f6b0 three",
        "one\u2029two\u2028three",
        "<b>one</b>\n&amp;\n\ttwo",
        "one\x0ctwo\x0bthree\x85four",
    ],
)
def test_each_passage_is_marked_exactly(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    reader, attachment = DocumentReader(window), attach(text)
    for passage in attachment.passages:
        reader.show_passage(attachment, passage.id)
        assert reader.marked_text == attachment.text_of(passage.id)
    reader.close()


def test_only_the_part_around_the_passage_is_shown_of_a_long_document(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text = "".join(f"\U0001f6b0 line {number} of very many\r\n" for number in range(40_000))
    attachment, reader = attach(text), DocumentReader(window)
    for number in (0, 20_000, 39_999):
        reader.show_passage(attachment, attachment.passages[number].id)
        assert reader.marked_text == f"\U0001f6b0 line {number} of very many"
        assert "Only the text around the passage is shown" in reader.description
        words = "Passage {} of 40,000 found in this copy, characters {} to "
        start = attachment.spans[attachment.passages[number].id][0]
        assert words.format(f"{number + 1:,}", f"{start:,}") in reader.description
        assert len(reader.text.toPlainText()) < 300_000
    reader.close()


def test_a_short_document_is_shown_whole(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    reader, attachment = DocumentReader(window), attach("one\ntwo")
    reader.show_passage(attachment, attachment.passages[0].id)
    assert reader.text.toPlainText() == "one\ntwo"
    assert "Only" not in reader.description
    reader.close()
