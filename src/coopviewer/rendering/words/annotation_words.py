"""Texts for annotations: their kinds, statuses, colours and anchors."""

from coopviewer.domain.annotations.annotation import Anchor, AnchorStatus, AnnotationStatus, Colour, Decider, Motivation
from coopviewer.domain.language import Translate

_SIGNS = {
    AnnotationStatus.OPEN_QUESTION: "?",
    AnnotationStatus.TO_VERIFY: "◔",
    AnnotationStatus.VERIFIED: "✓",
    AnnotationStatus.DISPUTED: "≠",
}


def status_word(status: AnnotationStatus, tr: Translate) -> str:
    """Return the name of a status that the user set for an annotation, such as *to verify*."""
    return {
        AnnotationStatus.OPEN_QUESTION: tr("open question"),
        AnnotationStatus.TO_VERIFY: tr("to verify"),
        AnnotationStatus.VERIFIED: tr("verified"),
        AnnotationStatus.DISPUTED: tr("disputed"),
    }[status]


def status_sign(status: AnnotationStatus) -> str:
    """Return the character shown before the name of an annotation's status, such as ``✓`` for VERIFIED."""
    return _SIGNS[status]


def colour_word(colour: Colour | None, tr: Translate) -> str:
    """Return the name of an annotation's colour; None: *no colour*."""
    if colour is None:
        return tr("no colour")
    return {
        Colour.YELLOW: tr("yellow"),
        Colour.GREEN: tr("green"),
        Colour.BLUE: tr("blue"),
        Colour.PINK: tr("pink"),
    }[colour]


def colour_hint(colour: Colour, tr: Translate) -> str:
    """Return a colour's name and line style, which distinguishes it without colour vision: *Blue, a dotted line*."""
    return {
        Colour.YELLOW: tr("Yellow, a plain line"),
        Colour.GREEN: tr("Green, a dashed line"),
        Colour.BLUE: tr("Blue, a dotted line"),
        Colour.PINK: tr("Pink, a wavy line"),
    }[colour]


def motivation_word(motivation: Motivation, tr: Translate) -> str:
    """Return the name of a kind of annotation, such as *Highlight*."""
    return {
        Motivation.BOOKMARKING: tr("Bookmark"),
        Motivation.COMMENTING: tr("Note"),
        Motivation.HIGHLIGHTING: tr("Highlight"),
        Motivation.LINKING: tr("Link"),
        Motivation.QUESTIONING: tr("Question"),
        Motivation.ASSESSING: tr("Assessment"),
    }[motivation]


def anchor_words(anchor: Anchor | None, tr: Translate) -> str:
    """Return a sentence on what became of an annotation's quotation in the open edition.

    Empty if the quotation is found exactly, if the user chose its place, or if ``anchor`` is None: there is no
    quotation.
    """
    if anchor is None:
        return ""
    if anchor.decided_by is Decider.PERSON and anchor.status is not AnchorStatus.ORPHAN:
        return ""
    return {
        AnchorStatus.EXACT: "",
        AnchorStatus.MOVED: tr("The quotation has moved in this edition."),
        AnchorStatus.CHANGED: tr("The quotation reads differently in this edition."),
        AnchorStatus.ORPHAN: tr("The quotation is no longer found in this edition."),
    }[anchor.status]
