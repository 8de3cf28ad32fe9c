"""Ids of identifiers: short where they can be read back, never one id for two identifiers."""

from itertools import combinations

import pytest

from coopviewer.authoring.importing.iati.keys import (
    LONGEST_KEY,
    fact_key,
    identifier_slug,
    nameless_project_id,
    project_id,
)
from tests.authoring.importing.iati.reading import ReadFile, activity


def test_an_identifier_in_capitals_has_no_hash_in_its_id() -> None:
    assert project_id("XM-DAC-7-0000050") == "project/xm-dac-7-0000050"
    assert project_id("44000-P171622") == "project/44000-p171622"


@pytest.mark.parametrize(
    "identifier", ["xm-dac-7-1", "XM-DAC-7/1", "XM-DAC--7-1", "STRA\u00dfE-1", "\u212a-1", "X" * 61, "-"]
)
def test_others_have_their_hash(identifier: str) -> None:
    words, _, digits = identifier_slug(identifier).rpartition("-")
    assert words
    assert len(digits) == 8


def test_identifiers_that_differ_only_in_case_or_signs_have_different_ids() -> None:
    identifiers = ("XM-DAC-7-1", "xm-dac-7-1", "Xm-Dac-7-1", "XM-DAC-7/1", "XM-DAC-7 1", "XM-DAC-7--1", "XM-DAC-7-1 ")
    for one, other in combinations(identifiers, 2):
        assert identifier_slug(one) != identifier_slug(other)


def test_annotations_find_an_activity_without_identifier_again_in_a_later_version() -> None:
    assert nameless_project_id("Wells in Niger", "XM-1") == "project/wells-in-niger-2dc681"
    assert nameless_project_id("", "a") == "project/x-022a69"


@pytest.mark.parametrize("name", ["a", "policy-marker", "implemented-by"])
def test_a_key_is_as_long_as_keys_may_be_and_no_longer(name: str) -> None:
    room = LONGEST_KEY - len(f"{name}/")
    assert fact_key(name, "x" * room) == f"{name}/{'x' * room}"
    shortened = fact_key(name, "x" * (room + 1))
    assert len(shortened) <= LONGEST_KEY
    assert shortened != fact_key(name, "x" * (room + 2))


def test_annotations_find_a_budget_again_by_its_type_and_first_day() -> None:
    start = '<period-start iso-date="2020-01-01"/>'
    budgets = [f'<budget type="{kind}">{first}<value>1</value></budget>' for kind, first in ((1, start), (2, ""))]
    file = ReadFile(activity("".join(budgets)))
    assert [key for key in file.facts if key.startswith("flow/")] == ["flow/b-1-2020-01-01", "flow/b-2-x"]
