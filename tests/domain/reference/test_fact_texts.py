"""The texts of facts: by column, numbered by part, and with the titles of a relation's ends."""

from coopviewer.domain.reference.fact_texts import entry_of_fact, texts_of, texts_with_titles
from coopviewer.domain.reference.published_facts import Indicator, IndicatorPeriod, PublishedField, PublishedValue
from tests.activity_values import WELL, made, milestone, related
from tests.reference_values import statement

TITLES = {WELL: "Wells", "country/NE": "Niger", "country/ML": ""}


def test_a_fact_has_its_texts_by_column_and_empty_ones_are_left_out() -> None:
    assert texts_of(statement(WELL, "Dig.")) == {"text": "Dig."}
    assert texts_of(related("has-beneficiary", "country/NE")) == {}
    assert texts_of(milestone("end-planned", "2021")) == {"as_given": "2021"}


def test_texts_of_parts_are_numbered_from_one() -> None:
    values = (PublishedValue("a/@b", "1"), PublishedValue("a/@c", ""), PublishedValue("a", "x"))
    field = made(PublishedField, "published/1", label="a", ordinal=1, values=values)
    assert texts_of(field) == {"value.1": "1", "value.3": "x"}
    periods = (IndicatorPeriod(None, None, "10", None), IndicatorPeriod(None, None, None, "7", "Late"))
    indicator = made(Indicator, "i/1", result_fact_id="r", title="Wells", ordinal=1, baseline="0", periods=periods)
    assert texts_of(indicator) == {
        "title": "Wells",
        "baseline": "0",
        "target.1": "10",
        "actual.2": "7",
        "comment.2": "Late",
    }


def test_the_ends_of_a_relation_have_titles_where_the_source_does_not_spell_them() -> None:
    plain = related("has-beneficiary", "country/NE")
    assert texts_with_titles(plain, TITLES) == {"object_id": "Niger", "subject_id": "Wells"}
    given = related("has-beneficiary", "country/NE", as_given="the Niger")
    assert texts_with_titles(given, TITLES) == {"as_given": "the Niger", "subject_id": "Wells"}
    assert texts_with_titles(related("has-beneficiary", "country/ML"), TITLES) == {"subject_id": "Wells"}
    assert texts_with_titles(related("has-beneficiary", "country/TD", subject="project/x"), TITLES) == {}
    assert texts_with_titles(statement(WELL, "Dig."), TITLES) == {"text": "Dig."}


def test_a_fact_is_of_the_entry_that_its_id_begins_with() -> None:
    assert [entry_of_fact(each) for each in ("project/b/goal/1", "project/b", "project/b/a/b/c")] == ["project/b"] * 3
