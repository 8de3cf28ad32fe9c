"""What the page of changes shows, read and written as HTML on the thread of the comparison."""

from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import changes_address
from coopviewer.domain.editions.changes import AT_ONCE, ChangeQuery, ChangeSummary, EntryChanges
from coopviewer.domain.editions.view import ChangesView
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import Block, Document, Heading, Inline, Link, Paragraph, Text
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.editions.changes_layout import (
    ChangeLinks,
    fact_part,
    lay_out_changes,
    lay_out_entry_changes,
)
from coopviewer.rendering.editions.order_words import basis_words
from coopviewer.workspace.editions.open_comparison import Compared

_MOST_FACTS = 12
"""Changes of facts that are shown of each entry of a list; a page of all of them would take long to lay out."""


class ShownChanges(NamedTuple):
    """A page of changes, as ``view`` asks for it; ``document`` and ``html`` are the same content.

    ``summary`` has the numbers of all changes between the two editions, whatever the filters. ``entry_kinds`` has for
    each kind of entry how many entries changed; all filters apply to it except that by kind of entry. ``opens_old``: of
    the two editions, the open one counts as the earlier one.
    """

    view: ChangesView
    document: Document
    html: str
    summary: ChangeSummary
    entry_kinds: dict[EntryKind, int]
    opens_old: bool


class ChangesOfEntry(NamedTuple):
    """How many changes the entry with the id ``entry`` has, compared with the edition that has the id ``edition``.

    ``opens_old`` says which edition counts as the earlier one: if True the open one, so that the entry changed from the
    open edition to ``edition``; otherwise it changed from ``edition`` to the open one.
    """

    entry: str
    number: int
    edition: str
    opens_old: bool


def read_changes(view: ChangesView, review: str, tr: Translate, compared: Compared) -> ShownChanges:
    """Return the page of changes that ``view`` asks for: of one entry, or of several.

    With ``view.entry`` it has changes of that entry, from the one with the index ``view.first`` on; otherwise those of
    at most 50 entries (AT_ONCE), from the entry with that index on. ``review`` is the address of annotations that wait
    for a review, to which the page of one entry links; empty: it does not. While ``compared`` is not complete, the page
    has all entries that are new, gone, renamed or retitled, but changes of facts only of the user's own entries.
    """
    summary = compared.comparison.summary()
    document = (_entry_page if view.entry else _list_page)(view, summary, compared, tr)
    title, lead, *blocks = document.blocks
    order = basis_words(compared.basis, tr)
    known = [Paragraph((Text(order),), "soft")] if order else []
    document = document._replace(blocks=(title, lead, *known, *blocks, *_further(view, review, tr)))
    html = write_html(document, right_to_left=tr.is_right_to_left)
    return ShownChanges(view, document, html, summary, compared.comparison.entry_kinds(view.query), compared.opens_old)


def count_changes(entry: str, compared: Compared) -> ChangesOfEntry:
    """Return how many changes the entry with the id ``entry`` has: its own, and those of its facts.

    Changes that many entries share, which the page of all changes shows once for all, are counted too. The number is 0
    if nothing changed, or if neither edition lists the entry.
    """
    comparison = compared.comparison
    found = comparison.entry(entry, ChangeQuery(told_once=True))
    edition = comparison.new if compared.opens_old else comparison.old
    number = 0 if found is None else found.total + len(found.kinds)
    return ChangesOfEntry(entry, number, edition.id, compared.opens_old)


def _links(view: ChangesView, compared: Compared) -> ChangeLinks:
    return ChangeLinks(
        compared.opens_old,
        lambda first: str(changes_address(str(view._replace(first=first)))),
        lambda entry: str(changes_address(str(view._replace(entry=entry, first=0)))),
    )


def _list_page(view: ChangesView, summary: ChangeSummary, compared: Compared, tr: Translate) -> Document:
    comparison = compared.comparison
    entries = comparison.entries(view.query, view.first, AT_ONCE, _MOST_FACTS)
    return lay_out_changes(
        summary,
        entries,
        comparison.names((*entries, *(each.example for each in summary.told_once))),
        tr,
        first=view.first,
        total=comparison.count(view.query),
        links=_links(view, compared),
        is_filtered=view.is_filtered,
    )


def _entry_page(view: ChangesView, summary: ChangeSummary, compared: Compared, tr: Translate) -> Document:
    comparison = compared.comparison
    found = comparison.entry(view.entry)
    shown: EntryChanges | None = None
    foot: list[Block] = []
    if found is not None:
        first = min(view.first, max(len(found.facts) - 1, 0))
        shown, foot = fact_part(found, first, _links(view, compared), tr)
    names = comparison.names(() if shown is None else (shown,))
    document = lay_out_entry_changes(summary, shown, names, tr, links=_links(view, compared)._replace(entry=None))
    return document._replace(blocks=(*document.blocks, *foot))


def _further(view: ChangesView, review: str, tr: Translate) -> Iterator[Block]:
    """Yield a line of links from the changes of one entry to all changes, and to annotations to review, if any wait.

    Nothing is yielded for a page of all changes.
    """
    if not view.entry:
        return
    line: list[Inline] = [
        Link(tr("All changes between these editions"), str(changes_address(str(view._replace(entry="", first=0))))),
    ]
    if review:
        line += [Text("  ·  "), Link(tr("Annotations to review"), review)]
    yield Paragraph(tuple(line), "soft")


def message_page(sentence: str, links: tuple[tuple[str, str], ...], tr: Translate) -> str:
    """Return the HTML of a page with a sentence instead of changes, and below it links: ``(words, address)`` each."""
    blocks: list[Block] = [Heading(1, (Text(tr("What changed")),)), Paragraph((Text(sentence),))]
    blocks += [Paragraph((Link(words, address),)) for words, address in links]
    return write_html(Document("", "", tuple(blocks)), right_to_left=tr.is_right_to_left)
