"""Layout of what changed between two editions: a summary, changes that many entries share, and entries one by one."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.editions.changes import (
    AT_ONCE,
    ChangeSummary,
    EditionNames,
    EntryChangeKind,
    EntryChanges,
    ToldOnce,
)
from coopviewer.domain.language import Translate
from coopviewer.rendering.document.document import (
    FOOT,
    SOFT,
    STRONG,
    Block,
    Document,
    Heading,
    Inline,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Paragraph,
    Text,
    filled,
)
from coopviewer.rendering.editions.change_words import editions_words, entry_change_word, entry_count, fact_count
from coopviewer.rendering.editions.fact_lines import FactLines, word_line
from coopviewer.rendering.words.reference_words import kind_word

_MOST_TOLD_ONCE = 20
FACTS_AT_ONCE = 100
"""The most changes of facts that one part of the changes of an entry shows."""


class ChangeLinks(NamedTuple):
    """Where the links of a page of changes lead.

    ``opens_old``: the earlier of the two editions is open, so links to entries lead to its entries.
    ``part``: returns the address of another part of the page. It is called with the index of the first entry of that
    part, or of the first change on the page of a single entry. None: there are no links to other parts.
    ``entry``: returns the address of the page with all changes of the entry with an id. None: no such links.
    """

    opens_old: bool = False
    part: Callable[[int], str] | None = None
    entry: Callable[[str], str] | None = None


_NO_LINKS = ChangeLinks()


def lay_out_changes(
    summary: ChangeSummary,
    entries: Sequence[EntryChanges],
    names: EditionNames,
    tr: Translate,
    *,
    first: int = 0,
    total: int | None = None,
    address: str = "",
    links: ChangeLinks = _NO_LINKS,
    legend: str = "",
    is_filtered: bool = False,
) -> Document:
    """Lay out a part of the entries that changed, under a title; the first part also has a summary.

    ``entries``: the entries of this part; those that the user works with are put first, under a heading of their own.
    ``names``: the names of the entries, kinds of relation and codes in the changes.
    ``first``: the index, among all entries that changed, of the first entry of this part.
    ``total``: the number of all entries that changed; None: ``entries`` are all.
    ``address``: the address of the page itself.
    ``legend``: what the signs for removed and new words mean in a text format; empty for none.
    ``is_filtered``: only changes of some kinds were asked for; if there are none of these, a sentence says so.
    """
    title = tr("What changed")
    blocks: list[Block] = [Heading(1, (Text(title),)), Paragraph((Text(editions_words(summary, tr)),), "lead")]
    if not first:
        blocks += _summary_blocks(summary, names, tr, links)
    if legend and (entries or (summary.told_once and not first)):
        blocks.append(Paragraph((Text(legend),), "soft"))
    if is_filtered and summary and not total and not entries:
        blocks.append(Paragraph((Text(tr("None of these changes is of the kind that was asked for.")),)))
    blocks += _entry_blocks(entries, names, tr, links)
    blocks += _part_blocks(first, len(entries), total, links, tr)
    blocks += _legal_notes(names, tr)
    return Document(title, address, tuple(blocks))


def more_entries(entries: Sequence[EntryChanges], names: EditionNames, tr: Translate, *, after_mine: bool) -> Document:
    """Lay out further entries that changed, without title and summary, to be appended to a page of changes.

    Entries that the user works with must come first. ``after_mine``: the page so far ends with such an entry, so that a
    heading is still needed before the first of the others. Only titles of entries are links, to the new edition.
    """
    blocks: list[Block] = []
    for each in entries:
        if after_mine and not each.is_mine:
            blocks.append(Heading(2, (Text(tr("Other entries")),), "entries"))
        after_mine = each.is_mine
        blocks += entry_blocks(each, names, tr)
    return Document(tr("What changed"), "", (*blocks, *_legal_notes(names, tr)))


def lay_out_entry_changes(
    summary: ChangeSummary,
    changes: EntryChanges | None,
    names: EditionNames,
    tr: Translate,
    *,
    links: ChangeLinks = _NO_LINKS,
    legend: str = "",
) -> Document:
    """Lay out what changed of one entry as a page; ``changes`` None: a sentence says that nothing changed.

    While the comparison is not complete, the page says so, since further changes of the entry may be found.
    ``summary`` names the two editions, ``names`` has the titles of entries that the changes name, ``links`` says where
    links lead. ``legend`` explains the signs for removed and new words in a text format; empty for none.
    """
    title = tr("What changed")
    head: tuple[Block, ...] = (Heading(1, (Text(title),)), Paragraph((Text(editions_words(summary, tr)),), "lead"))
    if changes is None:
        said = tr("Nothing changed of this entry.")
        if not summary.is_complete:
            said = tr("Nothing was found so far that changed of this entry. The comparison goes on.")
        return Document(title, "", (*head, Paragraph((Text(said),))))
    notes = [Paragraph((Text(legend),), "soft")] if legend else []
    if not summary.is_complete:
        notes.append(Paragraph((Text(tr("The comparison goes on; more may be found.")),), "soft"))
    return Document(
        title, "", (*head, *notes, *entry_blocks(changes, names, tr, links, level=2), *_legal_notes(names, tr))
    )


def _summary_blocks(summary: ChangeSummary, names: EditionNames, tr: Translate, links: ChangeLinks) -> list[Block]:
    if not summary:
        said = tr("Nothing changed between these editions.")
        if not summary.is_complete:
            said = tr("Nothing changed so far. The comparison goes on.")
        return [Paragraph((Text(said),))]
    nothing = tr("the same in both editions") if summary.is_complete else tr("none so far")
    nothing = tr("no others than in many entries") if summary.told_once else nothing
    label = tr("Entries with other changes") if summary.told_once else tr("Entries with changes")
    entries = [entry_count(kind, count, tr) for kind, count in summary.entries.items()]
    facts = [fact_count(kind, count, tr) for kind, count in summary.facts.items()]
    counted = [
        KeyFact(label, ((Text(tr.number(summary.changed)),),)),
        KeyFact(tr("Entries"), ((Text(" · ".join(entries) or nothing),),)),
        KeyFact(tr("Facts"), ((Text(" · ".join(facts) or nothing),),)),
    ]
    if summary.mine:
        said = tr.plural("{n} entry that you use", "{n} entries that you use", summary.mine)
        counted.append(KeyFact(tr("Yours"), ((Text(said),),)))
    blocks: list[Block] = [KeyFacts(tuple(counted), columns=1)]
    if not summary.is_complete:
        blocks.append(Paragraph((Text(tr("Your own entries were compared so far. The comparison goes on.")),), "soft"))
    blocks.append(Paragraph((Text(absence_words(tr)),), "soft"))
    if summary.told_once:
        blocks.append(Heading(2, (Text(tr("In many entries")),), "told-once"))
        told = summary.told_apart
        shown = told[:_MOST_TOLD_ONCE]
        blocks.append(Items(tuple(_told(each, names, tr, links) for each in shown)))
        if more := len(told) - len(shown):
            blocks.append(Paragraph((Text(tr.plural("and {n} more", "and {n} more", more), SOFT),)))
    return blocks


def absence_words(tr: Translate) -> str:
    """Return the sentence which says that entries and facts missing from the new edition need not have ended."""
    return tr(
        "An entry that is no longer listed, or a fact that is no longer published, is missing from the new edition; "
        "that does not say that it ended."
    )


def _told(told: ToldOnce, names: EditionNames, tr: Translate, links: ChangeLinks) -> Line:
    """Return a change that many entries have as one line: how many, the change, and one entry as an example."""
    lines = FactLines(names, tr)
    if told.example.facts:
        change = told.example.facts[0]
        said: Line = (Text(f"{lines.label(change.fact)}: ", STRONG), *lines.lines(change)[0])
    else:
        said = (Text(f"{tr('Title')}: ", STRONG), *_retitled(told.example))
    head = tr.plural("{n} entry", "{n} entries", told.entries)
    example = filled(tr("as in {}"), (_link(told.example, links),), SOFT)
    return (Text(f"{head} · "), *said, Text(" · "), *example)


def _entry_blocks(
    entries: Sequence[EntryChanges], names: EditionNames, tr: Translate, links: ChangeLinks
) -> Iterator[Block]:
    mine = [each for each in entries if each.is_mine]
    others = [each for each in entries if not each.is_mine]
    for title, several, anchor in ((tr("Entries that you use"), mine, "mine"), (tr("Entries"), others, "entries")):
        if several:
            yield Heading(2, (Text(tr("Other entries") if mine and anchor == "entries" else title),), anchor)
        for each in several:
            yield from entry_blocks(each, names, tr, links)


def entry_blocks(
    changes: EntryChanges, names: EditionNames, tr: Translate, links: ChangeLinks = _NO_LINKS, *, level: int = 3
) -> Iterator[Block]:
    """Yield the changes of one entry as blocks: its title, changes of the entry itself, then changes of its facts.

    The title is a heading of ``level``. If ``changes`` has only some of the changed facts, a line says how many more
    there are, and is a link to all of them if ``links`` has an address for that.
    """
    ref = changes.ref
    about = " · ".join(filter(None, (kind_word(ref.kind, tr), ref.hint)))
    yield Heading(level, (_link(changes, links), Text(f"  {about}", SOFT)))
    for kind in changes.kinds:
        yield Paragraph(tuple(_entry_change(kind, changes, tr, links)))
    lines = FactLines(names, tr)
    if changes.facts:
        yield KeyFacts(tuple(lines.key_fact(change) for change in changes.facts), columns=1)
    if (more := changes.total - len(changes.facts)) > 0:
        said = tr.plural("{n} more change", "{n} more changes", more)
        yield Paragraph((Link(said, links.entry(changes.ref.id)) if links.entry else Text(said, SOFT),))


def _link(changes: EntryChanges, links: ChangeLinks) -> Inline:
    """Return an entry's title, as a link if the open edition lists it."""
    listed = changes.old if links.opens_old else changes.new
    if listed is None:
        return Text(changes.ref.title)
    return Link(changes.ref.title, SCHEME + listed.id)


def _entry_change(kind: EntryChangeKind, changes: EntryChanges, tr: Translate, links: ChangeLinks) -> Iterator[Inline]:
    yield Text(entry_change_word(kind, tr), STRONG)
    match kind:
        case EntryChangeKind.RETITLED if not changes.facts_say_title:
            yield Text(" · ")
            yield from _retitled(changes)
        case EntryChangeKind.ID_CHANGED if changes.old and changes.new:
            yield Text(f" · {changes.old.id} → {changes.new.id}")
        case EntryChangeKind.NO_LONGER_LISTED if changes.led_to is not None:
            said = tr("its id now leads to {}")
            yield Text(" · ")
            led = changes.led_to
            yield from filled(said, (Text(led.title) if links.opens_old else Link(led.title, SCHEME + led.id),))


def _retitled(changes: EntryChanges) -> Line:
    return word_line(changes.old.title, changes.new.title) if changes.old and changes.new else ()


def _part_blocks(first: int, shown: int, total: int | None, links: ChangeLinks, tr: Translate) -> Iterator[Block]:
    """Yield a line that says which part of the entries this is, with links to the parts beside it."""
    if total is None or total <= shown:
        return
    said = tr("Entries {first} to {last} of {total}.").format(
        first=tr.number(first + 1), last=tr.number(first + shown), total=tr.number(total)
    )
    line: list[Inline] = [Text(said)]
    if links.part is not None:
        if first:
            line += [Text("  "), Link(tr("Before these"), links.part(max(first - AT_ONCE, 0)))]
        if first + shown < total:
            line += [Text("  "), Link(tr("After these"), links.part(first + shown))]
    yield Paragraph(tuple(line), FOOT)


def fact_part(changes: EntryChanges, first: int, links: ChangeLinks, tr: Translate) -> tuple[EntryChanges, list[Block]]:
    """Return a part of the changes of an entry's facts, from the index ``first`` on, and links to other parts.

    A part has at most 100 changes (FACTS_AT_ONCE). ``changes`` must have all changes of the facts. The links to the
    parts before and after are one paragraph that begins ``Changes 101 to 200 of 340.`` ``total`` of the returned
    changes is the number of changes in the part. If one part has all, ``changes`` is returned unchanged, with an empty
    list.
    """
    shown = changes.facts[first : first + FACTS_AT_ONCE]
    part = changes._replace(facts=shown, total=min(changes.total, len(shown)))
    total = len(changes.facts)
    if total <= len(shown):
        return changes, []
    said = tr("Changes {first} to {last} of {total}.").format(
        first=tr.number(first + 1), last=tr.number(first + len(shown)), total=tr.number(changes.total)
    )
    line: list[Inline] = [Text(said)]
    if links.part is not None:
        if first:
            line += [Text("  "), Link(tr("Before these"), links.part(max(first - FACTS_AT_ONCE, 0)))]
        if first + len(shown) < total:
            line += [Text("  "), Link(tr("After these"), links.part(first + len(shown)))]
    return part, [Paragraph(tuple(line), FOOT)]


def _legal_notes(names: EditionNames, tr: Translate) -> Iterator[Block]:
    """Yield the notes of the marked countries, which every page with one has."""
    for marker, note in names.legal_notes:
        yield Paragraph((Text(tr("{marker} {note}").format(marker=marker, note=note).strip()),), "note")
