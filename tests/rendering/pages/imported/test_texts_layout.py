"""The texts of an activity by kind and language, those that are cut, and those that it lacks."""

from collections.abc import Iterable

import pytest

from coopviewer.domain.reference.facts import Name, Statement
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import SOFT, Field, Fold, Heading, Items, Mark, Paragraph, Text
from coopviewer.rendering.pages.imported.texts_layout import is_cut, text_blocks, title_lines
from tests.activity_values import WELL, cited_at
from tests.reference_values import name, statement
from tests.rendering.imported_samples import activity, facts_in, titles
from tests.rendering.reference_samples import texts, words

DESCRIPTION, GOAL = StatementKind.DESCRIPTION, StatementKind.GOAL
SLOTS = ("statement/description", "statement/goal", "statement/achievement")


def said(text: str, language: str = "en", kind: StatementKind = DESCRIPTION, ordinal: int = 1) -> Statement:
    return statement(WELL, text, kind, ordinal, language=language, citations=cited_at(20, ""))


def titled(text: str, language: str) -> Name:
    return name(WELL, text, NameKind.AS_GIVEN, language, citations=cited_at(10, ""))


def test_other_titles_are_one_paragraph_with_their_languages() -> None:
    assert title_lines(activity()) == []
    assert title_lines(activity(titled("xm-1", "en"))) == []  # the title of the page
    french, german = titled("Puits", "fr"), titled("Brunnen", "und")
    (paragraph,) = title_lines(activity(titled("xm-1", "en"), french, german))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.role == "names"
    assert words(paragraph.line) == "French: Puits · language not stated: Brunnen"
    assert paragraph.line[:3] == (Text("French: ", SOFT), Field(french.id, "Puits"), Mark(1, french.id))


def test_texts_are_under_headings_in_the_order_of_kinds() -> None:
    kinds = [
        *(StatementKind.DESCRIPTION, StatementKind.GOAL, StatementKind.TARGET_GROUP, StatementKind.ACHIEVEMENT),
        *(StatementKind.FORM, StatementKind.PRINCIPLE, StatementKind.CONDITION),
    ]
    found = text_blocks(activity(*(said(f"Of {kind}.", kind=kind) for kind in reversed(kinds))))
    assert titles(found) == [
        *("Description", "Goals", "Target groups", "Achievements", "Forms of cooperation", "Principles"),
        "Conditions",
    ]
    assert [(block.level, block.anchor) for block in found if isinstance(block, Heading)] == [
        (2, f"{kind}s") for kind in kinds
    ]
    assert texts(block for block in found if isinstance(block, Paragraph)) == [f"Of {kind}." for kind in kinds]
    assert text_blocks(activity(said("x", kind=StatementKind.SUMMARY))) == []


@pytest.mark.parametrize(("goals", "is_numbered"), [(1, False), (2, True), (3, True)])
def test_several_goals_are_numbered(goals: int, is_numbered: bool) -> None:
    found = text_blocks(activity(*(said(f"Goal {each}", kind=GOAL, ordinal=each) for each in range(goals))))
    assert [block.ordered for block in found if isinstance(block, Items)] == ([True] if is_numbered else [])
    assert texts(found[1:]) == [f"Goal {each}" for each in range(goals)]
    others = text_blocks(activity(*(said(f"Text {each}", ordinal=each) for each in range(goals))))
    assert not [block for block in others if isinstance(block, Items)]


@pytest.mark.parametrize(
    ("languages", "shown", "folded"),
    [
        (["en"], "en", []),
        (["fr", "en"], "en", ["fr"]),
        (["fr"], "fr", []),
        (["fr", "de"], "fr", ["de"]),
        (["de", "fr", "en"], "en", ["de", "fr"]),
    ],
)
def test_one_language_is_shown_english_first_and_the_others_are_folded(
    languages: list[str], shown: str, folded: list[str]
) -> None:
    found = text_blocks(activity(*(said(each, each, ordinal=at) for at, each in enumerate(languages))))
    folds = [part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, Fold)]
    assert [fold.key for fold in folds] == [f"{schemes.LANGUAGE}{each}" for each in folded]
    assert not any(fold.unfolded for fold in folds)
    assert texts(found)[1] == shown
    assert ("Texts in other languages" in titles(found)) is bool(folded)


def test_a_kind_without_the_first_language_is_in_the_next_one() -> None:
    found = text_blocks(activity(said("Dig.", "en"), said("Creuser.", "fr", ordinal=2), said("But.", "fr", GOAL)))
    assert texts(found)[:4] == ["Description", "Dig.", "Goals", "But."]
    assert texts(found)[4:] == ["Texts in other languages", "French: 1 text"]


def test_the_language_of_the_first_text_of_all_kinds_comes_first() -> None:
    found = text_blocks(activity(said("A.", "fr"), said("B.", "de", GOAL), said("C.", "fr", GOAL, 2)))
    assert texts(found) == ["Description", "A.", "Goals", "C.", "Texts in other languages", "German: 1 text"]


def test_an_opened_language_shows_its_texts_by_kind() -> None:
    facts = [
        said("A.", "en"),
        said("B.", "fr", ordinal=2),
        said("C.", "en", GOAL),
        said("D.", "fr", GOAL, 2),
        said("E.", "de", ordinal=3),
    ]
    found = text_blocks(activity(*facts, unfolded=[f"{schemes.LANGUAGE}fr"]))
    assert facts_in(found) == {"Description": ["B."], "Goals": ["D."]}
    folds = [part for block in found if isinstance(block, Paragraph) for part in block.line if isinstance(part, Fold)]
    assert [(fold.text, fold.unfolded) for fold in folds] == [("French: 2 texts", True), ("German: 1 text", False)]
    assert Heading(2, (Text("Texts in other languages"),), "languages") in found


@pytest.mark.parametrize(
    ("kind", "is_missed"),
    [(DESCRIPTION, True), (GOAL, True), (StatementKind.ACHIEVEMENT, False)],
)
def test_a_usual_text_that_others_have_is_not_stated(kind: StatementKind, is_missed: bool) -> None:
    found = text_blocks(activity(parts={"slots": frozenset([f"statement/{kind}"])}))
    assert texts(found)[1:] == (["not stated in the source"] if is_missed else [])
    assert [block.anchor for block in found if isinstance(block, Heading)] == ([f"{kind}s"] if is_missed else [])
    assert text_blocks(activity()) == []


def test_a_text_that_is_stated_is_not_missed() -> None:
    found = text_blocks(activity(said("A."), parts={"slots": frozenset(SLOTS)}))
    assert texts(found) == ["Description", "A.", "Goals", "not stated in the source"]


@pytest.mark.parametrize(
    ("length", "end", "is_said"),
    [
        (500, "a", True),
        (1_000, "a", True),
        (2_000, "a", True),
        (4_000, "a", True),
        *((length, "a", False) for length in (0, 1, 499, 501, 999, 1_001, 1_999, 2_001, 3_000, 3_999, 4_001)),
        *((1_000, end, False) for end in ".!?…:;)]”»\"'。؟"),
        (1_000, ",", True),
    ],
)
def test_a_text_of_a_usual_length_that_ends_no_sentence_may_be_cut(length: int, end: str, is_said: bool) -> None:
    assert is_cut(f"{'a' * (length - 1)}{end}" if length else "") is is_said


def tails(texts_: Iterable[str]) -> list[str]:
    return [text[-70:] for text in texts_]


def test_a_text_that_may_be_cut_says_so() -> None:
    remark = "This text stops after 1,000 characters: the publisher may have cut it."
    found = text_blocks(activity(said("a" * 1_000), said("b" * 999, ordinal=2)))
    assert tails(texts(found[1:])) == [remark, "b" * 70]
