"""Texts on what an import of annotations leaves out or takes differently."""

from collections.abc import Mapping

from coopviewer.domain.annotations.exchange import Loss
from coopviewer.domain.language import Translate


def loss_words(losses: Mapping[Loss, int], tr: Translate) -> tuple[str, ...]:
    """Return a sentence for each kind of loss in an import of annotations, most with how many it concerns.

    Sentences on annotations that are left out come first, then those on changed ones; empty if nothing was lost.
    """
    ordered = sorted(losses, key=lambda loss: (not loss.leaves_out, list(Loss).index(loss)))
    return tuple(_loss_sentence(loss, losses[loss], tr) for loss in ordered if losses[loss])


def _loss_sentence(loss: Loss, count: int, tr: Translate) -> str:
    if loss.leaves_out:
        return _left_out(loss, count, tr)
    return {**_taken_differently(count, tr), **_taken_without(count, tr)}[loss]


def _left_out(loss: Loss, count: int, tr: Translate) -> str:
    return {
        Loss.NOT_UNDERSTOOD: tr.plural(
            "{n} annotation could not be understood, and was left out.",
            "{n} annotations could not be understood, and were left out.",
            count,
        ),
        Loss.ABOUT_SOMETHING_ELSE: tr.plural(
            "{n} annotation is not about an entry of a reference, and was left out.",
            "{n} annotations are not about entries of a reference, and were left out.",
            count,
        ),
        Loss.TOO_LONG: tr.plural(
            "{n} annotation is longer than can be taken, and was left out.",
            "{n} annotations are longer than can be taken, and were left out.",
            count,
        ),
        Loss.NOT_IN_FILE: tr("The file says that it has further annotations elsewhere; they were not read."),
    }[loss]


def _taken_differently(count: int, tr: Translate) -> dict[Loss, str]:
    return {
        Loss.FURTHER_TARGETS: tr.plural(
            "{n} annotation has several targets; the first was taken.",
            "{n} annotations have several targets; the first of each was taken.",
            count,
        ),
        Loss.OTHER_MOTIVATION: tr.plural(
            "{n} annotation was made for another reason than those known here; the nearest was taken.",
            "{n} annotations were made for other reasons than those known here; the nearest were taken.",
            count,
        ),
        Loss.UNKNOWN_WORD: tr.plural(
            "{n} annotation has a colour or status that is not known here; it was taken without.",
            "{n} annotations have a colour or status that is not known here; they were taken without.",
            count,
        ),
        Loss.QUOTATION_IN_TEXT: tr.plural(
            "{n} annotation does not say which text it quotes; the quotation is kept in its note.",
            "{n} annotations do not say which text they quote; the quotations are kept in their notes.",
            count,
        ),
        Loss.NO_PLACE: tr.plural(
            "{n} annotation names a place where its quotation is not found; it waits to be found again.",
            "{n} annotations name places where their quotations are not found; they wait to be found again.",
            count,
        ),
    }


def _taken_without(count: int, tr: Translate) -> dict[Loss, str]:
    return {
        Loss.NO_QUOTATION: tr.plural(
            "{n} annotation does not quote the words that it is on; it is on the whole entry.",
            "{n} annotations do not quote the words that they are on; each is on its whole entry.",
            count,
        ),
        Loss.OTHER_BODY: tr.plural(
            "{n} annotation has a part that is no text; it was taken without.",
            "{n} annotations have parts that are no text; they were taken without.",
            count,
        ),
        Loss.MARKUP: tr.plural(
            "{n} note was written in HTML; its markup is kept as plain text.",
            "{n} notes were written in HTML; their markup is kept as plain text.",
            count,
        ),
        Loss.NO_AUTHOR: tr.plural(
            "{n} annotation does not say who wrote it.",
            "{n} annotations do not say who wrote them.",
            count,
        ),
        Loss.OTHER_FIELDS: tr.plural(
            "{n} annotation has fields that are not known here; it was taken without them.",
            "{n} annotations have fields that are not known here; they were taken without them.",
            count,
        ),
        Loss.DOUBLE_KEYS: tr.plural(
            "A key is twice in {n} record of the file; the last value was taken.",
            "A key is twice in {n} records of the file; the last value was taken in each.",
            count,
        ),
    }
