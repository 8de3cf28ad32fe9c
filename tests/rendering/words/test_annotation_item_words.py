"""Each annotation of an imported file of which something was lost has a line that says what."""

from coopviewer.domain.annotations.exchange import ItemLoss, Loss
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.annotation_item_words import item_words


def test_a_line_names_the_annotation_and_what_was_not_taken() -> None:
    items = (
        ItemLoss(0, "", (Loss.DOUBLE_KEYS,), keys=("total",)),
        ItemLoss(1, "x", (Loss.MARKUP, Loss.OTHER_FIELDS), fields=("group", "links")),
        ItemLoss(1200, "", (Loss.NOT_UNDERSTOOD,)),
    )
    assert item_words(items, ENGLISH) == (
        "The file itself: twice in it, the last value was taken: total.",
        "Annotation 1, x: its markup is kept as plain text; not taken: group, links.",
        "Annotation 1,200: left out, since it could not be understood.",
    )


def test_each_loss_has_words_of_its_own() -> None:
    lines = {item_words((ItemLoss(1, "", (loss,)),), ENGLISH)[0] for loss in Loss}
    assert len(lines) == len(Loss)
