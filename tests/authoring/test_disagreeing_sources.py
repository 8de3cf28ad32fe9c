"""Curated files whose sources disagree: both facts are built, and one of them may be preferred."""

from pathlib import Path

import pytest

from coopviewer.authoring.building import build, check_reference, examine_tree
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from tests.authoring.trees import BASE_TREE, copy_tree
from tests.datasets import read_dataset

REASON = "The book was printed after the end of the project."
BOOK = """
source = "source/book"

[[source_document]]
id = "source/book"
title = "A book"
language = "en"

[[passage]]
id = "P01"
kind = "paragraph"
section = "Wells"
locator = "paragraph 1"
char_start = 0
char_end = 5
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[[facts]]
entry = "project/wells"
[[facts.timeframe]]
key = "timeframe-in-the-book"
edtf = "2017/2024"
as_given = "2017 to 2024"
basis = "stated"
cites = ["P01"]
PREFERRED
[[facts.amount]]
key = "grant-in-the-book"
kind = "grant"
value = "3500000.5"
currency = "EUR"
as_given = "3,500,000.50 euros"
funder = "organisation/fund"
funding_instrument = "funding-instrument/purse"
basis = "stated"
cites = ["P01"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_tree(tmp_path)


def write_book(folder: Path, preferred: str) -> None:
    (folder / "book.toml").write_text(BOOK.replace("PREFERRED", preferred), encoding="utf-8")


def test_two_timeframes_and_two_grants_of_one_project_are_built(folder: Path, tmp_path: Path) -> None:
    write_book(folder, f'preferred = "{REASON}"')
    target = tmp_path / "coop.db"
    assert build(folder, target).faults == ()
    assert check_reference(target, read_codes_of(BASE_TREE)).faults == ()
    facts = read_dataset(target).facts
    assert [(each.edtf, each.preferred) for each in facts if isinstance(each, TimeframeFact)] == [
        ("2017/2023", None),
        ("2017/2024", REASON),
    ]
    assert [each.minor_units for each in facts if isinstance(each, Amount)] == [340000000, 350000050]


def test_both_may_not_be_preferred(folder: Path) -> None:
    write_book(folder, f'preferred = "{REASON}"')
    path = folder / "projects.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('as_given = "2017-2023"', 'as_given = "2017-2023"\npreferred = "So."'), encoding="utf-8"
    )
    assert [str(fault) for fault in examine_tree(folder).faults] == [
        (
            "projects.toml: project/wells/timeframe: preferred: found a second preferred fact; "
            "expected one preferred fact, which is project/wells/timeframe-in-the-book already"
        )
    ]


def test_a_reason_is_not_needed(folder: Path) -> None:
    write_book(folder, "")
    assert examine_tree(folder).faults == ()
