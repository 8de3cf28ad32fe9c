"""What a template must not have: fields that load or run something, parts without bound, macros, embedded objects."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from coopviewer.exchange.documents.docx_template_checks import checked_parts, refuse_fields
from tests.faults import raises_fault

PATH = Path("/office/brief.docx")
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = {"[Content_Types].xml": b"<Types/>"}


def char(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def text(words: str) -> str:
    return f"<w:instrText>{words}</w:instrText>"


BEGIN, SEPARATE, END = map(char, ("begin", "separate", "end"))


def check(fields: str) -> None:
    refuse_fields(f"<w:hdr {SPACES}><w:p>{fields}</w:p></w:hdr>", PATH)


@pytest.mark.parametrize(
    "instruction", ["PAGE", " page \\* MERGEFORMAT ", "NUMPAGES", "= 1 + 1", "=1", 'DATE \\@ "d"', "STYLEREF x", "IF 1"]
)
def test_a_field_that_loads_nothing_is_accepted_however_it_is_written(instruction: str) -> None:
    check(BEGIN + text(instruction) + SEPARATE + "<w:t>1</w:t>" + END)
    check(BEGIN + text(instruction) + END)
    check(BEGIN + text(instruction[:2]) + text(instruction[2:]) + SEPARATE + END)
    check(f"<w:fldSimple w:instr='{instruction}'/>")
    check("")


@pytest.mark.parametrize(
    "instruction",
    [
        *("INCLUDEPICTURE x", "INCLUDETEXT x", "LINK x", "DDE x", "DDEAUTO x", "HYPERLINK x", "TOC", "MACROBUTTON x"),
        *("DATABASE", "QUOTE", "FILLIN", "ASK", "PAGER", "XPAGE", "P AGE", "", " ", "\\PAGE", '"PAGE"'),
    ],
)
def test_any_other_field_is_refused_however_it_is_written(instruction: str) -> None:
    for fields in (
        BEGIN + text(instruction) + SEPARATE + END,
        BEGIN + text(instruction) + END,
        BEGIN + text(instruction[:2]) + text(instruction[2:]) + SEPARATE + END,
        f"<w:fldSimple w:instr='{instruction}'/>",
    ):
        with raises_fault("refers to something outside itself"):
            check(fields)


@pytest.mark.parametrize("open_end", [BEGIN + text("LINK x"), text("LINK x"), SEPARATE + END + text("LINK x")])
def test_a_field_without_a_begin_or_an_end_is_refused_too(open_end: str) -> None:
    with raises_fault("refers to something outside itself"):
        check(open_end)


@pytest.mark.parametrize("fields", [END, SEPARATE, BEGIN, END + BEGIN + text("PAGE") + END, BEGIN + text("PAGE")])
def test_signs_of_a_field_without_an_instruction_are_no_field(fields: str) -> None:
    check(fields)


def test_fields_within_fields_are_each_looked_at() -> None:
    inner = BEGIN + text("PAGE") + SEPARATE + "<w:t>1</w:t>" + END
    check(BEGIN + text("IF ") + inner + text(" = 1") + SEPARATE + END)
    check(inner + inner)
    for wrong in (
        BEGIN + text("IF ") + BEGIN + text("LINK x") + SEPARATE + END + text(" = 1") + END,
        BEGIN + text("LINK ") + inner + SEPARATE + END,
        inner + BEGIN + text("LINK x") + END,
        BEGIN + text("PAGE") + SEPARATE + BEGIN + text("LINK x") + SEPARATE + END + END,
    ):
        with raises_fault("refers to something outside itself"):
            check(wrong)


def packed(**files: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (TYPES | files).items():
            archive.writestr(name, content)
    return target.getvalue()


def test_all_parts_are_returned_without_the_folders() -> None:
    files = {"word/a.xml": b"<a/>", "word/b.bin": b"x", "word/": b"", "c.XML": b"<c/>"}
    assert checked_parts(packed(**files), PATH) == TYPES | {name: files[name] for name in files if name != "word/"}


@pytest.mark.parametrize(("count", "is_taken"), [(499, True), (500, False)])
def test_a_template_has_at_most_five_hundred_parts(count: int, is_taken: bool) -> None:
    files = packed(**{f"{number}.bin": b"" for number in range(count)}, folder=b"")
    many = packed(**{f"{number}.bin": b"" for number in range(count)}, **{"folder/": b""})
    if is_taken:
        assert len(checked_parts(many, PATH)) == 500
    for content in (files, *(() if is_taken else (many,))):
        with raises_fault("holds more than 20 million bytes"):
            checked_parts(content, PATH)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("word/vbaProject.bin", b"", "has macros"),
        ("VBAPROJECTX", b"", "has macros"),
        ("xl/macrosheets/s.bin", b"", "has macros"),
        ("[Content_Types].xml", b'<Types a="application/vnd.ms-word.document.macroEnabled.main"/>', "has macros"),
        ("word/a.xml", b"<!DOCTYPE a><a/>", "defines a document type"),
        ("word/_rels/a.RELS", b"<!DOCTYPE a><a/>", "defines a document type"),
    ],
)
def test_macros_and_document_types_are_refused(name: str, content: bytes, words: str) -> None:
    with raises_fault(words):
        checked_parts(packed(**{name: content}), PATH)


def related(kind: str, mode: str = "") -> bytes:
    attributes = f'Id="r" Type="{OFFICE}/{kind}" Target="x"{mode}'
    written = f'<Relationships xmlns="{PACKAGE}"><Relationship {attributes}/></Relationships>'
    return packed(**{"word/_rels/a.xml.RELS": written.encode()})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *((kind, "has an embedded object") for kind in ("oleObject", "package", "control", "aFChunk")),
        *((kind, "has an embedded object") for kind in ("subDocument", "frame")),
        *((kind, "has macros") for kind in ("vbaProject", "wordVbaData")),
        ("attachedTemplate", "refers to another template"),
    ],
)
def test_relations_to_what_runs_or_is_embedded_are_refused(kind: str, words: str) -> None:
    with raises_fault(words):
        checked_parts(related(kind), PATH)


@pytest.mark.parametrize("kind", ["image", "header", "styles", "hyperlink", "oleObjects", "mypackage"])
def test_other_relations_are_accepted_unless_they_lead_outside(kind: str) -> None:
    for mode in ("", ' TargetMode="Internal"'):
        assert len(checked_parts(related(kind, mode), PATH)) == 2
    for mode in (' TargetMode="External"', ' TargetMode="EXTERNAL"'):
        with raises_fault("refers to something outside itself"):
            checked_parts(related(kind, mode), PATH)
