"""The style sheet of a self-contained web page: light or dark, as set in the reader's system, and for print."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

WEB_LIGHT = {
    "page": "#ffffff",
    "text": "#1a1f29",
    "soft": "#5b6472",
    "accent": "#0b57a4",
    "line": "#d8dbe0",
    "band": "#f4ecd8",
}
WEB_DARK = {
    "page": "#20252c",
    "text": "#e8eaed",
    "soft": "#a3acb9",
    "accent": "#7ab8ff",
    "line": "#3a414c",
    "band": "#3a3424",
}
"""The colours of the window's dark theme (WEB_LIGHT: of the light one); a test checks that they are the same."""
OWN_LIGHT = {"own": "#9d174d", "own-page": "#f9f5f7"}
OWN_DARK = {"own": "#f08cb4", "own-page": "#2e2830"}
"""The edge and the background of the user's own words on a dark page (OWN_LIGHT: on a light one)."""


def web_style_sheet() -> str:
    """Return the style sheet of web pages that are saved as files; it refers to nothing outside the file."""
    return f"""
:root {{ color-scheme: light dark; {_variables(WEB_LIGHT | OWN_LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_variables(WEB_DARK | OWN_DARK)} }} }}
{_TEXT}{_BLOCKS}{_NOTES}{_NARROW}{"".join(_stacked())}
@media print {{ :root {{ color-scheme: light; {_variables(WEB_LIGHT | OWN_LIGHT)} }} {_PRINT} }}
"""


def _stacked() -> Iterator[str]:
    """Yield the rules by which tables that do not fit are stacked: a line for each cell, with its heading."""
    yield _STACKED.format(screen="", width="36rem", table="table").lstrip("\n")
    for columns, width in _WIDE_TABLES.items():
        yield _STACKED.format(screen="screen and ", width=width, table=f"table.wide-{columns}").lstrip("\n")


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


_TEXT = """
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; padding: 2.5rem 1.75rem 3rem; max-width: 60rem; background: var(--page); color: var(--text);
  overflow-wrap: anywhere; }
h1, h2, h3 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 0.75rem; font-size: 1.8rem; }
h2 { margin: 2.25rem 0 0.75rem; font-size: 1.3rem; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
p { margin: 0 0 0.6rem; max-width: 46rem; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.soft, .note, .eyebrow, .basis, dt, th, footer { color: var(--soft); }
.soft, .basis { font-weight: 400; }
.basis { font-size: 0.85rem; }
.strong { font-weight: 600; }
.gone { color: var(--soft); text-decoration: line-through; }
.added { font-weight: 600; text-decoration: underline; }
.eyebrow { margin: 0; }
.lead { font-size: 1.1rem; }
"""
_BLOCKS = """
ol, ul { margin: 0 0 0.75rem; padding-inline-start: 1.6rem; max-width: 46rem; }
li { margin-bottom: 0.35rem; }
ul.flow { padding: 0; max-width: none; list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
ul.flow li { margin: 0; }
dl { margin: 1rem 0; display: grid; gap: 0.6rem 2.5rem; }
dl.two { grid-template-columns: repeat(2, minmax(0, 1fr)); }
dl > div { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); column-gap: 1rem; }
dt { grid-row: 1 / span 9; }
dd { margin: 0; grid-column: 2; }
table { width: 100%; border-collapse: collapse; margin-bottom: 1rem; }
th { font-weight: 400; text-align: start; }
th, td { padding-block: 0.5rem; padding-inline: 0 1.25rem; vertical-align: top; border-bottom: 1px solid var(--line); }
td + td { min-width: 7.25rem; }
th:last-child, td:last-child { padding-inline-end: 0; }
.own { margin: 0; padding: 0.35rem 1rem; border-inline-start: 0.3rem solid var(--own); background: var(--own-page); }
.own + :not(.own) { margin-top: 1rem; }
.beside { display: flex; flex-wrap: wrap; gap: 0 2.5rem; align-items: flex-start; }
.beside > div { flex: 1 1 26rem; min-width: 0; }
.beside > figure { flex: 0 1 18rem; margin: 1rem 0; }
.cover { margin-top: 2rem; color: var(--soft); }
.cover-line { margin: 0; }
ul.contents { padding: 0; list-style: none; }
ul.contents li { margin: 0; }
ul.contents .level-3 { padding-inline-start: 1.5rem; }
hr.page { margin: 2.5rem 0 0; border: 0; }
tr.opens td { border-bottom: 0; }
tr.detail td { padding-top: 0; padding-inline-start: 1.25rem; }
td > div, td > p { margin: 0 0 0.2rem; }
.timeframe { margin: 1.25rem 0 0.5rem; max-width: 40rem; padding-inline-end: 1.25rem; }
.locator { margin: 1rem 0; max-width: 22.5rem; }
.locator svg { display: block; width: 100%; height: auto; }
.locator figcaption { font-size: 0.85rem; }
.timeframe svg { display: block; width: 100%; height: 3.25rem; overflow: visible; }
.strip .timeframe { margin: 0; padding: 0; }
.strip .timeframe svg { height: auto; }
.strip .timeframe text { font-size: 11px; }
.timeframe line { stroke: var(--line); }
.timeframe line.planned { stroke: var(--accent); stroke-width: 1.5; }
.timeframe text { fill: var(--soft); font-size: 0.75rem; text-anchor: middle; }
.timeframe stop { stop-color: var(--accent); }
.strip rect[fill="#f4ecd8"] { fill: var(--band); }
.strip line[stroke="#1a1f29"] { stroke: var(--text); }
.strip line[stroke="#0b57a4"] { stroke: var(--accent); }
"""
_NOTES = """
sup { line-height: 0; font-size: 0.72rem; }
sup a { text-decoration: none; padding: 0 0.1rem; color: var(--soft); }
sup a:hover, .back:hover { text-decoration: underline; }
.notes { font-size: 0.9rem; padding-inline-start: 2rem; }
.notes li::marker { color: var(--soft); }
.notes li > div { display: inline; }
.notes li > div + div::before { content: "\\A"; white-space: pre; }
.back { margin-inline-start: 0.35rem; text-decoration: none; }
:target { scroll-margin-top: 1rem; background: color-mix(in srgb, var(--accent) 16%, transparent); }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.9rem; }
"""
_NARROW = """
@media screen {
  .wide-4 td + td, .wide-5 td + td { min-width: 9rem; }
  [class^="wide"] td:first-child:has(.entry) { min-width: 15rem; }
}
@media (max-width: 44rem) {
  body { padding: 1.5rem 1rem 2rem; }
  h1 { font-size: 1.5rem; }
  dl.two { grid-template-columns: minmax(0, 1fr); }
  .odd { display: none; }
}
@media (max-width: 36rem) { dl > div { grid-template-columns: 7.5rem minmax(0, 1fr); } }
@media (max-width: 24rem) { dl > div { display: block; } }
"""
_STACKED = """
@media {screen}(max-width: {width}) {{
  {table} thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
  {table}, {table} tbody, {table} tr, {table} td {{ display: block; }}
  {table} td {{ display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); column-gap: 1rem; padding: 0.15rem 0;
    border: 0; }}
  {table} td + td, {table} td:first-child:has(.entry) {{ min-width: 0; }}
  {table} td > * {{ grid-column: 2; }}
  {table} td::before {{ content: attr(data-label); color: var(--soft); grid-row: 1 / span 9; }}
  {table} tr {{ padding: 0.6rem 0; border-bottom: 1px solid var(--line); }}
  {table} thead tr {{ border: 0; }}
  {table} tr.opens {{ border: 0; padding-bottom: 0; }}
  {table} tr.detail td {{ display: block; padding: 0; }}
  {table} tr.detail td::before {{ content: none; }}
}}
"""
_WIDE_TABLES = {4: "46rem", 5: "55rem", 6: "60rem"}
"""By number of columns, the width of a window up to which the cells of a table are below each other.

A table of more columns than these is like that of the most, one of fewer is so up to 36rem. Beside each other the
cells would be too narrow for long words. Paper, whose letters are smaller, has them beside each other.
"""
_PRINT = """
@page { margin: 18mm; }
html { font-size: 10pt; }
body { max-width: none; padding: 0; }
h1, h2, h3 { break-after: avoid; }
tr, li, dl > div, .timeframe { break-inside: avoid; }
tr.opens { break-after: avoid; }
hr.page { break-after: page; margin: 0; }
.back { display: none; }
* { print-color-adjust: exact; }
"""


def wide_class(columns: int) -> str:
    """Return the ``class`` attribute for a table of so many columns, `` class="wide-4"`` with the blank.

    More than 6 columns count as 6; for fewer than 4 the text is empty. By the class the cells of a row are below each
    other in a window that is too narrow for the columns.
    """
    counted = min(columns, max(_WIDE_TABLES))
    return f' class="wide-{counted}"' if counted in _WIDE_TABLES else ""


def content_policy(style: str) -> str:
    """Return the content security policy of a page, for its ``meta`` element: one style sheet, and nothing is fetched.

    ``style`` is the text of the style sheet; no other is applied. Only pictures inside the page (``data:``) are shown;
    forms cannot be sent, and no base address can be set.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
