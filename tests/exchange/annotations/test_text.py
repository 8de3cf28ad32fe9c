"""Annotations as text and Markdown: complete, sorted by entry, and unable to break the document."""

import re
from datetime import UTC, datetime
from gettext import NullTranslations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopviewer.domain.annotations.annotation import (
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
)
from coopviewer.domain.annotations.exchange import EntryNames
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.annotations.text import (
    annotations_as_markdown,
    annotations_as_text,
    author_and_times,
    heading_of,
)
from tests.exchange.annotations.annotation_values import (
    AUTHOR,
    DATASET,
    NAMES,
    annotations,
    note,
    of_every_kind,
    on_passage,
)

CLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_text(*given_: Annotation, names: EntryNames = NAMES) -> str:
    return b"".join(annotations_as_text(given_, names, ENGLISH)).decode()


def as_markdown(*given_: Annotation, names: EntryNames = NAMES) -> str:
    return b"".join(annotations_as_markdown(given_, names, ENGLISH)).decode()


def test_an_annotation_is_written_completely() -> None:
    later = on_passage(5, 15, status=AnchorStatus.MOVED, decided_by=Decider.PROGRAM, edition="2026-03")
    annotation = note(
        body="Which partners?\n\nAsk them.",
        tags=("capacity", "to ask"),
        status=AnnotationStatus.TO_VERIFY,
        colour=Colour.PINK,
        modified=datetime(2026, 12, 3, 9, 5, tzinfo=UTC),
        anchors=(on_passage(), later),
    )
    assert as_text(annotation) == (
        "Annotations\n===========\n\n1 annotation on 1 entry.\n\nAFIC\n----\n\ncoop:project/afic\n\n"
        "Note · to verify · pink\n\n“strengthen”\n\nWhich partners?\n\nAsk them.\n\nTags: capacity, to ask\n\n"
        "Zoë Müller · 25 Nov 2026, 23:17 UTC · changed 3 Dec 2026, 09:05 UTC · edition 2026-02\n\n"
        "Edition 2026-03: The quotation has moved in this edition.\n"
    )
    assert as_markdown(annotation) == (
        "# Annotations\n\n1 annotation on 1 entry.\n\n## AFIC\n\ncoop:project/afic\n\n"
        "**Note · to verify · pink**\n\n> strengthen\n\nWhich partners?\n\nAsk them.\n\nTags: capacity, to ask\n\n"
        "Zoë Müller · 25 Nov 2026, 23:17 UTC · changed 3 Dec 2026, 09:05 UTC · edition 2026-02\n\n"
        "Edition 2026-03: The quotation has moved in this edition.\n"
    )


def test_entries_are_sorted_by_title_and_annotations_by_time() -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    text = as_text(
        note(1, entry_id="country/NE"), note(2), note(3, created=early, body="The first"), note(4, entry_id="theme/x")
    )
    order = [
        text.index(words) for words in ("AFIC\n", "The first", "* * *", "Note 2", "Niger\n", "Note 1", "theme/x\n")
    ]
    assert order == sorted(order)
    assert text.startswith("Annotations\n===========\n\n4 annotations on 3 entries.")


def test_entries_of_several_references_are_distinguished() -> None:
    text = as_text(note(1), note(2, dataset="urn:example:other"))
    assert "project/afic\n------------\n\ncoop:project/afic · urn:example:other\n" in text


def test_an_empty_export_says_so() -> None:
    assert as_text() == "Annotations\n===========\n\n0 annotations on 0 entries.\n"


def test_a_link_names_its_target_and_kosovo_has_its_asterisk_and_note() -> None:
    link = note(motivation=Motivation.LINKING, target_entry_id="country/XK", entry_id="country/NE", body="")
    assert "To: Kosovo* (coop:country/XK)" in as_text(link)
    assert as_text(link).endswith("\n\nKosovo*: This designation is without prejudice to positions on status.\n")
    assert r"To: Kosovo\* (coop:country/XK)" in as_markdown(link)
    assert as_markdown(link).endswith("\n\nKosovo\\*: This designation is without prejudice to positions on status.\n")
    on_it = note(entry_id="country/XK")
    assert "\n## Kosovo\\*\n" in as_markdown(on_it)
    assert "without prejudice" in as_markdown(on_it)
    assert "without prejudice" not in as_text(note())


class Loudly(NullTranslations):
    """A few texts in another language: English in capitals."""

    def gettext(self, message: str) -> str:
        return {"Note": "NOTE", "verified": "VERIFIED", "Tags: {0}": "TAGS: {0}"}.get(message, message)


def test_labels_are_translated() -> None:
    tr = Translate("xx", Loudly())
    text = b"".join(annotations_as_text((note(tags=("a",), status=AnnotationStatus.VERIFIED),), NAMES, tr)).decode()
    assert "NOTE · VERIFIED" in text
    assert "TAGS: a" in text


def test_a_line_keeps_its_indentation_in_markdown_and_a_tab_is_as_wide_as_four_spaces() -> None:
    assert "a\\\n\u00a0\u00a0b\\\n\u00a0\u00a0\u00a0\u00a0c\\\n\u00a0\u00a0\u00a0\u00a0d\n" in as_markdown(
        note(body="a\n  b\n\tc\n \td")
    )


def test_control_and_direction_characters_are_removed() -> None:
    text = as_text(note(body="a\x1b[31mb\u202ec\r\nd\x07", tags=("\u2066x",)))
    assert "a[31mbc\nd" in text
    assert CLEAN.search(text) is None


NASTY = """\
# no heading
setext
===
setext too
---
- item
+ item
* item
1. item
12) item
    code by indentation
\tand by tab
> quoted
```
fence
~~~
<b>html</b> <!-- comment
&lt; &amp; &#35;
[link](https://example.org) ![image](x) [^1]
[^1]: footnote
[ref]: https://example.org
| a | b |
| --- | --- |
**bold** _it_ `code` $x$ \\ backslash\\
: definition

***

end  """


def shown(markdown: str) -> tuple[list[str], list[str]]:
    """Return the kinds of blocks in a document, and its visible texts with single white space."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    kinds = [token.type for token in tokens if token.type != "inline" and not token.type.endswith("_close")]
    texts = ["".join(_shown(child) for child in token.children or ()) for token in tokens if token.type == "inline"]
    return kinds, [" ".join(text.split()) for text in texts]


def _shown(child) -> str:
    assert child.type in ("text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"), child.type
    return "\n" if child.type.endswith("break") else child.content


def expected_words(text: str) -> list[str]:
    return CLEAN.sub("", re.sub("[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)).split()


MARKDOWN = st.lists(
    st.sampled_from([*"\n\n \t#*_->+=|`~<&![]():1.)$\\;ab\u00a0\u2028\r", "\n\n", "amp;", "http://"])
).map("".join)


def is_kept(body: str) -> None:
    annotation = note(body=body, anchors=(on_passage(),), tags=("a",))
    kinds, texts = shown(as_markdown(annotation, note(2)))
    plain, _ = shown(as_markdown(note(body="x", anchors=(on_passage(),), tags=("a",)), note(2)))
    assert [kind for kind in kinds if kind != "paragraph_open"] == [kind for kind in plain if kind != "paragraph_open"]
    of_note = texts[texts.index("strengthen") + 1 : texts.index("Tags: a")]
    assert " ".join(of_note).split() == expected_words(body)


@pytest.mark.parametrize("body", [NASTY, *NASTY.splitlines(), "# x\n===", "1986\\. A", "\n\n-\n", "a\n    b", "\\"])
def test_markdown_syntax_in_a_note_is_escaped(body: str) -> None:
    is_kept(body)


@given(MARKDOWN)
def test_no_note_breaks_the_document(body: str) -> None:
    is_kept(body)


@settings(max_examples=50)
@given(MARKDOWN.filter(str.strip))
def test_no_quotation_breaks_the_document(exact: str) -> None:
    selector = on_passage().selector
    anchor = on_passage(selector=type(selector)(fact_id="f", field="text", start=0, end=len(exact), exact=exact))
    kinds, texts = shown(as_markdown(note(anchors=(anchor,), body="")))
    others = [kind for kind in kinds if kind != "paragraph_open"]
    assert others == ["heading_open", "heading_open", *(["blockquote_open"] if expected_words(exact) else [])]
    assert " ".join(texts[5:-1]).split() == expected_words(exact)


@given(MARKDOWN.filter(lambda text: text.strip()))
def test_no_title_tag_or_name_breaks_the_document(text: str) -> None:
    base = note(tags=("a",), body="x")
    names = EntryNames(DATASET, {"project/afic": text})
    strange = note(tags=(text,), body="x", creator=type(base.creator)(base.creator.uuid, text))
    kinds, _ = shown(as_markdown(strange, names=names))
    assert [kind for kind in kinds if kind != "paragraph_open"] == ["heading_open", "heading_open"]


@settings(max_examples=30)
@given(st.lists(annotations(), max_size=1))
def test_any_annotation_is_written(given_: list[Annotation]) -> None:
    text, markdown = as_text(*given_), as_markdown(*given_)
    assert text.count("UTC") >= len(given_)
    assert markdown.count("UTC") == text.count("UTC")


def test_every_kind_of_annotation_is_written() -> None:
    text = as_text(*of_every_kind())
    for word in (
        "Bookmark",
        "Highlight · pink",
        "Link",
        "Question · open question",
        "Assessment · disputed",
        "in the bin",
    ):
        assert word in text


WRITTEN = "25 Nov 2026, 23:17 UTC"
LATER = datetime(2026, 12, 3, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, f"Zoë Müller · {WRITTEN}"),
        ({"creator": Person(AUTHOR.uuid, "")}, WRITTEN),
        ({"creator": Person(AUTHOR.uuid, " ")}, WRITTEN),
        ({"modified": LATER}, f"Zoë Müller · {WRITTEN} · changed 3 Dec 2026, 09:05 UTC"),
        ({"anchors": (on_passage(),)}, f"Zoë Müller · {WRITTEN} · edition 2026-02"),
        ({"anchors": (on_passage(), on_passage(edition="2026-03"))}, f"Zoë Müller · {WRITTEN} · edition 2026-02"),
        ({"anchors": (on_passage(edition=""), on_passage())}, f"Zoë Müller · {WRITTEN}"),
        ({"deleted_at": LATER}, f"Zoë Müller · {WRITTEN} · in the bin since 3 Dec 2026, 09:05 UTC"),
    ],
)
def test_a_line_says_who_wrote_an_annotation_and_when(fields: dict[str, Any], words: str) -> None:
    assert author_and_times(note(**fields), ENGLISH) == words
    assert as_text(note(**fields)).splitlines()[-1] == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Note"),
        ({"colour": Colour.PINK}, "Note · pink"),
        ({"status": AnnotationStatus.DISPUTED}, "Note · disputed"),
        ({"status": AnnotationStatus.DISPUTED, "colour": Colour.PINK}, "Note · disputed · pink"),
    ],
)
def test_a_heading_has_kind_status_and_colour(fields: dict[str, Any], words: str) -> None:
    assert heading_of(note(**fields), ENGLISH) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ({"status": AnchorStatus.MOVED}, "Edition 2026-03: The quotation has moved in this edition."),
        ({"status": AnchorStatus.ORPHAN}, "Edition 2026-03: The quotation is no longer found in this edition."),
        ({"status": AnchorStatus.MOVED, "decided_by": Decider.PERSON}, None),
        ({"status": AnchorStatus.EXACT}, None),
    ],
)
def test_how_a_quotation_was_found_last_is_told_unless_it_is_unchanged(last: dict[str, Any], words: str | None) -> None:
    later = on_passage(**{"decided_by": Decider.PROGRAM, "edition": "2026-03", **last})
    lines = as_text(note(anchors=(on_passage(), later))).splitlines()
    assert lines[-1] == (words or f"Zoë Müller · {WRITTEN} · edition 2026-02")
    alone = as_text(note(anchors=(later,))).splitlines()
    assert alone[-1] == f"Zoë Müller · {WRITTEN} · edition 2026-03"


def test_what_an_annotation_lacks_leaves_no_gap() -> None:
    blank = on_passage(0, 0)
    assert as_text(note(body=" \n", anchors=(blank,))).split("\n\n")[3:] == [
        "coop:project/afic",
        "Note",
        f"Zoë Müller · {WRITTEN} · edition 2026-02\n",
    ]


def test_a_link_to_an_entry_without_a_title_has_its_id() -> None:
    link = note(motivation=Motivation.LINKING, target_entry_id="theme/x")
    assert "To: theme/x (coop:theme/x)" in as_text(link)


def test_a_title_of_several_lines_stays_on_one_and_a_note_does_not() -> None:
    names = EntryNames(DATASET, {"project/afic": "AF\nIC"})
    text = as_text(note(body="a\nb", tags=("x\ny",)), names=names)
    assert "\n\nAF IC\n-----\n\n" in text
    assert "\n\na\nb\n\nTags: x y\n" in text


def test_only_the_legal_notes_of_titles_that_occur_follow() -> None:
    names = EntryNames(DATASET, {"country/XK": "Kosovo*"}, {"Kosovo*": "Without prejudice.", "Palestine*": "Nor this."})
    text = as_text(note(entry_id="country/XK"), names=names)
    assert text.endswith(f"{WRITTEN}\n\nKosovo*: Without prejudice.\n")
    assert "Nor this" in as_text(note(body="On Palestine*"), names=names)


def test_entries_of_one_title_are_kept_apart_and_case_does_not_matter() -> None:
    names = EntryNames(DATASET, {"project/a": "b", "project/b": "A", "project/c": "b"})
    given = [note(number, entry_id=f"project/{key}", body=key) for number, key in enumerate("cab")]
    lines = as_text(*given, names=names).splitlines()
    assert [line for line in lines if line.startswith("coop:")] == [
        "coop:project/b",
        "coop:project/a",
        "coop:project/c",
    ]


def test_annotations_of_one_moment_are_in_the_order_of_their_ids() -> None:
    text = as_text(note(2), note(1))
    assert text.index("Note 1") < text.index("Note 2")


def test_writing_reports_each_annotation() -> None:
    reports: list[tuple[int, int]] = []
    given = [note(number, entry_id=f"project/{number}") for number in range(60)]
    annotations_as_markdown(given, NAMES, ENGLISH, lambda done, total: reports.append((done, total)))
    assert reports == [(0, 60), (50, 60), (60, 60)]
