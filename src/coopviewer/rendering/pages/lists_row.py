"""Layout of what each list of countries (a network's, a project's …) says of one country, as signs with words.

The coverage, an overview of all countries, has the same as one of its rows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coopviewer.domain.browsing.addresses import overview_address
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import EntryRef, short_title
from coopviewer.domain.reference.pages import CountryList
from coopviewer.rendering.document.document import SOFT, Block, Line, Link, Paragraph, Row, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.words.overview_words import cell_glyph, cell_word

_CELL_LETTERS = 10  # of the longest word with its sign, and the space around it; longer words wrap between words
_PADDING = 4  # letters of the space around a heading
_MEMBER, _CELL, _BENEFICIARY = "has-member", "has-risk-analysis-cell-in", "has-beneficiary"


def lay_out_lists(context: Context) -> list[Block]:
    """Return a table of one row on the page's country, with a column for each list, and a link to the coverage of all.

    The networks share one column if none of them names any country, and all have the same state for the page's
    country: *not stated* or *not looked at*.
    """
    tr, lists = context.tr, context.page.lists
    folded = _folded(lists)
    columns = [(_title(each, context), _cell(each, context)) for each in lists if each not in folded]
    if folded:
        words = tr.plural("{n} network", "{n} networks", len(folded))
        columns.insert(1, (words, _cell(folded[0], context)))
    headers = tuple(title for title, _ in columns)
    row = Row(tuple(cell for _, cell in columns))
    to_coverage = Link(tr("Open coverage"), str(overview_address("coverage")))
    return [Table(headers, (row,), _widths(headers)), Paragraph((to_coverage,), "soft")]


def lists_table(context: Context) -> Table:
    """Return what each list says of the page's country as a table for paper: a row for each list, with its whole title.

    Some lists share a row, or have none:

        projects: those that do not list the country share the last row, which counts them by what they say of it
        networks: they share a row if none names any country and all say the same of the page's country
        working arrangements: no row in an imported reference if they were not looked for, since its format has none
    """
    tr, lists = context.tr, context.page.lists
    folded = _folded(lists)
    rows = [Row((((Text(_full_title(each, context)),),), _cell(each, context))) for each in _own_row(lists, context)]
    if folded:
        words = tr.plural("{n} network", "{n} networks", len(folded))
        rows.append(Row((((Text(words),),), _cell(folded[0], context))))
    others = Counter(CellState(each.state) for each in lists if _is_other_project(each))
    if others:
        words = tr.plural("{n} other project", "{n} other projects", others.total())
        counted: Mapping[CellState, int] = others if others.total() > 1 else {}
        states = tuple(_state(state, context, counted.get(state)) for state in CellState if others[state])
        rows.append(Row((((Text(words),),), states)))
    return Table((tr("List"), tr("What it says")), tuple(rows), ("70%", "30%"))


def _own_row(lists: Sequence[CountryList], context: Context) -> Iterator[CountryList]:
    """Yield the lists that have a row of their own in ``lists_table``."""
    folded, is_imported = _folded(lists), context.page.imported is not None
    for each in lists:
        is_unknown = each.ref is None and is_imported and CellState(each.state) is CellState.NOT_LOOKED_AT
        if each not in folded and not is_unknown and not _is_other_project(each):
            yield each


def _is_other_project(each: CountryList) -> bool:
    return each.predicate_id == _BENEFICIARY and CellState(each.state) is not CellState.LISTED


def _full_title(each: CountryList, context: Context) -> str:
    if each.ref is None:
        return context.tr("Working arrangement")
    if each.predicate_id == _CELL:
        return context.tr("Risk analysis cell: {title}").format(title=each.ref.title)
    return each.ref.full_title


def _widths(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Return widths in proportion to the longest words, so that none is broken."""
    letters = [max([_CELL_LETTERS, *(len(word) + _PADDING for word in title.split())]) for title in headers]
    return tuple(f"{100 * each // sum(letters)}%" for each in letters)


def _folded(lists: Sequence[CountryList]) -> list[CountryList]:
    networks = [each for each in lists if each.predicate_id == _MEMBER]
    states = {CellState(each.state) for each in networks}
    says_more = len(states) > 1 or states & {CellState.LISTED, CellState.NOT_LISTED}
    return [] if says_more or any(each.names_countries for each in networks) else networks


def _title(each: CountryList, context: Context) -> str:
    if each.ref is None:
        return context.tr("Working arrangement")
    return context.tr("Risk analysis cell") if each.predicate_id == _CELL else _short_title(each.ref)


def _short_title(ref: EntryRef) -> str:
    return ref._replace(title=short_title(ref.title)).full_title


def _cell(each: CountryList, context: Context) -> tuple[Line, ...]:
    return (_state(CellState(each.state), context),)


def _state(state: CellState, context: Context, number: int | None = None) -> Line:
    """Return a state as its sign and word; with the number of lists that have it, None: of one list."""
    word = cell_word(state, context.tr)
    if number is not None:
        word = context.tr("{state}: {n}").format(state=word, n=context.tr.number(number))
    return (Text(f"{cell_glyph(state)} {word}", "" if state is CellState.LISTED else SOFT),)
