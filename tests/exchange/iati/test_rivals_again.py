"""What two files state differently of one activity comes back from an exported file, and the export names it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

from coopviewer.__main__ import main
from tests.authoring.importing.imports import imported
from tests.datasets import read_dataset
from tests.exchange.iati.iati_schema import schema_faults

EARLIER = Path(__file__).with_name("everything.xml").read_text(encoding="utf-8")
LATER = EARLIER.replace("2026-02-20T10:00:00Z", "2026-02-21T10:00:00Z")
VARIANTS = {
    "nothing but the day": ("", ""),
    "title": ("Wells for the north", "Wells for the dry north"),
    "title in another language": ("Des puits pour le nord", "Des puits"),
    "a text less": ('<description type="4"><narrative>Prepared with the provinces.</narrative></description>', ""),
    "a text more": ("<narrative>Prepared with", "<narrative>A word.</narrative><narrative>Prepared with"),
    "description": ("Safe water for forty villages.", "Safe water for fifty villages."),
    "kind of description": ('<description type="2">', '<description type="1">'),
    "reporter": ('<reporting-org ref="XM-EXAMPLE-1" ', '<reporting-org ref="XM-EXAMPLE-9" '),
    "name of the reporter": ("<narrative>Ministry of Water</narrative>", "<narrative>Water Board</narrative>"),
    "no secondary reporter": (' secondary-reporter="0"', ""),
    "name of a participant": ("<narrative>Water Friends</narrative>", "<narrative>Friends of Water</narrative>"),
    "type of a participant": ('ref="XM-EXAMPLE-3" type="21" role', 'ref="XM-EXAMPLE-3" type="22" role'),
    "further name of a participant": ("Friends</narrative></p", "Friends</narrative><narrative>WF</narrative></p"),
    "role of a participant": ('type="21" role="4"', 'type="21" role="3"'),
    "activity of a participant": ('activity-id="XM-EXAMPLE-2-FUND" crs', 'activity-id="XM-EXAMPLE-2-LOAN" crs'),
    "owner of an identifier": ('<owner-org ref="XM-EXAMPLE-1">', '<owner-org ref="XM-EXAMPLE-8">'),
    "status": ('<activity-status code="2"/>', '<activity-status code="3"/>'),
    "date": ('<activity-date type="1" iso-date="2023-01-01"/>', '<activity-date type="1" iso-date="2023-04-01"/>'),
    "words of a date": ("After the rains", "Before the rains"),
    "scope": ('<activity-scope code="4"/>', '<activity-scope code="5"/>'),
    "share of a country": ('code="NE" percentage="60"', 'code="NE" percentage="50"'),
    "country": ('<recipient-country code="ML"', '<recipient-country code="BF"'),
    "region": ('<recipient-region code="1030" vocabulary="1" p', '<recipient-region code="1027" vocabulary="1" p'),
    "point": ("16.97 7.99", "16.98 7.99"),
    "exactness": ('<exactness code="1"/>', '<exactness code="2"/>'),
    "what is left of a location": ('<location-reach code="1"/>', '<location-reach code="2"/>'),
    "share of a sector": ('code="14030" percentage="75"', 'code="14030" percentage="70"'),
    "sector": ('code="15110" percentage', 'code="15112" percentage'),
    "name of a sector": ("Wells and springs", "Wells"),
    "marker": ('code="2" significance="1"', 'code="2" significance="2"'),
    "tag": ("Clean water", "Clean water for all"),
    "default of a flow": ('<default-flow-type code="10"/>', '<default-flow-type code="20"/>'),
    "default of an aid": ('<default-aid-type code="C01"', '<default-aid-type code="B01"'),
    "default currency": ('default-currency="EUR"', 'default-currency="USD"'),
    "no default currency": (' default-currency="EUR"', ""),
    "no default language": (' xml:lang="en" default', " default"),
    "humanitarian": ('humanitarian="0"', 'humanitarian="1"'),
    "budget": (">400000<", ">500000<"),
    "status of a budget": ('<budget type="1" status="2">', '<budget type="1" status="1">'),
    "planned disbursement": (">90000<", ">80000<"),
    "payer": ('<provider-org ref="XM-EXAMPLE-2" ', '<provider-org ref="XM-EXAMPLE-7" '),
    "name of a receiver": ("Water Friends</narrative></receiver-org>", "Friends</narrative></receiver-org>"),
    "type of a receiver": ('activity-id="XM-EXAMPLE-3-W" type="21"', 'activity-id="XM-EXAMPLE-3-W" type="22"'),
    "name of an owner": ("Ministry of Water</narrative></owner-org>", "Ministry</narrative></owner-org>"),
    "transaction": (">120000.50<", ">130000.50<"),
    "text of a transaction": ("First payment", "A payment"),
    "kind of aid of a transaction": ('<aid-type code="C01"', '<aid-type code="B02"'),
    "reference that two have": ("<transaction>", '<transaction ref="T-1">'),
    "address of a document": ("https://water.example/plan.pdf", "https://water.example/plan-2.pdf"),
    "title of a document": ("<narrative>Plan</narrative>", "<narrative>The plan</narrative>"),
    "no title of a document": (
        '<title><narrative>Plan</narrative><narrative xml:lang="fr">Le plan</narrative></title>',
        "",
    ),
    "category of a document": ('<category code="A02"/>', '<category code="A03"/>'),
    "related activity": ("XM-EXAMPLE-1-WATER", "XM-EXAMPLE-1-AIR"),
    "condition": ("Two wells work first.", "Three wells work first."),
    "kind of a condition": ('<condition type="2">', '<condition type="3">'),
    "no kind of a condition": ('<condition type="2">', "<condition>"),
    "conditions": ('<conditions attached="1">', '<conditions attached="0">'),
    "kind of a result": ('<result type="1"', '<result type="2"'),
    "indicator": ("Share of pumps that work", "Pumps that work"),
    "baseline": ('value="3"', 'value="4"'),
    "target": ('<target value="10">', '<target value="11">'),
    "comment on what was reached": ("Two were dry", "Three were dry"),
    "no second value": ('<actual value="4"><dimension name="place" value="south"/></actual>', ""),
    "loan": (">15000<", ">16000<"),
    "terms of a loan": ('rate-1="4"', 'rate-1="5"'),
    "no year of a loan": ('<loan-status year="2024"', "<loan-status"),
    "no interest on a loan": ("<interest-received>2000</interest-received>", ""),
    "no list of a place": ('code="2440485" vocabulary="G1"', 'code="2440485"'),
    "contact": ("+00 1 234", "+00 1 236"),
    "forecast": (">3000<", ">3500<"),
}


def varied(case: str) -> str:
    old, new = VARIANTS[case]
    assert old in LATER
    return LATER.replace(old, new, 1)


def exported(folder: Path, *texts: str) -> tuple[Path, Path]:
    """Import texts as files, and export them; return the reference and the exported file."""
    files = [folder / f"{number}.xml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    first, out = folder / "first.db", folder / "out.xml"
    imported(first, *files)
    assert main(["export", "iati", "--all", "-o", str(out), "--reference", str(first)]) == 0
    return first, out


def facts(path: Path) -> set[tuple[str, str]]:
    """Return the ids of all facts and what each says, but for where it is written."""
    return {
        (fact.id, str(replace(fact, citations=(), **({"ordinal": 1} if hasattr(fact, "ordinal") else {}))))
        for fact in read_dataset(path).facts
    }


def of_standard(out: Path, name: str) -> Iterator[Element]:
    return parse(out).getroot().iterfind(f"iati-activity/{name}")


CASES = [*((case, False) for case in VARIANTS), *((case, True) for case in [*VARIANTS][::3])]


@pytest.mark.parametrize(("case", "is_swapped"), CASES)
def test_what_two_files_state_comes_back(tmp_path: Path, case: str, is_swapped: bool) -> None:
    texts = (EARLIER, varied(case))
    if is_swapped:
        texts = (varied(case).replace("02-21T", "02-19T"), EARLIER)
    first, out = exported(tmp_path, *texts)
    assert schema_faults(out.read_bytes()) == []
    imported(tmp_path / "again.db", out)
    was, now = facts(first), facts(tmp_path / "again.db")
    assert was - now == set()
    assert now - was == set()


@pytest.mark.parametrize("case", ["name of a receiver", "type of a receiver", "name of an owner", "no list of a place"])
def test_what_one_file_says_beside_sums_comes_back(tmp_path: Path, case: str) -> None:
    first, out = exported(tmp_path, varied(case))
    assert schema_faults(out.read_bytes()) == []
    imported(tmp_path / "again.db", out)
    assert facts(tmp_path / "again.db") == facts(first)


def test_a_thing_is_in_the_standards_elements_once_as_the_latest_file_states_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = LATER
    for case in ("status", "budget", "share of a sector", "title", "date"):
        later = later.replace(*VARIANTS[case])
    _, out = exported(tmp_path, later, EARLIER)
    assert [each.get("code") for each in of_standard(out, "activity-status")] == ["3"]
    assert [each.findtext("value") for each in of_standard(out, "budget")] == ["500000"]
    assert [each.get("percentage") for each in of_standard(out, "sector")] == ["70", "25", None]
    assert [each.text for each in of_standard(out, "title/narrative")][:1] == ["Wells for the dry north"]
    assert [each.get("iso-date") for each in of_standard(out, "activity-date[@type='1']")] == ["2023-04-01"]
    said = " ".join("".join(capsys.readouterr()).split())
    for name in (
        "activity-status: 2",
        "activity-date: 2023-01-01",
        "budget: 400000 EUR",
        "sector: ",
        "title: Wells for the north",
    ):
        assert name in said


def test_what_three_files_state_comes_back_again_and_again(tmp_path: Path) -> None:
    third = varied("status").replace("02-21T", "02-22T").replace('status code="3"', 'status code="4"')
    first, out = exported(tmp_path, EARLIER, varied("status").replace("400000", "410000"), third)
    for number in range(3):
        again = tmp_path / f"again{number}.db"
        imported(again, out)
        assert facts(again) == facts(first)
        out = tmp_path / f"out{number}.xml"
        assert main(["export", "iati", "--all", "-o", str(out), "--reference", str(again)]) == 0


def test_two_files_that_say_the_same_give_no_note_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported(tmp_path, EARLIER, LATER)
    assert "differ" not in "".join(capsys.readouterr())


ODD = {
    "nothing in it": "<coop:otherwise/>",
    "elements that say nothing": '<coop:otherwise xml:lang="x y"><sector/><reporting-org/></coop:otherwise>',
    "elements that nobody wrote": '<coop:otherwise><budget/><x><sector code="11110"/></x>text</coop:otherwise>',
    "one in the other": "<coop:otherwise><coop:otherwise><sector code='11110'/></coop:otherwise></coop:otherwise>",
    "a sum that is none": "<coop:otherwise><transaction><value>x</value></transaction></coop:otherwise>",
}


@pytest.mark.parametrize("case", ODD)
def test_odd_elements_of_other_files_are_no_facts(tmp_path: Path, case: str) -> None:
    first, out = exported(tmp_path, EARLIER)
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace("</iati-activity>", f"{ODD[case]}</iati-activity>"), encoding="utf-8")
    imported(tmp_path / "again.db", out)
    assert facts(tmp_path / "again.db") == facts(first)
