"""The annotations of the user and of colleagues in a brief; each says that it is not from the source."""

from collections.abc import Iterator
from dataclasses import replace

from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.rendering.document.document import SOFT, STRONG, Block, Heading, Line, Paragraph, Text
from coopviewer.rendering.words.annotation_card_words import changed_words
from coopviewer.rendering.words.annotation_words import motivation_word, status_word

OWN = "own"


def own_notes(content: BriefContent, entry_id: str, tr: Translate) -> Iterator[Block]:
    """Yield the annotations on an entry: the user's own, then those of others, each under a heading of level 2.

    They are in the order of ``content``; without any there is no heading. Each annotation says that it is not from the
    source, who wrote it, and on which day it was last changed. The user's own have the signature of the request as
    their author, or no author if it is empty.
    """
    own, others = _written(content, entry_id, tr)
    if own:
        yield Heading(2, (Text(tr("Own notes")),), "own-notes")
        yield from own
    if others:
        yield Heading(2, (Text(tr("Notes by others")),), "notes-by-others")
        yield from others


def notes_on_projects(content: BriefContent, tr: Translate) -> Iterator[Block]:
    """Yield a heading of level 2, and under it the annotations on listed projects (``content.noted_projects``).

    These are listed in the brief, but are not among its entries. Each has a heading of level 3: its title, with what
    tells it apart from others of the same title. Under it come the user's own annotations, then those of others.
    Nothing is yielded if there are no such annotations.
    """
    written = [(id_, ref, *_written(content, id_, tr)) for id_, ref in content.noted_projects.items()]
    if written:
        has_others = any(others for *_, others in written)
        title = tr("Notes on projects") if has_others else tr("Own notes on projects")
        yield Heading(2, (Text(title),), "own-notes-on-projects")
    for id_, ref, own, others in written:
        hint = (Text(f" {ref.hint}", SOFT),) if ref.hint else ()
        yield Heading(3, (Text(ref.title), *hint), f"own-notes-on-{id_.replace('/', '-')}")
        yield from own
        yield from others


def _written(content: BriefContent, entry_id: str, tr: Translate) -> tuple[list[Block], list[Block]]:
    """Return the user's own annotations on an entry, and those of others."""
    owner = content.owner
    signed = None if owner is None else replace(owner, name=content.request.options.signature)
    own: list[Block] = []
    others: list[Block] = []
    for each in content.own.get(entry_id, ()):
        is_own = owner is not None and each.creator.uuid == owner.uuid
        (own if is_own else others).extend(_annotation(each, signed, tr))
    return own, others


def _annotation(each: Annotation, owner: Person | None, tr: Translate) -> Iterator[Paragraph]:
    yield Paragraph(_head(each, owner, tr), OWN)
    if each.quotation:
        yield Paragraph(
            (Text(tr("On the passage “{quotation}”").format(quotation=_one_line(each.quotation)), SOFT),), OWN
        )
    for text in each.body.splitlines():
        if text.strip():
            yield Paragraph((Text(text.strip()),), OWN)


def _head(each: Annotation, owner: Person | None, tr: Translate) -> Line:
    """Return the line above a note: kind and author in bold; day, who changed it, status, tags, and the link's address.

    ``owner`` has the name that the owner's annotations are signed with, which may be empty; it comes after the bold
    words.
    """
    is_own = owner is not None and each.creator.uuid == owner.uuid
    parts = [owner.name] if owner is not None and is_own else []
    parts += [tr.day(each.modified.date()), _changed(each, owner, tr)]
    parts += [status_word(each.status, tr)] if each.status is not None else []
    parts += [f"#{tag}" for tag in each.tags]
    parts += [f"{SCHEME}{each.target_entry_id}"] if each.target_entry_id is not None else []
    said = "".join(f" · {part}" for part in map(_one_line, parts) if part)
    return (Text(_own_kind(each, tr) if is_own else _kind_and_author(each, tr), STRONG), Text(said, SOFT))


def _changed(each: Annotation, owner: Person | None, tr: Translate) -> str:
    """Return who changed an annotation last; empty if that is its author."""
    by_owner = owner is not None and each.changed_by is not None and each.changed_by.uuid == owner.uuid
    if not by_owner or owner is None or each.creator.uuid == owner.uuid:
        return changed_words(each, tr)
    return (
        changed_words(replace(each, changed_by=owner), tr) if owner.name else tr("changed by the author of this brief")
    )


def _own_kind(each: Annotation, tr: Translate) -> str:
    if each.body:
        return tr("Own note, not from the source")
    if each.motivation is Motivation.HIGHLIGHTING:
        return tr("Own highlight, not from the source")
    return tr("{kind}, not from the source").format(kind=motivation_word(each.motivation, tr))


def _kind_and_author(each: Annotation, tr: Translate) -> str:
    name = _one_line(each.creator.name) or tr("an unknown author")
    if each.body:
        return tr("Note by {name}, not from the source").format(name=name)
    kind = motivation_word(each.motivation, tr)
    return tr("{kind} by {name}, not from the source").format(kind=kind, name=name)


def _one_line(text: str) -> str:
    return " ".join(text.split())
