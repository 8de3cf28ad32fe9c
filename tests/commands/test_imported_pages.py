"""Pages of imported files: nothing that a file states, though unreadably, is called not stated."""

from pathlib import Path

import pytest

from coopviewer.__main__ import main
from tests.commands.iati_texts import import_text

Capture = pytest.CaptureFixture[str]
FILE = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title>
<description type="1"><narrative>Wells.</narrative><narrative xml:lang="fr">Puits.</narrative></description>
<description type="2"><narrative>Water for all.</narrative></description>
<activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<activity-date type="3" iso-date="2023-12-31"/>
<recipient-country code="ML"/><sector vocabulary="1" code="14031"/>
<location><point><pos>14.484312 -4.182709</pos></point></location>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-02-01"/><value>100</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/><value>EUR x</value></transaction>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-2</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Clinic</narrative></title>
<activity-status code="1"/><activity-date type="1" iso-date="2015-13-01"/>
<activity-date type="3" iso-date="2016-01-01"/>
<recipient-country code="MALI"><narrative>Mali</narrative></recipient-country>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/><value>EUR x</value></transaction>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-3</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Roads</narrative></title><activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<recipient-country code="NE"/>
<transaction><transaction-type code="1"/><transaction-date iso-date="2020-03-01"/><value>1</value></transaction>
<transaction><transaction-type code="2"/><transaction-date iso-date="2020-03-01"/><value>2</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-03-01"/><value>3</value></transaction>
<transaction><transaction-type code="4"/><transaction-date iso-date="2020-03-01"/><value>4</value></transaction>
<transaction><transaction-type code="8"/><transaction-date iso-date="2020-03-01"/><value>5432</value></transaction>
</iati-activity></iati-activities>"""
UNREAD = "stated in a form that cannot be read; see Other published fields"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(import_text(tmp_path_factory.mktemp("pages"), FILE))


def page_of(title: str, path: Path, capsys: Capture) -> str:
    assert main(["list", "projects", "--reference", str(path)]) == 0
    lines = dict(line.split("\t")[::-1] for line in capsys.readouterr().out.splitlines())
    assert main(["show", lines[title], "--reference", str(path)]) == 0
    return capsys.readouterr().out


def test_what_could_not_be_read_is_not_called_not_stated(path: Path, capsys: Capture) -> None:
    text = page_of("Clinic", path, capsys)
    assert "Where\n-----\n\n- not read: “Mali”, code “MALI”" in text
    assert "- Planned start: not read: “2015-13-01”" in text
    assert "Transactions\n\n- Disbursement, EUR 2020: not read as a sum: “EUR x”" in text
    assert "Sectors\n-------\n\n- not stated in the source" in text


def test_payments_without_a_readable_sum_are_quoted_beside_the_others(path: Path, capsys: Capture) -> None:
    text = page_of("Wells", path, capsys)
    assert "\n- Disbursement, EUR 2020: not read as a sum: “EUR x”" in text
    assert UNREAD not in text


HALF_READ = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Terraces</narrative></title><activity-status code="2"/>
<activity-date type="2" iso-date="2019-06-01"/><activity-date type="{}" iso-date="autumn 2020"/>
<recipient-country code="MZ"/>
<budget><period-start iso-date="2019-01-01"/><period-end iso-date="2019-12-31"/><value>506000</value></budget>
<budget><period-start iso-date="2018-01-01"/><period-end iso-date="2018-12-31"/><value>two million</value></budget>
</iati-activity></iati-activities>"""


@pytest.mark.parametrize(
    ("kind", "status"), [("3", "begun, end not known"), ("4", "begun, end not known"), ("1", "begun, no end stated")]
)
@pytest.mark.parametrize("command", [("show", "project/xm-a-1"), ("show", "country/MZ"), ("brief", "country/MZ")])
def test_a_date_or_a_sum_beside_others_that_could_not_be_read_is_quoted(
    tmp_path: Path, capsys: Capture, command: tuple[str, str], kind: str, status: str
) -> None:
    (tmp_path / "in.xml").write_text(HALF_READ.format(kind), encoding="utf-8")
    target = str(tmp_path / "out.db")
    assert main(["import", "iati", str(tmp_path / "in.xml"), "-o", target, "--quiet"]) == 0
    assert main([*command, "--reference", target]) == 0
    text = capsys.readouterr().out
    assert status in text
    if kind != "1":  # else the end is really not stated
        assert "from 1 June 2019 (actual), end not known" in text
        assert "not read: “autumn 2020”" in text
    if command[1] == "country/MZ":
        assert "Budget, EUR 2018: not read as a sum: “two million”" in text


NAMED = """<iati-activities version="2.03">
<iati-activity xml:lang="en"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Grids</narrative></title>
<recipient-country code="VN" percentage="60"><narrative>Viet Nam South</narrative></recipient-country>
<recipient-country code="NE" percentage="40"><narrative>niger</narrative></recipient-country>
<sector vocabulary="1" code="23230"><narrative>Solar energy for centralised grids</narrative></sector>
<sector vocabulary="1" code="11220"><narrative>11220</narrative></sector></iati-activity></iati-activities>"""


def test_the_names_that_a_file_gives_sectors_and_countries_are_on_the_page(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "in.xml").write_text(NAMED, encoding="utf-8")
    target = str(tmp_path / "out.db")
    assert main(["import", "iati", str(tmp_path / "in.xml"), "-o", target, "--quiet"]) == 0
    assert main(["show", "project/xm-a-1", "--reference", target]) == 0
    text = capsys.readouterr().out
    assert "- Solar energy (as given: Solar energy for centralised grids)" in text
    assert "(as given: Viet Nam South) 60 %" in text
    assert text.count("as given") == 2  # neither the same name in other letters nor a code is another name


def test_coordinates_keep_all_decimals(path: Path, capsys: Capture) -> None:
    assert "14.484312, -4.182709" in page_of("Wells", path, capsys)


def test_a_text_in_another_language_is_under_a_heading_of_its_own(path: Path, capsys: Capture) -> None:
    text = page_of("Wells", path, capsys)
    assert text.index("Water for all.") < text.index("Texts in other languages\n---") < text.index("Puits.")


@pytest.mark.parametrize("verb", ["brief", "show"])
def test_what_leaves_the_window_has_all_sums_of_a_listed_project(path: Path, capsys: Capture, verb: str) -> None:
    assert main([verb, "country/NE", "--reference", str(path)]) == 0
    text = capsys.readouterr().out
    assert "5,432" in text
    assert "on its page" not in text


SEVERAL_ROLES = """<iati-activities version="2.03">
<iati-activity default-currency="EUR" xml:lang="en" humanitarian="0"><iati-identifier>XM-A-1</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Wells</narrative></title>
<description><narrative>
First line
and its end.

   A second paragraph.
</narrative></description>
<participating-org ref="XM-A" role="1"><narrative>Ministry</narrative></participating-org>
<participating-org ref="XM-A" role="4"><narrative>Ministry</narrative></participating-org>
<activity-status code="5"/><activity-date type="2" iso-date="2020-01-01"/>
<activity-date type="3" iso-date="2199-12-31"/>
<transaction><transaction-type code="3"/><transaction-date>Feb 2014</transaction-date><value>100</value></transaction>
</iati-activity>
<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>XM-A-2</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Clinic</narrative></title><activity-status code="1"/><activity-date type="1" iso-date="2015-01-01"/>
</iati-activity></iati-activities>"""


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roles")
    (folder / "in.xml").write_text(SEVERAL_ROLES, encoding="utf-8")
    assert main(["import", "iati", str(folder / "in.xml"), "-o", str(folder / "in.db"), "--quiet"]) == 0
    return folder / "in.db"


def test_an_organisation_lists_a_project_once_with_its_roles(roles: Path, capsys: Capture) -> None:
    assert main(["show", "organisation/xm-a", "--reference", str(roles)]) == 0
    text = capsys.readouterr().out
    assert "Projects 2" in text
    assert text.count("Wells") == 1
    assert "funds it" in text
    assert "implements it" in text
    assert text.count("reports it") == 2


def test_paragraphs_of_a_text_stay_apart(roles: Path, capsys: Capture) -> None:
    assert main(["show", "project/xm-a-1", "--reference", str(roles), "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "First line and its end.\n\nA second paragraph." in page


def test_a_planned_end_ahead_does_not_contradict_that_an_activity_was_cancelled(roles: Path, capsys: Capture) -> None:
    assert "differ" not in page_of("Wells", roles, capsys)


def test_a_flag_is_told_in_words(roles: Path, capsys: Capture) -> None:
    assert "Humanitarian: no (0)" in page_of("Wells", roles, capsys)


def test_a_payment_shows_the_words_of_its_date(roles: Path, capsys: Capture) -> None:
    row = page_of("Wells", roles, capsys).partition("Other published fields")[0]
    assert "as given: “Feb 2014”" in row
