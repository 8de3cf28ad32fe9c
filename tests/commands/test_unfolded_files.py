"""What leaves the window has what is folded there: texts in other languages, published fields, sums of many years."""

import subprocess
import sys
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from coopviewer.__main__ import main
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from tests.commands.iati_texts import import_text

Capture = pytest.CaptureFixture[str]
HEAD = """<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-{0}</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title><recipient-country code="SN"/>
<description><narrative>Digs wells.</narrative><narrative xml:lang="fr">Le projet améliore les services.</narrative>
</description>"""
BUDGET = """<budget type="1"><period-start iso-date="{0}-01-01"/><period-end iso-date="{0}-12-31"/>
<value>{0}00</value></budget>"""


def imported(folder: Path, more: str) -> str:
    text = f'<iati-activities version="2.03">{HEAD.format(1)}{more}</iati-activity></iati-activities>'
    return import_text(folder, text)


def words_of(path: Path) -> str:
    """Return the words of a file of any format on one line."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    elif path.suffix == ".docx":
        text = ZipFile(path).read("word/document.xml").decode()
    else:
        text = content.decode()
    return " ".join(text.split())


def fields(number: int) -> str:
    return "".join(f'<x:more{each} xmlns:x="urn:x">left over {each}</x:more{each}>' for each in range(number))


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "pdf"])
def test_a_brief_has_what_the_page_folds(tmp_path: Path, form: str) -> None:
    path, target = imported(tmp_path, fields(9)), tmp_path / f"brief.{form}"
    command = ["brief", "project/xm-a-1", "--reference", path, "-o", str(target)]
    subprocess.run([sys.executable, "-m", "coopviewer", *command], check=True, capture_output=True, timeout=60)
    text = words_of(target)
    assert "Le projet améliore les services." in text
    assert all(f"left over {each}" in text for each in range(9))


def test_a_brief_of_very_many_published_fields_says_how_many_more_there_are(tmp_path: Path, capsys: Capture) -> None:
    assert main(["brief", "project/xm-a-1", "--reference", imported(tmp_path, fields(120))]) == 0
    text = capsys.readouterr().out
    assert "left over 80" in text
    assert "left over 119" not in text
    assert "more fields on its page" in text


def test_a_saved_comparison_has_all_sums(tmp_path: Path) -> None:
    budgets = "".join(BUDGET.format(year) for year in range(2001, 2013))
    other = HEAD.format(2)
    path = imported(tmp_path, f"{budgets}</iati-activity>{other}")
    with closing(ReferenceStore(Path(path))) as store:
        page = store.page(parse_address("coop:compare?a=project/xm-a-1&b=project/xm-a-2"))
        text = write_text(lay_out_whole(page, store.edition, date(2026, 11, 30), ENGLISH))
    assert "200,100" in text
    assert "on its page" not in text
