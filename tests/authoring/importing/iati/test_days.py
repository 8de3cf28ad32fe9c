"""Days, months and years as published: what a milestone states, and what is no date."""

import pytest

from coopviewer.domain.reference.published_facts import Flow, Milestone
from tests.authoring.importing.iati.reading import ReadFile, activity


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        *(("2019-01", "2019-01"), ("2019-12", "2019-12"), ("2019-00", None), ("2019-13", None)),
        *(("2019", "2019"), ("0000", None), ("2019-02-28", "2019-02-28"), ("2019-02-29", None)),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(given: str, edtf: str | None) -> None:
    file = ReadFile(activity(f'<activity-date type="1" iso-date="{given}"/>'))
    found = [fact.edtf for fact in file.facts.values() if isinstance(fact, Milestone)]
    assert found == ([] if edtf is None else [edtf])
    assert given in file.kept()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(("1 Mar 2014", "2014-03-01"), ("1 March 2014", "2014-03-01"), ("2 sept 2014", "2014-09-02")),
        *(("1 Ma 2014", None), ("1 Marc 2014", "2014-03-01"), ("31 Feb 2014", None)),
    ],
)
def test_a_month_is_read_from_three_letters(words: str, day: str | None) -> None:
    payment = f"<transaction-date>{words}</transaction-date><value>1</value>"
    file = ReadFile(activity(f"<transaction>{payment}</transaction>"))
    assert [fact.day for fact in file.facts.values() if isinstance(fact, Flow)] == [day]
    assert words in file.kept()
