"""Finds what can be cited (facts, the page, search or overview shown, the edition), and copies one citation."""

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtGui import QGuiApplication

from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.cited import Cited
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import facts_of
from coopviewer.exchange.citations.formats import CitationFormat, format_named, write_citations
from coopviewer.models.language import language
from coopviewer.rendering.pages.citation import cite_edition, cite_facts, cite_list, cite_page, search_title
from coopviewer.rendering.pages.imported.page_sums import find_cited, sums_of
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.widgets.page.fact_locations import selected_fact
from coopviewer.widgets.page.selection import facts_in, selected_text


class CitedKind(Enum):
    """What a citation cites: a fact, the selected text, the page, search or overview that is open, or the edition."""

    FACT = auto()
    SELECTION = auto()
    PAGE = auto()
    SEARCH = auto()
    OVERVIEW = auto()
    EDITION = auto()

    def words(self, tr: Translate) -> str:
        """Return words for what is cited, such as "This page", for a list to choose from."""
        return {
            CitedKind.FACT: tr("This fact"),
            CitedKind.SELECTION: tr("The selected text"),
            CitedKind.PAGE: tr("This page"),
            CitedKind.SEARCH: tr("This search"),
            CitedKind.OVERVIEW: tr("This overview"),
            CitedKind.EDITION: tr("This edition of the reference"),
        }[self]

    def copied_words(self, form: CitationFormat, tr: Translate) -> str:
        """Return the message for the status bar that the citation was copied in a format."""
        if form is CitationFormat.TEXT:
            return {
                CitedKind.FACT: tr("The citation of this fact is copied."),
                CitedKind.SELECTION: tr("The citation of the selected text is copied."),
                CitedKind.PAGE: tr("The citation of this page is copied."),
                CitedKind.SEARCH: tr("The citation of this search is copied."),
                CitedKind.OVERVIEW: tr("The citation of this overview is copied."),
                CitedKind.EDITION: tr("The citation of this edition is copied."),
            }[self]
        return {
            CitedKind.FACT: tr("The citation of this fact is copied as {format}."),
            CitedKind.SELECTION: tr("The citation of the selected text is copied as {format}."),
            CitedKind.PAGE: tr("The citation of this page is copied as {format}."),
            CitedKind.SEARCH: tr("The citation of this search is copied as {format}."),
            CitedKind.OVERVIEW: tr("The citation of this overview is copied as {format}."),
            CitedKind.EDITION: tr("The citation of this edition is copied as {format}."),
        }[self].format(format=form.words(tr))


class Citable(NamedTuple):
    """Something that can be cited now: what kind of thing it is, and the content of its citation."""

    kind: CitedKind
    cited: Cited


def citables(context: AppContext, fact_id: str = "") -> list[Citable]:
    """Return what can be cited now: first the selected facts, then the page, search or overview, last the edition.

    The selected facts are those of ``selected_facts``. ``fact_id`` is the id of a fact of the open page that is cited
    instead of them; empty, or an id that the page does not have: the selected ones. Only the edition can be cited if a
    list of annotations, a brief or changes are shown, or home with no fact selected.
    """
    reading, today = context.reading, context.today()
    found = [*_on_page(context, fact_id), *_in_place_of_page(context)]
    return [*found, Citable(CitedKind.EDITION, cite_edition(reading.reference.edition, today))]


def _on_page(context: AppContext, fact_id: str) -> list[Citable]:
    reading, today = context.reading, context.today()
    if reading.open_page is None:
        return []
    page, visit = reading.open_page
    whole = [Citable(CitedKind.PAGE, cite_page(page, str(visit.address), reading.reference.edition, today))]
    fact = find_cited(page, fact_id) if fact_id else None
    facts, text = ((fact,), "") if fact is not None else selected_facts(context)
    if not facts:
        return whole if reading.address is None or not reading.address.is_home else []
    document = lay_out(page, today, visit.unfolded, language())
    cited = cite_facts(page, facts, document, reading.reference.edition, today, language(), text=text)
    return [Citable(CitedKind.FACT if len(facts) == 1 else CitedKind.SELECTION, cited), *whole]


def selected_facts(context: AppContext) -> tuple[tuple[Fact, ...], str]:
    """Return the facts of which text or a source mark is selected, in the order of the page, and the selected text.

    The source mark of a sum of several flows stands for a FlowSum. Without a selection: the fact at the text cursor, or
    none, and an empty text. Without an open page both are empty.
    """
    view, page = context.window.page, context.reading.open_page
    if page is None:
        return (), ""
    if view.textCursor().hasSelection():
        ids, text = facts_in(view.textCursor(), view.facts), selected_text(view.textCursor())
    else:
        at_cursor = selected_fact(view)
        ids, text = [at_cursor.fact_id] if at_cursor is not None else [], ""
    known = {fact.id: fact for fact in (*facts_of(page[0]), *sums_of(page[0]))}
    return tuple(known[each] for each in ids if each in known), text


def _in_place_of_page(context: AppContext) -> list[Citable]:
    reading, today = context.reading, context.today()
    address = reading.address
    if address is None or not (address.is_search or address.is_overview):
        return []
    if address.is_search:
        title, kind = search_title(address.query, None, language()), CitedKind.SEARCH
    else:
        title, kind = overview_title(address, language()), CitedKind.OVERVIEW
    return [Citable(kind, cite_list(title, str(address), reading.reference.edition, today))]


def overview_title(address: Address, tr: Translate) -> str:
    """Return the name of the overview at an address (coverage, timeline or map); raises KeyError for any other."""
    return {"coverage": tr("Coverage"), "timeline": tr("Timeline"), "map": tr("Map")}[address.target]


def copy_citation(context: AppContext, cited: Cited, kind: CitedKind) -> None:
    """Copy a citation to the clipboard, in the format that the user chose last; the status bar says so.

    ``kind`` is what is cited, which the status bar names.
    """
    form = format_named(context.settings.current.citation_format)
    QGuiApplication.clipboard().setText(write_citations(form, (cited,), language()).removesuffix("\n"))
    context.window.show_status(kind.copied_words(form, language()))
