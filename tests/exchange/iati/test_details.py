"""What the elements of a written activity say besides their main value."""

from xml.etree.ElementTree import Element

import pytest

from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.published_facts import Indicator, Milestone, MilestoneKind, Result
from coopviewer.exchange.iati.elements import narrative, own, set_languages
from coopviewer.exchange.iati.writing import IatiWriter
from tests.exchange.iati.test_writing import ID, IMPORTED, REPORTER, TODAY, activity, one


def test_each_element_is_on_a_line_of_its_own_indented_by_its_depth() -> None:
    content = b"".join(IatiWriter(REPORTER, TODAY, checks=True).parts([activity()])).decode()
    assert "\n  <iati-activity" in content
    assert "\n    <title>\n      <narrative" in content
    assert "</narrative>\n    </title>\n" in content


@pytest.mark.parametrize(
    ("edtf", "given", "day", "words", "precision"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01", None, None),
        ("2026-03-01", "1 March 2026", "2026-03-01", "1 March 2026", None),
        ("2026-03", "March 2026", "2026-03-31", "March 2026", "month"),
    ],
)
def test_a_date_has_the_words_of_the_source_unless_they_are_the_day(
    edtf: str, given: str, day: str, words: str | None, precision: str | None
) -> None:
    end = Milestone(
        id=f"{ID}/milestone/end-planned",
        entry_id=ID,
        kind=MilestoneKind.END_PLANNED,
        edtf=edtf,
        as_given=given,
        **IMPORTED,
    )
    found, _ = one(activity(end))
    (date,) = [each for each in found.findall("activity-date") if each.get("type") == "3"]
    assert (date.get("iso-date"), date.findtext("narrative"), date.get(own("precision"))) == (day, words, precision)


@pytest.mark.parametrize(
    ("baseline", "year", "day", "value"),
    [
        ("2012: 12", "2012", None, "12"),
        ("2012-05-01: 12", "2012", "2012-05-01", "12"),
        *((value, None, None, None) for value in ("about 12", "1500", "2012-05-01")),  # values without a year
    ],
)
def test_a_baseline_is_written_with_its_year_or_day(
    baseline: str, year: str | None, day: str | None, value: str | None
) -> None:
    result = Result(id=f"{ID}/result/a", entry_id=ID, title="Water", ordinal=1, language="en", type="1", **IMPORTED)
    indicator = Indicator(
        id=f"{ID}/result/a/indicator/1",
        entry_id=ID,
        result_fact_id=result.id,
        title="Wells",
        ordinal=1,
        baseline=baseline,
        **IMPORTED,
    )
    found, _ = one(activity(result, indicator))
    written = found.find("result/indicator/baseline")
    said = (None, None, None) if written is None else tuple(map(written.get, ("year", "iso-date", "value")))
    assert said == (year, day, value)


@pytest.mark.parametrize(("language", "code"), [("fr", "fr"), ("pt-BR", "pt"), (None, None)])
def test_a_document_says_its_language(language: str | None, code: str | None) -> None:
    document = DocumentFact(
        id=f"{ID}/document/a",
        entry_id=ID,
        url="https://a.example/plan",
        title="Plan",
        about="",
        language=language,
        **IMPORTED,
    )
    found, _ = one(activity(document))
    (link,) = found.findall("document-link")
    assert link.get("url") == "https://a.example/plan"
    assert link.findtext("title/narrative") == "Plan"
    assert [each.get("code") for each in link.findall("language")] == ([] if code is None else [code])


def test_narratives_without_a_language_are_english_only_if_the_activity_has_none() -> None:
    for language, in_english, tags in (
        (None, True, ["fr", "en"]),
        (None, False, ["fr", None]),
        ("de", True, ["fr", None]),
    ):
        made = Element("iati-activity")
        narrative(made, "Puits", "fr")
        narrative(made, "Wells")
        set_languages(made, language, in_english=in_english)
        found = [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in (made, *made)]
        assert found == [language, *tags]
