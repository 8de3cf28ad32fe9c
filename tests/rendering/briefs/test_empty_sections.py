"""Parts of a brief that were chosen, but have no content for its entries, are named in it."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.briefs.layout import lay_out_with_gaps
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.storage.overviews.brief_reader import BriefReader
from tests.authoring.importing.imports import imported, titled, written

S = BriefSection
TODAY = date(2026, 11, 30)
PREFACE = "Chosen, but without content for this brief: "


def brief(path: Path, *entries: str, sections: frozenset[S] = frozenset(S)) -> tuple[str, tuple[S, ...]]:
    with closing(BriefReader(path)) as reader:
        content = reader.read(BriefRequest(entries=entries, options=BriefOptions(sections=sections)))
    document, empty = lay_out_with_gaps(content, TODAY, ENGLISH)
    return write_text(document), empty


@pytest.fixture(scope="module")
def activities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    wells = titled("XM-1", "Wells", '<recipient-country code="KE"/>', '<activity-date type="1" iso-date="2020-01-01"/>')
    imported(folder / "a.db", written(folder / "a.xml", wells))
    return folder / "a.db"


def test_a_country_of_an_import_names_the_parts_that_it_lacks(activities: Path) -> None:
    text, empty = brief(activities, "country/KE")
    assert empty == (S.GOALS, S.NOT_LISTED, S.DATA_NOTES)
    assert f"{PREFACE}Goals, What is not listed, Data notes." in text


@pytest.mark.parametrize("sections", [frozenset({S.GOALS}), frozenset({S.GOALS, S.COVER})])
def test_a_brief_of_nothing_but_an_empty_part_says_so(activities: Path, sections: frozenset[S]) -> None:
    text, empty = brief(activities, "country/KE", sections=sections)
    assert empty == (S.GOALS,)
    assert f"{PREFACE}Goals." in text


def test_a_part_that_was_not_chosen_is_not_named(activities: Path) -> None:
    text, empty = brief(activities, "country/KE", sections=frozenset({S.COVER, S.FACTS, S.TIMELINE, S.MAP}))
    assert empty == ()
    assert PREFACE not in text


def test_a_part_with_content_for_one_of_the_entries_is_not_named() -> None:
    bundled = paths.reference_file()
    assert S.COVERAGE in brief(bundled, "project/afic")[1]
    assert brief(bundled, "country/XK", "project/afic")[1] == ()
    assert S.GOALS not in brief(bundled, "country/NE", "country/ML")[1]  # whose projects have goals


def test_without_any_entry_no_part_is_named() -> None:
    text, empty = brief(paths.reference_file(), "country/ZZ")
    assert empty == ()
    assert PREFACE not in text
