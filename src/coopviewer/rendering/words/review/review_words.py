"""Texts of the review of annotations: how many wait for a decision, and what became of the text that each quotes."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from coopviewer.domain.anchoring.locating import Suggestion
from coopviewer.domain.anchoring.review import AROUND, LONGEST, ComparedPart, Comparison, Review
from coopviewer.domain.annotations.annotation import CONTEXT, Annotation, Person
from coopviewer.domain.annotations.versions.conflicts import Conflict
from coopviewer.domain.annotations.versions.earlier import OTHER_VERSION, OtherVersion
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import status_word
from coopviewer.rendering.words.reference_words import as_of_words

_SHORTEST_TOLD = 160  # characters of a changed text that are read aloud; longer ones are shortened


def count_sentence(count: int, asked: int, tr: Translate, versions: int = 0) -> str:
    """Return how many annotations wait for the user's decision, as a sentence; for none, that there is nothing.

    ``asked`` is the number of all that wait, and ``count`` of those that are listed. Both include ``versions``, the
    number of other versions of annotations, from colleagues or imports. A sentence of their own follows on these; if
    nothing else waits, it is the only one.
    """
    if versions:
        waiting = tr.plural(
            "{n} other version of an annotation waits for you: compare it with the one here.",
            "{n} other versions of annotations wait for you: compare them with those here.",
            versions,
        )
        if max(count, asked) == versions:
            return waiting
        return f"{count_sentence(count - versions, asked - versions, tr)} {waiting}"
    if asked > count:
        return tr.plural(
            "{n} annotation waits for you, of which {listed} are listed: the text it stood on changed.",
            "{n} annotations wait for you, of which {listed} are listed: the texts they stood on changed.",
            asked,
            listed=tr.number(count),
        )
    if not count:
        return tr("There is nothing to review: each annotation has its place in this edition.")
    return tr.plural(
        "One annotation waits for you: the text that it stood on has changed.",
        "{n} annotations wait for you: the texts that they stood on have changed.",
        count,
    )


def happened_words(review: Review, tr: Translate) -> str:
    """Return a line on what became of the text that an annotation quotes.

    That is *Perhaps this: 87 % alike* if a similar passage is suggested. Otherwise it was not found, since its text has
    changed or is not in this edition.
    """
    if review.suggestion is not None:
        return tr("Perhaps this: {percent} alike").format(percent=percent(review.suggestion, tr))
    if review.text_now:
        return tr("Not found: its text has changed")
    return tr("Not found: its text is not in this edition")


def version_author(version: OtherVersion | Conflict) -> Person:
    """Return who wrote a version that waits for the user's decision.

    A Conflict: who made the version, perhaps not the author of the annotation.
    An OtherVersion, which is stored as an annotation of its own: the author of that annotation.
    """
    return version.version.by if isinstance(version, Conflict) else version.annotation.creator


def version_words(version: OtherVersion, tr: Translate) -> str:
    """Return the title of a version that an earlier import stored beside an annotation: *Another version, by Ana*.

    An author without a name is called unknown.
    """
    name = version_author(version).name
    return tr("Another version, by {name}").format(name=name) if name else tr("Another version, by an unknown author")


def version_line(annotation: Annotation, tr: Translate, zone: tzinfo | None = None, *, by: Person | None = None) -> str:
    """Return a line on a version of an annotation: its author, time of the last change, status and tags.

    The tag OTHER_VERSION is left out. The time is in the time zone ``zone``; None: that of this computer. ``by`` is the
    author; None: the one who changed the annotation last, or else its creator.
    """
    author = by or annotation.changed_by or annotation.creator
    status = status_word(annotation.status, tr) if annotation.status else ""
    tags = " ".join(f"#{tag}" for tag in annotation.tags if tag != OTHER_VERSION)
    parts = (author.name, moment_words(annotation.modified, tr, zone), status, tags)
    return " · ".join(part for part in parts if part)


def percent(suggestion: Suggestion, tr: Translate) -> str:
    """Return how similar a suggested passage is, as ``87 %``, rounded down; at most 99, as 100 would mean the same."""
    return tr.percent(min(int(suggestion.score * 100), 99))


def then_words(review: Review, tr: Translate, zone: tzinfo | None = None) -> str:
    """Return words on the annotation under review, like ``Edition frontex-2021.1, annotated on 23 Nov 2026, 21:40``.

    The edition is that in which the user last confirmed the annotation's place. The time is that of its creation, in
    the time zone ``zone``; None: that of this computer.
    """
    moment = moment_words(review.annotation.created, tr, zone)
    words = tr("Edition {edition}, annotated on {moment}")
    return words.format(edition=review.confirmed.edition, moment=moment)


def now_words(review: Review, tr: Translate) -> str:
    """Return which edition the text as it is now is from: *Edition 2024-1, as of 1 March 2024*."""
    return tr("Edition {edition}, as of {day}").format(edition=review.edition.id, day=as_of_words(review.edition, tr))


def parts_then(review: Review, compared: Comparison) -> tuple[ComparedPart, ...]:
    """Return an annotation's quotation with the old text around it in parts, in order; each is unchanged or differs.

    An ellipsis is added at a side where 32 characters of context, the most there can be, are stored: the text may have
    gone on.
    """
    selector = review.confirmed.selector
    return _with_ellipses(compared.old, len(selector.prefix) >= CONTEXT, len(selector.suffix) >= CONTEXT)


def parts_now(review: Review, compared: Comparison, tr: Translate) -> tuple[ComparedPart, ...]:
    """Return the present text in place of an annotation's old one, in parts, in order; each is the same or differs.

    An ellipsis is added at a side where ``review`` has all the 80 code points (AROUND) that are shown there; without
    a suggestion, at the end of a text that was cut at 1,200 (LONGEST): the text may go on. If this edition lacks the
    text, the only part is a sentence that says so.
    """
    if not review.text_now:
        return (ComparedPart(tr("This edition has no such text."), around=True),)
    more = len(review.after) >= AROUND or (review.suggestion is None and len(review.text_now) >= LONGEST)
    return _with_ellipses(compared.new, len(review.before) >= AROUND, more)


def _with_ellipses(parts: tuple[ComparedPart, ...], before: bool, after: bool) -> tuple[ComparedPart, ...]:
    ellipsis = (ComparedPart("…", around=True),)
    return (*(ellipsis * before), *parts, *(ellipsis * after))


def spoken_gone(then: Iterable[ComparedPart], tr: Translate) -> str:
    """Return the removed parts of an old text for screen readers: ``Gone: “2019”.``; empty if there are none.

    Of each part at most 160 characters are spoken.
    """
    return " ".join(tr("Gone: “{words}”.").format(words=words) for words in _told(then))


def spoken_new(now: Iterable[ComparedPart], tr: Translate) -> str:
    """Return the added parts of a new text for screen readers: ``New: “2021”. New: “Mali”.``; empty without any.

    Of each part at most 160 characters are spoken.
    """
    return " ".join(tr("New: “{words}”.").format(words=words) for words in _told(now))


def _told(parts: Iterable[ComparedPart]) -> Iterator[str]:
    for part in parts:
        words = " ".join(part.text.split())
        if part.differs and words:
            yield _short(words)


def _short(text: str) -> str:
    return text if len(text) <= _SHORTEST_TOLD else f"{text[:_SHORTEST_TOLD].rstrip()}…"
