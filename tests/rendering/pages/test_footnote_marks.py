"""Source marks: facts founded alike share a number, and its footnote says how they are founded."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import Basis, CitationRole
from coopviewer.rendering.document.document import SOFT, Footnote, Link, Mark, Text
from coopviewer.rendering.pages.footnote_marks import MarkBook, founded_alike
from coopviewer.rendering.words.reference_words import basis_word, role_word
from tests.reference_values import cited, statement
from tests.rendering.reference_samples import lookup, words

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


def test_a_footnote_says_the_basis_the_note_and_the_place() -> None:
    first, place = note_of(statement(WELLS, "a", basis=Basis.INFERRED, note="Added up.")).lines
    assert words(first) == "Inferred. Added up."
    assert words(place).startswith("leaflet · ")
    assert [part.address for part in place if isinstance(part, Link)] == ["coop:source/leaflet#P1"]


def test_a_source_is_named_with_its_version_where_it_has_one() -> None:
    citing = statement(WELLS, "a", citations=(Citation("source/leaflet", None),))
    (_, plain) = note_of(citing, Source("source/leaflet", "The leaflet")).lines
    (_, versioned) = note_of(citing, Source("source/leaflet", "The leaflet", version="2nd")).lines
    assert (words(plain), words(versioned)) == ("The leaflet", "The leaflet (2nd)")
    assert plain == (Link("The leaflet", "coop:source/leaflet"),)


def test_what_a_passage_does_is_said_where_it_does_not_state_the_fact() -> None:
    citations = tuple(Citation("source/leaflet", "leaflet/P1", role) for role in CitationRole)
    _, states, *others = note_of(statement(WELLS, "a", citations=citations)).lines
    assert words(others[0]) == f"{words(states)} ({role_word(CitationRole.CONTEXT, ENGLISH)})"
    assert words(others[1]) == f"{words(states)} ({role_word(CitationRole.FOOTNOTE, ENGLISH)})"
    assert not [part for part in states if isinstance(part, Text) and part.style == SOFT]


@pytest.mark.parametrize(("note", "begins"), [(None, "Stated. "), ("why", "Stated. why. "), ("Why.", "Stated. Why. ")])
def test_a_fact_without_a_source_says_so_as_a_sentence_of_its_own(note: str | None, begins: str) -> None:
    (line,) = note_of(statement(WELLS, "a", citations=(), note=note)).lines
    assert words(line).startswith(begins)
    assert len(words(line)) > len(begins)


def test_an_editorial_fact_needs_no_source() -> None:
    (line,) = note_of(statement(WELLS, "a", basis=Basis.EDITORIAL, citations=(), note="why")).lines
    assert words(line) == "Editorial. why"
