"""What the offer to compare two editions calls the other one."""

import pytest

from coopviewer.domain.browsing.known_references import KnownReference
from coopviewer.domain.editions.order import EditionOrder, OrderBasis
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.editions.order_words import basis_words, offer_words


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


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (EditionOrder(True, OrderBasis.FILE), "Another edition of Roads is known: edition 7, whose file is newer."),
        (EditionOrder(True, OrderBasis.ISSUED), "A newer edition of Roads is known: edition 7."),
        (
            EditionOrder(False, OrderBasis.AS_OF),
            "This is a newer edition of Roads than edition 7, which was opened before.",
        ),
        (
            EditionOrder(False, OrderBasis.STEPS),
            "This is a newer edition of Roads: it was imported by the steps of edition 7.",
        ),
        (EditionOrder(True, OrderBasis.UNKNOWN), "Another edition of Roads is known: edition 7."),
        (EditionOrder(False, OrderBasis.UNKNOWN), "Another edition of Roads is known: edition 7."),
    ],
)
def test_the_offer_says_no_more_than_is_known_of_the_order(order: EditionOrder, said: str) -> None:
    assert offer_words(KnownReference("/home/o/oct.db", "Roads", edition="7"), order, ENGLISH) == said


def test_the_bundled_reference_is_called_by_its_edition_and_not_by_a_file() -> None:
    known = KnownReference("", "Roads", edition="57b3634a98")
    said = offer_words(known, EditionOrder(True, OrderBasis.AS_OF), ENGLISH)
    assert said == "A newer edition of Roads is known: edition 57b3634a98."


def test_how_the_order_was_found_out_is_said_where_nothing_in_the_editions_says_it() -> None:
    said = {basis: basis_words(basis, ENGLISH) for basis in OrderBasis}
    assert {basis for basis, words in said.items() if not words} == {OrderBasis.AS_OF, OrderBasis.ISSUED}
    assert {basis for basis, words in said.items() if "Swap" in words} == {
        *(OrderBasis.CHOSEN, OrderBasis.FILE, OrderBasis.UNKNOWN)
    }
    assert len(set(said.values())) == len(OrderBasis) - 1
