"""What is the user's own is filled into a drawn home page, which is then as if it were drawn anew."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QTextDocument

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import HomePage, Own, OwnNote, Page, Target
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.common.theme import LIGHT, DrawingOptions
from coopviewer.widgets.page.field_index import fragments_within
from coopviewer.widgets.page.page_drawing import draw_page, fill_in_own
from tests.bare_english import RIGHT_TO_LEFT

pytestmark = pytest.mark.usefixtures("qapp")  # documents have fonts

DAY = date(2026, 11, 23)
WIDE, NARROW, MIRRORED = (
    DrawingOptions(LIGHT, 14, narrow, False, tr)
    for narrow, tr in ((False, ENGLISH), (True, ENGLISH), (False, RIGHT_TO_LEFT))
)
TUNISIA, ODD = Target("country/TN", "Tunisia"), Target("theme/x", "Über <b>&amp;\u2028 \U0001f1f9\U0001f1f3")
NOTE = OwnNote("Ask again: why \u201c50 %\u201d?", TUNISIA, ("names", "to check"), DAY)
FEW = Own((TUNISIA,), 1, (NOTE,), 1, keeps_space=True)
FULL = Own(
    (TUNISIA, ODD) * 2, 9, (NOTE, NOTE._replace(text="<p>", entry=None), NOTE._replace(tags=())), 4, keeps_space=True
)
NONE, UNREADABLE = Own(keeps_space=True), Own(is_readable=False, keeps_space=True)
OPENED = (EntryRef("country/NE", EntryKind.COUNTRY, "Niger", "niger"),)


@pytest.fixture(scope="module")
def home() -> HomePage:
    store = ReferenceStore(paths.reference_file())
    page = store.page(HOME_ADDRESS)
    store.close()
    assert isinstance(page, HomePage)
    return page._replace(own=None, recent=OPENED)


def drawn(page: Page, options: DrawingOptions) -> QTextDocument:
    result, document = draw_page(page, DAY, frozenset(), options), QTextDocument()
    document.setDefaultStyleSheet(result.style_sheet)
    document.setHtml(result.html)
    return document


def content(document: QTextDocument) -> list[object]:
    """Return the format of each paragraph, and each of its pieces of text with its format."""
    found: list[object] = []
    block = document.begin()
    while block.isValid():
        found += [block.blockFormat(), *((part.text(), part.charFormat()) for part in fragments_within(block))]
        block = block.next()
    return found


@pytest.mark.parametrize("options", [WIDE, NARROW, MIRRORED], ids=["wide", "narrow", "mirrored"])
def test_a_page_with_own_content_filled_in_is_as_if_drawn_anew(home: HomePage, options: DrawingOptions) -> None:
    document, before = drawn(home, options), home
    for own in (FEW, FULL, NONE, UNREADABLE, FEW, FEW, FULL._replace(bookmarks=FEW.bookmarks, bookmark_total=1)):
        now = home._replace(own=own)
        assert fill_in_own(document, before, now, options)
        assert content(document) == content(drawn(now, options))
        before = now


def test_only_the_lines_that_differ_are_changed(home: HomePage) -> None:
    document = drawn(home._replace(own=FEW), WIDE)
    characters: list[int] = []
    document.contentsChange.connect(lambda _, removed, added: characters.append(max(removed, added)))
    more = FEW._replace(notes=(NOTE, NOTE._replace(text="Another one.")), note_total=2)
    assert fill_in_own(document, home._replace(own=FEW), home._replace(own=more), WIDE)
    assert sum(characters) < 200 < document.characterCount() / 5


def another_page(_home: HomePage) -> Page:
    store = ReferenceStore(paths.reference_file())
    page = store.page(Address("country/TN"))
    store.close()
    return page


@pytest.mark.parametrize(
    "other",
    [
        another_page,
        lambda home: home._replace(own=FULL, recent=()),
        lambda home: home._replace(own=FULL, saved=(("Mine", "kind:country"),)),
        lambda home: home._replace(own=FEW._replace(keeps_space=False)),
        lambda home: home._replace(own=FULL, shows_own=False),
    ],
    ids=["another page", "other entries opened last", "a saved search", "fewer lines", "nothing of the user"],
)
def test_a_page_that_differs_elsewhere_is_not_touched(home: HomePage, other: Callable[[HomePage], Page]) -> None:
    document = drawn(home, WIDE)
    before = content(document)
    assert not fill_in_own(document, home, other(home), WIDE)
    assert content(document) == before
