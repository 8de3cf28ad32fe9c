"""Layout of the home page: a description of the edition, and what to know before relying on it."""

from collections.abc import Set

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, SCHEME, search_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import HomePage, Lookup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Document,
    Field,
    Flow,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.footnote_marks import MarkBook
from coopviewer.rendering.words import reference_words as wording
from coopviewer.rendering.words.reference_words import as_of_words

_MOST_SEARCHES = 12  # recent searches on the home page


def lay_out_home(page: HomePage, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out the home page: a description of the edition, its counts, and what to know before relying on it.

    The data notes of an entry are folded, with their count, unless it is in ``unfolded``.
    """
    edition, marks = page.edition, MarkBook(page.lookup, tr)
    as_of = (Text(as_of_words(edition, tr)), Text(f" {wording.basis_within(edition.as_of_basis, tr)}", SOFT))
    facts = (
        KeyFact(tr("As of"), (as_of, (Text(edition.as_of_note, SOFT),))),
        KeyFact(tr("Edition"), ((Text(edition.id),), (Text(edition.publisher, SOFT),))),
        KeyFact(tr("Licence"), ((Text(edition.licence_note),),)),
    )
    counts = tuple(_count_line(kind, count, tr) for kind, count in page.counts.items())
    blocks: list[Block] = [
        Paragraph((Text(tr("Reference")),), "eyebrow"),
        Heading(1, (Text(edition.title),)),
        Paragraph((Text(edition.disclaimer),), "lead"),
        *(_hints(tr) if page.is_first_start else ()),
        KeyFacts(facts, columns=1),
        Heading(2, (Text(tr("What it holds")),), "counts"),
        Flow(counts)
        if counts
        else Paragraph((Text(tr("No entries. Open another reference with File > Open reference.")),)),
        *_links(page.regions, tr("Regions"), "regions"),
        *_links(page.recent, tr("Recently opened"), "recent"),
        *_searches(page, tr),
        Heading(2, (Text(tr("Data notes")), Text(f" {tr.number(len(page.notes))}", SOFT)), "data-notes"),
        Paragraph((Text(_about_notes(page, tr)),), "soft"),
        *_notes(page, unfolded, marks, tr),
    ]
    blocks += legal_notes(page.lookup)
    footnotes = marks.footnotes()
    if footnotes.notes:
        blocks += [Heading(2, (Text(tr("Sources")),), "sources"), footnotes]
    return Document(edition.title, str(HOME_ADDRESS), tuple(blocks))


def _count_line(kind: EntryKind, count: int, tr: Translate) -> Line:
    before, number, after = wording.count_of_kind(kind, count, tr).partition(tr.number(count))
    return tuple(part for part in (Text(before), Text(number, STRONG), Text(after)) if part.text)


def _hints(tr: Translate) -> list[Block]:
    """Return hints on how to begin, shown on the first start."""
    lines = (
        tr("Open a region on the left, then a country or a project."),
        tr("Press Ctrl+K to search all names, codes and texts."),
        tr("Select words on a page to highlight them or to write a note. F1 opens the user guide."),
    )
    return [Heading(2, (Text(tr("To begin")),), "begin"), Items(tuple((Text(line),) for line in lines))]


def _links(refs: tuple[EntryRef, ...], title: str, anchor: str) -> list[Block]:
    """Return a heading with links to entries; nothing if there are none."""
    if not refs:
        return []
    return [Heading(2, (Text(title),), anchor), Flow(tuple((Link(ref.title, SCHEME + ref.id),) for ref in refs))]


def _searches(page: HomePage, tr: Translate) -> list[Block]:
    """Return the saved searches, then the recent ones."""
    named = tuple((Link(name, str(search_address(query))),) for name, query in page.saved)
    late = tuple((Link(query, str(search_address(query))),) for query in page.recent_searches[:_MOST_SEARCHES])
    blocks: list[Block] = []
    for lines, title, anchor in ((named, tr("Saved searches"), "saved"), (late, tr("Recent searches"), "searched")):
        if lines:
            blocks += [Heading(2, (Text(title),), anchor), Flow(lines)]
    return blocks


def _about_notes(page: HomePage, tr: Translate) -> str:
    if not page.notes:
        return tr("This edition has none.")
    return tr("What to know before relying on a figure, by the entry it concerns.")


def legal_notes(lookup: Lookup) -> list[Block]:
    """Return the notes of the marked countries (``Kosovo*``) that the page refers to."""
    return [
        Paragraph((Text(f"{lookup.refs[note.entry_id].marker} "), Field(note.id, note.text)), "note")
        for note in lookup.legal_notes
    ]


def _notes(page: HomePage, unfolded: Set[str], marks: MarkBook, tr: Translate) -> list[Block]:
    by_entry: dict[str, list[Statement]] = {}
    for note in page.notes:
        by_entry.setdefault(note.entry_id, []).append(note)
    blocks: list[Block] = []
    for entry_id, notes in by_entry.items():
        ref = page.lookup.refs[entry_id]
        fold = Fold(f"{ref.title} ({tr.number(len(notes))})", entry_id, entry_id in unfolded)
        to_page: Line = (Text(" · "), Link(tr("open its page"), SCHEME + ref.id)) if fold.unfolded else ()
        blocks.append(Paragraph((fold, *to_page)))
        if fold.unfolded:
            blocks.append(Items(tuple((Field(note.id, note.text), *marks.after(note)) for note in notes)))
    return blocks
