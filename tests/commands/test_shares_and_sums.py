"""Beside a share of a project, lists say that the sums are those of the whole project."""

import pytest

from coopviewer.__main__ import main
from tests.commands.iati_texts import import_text

Capture = pytest.CaptureFixture[str]
FILE = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Grids</narrative></title>
<recipient-country code="ET" percentage="60"/><recipient-country code="KE" percentage="40.0"/>
<sector vocabulary="1" code="23230" percentage="70"/><sector vocabulary="1" code="11220" percentage="30"/>
<budget type="1"><period-start iso-date="2015-01-01"/><period-end iso-date="2015-12-31"/><value>3162000</value></budget>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-2</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Schools</narrative></title>
<recipient-country code="KE" percentage="100"/><sector vocabulary="1" code="11220" percentage="100"/>
<budget type="1"><period-start iso-date="2015-01-01"/><period-end iso-date="2015-12-31"/><value>700</value></budget>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-3</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Advice</narrative></title>
<recipient-country code="KE" percentage="5"/><recipient-country code="UG" percentage="95"/>
</iati-activity>
<iati-activity xml:lang="en"><iati-identifier>XM-A-4</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Words</narrative></title><recipient-country code="NE" percentage="100"/>
</iati-activity></iati-activities>"""
WHOLE = "Sums are those of whole projects, also where only a part of a project is for this entry."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return import_text(tmp_path_factory.mktemp("shares"), FILE)


def told(path: str, capsys: Capture, *command: str) -> str:
    assert main([*command, "--reference", path]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", ["show", "brief"])
@pytest.mark.parametrize(
    ("entry", "share"), [("country/KE", "40.0 %"), ("country/ET", "60 %"), ("theme/dac-23230", "70 %")]
)
def test_a_share_says_of_what_it_is_and_that_the_sums_are_whole(
    path: str, capsys: Capture, verb: str, entry: str, share: str
) -> None:
    text = told(path, capsys, verb, entry)
    assert f"{share} of the project; sums are of the whole project" in text
    assert WHOLE in text


@pytest.mark.parametrize("verb", ["show", "brief"])
def test_without_sums_or_with_the_whole_project_nothing_more_is_said(path: str, capsys: Capture, verb: str) -> None:
    text = told(path, capsys, verb, "country/KE")
    assert "5 % of the project" in text
    assert text.count("sums are of the whole project") == 1
    assert "100 % of" not in text
    assert WHOLE not in told(path, capsys, verb, "country/NE")  # where no sum is listed
