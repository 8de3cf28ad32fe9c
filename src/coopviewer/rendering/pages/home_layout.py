"""Layout of the home page: how many entries there are, projects as bars, data notes, the user's own part, the edition.

The user's own part is laid out in home_own.py. The page ends with the sources.
"""

from collections.abc import Set
from datetime import date

from coopviewer.domain.browsing.addresses import HOME_ADDRESS, SCHEME, overview_address, search_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import AnswerKind, HomePage
from coopviewer.domain.reference.sources import Lookup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Columns,
    Document,
    Field,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    RunIn,
    Text,
)
from coopviewer.rendering.pages.footnote_marks import MarkBook
from coopviewer.rendering.pages.home_own import own_blocks
from coopviewer.rendering.pages.strip_layout import lay_out_strip
from coopviewer.rendering.words import reference_words as wording
from coopviewer.rendering.words.age_words import age_line

NOTES = "home/data-notes"
"""The key of the fold on the home page with all data notes but the ones that are shown above it."""
_MOST_NOTES = 3
_OVERVIEWS = {EntryKind.COUNTRY: "coverage", EntryKind.PROJECT: "timeline"}
_ORDER = (EntryKind.COUNTRY, EntryKind.PROJECT, EntryKind.NETWORK, EntryKind.REGION)


def lay_out_home(page: HomePage, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out the home page on the day ``today``.

    ``unfolded`` has the keys of the folds that are open. Of the data notes, only the first one on sums
    (``page.foremost``) is shown; if none is on sums, the first three are; of an imported reference none. All others are
    in a fold with the key NOTES, and in it each entry's notes in a fold whose key is the entry's id. The fold of the
    sources has the key ``link_schemes.SOURCES``.
    """
    edition, marks = page.edition, MarkBook(page.lookup, tr)
    main = (*_projects(page, today, tr), *_foremost(page, unfolded, marks, tr), *_answers(page, tr))
    blocks: list[Block] = [
        Heading(1, (Text(edition.title),)),
        Paragraph((Text(_lead(page, tr)),), "lead"),
        Paragraph(age_line(edition, today, tr), "age"),
        *_counts(page, tr),
        *_imported(page, tr),
        *(_hints(page, tr) if page.is_first_start else ()),
        Columns(main, tuple(own_blocks(page, tr))),
        *_colophon(page, tr),
        *legal_notes(page.lookup),
    ]
    blocks += marks.sources(unfolded)
    return Document(edition.title, str(HOME_ADDRESS), tuple(blocks))


def _lead(page: HomePage, tr: Translate) -> str:
    """Return what the edition is about, as it says itself, and what this program does with it."""
    if page.edition.subject:
        sentence = tr("It is about {subject}, as its sources state it, each fact with its source.")
        return sentence.format(subject=page.edition.subject)
    return tr("International cooperation as its sources state it, each fact with its source.")


def _imported(page: HomePage, tr: Translate) -> list[Block]:
    """Return the files and notes of the import; empty for a curated reference."""
    if page.imported is None:
        return []
    from coopviewer.rendering.pages.imported.import_summary import summary_blocks

    return summary_blocks(page.imported, tr)


def _counts(page: HomePage, tr: Translate) -> list[Block]:
    """Return how many entries there are of each kind, each count as a link to them."""
    if not page.counts:
        return [Paragraph((Text(tr("No entries. Open another reference with File > Open reference.")),))]
    kinds = sorted(page.counts, key=lambda kind: _ORDER.index(kind) if kind in _ORDER else len(_ORDER))
    lines: list[Line] = []
    for kind in kinds:
        words = wording.count_of_kind(kind, page.counts[kind], tr)
        if kind is EntryKind.THEME and page.imported is not None:
            words = tr.plural("{n} sector", "{n} sectors", page.counts[kind])
        if kind is EntryKind.REGION and page.inner_regions:
            inner = tr.plural(
                "{n} of them within another region", "{n} of them within other regions", page.inner_regions
            )
            words = tr("{regions}, {inner}").format(regions=words, inner=inner)
        address = overview_address(_OVERVIEWS[kind]) if kind in _OVERVIEWS else search_address(f"kind:{kind}")
        lines.append((Link(words, str(address)),))
        if kind is EntryKind.COUNTRY:
            lines += [
                (Link(_answer_words(answer.kind, answer.total, tr), _coverage(answer.where)),)
                for answer in page.answers
                if answer.kind is AnswerKind.ARRANGEMENT
            ]
    return [RunIn(tuple(lines))]


def _coverage(where: str) -> str:
    return str(overview_address("coverage", f"where={where}"))


def _answer_words(kind: AnswerKind, count: int, tr: Translate) -> str:
    both = tr.plural("{n} country with a working arrangement", "{n} countries with a working arrangement", count)
    return {
        AnswerKind.ARRANGEMENT: tr.plural("{n} with a working arrangement", "{n} with a working arrangement", count),
        AnswerKind.ARRANGEMENT_AND_PROJECT: tr("{countries} and a project").format(countries=both),
        AnswerKind.ARRANGEMENT_ONLY: tr.plural(
            "{n} with a working arrangement, and no project listed",
            "{n} with a working arrangement, and no project listed",
            count,
        ),
        AnswerKind.PROJECT_ONLY: tr.plural(
            "{n} with a project, and no working arrangement listed",
            "{n} with a project, and no working arrangement listed",
            count,
        ),
        AnswerKind.CELL: tr.plural("{n} with a risk analysis cell", "{n} with a risk analysis cell", count),
    }[kind]


def _projects(page: HomePage, today: date, tr: Translate) -> list[Block]:
    """Return the timeline of all projects, or links to overviews without ``page.projects``; empty without projects."""
    total = page.counts.get(EntryKind.PROJECT, 0)
    if not total:
        return []
    to_timeline = Link(tr("Open as timeline"), str(overview_address("timeline")))
    heading = Heading(2, (Text(tr("Projects")), Text(f" {tr.number(total)}", SOFT)), "projects")
    if not page.projects:
        coverage = Link(tr("Open as table of countries"), str(overview_address("coverage")))
        on_map = Link(tr("Open as map"), str(overview_address("map")))
        return [heading, Items(((to_timeline,), (coverage,), (on_map,)))]
    strip = lay_out_strip(page.projects, page.edition, today, tr)
    fades = Text(tr("An end that fades is known to the month or the year only."), SOFT)
    opens: Line = (Text(" "), to_timeline) if page.shows_own else ()
    return [heading, strip, Paragraph((fades, *opens))]


def _foremost(page: HomePage, unfolded: Set[str], marks: MarkBook, tr: Translate) -> list[Block]:
    """Return the data notes: the most important ones, and a fold with the others.

    Without any, a sentence says so, or, for an import, nothing is returned.
    """
    heading = Heading(2, (Text(tr("Data notes")), Text(f" {tr.number(len(page.notes))}", SOFT)), "data-notes")
    if not page.notes and page.imported is not None:
        return []  # only curated editions have data notes; what was noted of an import is said above
    if not page.notes:
        return [heading, Paragraph((Text(tr("This edition has none.")),), "soft")]
    first = _shown_notes(page)
    others = [note for note in page.notes if note not in first]
    blocks: list[Block] = [heading]
    for note in first:
        where: Line = (Link(page.lookup.refs[note.entry_id].title, SCHEME + note.entry_id), Text(": ", SOFT))
        blocks.append(Paragraph((*where, Field(note.id, note.text), *marks.after(note)), "boxed"))
    if others:
        more = tr.plural("{n} more data note", "{n} more data notes", len(others))
        every = tr.plural("{n} data note", "{n} data notes", len(others))
        blocks.append(Paragraph((Fold(more if first else every, NOTES, NOTES in unfolded),)))
    if NOTES in unfolded:
        about = tr("What to know before relying on a figure, by the entry it concerns.")
        blocks += [Paragraph((Text(about),), "soft"), *_notes(page, others, unfolded, marks, tr)]
    return blocks


def _shown_notes(page: HomePage) -> list[Statement]:
    """Return the data notes that are shown above the fold: the most important one on sums, or else the first few.

    Notes on themes, which are about many entries, come before others. Those of an import are all in the fold.
    """
    if page.imported is not None:
        return []
    by_id = {note.id: note for note in page.notes}
    on_sums = [by_id[id] for id in page.foremost if id in by_id]
    in_order = sorted(page.notes, key=lambda note: page.lookup.refs[note.entry_id].kind is not EntryKind.THEME)
    return on_sums[:1] or in_order[:_MOST_NOTES]


def _answers(page: HomePage, tr: Translate) -> list[Block]:
    """Return what the lists say of the countries, each answer as a link to its rows in the coverage."""
    if not page.answers:
        return []
    lines = tuple(
        (Link(_answer_words(answer.kind, answer.total, tr), _coverage(answer.where)),)
        for answer in page.answers
        if answer.kind is not AnswerKind.ARRANGEMENT
    )
    blocks: list[Block] = [Heading(2, (Text(tr("Answers at a glance")),), "answers"), Items(lines)]
    if page.shows_own:
        blocks.append(Paragraph((Link(tr("Open coverage"), str(overview_address("coverage"))),)))
    return blocks


def _hints(page: HomePage, tr: Translate) -> list[Block]:
    lines = (
        tr("Open a region on the left, then a country or a project.")
        if EntryKind.REGION in page.counts
        else tr("Open a row on the left, then a project."),
        tr("Press Ctrl+K to search all names, codes and texts."),
        tr("Select words on a page to highlight them or to write a note. F1 opens the user guide."),
        tr("Read files of publishers (IATI), or a table of projects of your own: File > Import data."),
    )
    return [Heading(2, (Text(tr("To begin")),), "begin"), Items(tuple((Text(line),) for line in lines))]


def _soft(text: str) -> tuple[Line, ...]:
    return ((Text(text, SOFT),),) if text else ()


def _colophon(page: HomePage, tr: Translate) -> list[Block]:
    """Return the edition: its as-of day and why, its publisher, its licence, and its disclaimer."""
    edition = page.edition
    as_of: Line = (Text(wording.as_of_words(edition, tr)),)
    if edition.as_of is not None:
        as_of = (*as_of, Text(f" ({wording.basis_within(edition.as_of_basis, tr)})", SOFT))
    facts = (
        KeyFact(tr("As of"), (as_of, *_soft(edition.as_of_note))),
        KeyFact(tr("Edition"), ((Text(edition.id),), *_soft(edition.publisher))),
        KeyFact(tr("Licence"), ((Text(edition.licence_note or wording.not_stated(tr)),),)),
    )
    return [
        Heading(2, (Text(tr("About this edition")),), "edition"),
        Paragraph((Text(edition.disclaimer),)),
        KeyFacts(facts, columns=1),
    ]


def legal_notes(lookup: Lookup) -> list[Block]:
    """Return a paragraph for each country whose name has a legal mark (``Kosovo*``): mark, country and legal note.

    ``lookup`` has the page's legal notes, and the countries that they are about. The paragraphs have no source marks.
    """
    blocks: list[Block] = []
    for note in lookup.legal_notes:
        ref = lookup.refs[note.entry_id]
        line = (Text(f"{ref.marker} "), Link(ref.title, SCHEME + ref.id), Text(": "), Field(note.id, note.text))
        blocks.append(Paragraph(line, "note"))
    return blocks


def _notes(page: HomePage, notes: list[Statement], unfolded: Set[str], marks: MarkBook, tr: Translate) -> list[Block]:
    by_entry: dict[str, list[Statement]] = {}
    for note in notes:
        by_entry.setdefault(note.entry_id, []).append(note)
    blocks: list[Block] = []
    for entry_id, several in by_entry.items():
        ref = page.lookup.refs[entry_id]
        fold = Fold(f"{ref.title} ({tr.number(len(several))})", entry_id, entry_id in unfolded)
        to_page: Line = (Text(" · "), Link(tr("open its page"), SCHEME + ref.id)) if fold.unfolded else ()
        blocks.append(Paragraph((fold, *to_page)))
        if fold.unfolded:
            blocks.append(Items(tuple((Field(note.id, note.text), *marks.after(note)) for note in several)))
    return blocks
