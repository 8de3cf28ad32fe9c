"""Cutting documents into passages."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.authoring.passages import as_toml, cut
from coopviewer.domain.reference.passage_texts import passage_sha256
from coopviewer.domain.reference.sources import Passage

DOCUMENT = """Wells for the Sahel

A page about wells*, and who pays for them.

We do three things:

  • we dig;
  • we line, \u2003
  • we teach.

Countries:
Niger, Nigeria, Kosovo*
Timeframe: 2017 – 2023
Goals:

  • water 💧 for all

* A note on the name.

More
Press contact
"""
EXPECTED = [
    ("heading", "heading", "Wells for the Sahel"),
    ("paragraph", "paragraph 1", "A page about wells*, and who pays for them."),
    ("label", "label “We do three things”", "We do three things:"),
    ("item", "We do three things, item 1", "• we dig;"),
    ("item", "We do three things, item 2", "• we line,"),
    ("item", "We do three things, item 3", "• we teach."),
    ("label", "label “Countries”", "Countries:"),
    ("field", "field “Countries” (list)", "Niger, Nigeria, Kosovo*"),
    ("field", "field “Timeframe”", "Timeframe: 2017 – 2023"),
    ("label", "label “Goals”", "Goals:"),
    ("item", "Goals, item 1", "• water 💧 for all"),
    ("footnote", "footnote", "* A note on the name."),
    ("paragraph", "paragraph 2", "More"),
    ("paragraph", "paragraph 3", "Press contact"),
]


def text_of(passage: Passage, document: str) -> str:
    return document[passage.char_start : passage.char_end]


def test_kinds_locators_and_ranges_are_guessed() -> None:
    found = cut(DOCUMENT, "source/wells")
    assert [(p.kind, p.locator, text_of(p, DOCUMENT)) for p in found] == EXPECTED
    assert {p.section for p in found} == {"Wells for the Sahel"}
    assert [p.id for p in found][:2] == ["wells/P01", "wells/P02"]


def test_ranges_count_code_points_of_the_document_as_it_is() -> None:
    windows = DOCUMENT.replace("\n", "\r\n")
    assert [text_of(p, windows) for p in cut(windows, "source/wells")] == [text for _, _, text in EXPECTED]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Frontex has agreements with the authorities of 18 countries: Albania, Armenia.", "paragraph"),
        ("It began at 12:30 and ended.", "paragraph"),
        ("1. First of all", "item"),
        ("(b) then", "item"),
        ("- a dash", "item"),
        ("* an asterisk without a word that it marks", "item"),
        ("-5 degrees were measured.", "paragraph"),
        ("Budget: 4.5 million euros", "field"),
        ("Budget:", "label"),
        ("A title that ends like a sentence.", "paragraph"),
        ("2019", "heading"),
    ],
)
def test_the_kind_of_a_single_line_is_guessed(line: str, kind: str) -> None:
    assert [p.kind for p in cut(line, "source/x")] == [kind]


def test_text_before_the_first_heading_gets_a_section_that_says_so() -> None:
    assert [p.section for p in cut("A sentence.\n\nTitle\n\nMore.", "source/x")] == [
        "(before the first heading)",
        "Title",
        "Title",
    ]


@given(st.text(alphabet=st.sampled_from("aB:.•*1 \t\r\n\u2028é💧-"), max_size=80))
def test_passages_cover_all_text_without_overlap(document: str) -> None:
    end = 0
    for passage in cut(document, "source/x"):
        assert document[end : passage.char_start].strip() == ""
        assert text_of(passage, document) == text_of(passage, document).strip() != ""
        end = passage.char_end
    assert document[end:].strip() == ""


def test_the_hash_ignores_white_space_and_normal_form() -> None:
    assert passage_sha256("Co\u0302te\u00a0 d\n  ivoire") == passage_sha256("Côte d ivoire")


def test_the_toml_of_passages_is_read_back_unchanged() -> None:
    document = 'A "quoted" \\ line\x7f.'
    found = cut(document, "source/odd")
    table = tomllib.loads(as_toml(found, "0" * 64))
    assert table["source"] == "source/odd"
    assert [(row["id"], row["char_start"], row["char_end"], row["sha256"]) for row in table["passage"]] == [
        (p.id.removeprefix("odd/"), p.char_start, p.char_end, p.sha256) for p in found
    ]
