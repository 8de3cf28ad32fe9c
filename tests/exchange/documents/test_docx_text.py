"""Text as runs of a DOCX file: line ends, directions, and how a run looks."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer.exchange.documents.docx_text import (
    NAMESPACES,
    RunLook,
    bare_run,
    begins_right_to_left,
    escaped,
    field,
    run,
)
from tests.exchange.documents.docx_files import W, text_of, value


def runs(xml: str) -> list[tuple[str, bool]]:
    """Return the text of each run, and whether it runs from right to left."""
    read = ET.fromstring(f"<x {NAMESPACES}>{xml}</x>")
    return [(text_of(each), each.find(f"{W}rPr/{W}rtl") is not None) for each in read]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a\nb"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\na\n\nb\n", "\na\n\nb\n"),
        ("a\tb", "a b"),
        ("a\x07b", "ab"),
        ('<&">', '<&">'),
    ],
)
def test_line_ends_are_breaks_tabs_are_blanks_and_other_controls_are_left_out(text: str, shown: str) -> None:
    assert runs(run(text)) == [(shown, False)]


def test_an_empty_text_is_no_run() -> None:
    assert (run(""), run("\x07"), run("", right_to_left=True)) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Niger", [("Niger", False)]),
        ("شاد", [("شاد", True)]),
        ("In شاد.", [("In ", False), ("شاد", True), (".", False)]),
        ("شاد 12 مالي x", [("شاد 12 مالي", True), (" x", False)]),
        ("شاد, x مالي", [("شاد", True), (", x ", False), ("مالي", True)]),
        ("12 (שלום) 3", [("12 (", False), ("שלום", True), (") 3", False)]),
    ],
)
def test_letters_from_right_to_left_are_runs_of_their_own(text: str, parts: list[tuple[str, bool]]) -> None:
    assert runs(run(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("شاد", [("شاد", True)]),
        ("12.", [("12.", True)]),
        ("Niger", [("Niger", False)]),
        ("شاد Niger, Mali 7.", [("شاد ", True), ("Niger, Mali", False), (" 7.", True)]),
        ("a شاد b", [("a", False), (" شاد ", True), ("b", False)]),
    ],
)
def test_in_a_text_from_right_to_left_other_letters_are_runs_of_their_own(
    text: str, parts: list[tuple[str, bool]]
) -> None:
    assert runs(run(text, right_to_left=True)) == parts


@pytest.mark.parametrize(
    ("text", "is_turned"),
    [
        ("", False),
        ("12 (", False),
        ("a شاد", False),
        ("1. شاد a", True),
        ("שלום", True),
        ("\u200fa", True),
        ("é", False),
    ],
)
def test_the_first_letter_says_where_a_text_begins(text: str, is_turned: bool) -> None:
    assert begins_right_to_left(text) is is_turned


def test_all_runs_of_a_text_have_the_same_look() -> None:
    read = ET.fromstring(f"<x {NAMESPACES}>{run('a شاد', RunLook('CoopSoft', is_raised=True))}</x>")
    assert [(value(each, "rStyle"), value(each, "vertAlign")) for each in read] == [("CoopSoft", "superscript")] * 2
    plain = ET.fromstring(f"<x {NAMESPACES}>{bare_run('<w:tab/>')}</x>")
    assert [each.tag for each in plain[0]] == [f"{W}tab"]
    (turned,) = ET.fromstring(f"<x {NAMESPACES}>{bare_run('', right_to_left=True)}</x>")
    assert [each.tag for each in turned.iter()] == [f"{W}r", f"{W}rPr", f"{W}rtl"]


def test_a_field_has_its_instruction_between_its_begin_and_its_result() -> None:
    read = ET.fromstring(f"<x {NAMESPACES}>{field('REF a&b', '7', RunLook('X'))}</x>")
    found = [(each.tag.removeprefix(W), each.text or each.get(f"{W}fldCharType")) for run_ in read for each in run_[1:]]
    assert found == [
        *(("fldChar", "begin"), ("instrText", " REF a&b "), ("fldChar", "separate"), ("t", "7"), ("fldChar", "end")),
    ]
    assert [value(each, "rStyle") for each in read] == ["X"] * 5


def test_what_xml_cannot_have_is_left_out_and_signs_are_escaped() -> None:
    assert escaped('a\x00\ud800<b>&"c"') == "a&lt;b&gt;&amp;&quot;c&quot;"
