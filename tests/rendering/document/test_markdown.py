"""Saved Markdown shows what the data says: read back as CommonMark, with GitHub's additions, no text becomes syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coopviewer.rendering.document.document import (
    Document,
    Field,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.document.plain_text import write_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    (
        *("~~~", "~", "~~a~~", "```", "- ", "+ ", "* ", "1. ", "2) ", "---", "===", "# ", "> ", "    ", "\t", "\n\n"),
        *("|", "&amp;", "<b>", "[a](b)", "[^1]", "![x](y)", ": ", "$x$", "a", " ", "\\", "*a*", "_b_", "\u2028", "é"),
    )
)
NASTY = st.lists(PIECES, min_size=1, max_size=8).map("".join).filter(lambda text: bool(text.split()))


def page(text: str) -> Document:
    line = (Field("f", text),)
    return Document(
        "T",
        "coop:theme/t",
        (
            Heading(2, line),
            Paragraph(line),
            Items((line, line)),
            Items((line,), ordered=True),
            KeyFacts((KeyFact("Goal", (line, line)),)),
            Table((text,), (Row(((line,),), (Items((line,)),)),)),
            Paragraph((Text("The end."),)),
        ),
    )


def flat(tokens: list[Token]) -> list[tuple[str, str]]:
    return [(token.type, token.tag) for token in tokens]


def shown(tokens: list[Token]) -> list[str]:
    """Return the text of each block, without its spaces."""
    return [
        "".join("".join(child.content for child in token.children or ()).split())
        for token in tokens
        if token.type == "inline"
    ]


@given(NASTY)
def test_no_text_changes_the_structure_of_a_page(text: str) -> None:
    found = READER.parse(write_markdown(page(text)))
    assert flat(found) == flat(READER.parse(write_markdown(page("x"))))
    assert {child.type for token in found for child in token.children or ()} <= {"text", "text_special", "softbreak"}
    said = "".join(text.split())
    assert shown(found) == [each.replace("x", said) for each in shown(READER.parse(write_markdown(page("x"))))]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("~~~", "\\~\\~\\~"),
        ("- a", "\\- a"),
        ("12) a", "12\\) a"),
        ("2017. A year", "2017\\. A year"),
        ("2017-2023", "2017-2023"),
        ("a & b", "a \\& b"),
    ],
)
def test_what_begins_a_line_is_escaped_there_alone(text: str, written: str) -> None:
    assert write_markdown(Document("T", "coop:theme/t", (Paragraph((Text(text),)),))) == f"{written}\n"
