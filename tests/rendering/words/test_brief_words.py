"""What a brief says of itself: how its entries were chosen, what it lacks, and how many notes of the user it has."""

from collections.abc import Callable, Iterable
from enum import StrEnum

import pytest

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefOrder, BriefRequest, BriefSection, BriefSources
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words import brief_words as words
from tests.annotated import annotation
from tests.reference_values import EDITION, ref, timeframe
from tests.rendering.reference_samples import entry_page, record

FAULT = EnvironmentFault("annotations.read-only", path="/home/ada/notes.db")
OWN = BriefOptions(own_notes=True)
CELLS = "Countries with these cells in the coverage: "


def notes(entry_id: str, count: int) -> tuple[Annotation, ...]:
    return tuple(annotation(f"{entry_id}/{number}", "x", entry_id=entry_id) for number in range(count))


def content(request: BriefRequest, *entries: str, lists: Iterable[str] = (), **more: object) -> BriefContent:
    """Make what a brief has of entries, each of which lists some projects."""
    projects = [record(each, timeframe(each, "2019")) for each in lists]
    pages = tuple(entry_page(record(each), *projects) for each in entries)
    return BriefContent(request, EDITION, pages, len(pages))._replace(**more)


@pytest.mark.parametrize(
    ("on_entries", "on_projects", "said"),
    [
        (0, 0, "None are on these entries, or on the projects that they list."),
        (2, 0, "Included: 2 on the entries, 0 on projects that they list."),
        (0, 1, "Included: 0 on the entries, 1 on projects that they list."),
        (1_234, 3, "Included: 1,234 on the entries, 3 on projects that they list."),
    ],
)
def test_own_notes_are_counted_by_what_they_are_on(on_entries: int, on_projects: int, said: str) -> None:
    own = {"country/NE": notes("country/NE", on_entries), "project/a": notes("project/a", on_projects)}
    brief = content(BriefRequest(options=OWN), "country/NE", "country/ML", lists=("project/a", "project/b"), own=own)
    assert words.own_notes_words(brief, ENGLISH) == said


def test_notes_that_are_not_wanted_or_could_not_be_read_are_not_counted() -> None:
    for brief in (
        content(BriefRequest(), "country/NE"),
        content(BriefRequest(options=OWN)),
        content(BriefRequest(options=OWN), "country/NE", own_fault=FAULT),
    ):
        assert words.own_notes_words(brief, ENGLISH) == ""


def test_what_a_brief_lacks_is_told() -> None:
    whole = content(BriefRequest(), "country/NE")
    assert words.brief_losses(whole, ENGLISH) == ()
    cut = words.brief_losses(whole._replace(total=1_234), ENGLISH)
    assert cut == ("The first 1 of 1,234 entries are in this brief.",)
    gone = words.brief_losses(whole._replace(unknown=("country/ZZ", "country/YY")), ENGLISH)
    assert gone == ("Not in this edition: country/ZZ, country/YY.",)
    (unread,) = words.brief_losses(whole._replace(own_fault=FAULT), ENGLISH)
    assert unread.startswith("Your annotations could not be read, so none of them are in this brief. ")
    assert "/home/ada/notes.db" in unread
    every = whole._replace(total=1_234, unknown=("country/ZZ", "country/YY"), own_fault=FAULT)
    assert words.brief_losses(every, ENGLISH) == (*cut, *gone, unread)


@pytest.mark.parametrize(
    ("request_", "title", "said"),
    [
        (BriefRequest(), "NE", ""),
        (BriefRequest(entries=("country/NE",)), "NE", ""),
        (BriefRequest(query="wells"), "Entries found by “wells”", "The entries that this search finds: wells"),
        (
            BriefRequest(tag="grants"),
            "Entries tagged #grants",
            "The entries with an annotation that is tagged #grants.",
        ),
        (BriefRequest(bookmarks=True), "Bookmarked entries", "The entries with a bookmark."),
        (BriefRequest(region="region/africa"), "Africa", "The region and its countries."),
        (
            BriefRequest(where="arrangement:listed,project/a:not-listed,notes:listed,networks:not-stated"),
            "Countries by coverage",
            f"{CELLS}Working arrangement: listed, Wells: not listed, My notes: listed, Networks: not stated.",
        ),
        (
            BriefRequest(where="projects:listed", query="wells"),
            "Countries by coverage",
            f"{CELLS}Projects: one or more. Of these, the entries that the search “wells” finds.",
        ),
        (
            BriefRequest(where="projects:not-listed,cell:network/n:listed"),
            "Countries by coverage",
            f"{CELLS}Projects: none, Risk analysis cell: The network: listed.",
        ),
    ],
)
def test_how_the_entries_were_chosen_is_said(request_: BriefRequest, title: str, said: str) -> None:
    columns = {"project/a": "Wells", "cell:network/n": "The network"}
    brief = content(request_, "country/NE", region_title="Africa", columns=columns)
    assert words.brief_title(brief, ENGLISH) == title
    assert words.selection_words(brief, ENGLISH) == said


@pytest.mark.parametrize(
    ("entries", "title"),
    [
        ((), "A brief without entries"),
        (("country/NE",), "NE"),
        (("country/NE", "country/ML"), "NE and ML"),
        (("country/NE", "country/ML", "country/TD"), "NE, ML and TD"),
        (("country/NE", "country/ML", "country/TD", "country/LY"), "NE, ML and 2 more"),
    ],
)
def test_of_more_than_three_entries_two_are_in_the_title(entries: tuple[str, ...], title: str) -> None:
    assert words.brief_title(content(BriefRequest(entries=entries), *entries), ENGLISH) == title


def test_braces_in_a_title_stay_as_they_are() -> None:
    pages = tuple(entry_page(record(ref(f"country/C{number}", f"{{n}} {number}"))) for number in range(4))
    brief = BriefContent(BriefRequest(entries=("country/NE",)), EDITION, pages, 4)
    assert words.brief_title(brief, ENGLISH) == "{n} 0, {n} 1 and 2 more"


@pytest.mark.parametrize(
    ("request_", "is_said"),
    [
        (BriefRequest(tag="grants"), True),
        (BriefRequest(bookmarks=True), True),
        (BriefRequest(query="tag:grants"), True),
        (BriefRequest(query="wells"), False),
        (BriefRequest(entries=("country/ZZ",), options=OWN), False),
        (BriefRequest(region="region/x", options=OWN), False),
    ],
)
def test_unreadable_annotations_explain_an_empty_brief_only_if_they_choose_its_entries(
    request_: BriefRequest, is_said: bool
) -> None:
    said = words.empty_words(content(request_, own_fault=FAULT), ENGLISH)
    assert ("could not be read, so it has none" in said) is is_said
    assert "could not be read" not in words.empty_words(content(request_), ENGLISH)


def test_sections_without_content_are_named() -> None:
    assert words.empty_sections_words((), ENGLISH) == ""
    said = words.empty_sections_words((BriefSection.MAP, BriefSection.GOALS), ENGLISH)
    assert said == "Chosen, but without content for this brief: Map, Goals."


@pytest.mark.parametrize(
    ("word", "values"),
    [
        (words.section_word, BriefSection),
        (words.order_word, BriefOrder),
        (words.sources_word, BriefSources),
    ],
)
def test_each_option_is_told_from_the_others(word: Callable[..., str], values: type[StrEnum]) -> None:
    assert len({word(each, ENGLISH) for each in values}) == len(values)
