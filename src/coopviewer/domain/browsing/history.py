"""The history of a tab: where one was, as in a browser."""

from dataclasses import dataclass, field

from coopviewer.domain.browsing.addresses import Address


@dataclass(slots=True)
class Visit:
    """One address in a history, and where in its page one was.

    ``title`` is the page's, empty until it was shown. ``scroll`` counts pixels from the top; ``selection`` is where
    the selected text begins and ends in the shown document (Qt's positions), None: nothing is selected.
    """

    address: Address
    title: str = ""
    scroll: int = 0
    selection: tuple[int, int] | None = None
    unfolded: frozenset[str] = frozenset()


@dataclass(slots=True)
class History:
    """Visits in the order they were made, one of them current; a new visit drops what lay ahead."""

    visits: list[Visit] = field(default_factory=list)
    position: int = -1

    @property
    def current(self) -> Visit | None:
        """The visit being looked at, None before the first."""
        return self.visits[self.position] if self.visits else None

    def can_step(self, by: int) -> bool:
        """Tell whether there is a visit that many steps ahead (negative: back)."""
        return 0 <= self.position + by < len(self.visits)

    def visit(self, address: Address) -> Visit:
        """Go to an address; the address one is at already adds no visit."""
        if self.current is not None and self.current.address == address:
            return self.current
        del self.visits[self.position + 1 :]
        self.visits.append(Visit(address))
        self.position += 1
        return self.visits[-1]

    def step(self, by: int) -> Visit:
        """Go back (negative) or ahead.

        Raises IndexError where there is no such visit.
        """
        if not self.can_step(by):
            raise IndexError("no such visit")
        self.position += by
        return self.visits[self.position]
