"""Reads written DOCX files with the standard library's parser, independent of the code that wrote them."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.rendering.document.document import Block, Document, Footnote, Footnotes, Heading, Line, Mark, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
IMPRINT = "A reference, edition a.1, as of 1 May 2020"


def line(text: str) -> Line:
    return (Text(text),)


def noted(text: str, *numbers: int) -> Line:
    return (Text(text), *(Mark(number) for number in numbers))


def notes(*texts: str) -> Footnotes:
    return Footnotes(tuple(Footnote(number, (line(text),)) for number, text in enumerate(texts, start=1)))


def written(*blocks: Block, tr: Translate = ENGLISH, title: str = "Niger") -> bytes:
    document = Document(title, "coop:country/NE", (Heading(1, line(title)), *blocks))
    return write_docx(document, IMPRINT, tr)


def part(content: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def value(element: ET.Element, name: str) -> str:
    """Return the attribute ``val`` of a child, or of a deeper one; empty if there is none."""
    found = element.find(f".//{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def text_of(element: ET.Element) -> str:
    """Return the text of runs in reading order: line breaks and tabs as such, a note's mark as its id in brackets."""
    return "".join(_texts(element))


def _texts(element: ET.Element) -> Iterator[str]:
    for each in element.iter():
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag == f"{W}br":
            yield "\n"
        elif each.tag == f"{W}tab" and each.get(f"{W}val") is None:
            yield "\t"
        elif each.tag == f"{W}footnoteReference":
            yield f"[{each.get(f'{W}id')}]"


def paragraphs(content: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """Return style and text of each paragraph, those of tables too."""
    return [(value(each, "pStyle"), text_of(each)) for each in part(content, name).iter(f"{W}p")]


def instructions(content: bytes) -> list[str]:
    """Return the instructions of the fields of the body."""
    return [(each.text or "").strip() for each in part(content).iter(f"{W}instrText")]


def footnotes(content: bytes) -> list[str]:
    """Return the texts of the notes, without the separators."""
    found = part(content, "word/footnotes.xml").iter(f"{W}footnote")
    return [text_of(each).strip() for each in found if each.get(f"{W}type") is None]
