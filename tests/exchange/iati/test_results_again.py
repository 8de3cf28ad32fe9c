"""Results that a file has twice, alike or nearly so, come back from an exported file with the ids that they had."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.domain.reference.published_facts import Indicator, PublishedField, Result
from tests.authoring.importing.imports import imported
from tests.datasets import read_dataset

EVERYTHING = Path(__file__).with_name("everything.xml").read_text(encoding="utf-8")
RESULT = EVERYTHING[EVERYTHING.index("<result ") : EVERYTHING.index("</result>") + len("</result>")]
OTHERS = {
    "alike": RESULT,
    "without a title": re.sub("<title>.*?</title>", "", RESULT, count=1),
    "with another reference": RESULT.replace('code="R1"', 'code="R2"'),
    "without a day": RESULT.replace('<period-end iso-date="2023-12-31"/>', "", 1),
    "without a reference": re.sub("<reference [^>]*R1[^>]*/>", "", RESULT),
}


def exported(tmp_path: Path, other: str) -> Path:
    (tmp_path / "in.xml").write_text(EVERYTHING.replace(RESULT, RESULT + other), encoding="utf-8")
    imported(tmp_path / "first.db", tmp_path / "in.xml")
    out = tmp_path / "out.xml"
    assert main(["export", "iati", "--all", "-o", str(out), "--reference", str(tmp_path / "first.db")]) == 0
    return out


def results(path: Path) -> dict[str, str]:
    facts = (fact for fact in read_dataset(path).facts if isinstance(fact, Result | Indicator))
    return {fact.id: str(replace(fact, citations=(), ordinal=1)) for fact in facts}


@pytest.mark.parametrize("case", OTHERS)
def test_results_keep_their_ids(tmp_path: Path, case: str) -> None:
    out = exported(tmp_path, OTHERS[case])
    imported(tmp_path / "again.db", out)
    assert results(tmp_path / "again.db") == results(tmp_path / "first.db")
    assert len(results(tmp_path / "first.db")) == 6


def test_an_indicator_whose_result_was_taken_out_of_the_file_is_kept_as_a_published_field(tmp_path: Path) -> None:
    out = exported(tmp_path, OTHERS["without a day"])
    text = re.sub("<result .*</result>", "", out.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert 'of="indicator"' in text
    out.write_text(text, encoding="utf-8")
    imported(tmp_path / "again.db", out)
    assert results(tmp_path / "again.db") == {}
    kept = [fact for fact in read_dataset(tmp_path / "again.db").facts if isinstance(fact, PublishedField)]
    assert any(value.value == "Number of wells" for fact in kept for value in fact.values)
