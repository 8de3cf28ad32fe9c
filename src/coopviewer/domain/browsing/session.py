"""A session: the tabs and the expanded rows of the navigator, restored at the next start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopviewer.domain.browsing.history import History
from coopviewer.domain.reference.outline import Grouping


@dataclass(frozen=True, slots=True)
class Session:
    """Histories of the tabs in their order; they belong to one dataset.

    ``current`` is the index of the current tab, from 0; ``recent`` are the ids of the entries opened last, the latest
    first; ``opened`` has for each grouping of the navigator the paths of the expanded rows, each from the top.
    """

    dataset: str
    histories: tuple[History, ...] = ()
    current: int = 0
    recent: tuple[str, ...] = ()
    opened: Mapping[Grouping, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
