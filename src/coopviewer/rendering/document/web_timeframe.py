"""The drawings of timeframes in a saved web page, as SVG: of one, and of the rows of a strip."""

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.text.markup import escape
from coopviewer.rendering.document.document import Bar, Strip
from coopviewer.rendering.document.strip_drawing import StripColours, StripWords, draw_strip_row
from coopviewer.rendering.document.timeframe_scale import Reach, TimeframeScale, has_two_pairs, scale_of, scale_of_dates

_TOP, _HEIGHT, _LINE, _YEARS = 8, 14, 30, 46  # pixels from the top; the width is that of the page
_STRIP_WIDTH = 360  # pixels
_STRIP_COLOURS = StripColours("#0b57a4", "#d8dbe0", "#5b6472", "#1a1f29", "#f4ecd8", "#6b5210")


def timeframe_drawing(bar: Bar, name: str) -> str:
    """Return the drawing of a timeframe as SVG in a div; ``name`` is an id that no other drawing of the page has.

    The timeframe in words is its accessible name. Raises ValueError if the bar has no valid dates.
    """
    if has_two_pairs(bar.edtf, bar.planned):
        return _two_pairs(bar, name)
    scale = scale_of(parse_timeframe(bar.edtf))
    return (
        f'<div class="timeframe" dir="ltr"><svg role="img" aria-labelledby="{name}_words" height="52">'
        f'<title id="{name}_words">{escape(bar.text)}</title>{_gradient(scale, name)}{_years(scale.years)}'
        f'<rect x="{_percent(scale.first)}" width="{_percent(scale.last - scale.first)}" y="{_TOP}" '
        f'height="{_HEIGHT}" rx="7" fill="url(#{name}_fade)"/></svg></div>'
    )


def _gradient(scale: TimeframeScale, name: str, before: float = 0.15, after: float = 0.15) -> str:
    length = (scale.last - scale.first) or 1.0
    stops = ((0.0, before), ((scale.sure_from - scale.first) / length, 1), ((scale.sure_to - scale.first) / length, 1))
    written = "".join(
        f'<stop offset="{_percent(place)}" stop-opacity="{opacity}"/>' for place, opacity in (*stops, (1.0, after))
    )
    return f'<defs><linearGradient id="{name}_fade">{written}</linearGradient></defs>'


def _two_pairs(bar: Bar, name: str) -> str:
    """Return planned dates as an outline, and actual ones filled within it; a side that is not stated has no edge."""
    scale = scale_of_dates(bar.edtf, bar.planned)
    drawn = ""
    if (actual := scale.actual) is not None:
        place = TimeframeScale((), actual.first, actual.sure_from, actual.sure_to, actual.last)
        drawn += _gradient(place, name, 0.0 if not actual.has_start else 0.15, 0.0 if not actual.has_end else 0.15)
        drawn += (
            f'<rect x="{_percent(actual.first)}" width="{_percent(max(actual.last - actual.first, 0.004))}" '
            f'y="{_TOP + 3}" height="{_HEIGHT - 6}" fill="url(#{name}_fade)"/>'
        )
    if (planned := scale.planned) is not None:
        edges = [(planned.first, planned.has_start), (planned.last, planned.has_end)]
        drawn += _faded_outline(planned, name)
        drawn += "".join(
            f'<line class="planned" x1="{_percent(x)}" x2="{_percent(x)}" y1="{_TOP}" y2="{_TOP + _HEIGHT}"/>'
            for x, is_stated in edges
            if is_stated
        )
    return (
        f'<div class="timeframe" dir="ltr"><svg role="img" aria-labelledby="{name}_words" height="52">'
        f'<title id="{name}_words">{escape(bar.text)}</title>{_years(scale.years)}{drawn}</svg></div>'
    )


def _faded_outline(planned: Reach, name: str) -> str:
    """Return the lines above and below planned dates, as areas: a line cannot fade out where a date is not stated."""
    stops = "".join(
        f'<stop offset="{place}%" stop-opacity="{int(is_stated)}"/>'
        for place, is_stated in ((0, planned.has_start), (100, planned.has_end))
    )
    areas = "".join(
        f'<rect class="planned" x="{_percent(planned.first)}" width="{_percent(planned.last - planned.first)}" '
        f'y="{y - 0.75}" height="1.5" fill="url(#{name}_planned)"/>'
        for y in (_TOP, _TOP + _HEIGHT)
    )
    return f'<defs><linearGradient id="{name}_planned">{stops}</linearGradient></defs>{areas}'


def _years(years: tuple[tuple[float, int], ...]) -> str:
    written = []
    for number, (place, year) in enumerate(years):
        x = _percent(place)
        odd = ' class="odd"' if number % 2 else ""  # hidden on narrow pages
        written.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{_LINE}"/><text{odd} x="{x}" y="{_YEARS}">{year}</text>')
    return "".join(written)


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.3f}%"


def strip_row_drawing(edtf: str, strip: Strip, name: str) -> str:
    """Return the drawing of one timeframe of a strip as SVG in a div that screen readers pass over.

    ``edtf`` is the timeframe in EDTF, such as ``2017/2023``; or AXIS (``axis``): the row of years below all timeframes;
    or HEAD (``head``): the row for words above them, which is empty here. Raises ValueError for any other text, also an
    empty one. ``name`` is an id that no other drawing of the page has.
    """
    words = StripWords("", "")
    svg = draw_strip_row(edtf, strip.years, _STRIP_WIDTH, 1.0, _STRIP_COLOURS, words, name)
    return f'<div class="timeframe" dir="ltr" aria-hidden="true">{svg}</div>'
