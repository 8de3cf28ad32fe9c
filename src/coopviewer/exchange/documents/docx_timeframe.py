"""A timeframe as a table of shaded cells above its years: a drawing without a picture."""

from collections.abc import Mapping
from itertools import pairwise

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.exchange.documents.docx_tables import DocxCell, gap_xml, table_xml
from coopviewer.exchange.documents.docx_text import escaped, run
from coopviewer.rendering.document.document import Bar
from coopviewer.rendering.document.timeframe_scale import has_two_pairs, scale_of, scale_of_dates

_SURE, _POSSIBLE = "0B57A4", "B9D0E8"
_HEIGHT = 260  # twentieths of a point
_MOST_COLUMNS = 50  # word processors have 63
_Edges = tuple[float, float, float, float]
_Fills = tuple[str, str]


def timeframe_xml(bar: Bar, width: int, ids: Mapping[str, str]) -> str:
    """Return the XML of a timeframe: a table ``width`` twentieths of a point wide, and a small gap below it.

    Cells of time that the timeframe only possibly covers are lighter than those that it covers for certain. If planned
    dates are known beside actual ones, they are a row above, which is light throughout. The timeframe in words is the
    alternative text. ``ids`` maps ids of the program's own styles to those in the file.
    """
    named, reaches = _scale(bar)
    years = {int(place * width): str(year) for place, year in named if place < 1}
    edges = [edge for _, reach in reaches for edge in reach]
    grid = _grid([0, *years, *(int(min(max(edge, 0.0), 1.0) * width) for edge in edges), width])
    cell = ids.get("CoopCell", "CoopCell")
    bars = [tuple(_bar_cells(grid, reach, fills, width, cell)) for fills, reach in reaches]
    written = table_xml(
        [*bars, tuple(_year_cells(grid, years, cell))],
        [end - start for start, end in pairwise(grid)],
        ids.get("CoopKeyFacts", "CoopKeyFacts"),
        headed=False,
        right_to_left=False,
        description=escaped(bar.text),
        height=_HEIGHT,
    )
    return written + gap_xml(ids)


def _scale(bar: Bar) -> tuple[tuple[tuple[float, int], ...], list[tuple[_Fills, _Edges]]]:
    """Return the labelled years, and for each row of cells its two colours and the positions where these change.

    Positions are fractions of the width. Planned dates are a lighter row above the actual ones.
    """
    if not has_two_pairs(bar.edtf, bar.planned):
        scale = scale_of(parse_timeframe(bar.edtf))
        return scale.years, [((_SURE, _POSSIBLE), (scale.first, scale.sure_from, scale.sure_to, scale.last))]
    both = scale_of_dates(bar.edtf, bar.planned)
    rows = (((_POSSIBLE, _POSSIBLE), both.planned), ((_SURE, _POSSIBLE), both.actual))
    return both.years, [(fills, reach[:4]) for fills, reach in rows if reach is not None]


def _grid(places: list[int]) -> list[int]:
    """Return the edges of columns from left to right, without those that are too near to the one before."""
    grid, narrowest = [0], max(places) // _MOST_COLUMNS
    for place in sorted(places):
        if place - grid[-1] >= narrowest:
            grid.append(place)
    return grid


def _bar_cells(grid: list[int], reach: _Edges, fills: _Fills, width: int, style: str) -> list[DocxCell]:
    first, sure_from, sure_to, last = reach
    cells = []
    for start, end in pairwise(grid):
        middle = (start + end) / 2 / width
        sure = sure_from <= middle <= sure_to
        fill = fills[0] if sure else fills[1] if first <= middle <= last else ""
        cells.append(DocxCell(_small("", style), fill=fill))
    return cells


def _year_cells(grid: list[int], years: dict[int, str], style: str) -> list[DocxCell]:
    """Return a cell for each year in ``years`` (labels by position), as wide as up to the next one."""
    starts = [at for at, place in enumerate(grid[:-1]) if place in years or not at]
    ends = [*starts[1:], len(grid) - 1]
    return [
        DocxCell(_small(run(years.get(grid[start], "")), style), span=end - start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _small(content: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
