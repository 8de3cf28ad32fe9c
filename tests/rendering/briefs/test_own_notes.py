"""Annotations in a brief: whose each is, what it says besides its note, and where those on projects come."""

from dataclasses import replace
from datetime import date

import pytest

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Motivation, Person, Selector
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.briefs.own_notes import notes_on_projects, own_notes
from coopviewer.rendering.document.document import Block, Document, Heading, PageBreak, Text
from coopviewer.rendering.document.plain_text import write_text
from tests.annotated import ME, annotation
from tests.reference_values import EDITION, ref
from tests.rendering.reference_samples import entry_page, record

NIGER, MALI = ref("country/NE", "Niger"), ref("country/ML", "Mali")
WELLS, ROADS = ref("project/wells", "Wells")._replace(hint="XM-1"), ref("project/roads", "Roads")
ZOE = Person("person/zoe", "Zoë")
ON = Selector(fact_id="f", field="text", start=0, end=5, exact=" these\n words ")
HEAD = "not from the source · 23 November 2026"


def content(*notes: Annotation, owner: Person | None = ME, alone: bool = True, signed: str = "Ada L.") -> BriefContent:
    options = BriefOptions(own_notes=True, signature=signed, sections=frozenset({BriefSection.FACTS}))
    pages = [entry_page(record(each), record(WELLS), record(ROADS)) for each in (NIGER, MALI)[: 1 if alone else 2]]
    request = BriefRequest(entries=tuple(page.record.ref.id for page in pages), options=options)
    own = {
        id_: tuple(each for each in notes if each.entry_id == id_)
        for id_ in dict.fromkeys(each.entry_id for each in notes)
    }
    return BriefContent(request, EDITION, tuple(pages), len(pages), own=own, owner=owner)


def note(body: str = "", entry_id: str = "country/NE", **more: object) -> Annotation:
    return annotation("n", body, **{"entry_id": entry_id, **more})  # type: ignore[arg-type]


def lines(given: Annotation, **more: object) -> list[str]:
    """Return the lines under the heading of the only annotation."""
    blocks = [*own_notes(content(given, **more), "country/NE", ENGLISH)]  # type: ignore[arg-type]
    return [each.strip("| ") for each in text_of(blocks[1:]).splitlines() if each.strip("| ")]


def text_of(blocks: list[Block]) -> str:
    return write_text(Document("", "", tuple(blocks)))


def headings(blocks: list[Block]) -> list[tuple[int, str, str]]:
    return [
        (block.level, "".join(part.text for part in block.line if isinstance(part, Text)), block.anchor)
        for block in blocks
        if isinstance(block, Heading)
    ]


@pytest.mark.parametrize(
    ("given", "own", "others"),
    [
        (note("Check."), "Own note", "Note by Zoë"),
        (note("Check.", motivation=Motivation.HIGHLIGHTING), "Own note", "Note by Zoë"),
        (note(motivation=Motivation.HIGHLIGHTING), "Own highlight", "Highlight by Zoë"),
        (note(motivation=Motivation.BOOKMARKING), "Bookmark", "Bookmark by Zoë"),
        (note(motivation=Motivation.LINKING), "Link", "Link by Zoë"),
    ],
)
def test_an_annotation_is_called_a_note_if_it_has_words_or_else_by_its_kind(
    given: Annotation, own: str, others: str
) -> None:
    body = ["Check."] if given.body else []
    assert lines(given) == [f"{own}, not from the source · Ada L. · 23 November 2026", *body]
    assert lines(given, signed="") == [f"{own}, {HEAD}", *body]
    assert lines(replace(given, creator=ZOE)) == [f"{others}, {HEAD}", *body]


def test_without_an_owner_of_the_file_every_author_is_named() -> None:
    assert lines(note("Check."), owner=None) == [f"Note by I, {HEAD}", "Check."]


def test_status_tags_and_link_follow_the_day_in_one_line() -> None:
    given = note(
        "A\n\n  b  \n", status=AnnotationStatus.VERIFIED, tags=("x", "y"), target_entry_id="country/ML", creator=ZOE
    )
    assert lines(given) == [f"Note by Zoë, {HEAD} · verified · #x · #y · coop:country/ML", "A", "b"]


def test_a_passage_is_quoted_in_one_line_before_the_note() -> None:
    given = note("Check.", creator=ZOE, anchors=annotation("a", on=ON).anchors)
    assert lines(given) == [f"Note by Zoë, {HEAD}", "On the passage “these words”", "Check."]


@pytest.mark.parametrize(
    ("creator", "changed_by", "signed", "said"),
    [
        (ME, None, "Ada L.", ""),
        (ME, ME, "Ada L.", ""),
        (ME, ZOE, "Ada L.", "changed by Zoë"),
        (ZOE, ME, "Ada L.", "changed by Ada L."),
        (ZOE, ME, "", "changed by the author of this brief"),
        (ZOE, ZOE, "", ""),
        (ZOE, Person("person/tom", "Tom"), "", "changed by Tom"),
    ],
)
def test_who_changed_a_note_of_another_is_said(
    creator: Person, changed_by: Person | None, signed: str, said: str
) -> None:
    head = lines(note("Check.", creator=creator, changed_by=changed_by), signed=signed)[0]
    assert head.rpartition(" · ")[2] == (said or "23 November 2026")


def test_own_notes_come_before_those_of_others_and_each_group_has_a_heading() -> None:
    mine, hers = note("Mine."), note("Hers.", creator=ZOE)
    own, others = (2, "Own notes", "own-notes"), (2, "Notes by others", "notes-by-others")
    for given, found in (((hers, mine), [own, others]), ((mine,), [own]), ((hers,), [others]), ((), [])):
        blocks = [*own_notes(content(*given), "country/NE", ENGLISH)]
        assert headings(blocks) == found
        assert len(blocks) == len(found) + 2 * len(given)
    assert [*own_notes(content(mine), "country/ML", ENGLISH)] == []


def test_notes_on_projects_stand_under_the_titles_of_these() -> None:
    mine, hers = note("Mine.", "project/wells"), note("Hers.", "project/wells", creator=ZOE)
    road = note("A road.", "project/roads")
    blocks = [*notes_on_projects(content(hers, mine, road), ENGLISH)]
    assert headings(blocks) == [
        (2, "Notes on projects", "own-notes-on-projects"),
        (3, "Wells XM-1", "own-notes-on-project-wells"),
        (3, "Roads", "own-notes-on-project-roads"),
    ]
    text = text_of(blocks)
    assert text.index("Mine.") < text.index("Hers.") < text.index("A road.")
    assert headings([*notes_on_projects(content(mine), ENGLISH)])[0][1] == "Own notes on projects"
    assert [*notes_on_projects(content(note("On the country.")), ENGLISH)] == []


@pytest.mark.parametrize("alone", [True, False])
def test_notes_on_projects_are_once_in_a_brief_on_a_sheet_of_their_own_after_several_entries(*, alone: bool) -> None:
    document = lay_out_brief(content(note("Mine.", "project/wells"), alone=alone), date(2026, 11, 30), ENGLISH)
    anchors = [getattr(block, "anchor", "") for block in document.blocks]
    (place,) = (at for at, anchor in enumerate(anchors) if anchor.endswith("own-notes-on-projects"))
    assert isinstance(document.blocks[place - 1], PageBreak) is not alone
    assert text_of(list(document.blocks)).count("Mine.") == 1


@pytest.mark.parametrize("alone", [True, False])
def test_a_brief_without_notes_on_projects_has_no_sheet_for_them(*, alone: bool) -> None:
    document = lay_out_brief(content(alone=alone), date(2026, 11, 30), ENGLISH)
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == (0 if alone else 1)
