"""The words of the annotation browser's table, in the interface's language. Imported when used."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.cells import TableWords
from coopviewer.rendering.words.annotation_words import colour_word, moment_words, motivation_word, status_word


def table_words(icons: Callable[[EntryKind | None], QIcon], owner: QWidget) -> TableWords:
    """Give the words, by the translations of a widget; ``icons`` gives the sign of a kind of entry."""
    tr = owner.tr
    return TableWords(
        headers=(
            *(tr("Entry"), tr("Quotation"), tr("Note"), tr("Tags")),
            *(tr("Colour"), tr("Status"), tr("Author"), tr("Changed")),
        ),
        status=partial(status_word, tr=tr),
        colour=partial(colour_word, tr=tr),
        motivation=partial(motivation_word, tr=tr),
        moment=partial(moment_words, tr=tr),
        unsaved=tr("Not saved:"),
        icon=icons,
    )
