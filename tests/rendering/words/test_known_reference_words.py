"""The list of known references, and the menu of recent ones: each can be told from the others."""

from pathlib import Path

import pytest

from coopviewer.domain.browsing.known_references import BUNDLED, KnownReference, ListedReference
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words import known_reference_words as words

HOME = Path("/home/ana")


def listed(
    path: str = "/home/ana/data/wells.db", title: str = "Wells", *, exists: bool = True, **more: object
) -> ListedReference:
    reference = KnownReference(path, title, **more)  # type: ignore[arg-type]
    return ListedReference(reference, path or "/opt/coopviewer/coop.db", exists)


def cells(each: ListedReference, *, is_open: bool = False, home: Path | None = HOME) -> tuple[str, ...]:
    return words.listed_cells(each, ENGLISH, is_open=is_open, home=home)


def test_a_row_has_all_that_is_known_of_a_reference() -> None:
    known = listed(publisher="UN", edition="2021-03-01", as_of=("2019-02-01", "2021-12-31"))
    as_of = "1 February 2019 – 31 December 2021"
    assert cells(known) == ("Wells", "wells.db", as_of, "never", "UN", "1 March 2021", str(Path("~/data")))
    assert cells(listed(title="  ")) == ("without a title", "wells.db", "", "never", "", "", str(Path("~/data")))


def test_the_bundled_reference_has_no_folder() -> None:
    assert cells(listed(BUNDLED))[-1] == "bundled with coopviewer"
    assert cells(listed(BUNDLED))[1] == "coop.db"


@pytest.mark.parametrize(
    ("exists", "is_open", "opened", "state"),
    [
        (True, True, "2026-11-23T21:40:00+00:00", "open now"),
        (True, True, "", "open now"),
        (False, True, "", "file is gone"),
        (False, False, "2026-11-23T21:40:00+00:00", "file is gone"),
        (True, False, "", "never"),
        (True, False, "one day", "never"),
    ],
)
def test_the_state_of_a_reference_is_whether_it_is_gone_or_open_or_when_it_was_opened(
    *, exists: bool, is_open: bool, opened: str, state: str
) -> None:
    assert cells(listed(exists=exists, opened=opened), is_open=is_open)[3] == state


def test_a_reference_that_is_not_open_was_opened_at_a_time() -> None:
    assert "Nov 2026" in cells(listed(opened="2026-11-23T12:00:00+00:00"))[3]


@pytest.mark.parametrize(
    ("as_of", "words_"),
    [
        (None, ""),
        (("2021-12-31", "2021-12-31"), "31 December 2021"),
        (("2021-12-30", "2021-12-31"), "30 December 2021 – 31 December 2021"),
    ],
)
def test_of_one_day_the_day_is_said_and_of_a_range_both_ends(as_of: tuple[str, str] | None, words_: str) -> None:
    assert words.as_of_cell(KnownReference("x.db", "Wells", as_of=as_of), ENGLISH) == words_


@pytest.mark.parametrize(("edition", "cell"), [("2021-03-01", "1 March 2021"), ("wells-2021.1", "wells-2021.1")])
def test_an_edition_that_is_a_day_is_written_as_one(edition: str, cell: str) -> None:
    assert words.edition_cell(KnownReference("x.db", "Wells", edition=edition), ENGLISH) == cell


@pytest.mark.parametrize(
    ("place", "home", "shown"),
    [
        ("/home/ana/data", HOME, "~/data"),
        ("/home/ana", HOME, "~"),
        ("/home/anastasia/data", HOME, "/home/anastasia/data"),
        ("/srv/data", HOME, "/srv/data"),
        ("/home/ana/data", None, "/home/ana/data"),
    ],
)
def test_the_home_folder_is_written_short(place: str, home: Path | None, shown: str) -> None:
    assert words.place_words(str(Path(place)), home) == str(Path(shown))


def test_a_row_is_read_out_without_what_is_not_known() -> None:
    folder = str(Path("~/data"))
    bare = words.spoken_reference(listed(), ENGLISH, is_open=True, home=HOME)
    assert bare == f"Wells, wells.db, open now, {folder}"
    dated = listed(as_of=("2021-12-31", "2021-12-31"))
    said = words.spoken_reference(dated, ENGLISH, is_open=False, home=HOME)
    assert said == f"Wells, wells.db, as of: 31 December 2021, never, {folder}"


def test_recent_references_are_told_apart_by_their_folders_where_they_would_be_alike() -> None:
    recent = [
        listed("/home/ana/a/wells.db"),
        listed("/srv/wells.db"),
        listed("/srv/pumps.db"),
        listed("/srv/b/wells.db", exists=False),
        listed(BUNDLED, "Countries"),
    ]
    assert words.recent_menu_words(recent, ENGLISH, HOME) == [
        f"Wells · wells.db · in {Path('~/a')}",
        f"Wells · wells.db · in {Path('/srv')}",
        "Wells · pumps.db",
        "Wells · wells.db (gone)",
        "Countries · bundled with coopviewer",
    ]
    assert words.recent_menu_words([], ENGLISH, HOME) == []


@pytest.mark.parametrize(("length", "shown"), [(59, "x" * 59), (60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_title_in_the_menu_has_at_most_sixty_characters(length: int, shown: str) -> None:
    (item,) = words.recent_menu_words([listed(title="x" * length)], ENGLISH, None)
    assert item == f"{shown} · wells.db"
