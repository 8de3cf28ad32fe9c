"""Prints or writes what changed between two editions, a part of the entries at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coopviewer import paths
from coopviewer.commands.reporting import NOT_DONE
from coopviewer.domain.editions.changes import AT_ONCE, ChangeQuery, EditionNames, EntryChanges
from coopviewer.domain.language import Translate
from coopviewer.exchange.editions.change_records import changes_json
from coopviewer.exchange.editions.change_table import change_table
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.editions.changes_layout import lay_out_changes, lay_out_entry_changes, more_entries
from coopviewer.standard_output import confirm, print_json, print_text, print_utf8
from coopviewer.storage.editions.comparison import EditionComparison

MOST_ON_PAGE = 1_000
"""Entries of a web page, which is written as a whole; the other formats have all of them."""
_ALL_FACTS = 1_000_000


class Asked(NamedTuple):
    """What is asked for: which changes, in which format, and where to.

    ``entry`` is the id of the only entry to compare, None: all. ``summary``: without single entries. ``for_programs``:
    names and cells as in the database. ``output`` None: they are printed.
    """

    query: ChangeQuery
    entry: str | None
    summary: bool
    format: str
    for_programs: bool
    output: Path | None


class ChangesOutput:
    """Writes the changes that a comparison found, or prints them."""

    def __init__(self, comparison: EditionComparison, asked: Asked, tr: Translate) -> None:
        self._comparison, self._asked, self._tr = comparison, asked, tr
        self._summary = comparison.summary()
        self._one = None if asked.entry is None else comparison.entry(asked.entry, asked.query._replace(told_once=True))

    def write(self) -> int:
        """Write what is asked for and return the exit status: 1 if there are changes, else 0."""
        parts = self._parts()
        if self._asked.output is not None:
            save_parts(self._asked.output, (part.encode("utf-8", "replace") for part in parts))
            tr = self._tr
            confirm(tr("The changes were written to {path}.").format(path=self._asked.output))
        else:
            printing = {"csv": print_utf8, "json": print_json, "html": print_utf8}.get(self._asked.format, print_text)
            if self._asked.format == "json":  # the encoding of the whole is decided once
                printing("".join(parts))
            else:
                for part in parts:
                    printing(part)
        return NOT_DONE if self._has_changes() else 0

    def _has_changes(self) -> bool:
        if self._asked.entry is not None:
            return self._one is not None
        return bool(self._comparison.count(self._asked.query) or self._told_once())

    def _told_once(self) -> bool:
        """Return whether any change that is listed once for many entries is among those that are asked for."""
        asked = self._asked.query
        if asked.mine:
            return self._comparison.count(asked._replace(told_once=True)) > 0
        kinds = {
            kind
            for each in self._summary.told_once
            for kind in (*each.example.kinds, *(change.kind for change in each.example.facts))
        }
        return bool(kinds if not asked.kinds else kinds & asked.kinds)

    def _parts(self) -> Iterator[str]:
        match self._asked.format:
            case "json":
                entries = None if self._asked.summary else self._entries()
                yield from (part.decode() for part in changes_json(self._summary, entries))
            case "csv":
                yield from self._csv()
            case "html":
                yield write_web_page(self._page(), self._tr, paths.world_map())
            case _:
                yield from self._text()

    def _csv(self) -> Iterator[str]:
        programs = self._asked.for_programs
        table = change_table(self._named(), self._tr, for_programs=programs)
        headers = [field.name if programs else field.title for field in table.fields]
        is_file = self._asked.output is not None
        for part in csv_parts(headers, table.rows, for_programs=programs, marked=is_file):
            text = part.decode()
            yield text if is_file else text.replace("\r\n", "\n")

    def _text(self) -> Iterator[str]:
        """Yield documents as text: the summary with the first entries, then further entries, a part at a time."""
        write = write_markdown if self._asked.format == "markdown" else write_text
        legend = self._legend()
        if self._asked.entry is not None:
            yield write(self._page(legend))
            return
        if self._asked.summary:
            yield write(lay_out_changes(self._summary, (), self._names(()), self._tr))
            return
        begin = True
        for entries, names in self._named():
            if begin:
                yield write(lay_out_changes(self._summary, entries, names, self._tr, legend=legend))
            else:
                yield "\n" + write(more_entries(entries, names, self._tr))
            begin = False
        if begin:
            yield write(lay_out_changes(self._summary, (), self._names(()), self._tr, is_filtered=self._is_filtered()))

    def _is_filtered(self) -> bool:
        return bool(self._asked.query.kinds or self._asked.query.mine)

    def _legend(self) -> str:
        tr = self._tr
        if self._asked.format == "markdown":
            return tr("Words that are gone are struck out, words that are new are bold.")
        return tr("Words in [-…-] are gone, words in {+…+} are new.")

    def _page(self, legend: str = "") -> Document:
        tr = self._tr
        if self._asked.entry is not None:
            names = self._names(() if self._one is None else (self._one,))
            return lay_out_entry_changes(self._summary, self._one, names, tr, legend=legend)
        if self._asked.summary:
            return lay_out_changes(self._summary, (), self._names(()), tr)
        entries = self._comparison.entries(self._asked.query, 0, MOST_ON_PAGE)
        total = self._comparison.count(self._asked.query)
        filtered = self._is_filtered()
        return lay_out_changes(self._summary, entries, self._names(entries), tr, total=total, is_filtered=filtered)

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
        while entries := self._comparison.entries(query, first, AT_ONCE, _ALL_FACTS):
            yield entries
            first += len(entries)

    def _names(self, entries: tuple[EntryChanges, ...]) -> EditionNames:
        return self._comparison.names((*entries, *(each.example for each in self._summary.told_once)))
