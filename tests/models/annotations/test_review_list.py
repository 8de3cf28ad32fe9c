"""The list of annotations that a person is to decide about."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coopviewer.models.annotations.review_list import ReviewList
from coopviewer.models.roles import Role
from tests.widgets.annotations.review.review_samples import SAMPLES


@pytest.fixture
def reviews(qapp: object) -> ReviewList:
    return ReviewList(lambda review: f"<{review.annotation.uuid}>")


def test_the_list_keeps_qts_rules(reviews: ReviewList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(reviews)
    reviews.show_reviews(SAMPLES)
    reviews.remove({"year", "denied", "gone", "unknown"})
    reviews.show_reviews(SAMPLES[:2])
    reviews.remove({review.annotation.uuid for review in SAMPLES})
    assert reviews.rowCount() == 0


def test_what_is_decided_goes_and_the_other_rows_stay_where_they_are(reviews: ReviewList) -> None:
    reviews.show_reviews(SAMPLES)
    kept = QPersistentModelIndex(reviews.index(3))
    reviews.remove({"denied", "gone"})
    assert [review.annotation.uuid for review in reviews.reviews] == ["year", "rewritten", "arabic", "other"]
    assert (kept.row(), kept.data()) == (2, "المغرب")
    assert (reviews.row_of("other"), reviews.row_of("denied")) == (3, None)


def test_a_row_says_all_that_its_picture_shows(reviews: ReviewList) -> None:
    reviews.show_reviews(SAMPLES)
    row = reviews.index(0)
    assert row.data(Role.VALUE) is SAMPLES[0]
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == f"{SAMPLES[0].title}. <year>. “has been in force since 2019”"
