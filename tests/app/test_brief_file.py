"""A brief as PDF from the command line: made without a window and without a screen."""

import subprocess
import sys
from pathlib import Path

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


def test_what_cannot_be_written_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    done = run("--write", str(tmp_path / "brief.pdf"), "coop:country/NE")
    assert done.returncode == 2
    assert "coop:country/NE is not an address" in done.stderr
    done = run("brief", "country/NE", "-o", str(tmp_path / "missing" / "brief.pdf"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
