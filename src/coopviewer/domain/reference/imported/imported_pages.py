"""Values of pages that only imported references have: totals of money, labels of codes, and the import itself."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.imports import ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.sources import Lookup


class FlowTotal(NamedTuple):
    """The sum of the flows (payments, budgets and the like) of one entry that have one kind, type, currency and year.

    ``type`` and ``year`` are empty where they are not stated. ``minor_units`` is the sum times ten to the power of
    ``decimals``, and ``flows`` the number of flows that are added.
    """

    kind: FlowKind
    type: str
    currency: str
    year: str
    minor_units: int
    decimals: int
    flows: int


class NamingFlows(NamedTuple):
    """The flows (payments, budgets and the like) that name an organisation as their provider or receiver.

    ``flows`` are the first 200 (LIST_LIMIT), in the order of the ids of their activities. ``total`` is the number of
    all, and ``activities`` the number of activities that have such flows; None if ``total`` is above 5,000. A flow
    that several files state differently is counted once for each version.
    """

    flows: tuple[Flow, ...] = ()
    total: int = 0
    activities: int | None = 0


class ImportedParts(NamedTuple):
    """What the page of an entry of an imported reference shows besides the facts of the entry.

    ``slots`` are the kinds of fact that at least one entry of the same kind has, as the database names them, such as
    ``flow/budget`` (a start of no stated kind is ``milestone/other`` there), and ``project_slots`` those that at least
    one project has. ``labels`` has the words for codes by code list and code, then by language. ``totals`` has the sums
    of the entry and of its related projects, by id. ``generated`` is when a source was generated, as its file says, by
    the source's id. ``naming`` are the flows that name the entry, if it is an organisation.

    ``columns`` is for imported tables: the headings of the columns from which facts are read, by the id of an entry,
    then by the kind of fact, as in ``{"project/x": {"milestone/start": ("Start date",)}}``; a kind that no column has
    is there with none. If all files are tables with the same columns, these are there for every entry; otherwise an
    entry that also comes from a file that is no table is left out. Empty if there are more than 100 files.
    """

    slots: frozenset[str]
    project_slots: frozenset[str]
    labels: Mapping[tuple[str, str], Mapping[str, str]]
    totals: Mapping[str, tuple[FlowTotal, ...]]
    generated: Mapping[str, str]
    columns: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    naming: NamingFlows = NamingFlows()

    def label(self, code_list: str, code: str, languages: Iterable[str]) -> str:
        """Return the words for a code of a code list; empty if there are none.

        They are in the first of ``languages`` in which there are words, or else in any language. If a list with a
        vocabulary behind a slash (``Sector/2``) has no words for the code in any language, those of the list without it
        (``Sector``) are returned.
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

    ``total`` is the number of all notes, ``counts`` covers only the first 20,000 of them.
    """

    files: tuple[ImportedFile, ...]
    file_total: int
    counts: tuple[NoteCount, ...]
    total: int


class ImportPage(NamedTuple):
    """The page about an import: its first 200 files, the numbers of its notes by kind, and up to 200 of the notes.

    The notes are in the order of the import. ``total`` counts all notes, ``counts`` only the first 60,000.
    ``before`` and ``after`` are the ordinals of the notes with which the previous and the next part begin, None if
    there is none. ``lookup`` has the entries that the notes are about.
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
        """The page's title, *About this import*, in English."""
        return "About this import"
