"""What pages, overviews, briefs and files say, as texts that are compared with those recorded beside this module.

After a change that is meant, record them anew, and read the difference before it is kept::

    python -m tests.rendering.recorded.views
"""

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from coopviewer import paths
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.overviews.coverage import ColumnChoice, CoverageCell, parse_column_filters
from coopviewer.domain.overviews.query import parse_overview_query
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import set_for_paper
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.overviews.coverage_rows import lay_out_coverage
from coopviewer.rendering.overviews.map_rows import card_lines, lay_out_map
from coopviewer.rendering.overviews.table import OverviewFrame, OverviewTable
from coopviewer.rendering.overviews.timeline_rows import grouping_of
from coopviewer.rendering.overviews.timeline_view import lay_out_timeline
from coopviewer.rendering.pages.cell_card import lay_out_cell_card, lay_out_count_card, lay_out_instruments_card
from coopviewer.rendering.pages.layout import imprint_of, lay_out, lay_out_whole
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.overviews.reader import OverviewReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import FUNDER, MINISTRY, OTHER, SECTOR, WELL, write_imported

TODAY = date(2022, 1, 1)
HERE = Path(__file__).parent


@cache
def reference(name: str) -> Path:
    """Return the bundled reference, or for *wells* one of two imported activities, which is written once."""
    return paths.reference_file() if name == "bundled" else write_imported(Path(tempfile.mkdtemp()) / "wells.db")


def laid_out(name: str, address: str, *, whole: bool = True) -> tuple[Document, ReferenceStore]:
    """Lay a page out; ``whole``: as it is saved, else as the window shows it at first."""
    with closing(ReferenceStore(reference(name))) as store:
        page = store.page(parse_address(address))
        if whole:
            return lay_out_whole(page, store.edition, TODAY, ENGLISH), store
        return lay_out(page, TODAY, frozenset(), ENGLISH), store


def told(name: str, *addresses: str) -> str:
    """Return pages as Markdown."""
    return "\n\n".join(f"# {each}\n\n{write_markdown(laid_out(name, each)[0])}" for each in addresses)


def shown(name: str, *addresses: str) -> str:
    """Return pages as the window shows them at first."""
    return "\n\n".join(f"{each}\n\n{write_text(laid_out(name, each, whole=False)[0])}" for each in addresses)


def by_line(markup: str) -> str:
    """Return markup with each block on a line of its own."""
    return re.sub(
        r"(?<=.)(?=<(?:h\d|p|table|w:style|tr|td|th|li|ul|ol|div|section|dl|dt|dd|w:p|w:tbl|w:tr|w:tc)[ >])",
        "\n",
        markup,
    )


def as_html(name: str, address: str, *, whole: bool = False) -> str:
    """Return a page as the window draws it, or as it is saved: wide, narrow, and from right to left."""
    document = laid_out(name, address, whole=whole)[0]
    manners: tuple[dict[str, bool], ...] = ({}, {"narrow": True}, {"right_to_left": True})
    return "\n\n".join(by_line(write_html(document, fields=[], **each)) for each in manners)


def on_paper(name: str, address: str) -> str:
    """Return a page as it is drawn on paper."""
    return by_line(write_html(set_for_paper(laid_out(name, address)[0]), on_paper=True))


def as_web_page(name: str, address: str) -> str:
    """Return a page as a web page, without its style sheet."""
    text = write_web_page(laid_out(name, address)[0], ENGLISH, paths.world_map())
    return by_line(re.sub(r'(<style>|d=").*?(</style>|")', r"\1…\2", text, flags=re.DOTALL))


def as_docx(name: str, address: str) -> str:
    """Return the parts of a page as a Word document that have its content."""
    document, store = laid_out(name, address)
    content = write_docx(document, imprint_of(store.edition, ENGLISH), ENGLISH)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [each for each in archive.namelist() if each.startswith("word/")]
        return "\n\n".join(f"{each}\n{by_line(archive.read(each).decode())}" for each in sorted(names))


def framed(frame: OverviewFrame, table: OverviewTable) -> Iterable[str]:
    yield f"{frame.title} | {frame.subtitle} | {frame.total} | {frame.hint}"
    yield from (f"note: {heading} | {text} | {entry}" for heading, text, entry in frame.notes)
    yield " | ".join(table.headers)
    for row in table.rows:
        yield f"{' | '.join(row.cells)} ({row.ref.id if row.ref else ''} {row.fact_id})"


def plain(value: object) -> str:
    """Return a value as text, with an entry as its id."""
    if isinstance(value, tuple):
        named = getattr(value, "id", None)
        return named if isinstance(named, str) else f"({', '.join(map(plain, value))})"
    return str(value) if not isinstance(value, str) else value


def coverage(name: str, *queries: str) -> str:
    """Return the coverage of queries: columns, lines, totals and the table."""
    lines = []
    for text in queries:
        query = parse_overview_query("coverage", text)
        choice = ColumnChoice(query.columns) if query.columns else None
        with closing(OverviewReader(reference(name))) as reader:
            also = frozenset(parse_column_filters(query.where))
            found = reader.coverage(choice=choice, today=TODAY, also=also)
            view = lay_out_coverage(found, query, reader.matching(query.filter), ENGLISH)
        lines += [f"== {text}", f"{view.heading} | {view.choice} of {', '.join(view.choices)} | {view.sort}"]
        lines += [f"filter: {key} {plain(each)}" for key, each in view.filters.items()]
        for each, total in zip(view.columns, view.totals, strict=True):
            filtered = plain(each.filtered)
            lines.append(
                f"column: {each.key} | {each.title} | {each.detail} | {each.is_project} | {filtered} | {plain(total)}"
            )
        lines += [f"line: {plain(tuple(each))}" for each in view.lines]
        lines += framed(view.frame, view.table)
    return "\n".join(lines)


def timeline(name: str, *queries: str) -> str:
    """Return the timeline of queries: its rows and days, and the table."""
    lines = []
    for text in queries:
        query = parse_overview_query("timeline", text)
        with closing(OverviewReader(reference(name))) as reader, closing(ReferenceStore(reference(name))) as store:
            found = reader.timeline(grouping_of(query), TODAY)
            view = lay_out_timeline(found, query, reader.matching(query.filter), store.edition, TODAY, ENGLISH)
            lines += [f"== {text}", f"{view.first} {view.last} {view.as_of} {view.today} {view.year} {view.has_grants}"]
            lines += [plain(tuple(row)) if row is not None else "not read" for row in view.rows]
            lines += framed(view.frame, view.table)
    return "\n".join(lines)


def world_map(name: str, *queries: str) -> str:
    """Return the map of queries: what it says of each country, its legend, and the table."""
    lines = []
    for text in queries:
        query = parse_overview_query("map", text)
        with closing(OverviewReader(reference(name))) as reader:
            view = lay_out_map(reader.coverage(today=TODAY), query, reader.matching(query.filter), ENGLISH)
        lines += [f"== {text}", view.colour, *(plain(tuple(each)) for each in view.legend)]
        for key, country in view.countries.items():
            said = "; ".join(plain(tuple(each)) for each in card_lines(country, ENGLISH))
            lines.append(f"{key}: {said} | {', '.join(country.instruments)}")
        lines += framed(view.frame, view.table)
    return "\n".join(lines)


def cell_cards(name: str, *countries: str) -> str:
    """Return the cards of the cells of countries."""
    lines = []
    with closing(OverviewReader(reference(name))) as reader:
        for choice in (None, ColumnChoice.YEAR):
            found = reader.coverage(choice=choice, today=TODAY)
            for row in (each for each in found.rows if each.ref.id in countries):
                for column in found.columns:
                    cell = CoverageCell(row.ref, column, legal_note=row.legal_note)
                    if column.counts is not None:
                        projects = reader.numbered(range(2)) if column.counts.of((row.ref.id,)) else ()
                        lines.append(write_text(lay_out_count_card(cell, projects, ENGLISH)))
                        continue
                    page = reader.page_with(cell.fact_id, row.ref.id) if cell.fact_id else None
                    lines.append(write_text(lay_out_cell_card(cell, page, {}, ENGLISH)))
                for names in ((), ("Wells", "Pumps")):
                    card = lay_out_instruments_card(row.ref, len(names), names, row.legal_note, ENGLISH)
                    lines.append(write_text(card))
    return "\n\n".join(lines)


def brief(name: str, *entries: str) -> str:
    """Return a brief on entries as Markdown, with all that it may show."""
    with closing(BriefReader(reference(name))) as reader:
        content = reader.read(BriefRequest(entries=entries, options=BriefOptions()))
    return write_markdown(lay_out_brief(content, TODAY, ENGLISH))


COMPARED = "coop:compare?a=country/NE&b=country/XK&c=country/TN"
PROJECTS = "coop:compare?a=project/afic&b=project/eu4bordersecurity&c=project/eap-ibm"
VIEWS: Mapping[str, Callable[[], str]] = {
    "activities": lambda: told("wells", WELL, OTHER, MINISTRY, FUNDER, SECTOR, "country/NE", "source/wells-2020"),
    "activities-shown": lambda: shown("wells", WELL, OTHER, MINISTRY, "coop:home"),
    "activity-html": lambda: as_html("wells", WELL),
    "activity-paper": lambda: on_paper("wells", WELL),
    "activity-web": lambda: as_web_page("wells", WELL),
    "activity-docx": lambda: as_docx("wells", WELL),
    "entries": lambda: told(
        "bundled", "country/XK", "project/afic", "network/afic", "region/africa", COMPARED, PROJECTS
    ),
    "entries-shown": lambda: shown("bundled", "country/NE", "organisation/frontex", "theme/risk-analysis", "coop:home"),
    "country-html": lambda: as_html("bundled", "country/XK"),
    "country-whole": lambda: as_html("bundled", "country/XK", whole=True),
    "country-docx": lambda: as_docx("bundled", "country/XK"),
    "comparison-web": lambda: as_web_page("bundled", COMPARED),
    "brief": lambda: brief("bundled", "country/XK", "project/afic"),
    "brief-of-activities": lambda: brief("wells", WELL, "country/NE"),
    "coverage": lambda: coverage(
        "bundled", "", "group=none&sort=-project/afic", "where=project/afic:listed", "q=niger"
    ),
    "coverage-of-activities": lambda: coverage(
        "wells", "", "columns=year", "columns=sector&group=none", "columns=status", "columns=role"
    ),
    "timeline": lambda: timeline("bundled", "", "group=status", "group=none&year=2019", "q=afic"),
    "timeline-of-activities": lambda: timeline("wells", "", "group=status", "group=none&year=2016", "q=none"),
    "map": lambda: world_map("bundled", "", "colour=project/eu4bordersecurity", "colour=networks", "q=niger"),
    "cell-cards": lambda: cell_cards("bundled", "country/XK", "country/NE", "country/CA"),
}


def recorded(name: str) -> Path:
    """Return the file that has the recorded text of a view."""
    return HERE / f"{name}.txt"


if __name__ == "__main__":
    for key, view in VIEWS.items():
        recorded(key).write_text(f"{view().rstrip()}\n", encoding="utf-8", newline="\n")
