"""The preview of an import of annotations: groups, what is not listed, and each annotation in two lines."""

import pytest

from coopviewer.domain.annotations.import_choice import PreviewItem
from coopviewer.domain.annotations.versions.receiving import VersionOutcome
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.review.annotation_preview_words import (
    group_words,
    more_words,
    preview_line,
    reason_words,
    unknown_words,
    unreadable_words,
)

ITEM = PreviewItem(VersionOutcome.NEW, "1", "country/NE", "A note", "Ana", is_elsewhere=False)
BACK = "in your bin, and comes back: an edit counts before a deletion"
STAYS = "deleted there, and stays here: an edit counts before a deletion"


def test_each_group_has_a_heading_with_its_number_and_a_reason_of_its_own() -> None:
    headings = [group_words(outcome, 1_200, ENGLISH) for outcome in VersionOutcome]
    assert len({heading.removesuffix(": 1,200") for heading in headings}) == len(VersionOutcome)
    assert all(heading.endswith(": 1,200") for heading in headings)
    assert len({reason_words(outcome, ENGLISH) for outcome in VersionOutcome}) == len(VersionOutcome)
    assert unknown_words(1_200, ENGLISH)[0] == "On entries that this reference does not have: 1,200"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Not as it is in the file"),
        (1, "1 annotation is not taken, or not as it is in the file"),
        (2, "2 annotations are not taken, or not as they are in the file"),
    ],
)
def test_annotations_that_are_not_taken_as_they_are_are_counted(count: int, said: str) -> None:
    assert unreadable_words(count, ENGLISH) == said


@pytest.mark.parametrize(
    ("listed", "is_chosen", "one", "two"),
    [
        (0, False, "It is not listed.", "They are not listed."),
        (0, True, "It is not listed.", "They are not listed."),
        (1, False, "1 more is not listed.", "2 more are not listed."),
        (
            1,
            True,
            "1 more is not listed; it is left out only if all that are listed are.",
            "2 more are not listed; they are left out only if all that are listed are.",
        ),
    ],
)
def test_what_a_group_does_not_list_is_counted_with_what_becomes_of_it(
    listed: int, one: str, two: str, *, is_chosen: bool
) -> None:
    said = [more_words(count, listed, ENGLISH, is_chosen=is_chosen) for count in (1, 2)]
    assert said == [one, two]


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        (ITEM, ["Niger · Ana", "“A note”"]),
        (ITEM._replace(text=""), ["Niger · Ana"]),
        (ITEM._replace(changed_by="Ben"), ["Niger · Ana · changed by Ben", "“A note”"]),
        (ITEM._replace(author="", changed_by="Ben"), ["Niger · changed by Ben", "“A note”"]),
        (ITEM._replace(revives=True), ["Niger · Ana", f"{BACK} · “A note”"]),
        (ITEM._replace(is_overruled=True, text=""), ["Niger · Ana", STAYS]),
    ],
)
def test_an_annotation_has_a_line_on_where_it_is_and_one_on_what_it_says(item: PreviewItem, lines: list[str]) -> None:
    said = preview_line(item, "Niger", ENGLISH)
    assert said.split("\n") == [f"\u2068{line}\u2069" for line in lines]
