"""Source marks: facts founded alike share a number, and its footnote says how they are founded."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import Basis, CitationRole
from coopviewer.rendering.document.document import SOFT, Fold, Footnote, Heading, KeyFacts, Link, Mark, Text
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.pages.footnote_marks import MarkBook, founded_alike
from coopviewer.rendering.words.reference_words import basis_word, role_word
from tests.reference_values import cited, passage, statement
from tests.rendering.reference_samples import lookup, texts, words

WELLS = "theme/wells"
STATED = statement(WELLS, "a")
ALIKE = statement(WELLS, "b")
ELSEWHERE = statement(WELLS, "c", citations=cited("leaflet/P2"))


def book(*facts: Fact, sources: tuple[Source, ...] = ()) -> MarkBook:
    return MarkBook(lookup(facts, sources=sources), ENGLISH)


def note_of(fact: Fact, *sources: Source) -> Footnote:
    marks = book(fact, sources=sources)
    marks.mark(fact)
    (note,) = marks.footnotes().notes
    return note


def test_facts_founded_alike_share_a_number_and_others_get_the_next() -> None:
    marks = book(STATED, ALIKE, ELSEWHERE)
    assert [marks.mark(fact).number for fact in (STATED, ELSEWHERE, ALIKE, STATED)] == [1, 2, 1, 1]
    assert marks.mark(ALIKE).fact_id == ALIKE.id
    assert [note.number for note in marks.footnotes().notes] == [1, 2]


@pytest.mark.parametrize("other", [{"basis": Basis.INFERRED}, {"note": "why"}, {"citations": cited("leaflet/P2")}])
def test_another_basis_note_or_citation_is_another_ground(other: dict[str, object]) -> None:
    assert founded_alike(STATED, ALIKE)
    assert not founded_alike(STATED, statement(WELLS, "b", **other))


@pytest.mark.parametrize("basis", Basis)
def test_a_basis_is_said_beside_a_fact_where_the_reader_must_know_it(basis: Basis) -> None:
    after = book(STATED).after(statement(WELLS, "a", basis=basis))
    said = "".join(part.text for part in after if isinstance(part, Text))
    assert said.strip() == (basis_word(basis, ENGLISH).lower() if basis in (Basis.INFERRED, Basis.EDITORIAL) else "")
    assert isinstance(after[-1], Mark)


def test_a_footnote_says_the_basis_the_note_and_the_place_in_one_line() -> None:
    (line,) = note_of(statement(WELLS, "a", basis=Basis.INFERRED, note="Added up.")).lines
    assert words(line).startswith("Inferred. Added up. · A, ")
    assert [part.address for part in line if isinstance(part, Link)] == ["coop:source/leaflet#P1"]


def test_each_document_is_told_once_with_a_letter_in_the_order_of_the_notes() -> None:
    one, two = Citation("source/leaflet", None), Citation("source/book", None)
    facts = [statement(WELLS, name, citations=each) for name, each in (("a", (two,)), ("b", (one, two)))]
    marks = book(
        *facts, sources=(Source("source/leaflet", "The leaflet", "Us"), Source("source/book", "B", version="2nd"))
    )
    for fact in facts:
        marks.mark(fact)
    documents, numbers = marks.document_blocks()
    assert isinstance(documents, KeyFacts)
    assert [(fact.label, words(fact.lines[0])) for fact in documents.facts] == [
        ("A", "B (2nd)"),
        ("B", "The leaflet · Us"),
    ]
    assert texts([numbers])
    assert [words(note.lines[0]) for note in marks.footnotes().notes] == ["Stated · A", "Stated · B · A"]


def test_a_section_is_named_by_its_last_heading_unless_two_would_have_that_name() -> None:
    def noted(*sections: str) -> list[str]:
        passages = {
            f"leaflet/P{at}": passage(f"leaflet/P{at}", section=section, locator="line")
            for at, section in enumerate(sections)
        }
        fact = statement(WELLS, "a", citations=tuple(Citation("source/leaflet", each) for each in passages))
        marks = MarkBook(lookup([fact])._replace(passages=passages), ENGLISH)
        marks.mark(fact)
        return words(marks.footnotes().notes[0].lines[0]).split(" · ")[1:]

    any_of = passage("leaflet/P0")
    place = f"line, {any_of.char_start}–{any_of.char_end}"
    assert noted("I › Wells and Springs (WAS)") == [f"A, WAS, {place}"]
    assert noted("I › Wells", "II › Wells") == [f"A, I › Wells, {place}", f"A, II › Wells, {place}"]
    assert noted("I › Wells", "I › Wells") == [f"A, Wells, {place}", place]


def test_letters_go_on_after_the_alphabet() -> None:
    citations = tuple(Citation(f"source/s{number}", None) for number in range(28))
    fact = statement(WELLS, "a", citations=citations)
    marks = book(fact, sources=tuple(Source(each.source_id, "t") for each in citations))
    marks.mark(fact)
    said = words(marks.footnotes().notes[0].lines[0]).split(" · ")
    assert (said[1], said[26], said[27], said[28]) == ("A", "Z", "AA", "AB")


def test_the_sources_are_folded_under_a_heading_that_counts_the_documents() -> None:
    marks = book(STATED)
    assert marks.sources(set()) == []
    marks.mark(STATED)
    (folded,) = marks.sources(set())
    heading, *rest = marks.sources({SOURCES})
    assert isinstance(folded, Heading)
    assert isinstance(heading, Heading)
    assert folded.line[0] == Fold("Sources", SOURCES, unfolded=False)
    assert (words(folded.line), words(heading.line)) == ("Sources 1 document", "Sources")
    assert rest == [*marks.document_blocks(), marks.footnotes()]


def test_what_a_passage_does_is_said_where_it_does_not_state_the_fact() -> None:
    citations = tuple(Citation("source/leaflet", "leaflet/P1", role) for role in CitationRole)
    (line,) = note_of(statement(WELLS, "a", citations=citations)).lines
    roles = [role_word(role, ENGLISH) for role in CitationRole]
    assert [part.text for part in line if isinstance(part, Text) and part.style == SOFT] == [
        f" ({role})" for role in roles if role
    ]
    assert roles.count("") == 1


@pytest.mark.parametrize(("note", "begins"), [(None, "Stated. "), ("why", "Stated. why. "), ("Why.", "Stated. Why. ")])
def test_a_fact_without_a_source_says_so_as_a_sentence_of_its_own(note: str | None, begins: str) -> None:
    (line,) = note_of(statement(WELLS, "a", citations=(), note=note)).lines
    assert words(line).startswith(begins)
    assert len(words(line)) > len(begins)


def test_an_editorial_fact_needs_no_source() -> None:
    (line,) = note_of(statement(WELLS, "a", basis=Basis.EDITORIAL, citations=(), note="why")).lines
    assert words(line) == "Editorial. why"
