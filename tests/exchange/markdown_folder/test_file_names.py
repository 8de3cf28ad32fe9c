"""Names of new pages: different from all that is there, and links that lead from one page to another."""

from pathlib import Path

import pytest

from coopviewer.exchange.markdown_folder.file_names import FileNames, link_between


def test_pages_of_one_title_are_numbered_from_two(tmp_path: Path) -> None:
    names = FileNames(tmp_path)
    assert [names.new("Countries", "Niger") for _ in range(3)] == [
        *("Countries/Niger.md", "Countries/Niger 2.md", "Countries/Niger 3.md"),
    ]
    assert names.new("Regions", "Niger") == "Regions/Niger.md"
    assert names.new("", "Niger") == "Niger.md"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("there", "title", "name"),
    [
        ("niger.MD", "Niger", "Niger 2.md"),
        ("Co\u0302te.md", "C\u00f4te", "C\u00f4te 2.md"),
        ("STRASSE.md", "Straße", "Straße 2.md"),
        ("ﬁsh.md", "fish", "fish 2.md"),
        ("Niger", "Niger", "Niger.md"),
        ("Niger 2.md", "Niger", "Niger.md"),
        ("Nigeria.md", "Niger", "Niger.md"),
    ],
)
def test_a_name_that_some_system_takes_for_an_existing_one_is_not_chosen(
    tmp_path: Path, there: str, title: str, name: str
) -> None:
    (tmp_path / there).touch()
    assert FileNames(tmp_path).new("", title) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a#b^c", "a-b-c"),
        ("[[x]]", "x-"),
        ("`a`", "a-"),
        ("{b}", "b-"),
        ("50%", "50-"),
        ("a##[b", "a-b"),
        ("#", "page"),
    ],
)
def test_signs_of_links_between_notes_are_hyphens(tmp_path: Path, title: str, name: str) -> None:
    assert FileNames(tmp_path).new("", title) == f"{name}.md"


def test_a_folder_of_pages_is_used_and_other_things_of_its_name_are_passed_by(tmp_path: Path) -> None:
    names = FileNames(tmp_path)
    assert [names.folder("Countries"), names.folder("Countries")] == ["Countries"] * 2
    (tmp_path / "Countries").touch()
    assert names.folder("Countries") == "Countries 2"
    (tmp_path / "Countries 2").symlink_to("nowhere")
    assert names.folder("Countries") == "Countries 3"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "Countries 3").symlink_to("elsewhere")
    assert names.folder("Countries") == "Countries 4"
    (tmp_path / "Countries 4").mkdir()
    assert names.folder("Countries") == "Countries 4"


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("a.md", "b.md", "b.md"),
        ("a.md", "C/b.md", "C/b.md"),
        ("C/a.md", "b.md", "../b.md"),
        ("C/a.md", "C/b.md", "b.md"),
        ("C/D/a.md", "E/b.md", "../../E/b.md"),
        ("a.md", "Côte d’Ivoire (1).md", "C%C3%B4te%20d%E2%80%99Ivoire%20%281%29.md"),
    ],
)
def test_a_link_is_relative_to_the_folder_of_its_page(source: str, target: str, link: str) -> None:
    assert link_between(source, target) == link
