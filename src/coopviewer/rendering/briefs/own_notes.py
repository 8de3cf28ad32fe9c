"""The annotations of the user and of colleagues in a brief: set apart from the reference, and signed."""

from collections.abc import Iterator, Mapping

from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.rendering.document.document import SOFT, STRONG, Block, Heading, Line, Paragraph, Text
from coopviewer.rendering.words.annotation_words import motivation_word, status_word

OWN = "own"


def own_notes(content: BriefContent, entry_id: str, tr: Translate) -> Iterator[Block]:
    """Yield the annotations on an entry, in their order, under a heading of level 2; nothing if there are none.

    Each annotation says that it is not from the source, who wrote it, and when. The signature of the request, if there
    is one, stands for the owner's name in the owner's own annotations, and in those without a name.
    """
    written = list(_written(content, entry_id, tr))
    if written:
        yield Heading(2, (Text(tr("Own notes")),), "own-notes")
        yield from written


def notes_on_projects(content: BriefContent, tr: Translate) -> Iterator[Block]:
    """Yield the annotations on projects that the brief lists without a part for each, under a heading of level 2.

    Each project has a heading of level 3: its title, with what tells it apart from others of the same title. Nothing
    if there are no such annotations.
    """
    noted = content.noted_projects
    if noted:
        yield Heading(2, (Text(tr("Own notes on projects")),), "own-notes-on-projects")
    for id_, ref in noted.items():
        hint = (Text(f" {ref.hint}", SOFT),) if ref.hint else ()
        yield Heading(3, (Text(ref.title), *hint), f"own-notes-on-{id_.replace('/', '-')}")
        yield from _written(content, id_, tr)


def _written(content: BriefContent, entry_id: str, tr: Translate) -> Iterator[Block]:
    signature = content.request.options.signature
    for each in content.own.get(entry_id, ()):
        yield from _annotation(each, signature, content.owner, tr)


def _annotation(each: Annotation, signature: str, owner: str, tr: Translate) -> Iterator[Paragraph]:
    yield Paragraph(_head(each, signature, owner, tr), OWN)
    if each.quotation:
        yield Paragraph(
            (Text(tr("On the passage “{quotation}”").format(quotation=_one_line(each.quotation)), SOFT),), OWN
        )
    for text in each.body.splitlines():
        if text.strip():
            yield Paragraph((Text(text.strip()),), OWN)


def _head(each: Annotation, signature: str, owner: str, tr: Translate) -> Line:
    """Return the line above a note: its kind in bold, then author, day, status, tags and the linked entry's address."""
    author = each.creator.name
    parts = [
        signature if signature and author in ("", owner) else author,
        tr.day(each.modified.date()),
    ]
    parts += [status_word(each.status, tr)] if each.status is not None else []
    parts += [f"#{tag}" for tag in each.tags]
    parts += [f"{SCHEME}{each.target_entry_id}"] if each.target_entry_id is not None else []
    said = "".join(f" · {part}" for part in map(_one_line, parts) if part)
    return (Text(_kind(each, tr), STRONG), Text(said, SOFT))


def _kind(each: Annotation, tr: Translate) -> str:
    if each.body:
        return tr("Own note, not from the source")
    words: Mapping[Motivation, str] = {Motivation.HIGHLIGHTING: tr("Own highlight, not from the source")}
    return words.get(each.motivation) or tr("{kind}, not from the source").format(
        kind=motivation_word(each.motivation, tr)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
