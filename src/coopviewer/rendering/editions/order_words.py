"""Sentences on which of two editions is the earlier one, which say no more than is known of that."""

import re
from pathlib import PurePath

from coopviewer.domain.browsing.known_references import KnownReference
from coopviewer.domain.editions.order import EditionOrder, OrderBasis
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.known_reference_words import edition_cell, title_words

_HASH = re.compile(r"(?=.*[a-f])[0-9a-f]{10}")  # the id of an edition of files that state no day


def offer_words(known: KnownReference, order: EditionOrder, tr: Translate) -> str:
    """Return the sentence that offers to compare the open edition with another known edition of the same reference.

    ``order`` says whether the known edition is later than the open one, and how that was found out. If only the times
    of the files say so, the sentence calls the file newer or older, not the edition, since the file may be a copy.
    """
    match order:
        case (True, OrderBasis.STEPS):
            words = tr("A newer edition of {title} is known: {edition}, imported by the steps of this one.")
        case (True, OrderBasis.AS_OF | OrderBasis.ISSUED):
            words = tr("A newer edition of {title} is known: {edition}.")
        case (True, OrderBasis.FILE):
            words = tr("Another edition of {title} is known: {edition}, whose file is newer.")
        case (False, OrderBasis.STEPS):
            words = tr("This is a newer edition of {title}: it was imported by the steps of {edition}.")
        case (False, OrderBasis.AS_OF | OrderBasis.ISSUED):
            words = tr("This is a newer edition of {title} than {edition}, which was opened before.")
        case (False, OrderBasis.FILE):
            words = tr("Another edition of {title} is known: {edition}, whose file is older.")
        case _:
            words = tr("Another edition of {title} is known: {edition}.")
    return words.format(title=title_words(known, tr), edition=_edition(known, tr))


def _edition(known: KnownReference, tr: Translate) -> str:
    """Return the edition by its day or name, or by its file if its id only tells it apart from others."""
    if _HASH.fullmatch(known.edition) and not known.is_bundled:
        return tr("the file {file}").format(file=PurePath(known.path).name)
    return tr("edition {edition}").format(edition=edition_cell(known, tr))


def basis_words(basis: OrderBasis, tr: Translate) -> str:
    """Return how it was found out which of two editions is earlier; empty if their as-of days or their ids say so.

    If only the times of the files say so, if the user chose it, or if it is not known, the text also names *Swap*.
    """
    match basis:
        case OrderBasis.CHOSEN:
            return tr("You chose which of these editions is the earlier one. Swap turns the comparison round.")
        case OrderBasis.STEPS:
            return tr("The later edition was imported by the steps of the earlier one.")
        case OrderBasis.FILE:
            return tr(
                "Nothing in the editions says which is the earlier: the one with the older file is taken for the "
                "earlier. Swap turns the comparison round."
            )
        case OrderBasis.UNKNOWN:
            return tr("Which of these editions is the earlier one is not known. Swap turns the comparison round.")
        case OrderBasis.AS_OF | OrderBasis.ISSUED:
            return ""
