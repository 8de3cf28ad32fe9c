"""Categories of sectors in a search: three digits, or words of a category's name, find all sectors of it."""

from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import ReferenceSearch

SECTORS = {"12191": "1", "12220": "1", "12250": "1", "14031": "1", "122": "2", "12299": "99"}


def _activity(code: str, vocabulary: str) -> str:
    return f"""<iati-activity xml:lang="en"><iati-identifier>XM-A-{code}</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Work {code}</narrative></title><sector vocabulary="{vocabulary}" code="{code}"/></iati-activity>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("categories")
    text = "".join(_activity(code, vocabulary) for code, vocabulary in SECTORS.items())
    (folder / "in.xml").write_text(f'<iati-activities version="2.03">{text}</iati-activities>', encoding="utf-8")
    assert main(["import", "iati", str(folder / "in.xml"), "-o", str(folder / "in.db"), "--quiet"]) == 0
    return folder / "in.db"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sector:122", {"12220", "12250", "122"}),
        ("sector:121", {"12191"}),
        ("sector:health", {"12191", "12220", "12250", "122"}),
        ('sector:"basic health"', {"12220", "12250", "122"}),
        ("sector:sanitation", {"14031"}),
        ("sector:12250", {"12250"}),
        ("sector:theme/dac3-122", {"122"}),
        ("-sector:health kind:project", {"14031", "12299"}),
    ],
)
def test_a_category_finds_the_projects_of_all_its_sectors(path: Path, text: str, expected: set[str]) -> None:
    search = ReferenceSearch(path)
    try:
        titles = {f"Work {code}" for code in expected}
        answer = search.search(parse_query(text))
        assert not answer.unknown
        assert {hit.ref.title for hit in answer.hits if hit.ref.title.startswith("Work ")} == titles
    finally:
        search.close()


@pytest.mark.parametrize("text", ["sector:123", "sector:099", "sector:1222"])
def test_a_category_that_is_not_there_is_said_to_name_nothing(path: Path, text: str) -> None:
    search = ReferenceSearch(path)
    try:
        answer = search.search(parse_query(text))
        assert not answer.hits
        assert answer.unknown
    finally:
        search.close()
