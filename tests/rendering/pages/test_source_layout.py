"""The page of a source: every passage with the facts that cite it, many of them folded."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import COUNTED_UP_TO, SourcePage
from coopviewer.domain.reference.sources import Source
from coopviewer.domain.reference.vocabulary import PassageKind, StatementKind
from coopviewer.rendering.document.document import Block, Document, Fold, Items, KeyFacts, Line, Link, Paragraph
from coopviewer.rendering.pages.source_layout import lay_out_source
from tests.reference_values import name, passage, relation, statement
from tests.rendering.reference_samples import headings, only, section, source_page, texts, words

P1 = "leaflet/P1"
WELLS = "theme/wells"


def lay_out(page: SourcePage, *unfolded: str) -> Document:
    return lay_out_source(page, set(unfolded), ENGLISH)


def page_of(*facts: Fact, **more: object) -> SourcePage:
    return source_page((passage(P1),), {P1: facts}, **more)  # type: ignore[arg-type]


def under(document: Document) -> tuple[Block, ...]:
    """Return what stands under the passage, its place apart."""
    return section(document, "P1")[1:]


def listed(document: Document) -> list[str]:
    return [text for block in under(document) if isinstance(block, Items) for text in texts([block])]


def folds(document: Document) -> list[Fold]:
    lines: list[Line] = [block.line for block in under(document) if isinstance(block, Paragraph)]
    return [part for line in lines for part in line if isinstance(part, Fold)]


def names(count: int) -> tuple[Fact, ...]:
    """Name so many entries, each of which gets a line of its own."""
    return tuple(name(f"theme/t{number}", f"name {number}") for number in range(count))


def about(source: Source) -> dict[str, list[str]]:
    facts = next(block for block in lay_out(source_page((), {}, source=source)).blocks if isinstance(block, KeyFacts))
    return {fact.label: [words(line) for line in fact.lines] for fact in facts.facts}


def test_what_is_not_known_of_a_source_is_said() -> None:
    bare = about(Source("source/leaflet", "Leaflet"))
    assert bare["Publisher"] == bare["Language"] == bare["Version"]
    assert all(len(lines) == 1 and lines[0] for lines in bare.values())
    assert bare["Address"] != bare["Version"]


def test_what_is_known_of_a_source_is_told() -> None:
    known = Source("source/l", "Leaflet", "A publisher", "a.example", "As written on it.", "fr", "2nd", "ab" * 32)
    assert list(about(known).values()) == [
        ["A publisher"],
        ["French"],
        ["2nd"],
        ["a.example", "As written on it."],
        ["ab" * 32],
    ]


def test_the_place_of_a_passage_is_told_beneath_its_heading() -> None:
    page = source_page((passage(P1, section="Wells", char_start=12, char_end=34, locator="line 2"),), {})
    document = lay_out(page)
    assert headings(document) == [(1, "Leaflet"), (2, "Passages 1"), (3, "P1 · line 2")]
    place = texts(section(document, "P1"))[0]
    assert "Wells" in place
    assert place.index("12") < place.index("34")


def test_a_source_without_passages_has_no_section_for_them() -> None:
    assert headings(lay_out(source_page((), {}))) == [(1, "Leaflet")]


def test_a_passage_that_nothing_cites_says_what_it_is() -> None:
    kinds = (PassageKind.HEADING, PassageKind.CHROME)
    said = [texts(section(lay_out(source_page((passage(P1, kind=kind),), {})), "P1"))[-1] for kind in kinds]
    assert len(set(said)) == 2
    assert "heading" in said[0]


def stretch(**more: object) -> list[list[str]]:
    """Return the addresses that lead on, of each paragraph that says which stretch of passages is shown."""
    passages = (passage("leaflet/P3"), passage("leaflet/P4"))
    document = lay_out(source_page(passages, {}, **more))  # type: ignore[arg-type]
    lines = [block.line for block in document.blocks if isinstance(block, Paragraph) and "P3 " in words(block.line)]
    assert all("P3" in words(line) and "P4" in words(line) for line in lines)
    return [[part.address for part in line if isinstance(part, Link)] for line in lines]


def test_of_many_passages_it_is_said_above_and_below_which_are_shown() -> None:
    before, after = "coop:source/leaflet#P1", "coop:source/leaflet#P5"
    assert stretch(total=9, before="leaflet/P1", after="leaflet/P5") == [[before, after]] * 2
    assert stretch(total=9, after="leaflet/P5") == [[after]] * 2
    assert stretch(total=3) == [[]] * 2


def test_where_all_passages_are_shown_no_stretch_is_named() -> None:
    assert stretch(total=2) == []


def test_six_lines_are_shown_whole_since_a_fold_would_hide_one() -> None:
    document = lay_out(page_of(*names(6)))
    assert len(listed(document)) == 6
    assert folds(document) == []


def test_of_seven_lines_five_are_shown_and_the_rest_unfolds() -> None:
    folded, unfolded = lay_out(page_of(*names(7))), lay_out(page_of(*names(7)), P1)
    assert len(listed(folded)) == 5
    assert len(listed(unfolded)) == 7
    (more,), (fewer,) = folds(folded), folds(unfolded)
    assert (more.key, more.unfolded, fewer.key, fewer.unfolded) == (P1, False, P1, True)
    assert "2" in more.text
    assert more.text != fewer.text


def test_the_fold_counts_facts_and_not_lines() -> None:
    several = tuple(relation("theme/z", "works-in", f"country/c{number}") for number in range(4))
    (fold,) = folds(lay_out(page_of(*names(6), *several)))
    assert "5" in fold.text


def test_where_more_facts_cite_a_passage_than_were_read_both_numbers_are_said() -> None:
    def last(total: int, *unfolded: str, facts: int = 2) -> str:
        return texts(under(lay_out(page_of(*names(facts), counts={P1: total}), *unfolded)))[-1]

    assert "2 of 3" in last(3)
    assert " of " not in last(2)
    assert " of " not in last(300, facts=7)  # folded: what is shown is less than what was read
    assert "7 of 300" in last(300, P1, facts=7)


@pytest.mark.parametrize(("total", "more"), [(COUNTED_UP_TO - 1, False), (COUNTED_UP_TO, True)])
def test_where_counting_ended_it_is_said_that_there_may_be_more(total: int, more: bool) -> None:
    said = texts(under(lay_out(page_of(*names(2), counts={P1: total}))))[-1]
    assert (f"{total:,} or more" in said) is more
    assert f"{total:,}" in said


def test_relations_of_one_kind_that_an_entry_has_share_a_line() -> None:
    wells = [relation(WELLS, "works-in", f"country/{code}") for code in ("NE", "TD")]
    others = (relation(WELLS, "leads", "country/NE"), relation("theme/z", "works-in", "country/NE"), *names(1))
    assert listed(lay_out(page_of(*wells, *others))) == [
        "wells · works in NE, TD · leads NE",
        "z · works in NE",
        "t0 · also: name 0",
    ]


def test_statements_are_listed_beneath_their_entry_where_there_are_several() -> None:
    document = lay_out(page_of(statement(WELLS, "dig"), statement(WELLS, "fill"), statement("theme/z", "wait")))
    entry, list_, rest = under(document)
    assert texts([entry]) == ["wells"]
    assert texts([list_]) == ["dig", "fill"]
    assert texts([rest]) == ["z · wait"]


def links(document: Document) -> list[str]:
    return [
        part.address for block in under(document) for line in _lines(block) for part in line if isinstance(part, Link)
    ]


def _lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Items) else (getattr(block, "line", ()),)


def test_a_link_leads_to_where_the_entrys_page_shows_the_only_fact() -> None:
    assert links(lay_out(page_of(statement(WELLS, "dig")))) == ["coop:theme/wells#goals"]
    several = (statement(WELLS, "dig"), statement(WELLS, "dug", StatementKind.ACHIEVEMENT))
    assert links(lay_out(page_of(*several))) == ["coop:theme/wells"]
    assert links(lay_out(page_of(statement(WELLS, "in short", StatementKind.SUMMARY)))) == ["coop:theme/wells"]


def test_facts_that_are_no_statements_stand_beside_their_entry() -> None:
    document = lay_out(page_of(name(WELLS, "W"), name(WELLS, "Puits", language="fr")))
    assert texts(under(document)) == ["wells · also: W · also: Puits"]
    assert only(Items, under(document))
