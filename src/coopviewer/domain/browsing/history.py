"""The history of a tab: its visits, as in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import Address


class TextPlace(NamedTuple):
    """A place in a page, which is found again by its text when the page is drawn with other widths or text sizes.

    A block is a paragraph, heading or the like of a Qt document. ``blocks`` has the block at the place and up to eleven
    that follow, each as its text and a number: ``("Goals", 2)`` is the second block of the page with the text *Goals*.
    The number is 0 for a block without text. ``offset`` is the distance of the place from the beginning of the first
    block, in UTF-16 units as Qt counts.
    """

    blocks: tuple[tuple[str, int], ...]
    offset: int


@dataclass(slots=True)
class Visit:
    """One address in a history, and the state of its page.

    ``title`` is the page's, empty until it was shown. ``scroll`` counts pixels from the top. ``selection`` is the
    beginning and end of the selected text in the shown document (Qt's positions), None: nothing is selected. ``top`` is
    the first line in view with its distance in pixels from the top of the view, negative if the line begins above it;
    None: the page is at its top, or was not shown in this window yet. ``unfolded`` are the keys of what is unfolded in
    the page, and the parts of long texts and lists that are shown.
    """

    address: Address
    title: str = ""
    scroll: int = 0
    selection: tuple[int, int] | None = None
    unfolded: frozenset[str] = frozenset()
    top: tuple[TextPlace, int] | None = field(default=None, compare=False)


@dataclass(slots=True)
class History:
    """Visits in the order in which they were made, one of them current.

    ``position`` is the index of the current one, -1 while there are no visits. A new visit removes those after the
    current one.
    """

    visits: list[Visit] = field(default_factory=list)
    position: int = -1

    @property
    def current(self) -> Visit | None:
        """The current visit, None before the first."""
        return self.visits[self.position] if self.visits else None

    def can_step(self, by: int) -> bool:
        """Return whether there is a visit ``by`` steps ahead (negative: back)."""
        return 0 <= self.position + by < len(self.visits)

    def visit(self, address: Address) -> Visit:
        """Add a visit of an address after the current one, in place of all that follow, make it current and return it.

        If the current visit is of this address already, that is returned and nothing changes.
        """
        if self.current is not None and self.current.address == address:
            return self.current
        del self.visits[self.position + 1 :]
        self.visits.append(Visit(address))
        self.position += 1
        return self.visits[-1]

    def step(self, by: int) -> Visit:
        """Go ``by`` steps back (negative) or ahead, and return the visit that is current then.

        Raises IndexError if there is no such visit.
        """
        if not self.can_step(by):
            raise IndexError("no such visit")
        self.position += by
        return self.visits[self.position]

    def beyond(self, direction: int) -> Iterator[tuple[int, Visit]]:
        """Yield the visits ahead of the current one (``direction`` is 1) or behind it (-1), nearest first.

        Each is yielded with the number of steps by which ``step`` would go to it, negative for visits behind.
        """
        by = direction
        while self.can_step(by):
            yield by, self.visits[self.position + by]
            by += direction
