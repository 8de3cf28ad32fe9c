"""The drawing of a timeframe in a saved web page, as SVG in the colours of the page."""

from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.text.markup import escape
from coopviewer.rendering.document.document import Bar
from coopviewer.rendering.document.timeframe_scale import TimeframeScale, scale_of

_TOP, _HEIGHT, _LINE, _YEARS = 8, 14, 30, 46  # pixels from the top; the width is that of the page


def timeframe_drawing(bar: Bar, name: str) -> str:
    """Return the drawing as SVG; ``name`` is an id that no other drawing of the page has.

    The timeframe in words is its accessible name.
    """
    scale = scale_of(parse_timeframe(bar.edtf))
    return (
        f'<div class="timeframe" dir="ltr"><svg role="img" aria-labelledby="{name}_words" height="52">'
        f'<title id="{name}_words">{escape(bar.text)}</title>{_gradient(scale, name)}{_years(scale)}'
        f'<rect x="{_percent(scale.first)}" width="{_percent(scale.last - scale.first)}" y="{_TOP}" '
        f'height="{_HEIGHT}" rx="7" fill="url(#{name}_fade)"/></svg></div>'
    )


def _gradient(scale: TimeframeScale, name: str) -> str:
    length = (scale.last - scale.first) or 1.0
    stops = ((0.0, 0.15), ((scale.sure_from - scale.first) / length, 1), ((scale.sure_to - scale.first) / length, 1))
    written = "".join(
        f'<stop offset="{_percent(place)}" stop-opacity="{opacity}"/>' for place, opacity in (*stops, (1.0, 0.15))
    )
    return f'<defs><linearGradient id="{name}_fade">{written}</linearGradient></defs>'


def _years(scale: TimeframeScale) -> str:
    written = []
    for number, (place, year) in enumerate(scale.years):
        x = _percent(place)
        odd = ' class="odd"' if number % 2 else ""  # hidden on narrow pages
        written.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{_LINE}"/><text{odd} x="{x}" y="{_YEARS}">{year}</text>')
    return "".join(written)


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.3f}%"
