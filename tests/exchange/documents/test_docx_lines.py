"""Lines of a DOCX file: bookmarks, marks, links, and the direction of data."""

from xml.etree import ElementTree as ET

import pytest

from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.documents.docx_lines import Bookmarks, LineWriter
from coopviewer.exchange.documents.docx_text import NAMESPACES
from coopviewer.rendering.document.document import (
    ADDED,
    BASIS,
    GONE,
    SOFT,
    STRONG,
    Field,
    Fold,
    Inline,
    Link,
    Mark,
    PartAnchor,
    ShowAll,
    Text,
)
from tests.bare_english import RIGHT_TO_LEFT
from tests.exchange.documents.docx_files import R, W, text_of, value


def writer(*anchors: str, noted: tuple[int, ...] = (), tr: Translate = ENGLISH, **ids: str) -> LineWriter:
    return LineWriter(Bookmarks("coop:country/NE", frozenset(anchors)), frozenset(noted), ids, "rIdLink", tr)


def read(lines: LineWriter, *parts: Inline) -> ET.Element:
    return ET.fromstring(f"<x {NAMESPACES}>{lines.line(parts)}</x>")


def test_headings_have_bookmarks_in_the_order_of_their_anchors() -> None:
    bookmarks = Bookmarks("coop:country/NE", frozenset(("goals", "country-ML", "a")))
    assert [bookmarks.name_of(each) for each in ("a", "country-ML", "goals", "other", "")] == [
        *("_Toc00000001", "_Toc00000002", "_Toc00000003", "", ""),
    ]
    assert bookmarks.target_of("coop:country/NE#goals") == "_Toc00000003"
    assert bookmarks.target_of("#goals") == "_Toc00000003"
    assert bookmarks.target_of("coop:country/TD") == ""


def test_a_bookmark_is_put_once_and_has_a_number_of_its_own() -> None:
    bookmarks = Bookmarks("coop:x", frozenset())
    first = '<w:bookmarkStart w:id="1" w:name="a"/>X<w:bookmarkEnd w:id="1"/>'
    assert [bookmarks.around("X", name) for name in ("a", "a", "")] == [first, "X", "X"]
    assert bookmarks.around("Y", "b") == '<w:bookmarkStart w:id="2" w:name="b"/>Y<w:bookmarkEnd w:id="2"/>'


def test_a_note_is_a_footnote_once_and_later_marks_refer_to_it() -> None:
    lines = writer(noted=(4, 7))
    found = read(lines, Text("a"), Mark(7), Mark(4), Text("b"), Mark(7), Mark(9))
    assert text_of(found) == "a[1]\u202f[2]b1\u202f9"
    assert lines.notes == {7: 1, 4: 2}
    assert [(each.text or "").strip() for each in found.iter(f"{W}instrText")] == ["NOTEREF _Note7 \\f \\h"]
    assert [each.get(f"{W}name") for each in found.iter(f"{W}bookmarkStart")] == ["_Note7", "_Note4"]


@pytest.mark.parametrize(
    ("style", "id"),
    [
        *((SOFT, "CoopSoftText"), (BASIS, "CoopBasis"), (STRONG, "CoopStrong"), (GONE, "CoopGone")),
        *((ADDED, "CoopAdded"), ("", ""), ("other", "")),
    ],
)
def test_a_text_has_the_style_of_its_look_under_the_id_of_the_file(style: str, id: str) -> None:
    assert value(read(writer(), Text("a", style)), "rStyle") == id
    assert value(read(writer(**{id or "x": "Own"}), Text("a", style)), "rStyle") == ("Own" if id else "")


def test_each_link_to_the_web_has_one_id_and_others_are_text() -> None:
    lines = writer("goals")
    found = read(
        lines,
        Link("one", "https://a.example/"),
        Link("two", "http://b.example/"),
        Link("three", "https://a.example/"),
        Text(" see https://c.example/x."),
        Link("four", "#goals"),
        Link("five", "coop:country/TD"),
        Link("six", "javascript:x"),
    )
    linked = [(text_of(each), each.get(f"{R}id") or each.get(f"{W}anchor")) for each in found.iter(f"{W}hyperlink")]
    assert linked == [
        *(("one", "rIdLink1"), ("two", "rIdLink2"), ("three", "rIdLink1"), ("https://c.example/x", "rIdLink3")),
        ("four", "_Toc00000001"),
    ]
    assert lines.links == {
        "https://a.example/": "rIdLink1",
        "http://b.example/": "rIdLink2",
        "https://c.example/x": "rIdLink3",
    }
    assert text_of(found) == "onetwothree see https://c.example/x.fourfivesix"
    assert [value(each, "rStyle") for each in found.iter(f"{W}hyperlink")] == ["Hyperlink"] * 5


def test_what_only_a_window_can_show_is_left_out() -> None:
    found = read(
        writer(), Fold("3 more", "k", False), ShowAll("Show all", "p", True), PartAnchor("x"), Field("f", "data")
    )
    assert text_of(found) == "3 moredata"


@pytest.mark.parametrize(
    ("tr", "text", "written"),
    [
        (ENGLISH, "Niger", [("Niger", False)]),
        (ENGLISH, "شاد", [("شاد", True), ("\u200e", False)]),
        (RIGHT_TO_LEFT, "شاد", [("شاد", True)]),
        (RIGHT_TO_LEFT, "Niger.", [("\u200eNiger.\u200e", False)]),
    ],
)
def test_data_keeps_the_direction_of_its_script(tr: Translate, text: str, written: list[tuple[str, bool]]) -> None:
    for part in (Field("f", text), Link(text, "coop:country/TD")):
        runs = [(text_of(each), each.find(f"{W}rPr/{W}rtl") is not None) for each in read(writer(tr=tr), part)]
        assert runs == written
