"""The page about an import: the choices by which it is repeated, in words."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.authoring.importing.importing import run_import
from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imported.imported_pages import ImportPage, NoteCount
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.rendering.document.document import Link, Paragraph, PartAnchor, Table
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.imported.import_layout import NOTE
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.importing.imports import FOLDERS, activity, titled, written


def import_page(folder: Path, title: str | None = None, *, keep_partial: bool = False) -> ImportPage:
    target = folder / "out.db"
    request = ImportRequest(
        (written(folder / "a.xml", titled("xm-1", "Wells")),), target, title, "urn:x:y", keep_partial
    )
    return page_of_import(request)


def page_of_import(request: ImportRequest) -> ImportPage:
    run_import(request, FOLDERS, lambda done, total: None, lambda: False)
    with closing(ReferenceStore(request.target)) as store:
        page = store.page(IMPORT_ADDRESS)
    assert isinstance(page, ImportPage)
    return page


def said(page: ImportPage) -> str:
    return write_text(lay_out(page, date(2026, 11, 29), frozenset(), ENGLISH))


@pytest.mark.parametrize(
    ("title", "keep_partial", "sentences"),
    [
        (None, False, ("The title is formed from the publishers.", "it is refused, and nothing of it is imported.")),
        ("Water", True, ("The title is “Water”.", "what comes before the fault is imported.")),
    ],
)
def test_the_choices_of_an_import_are_said_in_words(
    tmp_path: Path, title: str | None, keep_partial: bool, sentences: tuple[str, ...]
) -> None:
    text = said(import_page(tmp_path, title, keep_partial=keep_partial))
    for sentence in (*sentences, "The reference is an edition of the dataset urn:x:y."):
        assert sentence in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (("a.xml",), "The title is formed from the name of the file."),
        (("b.xml", "a.xml"), "The title is formed from the names of the files."),
    ],
)
def test_a_title_of_files_without_a_publisher_is_formed_from_their_names(
    tmp_path: Path, files: tuple[str, ...], sentence: str
) -> None:
    sources = tuple(
        written(tmp_path / name, activity(f"xm-{name}", "<title><narrative>Wells</narrative></title>", reporter=""))
        for name in files
    )
    text = said(page_of_import(ImportRequest(sources, tmp_path / "out.db")))
    assert f"IATI: {', '.join(files)}" in text
    assert sentence in text


@pytest.mark.parametrize("mapping", ['{"steps": 9}', "[]", "none", "[" * 5000])
def test_choices_of_a_form_that_is_not_known_are_shown_as_they_are_kept(tmp_path: Path, mapping: str) -> None:
    page = import_page(tmp_path)
    page = page._replace(files=tuple(file._replace(mapping=mapping) for file in page.files))
    assert mapping in said(page).replace("\n", "").replace("  ", "")


def test_of_many_notes_a_link_leads_to_the_line_above_the_part_that_is_shown(tmp_path: Path) -> None:
    page = import_page(tmp_path)
    part = [ImportNote(n, ImportSeverity.KEPT, "a.xml", n, None, "no-title", "", f"x{n}") for n in (201, 202)]
    shown = page._replace(
        counts=(NoteCount(ImportSeverity.KEPT, "no-title", 500),), notes=tuple(part), total=500, before=1, after=203
    )
    blocks = lay_out(shown, date(2026, 11, 29), frozenset(), ENGLISH).blocks
    places = [number for number, block in enumerate(blocks) if isinstance(block, Table)]
    above, below = blocks[places[-1] - 1], blocks[places[-1] + 1]
    assert isinstance(above, Paragraph)
    assert isinstance(below, Paragraph)
    assert above.line[0] == PartAnchor(f"{NOTE}201")
    assert above.line[1:] == below.line
    assert [part.address for part in below.line if isinstance(part, Link)] == [
        f"{IMPORT_ADDRESS}#{NOTE}1",
        f"{IMPORT_ADDRESS}#{NOTE}203",
    ]
