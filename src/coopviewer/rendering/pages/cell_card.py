"""Cards of the overviews: on a cell of the coverage, on a project without a timeframe, on a country's instruments."""

from collections.abc import Iterator, Sequence

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, ColumnKind, CoverageCell
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.pages import Page, find_fact
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import SOFT, STRONG, Block, Document, Inline, Items, Link, Paragraph, Text
from coopviewer.rendering.pages.fact_card import Attachments, lay_out_sources
from coopviewer.rendering.words.overview_words import cell_glyph, cell_heading, column_title

MOST_ENTRIES = 12  # of the lists or projects that a card names


def lay_out_cell_card(cell: CoverageCell, page: Page | None, attached: Attachments, tr: Translate) -> Document:
    """Lay out the card of a cell of the coverage: what a list says of a country, and the sources of the fact behind it.

    If the column stands for several lists, the card names up to 12 of them. ``page`` is the page of an entry that has
    the fact; None if there is no such fact, as mostly for *not stated*. ``attached`` are the user's own copies of
    source documents, by the ids of their sources: passages are shown from them.
    """
    fact = find_fact(page, cell.fact_id) if page is not None else None
    heading = cell_heading(cell.state, tr, is_unread=cell.column.is_unread)
    blocks: list[Block] = [
        Paragraph((_link(cell.country), Text(" × "), _column(cell, tr)), "eyebrow"),
        Paragraph((Text(f"{cell_glyph(cell.state)} "), Text(heading, STRONG))),
        Paragraph((Text(_sentence(cell, page, fact, tr)),)),
        *_alike(cell, tr),
    ]
    if cell.legal_note:
        blocks.append(_legal_note(cell))
    if page is not None and fact is not None:
        blocks += lay_out_sources(page, fact, attached, tr)
    return Document(tr("Source of this cell"), SCHEME + opened_from(cell).id, tuple(blocks))


def lay_out_count_card(cell: CoverageCell, projects: Sequence[EntryRef], tr: Translate) -> Document:
    """Lay out the card of a cell that is a number of projects; ``projects`` are the first of them, shown as links.

    If there are more, a line says how many. Without ``projects``, a sentence says that the source lists the country in
    none of the projects that the column counts.
    """
    counts = cell.column.counts
    number = counts.of((cell.country.id,)) if counts is not None else 0
    eyebrow = (_link(cell.country), Text(f" × {column_title(cell.column, tr)[0]}"))
    blocks: list[Block] = [
        Paragraph(eyebrow, "eyebrow"),
        Paragraph((Text(tr.plural("{n} project", "{n} projects", number), STRONG),)),
    ]
    if projects:
        blocks.append(Items(tuple((_link(ref),) for ref in projects)))
    else:
        words = tr(
            "The source lists {country} in no such project. Whether a project that names no countries means it is "
            "not stated."
        )
        blocks.append(Paragraph((Text(words.format(country=cell.country.title)),)))
    if number > len(projects):
        blocks.append(Paragraph((Text(tr.plural("and {n} more", "and {n} more", number - len(projects)), SOFT),)))
    if cell.legal_note:
        blocks.append(_legal_note(cell))
    return Document(tr("Projects of this cell"), SCHEME + cell.country.id, tuple(blocks))


def lay_out_unstated_card(ref: EntryRef, tr: Translate) -> Document:
    """Lay out the card of a project without a timeframe, which says that the source states none."""
    blocks = (
        Paragraph((Text(tr("Timeframe")), Text(" · "), _link(ref)), "eyebrow"),
        Paragraph((Text(tr("The source states no timeframe for this project.")),)),
    )
    return Document(tr("Source of this timeframe"), SCHEME + ref.id, blocks)


def lay_out_instruments_card(
    country: EntryRef, number: int, instruments: Sequence[str], legal_note: str, tr: Translate
) -> Document:
    """Lay out the card of a country's number of instruments (arrangements, projects, networks), whose names it lists.

    Without any, a sentence says so. ``number`` is no sum of the names: projects that are counted have a line for each
    year (or sector …) with their number. ``legal_note`` is a note such as on the status of the country, empty for
    nearly all.
    """
    counted = tr.plural("{n} instrument", "{n} instruments", number)
    blocks: list[Block] = [Paragraph((_link(country),), "eyebrow"), Paragraph((Text(counted, STRONG),))]
    if instruments:
        blocks.append(Items(tuple((Text(name),) for name in instruments)))
    else:
        words = tr("The source lists {country} nowhere here. What it does not state is not counted.")
        blocks.append(Paragraph((Text(words.format(country=country.title)),)))
    if legal_note:
        blocks.append(Paragraph((Text(f"{country.marker or ''} {legal_note}".strip(), SOFT),)))
    return Document(tr("Instruments of this country"), SCHEME + country.id, tuple(blocks))


def _legal_note(cell: CoverageCell) -> Block:
    return Paragraph((Text(f"{cell.country.marker or ''} {cell.legal_note}".strip(), SOFT),))


def opened_from(cell: CoverageCell) -> EntryRef:
    """Return the entry that the button of a cell's card opens: the network or project whose list the column is.

    It is the country if the column is about no entry, or if its cells are numbers.
    """
    return cell.country if cell.column.ref is None or cell.column.counts is not None else cell.column.ref


def opening_words(ref: EntryRef, tr: Translate) -> str:
    """Return the label of the button that opens the entry of a card, with its mnemonic: ``&Open country``.

    For an entry that is no country, project or network it names no kind: ``&Open``.
    """
    return {
        EntryKind.COUNTRY: tr("&Open country"),
        EntryKind.PROJECT: tr("&Open project"),
        EntryKind.NETWORK: tr("&Open network"),
    }.get(ref.kind, tr("&Open"))


def _link(ref: EntryRef) -> Inline:
    return Link(ref.title, SCHEME + ref.id)


def _column(cell: CoverageCell, tr: Translate) -> Inline:
    ref = cell.column.ref
    if cell.alike:
        return Text(tr.plural("{n} network", "{n} networks", 1 + len(cell.alike)))
    return Text(column_title(cell.column, tr)[0]) if ref is None else _link(ref)


def _sentence(cell: CoverageCell, page: Page | None, fact: Fact | None, tr: Translate) -> str:
    """Return what the list says of the country, in a sentence or two."""
    country, column, state = cell.country.title, cell.column, cell.state
    if state is CellState.LISTED:
        return _listed(cell, tr)
    if state is CellState.NOT_LISTED:
        return tr.plural(
            "The source lists {n} country here. The list is complete, and {country} is not in it.",
            "The source lists {n} countries here. The list is complete, and {country} is not in it.",
            len(column.facts),
            country=country,
        )
    if column.is_unread:
        return tr(
            "What the source names here could not be read as a country or a region; see the page of the project. "
            "Whether it means {country} is not known."
        ).format(country=country)
    if state is CellState.NOT_LOOKED_AT:
        return tr(
            "This reference names no country here, and does not say whether the source has such a list. Nothing is "
            "said of {country}."
        ).format(country=country)
    if isinstance(fact, Relation) and page is not None:
        other = page.lookup.refs.get(fact.object_id)
        given = fact.as_given or (other.title if other is not None else fact.object_id)
        return tr(
            "The source lists “{given}” here, and names no country of it. Whether {country} is one is not stated."
        ).format(given=given, country=country)
    if column.facts:
        return tr("The list is not said to be complete. Whether {country} belongs to it is not stated.").format(
            country=country
        )
    return tr("The source names no country here. Whether {country} is one is not stated.").format(country=country)


def _listed(cell: CoverageCell, tr: Translate) -> str:
    column, country = cell.column, cell.country.title
    title = column.ref.title if column.ref is not None else ""
    match column.kind:
        case ColumnKind.ARRANGEMENT:
            return tr.plural(
                "{country} is the {n} country that the source lists with a working arrangement.",
                "{country} is among the {n} countries that the source lists with a working arrangement.",
                len(column.facts),
                country=country,
            )
        case ColumnKind.CELL:
            return tr("The source lists a risk analysis cell of {title} in {country}.").format(
                title=title, country=country
            )
        case ColumnKind.NETWORK:
            return tr("The source lists {country} as a member of {title}.").format(title=title, country=country)
        case _:
            return tr("The source lists {country} as a beneficiary of {title}.").format(title=title, country=country)


def _alike(cell: CoverageCell, tr: Translate) -> Iterator[Block]:
    """Yield the other lists for which the card holds too, where a column combines several; else nothing."""
    refs = [each.ref for each in (cell.column, *cell.alike) if each.ref is not None]
    if not cell.alike:
        return
    yield Paragraph((Text(tr("The same holds for each of these:"), SOFT),))
    yield Items(tuple((_link(ref),) for ref in refs[:MOST_ENTRIES]))
    if len(refs) > MOST_ENTRIES:
        yield Paragraph((Text(tr.plural("and {n} more", "and {n} more", len(refs) - MOST_ENTRIES), SOFT),))
