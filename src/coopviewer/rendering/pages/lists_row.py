"""Layout of a country's row of the coverage: what each list of countries says of it, as signs with words."""

from collections.abc import Sequence

from coopviewer.domain.browsing.addresses import overview_address
from coopviewer.domain.overviews.coverage import CellState
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.pages import CountryList
from coopviewer.rendering.document.document import SOFT, Block, Line, Link, Paragraph, Row, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.words.overview_words import cell_glyph, cell_word

_CELL_LETTERS = 10  # of the longest word with its sign, and the space around it; longer words wrap between words
_PADDING = 4  # letters of the space around a heading
_MEMBER, _CELL = "has-member", "has-risk-analysis-cell-in"


def lay_out_lists(context: Context) -> list[Block]:
    """Return a table of one row with a column for each list, and a link to the coverage.

    Networks are one column where they are one in the coverage: none names any country, nor is complete without one, and
    all have the same state.
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
    return context.tr("Risk analysis cell") if each.predicate_id == _CELL else short_title(each.ref.title)


def _cell(each: CountryList, context: Context) -> tuple[Line, ...]:
    return (_state(CellState(each.state), context),)


def _state(state: CellState, context: Context) -> Line:
    word = cell_word(state, context.tr)
    return (Text(f"{cell_glyph(state)} {word}", "" if state is CellState.LISTED else SOFT),)
