"""Searching an imported reference: examples and counts follow from what it has; identifiers are found first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.app.search.pane_words import SearchWords
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.search.answer import SearchAnswer
from coopviewer.domain.search.query import Facet, ProjectCount
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import answering
from coopviewer.storage.search.finder import Finder, Found
from coopviewer.storage.search.store import FIRST, ReferenceSearch


def _activity(number: int) -> str:
    return f"""<iati-activity xml:lang="en" default-currency="EUR"><iati-identifier>XM-A-{number:04}</iati-identifier>
<reporting-org ref="XM-A" type="10"><narrative>Ministry</narrative></reporting-org>
<title><narrative>Work {number % 7} of XM-A</narrative></title>
<description><narrative>Straße {number}, after XM-A-{number - 1:04} was built</narrative></description>
<activity-status code="2"/><activity-date type="2" iso-date="{2010 + number % 5}-01-01"/>
<recipient-country code="{("ML", "NE", "ML")[number % 3]}"/><sector code="12220"/>
<transaction><transaction-type code="3"/><transaction-date iso-date="2015-01-01"/>
<value value-date="2015-01-01">{number}</value></transaction></iati-activity>"""


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReferenceSearch]:
    folder = tmp_path_factory.mktemp("many")
    text = "".join(map(_activity, range(1, 41)))
    (folder / "in.xml").write_text(f'<iati-activities version="2.03">{text}</iati-activities>', encoding="utf-8")
    assert main(["import", "iati", str(folder / "in.xml"), "-o", str(folder / "in.db"), "--quiet"]) == 0
    with closing(ReferenceSearch(folder / "in.db", clock=lambda: 0.0)) as opened:
        yield opened


def offered(answer: SearchAnswer) -> list[str]:
    return [str(each.target) for each in SearchWords(ENGLISH).offers(answer, parse_query(""), Searches(), "urn:x")]


def test_examples_are_of_what_the_reference_has(search: ReferenceSearch) -> None:
    examples = offered(search.search(parse_query("")))
    assert {"country:Mali", "reporter:Ministry", 'sector:"Basic health care"', "paid:2015", "currency:EUR"} <= {
        *examples
    }
    assert not any(name in text for text in examples for name in ("AFIC", "IOM", "Balkans", "network:", "arrangement:"))
    for text in examples:
        parsed = parse_query(text)
        assert not parsed.faults
        is_own = any(part.is_own or part.facet in (Facet.GRANT, Facet.HAS) for part in parsed.query.filters)
        assert is_own or search.search(parsed).hits, text


def test_examples_of_the_bundled_reference_stay(tmp_path: Path) -> None:
    assert "partner:IOM" in offered(SearchAnswer(parse_query("").query, ()))


def test_countries_are_counted_and_what_says_nothing_is_left_out(search: ReferenceSearch) -> None:
    counts = {
        each.facet: {value.value: value.count for value in each.values} for each in search.facets(parse_query("").query)
    }
    assert counts[Facet.COUNTRY] == {"country/ML": 27, "country/NE": 15}
    assert ProjectCount.NONE not in counts[Facet.PROJECTS]


@pytest.mark.parametrize(
    "text",
    ["XM-A-", "XM-A-00", "XM-A-001", "xm-a-0012", "XM-A 00", "work 3", "0012", "XM-A-00 kind:project", "XM-A-00 -2010"],
)
def test_the_beginning_of_an_identifier_finds_the_same_with_less_work(
    search: ReferenceSearch, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = search.search(parse_query(text), FIRST)
    monkeypatch.setattr(Finder, "named", lambda self, limit: Found([], True))
    whole = search.search(parse_query(text), FIRST)
    assert short == whole


def test_the_texts_of_projects_are_not_searched_for_the_beginning_of_an_identifier(
    search: ReferenceSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering.Answering, "_find", lambda *_: pytest.fail("all texts are searched"))
    answer = search.search(parse_query("XM-A-00"), FIRST)
    assert [hit.ref.id for hit in answer.hits] == [f"project/xm-a-{number:04}" for number in range(1, FIRST + 1)]
    assert answer.more


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind:project sector:12220,999", '40 results · No sector is called "999".'),
        ("kind:project sector:999", "Nothing was found for"),
        ("kind:theme", "1 result"),
    ],
)
def test_the_number_of_results_is_apart_from_the_sentences_after_it(
    search: ReferenceSearch, text: str, message: str
) -> None:
    parsed = parse_query(text)
    assert SearchWords(ENGLISH).message(search.search(parsed), parsed)[: len(message)] == message


def test_a_sector_is_found_by_the_words_of_the_file_and_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    activity = _activity(1).replace(
        '<sector code="12220"/>',
        '\n<sector code="23230"><narrative>Solar energy for centralised grids</narrative></sector>'
        '\n<sector code="11220"><narrative>Primary education</narrative></sector>',
    )
    (tmp_path / "in.xml").write_text(f'<iati-activities version="2.03">{activity}</iati-activities>', encoding="utf-8")
    reference = ["--reference", str(tmp_path / "in.db")]
    assert main(["import", "iati", str(tmp_path / "in.xml"), "-o", str(tmp_path / "in.db"), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["search", "centralised grids", *reference]) == 0
    found = capsys.readouterr().out
    assert "theme/dac-23230" in found
    assert "Solar energy for centralised grids]" in found
    assert main(["show", "theme/dac-11220", *reference]) == 0
    page = capsys.readouterr().out
    assert page.count("Primary education") == 1, "the list has this name"
