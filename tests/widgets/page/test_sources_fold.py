"""The sources at the end of a page: folded until the user opens them, or a source mark leads there."""

from PySide6.QtGui import QTextCursor, QTextDocument

from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.widgets.page.field_index import fragments_of
from coopviewer.widgets.page.page_view import PageView
from tests.widgets.conftest import Shows


def links(view: PageView) -> set[str]:
    return {fragment.charFormat().anchorHref() for fragment in fragments_of(view.document())}


def top_of(view: PageView, number: int) -> int:
    """Return where the source with a number begins, in pixels below the top of the viewport."""
    return view.cursorRect(_cursor_at(view.document(), f"source-{number}")).top()


def _cursor_at(document: QTextDocument, anchor: str) -> QTextCursor:
    (position,) = {each.position() for each in fragments_of(document) if anchor in each.charFormat().anchorNames()}
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    return cursor


def test_a_page_opens_without_its_sources_and_a_fold_shows_and_hides_them(shows: Shows) -> None:
    view = shows("project/afic")
    assert not any(link.startswith("coop:source/") for link in links(view))
    for shown in (True, False):
        view.open_link(schemes.FOLD + schemes.SOURCES)
        assert any(link.startswith("coop:source/") for link in links(view)) is shown


def test_a_source_mark_unfolds_the_sources_and_shows_its_own(shows: Shows) -> None:
    view = shows("project/afic")
    for number in (14, 5):  # the second finds them unfolded
        view.open_link(f"{schemes.MARK}{number}")
        assert 0 <= top_of(view, number) < view.viewport().height()
        assert view.is_unfolded(schemes.SOURCES)


def test_a_page_without_sources_has_nothing_to_unfold(shows: Shows) -> None:
    view = shows("source/frontex-other-partners")
    assert schemes.FOLD + schemes.SOURCES not in links(view)
