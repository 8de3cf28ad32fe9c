"""Headings of the navigator, and values of filters that come from code lists."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.outline import NO_PARTY, NO_ROLE, NO_SECTOR, NO_STATUS, of_status
from coopviewer.domain.search.query import Facet, PolicyMarker, PublishedStatus, RoleName, StatusGap
from coopviewer.rendering.words.facet_words import heading_word, published_words, status_code_words


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (NO_ROLE, "Without a role in a project"),
        (NO_PARTY, "Projects without an organisation"),
        (NO_STATUS, "Without a recognised status"),
        (NO_SECTOR, "Without a sector"),
        (of_status(StatusGap.NOT_RECOGNISED), "Status not recognised"),
        (of_status(StatusGap.NOT_STATED), "Status not stated"),
        (of_status(PublishedStatus.CLOSED), "Closed"),
        ("role/implementing", "Implementing"),
        ("role/of-a-later-version", "role/of-a-later-version"),
        ("of no kind", "of no kind"),
    ],
)
def test_a_heading_is_called_by_what_is_under_it_and_an_unknown_one_by_its_key(place: str, label: str) -> None:
    assert heading_word(place, ENGLISH) == label


def test_each_role_and_status_has_a_heading_of_its_own() -> None:
    places = [*(f"role/{role}" for role in RoleName), *map(of_status, PublishedStatus)]
    assert len({heading_word(place, ENGLISH) for place in places} - set(places)) == len(places)


@pytest.mark.parametrize(
    ("code", "word"),
    [("1", "Pipeline or identification"), ("2", "Implementation"), ("6", "Suspended"), ("7", ""), ("", "")],
)
def test_a_code_of_a_status_has_a_word_if_it_is_known(code: str, word: str) -> None:
    assert status_code_words(code, ENGLISH) == word


def test_values_of_code_lists_have_words_and_other_filters_have_none() -> None:
    kept = {Facet.ROLE: RoleName, Facet.STATUS: (*PublishedStatus, *StatusGap), Facet.MARKER: PolicyMarker}
    for facet in Facet:
        found = published_words(facet, ENGLISH)
        assert set(found) == set(kept.get(facet, ()))
        assert len(set(found.values())) == len(found)
