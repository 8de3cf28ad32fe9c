"""Layout of the user's own part of the home page: what was opened last, searches, bookmarks, notes, other references.

Bookmarks and notes are read after the page is first shown. Until then empty lines keep their space, so that nothing
moves when they come: as many as there may be, but in an imported reference only one for each of the two, since its home
page is short.
"""

from pathlib import PurePath

from coopviewer.domain.browsing.addresses import SCHEME, annotations_address, search_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.pages import OWN_COUNTED, HomePage, Own, OwnNote
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import SOFT, Block, Heading, Line, Link, Paragraph, Text
from coopviewer.rendering.words import reference_words as wording

MOST_BOOKMARKS, MOST_NOTES = 4, 3
_LINES_OF_NOTE = 2
_MOST_RECENT = 6
_MOST_SEARCHES = 6
_SPACE: Line = (Text("\u00a0"),)


def own_blocks(page: HomePage, tr: Translate) -> list[Block]:
    """Lay out the user's own part of the home page, each section under a heading; empty unless ``page.shows_own``.

        what was opened last: at most six entries and six searches
        saved searches
        bookmarks, at most four (MOST_BOOKMARKS), and the latest notes, at most three (MOST_NOTES)
        other references: at the end, so that nothing moves when they become known

    ``page.own`` has bookmarks and notes. While it is None, empty lines keep their space; with ``page.own.keeps_space``
    also later, where there are fewer lines.
    """
    if not page.shows_own:
        return []
    bookmarks = _bookmarks(page.own, tr, is_tight=page.imported is not None)
    notes = _notes(page.own, tr, is_tight=page.imported is not None)
    return [*_recent(page, tr), *_saved(page, tr), *bookmarks, *notes, *_others(page, tr)]


def _bookmarks(own: Own | None, tr: Translate, *, is_tight: bool) -> list[Block]:
    total = own.bookmark_total if own else 0
    lines: list[Line] = []
    if own is not None:
        lines = [(Link(short_title(each.title), SCHEME + each.id),) for each in own.bookmarks[:MOST_BOOKMARKS]]
    if own is not None and not total:
        lines = [(Text(_none(own, tr("None yet: Ctrl+D adds one."), tr), SOFT),)]
    every = annotations_address("motivation=bookmarking")
    heading = _heading(tr("Bookmarks"), total, str(every), "bookmarks", tr)
    return [heading, *_kept(lines, _least(own, MOST_BOOKMARKS, is_tight=is_tight))]


def _notes(own: Own | None, tr: Translate, *, is_tight: bool) -> list[Block]:
    total = own.note_total if own else 0
    lines: list[Line] = []
    for note in own.notes[:MOST_NOTES] if own is not None else ():
        lines += [(Text(note.text),), _about(note, tr)]
    if own is not None and not total:
        lines = [(Text(_none(own, tr("None yet: Ctrl+Shift+N writes one."), tr), SOFT),), *_elsewhere(own, tr)]
    heading = _heading(tr("Latest notes"), total, str(annotations_address()), "notes", tr)
    return [heading, *_kept(lines, _least(own, MOST_NOTES * _LINES_OF_NOTE, is_tight=is_tight))]


def _none(own: Own, words: str, tr: Translate) -> str:
    return words if own.is_readable else tr("They cannot be read.")


def _elsewhere(own: Own, tr: Translate) -> list[Line]:
    """Return the line on annotations on other references, as a list; empty if there are none."""
    if not own.elsewhere:
        return []
    words = tr.plural(
        "{n} annotation on another reference is shown when that reference is open.",
        "{n} annotations on other references are shown when those references are open.",
        sum(count for _, count in own.elsewhere),
    )
    return [(Text(words, SOFT),)]


def _about(note: OwnNote, tr: Translate) -> Line:
    """Return the line under a note: where it is, whose it is if not the user's, its tags, and when it was changed."""
    where: Line = (Link(short_title(note.entry.title), SCHEME + note.entry.id),) if note.entry is not None else ()
    others = [note.by] if note.by else []
    others += [*(f"#{tag}" for tag in note.tags), tr.day(note.modified)]
    return (*where, Text("".join(f" · {each}" for each in others) if where else " · ".join(others), SOFT))


def _least(own: Own | None, most: int, *, is_tight: bool) -> int:
    """Return how many lines a section keeps free at least, so that nothing moves when notes are read later.

    ``own`` is what was read, None: nothing yet. ``is_tight``: one line instead of ``most``.
    """
    if own is not None and not own.keeps_space:
        return 0
    return 1 if is_tight else most


def _kept(lines: list[Line], least: int) -> list[Block]:
    """Return lines as paragraphs, with empty ones after them up to ``least``."""
    empty = [_SPACE] * max(least - len(lines), 0)
    return [Paragraph(line, "entry") for line in (*lines, *empty)]


def _heading(title: str, total: int, address: str, anchor: str, tr: Translate) -> Heading:
    number = tr.number(total) if total < OWN_COUNTED else tr("{count} or more").format(count=tr.number(OWN_COUNTED))
    count: Line = (Text(f" {number}", SOFT), Text("  "), Link(tr("All"), address)) if total else ()
    return Heading(2, (Text(title), *count), anchor)


def _kind(kind: EntryKind, tr: Translate) -> Line:
    return (Text(f" {wording.kind_word(kind, tr)}", SOFT),)


def _recent(page: HomePage, tr: Translate) -> list[Block]:
    """Return the entries and the searches opened last; nothing if there are none."""
    lines: list[Line] = [
        (Link(short_title(ref.title), SCHEME + ref.id), *_kind(ref.kind, tr)) for ref in page.recent[:_MOST_RECENT]
    ]
    lines += [
        (Link(query, str(search_address(query))), Text(f" {tr('Search')}", SOFT))
        for query in page.recent_searches[:_MOST_SEARCHES]
    ]
    if not lines:
        return []
    return [Heading(2, (Text(tr("Recently opened")),), "recent"), *(Paragraph(line, "entry") for line in lines)]


def _others(page: HomePage, tr: Translate) -> list[Block]:
    """Return links to other references, with the number of annotations on each; nothing if there are none."""
    lines: list[Line] = []
    for each in page.others:
        words = tr("opened last")
        if each.annotations:
            words = tr.plural("{n} annotation", "{n} annotations", each.annotations)
        link = Link(each.title, f"{schemes.REFERENCE}{each.place}")
        lines.append((link, Text(f" {PurePath(each.place).name} · {words}", SOFT)))
    if not lines:
        return []
    heading = Heading(2, (Text(tr("Other references")),), "other-references")
    return [heading, *(Paragraph(line, "entry") for line in lines)]


def _saved(page: HomePage, tr: Translate) -> list[Block]:
    if not page.saved:
        return []
    lines = [(Link(name, str(search_address(query))),) for name, query in page.saved]
    return [Heading(2, (Text(tr("Saved searches")),), "saved"), *(Paragraph(line, "entry") for line in lines)]
