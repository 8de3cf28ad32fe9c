"""Categories of sectors in a search: three digits, or words of a category's name, find all sectors of it."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import ReferenceSearch

SECTORS = {"12191": "1", "12220": "1", "12250": "1", "14031": "1", "122": "2", "12299": "99"}


def _activity(code: str, *sectors: tuple[str, str]) -> str:
    found = "".join(
        f'<sector vocabulary="{vocabulary}" code="{each}" percentage="50"/>' for vocabulary, each in sectors
    )
    return f"""<iati-activity xml:lang="en"><iati-identifier>XM-A-{code}</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Work {code}</narrative></title>{found}</iati-activity>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("categories")
    text = "".join(_activity(code, (vocabulary, code)) for code, vocabulary in SECTORS.items())
    (folder / "in.xml").write_text(f'<iati-activities version="2.03">{text}</iati-activities>', encoding="utf-8")
    assert main(["import", "iati", str(folder / "in.xml"), "-o", str(folder / "in.db"), "--quiet"]) == 0
    return folder / "in.db"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sector:122", {"12220", "12250", "122"}),
        ("sector:121", {"12191"}),
        ("sector:12", {"12191", "12220", "12250", "122"}),
        ("sector:14", {"14031"}),
        ("-sector:12 kind:project", {"14031", "12299"}),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sector:122 kind:project", {"12220": "12220 in 122 Basic health", "12250": "12250 in 122 Basic health"}),
        ("sector:12 kind:project", {"12191": "12191 in 121 Health, general", "12220": "12220 in 122 Basic health"}),
        ("sector:health kind:theme", {"12191": "12191 in 121 Health, general"}),
        ("sector:12191 kind:project", {"12191": None}),
        ("sector:12191,122 kind:project", {"12191": None, "12250": "12250 in 122 Basic health"}),
        ("work kind:project", {"12191": None}),
    ],
)
def test_a_hit_says_by_which_code_and_category_it_was_found(
    path: Path, text: str, expected: dict[str, str | None]
) -> None:
    with closing(ReferenceSearch(path)) as search:
        hits = search.search(parse_query(text)).hits
    found = {
        code: next(each.sector for each in hits if code in (each.ref.title[-5:], each.ref.id[-5:])) for code in expected
    }
    assert {code: each and f"{each.code} in {each.category} {each.label}" for code, each in found.items()} == expected


def test_the_command_line_says_the_code_and_the_category(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--reference", str(path), "sector:122 kind:project"]) == 0
    assert ", of the category 122 Basic health" in " ".join(capsys.readouterr().out.split())
    assert main(["search", "--reference", str(path), "--format", "json", "sector:122 kind:project"]) == 0
    (first, *_) = [each for each in json.loads(capsys.readouterr().out)["results"] if each["title"] == "Work 12250"]
    assert first["sector"] == {
        "id": "theme/dac-12250", "code": "12250", "category": "122", "category_label": "Basic health",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["sector:123", "sector:099", "sector:1222"])
def test_a_category_that_is_not_there_is_said_to_name_nothing(path: Path, text: str) -> None:
    search = ReferenceSearch(path)
    try:
        answer = search.search(parse_query(text))
        assert not answer.hits
        assert answer.unknown
    finally:
        search.close()


def test_a_hit_that_a_sector_was_named_for_says_no_category(tmp_path: Path) -> None:
    text = "".join((_activity("both", ("1", "12250"), ("1", "12191")), _activity("one", ("1", "12191"))))
    (tmp_path / "in.xml").write_text(f'<iati-activities version="2.03">{text}</iati-activities>', encoding="utf-8")
    assert main(["import", "iati", str(tmp_path / "in.xml"), "-o", str(tmp_path / "in.db"), "--quiet"]) == 0
    with closing(ReferenceSearch(tmp_path / "in.db")) as search:
        hits = search.search(parse_query("sector:12250,12 kind:project")).hits
    assert {hit.ref.title: hit.sector and hit.sector.category for hit in hits} == {"Work both": None, "Work one": "121"}
