"""The list of annotations that the user has to review."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.models.annotations.review_list import ReviewList
from coopviewer.models.roles import Role
from tests.widgets.annotations.review.review_samples import SAMPLES


@pytest.fixture
def reviews(qapp: object) -> ReviewList:
    return ReviewList(lambda review: f"<{review.annotation.uuid}>")


def test_the_list_passes_the_model_tester(reviews: ReviewList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(reviews)
    reviews.show_reviews(SAMPLES)
    reviews.remove({"year", "denied", "gone", "unknown"})
    reviews.show_reviews(SAMPLES[:2])
    reviews.remove({review.annotation.uuid for review in SAMPLES})
    assert reviews.rowCount() == 0


def test_removing_reviews_keeps_the_other_rows(reviews: ReviewList) -> None:
    reviews.show_reviews(SAMPLES)
    kept = QPersistentModelIndex(reviews.index(3))
    reviews.remove({"denied", "gone"})
    assert [review.annotation.uuid for review in reviews.reviews] == ["year", "rewritten", "arabic", "other"]
    assert (kept.row(), kept.data()) == (2, "المغرب")
    assert (reviews.row_of("other"), reviews.row_of("denied")) == (3, None)


def test_the_accessible_text_of_a_row_has_all_that_is_drawn(reviews: ReviewList) -> None:
    reviews.show_reviews(SAMPLES)
    row = reviews.index(0)
    assert row.data(Role.VALUE) is SAMPLES[0]
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == f"{SAMPLES[0].title}. <year>. “has been in force since 2019”"
