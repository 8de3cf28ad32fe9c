"""What a page of changes shows, as its address has it: ``coop:changes?with=/data/old.db&kind=changed&mine=1``."""

from typing import NamedTuple
from urllib.parse import parse_qsl, quote

from coopviewer.domain.editions.changes import UNUSUAL_KINDS, ChangeQuery, EntryChangeKind, FactChangeKind
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.vocabulary import EntryKind

BUNDLED = "bundled"
"""Names the bundled reference, whose file may be elsewhere at each start."""
_LONGEST_PATH = 4_096  # characters
_MOST_FIRST = 100_000_000
_UNQUOTED = "-_.~:/,"
_YES = "1"
_THIS, _OTHER = "this", "other"
_KINDS = {str(kind): kind for kind in (*EntryChangeKind, *FactChangeKind) if kind not in UNUSUAL_KINDS}


class ChangesView(NamedTuple):
    """Which changes are shown of the open reference and another edition; ``parse_changes_view`` reads its text.

    ``other``: the full path of the other edition's file, or BUNDLED.
    ``kinds``: only entries with changes of these kinds; empty: of all. An address cannot name RE_SOURCED and
    ORDER_ONLY (UNUSUAL_KINDS).
    ``entry_kind``: only entries of this kind; None: of every kind.
    ``mine``: only entries that the user works with: annotated, or found by a saved search.
    ``entry``: the id of the only entry that is shown; empty: all are.
    ``first``: the index, from 0, of the first entry shown of the list; with ``entry``, of the first change shown of it.
    ``any_dataset``: the two need not be editions of one reference.
    ``opens_old``: the open reference is taken for the earlier of the two; False: for the later; None: the program
    finds out which one is the earlier.
    """

    other: str
    kinds: frozenset[EntryChangeKind | FactChangeKind] = frozenset()
    entry_kind: EntryKind | None = None
    mine: bool = False
    entry: str = ""
    first: int = 0
    any_dataset: bool = False
    opens_old: bool | None = None

    def __str__(self) -> str:
        pairs = [
            ("with", self.other),
            ("kind", ",".join(name for name, kind in _KINDS.items() if kind in self.kinds)),
            ("entries", self.entry_kind or ""),
            ("mine", _YES if self.mine else ""),
            ("entry", self.entry),
            ("from", str(self.first) if self.first else ""),
            ("any", _YES if self.any_dataset else ""),
            ("earlier", "" if self.opens_old is None else _THIS if self.opens_old else _OTHER),
        ]
        return "&".join(f"{key}={quote(value, safe=_UNQUOTED, errors='replace')}" for key, value in pairs if value)

    @property
    def query(self) -> ChangeQuery:
        """What a comparison of two editions is asked for: the ``kinds``, ``mine`` and ``entry_kind`` of this view."""
        return ChangeQuery(self.kinds, self.mine, entry_kind=self.entry_kind)

    @property
    def is_filtered(self) -> bool:
        """Whether any of ``kinds``, ``mine`` and ``entry_kind`` is set; ``entry`` does not count."""
        return bool(self.kinds or self.mine or self.entry_kind)


def parse_changes_view(text: str) -> ChangesView:
    """Parse the query of an address; what is unknown is left out.

    Raises ValueError if no other edition is named, by a printable path of at most 4,096 characters, or if there are
    more than 50 fields.
    """
    given = dict(parse_qsl(text, max_num_fields=50))
    other = given.get("with", "")
    if not other or len(other) > _LONGEST_PATH or not other.isprintable():
        raise ValueError("no other edition is named")
    names = given.get("kind", "").split(",")
    entry, first = given.get("entry", ""), given.get("from", "")
    is_number = first.isascii() and first.isdecimal() and len(first) < len(str(_MOST_FIRST))
    kind = given.get("entries", "")
    return ChangesView(
        other,
        frozenset(_KINDS[name] for name in names if name in _KINDS),
        EntryKind(kind) if kind in list(EntryKind) else None,
        given.get("mine") == _YES,
        entry if is_entry_id(entry) else "",
        int(first) if is_number else 0,
        given.get("any") == _YES,
        {_THIS: True, _OTHER: False}.get(given.get("earlier", "")),
    )
