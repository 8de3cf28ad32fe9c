"""A timeframe as a table of shaded cells above its years: a drawing without a picture."""

from collections.abc import Mapping
from itertools import pairwise

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.exchange.documents.docx_tables import DocxCell, gap_xml, table_xml
from coopviewer.exchange.documents.docx_text import escaped, run
from coopviewer.rendering.document.document import Bar
from coopviewer.rendering.document.timeframe_scale import TimeframeScale, scale_of

_SURE, _POSSIBLE = "0B57A4", "B9D0E8"
_HEIGHT = 260  # twentieths of a point
_MOST_COLUMNS = 50  # word processors have 63


def timeframe_xml(bar: Bar, width: int, ids: Mapping[str, str]) -> str:
    """Return the timeframe as a table ``width`` twentieths of a point wide; ``ids`` are the ids of styles by ours.

    Cells that it possibly covers are lighter than those it certainly does. Its words are the alternative text.
    """
    scale = scale_of(parse_timeframe(bar.edtf))
    places = [int(place * width) for place, _ in scale.years if place < 1]
    edges = (scale.first, scale.sure_from, scale.sure_to, scale.last)
    grid = _grid([0, *places, *(int(min(max(edge, 0.0), 1.0) * width) for edge in edges), width])
    cell = ids.get("CoopCell", "CoopCell")
    years = {int(place * width): str(year) for place, year in scale.years if place < 1}
    written = table_xml(
        [tuple(_bar_cells(grid, scale, width, cell)), tuple(_year_cells(grid, years, cell))],
        [end - start for start, end in pairwise(grid)],
        ids.get("CoopKeyFacts", "CoopKeyFacts"),
        headed=False,
        right_to_left=False,
        description=escaped(bar.text),
        height=_HEIGHT,
    )
    return written + gap_xml(ids)


def _grid(places: list[int]) -> list[int]:
    """Return the edges of the columns from left to right, those too near to each other as one."""
    grid, narrowest = [0], max(places) // _MOST_COLUMNS
    for place in sorted(places):
        if place - grid[-1] >= narrowest:
            grid.append(place)
    return grid


def _bar_cells(grid: list[int], scale: TimeframeScale, width: int, style: str) -> list[DocxCell]:
    cells = []
    for start, end in pairwise(grid):
        middle = (start + end) / 2 / width
        sure = scale.sure_from <= middle <= scale.sure_to
        fill = _SURE if sure else _POSSIBLE if scale.first <= middle <= scale.last else ""
        cells.append(DocxCell(_small("", style), fill=fill))
    return cells


def _year_cells(grid: list[int], years: dict[int, str], style: str) -> list[DocxCell]:
    """Return a cell for each year that has a name, as wide as up to the next one."""
    starts = [at for at, place in enumerate(grid[:-1]) if place in years or not at]
    ends = [*starts[1:], len(grid) - 1]
    return [
        DocxCell(_small(run(years.get(grid[start], "")), style), span=end - start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _small(content: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
