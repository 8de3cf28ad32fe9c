"""The verb brief, as a user runs it."""

from contextlib import suppress
from pathlib import Path

import pytest
from justhtml import JustHTML
from markdown_it import MarkdownIt

from coopviewer.commands import NeedsWindow, brief
from coopviewer.domain.browsing.addresses import parse_address


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    """Run the verb, and return what is printed, and what is said beside it."""
    assert brief.main(arguments) == status
    done = capsys.readouterr()
    return done.out, done.err


def test_a_brief_is_printed_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    text, said = run(capsys, "country/NE", "country/ML")
    assert text.startswith("Brief\n\nNiger and Mali\n==============\n")
    assert "\nNiger\n-----\n" in text
    assert "\nMali\n----\n" in text
    assert said == ""


def test_the_ending_of_the_name_is_the_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, begins in (
        ("a.md", "Brief\n\n# Tunisia"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.txt", "Brief\n\nTunisia\n"),
    ):
        out, _ = run(capsys, "country/TN", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert f"A brief on 1 entry was written to {tmp_path / name}." in out


def test_a_web_page_is_valid_and_markdown_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    page, _ = run(capsys, "country/XK", "project/afic", "--format", "html")
    parsed = JustHTML(page, strict=True, sanitize=False)
    targets = [link.attrs["href"] for link in parsed.query("nav a")]
    assert len(targets) > 10
    assert all(len(parsed.query(target)) == 1 for target in targets)
    text, _ = run(capsys, "country/XK", "project/afic", "--format", "markdown")
    headings = [token.content for token in MarkdownIt().parse(text) if token.type == "inline" and token.level == 1]
    assert "Kosovo\\*" in headings


def test_a_web_page_has_the_countries_of_a_region_and_the_map_beside_them(capsys: pytest.CaptureFixture[str]) -> None:
    page, _ = run(capsys, "region/western-balkans", "--format", "html")
    beside = JustHTML(page, strict=True, sanitize=False).query("div.beside")[0]
    assert "Albania" in beside.query("div")[0].to_text()
    assert len(beside.query("figure.locator svg")) == 1
    assert "Map: the 6 countries in this region." in beside.query("figcaption")[0].to_text()


def test_what_this_edition_lacks_is_said_calmly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text, said = run(capsys, "country/NE", "country/ZZ", "country/NE")
    assert "1 country" in text
    assert said == "Not in this edition: country/ZZ.\n"
    target = tmp_path / "b.md"
    _, said = run(capsys, "country/ZZ", "-o", str(target), status=1)
    assert said.endswith("This edition has none of the chosen entries.\n")
    assert not target.exists()
    _, said = run(capsys, "Niger", status=2)
    assert "Niger is not an address" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--query", "kind:contry"], "is not a value of this filter"),
        (["--query", "qwxyz"], "No entry was found for this brief."),
        (["--region", "region/atlantis"], "This edition has no such region."),
    ],
)
def test_nothing_found_is_status_1_and_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert said in run(capsys, *arguments, status=1)[1]


@pytest.mark.parametrize("ending", ["md", "pdf"])
@pytest.mark.parametrize("arguments", [["--tag", "verify"], ["--bookmarks"], ["country/NE", "--notes"], ["country/NE"]])
def test_an_annotations_file_that_is_missing_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], ending: str
) -> None:
    named = ["--annotations", str(tmp_path / "missing.db"), "-o", str(tmp_path / f"b.{ending}")]
    assert "There is no file" in run(capsys, *arguments, *named, status=2)[1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--tag", "verify"], ["--bookmarks"], ["--query", "has:note"]])
def test_of_annotations_that_cannot_be_read_nothing_else_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "damaged.db").write_text("not a database")
    told = run(capsys, *arguments, "--annotations", str(tmp_path / "damaged.db"), status=1)[1]
    assert "The annotations that choose the entries of this brief could not be read" in told
    assert not any(words in told for words in ("is bookmarked", "is tagged", "was found"))


@pytest.mark.parametrize("arguments", [[], ["--query", ""], ["country/NE", "--format", "pdf"], ["--where", "x"]])
def test_what_makes_no_brief_is_told_with_the_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        brief.main(arguments)
    assert ended.value.code == 2
    assert "usage: coopviewer brief" in capsys.readouterr().err


def test_countries_by_their_cells_and_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = run(capsys, "--where", "arrangement:listed,projects:not-listed")
    assert "3 countries" in text
    assert "whether a country is one of them is not known" in text
    text, _ = run(capsys, "--region", "coop:region/western-balkans", "--sections", "facts")
    assert text.startswith("Western Balkans\n")


def test_a_pdf_is_asked_of_the_window_by_the_address_of_the_brief(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    with pytest.raises(NeedsWindow) as needed:
        brief.main(["coop:brief?entries=country/NE&sources=list", "--sections", "facts", "-o", str(target)])
    option, path, address = needed.value.arguments
    assert (option, path) == ("--write", str(target))
    assert str(parse_address(address)) == "coop:brief?entries=country/NE&sections=facts&sources=list"


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--query", "niger OR " * 120 + "mali"), "at most 1000 characters"),
        (("--region", "nonsense"), "nonsense is not an address"),
    ],
)
def test_what_an_address_cannot_say_is_refused_in_every_format(
    words: tuple[str, str], told: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PDF is asked for by an address, which leaves out or cuts off what is not valid in it."""
    with suppress(SystemExit):
        assert brief.main([*words, "-o", str(tmp_path / f"b.{ending}")]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
