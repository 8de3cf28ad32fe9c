"""A brief as PDF from the command line: made without a window and without a screen."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coopviewer", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_brief_is_written_as_pdf(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    done = run("brief", "country/NE", "country/XK", "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"A brief on 2 entries was written to {target}.\n"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in page
        assert "as of one day between 1 February 2019 and 31 December 2021" in page
    assert "Niger" in pages[1]
    assert "UNSC 1244" in " ".join(pages[2:])


def test_the_contents_have_the_numbers_of_the_pages_of_their_headings(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    assert run("brief", "--region", "region/western-balkans", "-o", str(target)).returncode == 0
    reader = PdfReader(target)
    places = {each.title: reader.get_destination_page_number(each) for each in reversed([*bookmarks(reader.outline)])}
    first = " ".join(reader.pages[0].extract_text().split())
    numbers = [int(number) for number in re.findall(r"\d+", first.partition("Independence.")[2].partition("Brief:")[0])]
    titles = ("Albania", "Bosnia and Herzegovina", "Kosovo*", "Montenegro", "North Macedonia", "Serbia")
    assert numbers[1 : len(titles) + 1] == [(places[title] or 0) + 1 for title in titles]


def bookmarks(outline: list[Any]) -> Iterator[Any]:
    for each in outline:
        if isinstance(each, list):
            yield from bookmarks(each)
        else:
            yield each


def test_what_cannot_be_written_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    done = run("--write", str(tmp_path / "brief.pdf"), "coop:country/NE")
    assert done.returncode == 2
    assert "coop:country/NE is not an address" in done.stderr
    done = run("brief", "country/NE", "-o", str(tmp_path / "missing" / "brief.pdf"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
