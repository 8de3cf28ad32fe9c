"""The source marks of a brief: one numbering, each document told once, and places in few words."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Statement
from coopviewer.domain.reference.sources import Lookup, Source
from coopviewer.domain.reference.vocabulary import Basis, CitationRole
from coopviewer.rendering.briefs.marks import BriefMarks
from coopviewer.rendering.document.document import Block, Document, Items, Paragraph, Text
from coopviewer.rendering.document.plain_text import write_text
from tests.reference_values import cited, passage, statement

SOURCES = {id_: Source(id_, id_.partition("/")[2].title()) for id_ in ("source/atlas", "source/leaflet", "source/file")}
PASSAGES = {
    each.id: each
    for each in (
        *(passage(f"leaflet/P{number}") for number in (1, 2)),
        passage("leaflet/P3", section="Another section"),
        passage("atlas/P1"),
        passage("file/P1"),
    )
}


def fact(*citations: Citation, basis: Basis = Basis.STATED, note: str | None = None) -> Statement:
    return statement("country/NE", "Dig.", citations=citations, basis=basis, note=note)


def place(at: str, role: CitationRole | None = None, **more: object) -> Citation:
    (citation,) = cited(at)
    return citation._replace(**({"role": role} if role else {}), **more)


def book(*facts: Statement, **sources: Source) -> tuple[BriefMarks, list[Block]]:
    """Return marks, and a list of facts of which each has its mark."""
    marks = BriefMarks(ENGLISH)
    marks.add(Lookup({}, PASSAGES, SOURCES | {each.id: each for each in sources.values()}, ()))
    return marks, marks.settle([Items(tuple((Text("x"), marks.mark(each)) for each in facts))])


def text_of(blocks: list[Block]) -> list[str]:
    return write_text(Document("", "", tuple(blocks))).strip().splitlines()


def notes_of(*facts: Statement) -> list[str]:
    return [line.partition("] ")[2] for line in text_of([book(*facts)[0].footnotes()]) if line]


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        ([place("leaflet/P1")], "A, Section, item 1"),
        ([place("leaflet/P1"), place("leaflet/P2")], "A, Section, item 1; item 2"),
        ([place("leaflet/P1"), place("leaflet/P3")], "A, Section, item 1; A, Another section, item 3"),
        (
            [place("leaflet/P1"), place("atlas/P1"), place("leaflet/P2")],
            "A, Section, item 1; B, Section, item 1; A, Section, item 2",
        ),
        ([place("atlas")], "A"),
        ([place("leaflet/P1"), place("leaflet"), place("leaflet/P2")], "A, Section, item 1; A; item 2"),
        ([place("leaflet/P1", CitationRole.CONTEXT)], "A, Section, item 1 (context)"),
        ([place("file/P1", line=7)], "A, line 7"),
        ([place("file/P1", line=1_200, place="budget")], "A, line 1,200, budget"),
    ],
)
def test_a_place_is_named_with_its_document_and_section_unless_the_one_before_has_them(
    citations: list[Citation], said: str
) -> None:
    assert notes_of(fact(*citations)) == [said]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (fact(place("atlas"), basis=Basis.STATED), "A"),
        (fact(place("atlas"), basis=Basis.REFERENCE), "A"),
        (fact(place("atlas"), basis=Basis.INFERRED), "A (inferred)"),
        (fact(place("atlas"), basis=Basis.EDITORIAL, note="Checked."), "A (editorial). Checked."),
        (fact(basis=Basis.EDITORIAL), "editorial"),
        (fact(basis=Basis.EDITORIAL, note="Checked"), "editorial. Checked"),
        (fact(basis=Basis.STATED), "No source is given."),
        (fact(basis=Basis.STATED, note="Seen"), "No source is given. Seen"),
        (fact(basis=Basis.INFERRED), "No source is given. (inferred)"),
        (fact(basis=Basis.INFERRED, note="Seen"), "No source is given. (inferred). Seen"),
    ],
)
def test_a_note_says_the_basis_where_that_is_not_the_source_and_that_there_is_no_source(
    given: Statement, said: str
) -> None:
    assert notes_of(given) == [said]


def test_marks_are_numbered_as_they_are_read_and_those_that_are_left_out_are_not_counted() -> None:
    marks = BriefMarks(ENGLISH)
    marks.add(Lookup({}, PASSAGES, SOURCES, ()))
    first, second, third = (marks.mark(fact(place(each))) for each in ("atlas", "leaflet", "file"))
    settled = marks.settle([Paragraph((Text("x"), third)), Items(((first, third), (Text("y"),)))])
    assert settled == [
        Paragraph((Text("x"), third._replace(number=1))),
        Items(((first._replace(number=2), third._replace(number=1)), (Text("y"),))),
    ]
    assert second.number == 2
    assert text_of([marks.footnotes()]) == ["[1] A", "[2] B"]
    assert [line[:1] for line in text_of(marks.documents()) if line] == ["A", "B"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("source/atlas", "Atlas"), "A  Atlas. address not preserved"),
        (Source("source/atlas", "Atlas", version="3"), "A  Atlas (3). address not preserved"),
        (Source("source/atlas", "Atlas", "UN", "https://un.org/a", version="3"), "A  UN, Atlas (3). https://un.org/a"),
        (Source("source/atlas", "Atlas", url_basis="It was lost."), "A  Atlas. It was lost"),
        (Source("source/atlas", "Atlas", url_basis="It was lost", url="https://un.org"), "A  Atlas. https://un.org"),
        (Source("source/atlas", "a.xml", size=0), "A  a.xml"),
        (Source("source/atlas", "a.xml", url="https://un.org/a.xml", size=12), "A  a.xml. https://un.org/a.xml"),
    ],
)
def test_a_document_is_told_with_its_address_or_why_there_is_none(source: Source, said: str) -> None:
    marks, _ = book(fact(place("atlas")), given=source)
    assert text_of(marks.documents()) == [said]


def test_a_list_of_documents_names_each_section_once_in_the_order_of_the_marks() -> None:
    marks, _ = book(
        fact(place("leaflet/P3"), place("leaflet/P1")), fact(place("leaflet/P2")), fact(place("atlas")), fact()
    )
    lines = [line for line in text_of(marks.documents_with_places()) if line]
    assert lines == [
        "A  Leaflet. address not preserved. Another section, Section",
        "B  Atlas. address not preserved",
    ]
    assert book()[0].documents_with_places() == []
