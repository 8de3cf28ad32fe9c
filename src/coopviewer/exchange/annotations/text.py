"""Annotations for human readers, as plain text or Markdown: by entry, each with its quotation and its text.

``write_annotations`` writes any format of an export, JSON-LD too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum, auto
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.edits import quoted_tag
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat
from coopviewer.domain.annotations.versions.version import Version
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Progress, no_progress, report_progress
from coopviewer.exchange.annotations import jsonld as annotation_jsonld
from coopviewer.exchange.annotations import text as annotation_text
from coopviewer.rendering.document.clean_text import clean
from coopviewer.rendering.document.markdown import escape_inline, escape_start
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import (
    anchor_words,
    colour_word,
    motivation_word,
    status_word,
)

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PARAGRAPHS = re.compile(r"\n\n+")
_DOT = " · "


class _Kind(Enum):
    TITLE = auto()
    ENTRY = auto()
    HEAD = auto()
    QUOTATION = auto()
    NOTE = auto()
    LINE = auto()
    RULE = auto()


_LONG = (_Kind.NOTE, _Kind.QUOTATION)  # those of several lines; a line feed in a name must not look like a new block


class _Block(NamedTuple):
    kind: _Kind
    text: str = ""


def annotations_as_text(
    annotations: Iterable[Annotation], names: EntryNames, tr: Translate, progress: Progress = no_progress
) -> list[bytes]:
    """Return annotations as plain text, in parts that are one UTF-8 file when joined.

    They are grouped by entry, the entries sorted by title (by id if ``names`` has no title), and each group is in the
    order in which its annotations were created. If a title with a mark (``Kosovo*``) occurs, its legal note from
    ``names`` follows at the end. Control characters other than tabs and line ends, and those that override the
    direction of text, are removed.
    """
    return _written(_blocks(tuple(annotations), names, tr, progress), names, _text)


def annotations_as_markdown(
    annotations: Iterable[Annotation], names: EntryNames, tr: Translate, progress: Progress = no_progress
) -> list[bytes]:
    """Return annotations as Markdown, in parts that are one UTF-8 file when joined.

    Order and legal notes are as in ``annotations_as_text``. All Markdown syntax in the annotations' own texts is
    escaped.
    """
    return _written(_blocks(tuple(annotations), names, tr, progress), names, _markdown)


def _written(found: Iterable[_Block], names: EntryNames, write: Callable[[_Block], str]) -> list[bytes]:
    blocks = [_Block(kind, _tidy(text) if kind in _LONG else _tidy(text).replace("\n", " ")) for kind, text in found]
    for title, note in names.legal_notes.items():
        if any(title in block.text for block in blocks):
            blocks.append(_Block(_Kind.LINE, _tidy(f"{title}: {note}")))
    *others, last = blocks
    return [*(f"{write(block)}\n\n".encode() for block in others), f"{write(last)}\n".encode()]


def _tidy(text: str) -> str:
    return clean(_LINE_ENDS.sub("\n", text))


def _blocks(
    annotations: tuple[Annotation, ...], names: EntryNames, tr: Translate, progress: Progress
) -> Iterator[_Block]:
    by_entry: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        by_entry[annotation.dataset, annotation.entry_id].append(annotation)
    yield _Block(_Kind.TITLE, tr("Annotations"))
    yield _Block(_Kind.LINE, _count_words(len(annotations), len(by_entry), tr))
    several = len({dataset for dataset, _ in by_entry}) > 1
    titles = {key: names.title(*key) or key[1] for key in by_entry}
    entries = sorted(by_entry, key=lambda key: (titles[key].casefold(), *key))
    ordered = [(key, each) for key in entries for each in enumerate(sorted(by_entry[key], key=_written_order))]
    for (dataset, entry_id), (index, annotation) in report_progress(ordered, progress, len(ordered)):
        if index:
            yield _Block(_Kind.RULE)
        else:
            yield _Block(_Kind.ENTRY, titles[dataset, entry_id])
            address = f"{SCHEME}{entry_id}"
            yield _Block(_Kind.LINE, f"{address}{_DOT}{dataset}" if several else address)
        yield from _annotation_blocks(annotation, names, tr)


def _written_order(annotation: Annotation) -> tuple[datetime, str]:
    return annotation.created, annotation.uuid


def _count_words(count: int, entries: int, tr: Translate) -> str:
    on = tr.plural("on {n} entry", "on {n} entries", entries)
    return tr.plural("{n} annotation {on}.", "{n} annotations {on}.", count, on=on)


def _annotation_blocks(annotation: Annotation, names: EntryNames, tr: Translate) -> Iterator[_Block]:
    yield _Block(_Kind.HEAD, heading_of(annotation, tr))
    if annotation.target_entry_id is not None:
        target = annotation.target_entry_id
        title = names.title(annotation.dataset, target)
        words = tr("To: {title} ({address})").format(title=title or target, address=f"{SCHEME}{target}")
        yield _Block(_Kind.LINE, words)
    if annotation.quotation.strip():
        yield _Block(_Kind.QUOTATION, annotation.quotation)
    if annotation.body.strip():
        yield _Block(_Kind.NOTE, annotation.body)
    if annotation.tags:
        yield _Block(_Kind.LINE, tr("Tags: {0}").format(tr.listed(map(quoted_tag, annotation.tags))))
    yield _Block(_Kind.LINE, author_and_times(annotation, tr))
    if words := _found_last(annotation, tr):
        yield _Block(_Kind.LINE, words)


def heading_of(annotation: Annotation, tr: Translate) -> str:
    """Return an annotation's kind, status and colour in one line of words: *Highlight · to verify · yellow*.

    A status or colour that it does not have is left out.
    """
    parts = [motivation_word(annotation.motivation, tr)]
    if annotation.status is not None:
        parts.append(status_word(annotation.status, tr))
    if annotation.colour is not None:
        parts.append(colour_word(annotation.colour, tr))
    return _DOT.join(parts)


def author_and_times(annotation: Annotation, tr: Translate) -> str:
    """Return on one line who wrote an annotation, when, in which edition, and since when it is in the bin.

    For example ``Ada · 1 Jul 2019, 14:05 UTC · edition 2019-07``. The edition is that of the oldest anchor. All times
    are in UTC. The time of the last change is added if it differs from that of creation. What is not known, such as a
    name, is left out.
    """
    parts = [annotation.creator.name] if annotation.creator.name.strip() else []
    parts.append(_moment(annotation.created, tr))
    if annotation.modified != annotation.created:
        parts.append(tr("changed {0}").format(_moment(annotation.modified, tr)))
    if annotation.anchors and annotation.anchors[0].edition:
        parts.append(tr("edition {0}").format(annotation.anchors[0].edition))
    if annotation.deleted_at is not None:
        parts.append(tr("in the bin since {0}").format(_moment(annotation.deleted_at, tr)))
    return _DOT.join(parts)


def _moment(moment: datetime, tr: Translate) -> str:
    return f"{moment_words(moment, tr, UTC)} UTC"


def _found_last(annotation: Annotation, tr: Translate) -> str:
    """Return how the quotation was found in the last edition where it was sought; empty if it is unchanged."""
    last = annotation.anchor
    if last is None or last is annotation.anchors[0] or not (words := anchor_words(last, tr)):
        return ""
    return f"{tr('Edition {0}').format(last.edition)}: {words}"


def _text(block: _Block) -> str:
    match block.kind:
        case _Kind.TITLE:
            return f"{block.text}\n{'=' * len(block.text)}"
        case _Kind.ENTRY:
            return f"{block.text}\n{'-' * len(block.text)}"
        case _Kind.QUOTATION:
            return f"“{block.text}”"
        case _Kind.NOTE:
            return block.text.strip("\n")
        case _Kind.RULE:
            return "* * *"
    return block.text


def _markdown(block: _Block) -> str:
    match block.kind:
        case _Kind.TITLE:
            return f"# {_inline(block.text)}"
        case _Kind.ENTRY:
            return f"## {_inline(block.text)}"
        case _Kind.HEAD:
            return f"**{_inline(block.text)}**"
        case _Kind.QUOTATION:
            return "\n".join(f"> {line}".rstrip() for line in paragraphs(block.text).split("\n"))
        case _Kind.RULE:
            return "---"
    return paragraphs(block.text)


def _inline(text: str) -> str:
    return escape_inline(" ".join(text.split()))


def paragraphs(text: str) -> str:
    """Return a plain text as Markdown: lines, paragraphs and indentation stay, and all Markdown syntax is escaped.

    Several blank lines become one; blank lines at the start and the end, and blanks at the ends of lines, are dropped.
    """
    lines = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    paragraphs = _PARAGRAPHS.split(lines)
    return "\n\n".join("\\\n".join(map(_line, part.split("\n"))) for part in paragraphs)


def _line(line: str) -> str:
    escaped = escape_start(escape_inline(line.strip()))
    before = line[: len(line) - len(line.lstrip())].expandtabs(4)
    # indentation by spaces would be code in Markdown; no-break spaces are text
    return "\u00a0" * len(before) + escaped


def write_annotations(
    form: ExportFormat,
    annotations: Iterable[Annotation],
    names: EntryNames,
    tr: Translate,
    progress: Progress = no_progress,
    sender: Person | None = None,
    versions: Mapping[str, Sequence[Version]] | None = None,
) -> list[bytes]:
    """Return annotations in one of the export formats, in parts that are one UTF-8 file when joined.

    ``names`` has the titles of the annotated entries. ``sender``, the owner of the annotations file, and ``versions``,
    the versions of each annotation by its uuid, are written in JSON-LD only. Raises EnvironmentFault if a JSON-LD file
    would be too long to be imported again.
    """
    if form is ExportFormat.JSONLD:
        return annotation_jsonld.jsonld_lines(annotations, names, progress, sender, versions)
    markdown = form is ExportFormat.MARKDOWN
    write = annotation_text.annotations_as_markdown if markdown else annotation_text.annotations_as_text
    return write(annotations, names, tr, progress)
