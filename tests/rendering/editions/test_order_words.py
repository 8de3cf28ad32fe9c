"""What the offer to compare two editions calls the other one."""

import pytest

from coopviewer.domain.browsing.known_references import KnownReference
from coopviewer.domain.editions.order import EditionOrder, OrderBasis
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.editions.order_words import offer_words


@pytest.mark.parametrize(
    ("edition", "called"),
    [
        ("57b3634a98", "the file oct.db"),
        ("2021-03-01", "edition 1 March 2021"),
        ("name-2021.1", "edition name-2021.1"),
        ("7", "edition 7"),
    ],
)
@pytest.mark.parametrize(
    ("order", "said"),
    [
        (
            EditionOrder(True, OrderBasis.STEPS),
            "A newer edition of Roads is known: {}, imported by the steps of this one.",
        ),
        (EditionOrder(True, OrderBasis.AS_OF), "A newer edition of Roads is known: {}."),
        (
            EditionOrder(False, OrderBasis.ISSUED),
            "This is a newer edition of Roads than {}, which was opened before.",
        ),
        (EditionOrder(False, OrderBasis.FILE), "Another edition of Roads is known: {}, whose file is older."),
    ],
)
def test_an_edition_is_called_by_its_day_or_name_or_else_by_its_file(
    edition: str, called: str, order: EditionOrder, said: str
) -> None:
    known = KnownReference("/home/o/tables/oct.db", "Roads", edition=edition)
    assert offer_words(known, order, ENGLISH) == said.format(called)
