"""The page about an import: the choices by which it is repeated, in words."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.authoring.importing.importing import run_import
from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imported.imported_pages import ImportPage, NoteCount
from coopviewer.domain.reference.imports import ImportedFile, ImportNote, ImportSeverity
from coopviewer.rendering.document.document import Block, Items, KeyFacts, Link, Paragraph, PartAnchor, Table
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.imported.import_layout import NOTE
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.importing.imports import FOLDERS, activity, titled, written
from tests.reference_values import EDITION, ref
from tests.rendering.reference_samples import headings, lookup, only, section, texts, words


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


FILE = ImportedFile(1, "source/a", "a.xml", 1, "ab" * 32, "iati", None, None, "1.0", "{}")
PAGE = ImportPage(EDITION, (FILE,), (), (), 0, lookup((), [ref("project/x", "Wells")]))
CHOICES = {"title": "Water", "dataset": "urn:x:y", "keep_partial": False, "format": "iati"}
UNKNOWN = "This version of coopviewer does not know all steps"


def blocks(page: ImportPage, anchor: str) -> tuple[Block, ...]:
    return section(lay_out(page, date(2026, 11, 29), frozenset(), ENGLISH), anchor)


def steps(*choices: dict[str, object] | str) -> list[str]:
    """Return the steps of an import of several files with these choices, and what follows them."""
    kept = (each if isinstance(each, str) else json.dumps(each) for each in choices)
    return texts(blocks(PAGE._replace(files=tuple(FILE._replace(mapping=each) for each in kept)), "steps"))


def test_what_is_known_of_a_file_is_said() -> None:
    facts = only(KeyFacts, blocks(PAGE, "files")).facts
    assert {fact.label: words(fact.lines[0]) for fact in facts} == {
        "Source": "a.xml",
        "Format": "IATI",
        "Version": "not stated",
        "Generated": "not stated",
        "Size": "1 byte",
        "SHA-256": "ab" * 32,
        "Imported by": "coopviewer 1.0",
    }
    more = PAGE._replace(files=(FILE._replace(version="2.03", generated="2020-12-01", size=1_200), FILE))
    facts = next(block for block in blocks(more, "files") if isinstance(block, KeyFacts)).facts
    assert [words(facts[at].lines[0]) for at in (2, 3, 4)] == ["2.03", "2020-12-01", "1,200 bytes"]
    assert (2, "Files 2") in headings(lay_out(more, date(2026, 11, 29), frozenset(), ENGLISH))


def test_equal_choices_of_several_files_are_said_once() -> None:
    said_once = steps(CHOICES, CHOICES)
    assert said_once[:2] == ["The title is “Water”.", "The reference is an edition of the dataset urn:x:y."]
    assert len(said_once) == 4
    assert said_once[-1].startswith("The steps are kept with the reference.")
    assert len(steps(CHOICES, {**CHOICES, "title": "Roads"})) == 7


@pytest.mark.parametrize("mapping", ["", "{}"])
def test_without_choices_the_import_cannot_be_repeated(mapping: str) -> None:
    (closing_,) = steps(mapping)
    assert closing_.startswith(UNKNOWN)
    assert not steps(mapping, CHOICES)[-1].startswith(UNKNOWN)


@pytest.mark.parametrize(
    "change",
    [{"format": "xml"}, {"title": 7}, {"dataset": None}, {"keep_partial": ...}, {"after": 7}, {"format": "sheet"}],
)
def test_one_choice_that_is_not_known_is_shown_as_it_is_kept(change: dict[str, object]) -> None:
    choices = {key: value for key, value in {**CHOICES, **change}.items() if value is not ...}
    assert steps(choices)[0] == json.dumps(choices)
    assert steps(choices)[-1].startswith(UNKNOWN)
    assert steps(CHOICES, choices)[-1].startswith(UNKNOWN)


@pytest.mark.parametrize(
    ("after", "said_first"),
    [
        ([], "The title is “Water”."),
        (["a.1"], "The steps are those of the edition a.1, repeated."),
        (["a.1", "a.2"], "The steps are those of the edition a.2, repeated."),
    ],
)
def test_steps_that_were_repeated_name_the_edition_before(after: list[str], said_first: str) -> None:
    found = steps({**CHOICES, "after": after})
    assert found[0] == said_first
    assert ("The title is “Water”." in found[1:]) is bool(after)
    table = {"column": [{"heading": "Name", "slot": "title"}]}
    assert steps({**CHOICES, "format": "sheet", "mapping": table, "after": after})[0] == said_first


def test_the_choices_for_a_table_name_its_columns() -> None:
    table = {"column": [{"heading": "Name", "slot": "title"}]}
    assert steps({**CHOICES, "format": "sheet", "mapping": table})[2] == "Column “Name”: Title."


def note(ordinal: int, entry_id: str | None = None, line: int | None = 7) -> ImportNote:
    return ImportNote(ordinal, ImportSeverity.KEPT, "a.xml", line, entry_id, "unheard", "soon", "")


def test_an_import_without_notes_says_so() -> None:
    assert texts(blocks(PAGE, "notes")) == ["Nothing had to be noted."]


def test_notes_are_counted_and_listed_with_their_entries() -> None:
    counts = (NoteCount(ImportSeverity.KEPT, "unheard", 3),)
    notes = (note(1), note(2, "project/x", None), note(3, "project/gone"))
    found = blocks(PAGE._replace(counts=counts, notes=notes, total=3), "notes")
    assert texts([only(Items, found)]) == ["Other notes: 3 kept as given"]
    assert not [block for block in found if isinstance(block, Paragraph)]
    table = only(Table, found)
    assert [[[words(line) for line in cell] for cell in row.cells] for row in table.rows] == [
        [["a.xml, line 7"], ["“soon” is kept as given."]],
        [["a.xml", "Wells"], ["“soon” is kept as given."]],
        [["a.xml, line 7"], ["“soon” is kept as given."]],
    ]
    assert table.rows[1].cells[0][1] == (Link("Wells", "coop:project/x"),)


def test_notes_of_which_not_all_are_counted_say_so() -> None:
    counts = (NoteCount(ImportSeverity.KEPT, "unheard", 1),)
    found = blocks(PAGE._replace(counts=counts, notes=(note(1), note(2)), total=2), "notes")
    assert "The first 1 of 2 notes are counted by kind." in texts(found)


@pytest.mark.parametrize(
    ("before", "after", "links"),
    [
        (None, None, []),
        (None, 9, ["Next notes"]),
        (1, None, ["Previous notes"]),
        (1, 9, ["Previous notes", "Next notes"]),
    ],
)
def test_the_part_of_the_notes_that_is_shown_is_said(before: int | None, after: int | None, links: list[str]) -> None:
    page = PAGE._replace(notes=(note(5), note(6)), total=1_200, before=before, after=after)
    found = [block for block in blocks(page, "notes") if isinstance(block, Paragraph)]
    assert [words(block.line[1:] if block is found[0] else block.line) for block in found] == [
        " · ".join(["Notes 5 to 6 of 1,200 are shown.", *links])
    ] * 2


def test_of_notes_that_are_not_there_none_is_shown() -> None:
    found = [block for block in blocks(PAGE._replace(total=4), "notes") if isinstance(block, Paragraph)]
    assert [words(block.line) for block in found] == ["Notes 0 to 0 of 4 are shown."] * 2


def test_the_page_has_a_heading_for_each_part_and_each_file() -> None:
    two = PAGE._replace(files=(FILE, FILE._replace(name="b.xml")))
    document = lay_out(two, date(2026, 11, 29), frozenset(), ENGLISH)
    assert headings(document) == [
        *((1, "About this import"), (2, "Files 2"), (3, "a.xml"), (3, "b.xml"), (2, "Steps"), (2, "Notes 0")),
    ]
    assert {block.columns for block in document.blocks if isinstance(block, KeyFacts)} == {1}
    assert texts(document.blocks)[:3] == ["Import", "About this import", EDITION.title]
