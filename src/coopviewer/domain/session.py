"""A session: the tabs that were open, to be taken up at the next start."""

from dataclasses import dataclass

from coopviewer.domain.history import History


@dataclass(frozen=True, slots=True)
class Session:
    """Histories of the tabs in their order; they belong to one dataset.

    ``current`` is the place of the current tab, from 0; ``recent`` are the ids of the entries opened last, the
    latest first.
    """

    dataset: str
    histories: tuple[History, ...] = ()
    current: int = 0
    recent: tuple[str, ...] = ()
