"""Values of pages that only imported references have: totals of money, labels of codes, and the import itself."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.imports import ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.sources import Lookup


class FlowTotal(NamedTuple):
    """The flows of one entry of one kind, type, currency and year, added; ``flows`` is their number.

    ``type`` and ``year`` are empty where they are not stated. ``minor_units`` is the sum times ten to the power of
    ``decimals``.
    """

    kind: FlowKind
    type: str
    currency: str
    year: str
    minor_units: int
    decimals: int
    flows: int


class NamingFlows(NamedTuple):
    """The flows of activities that name an organisation as the one that provides or receives the sum.

    ``flows`` are at most ``LIST_LIMIT``, in the order of the ids of their activities; ``total`` counts all, and
    ``activities`` the activities that have them; None if there are too many to count. Where files differ on a flow,
    both facts are among them.
    """

    flows: tuple[Flow, ...] = ()
    total: int = 0
    activities: int | None = 0


class ImportedParts(NamedTuple):
    """What the page of an entry of an imported reference has besides its facts.

    ``slots`` are the kinds of fact that some entry of this kind has, such as ``flow/budget``, as in the table ``slot``;
    ``project_slots`` those that some project has. ``labels`` are the words for codes by list and code, then by
    language. ``totals`` are those of the entry and of its related projects, by id. ``generated`` is when a source was
    generated, by its id, as its file says. ``columns`` has, by the id of an entry, then by the kind of fact, the
    headings of the columns from which such facts are read; empty for a kind that no column has. Unless all files are
    tables with the same columns, it has only entries that come from tables alone, and it is empty for an import of more
    than 100 files. ``naming`` are the flows of activities that name the entry, of an organisation only.
    """

    slots: frozenset[str]
    project_slots: frozenset[str]
    labels: Mapping[tuple[str, str], Mapping[str, str]]
    totals: Mapping[str, tuple[FlowTotal, ...]]
    generated: Mapping[str, str]
    columns: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    naming: NamingFlows = NamingFlows()

    def label(self, code_list: str, code: str, languages: Iterable[str]) -> str:
        """Return the words for a code in the first of some languages that has them, else in any; empty for none.

        A list with its vocabulary after a slash is also looked up without it.
        """
        found = self.labels.get((code_list, code)) or self.labels.get((code_list.partition("/")[0], code), {})
        return next((found[each] for each in languages if each in found), next(iter(found.values()), ""))


class NoteCount(NamedTuple):
    """How many notes on the import say the same: their severity, the code of what was found, and their number."""

    severity: ImportSeverity
    what: str
    notes: int


class ImportSummary(NamedTuple):
    """How a reference was imported: its first three files, how many there are, and the number of notes by kind.

    ``counts`` are of the first notes if there are very many; ``total`` counts all.
    """

    files: tuple[ImportedFile, ...]
    file_total: int
    counts: tuple[NoteCount, ...]
    total: int


class ImportPage(NamedTuple):
    """The page about an import: its files, at most 200, the number of notes by kind, and a part of the notes, in order.

    ``counts`` are of the first notes if there are very many; ``total`` counts all. ``before`` and ``after`` are the
    ordinals of the first notes of the previous and the next part, None if there is none. ``lookup`` has the entries of
    the notes.
    """

    edition: Edition
    files: tuple[ImportedFile, ...]
    counts: tuple[NoteCount, ...]
    notes: tuple[ImportNote, ...]
    total: int
    lookup: Lookup
    before: int | None = None
    after: int | None = None

    @property
    def title(self) -> str:
        """The page's title in English."""
        return "About this import"
