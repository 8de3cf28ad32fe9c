"""What changed between two editions as text, Markdown, JSON or CSV, read 50 entries at a time, or as one web page."""

from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from coopviewer.domain.editions.changes import AT_ONCE, ChangeQuery, ChangeSummary, EditionNames, EntryChanges
from coopviewer.domain.language import Translate
from coopviewer.exchange.editions.change_records import changes_json
from coopviewer.exchange.editions.change_table import change_table
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.editions.changes_layout import lay_out_changes, lay_out_entry_changes, more_entries

MOST_ON_PAGE = 1_000
"""The most entries of a web page or of paper, which are written as a whole; the other formats have all of them."""
_ALL_FACTS = 1_000_000


class ChangesFormat(StrEnum):
    """A format in which changes are written; the value is its name on the command line."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


class ChangeSource(Protocol):
    """A comparison of two editions, from which changes are read.

    ``storage/editions/comparison.py`` has a class that implements it.
    """

    def summary(self) -> ChangeSummary:
        """Return the summary of the whole comparison, whatever a query asks for.

        It has the number of changes by kind, and the changes that many entries share, each of them once.
        """

    def entries(
        self, query: ChangeQuery = ..., offset: int = ..., limit: int = ..., most_facts: int = ...
    ) -> tuple[EntryChanges, ...]:
        """Return changed entries that a query asks for, from the index ``offset`` among them on; empty after the last.

        First come the entries that the user works with (annotated, or found by a saved search), then all others. In
        each of these two groups, entries that changed themselves come first, then those of which only facts changed, by
        the most important of these: the status, dates, money and so on (ChangeSlot). At most ``limit`` entries are
        returned, each with at most ``most_facts`` changes of facts.
        """

    def entry(self, entry_id: str, query: ChangeQuery = ...) -> EntryChanges | None:
        """Return those changes of one entry that a query asks for; None if it has none.

        ``entry_id`` is the entry's id in either edition. The limit of the query to the user's entries (``mine``) is
        ignored.
        """

    def count(self, query: ChangeQuery = ...) -> int:
        """Return the number of changed entries that a query asks for."""

    def names(self, changes: Collection[EntryChanges]) -> EditionNames:
        """Return what sentences on these changes need of both editions: titles, kinds of relation, words for codes."""


class AskedChanges(NamedTuple):
    """Which changes are written, and how.

    ``query`` says which changes. ``entry`` is the id of the only entry whose changes are written; None: those of all
    entries. ``summary``: only the numbers of changes are written; it must not be combined with ``entry``, and CSV
    ignores it. The other two only concern CSV. ``for_programs``: it has keys (``former_fact``) instead of words, and no
    apostrophe before cells that begin like a formula. ``is_file``: it is saved rather than printed, and has a byte
    order mark and lines that end with CR LF.
    """

    query: ChangeQuery
    entry: str | None = None
    summary: bool = False
    for_programs: bool = False
    is_file: bool = True


class ChangesWriter:
    """Writes the changes that a comparison of two editions found.

    ``world_map``, an argument when it is created, is the path of the file with the shapes of the maps in web pages. The
    summary, and the entry if only one is asked for, are read when the writer is created.
    """

    def __init__(self, source: ChangeSource, asked: AskedChanges, world_map: Path, tr: Translate) -> None:
        self._source, self._asked, self._world_map, self._tr = source, asked, world_map, tr
        self._summary = source.summary()
        self._one = None if asked.entry is None else source.entry(asked.entry, asked.query._replace(told_once=True))

    def has_changes(self) -> bool:
        """Return whether there is any change that is asked for; one told once for many entries counts too."""
        if self._asked.entry is not None:
            return self._one is not None
        return bool(self._source.count(self._asked.query) or self._told_once())

    def parts(self, format: ChangesFormat) -> Iterator[str]:  # noqa: A002 - the word of the command line
        """Yield the content of a file in a format, part by part.

        A web page has the first 1,000 entries, each with at most 200 changes of facts; other formats have all entries
        and changes. If only one entry is asked for, every format has at most 5,000 changes of its facts. Raises
        EnvironmentFault if an edition cannot be read.
        """
        match format:
            case ChangesFormat.JSON:
                entries = None if self._asked.summary else self._entries()
                yield from (part.decode() for part in changes_json(self._summary, entries))
            case ChangesFormat.CSV:
                yield from self._csv()
            case ChangesFormat.HTML:
                yield write_web_page(self.page(), self._tr, self._world_map)
            case _:
                yield from self._text(is_markdown=format is ChangesFormat.MARKDOWN)

    def page(self, legend: str = "") -> Document:
        """Return the changes as one page, with the first 1,000 entries (MOST_ON_PAGE).

        It has no entry if only the summary is asked for. If only one entry is asked for, it has that entry alone, and
        ``legend``, a sentence that says how old and new words are marked; empty: no such sentence is shown.
        """
        tr = self._tr
        if self._asked.entry is not None:
            names = self._names(() if self._one is None else (self._one,))
            return lay_out_entry_changes(self._summary, self._one, names, tr, legend=legend)
        if self._asked.summary:
            return lay_out_changes(self._summary, (), self._names(()), tr)
        entries = self._source.entries(self._asked.query, 0, MOST_ON_PAGE)
        total = self._source.count(self._asked.query)
        filtered = self._is_filtered()
        return lay_out_changes(self._summary, entries, self._names(entries), tr, total=total, is_filtered=filtered)

    def _told_once(self) -> bool:
        """Return whether any change that is listed once for many entries is among those that are asked for."""
        asked = self._asked.query
        if asked.mine or asked.entry_kind:
            return self._source.count(asked._replace(told_once=True)) > 0
        kinds = {
            kind
            for each in self._summary.told_once
            for kind in (*each.example.kinds, *(change.kind for change in each.example.facts))
        }
        return bool(kinds if not asked.kinds else kinds & asked.kinds)

    def _csv(self) -> Iterator[str]:
        programs = self._asked.for_programs
        table = change_table(self._named(), self._tr, for_programs=programs)
        headers = [field.name if programs else field.title for field in table.fields]
        for part in csv_parts(headers, table.rows, for_programs=programs, marked=self._asked.is_file):
            text = part.decode()
            yield text if self._asked.is_file else text.replace("\r\n", "\n")

    def _text(self, *, is_markdown: bool) -> Iterator[str]:
        """Yield documents as text: the summary with the first entries, then further entries, a part at a time."""
        write = write_markdown if is_markdown else write_text
        legend = self._legend(is_markdown=is_markdown)
        if self._asked.entry is not None:
            yield write(self.page(legend))
            return
        if self._asked.summary:
            yield write(lay_out_changes(self._summary, (), self._names(()), self._tr))
            return
        last: EntryChanges | None = None
        for entries, names in self._named():
            if last is None:
                yield write(lay_out_changes(self._summary, entries, names, self._tr, legend=legend))
            else:
                yield "\n" + write(more_entries(entries, names, self._tr, after_mine=last.is_mine))
            last = entries[-1]
        if last is None:
            yield write(lay_out_changes(self._summary, (), self._names(()), self._tr, is_filtered=self._is_filtered()))

    def _is_filtered(self) -> bool:
        return bool(self._asked.query.kinds or self._asked.query.mine or self._asked.query.entry_kind)

    def _legend(self, *, is_markdown: bool) -> str:
        tr = self._tr
        if is_markdown:
            return tr("Words that are gone are struck out, words that are new are bold.")
        return tr("Words in [-…-] are gone, words in {+…+} are new.")

    def _named(self) -> Iterator[tuple[tuple[EntryChanges, ...], EditionNames]]:
        if self._asked.entry is not None:
            if self._one is not None:
                yield (self._one,), self._names((self._one,))
            return
        for entries in self._entry_parts():
            yield entries, self._names(entries)

    def _entries(self) -> Iterator[EntryChanges]:
        if self._asked.entry is not None:
            yield from () if self._one is None else (self._one,)
            return
        for entries in self._entry_parts():
            yield from entries

    def _entry_parts(self) -> Iterator[tuple[EntryChanges, ...]]:
        first, query = 0, self._asked.query
        while entries := self._source.entries(query, first, AT_ONCE, _ALL_FACTS):
            yield entries
            first += len(entries)

    def _names(self, entries: tuple[EntryChanges, ...]) -> EditionNames:
        return self._source.names((*entries, *(each.example for each in self._summary.told_once)))
