"""Words for dates, sums, codes and roles of imported activities."""

from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imported.contradictions import Contradiction
from coopviewer.domain.reference.imported.milestones import dates_of
from coopviewer.domain.reference.published_facts import FlowKind, MilestoneKind
from coopviewer.rendering.pages.imported import activity_words as words
from tests.activity_values import WELL, coded, flow, milestone, related
from tests.reference_values import amount, name, timeframe
from tests.rendering.imported_samples import PARTS, WORDS

KNOWN = PARTS._replace(labels=WORDS)


def test_each_kind_of_date_and_of_sum_has_a_name_of_its_own() -> None:
    assert len({words.milestone_words(kind, ENGLISH) for kind in MilestoneKind}) == len(MilestoneKind)
    assert len({words.flow_kinds_words(kind, ENGLISH) for kind in FlowKind}) == len(FlowKind)
    assert len({words.flow_kind_word(kind, ENGLISH) for kind in FlowKind}) == len(FlowKind)


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        (FlowKind.TRANSACTION, "3", "Disbursement"),
        (FlowKind.BUDGET, "1", "Original"),
        (FlowKind.PLANNED_DISBURSEMENT, "1", "Original"),
        (FlowKind.BUDGET, "3", "3"),
        (FlowKind.TRANSACTION, "", "Transaction"),
        (FlowKind.TOTAL, "", "Total cost"),
        (FlowKind.LOAN, "", "Loan"),
        (FlowKind.LOAN, "interest-arrears", "Interest in arrears"),
        (FlowKind.TRANSACTION, "interest-arrears", "interest-arrears"),
    ],
)
def test_a_sum_is_named_by_its_type_or_else_by_its_kind(kind: FlowKind, code: str, said: str) -> None:
    assert words.flow_type_words(KNOWN, kind, code, ENGLISH) == said


def test_a_code_has_words_in_the_language_of_the_interface_or_else_in_english_or_else_in_any() -> None:
    parts = PARTS._replace(
        labels={("Tag", "1"): {"de": "Wasser", "en": "Water", "fr": "Eau"}, ("Tag", "2"): {"de": "Weg"}}
    )
    assert words.coded(parts, "Tag", "1", Translate("fr")) == "Eau"
    assert words.coded(parts, "Tag", "1", Translate("es")) == "Water"
    assert words.coded(parts, "Tag", "2", Translate("es")) == "Weg"
    assert words.coded(parts, "Tag", "3", ENGLISH) == "3"
    assert words.coded(None, "Tag", "1", ENGLISH) == "1"


def test_a_status_has_the_words_of_the_program() -> None:
    parts = PARTS._replace(labels={("ActivityStatus", "3"): {"en": "Completion"}, ("Other", "3"): {"en": "Completion"}})
    assert words.coded(parts, "ActivityStatus", "3", ENGLISH) == "Finalisation"
    assert words.coded(parts, "Other", "3", ENGLISH) == "Completion"
    assert words.coded(None, "ActivityStatus", "99", ENGLISH) == "99"


@pytest.mark.parametrize(
    ("scheme", "code", "label", "said"),
    [
        ("Humanitarian", "1", None, "yes"),
        ("Humanitarian", "0", None, "no"),
        ("SecondaryReporter", "1", None, "yes"),
        ("ConditionsAttached", "0", "none", "no"),
        ("Humanitarian", "2", None, "2"),
        ("Hierarchy", "1", None, "1"),
        ("AidType/1", "C01", "Own words", "Own words"),
        ("AidType/1", "C01", None, "Project-type interventions"),
    ],
)
def test_a_code_has_the_words_of_its_source_first(scheme: str, code: str, label: str | None, said: str) -> None:
    assert words.classified(KNOWN, coded(scheme, code, label=label), ENGLISH) == said


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("PolicyMarker", "Policy markers"),
        ("PolicyMarker/1", "Policy markers"),
        ("PolicyMarker/99", "Policy markers, vocabulary 99"),
        ("Unheard", "Unheard"),
        ("Unheard/2", "Unheard, vocabulary 2"),
    ],
)
def test_a_code_list_is_named_with_a_vocabulary_other_than_the_first(scheme: str, said: str) -> None:
    assert words.scheme_words(scheme, ENGLISH) == said


@pytest.mark.parametrize(
    ("kinds", "more", "said"),
    [
        ((), {}, ""),
        ((), {"alone": True}, ""),
        ((), {"is_unread": True}, ""),
        (("start-actual", "end-planned"), {}, "2019 (actual) to 2020 (planned)"),
        (("start-planned", "end-actual"), {"alone": True}, "2019 (planned) to 2020 (actual)"),
        (("start", "end"), {"is_unread": True}, "2019 to 2020"),
        (("start-actual",), {}, "from 2019 (actual), end not stated"),
        (("start-actual",), {"is_unread": True}, "from 2019 (actual), end not known"),
        (("start-actual",), {"alone": True}, "from 2019 (actual)"),
        (("start-actual",), {"alone": True, "is_unread": True}, "from 2019 (actual)"),
        (("start",), {}, "from 2019, end not known"),
        (("start",), {"alone": True}, "from 2019"),
        (("end-planned",), {}, "until 2020 (planned), start not stated"),
        (("end-planned",), {"is_unread": True}, "until 2020 (planned), start not known"),
        (("end-planned",), {"alone": True}, "until 2020 (planned)"),
        (("end",), {}, "until 2020, start not known"),
        (("end",), {"alone": True}, "until 2020"),
        (("signed",), {}, ""),
    ],
)
def test_start_and_end_are_said_on_one_line(kinds: tuple[str, ...], more: dict[str, bool], said: str) -> None:
    facts = [milestone(kind, "2020" if kind.startswith("end") else "2019") for kind in kinds]
    assert words.dates_words(dates_of(facts), ENGLISH, **more) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [("2019-07-01", "1 July 2019"), ("2019", "2019"), ("2019-07", "2019-07"), ("2019-02-30", "2019-02-30"), ("", "")],
)
def test_only_a_day_is_written_in_words(day: str, said: str) -> None:
    assert words.day_words(day, ENGLISH) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2019-07-01", "1 July 2019"),
        ("2019-07-01T09:30:00Z", "1 July 2019"),
        ("15 November 2020", "15 November 2020"),
        ("2019-02-30T09:30", "2019-02-30T09:30"),
        ("2019", "2019"),
        ("", ""),
    ],
)
def test_of_a_time_the_day_is_written_in_words_and_no_other_text_is_cut(moment: str, said: str) -> None:
    assert words.day_of_time(moment, ENGLISH) == said


def test_a_language_that_is_not_stated_says_so() -> None:
    assert words.language_words("und", ENGLISH) == "language not stated"
    assert words.language_words("fr", ENGLISH) == "French"
    assert words.language_words("xx-unheard", ENGLISH) == "xx-unheard"


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        (("title", "fr"), "Title (French)"),
        (("title", "und"), "Title (language not stated)"),
        (("milestone", "start-planned"), "Planned start"),
        (("classification", "ActivityStatus"), "Activity status"),
        (("timeframe",), "Timeframe"),
        (("share", "in-sector", "theme/x"), "Share"),
        (("flow", "budget", "R-1"), "Budget"),
        (("grant", "", ""), "Grant"),
    ],
)
def test_what_sources_contradict_each_other_about_has_a_label(slot: tuple[str, ...], said: str) -> None:
    assert words.slot_words(Contradiction(slot, ()), ENGLISH) == said


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (flow("t-1", 100, as_given="1 €"), "1 €"),
        (name(WELL, "Wells"), "Wells"),
        (milestone("start", "2019", as_given="in 2019"), "in 2019"),
        (timeframe(WELL, "2019", "all of 2019"), "all of 2019"),
        (amount(WELL, 5), "5 euros"),
        (related("in-sector", "theme/x", as_given="Water"), "Water"),
        (related("in-sector", "theme/x"), ""),
    ],
)
def test_the_words_of_a_source_for_a_fact(fact: Fact, said: str) -> None:
    assert words.said_by(fact) == said


@pytest.mark.parametrize(("edtf", "said"), [("2017", "2017"), ("2014-07", "July 2014"), ("2019-07-01", "1 July 2019")])
def test_a_date_is_as_precise_as_it_is_known(edtf: str, said: str) -> None:
    more: dict[str, Any] = {"as_given": "x"}
    assert words.point_of(milestone("start", edtf, **more), ENGLISH) == said
