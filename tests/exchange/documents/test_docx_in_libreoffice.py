"""Pages saved as DOCX, opened by LibreOffice: the same text, and each note on the page of its mark."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from coopviewer import paths
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.rendering.document.document import (
    Document,
    Footnotes,
    KeyFacts,
    Line,
    Locator,
    Mark,
    PartAnchor,
    Strip,
    Table,
    lines_of,
)
from coopviewer.rendering.pages.layout import imprint_of, lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from tests.bare_english import RIGHT_TO_LEFT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here"),
]
TARGETS = ("project/afic", "country/NE", "country/XK", "region/africa", "organisation/frontex", "home")
COMPARED = "coop:compare?a=country/RS&b=country/MD"
TODAY = date(2026, 11, 23)
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    store = ReferenceStore(paths.reference_file())
    laid_out = {}
    for number, target in enumerate((*TARGETS, COMPARED)):
        page = store.page(parse_address(target))
        laid_out[f"page{number}"] = lay_out_whole(page, store.edition, TODAY, ENGLISH)
    page = store.page(parse_address("country/NE"))
    laid_out["turned"] = lay_out_whole(page, store.edition, TODAY, RIGHT_TO_LEFT)
    store.close()
    return laid_out


@pytest.fixture(scope="module")
def folder(documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write each page as DOCX and convert all of them."""
    made = tmp_path_factory.mktemp("pages")
    store = ReferenceStore(paths.reference_file())
    for name, document in documents.items():
        tr = RIGHT_TO_LEFT if name == "turned" else ENGLISH
        (made / f"{name}.docx").write_bytes(write_docx(document, imprint_of(store.edition, tr), tr))
    store.close()
    home = f"-env:UserInstallation={(made / 'home').as_uri()}"
    for form in ("pdf", "odt"):
        command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", made, *made.glob("*.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return made


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u200e\u2060]+", "", text)


def words(line: Line, places: dict[int, int]) -> str:
    """Return a line as it is shown, with the places of its marks, which are counted as they first appear."""
    parts = []
    for part in line:
        if isinstance(part, Mark):
            parts.append(str(places.setdefault(part.number, len(places) + 1)))
        elif not isinstance(part, PartAnchor):
            parts.append(part.text)
    return squeezed("".join(parts))


def shown(document: Document) -> Iterator[Line]:
    """Yield the lines of the text, without the notes and a heading right above them, and without maps."""
    for block, following in pairwise((*document.blocks, None)):
        if block is None or isinstance(block, Footnotes | Locator) or isinstance(following, Footnotes):
            continue
        yield from lines_of(block)


def read(folder: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(folder / f"{name}.odt") as archive:
        return ET.fromstring(archive.read("content.xml"))


def text_and_notes(content: ET.Element) -> tuple[str, list[str]]:
    """Return the text with the numbers of notes in it, and the notes with their numbers."""
    notes = list(content.iter(f"{TEXT}note"))
    told = []
    for note in notes:
        number = "".join(note.find(f"{TEXT}note-citation").itertext())
        told.append(squeezed(number + "".join(note.find(f"{TEXT}note-body").itertext())))
        body = note.find(f"{TEXT}note-body")
        note.remove(body)
    return squeezed("".join(content.itertext())), told


def labels(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, KeyFacts):
            yield from (fact.label for fact in block.facts)
        elif isinstance(block, Table | Strip):
            yield from block.headers


@pytest.mark.parametrize("name", [f"page{number}" for number in range(len(TARGETS) + 1)])
def test_every_line_and_note_is_there_in_reading_order(documents: dict[str, Document], folder: Path, name: str) -> None:
    text, told = text_and_notes(read(folder, name))
    document, places, at = documents[name], dict[int, int](), 0
    for line in shown(document):
        wanted = words(line, places)
        if re.search(r"[\u0590-\u08ff]", wanted):
            continue  # isolated in the one and not in the other
        found = text.find(wanted, at)
        assert found >= 0, f"{wanted!r} is missing after {text[max(at - 60, 0) : at]!r}"
        at = found + len(wanted)
    for label in labels(document):
        assert squeezed(label) in text
    notes = {note.number: note for b in document.blocks if isinstance(b, Footnotes) for note in b.notes}
    assert list(places.values()) == list(range(1, len(told) + 1))
    for (number, place), note in zip(places.items(), told, strict=True):
        lines = [words(line, {}) for line in notes[number].lines]
        assert re.sub(r"(?<=\w)\.", "", note) == re.sub(r"(?<=\w)\.", "", f"{place}{''.join(lines)}")


@pytest.mark.parametrize("name", [f"page{number}" for number in range(len(TARGETS) + 1)])
def test_each_note_is_on_the_page_of_its_first_mark(documents: dict[str, Document], folder: Path, name: str) -> None:
    document, places = documents[name], dict[int, int]()
    pages = [squeezed(page.extract_text()) for page in PdfReader(folder / f"{name}.pdf").pages]
    notes = {note.number: note for b in document.blocks if isinstance(b, Footnotes) for note in b.notes}
    checked = 0
    for line in shown(document):
        for at, part in enumerate(line):
            if not isinstance(part, Mark) or part.number in places:
                continue
            before = words(line[: at + 1], places)[-18:]
            note = f"{places[part.number]}{words(notes[part.number].lines[0], {})}"[:30]
            of_note = {number for number, page in enumerate(pages) if note in page}
            of_mark = {number for number, page in enumerate(pages) if before in page}
            assert of_note, note
            checked += bool(of_note & of_mark)
            beside = {number + 1 for number in of_mark}  # where LibreOffice has no room left under the text
            assert not of_mark or of_note & (of_mark | beside), (before, note)
    assert checked >= 0.9 * len(places)


@pytest.mark.parametrize("name", [f"page{number}" for number in range(len(TARGETS) + 1)])
def test_there_are_as_many_notes_as_sources_with_a_mark(
    documents: dict[str, Document], folder: Path, name: str
) -> None:
    marks = [part.number for line in shown(documents[name]) for part in line if isinstance(part, Mark)]
    content = read(folder, name)
    assert len(list(content.iter(f"{TEXT}note"))) == len(set(marks))
    levels = [int(each.get(f"{TEXT}outline-level", "0")) for each in content.iter(f"{TEXT}h")]
    assert all(level <= above + 1 for above, level in pairwise([0, *levels]))


def test_a_page_in_a_language_from_right_to_left_has_its_words_and_its_facts(folder: Path) -> None:
    text, told = text_and_notes(read(folder, "turned"))
    assert "RepublicoftheNiger" in text
    assert re.search(r"[\u05d0-\u05ea]{3}", text)
    assert len(told) > 5
    styles = zipfile.ZipFile(folder / "turned.odt").read("content.xml").decode()
    assert styles.count('style:writing-mode="rl-tb"') > 5
