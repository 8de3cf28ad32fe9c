"""Pictures as SVG of the rows of a strip (timeframes below each other), drawn alike on the screen and in saved pages.

The screen draws the SVG as it draws icons, which the first window needs anyway, so no further module of Qt is loaded.
Times run from left to right in every language.
"""

from datetime import MAXYEAR, date
from typing import NamedTuple

from coopviewer.domain.reference.timeframes import Timeframe, parse_timeframe
from coopviewer.domain.text.markup import escape
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import StripYears

HEAD, AXIS = "head", "axis"
"""Used in place of a timeframe, for the row with the names of the as-of band and of today, and the row of years."""
ROW_HEIGHT, HEAD_HEIGHT, AXIS_HEIGHT = 26, 18, 18  # pixels, as all sizes here
_BAR = 14
_FAINT = 0.16
_DOTTED_FROM = 6  # of a fade from which its outer limit is drawn
_LABEL = 11  # size of text
_LABEL_WIDTH = 34  # of a year, with space on both sides
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years between two labels


class StripColours(NamedTuple):
    """The colours of a strip (timeframes below each other), as ``#rrggbb``.

    ``bar``: bars.
    ``line``, ``soft``: the lines at the beginnings of years, and the years written below (``2019``).
    ``text``: the line of today, and its name.
    ``band``, ``age``: the band behind the days that the edition may speak of (as of), and its name.
    ``faint``: unsure ends of bars where nothing can be transparent, as in a PDF; empty: ``bar``, nearly transparent.
    """

    bar: str
    line: str
    soft: str
    text: str
    band: str
    age: str
    faint: str = ""


class StripWords(NamedTuple):
    """The words above a strip: ``as_of`` at the band of days that the edition may speak of, ``today`` at its line."""

    as_of: str
    today: str


def picture_name(edtf: str, years: StripYears, share: float) -> str:
    """Return the name by which a page asks for the picture of one row of a strip, such as ``strip:2017/2023;…``.

    ``edtf`` is the row's timeframe, HEAD (the row of words above) or AXIS (the row of years). ``share`` is the width of
    the picture as a fraction of the page's.
    """
    parts = (edtf, str(years.first), str(years.last), *(years.as_of or ("", "")), years.today, f"{share:.3f}")
    return schemes.STRIP + ";".join(parts)


def parse_picture_name(name: str) -> tuple[str, StripYears, float]:
    """Return the timeframe (or HEAD or AXIS), the years and the width that a name such as ``strip:2017/2023;…`` has.

    The width is a fraction of the page's. Raises ValueError unless the name has seven parts separated by ``;``, with
    numbers as years and width; whether the timeframe and the days are valid is not checked.
    """
    edtf, first, last, earliest, latest, today, share = name.removeprefix(schemes.STRIP).split(";")
    return edtf, StripYears(int(first), int(last), (earliest, latest) if earliest else None, today), float(share)


def draw_strip_row(
    edtf: str, years: StripYears, width: int, ratio: float, colours: StripColours, words: StripWords, name: str = "fade"
) -> str:
    """Return a row as an SVG picture that is ``width`` pixels wide; ``ratio`` enlarges what is in it, text included.

    ``edtf`` is a timeframe in EDTF, HEAD (the row with ``words``) or AXIS (the row of years); the height is ``ratio``
    times 26 (ROW_HEIGHT), 18 (HEAD_HEIGHT) or 18 pixels (AXIS_HEIGHT). ``name`` is an id that nothing else
    has in a page that contains the picture. Raises ValueError if ``edtf`` is none of them, such as an empty text.
    """
    drawing = _Drawing(years, width / ratio, colours)
    height = {HEAD: HEAD_HEIGHT, AXIS: AXIS_HEIGHT}.get(edtf, ROW_HEIGHT)
    if edtf == HEAD:
        content = drawing.head(words)
    elif edtf == AXIS:
        content = drawing.axis()
    else:
        content = drawing.row(parse_timeframe(edtf), name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{round(height * ratio)}" '
        f'viewBox="0 0 {width / ratio:.2f} {height}">{content}</svg>'
    )


class _Drawing:
    """Draws rows of one strip."""

    def __init__(self, years: StripYears, width: float, colours: StripColours) -> None:
        self._years, self._width, self._colours = years, width, colours
        self._left = _new_year(years.first)
        self._length = max(_new_year(years.last + 1) - self._left, 1)

    def _x(self, day: int) -> float:
        return (day - self._left) / self._length * self._width

    def row(self, timeframe: Timeframe, name: str) -> str:
        return self._ground(ROW_HEIGHT) + self._bar(timeframe, name)

    def head(self, words: StripWords) -> str:
        """Return the names above the rows; where they would touch each other, that of today is left out."""
        base = HEAD_HEIGHT - 5
        today = self._x(date.fromisoformat(self._years.today).toordinal())
        narrow = len(words.today) * _LABEL * 0.55
        at = min(max(today, narrow / 2), self._width - narrow / 2)
        if self._years.as_of is None:
            return _text(words.today, at, base, self._colours.text)
        first, last = (self._x(date.fromisoformat(day).toordinal()) for day in self._years.as_of)
        wide = len(words.as_of) * _LABEL * 0.55
        centre = min(max((first + last) / 2, wide / 2), max(self._width - wide / 2, wide / 2))
        named = _text(words.as_of, centre, base, self._colours.age)
        if abs(at - centre) < (wide + narrow) / 2 + 4:
            return named
        return named + _text(words.today, at, base, self._colours.text)

    def axis(self) -> str:
        pixels = self._width / max(self._years.last + 1 - self._years.first, 1)
        step = next((each for each in _STEPS if each * pixels >= _LABEL_WIDTH), _STEPS[-1])
        first = self._years.first + -self._years.first % step
        written = [
            _text(str(year), self._x(_new_year(year)), AXIS_HEIGHT - 5, self._colours.soft)
            for year in range(first, self._years.last + 2, step)
            if _LABEL_WIDTH / 2 <= self._x(_new_year(year)) <= self._width - _LABEL_WIDTH / 2
        ]
        return "".join(written)

    def _band(self, height: int) -> str:
        if self._years.as_of is None:
            return ""
        first, last = (date.fromisoformat(day).toordinal() for day in self._years.as_of)
        left, right = self._x(first), self._x(last + 1)
        return f'<rect x="{left:.2f}" y="0" width="{right - left:.2f}" height="{height}" fill="{self._colours.band}"/>'

    def _ground(self, height: int) -> str:
        """Return the as-of band, the years, and today."""
        band = self._band(height)
        pixels = self._width / max(self._years.last + 1 - self._years.first, 1)
        step = next((each for each in _STEPS if each * pixels >= 8), _STEPS[-1])
        years = range(self._years.first, self._years.last + 2, step)
        lines = "".join(_line(self._x(_new_year(year)), height, self._colours.line, 1) for year in years)
        today = self._x(date.fromisoformat(self._years.today).toordinal())
        return band + lines + _line(today, height, self._colours.text, 1.5)

    def _bar(self, timeframe: Timeframe, name: str) -> str:
        start, end = timeframe
        fade = self._width * 0.08  # along which an open end fades out
        first = self._x(start.earliest.toordinal()) if start else 0.0
        last = self._x(end.latest.toordinal() + 1) if end else self._width
        sure_from = self._x(start.latest.toordinal()) if start else fade
        sure_to = max(self._x(end.earliest.toordinal() + 1) if end else self._width - fade, sure_from)
        top, length = (ROW_HEIGHT - _BAR) / 2, max(last - first, 1.0)
        stops = (
            (0.0, 1.0 if start and start.earliest == start.latest else _FAINT),
            ((sure_from - first) / length, 1.0),
            ((sure_to - first) / length, 1.0),
            (1.0, 1.0 if end and end.earliest == end.latest else _FAINT),
        )
        limits = [first] if start and sure_from - first > _DOTTED_FROM else []
        limits += [last] if end and last - sure_to > _DOTTED_FROM else []
        return (
            f'<defs><linearGradient id="{name}" x1="0" x2="1" y1="0" y2="0">'
            f"{''.join(self._stop(*stop) for stop in stops)}</linearGradient></defs>"
            f'<rect x="{first:.2f}" y="{top}" width="{length:.2f}" height="{_BAR}" fill="url(#{name})"/>'
            f"{''.join(self._limit(x, top) for x in limits)}"
        )

    def _stop(self, at: float, opacity: float) -> str:
        place = min(max(at, 0.0), 1.0)
        if opacity < 1 and self._colours.faint:
            return f'<stop offset="{place:.4f}" stop-color="{self._colours.faint}"/>'
        return f'<stop offset="{place:.4f}" stop-color="{self._colours.bar}" stop-opacity="{opacity}"/>'

    def _limit(self, x: float, top: float) -> str:
        """Return the dotted line at the outer limit of an unsure end; ``x`` and ``top`` are in units of the drawing."""
        return (
            f'<line x1="{x:.2f}" x2="{x:.2f}" y1="{top}" y2="{top + _BAR}" stroke="{self._colours.bar}" '
            'stroke-width="1" stroke-dasharray="1.5,2"/>'
        )


def _line(x: float, height: int, colour: str, wide: float) -> str:
    return f'<line x1="{x:.2f}" x2="{x:.2f}" y1="0" y2="{height}" stroke="{colour}" stroke-width="{wide}"/>'


def _text(text: str, x: float, y: float, colour: str) -> str:
    return f'<text x="{x:.2f}" y="{y}" text-anchor="middle" font-size="{_LABEL}" fill="{colour}">{escape(text)}</text>'


def _new_year(year: int) -> int:
    return date(max(year, 1), 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1
