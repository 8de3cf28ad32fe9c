"""The lists that the window shows, as tables: which entries and relations they have, and what else is shown of them.

Everything here runs on the thread that saves a list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from coopviewer.app.export.wanted_lists import BranchList, OverviewList, PageList, SearchList, WantedList, Writing
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import ListColumn, ListRow, RelationRow, RowsOf, columns_of
from coopviewer.domain.progress import Progress
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import SearchHit
from coopviewer.domain.search.syntax import parse_query
from coopviewer.exchange.tables.entry_table import About, about_reference, entry_table, relation_table
from coopviewer.exchange.tables.json_rows import row_record, table_records
from coopviewer.exchange.tables.saved_list import ListedTable, save_list
from coopviewer.exchange.tables.stated_table import with_stated
from coopviewer.exchange.tables.sum_table import sum_table
from coopviewer.exchange.tables.table import DataTable, TableField, Written
from coopviewer.rendering.words.search_words import match_words
from coopviewer.storage.overviews.list_source import ListSource
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.workspace.list_saving import IsCancelled

_REPORT_EVERY = 500  # entries
_MOST_HITS = 1000  # results whose matching text is read; the others follow by kind, then title


class ShownEntries(NamedTuple):
    """Entries in the order in which they are shown, and further columns that are shown beside them.

    ``fields`` are these columns. ``cells`` has a row of texts for each entry, one for each column; empty without these.
    """

    refs: Sequence[EntryRef]
    fields: tuple[TableField, ...] = ()
    cells: Sequence[tuple[str, ...]] = ()


class ShownList(NamedTuple):
    """A list that the window shows, and how to read it.

    ``about`` says in the head of the table which list it is. ``read`` returns its entries; ``relations`` its relations,
    None: all relations from or to any of its entries.
    """

    title: str
    about: About
    read: Callable[[ListSource, IsCancelled, Progress], ShownEntries]
    relations: Callable[[ListSource], Iterator[RelationRow]] | None = None


def write_wanted_list(wanted: WantedList, how: Writing, is_cancelled: IsCancelled, progress: Progress) -> Written:
    """Write a list into a file as ``how`` says, a row for each entry, relation or sum; return how much was written.

    Raises Cancelled if ``progress`` does, or if ``is_cancelled`` returns True during a search. Raises EnvironmentFault
    if the file cannot be written, or if the reference or, for a search that needs them, the annotations cannot be read.
    An existing file is then unchanged.
    """
    source = ListSource(how.reference, how.today)
    try:
        shown = _shown(wanted, how.tr)
        about = (*shown.about, *about_reference(source.edition, source.legal_notes, source.today, how.tr))
        make = {RowsOf.ENTRIES: _by_entry, RowsOf.RELATIONS: _by_relation, RowsOf.SUMS: _by_sum}[how.rows]
        entries = partial(shown.read, source, is_cancelled, progress)
        listed = make(shown, about, source, entries, how.tr)
        return save_list(how.path, how.form, listed, how.today, how.tr, progress)
    finally:
        source.close()


def _shown(wanted: WantedList, tr: Translate) -> ShownList:
    match wanted:
        case BranchList():
            return _branch_list(wanted, tr)
        case PageList():
            return _page_list(wanted, tr)
        case OverviewList():
            return _overview_list(wanted, tr)
        case SearchList():
            return _search_list(wanted, tr)


def _by_relation(
    shown: ShownList, about: About, source: ListSource, read: Callable[[], ShownEntries], tr: Translate
) -> ListedTable:
    chosen = shown.relations
    rows = chosen(source) if chosen is not None else source.relations({ref.id for ref in read().refs})
    table = relation_table("relations", shown.title, rows, tr, about=about)
    return ListedTable(table, table_records(table))


def _by_sum(
    shown: ShownList, about: About, source: ListSource, read: Callable[[], ShownEntries], tr: Translate
) -> ListedTable:
    table = sum_table(shown.title, source.sums({ref.id for ref in read().refs}), tr, about=about)
    return ListedTable(table, table_records(table))


def _by_entry(
    shown: ShownList, about: About, source: ListSource, read: Callable[[], ShownEntries], tr: Translate
) -> ListedTable:
    entries = read()
    columns = source.filled(columns_of({ref.kind for ref in entries.refs} or {EntryKind.THEME}))
    total = len(entries.refs)
    table = entry_table("list", shown.title, columns, source.rows(entries.refs, columns), tr, total=total, about=about)
    records = _records(source.rows(entries.refs, columns), columns, entries)
    stated = source.stated({ref.id for ref in entries.refs})
    return ListedTable(with_stated(_with_shown(table, entries, tr), stated, tr), records)


def _with_shown(table: DataTable, entries: ShownEntries, tr: Translate) -> DataTable:
    """Return a table of entries with the further columns that are shown beside them, after title and kind.

    Without further columns it is returned unchanged. No two columns have the same title, since other programs find a
    column by it. The rows get no key: they may be alike.
    """
    if not entries.fields:
        return table
    place = [field.name for field in table.fields].index(ListColumn.KIND) + 1
    taken = {field.title for field in table.fields}
    shown = [
        field._replace(title=tr("{column}, as shown").format(column=field.title)) if field.title in taken else field
        for field in entries.fields
    ]
    fields = (*table.fields[:place], *shown, *table.fields[place:])
    pairs = zip(table.rows, entries.cells, strict=True)
    rows = ((*row[:place], *cells, *row[place:]) for row, cells in pairs)
    return table._replace(fields=fields, rows=rows, key=())


def _records(
    rows: Iterable[ListRow], columns: Sequence[ListColumn], entries: ShownEntries
) -> Iterator[Mapping[str, object]]:
    names = [field.title for field in entries.fields]
    for place, row in enumerate(rows):
        record = row_record(row, columns)
        if names:
            record["shown"] = dict(zip(names, entries.cells[place], strict=True))
        yield record


def _awaited(refs: Iterable[EntryRef], progress: Progress) -> Iterator[EntryRef]:
    """Yield entries whose number is not known before, and report progress without a number at every 500th."""
    for number, ref in enumerate(refs):
        if number % _REPORT_EVERY == 0:
            progress(0, 0)
        yield ref


def _branch_list(wanted: BranchList, tr: Translate) -> ShownList:
    def read(source: ListSource, _is_cancelled: IsCancelled, progress: Progress) -> ShownEntries:
        return ShownEntries(tuple(_awaited(source.branch(wanted.grouping, wanted.key, wanted.filtered), progress)))

    limited = ((tr("Filter"), wanted.filtered.text),) if wanted.filtered is not None else ()
    return ShownList(wanted.title, ((tr("List"), wanted.title), *limited), read)


def _page_list(wanted: PageList, tr: Translate) -> ShownList:
    def read(source: ListSource, _is_cancelled: IsCancelled, progress: Progress) -> ShownEntries:
        ends = {ref.id: ref for ref in chain.from_iterable(map(source.far_ends, wanted.keys))}
        return ShownEntries(tuple(_awaited(ends.values(), progress)))

    about = ((tr("List"), wanted.title),)
    return ShownList(
        wanted.title, about, read, lambda source: chain.from_iterable(map(source.relations_of, wanted.keys))
    )


def _overview_list(wanted: OverviewList, tr: Translate) -> ShownList:
    meaning = tr("As shown in the overview: {title}.").format(title=wanted.title)
    headings = enumerate(wanted.table.headers[1:], start=1)
    fields = tuple(TableField(f"shown-{place}", heading, meaning) for place, heading in headings)

    def read(_source: ListSource, _is_cancelled: IsCancelled, _progress: Progress) -> ShownEntries:
        rows = [row for row in wanted.table.rows if row.ref is not None]
        refs = tuple(row.ref for row in rows if row.ref is not None)
        return ShownEntries(refs, fields, [row.cells[1:] for row in rows])

    limited = ((tr("Query"), wanted.query),) if wanted.query else ()
    return ShownList(wanted.title, ((tr("Overview"), wanted.title), *limited), read)


def _search_list(wanted: SearchList, tr: Translate) -> ShownList:
    """Return the list of a search's results: 1,000 with the text they match, then others by kind and title."""
    fields = (
        TableField("found-in", tr("Found in"), tr("The field in which the words of the search were found.")),
        TableField("found-text", tr("Found text"), tr("The text in which they were found, as the results show it.")),
    )
    read = partial(_read_search, wanted.query, wanted.annotations, fields, tr)
    return ShownList(wanted.title, ((tr("Search"), wanted.query),), read)


def _read_search(
    query: str,
    annotations: Path | None,
    fields: tuple[TableField, ...],
    tr: Translate,
    source: ListSource,
    is_cancelled: IsCancelled,
    _progress: Progress,
) -> ShownEntries:
    parsed = parse_query(query)
    search = PersonalSearch(source.path, annotations)
    try:
        answer = search.with_own(search.search(parsed, _MOST_HITS, is_cancelled), is_cancelled)
        if answer.own_fault is not None and any(each.is_own for each in parsed.query.filters):
            raise answer.own_fault  # the list would have entries that the filters leave out
        more = search.matching(parsed.query, is_cancelled) if answer.more or not answer.complete else frozenset()
    finally:
        search.close()
    hits: dict[str, SearchHit] = {}
    for hit in chain(answer.hits, answer.own):
        hits.setdefault(hit.ref.id, hit)
    others = list(source.of_kinds(EntryKind, more - hits.keys())) if more else []
    refs = (*(hit.ref for hit in hits.values()), *others)
    cells = [(match_words(hit.match, tr), hit.snippet.text or hit.match.text) for hit in hits.values()]
    return ShownEntries(refs, fields, [*cells, *(("", ""),) * len(others)])
