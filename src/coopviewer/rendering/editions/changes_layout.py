"""Layout of what changed between two editions: summary, changes of many entries at once, own entries, all others."""

from collections.abc import Callable, Iterator, Sequence

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
from coopviewer.domain.reference.editions import Edition
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
from coopviewer.rendering.editions.change_words import entry_change_word, entry_count, fact_count
from coopviewer.rendering.editions.fact_lines import FactLines, word_line
from coopviewer.rendering.words.reference_words import as_of_words, kind_word

_MOST_TOLD_ONCE = 20


def lay_out_changes(
    summary: ChangeSummary,
    entries: Sequence[EntryChanges],
    names: EditionNames,
    tr: Translate,
    *,
    first: int = 0,
    total: int | None = None,
    address: str = "",
    part_address: Callable[[int], str] | None = None,
    legend: str = "",
    is_filtered: bool = False,
) -> Document:
    """Lay out a part of the entries that changed, with a title, and before the first part a summary.

    ``first`` is the index of the first of these entries among ``total``, None: there are no others. ``address`` is that
    of the page. ``part_address`` returns the address of the part that begins at an index, None: no links to other
    parts. ``legend`` explains signs, for formats that have some. ``is_filtered``: only some kinds of changes are asked
    for.
    """
    title = tr("What changed")
    blocks: list[Block] = [Heading(1, (Text(title),)), Paragraph((Text(editions_words(summary, tr)),), "lead")]
    if not first:
        blocks += _summary_blocks(summary, names, tr)
    if legend and entries:
        blocks.append(Paragraph((Text(legend),), "soft"))
    if is_filtered and summary and not total and not entries:
        blocks.append(Paragraph((Text(tr("None of these changes is of the kind that was asked for.")),)))
    blocks += _entry_blocks(entries, names, tr)
    blocks += _part_blocks(first, len(entries), total, part_address, tr)
    blocks += _legal_notes(names, tr)
    return Document(title, address, tuple(blocks))


def more_entries(entries: Sequence[EntryChanges], names: EditionNames, tr: Translate) -> Document:
    """Lay out further entries without title and summary; the blocks continue a document of ``lay_out_changes``."""
    blocks = (block for each in entries for block in entry_blocks(each, names, tr))
    return Document(tr("What changed"), "", (*blocks, *_legal_notes(names, tr)))


def lay_out_entry_changes(
    summary: ChangeSummary, changes: EntryChanges | None, names: EditionNames, tr: Translate, *, legend: str = ""
) -> Document:
    """Lay out what changed of one entry; None: a sentence that nothing did. ``legend`` is as in ``lay_out_changes``."""
    title = tr("What changed")
    head: tuple[Block, ...] = (Heading(1, (Text(title),)), Paragraph((Text(editions_words(summary, tr)),), "lead"))
    if changes is None:
        return Document(title, "", (*head, Paragraph((Text(tr("Nothing changed of this entry.")),))))
    note = (Paragraph((Text(legend),), "soft"),) if legend else ()
    return Document(title, "", (*head, *note, *entry_blocks(changes, names, tr, level=2), *_legal_notes(names, tr)))


def editions_words(summary: ChangeSummary, tr: Translate) -> str:
    """Return the sentence that names both editions, each with its as-of day."""
    return tr("From {old} to {new}.").format(old=_edition(summary.old, tr), new=_edition(summary.new, tr))


def _edition(edition: Edition, tr: Translate) -> str:
    return tr("{edition}, edition {id}, as of {as_of}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
    )


def _summary_blocks(summary: ChangeSummary, names: EditionNames, tr: Translate) -> list[Block]:
    if not summary:
        said = tr("Nothing changed between these editions.")
        if not summary.is_complete:
            said = tr("Nothing changed so far. The comparison goes on.")
        return [Paragraph((Text(said),))]
    nothing = tr("none")
    entries = [entry_count(kind, count, tr) for kind, count in summary.entries.items()]
    facts = [fact_count(kind, count, tr) for kind, count in summary.facts.items()]
    counted = [
        KeyFact(tr("Entries with changes"), ((Text(tr.number(summary.changed)),),)),
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
        shown = summary.told_once[:_MOST_TOLD_ONCE]
        blocks.append(Items(tuple(_told(each, names, tr) for each in shown)))
        if more := len(summary.told_once) - len(shown):
            blocks.append(Paragraph((Text(tr.plural("and {n} more", "and {n} more", more), SOFT),)))
    return blocks


def absence_words(tr: Translate) -> str:
    """Return the sentence that what is missing from the new edition need not have ended."""
    return tr(
        "An entry that is no longer listed, or a fact that is no longer published, is missing from the new edition; "
        "that does not say that it ended."
    )


def _told(told: ToldOnce, names: EditionNames, tr: Translate) -> Line:
    """Return a change that many entries have as one line: how many, the change, and one entry as an example."""
    lines = FactLines(names, tr)
    if told.example.facts:
        change = told.example.facts[0]
        said: Line = (Text(f"{lines.label(change.fact)}: ", STRONG), *lines.lines(change)[0])
    else:
        said = (Text(f"{tr('Title')}: ", STRONG), *_retitled(told.example))
    head = tr.plural("{n} entry", "{n} entries", told.entries)
    example = filled(tr("as in {}"), (_link(told.example),), SOFT)
    return (Text(f"{head} · "), *said, Text(" · "), *example)


def _entry_blocks(entries: Sequence[EntryChanges], names: EditionNames, tr: Translate) -> Iterator[Block]:
    mine = [each for each in entries if each.is_mine]
    others = [each for each in entries if not each.is_mine]
    for title, several, anchor in ((tr("Entries that you use"), mine, "mine"), (tr("Entries"), others, "entries")):
        if several:
            yield Heading(2, (Text(tr("Other entries") if mine and anchor == "entries" else title),), anchor)
        for each in several:
            yield from entry_blocks(each, names, tr)


def entry_blocks(changes: EntryChanges, names: EditionNames, tr: Translate, *, level: int = 3) -> Iterator[Block]:
    """Yield the blocks of one entry: its title (a heading of ``level``), its own changes, and those of its facts."""
    ref = changes.ref
    about = " · ".join(filter(None, (kind_word(ref.kind, tr), ref.hint)))
    yield Heading(level, (_link(changes), Text(f"  {about}", SOFT)))
    for kind in changes.kinds:
        yield Paragraph(tuple(_entry_change(kind, changes, tr)))
    lines = FactLines(names, tr)
    if changes.facts:
        yield KeyFacts(tuple(lines.key_fact(change) for change in changes.facts), columns=1)
    if (more := changes.total - len(changes.facts)) > 0:
        yield Paragraph((Text(tr.plural("{n} more change", "{n} more changes", more), SOFT),))


def _link(changes: EntryChanges) -> Inline:
    """Return an entry's title, as a link if the new edition, which is open, lists it."""
    if changes.new is None:
        return Text(changes.ref.title)
    return Link(changes.new.title, SCHEME + changes.new.id)


def _entry_change(kind: EntryChangeKind, changes: EntryChanges, tr: Translate) -> Iterator[Inline]:
    yield Text(entry_change_word(kind, tr), STRONG)
    match kind:
        case EntryChangeKind.RETITLED:
            yield Text(" · ")
            yield from _retitled(changes)
        case EntryChangeKind.ID_CHANGED if changes.old and changes.new:
            yield Text(f" · {changes.old.id} → {changes.new.id}")
        case EntryChangeKind.NO_LONGER_LISTED if changes.led_to is not None:
            said = tr("its id now leads to {}")
            yield Text(" · ")
            yield from filled(said, (Link(changes.led_to.title, SCHEME + changes.led_to.id),))


def _retitled(changes: EntryChanges) -> Line:
    return word_line(changes.old.title, changes.new.title) if changes.old and changes.new else ()


def _part_blocks(
    first: int, shown: int, total: int | None, part_address: Callable[[int], str] | None, tr: Translate
) -> Iterator[Block]:
    """Yield a line on which part of the entries this is, with links to those beside it; nothing if it is all."""
    if total is None or total <= shown:
        return
    said = tr("Entries {first} to {last} of {total}.").format(
        first=tr.number(first + 1), last=tr.number(first + shown), total=tr.number(total)
    )
    links: list[Inline] = [Text(said)]
    if part_address is not None:
        if first:
            links += [Text("  "), Link(tr("Before these"), part_address(max(first - AT_ONCE, 0)))]
        if first + shown < total:
            links += [Text("  "), Link(tr("After these"), part_address(first + shown))]
    yield Paragraph(tuple(links), FOOT)


def _legal_notes(names: EditionNames, tr: Translate) -> Iterator[Block]:
    """Yield the notes of the marked countries, which every page with one has."""
    for marker, note in names.legal_notes:
        yield Paragraph((Text(tr("{marker} {note}").format(marker=marker, note=note).strip()),), "note")
