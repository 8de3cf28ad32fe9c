"""Texts about single annotations of an imported file: which parts of each could not be imported, or were changed."""

from collections.abc import Iterable

from coopviewer.domain.annotations.exchange import ItemLoss, Loss
from coopviewer.domain.language import Translate


def item_words(items: Iterable[ItemLoss], tr: Translate) -> tuple[str, ...]:
    """Return a line for each annotation of an imported file that was not imported as it is: which one, and why not.

    Annotations are numbered from 1; an item with the number 0 is about the file itself.
    """
    return tuple(_line(item, tr) for item in items)


def _line(item: ItemLoss, tr: Translate) -> str:
    what = "; ".join(_what(loss, item, tr) for loss in item.losses)
    if not item.number:
        return tr("The file itself: {what}.").format(what=what)
    number = tr.number(item.number)
    if item.id:
        return tr("Annotation {number}, {id}: {what}.").format(number=number, id=item.id, what=what)
    return tr("Annotation {number}: {what}.").format(number=number, what=what)


def _what(loss: Loss, item: ItemLoss, tr: Translate) -> str:
    return {
        Loss.NOT_UNDERSTOOD: tr("left out, since it could not be understood"),
        Loss.ABOUT_SOMETHING_ELSE: tr("left out, since it is not about an entry of a reference"),
        Loss.TOO_LONG: tr("left out, since it is longer than can be taken"),
        Loss.NOT_IN_FILE: tr("not in the file"),
        Loss.FURTHER_TARGETS: tr("taken with its first target only"),
        Loss.OTHER_MOTIVATION: tr("taken with the nearest reason"),
        Loss.UNKNOWN_WORD: tr("taken without its colour or status"),
        Loss.QUOTATION_IN_TEXT: tr("its quotation was put into its note"),
        Loss.NO_PLACE: tr("its quotation waits to be found again"),
        Loss.NO_QUOTATION: tr("taken without its place in the text"),
        Loss.OTHER_BODY: tr("taken without a part that is no text"),
        Loss.MARKUP: tr("its markup is kept as plain text"),
        Loss.NO_AUTHOR: tr("its author is not known"),
        Loss.OTHER_FIELDS: tr("not taken: {names}").format(names=", ".join(item.fields)),
        Loss.DOUBLE_KEYS: tr("twice in it, the last value was taken: {names}").format(names=", ".join(item.keys)),
    }[loss]
