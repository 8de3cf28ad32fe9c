"""What the home page shows of the user: searches, bookmarks and notes, and how to begin at the first start."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopviewer.domain.reference.entries import EntryRef
    from coopviewer.domain.reference.pages import HomePage, Own
    from coopviewer.domain.search.saved_searches import Searches


class HomeContent:
    """What the home page shows besides the reference: how to begin, the user's searches, bookmarks and notes.

    Controllers set the attributes once these are read.
    """

    def __init__(self) -> None:
        """Start without anything of the user."""
        self.begins = False
        """Whether the program is started for the first time; the home page then explains how to begin."""
        self.searches: Searches | None = None
        """The recent and saved searches; None: they were not read."""
        self.own: Own | None = None
        """Bookmarks and notes; None: they are not read yet."""
        self.awaits_own = False
        """Whether there are bookmarks and notes to be read, for which the page keeps space."""

    def added_to(self, page: "HomePage", recent: "tuple[EntryRef, ...]") -> "HomePage":
        """Return the home page with the user's searches, bookmarks and notes; ``recent`` are the entries opened last.

        The entry opened last comes first. All saved searches are added; of the recent ones those that were made in the
        page's dataset, or of which the dataset is not known. The page's ``own`` (bookmarks and notes) is not changed if
        there are none to show.
        """
        page = page._replace(recent=recent, is_first_start=self.begins)
        if self.searches:
            saved = tuple((each.name, each.query) for each in self.searches.saved)
            page = page._replace(recent_searches=self.searches.history_of(page.edition.dataset), saved=saved)
        if self.awaits_own or self.own is not None:
            page = page._replace(own=self.own)
        return page
