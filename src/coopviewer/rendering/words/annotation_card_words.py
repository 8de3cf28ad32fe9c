"""Texts of the card of an annotation."""

from datetime import tzinfo
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.language import Translate
from coopviewer.domain.text.measures import shorten
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import (
    anchor_words,
    colour_word,
    motivation_word,
    status_sign,
    status_word,
)

_LONGEST_QUOTATION = 60  # characters, over the form
_LONGEST_SPOKEN = 2_000  # code points of a note or quotation; the editor has all of them


class CardWords(NamedTuple):
    """The texts of an annotation's card.

        ``elsewhere``: the entry, if it is not the page's own
        ``quotation``, ``anchor``: the quoted text, and what became of it in this edition
        ``body``: the note; without note, quotation and link the name of the annotation's kind
        ``link``: the title of an entry that the note links to
        ``tags``: each begins with ``#``
        ``status``: a sign and a word
        ``written``: when it was last changed; its author, if not the user; who changed it, if not the author
        ``conflict``: that another version waits for a decision
        ``private``: that it is never published to a team

    Each is empty if there is nothing to show.
    """

    elsewhere: str
    quotation: str
    anchor: str
    body: str
    link: str
    tags: tuple[str, ...]
    status: str
    written: str
    conflict: str = ""
    private: str = ""


def card_words(annotation: Annotation, page: AnnotatedPage, tr: Translate, zone: tzinfo | None = None) -> CardWords:
    """Return the texts of the card of an annotation that is shown beside a page.

    If it has no note, quotation or link, the body of the card is the name of the annotation's kind. Times are in the
    time zone ``zone``; None: that of this computer.
    """
    other = annotation.entry_id not in page.entry_ids
    target, status = annotation.target_entry_id, annotation.status
    moment = moment_words(annotation.modified, tr, zone)
    by_other = annotation.creator.uuid != page.person.uuid
    written = tr("{name}, {moment}").format(name=annotation.creator.name, moment=moment) if by_other else moment
    return CardWords(
        elsewhere=tr("In {title}").format(title=page.title_of(annotation.entry_id)) if other else "",
        quotation=annotation.quotation,
        anchor=anchor_words(annotation.anchor, tr),
        body=annotation.body or ("" if annotation.quotation or target else motivation_word(annotation.motivation, tr)),
        link=page.title_of(target) if target else "",
        tags=tuple(f"#{tag}" for tag in annotation.tags),
        status=f"{status_sign(status)} {status_word(status, tr)}" if status else "",
        written=" · ".join(filter(None, (written, changed_words(annotation, tr)))),
        conflict=tr("Another version waits for your decision") if annotation.uuid in page.conflicts else "",
        private=tr("Only mine") if annotation.only_mine else "",
    )


def changed_words(annotation: Annotation, tr: Translate) -> str:
    """Return who changed an annotation last, such as ``changed by Ana``; empty if that is its author."""
    changed_by = annotation.changed_by
    if changed_by is None or changed_by.uuid == annotation.creator.uuid:
        return ""
    if not changed_by.name:
        return tr("changed by an unknown author")
    return tr("changed by {name}").format(name=changed_by.name)


def editor_heading(annotation: Annotation | None, page: AnnotatedPage | None, tr: Translate) -> str:
    """Return the heading over the form in which an annotation is edited; ``annotation`` None: *New note*.

    With a quotation it is ``On “…”``, with the quotation's first 60 characters. Else it is *Bookmark*, ``Note by Ada``
    if somebody else wrote the annotation, or *Your note*. If ``page`` is None, every note counts as the user's.
    """
    if annotation is None:
        return tr("New note")
    if annotation.quotation:
        return tr("On “{quotation}”").format(quotation=shorten(annotation.quotation, _LONGEST_QUOTATION))
    if annotation.motivation is Motivation.BOOKMARKING:
        return tr("Bookmark")
    if page is not None and annotation.creator.uuid != page.person.uuid:
        return tr("Note by {name}").format(name=annotation.creator.name)
    return tr("Your note")


def related_words(count: int, folded: bool | None, tr: Translate) -> str:
    """Return the heading over the annotations of related entries, such as *On related entries: 3*.

    ``folded`` True or False: the heading also says, for screen readers, whether the annotations are folded. None: it
    does not, as where an arrow beside it shows that.
    """
    words = tr.plural("On a related entry: {n}", "On related entries: {n}", count)
    if folded is None:
        return words
    return (tr("{heading}, folded") if folded else tr("{heading}, unfolded")).format(heading=words)


def spoken_card(annotation: Annotation, words: CardWords, tr: Translate) -> str:
    """Return the card of an annotation as sentences, for screen readers: first its note, or else its kind.

    Note and quotation are cut to 2,000 characters. ``words`` are the texts that ``card_words`` returned for the card.
    """
    quotation, body = shorten(words.quotation, _LONGEST_SPOKEN), shorten(words.body, _LONGEST_SPOKEN)
    quoted = tr("On “{quotation}”").format(quotation=quotation) if quotation else ""
    status = status_word(annotation.status, tr) if annotation.status else ""
    parts = (
        body or motivation_word(annotation.motivation, tr),
        quoted,
        words.anchor,
        tr("Link to {title}").format(title=words.link) if words.link else "",
        words.elsewhere,
        colour_word(annotation.colour, tr) if annotation.colour else "",
        status,
        " ".join(words.tags),
        words.private,
        words.written,
        words.conflict,
    )
    return ". ".join(part.rstrip(".") for part in parts if part)
