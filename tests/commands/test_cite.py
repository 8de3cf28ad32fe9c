"""``coopviewer cite`` on the bundled reference."""

import json
from pathlib import Path

import pytest

from coopviewer.commands.cite import main


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_entries_are_cited_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "country/NE", "coop:country/ML").splitlines()
    assert [line.split(".")[0] for line in lines] == ["Niger", "Mali"]
    assert "Frontex, Other Partners and Projects" in lines[0]


def test_a_fact_is_cited_by_its_id_with_value_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "project/afic/grant")
    assert "4 million euros" in text
    assert "Source: Frontex, Other Partners and Projects: " in text


@pytest.mark.parametrize("form", ["text", "bibtex", "ris", "csl"])
def test_a_marked_country_is_cited_with_its_note(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "UNSC 1244" in printed(capsys, "country/XK", "--format", form)
    assert "UNSC 1244" not in printed(capsys, "country/NE", "--format", form)


def test_a_comparison_is_cited(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "coop:compare?a=country/NE&b=country/ML").startswith("Niger and Mali. Source: Frontex, ")


def test_home_cites_the_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "home").startswith("coopviewer contributors, Frontex and non-EU countries, edition ")


def test_a_search_is_cited_as_one_or_each_of_its_results(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--query", "kind:project").startswith("Search: kind:project (4 results). ")
    items = json.loads(printed(capsys, "--query", "kind:project", "--each", "--format", "csl"))
    assert len(items) == len({item["id"] for item in items}) == 4


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl", "text"])
def test_what_is_printed_is_what_a_file_has(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    target = tmp_path / "niger"
    assert main(["country/NE", "--format", form, "-o", str(target)]) == 0
    capfdbinary.readouterr()
    assert main(["country/NE", "--format", form]) == 0
    assert capfdbinary.readouterr().out == target.read_bytes()


def test_a_citation_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "niger.ris"
    assert main(["country/NE", "--format", "ris", "-o", str(target)]) == 0
    assert target.read_bytes().endswith(b"ER  - \r\n")
    assert "1 citation was written" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("country/XX",), 2, "no entry country/XX"),
        (("project/afic/goal/none",), 2, "no fact project/afic/goal/none"),
        (("no address",), 2, "not an address"),
        (("coop:map",), 2, "not an address"),
        (("coop:brief?e=country/NE",), 2, "not an address"),
        (("country/NE/",), 2, "no fact country/NE/"),
        (("coop:search?q=x",), 2, "not an address"),
        (("coop:annotations",), 2, "not an address"),
        (("--query", "zzzzzz", "--each"), 1, "Nothing was found for: zzzzzz."),
        (("--query", 'kind:"'), 1, ""),
    ],
)
def test_what_cannot_be_cited_is_reported_in_a_sentence(
    arguments: tuple[str, ...], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status
    out, error = capsys.readouterr()
    assert not out
    assert words in error
    assert "Traceback" not in error


@pytest.mark.parametrize("arguments", [[], ["country/NE", "--each"]])
def test_options_that_do_not_fit_are_reported(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "--query" in capsys.readouterr().err
