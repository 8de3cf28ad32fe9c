"""Texts about briefs: their titles, how their entries were chosen, and the names of their options."""

from collections.abc import Iterable

from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOrder, BriefRequest, BriefSection, BriefSources
from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, parse_column_filters
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.search.syntax import parse_query
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.rendering.words.overview_words import cell_word

_NAMED = 3  # entries in a title
_PROJECTS = "projects"


def section_word(section: BriefSection, tr: Translate) -> str:
    """Return the name of a section that the user can choose for a brief."""
    return {
        BriefSection.COVER: tr("Title page and contents"),
        BriefSection.FACTS: tr("Key facts"),
        BriefSection.COVERAGE: tr("Coverage"),
        BriefSection.TIMELINE: tr("Timeline"),
        BriefSection.MAP: tr("Map"),
        BriefSection.GOALS: tr("Goals"),
        BriefSection.NOT_LISTED: tr("What is not listed"),
        BriefSection.DATA_NOTES: tr("Data notes"),
    }[section]


def order_word(order: BriefOrder, tr: Translate) -> str:
    """Return the name of an order of the entries in a brief: *As chosen* or *By title*."""
    return {BriefOrder.GIVEN: tr("As chosen"), BriefOrder.TITLE: tr("By title")}[order]


def sources_word(sources: BriefSources, tr: Translate) -> str:
    """Return the name of a way to show sources in a brief, such as footnotes or a list."""
    return {BriefSources.NOTES: tr("Numbered notes"), BriefSources.LIST: tr("A list of documents")}[sources]


def brief_title(content: BriefContent, tr: Translate) -> str:
    """Return the title of a brief: the titles of its entries, or how they were chosen (``Entries tagged #grants``).

    Of more than three entries the first two are named, and how many more there are.
    """
    request = content.request
    if request.entries or not request.has_selection:
        return _entry_titles(content, tr)
    if request.where:
        return tr("Countries by coverage")
    if request.query:
        return tr("Entries found by “{query}”").format(query=request.query)
    if request.tag:
        return tr("Entries tagged #{tag}").format(tag=request.tag)
    if request.bookmarks:
        return tr("Bookmarked entries")
    return content.region_title or request.region


def _entry_titles(content: BriefContent, tr: Translate) -> str:
    titles = [short_title(page.title) for page in content.pages]
    if not titles:
        return tr("A brief without entries")
    if len(titles) > _NAMED:
        words = tr.plural("{titles} and {n} more", "{titles} and {n} more", len(titles) - _NAMED + 1, titles="{titles}")
        return words.format(titles=tr.listed(titles[: _NAMED - 1]))
    return content.pages[0].title if len(titles) == 1 else tr.joined(titles)


def selection_words(content: BriefContent, tr: Translate) -> str:
    """Return in a sentence or two how a brief's entries were chosen: by search, coverage, tag, bookmarks or region.

    Empty if they were chosen one by one.
    """
    request = content.request
    if request.entries or not request.has_selection:
        return ""
    if request.where:
        cells = tr.listed(
            _cell_words(key, state, content, tr) for key, state in parse_column_filters(request.where).items()
        )
        words = tr("Countries with these cells in the coverage: {cells}.").format(cells=cells)
        limit = tr("Of these, the entries that the search “{query}” finds.").format(query=request.query)
        return f"{words} {limit}" if request.query else words
    if request.query:
        return tr("The entries that this search finds: {query}").format(query=request.query)
    if request.tag:
        return tr("The entries with an annotation that is tagged #{tag}.").format(tag=request.tag)
    if request.bookmarks:
        return tr("The entries with a bookmark.")
    return tr("The region and its countries.")


def _cell_words(key: str, state: CellState, content: BriefContent, tr: Translate) -> str:
    if key == _PROJECTS:
        word = tr("one or more") if state is CellState.LISTED else tr("none")
        return tr("{column}: {state}").format(column=tr("Projects"), state=word)
    named = {"arrangement": tr("Working arrangement"), "networks": tr("Networks"), "notes": tr("My notes")}
    title = content.columns.get(key) or named.get(key, key)
    if key.startswith("cell:"):
        title = tr("Risk analysis cell: {title}").format(title=title)
    return tr("{column}: {state}").format(column=title, state=cell_word(state, tr))


def empty_words(content: BriefContent, tr: Translate) -> str:
    """Return why a brief has no entry, mostly with what to do about it.

    That annotations could not be read is said here only if they choose the brief's entries.
    """
    request = content.request
    if content.own_fault is not None and _asks_for_own(request):
        return tr("The annotations that choose the entries of this brief could not be read, so it has none.")
    if not request.has_selection:
        return tr(
            "Nothing is chosen for this brief. Open an entry, a search, the coverage or a tag, and make it there."
        )
    if request.entries:
        return tr("This edition has none of the chosen entries.")
    if request.tag:
        return tr("No entry of this edition has an annotation that is tagged #{tag}.").format(tag=request.tag)
    if request.bookmarks:
        return tr("No entry is bookmarked. Bookmark entries with Ctrl+D to make a brief of them.")
    if request.region:
        return tr("This edition has no such region.")
    return tr("No entry was found for this brief. Remove a word or a filter to find more.")


def _asks_for_own(request: BriefRequest) -> bool:
    own = any(each.is_own for each in parse_query(request.query).query.filters)
    return not request.entries and bool(request.tag or request.bookmarks or own)


def empty_sections_words(empty: Iterable[BriefSection], tr: Translate) -> str:
    """Return the sentence that names the sections of a brief that were chosen, but have no content for its entries.

    Empty if ``empty`` is.
    """
    named = tr.listed(section_word(each, tr) for each in empty)
    return tr("Chosen, but without content for this brief: {parts}.").format(parts=named) if named else ""


def own_notes_words(content: BriefContent, tr: Translate) -> str:
    """Return how many of the user's annotations a brief has on its entries, and on projects that these list.

    The result is a sentence. Empty if the brief is to have no annotations, has no entry, or if they could not be read.
    """
    if not content.request.options.own_notes or not content.pages or content.own_fault is not None:
        return ""
    entries = sum(len(content.own.get(page.record.ref.id, ())) for page in content.pages)
    projects = sum(len(content.own[id_]) for id_ in content.noted_projects)
    if not entries and not projects:
        return tr("None are on these entries, or on the projects that they list.")
    words = tr("Included: {entries} on the entries, {projects} on projects that they list.")
    return words.format(entries=tr.number(entries), projects=tr.number(projects))


def brief_losses(content: BriefContent, tr: Translate) -> tuple[str, ...]:
    """Return a sentence for each way in which a brief is incomplete; empty if it is complete.

    There were too many entries, so the last ones are missing; ids are not in this edition; or the user's annotations
    could not be read.
    """
    found = []
    if content.total > len(content.pages):
        text = tr("The first {shown} of {total} entries are in this brief.")
        found.append(text.format(shown=tr.number(len(content.pages)), total=tr.number(content.total)))
    if content.unknown:
        found.append(tr("Not in this edition: {ids}.").format(ids=tr.listed(content.unknown)))
    if content.own_fault is not None:
        words = tr("Your annotations could not be read, so none of them are in this brief.")
        found.append(f"{words} {fault_sentence(content.own_fault, tr)}")
    return tuple(found)
