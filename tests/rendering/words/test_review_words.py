"""What the review of annotations says of a quotation that reads differently now."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from coopviewer.domain.anchoring.locating import Suggestion
from coopviewer.domain.anchoring.review import AROUND, LONGEST, ComparedPart, Comparison, Review
from coopviewer.domain.annotations.annotation import CONTEXT, Anchor, AnnotationStatus, Person, Selector
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, OtherVersion
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.words.review.review_words import (
    count_sentence,
    happened_words,
    now_words,
    parts_now,
    parts_then,
    percent,
    spoken_gone,
    spoken_new,
    then_words,
    version_author,
    version_line,
    version_words,
)
from tests.annotated import ME, annotation

EDITION = Edition("e.2", "urn:x", "Title", "Publisher", "2019-02-01", "2021-12-31", Basis.INFERRED, "", "", "")
THEN = (ComparedPart("as it was"),)
NOW = (ComparedPart("as it is"),)
BOTH = Comparison(THEN, NOW)
ELLIPSIS = "…"


def selector(prefix: str = "", suffix: str = "") -> Selector:
    return Selector(fact_id="f", field="text", start=0, end=4, exact="some", prefix=prefix, suffix=suffix)


def review(on: Selector | None = None, **more: Any) -> Review:
    on = on or selector()
    meant = Anchor(selector=on, edition="e.1", edition_sha256="0" * 64)
    return Review(annotation=annotation("a", on=on), title="AFIC", confirmed=meant, edition=EDITION, **more)


def suggestion(score: float = 0.9) -> Suggestion:
    return Suggestion(selector(), score)


def shown(parts: tuple[ComparedPart, ...]) -> list[str]:
    return [part.text for part in parts]


def test_with_nothing_to_review_no_number_is_said() -> None:
    assert not any(sign.isdigit() for sign in count_sentence(0, 0, ENGLISH))


def test_one_annotation_is_said_otherwise_than_several() -> None:
    assert count_sentence(1, 1, ENGLISH) != count_sentence(2, 2, ENGLISH).replace("2", "1")
    assert count_sentence(2, 2, ENGLISH).replace("2", "3") == count_sentence(3, 3, ENGLISH)
    assert count_sentence(1234, 1234, ENGLISH).count("1,234") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_where_more_wait_than_are_listed_both_numbers_are_said(count: int) -> None:
    said = count_sentence(count, 5678, ENGLISH)
    assert said.index("5,678") < said.index(str(count))


def test_what_waits_beside_listed_versions_is_said() -> None:
    alone = count_sentence(2, 2, ENGLISH, versions=2)
    assert alone.startswith("2 other versions")
    both = count_sentence(2, 502, ENGLISH, versions=2)
    assert both == f"{count_sentence(0, 500, ENGLISH)} {alone}"
    assert "500" in both
    assert count_sentence(5, 502, ENGLISH, versions=2) == f"{count_sentence(3, 500, ENGLISH)} {alone}"


def test_where_none_of_those_that_wait_is_listed_it_is_not_said_that_none_waits() -> None:
    assert count_sentence(0, 5678, ENGLISH) != count_sentence(0, 0, ENGLISH)
    assert "5,678" in count_sentence(0, 5678, ENGLISH)


def test_what_happened_is_told_in_three_ways() -> None:
    suggested = happened_words(review(suggestion=suggestion(0.875), text_now="x"), ENGLISH)
    assert "87 %" in suggested
    changed, gone = happened_words(review(text_now="x"), ENGLISH), happened_words(review(), ENGLISH)
    assert len({suggested, changed, gone}) == 3
    assert "changed" in changed
    assert "changed" not in gone


@pytest.mark.parametrize(("score", "said"), [(0.0, "0 %"), (0.875, "87 %"), (0.99, "99 %"), (1.0, "99 %")])
def test_likeness_is_rounded_down_and_never_all(score: float, said: str) -> None:
    assert percent(suggestion(score), ENGLISH) == said


def test_then_and_now_are_told_with_their_editions() -> None:
    then, now = then_words(review(), ENGLISH, UTC), now_words(review(), ENGLISH)
    assert "e.1" in then
    assert "23 Nov 2026, 21:40" in then
    assert "e.2" in now
    assert "1 February 2019" in now


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (CONTEXT - 1, CONTEXT - 1, ["as it was"]),
        (CONTEXT, CONTEXT - 1, [ELLIPSIS, "as it was"]),
        (CONTEXT - 1, CONTEXT, ["as it was", ELLIPSIS]),
        (CONTEXT, CONTEXT, [ELLIPSIS, "as it was", ELLIPSIS]),
    ],
)
def test_the_old_text_has_an_ellipsis_where_more_of_it_may_have_stood(
    before: int, after: int, expected: list[str]
) -> None:
    assert shown(parts_then(review(selector("p" * before, "s" * after)), BOTH)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (AROUND - 1, AROUND - 1, ["as it is"]),
        (AROUND, AROUND - 1, [ELLIPSIS, "as it is"]),
        (AROUND - 1, AROUND, ["as it is", ELLIPSIS]),
    ],
)
def test_a_suggestion_has_an_ellipsis_where_more_text_stands_around_it(
    before: int, after: int, expected: list[str]
) -> None:
    found = review(suggestion=suggestion(), before="b" * before, text_now="now" * LONGEST, after="a" * after)
    assert shown(parts_now(found, BOTH, ENGLISH)) == expected


@pytest.mark.parametrize(("length", "expected"), [(LONGEST - 1, ["as it is"]), (LONGEST, ["as it is", ELLIPSIS])])
def test_a_text_without_a_suggestion_has_an_ellipsis_where_it_was_cut(length: int, expected: list[str]) -> None:
    assert shown(parts_now(review(text_now="x" * length), BOTH, ENGLISH)) == expected


def test_a_text_that_is_gone_is_said_to_be() -> None:
    (part,) = parts_now(review(), BOTH, ENGLISH)
    assert part.text != "as it is"
    assert part.around
    assert not part.differs


def test_differing_words_are_read_out_and_nothing_else() -> None:
    parts = (
        ComparedPart("same "),
        ComparedPart(" new \n words", differs=True),
        ComparedPart(" ", differs=True),
        ComparedPart("b", differs=True),
    )
    for spoken in (spoken_gone, spoken_new):
        said = spoken(parts, ENGLISH)
        assert "same" not in said
        assert said.count("“") == 2
        assert "“new words”" in said
        assert "“b”" in said
        assert spoken((ComparedPart("same"),), ENGLISH) == ""
    assert spoken_gone(parts, ENGLISH) != spoken_new(parts, ENGLISH)


@pytest.mark.parametrize(
    ("length", "read"), [(160, "x" * 160), (161, "x" * 160 + ELLIPSIS), (999, "x" * 160 + ELLIPSIS)]
)
def test_of_many_words_the_beginning_is_read_out(length: int, read: str) -> None:
    assert f"“{read}”" in spoken_new((ComparedPart("x" * length, differs=True),), ENGLISH)


def test_no_space_stands_before_the_ellipsis_of_what_is_read_out() -> None:
    assert f"“{'x' * 159}{ELLIPSIS}”" in spoken_new((ComparedPart("x" * 159 + " " + "y" * 99, differs=True),), ENGLISH)


def test_whose_another_version_is_is_said() -> None:
    theirs = annotation("v", "Check.", creator=Person("p", "Ana"), changed_by=ME)
    conflict = Conflict(make_version(theirs, Person("q", "Ben")), None, "AFIC")
    other = OtherVersion(theirs, None, "AFIC")
    assert version_author(conflict) == Person("q", "Ben")
    assert version_author(other) == Person("p", "Ana")
    assert version_words(other, ENGLISH) == "Another version, by Ana"
    nobodys = replace(other, annotation=replace(theirs, creator=Person("p", "")))
    assert version_words(nobodys, ENGLISH) == "Another version, by an unknown author"


def test_a_line_on_a_version_names_who_changed_it_last_and_what_it_has() -> None:
    mine = annotation("v", "Check.", tags=("a", OTHER_VERSION, "b"), status=AnnotationStatus.VERIFIED)
    assert version_line(mine, ENGLISH, UTC) == "I · 23 Nov 2026, 21:40 · verified · #a #b"
    changed = annotation("v", "Check.", changed_by=Person("p", "Ana"))
    assert version_line(changed, ENGLISH, UTC) == "Ana · 23 Nov 2026, 21:40"
    assert version_line(changed, ENGLISH, UTC, by=Person("q", "Ben")) == "Ben · 23 Nov 2026, 21:40"
    assert version_line(annotation("v", creator=Person("p", "")), ENGLISH, UTC) == "23 Nov 2026, 21:40"


@pytest.mark.parametrize(
    ("count", "asked", "versions", "said"),
    [
        (1, 1, 0, "One annotation waits for you: the text that it stood on has changed."),
        (0, 1, 0, "1 annotation waits for you, of which 0 are listed: the text it stood on changed."),
        (1, 2, 0, "2 annotations wait for you, of which 1 are listed: the texts they stood on changed."),
        (1, 1, 1, "1 other version of an annotation waits for you: compare it with the one here."),
        (0, 1, 1, "1 other version of an annotation waits for you: compare it with the one here."),
    ],
)
def test_what_waits_is_one_sentence_if_it_is_of_one_sort(count: int, asked: int, versions: int, said: str) -> None:
    assert count_sentence(count, asked, ENGLISH, versions=versions) == said
