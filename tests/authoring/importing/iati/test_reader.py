"""The stream of activities: ranges, lines, encodings, bounds, and what is outside activities."""

from hashlib import sha256

import pytest

from coopviewer.authoring.importing.iati.reader import read_activities
from coopviewer.authoring.importing.iati.records import ActivityRecord, FileHead
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.domain.reference.imports import ImportNote
from coopviewer.domain.reference.passage_texts import passage_sha256
from tests.authoring.importing.iati.reading import ReadFile, activity
from tests.faults import raises_fault

ROOT = '<iati-activities version="2.03">'
TWO = (
    '<?xml version="1.0"?>\n<iati-activities version="2.03" generated-datetime="2020-01-02T03:04:05">\n'
    "<iati-activity><title><narrative>Água é vida 🌍</narrative></title></iati-activity>\n\n"
    '<iati-activity a="/>"/><iati-activity\n/>\n</iati-activities>'
)


def read(
    content: bytes, size: int = 2**18, *, keep_partial: bool = False
) -> tuple[list[FileHead], list[ActivityRecord], list[ImportNote]]:
    notes: list[ImportNote] = []
    report = ImportReporter(notes.append)
    report.begin_file("a.xml")
    blocks = [content[start : start + size] for start in range(0, len(content), size)]
    found = [*read_activities(blocks, "a.xml", report, keep_partial=keep_partial)]
    return (
        [each for each in found if isinstance(each, FileHead)],
        [each for each in found if isinstance(each, ActivityRecord)],
        notes,
    )


@pytest.mark.parametrize("size", [1, 7, 100, 2**18])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_range_of_an_activity_is_its_text_in_the_decoded_file(encoding: str, size: int) -> None:
    heads, records, notes = read(TWO.encode(encoding), size)
    assert heads == [FileHead("a.xml", "iati-activities", "2.03", "2020-01-02T03:04:05", 2)]
    texts = [TWO[record.char_start : record.char_end] for record in records]
    assert texts == [TWO.split("\n")[2], '<iati-activity a="/>"/>', "<iati-activity\n/>"]
    assert [record.sha256 for record in records] == [passage_sha256(text) for text in texts]
    assert [(record.first_line, record.last_line) for record in records] == [(3, 3), (5, 5), (5, 6)]
    assert [record.number for record in records] == [1, 2, 3]
    assert notes == []


def test_an_empty_element_followed_by_an_end_tag_ends_at_its_own_end() -> None:
    file = "<iati-activities><iati-activity/></iati-activities>"
    _, (record,), _ = read(file.encode())
    assert file[record.char_start : record.char_end] == "<iati-activity/>"
    file = "<iati-activities><iati-activity></iati-activity></iati-activities>"
    _, (record,), _ = read(file.encode())
    assert file[record.char_start : record.char_end] == "<iati-activity></iati-activity>"


def test_text_is_whole_across_blocks_entities_and_comments() -> None:
    file = activity("<title><narrative>Fish &amp; <!-- x -->chips &#233; <![CDATA[<b>]]></narrative></title>")
    for size in (1, 3, 64, 2**18):
        _, (record,), _ = read(file.encode(), size)
        title = record.element.child("title")
        assert title is not None
        assert title.children[0].words() == "Fish & chips é <b>"


def test_windows_1252_in_a_file_of_utf_8_is_read_and_noted_with_its_line() -> None:
    file = activity("<title><narrative>Caf\xe9 \x96 déjà</narrative></title>").encode()
    broken = file.replace("Caf\xe9 \x96".encode(), b"Caf\xe9 \x96")
    read_file = ReadFile(broken)
    assert read_file.activities[0].entry.title == "Café – déjà"
    assert [(note.what, note.line, note.found, note.done) for note in read_file.notes][:1] == [
        ("encoding", 4, "E9", "é")
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("ISO-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("us-ascii", "utf-8")]
)
def test_a_declared_encoding_is_used(declared: str, encoding: str) -> None:
    file = activity("<title><narrative>Café</narrative></title>").replace("UTF-8", declared)
    read_file = ReadFile(file.encode(encoding))
    assert read_file.activities[0].entry.title == "Café"
    assert "encoding" not in {note.what for note in read_file.notes}


@pytest.mark.parametrize("declared", ["UTF-16", "utf8mb4", "unicode_escape", "no-such", "utf-7"])
def test_a_declaration_that_does_not_hold_is_read_as_utf_8_and_noted(declared: str) -> None:
    file = activity("<title><narrative>Café</narrative></title>").replace("UTF-8", declared)
    read_file = ReadFile(file)
    assert read_file.activities[0].entry.title == "Café"
    assert ("mended", "encoding-declared", 1) in read_file.noted()


def test_a_document_type_declaration_is_refused_at_its_line() -> None:
    with raises_fault(r"a\.xml has a document type declaration \(line 2\)"):
        read(b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n<iati-activities/>')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"<title>{'<a>' * 70}", r"more than 64 levels .*\(line 4\)"),
        ("<a " + " ".join(f"a{n}=''" for n in range(1001)) + "/>", r"more than 1,000 attributes \(line 4\)"),
        (f"<a a='{'x' * (2**20 + 1)}'/>", r"an attribute of more than 1,048,576 characters \(line 4\)"),
        (f"<a a='{'x' * 2**23}'/>", r"a tag or a comment of more than 4,194,304 bytes \(line 4\)"),
        (f"<!--{'x' * 2**23}-->", r"a tag or a comment of more than 4,194,304 bytes \(line 4\)"),
        (f"<a>{'x' * (2**22 + 1)}</a>", r"a text of more than 4,194,304 characters \(line 4\)"),
        (f"<a/>{'x' * (2**22 + 1)}", r"a text of more than 4,194,304 characters \(line 4\)"),
        ("<a/>" * 150_001, r"more than 150,000 elements \(line 4\)"),
    ],
    ids=["depth", "attributes", "attribute", "tag", "comment", "text", "tail", "elements"],
)
def test_what_is_beyond_the_bounds_is_refused_with_its_line(content: str, message: str) -> None:
    with raises_fault(message):
        read(activity(content).encode())


def test_what_is_within_the_bounds_is_read() -> None:
    attributes = " ".join(f'a{n}="{n}"' for n in range(1000))
    content = f"<a {attributes}/><b b='{'y' * 2**20}'/><c>{'z' * 2**22}</c>{'<d>' * 62}{'</d>' * 62}"
    _, (record,), _ = read(activity(content).encode())
    assert len(record.element.children) == 4
    assert len(record.element.children[2].text) == 2**22


def test_a_file_that_breaks_off_is_told_with_its_line_and_kept_only_if_asked() -> None:
    file = TWO[: TWO.index("</iati-activities>")].encode()
    with raises_fault(r"a\.xml is not well-formed XML: line 7: no element found"):
        read(file)
    _, records, notes = read(file, keep_partial=True)
    assert len(records) == 3
    assert [(note.severity, note.what, note.line) for note in notes] == [("refused", "not-well-formed", 7)]


@pytest.mark.parametrize("content", [b"", b"  ", b"no xml", b"\0\0\0", b"PK\x03\x04" + bytes(500)])
def test_what_is_no_xml_is_not_well_formed(content: bytes) -> None:
    with raises_fault("not well-formed XML: line 1"):
        read(content)


def test_a_file_of_something_else_is_refused() -> None:
    with raises_fault("its outermost element is html"):
        read(b"<html><body/></html>")
    with raises_fault("describes organisations"):
        read(b"<iati-organisations/>")


def test_no_activities_are_no_fault() -> None:
    heads, records, _ = read(b'<iati-activities version="2.03"/>')
    assert heads[0].version == "2.03"
    assert records == []


def test_activities_within_another_element_are_found() -> None:
    file = b'<result><ok>1</ok><iati-activities version="2.02"><iati-activity/></iati-activities></result>'
    heads, records, _ = read(file)
    assert (heads[0].root, heads[0].version) == ("iati-activities", "2.02")
    assert [each.name for each in records[0].around] == ["result", "result/ok", "result/iati-activities"]


def test_what_is_outside_activities_is_kept_with_one() -> None:
    file = (
        '<iati-activities version="2.03" x:by="A&amp;B" xmlns:x="http://x">before<x:licence>CC <x:of kind="by"/> 4'
        "</x:licence><iati-activity/>between<iati-activity/>after<x:end>last</x:end></iati-activities>"
    )
    read_file = ReadFile(file)
    for value in ("A&B", "http://x", "before", "CC", "by", "4", "between", "after", "last"):
        assert value in read_file.kept()


def test_a_hash_is_that_of_the_passage() -> None:
    _, records, _ = read(b"<iati-activities><iati-activity>  a\n b </iati-activity></iati-activities>")
    assert records[0].sha256 == sha256(b"<iati-activity> a b </iati-activity>").hexdigest()


@pytest.mark.parametrize("size", [1, 7, 100, 2**18])
def test_what_is_complete_before_a_break_is_kept_wherever_the_file_was_divided(size: int) -> None:
    broken = ROOT + 3 * "<iati-activity></iati-activity>" + "<iati-activity><title></x>"
    _, records, notes = read(broken.encode(), size, keep_partial=True)
    assert [record.number for record in records] == [1, 2, 3]
    assert [note.what for note in notes] == ["not-well-formed"]


@pytest.mark.parametrize("length", [10, 70_000, 140_000, 500_000])
@pytest.mark.parametrize("long", ['<title a="{}"/>', "<!--{}-->", "<title><![CDATA[{}]]></title>"])
def test_an_activity_that_ends_in_something_long_is_the_last_of_its_file_all_the_same(long: str, length: int) -> None:
    """Newer versions of expat put off to the end of the file what follows a long token (*reparse deferral*)."""
    last = f"<iati-activity>{long.format('x' * length)}</iati-activity>"
    _, records, notes = read(f"{ROOT}<iati-activity/>{last}</iati-activities>".encode())
    assert [record.number for record in records] == [1, 2]
    assert notes == []
