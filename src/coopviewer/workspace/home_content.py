"""What the home page shows of the user: searches, bookmarks and notes, and how to begin at the first start."""

from typing import TYPE_CHECKING

from coopviewer.domain.reference.editions import OtherReference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopviewer.domain.browsing.known_references import ListedReference
    from coopviewer.domain.reference.entries import EntryRef
    from coopviewer.domain.reference.pages import HomePage, Own
    from coopviewer.domain.search.saved_searches import Searches


_MOST_OTHERS = 5


class HomeContent:
    """What the home page shows besides the reference. Controllers set its attributes once these are read.

    ``begins``: the program is started for the first time, and the page explains how to begin.
    ``searches``: the recent and saved searches.
    ``own``: bookmarks and notes.
    ``awaits_own``: there may be bookmarks and notes, so that the page keeps space for them until they are read.
    ``known``: the known references but the open one.
    """

    def __init__(self) -> None:
        """Start with nothing read yet: no searches, bookmarks, notes or known references."""
        self.begins = False
        """Whether the program is started for the first time; the home page then explains how to begin."""
        self.searches: Searches | None = None
        """The recent and saved searches; None: they were not read."""
        self.own: Own | None = None
        """Bookmarks and notes; None: they are not read yet."""
        self.awaits_own = False
        """Whether there are bookmarks and notes to be read, for which the page keeps space."""
        self.known: tuple[ListedReference, ...] = ()
        """The known references but the open one, the one opened last first; empty until they are read."""

    def added_to(self, page: "HomePage", recent: "tuple[EntryRef, ...]") -> "HomePage":
        """Return the home page with the user's searches, bookmarks and notes, and at most 5 other references.

        ``recent`` are the entries opened last, the last one first. All saved searches are added. A recent search is
        added if it was made in the page's dataset, or if its dataset is not known. The page's ``own`` (bookmarks and
        notes) stays as it is if none were read and none are to be read (``awaits_own``).
        """
        page = page._replace(recent=recent, is_first_start=self.begins)
        if self.searches:
            saved = tuple((each.name, each.query) for each in self.searches.saved)
            page = page._replace(recent_searches=self.searches.history_of(page.edition.dataset), saved=saved)
        return self.with_own(page)

    def with_own(self, page: "HomePage") -> "HomePage":
        """Return the home page with the user's bookmarks and notes and at most 5 other references, as known now."""
        page = page._replace(others=tuple(self._others())[:_MOST_OTHERS])
        return page._replace(own=self.own) if self.awaits_own or self.own is not None else page

    def _others(self) -> "Iterator[OtherReference]":
        """Yield the reference opened last, and those with annotations of the user, of each dataset the latest one."""
        counts = dict(self.own.elsewhere) if self.own is not None else {}
        listed = [each for each in self.known if each.exists and each.reference.opened]
        for place, each in enumerate(listed):
            annotations = counts.pop(each.reference.dataset, 0)
            if annotations or not place:
                yield OtherReference(each.place, each.reference.title, annotations)
