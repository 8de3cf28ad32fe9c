"""A hit says where an entry matched, and shows a line of its texts."""

import pytest

from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.domain.search.answer import Certainty, MatchField, Ranges, SearchHit
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import name, ref, statement, timeframe
from tests.storage.search.conftest import MadeOf

WELLS, AFIC = "theme/wells", "project/afic"


def hit_of(search: ReferenceSearch, text: str) -> SearchHit:
    (hit,) = search.search(parse_query(text)).hits
    return hit


def hit_in(made_of: MadeOf, text: str, *facts: Fact, title: str = "Alpha") -> SearchHit:
    return hit_of(made_of(*facts, entries=[ref(WELLS, title)]), text)


def marked(text: str, ranges: Ranges) -> list[str]:
    return [text[start:end] for start, end in ranges]


def told(hit: SearchHit) -> tuple[MatchField, str]:
    return hit.match.field, hit.match.text


def test_a_title_that_has_all_words_is_where_it_matched(made_of: MadeOf) -> None:
    hit = hit_in(made_of, "well al", name(WELLS, "Alpha Wells"), title="Alpha wells")
    assert told(hit) == (MatchField.TITLE, "Alpha wells")
    assert marked(hit.match.text, hit.match.ranges) == ["Al", "well"]


def test_a_name_matches_only_with_all_words(made_of: MadeOf) -> None:
    facts = (name(WELLS, "beta"), statement(WELLS, "beta gamma"))
    assert told(hit_in(made_of, "beta gamma", *facts)) == (MatchField.STATEMENT, "beta gamma")
    assert told(hit_in(made_of, "beta gamma", *facts, name(WELLS, "gamma beta"))) == (MatchField.NAME, "gamma beta")


def test_of_several_names_one_that_begins_with_the_words_is_told(made_of: MadeOf) -> None:
    hit = hit_in(made_of, "bet", name(WELLS, "A beta"), name(WELLS, "Beta", NameKind.ACRONYM, "fr"))
    assert told(hit) == (MatchField.NAME, "Beta")
    assert (hit.match.language, hit.match.name_kind, hit.match.whole) == ("fr", NameKind.ACRONYM, False)


@pytest.mark.parametrize(
    ("text", "field", "matched"),
    [
        ("alpha", MatchField.TITLE, "Alpha"),
        ("first beta", MatchField.NAME, "First, Beta"),
        ("NE", MatchField.CODE, "NE"),
    ],
)
def test_words_that_are_a_whole_title_name_or_code_are_told_as_such(
    made_of: MadeOf, text: str, field: MatchField, matched: str
) -> None:
    country = ref("country/NE", "Alpha")
    hit = hit_of(made_of(name("country/NE", "First, Beta"), name("country/NE", "Alpha"), entries=[country]), text)
    assert told(hit) == (field, matched)
    assert hit.match.whole
    assert len(" ".join(marked(hit.match.text, hit.match.ranges))) >= len(matched) - 1


def test_where_words_are_in_several_places_the_name_with_the_most_is_told(made_of: MadeOf) -> None:
    apart = (name(WELLS, "beta"), name(WELLS, "beta gamma"), statement(WELLS, "nothing of it"))
    assert told(hit_in(made_of, "alpha beta gamma", *apart)) == (MatchField.NAME, "beta gamma")
    assert told(hit_in(made_of, "alpha beta", *apart)) == (MatchField.TITLE, "Alpha")
    entry = ref(AFIC, "Alpha beta")
    assert told(hit_of(made_of(name(AFIC, "gamma"), entries=[entry]), "alpha gamma")) == (
        MatchField.TITLE,
        "Alpha beta",
    )


def test_the_text_with_the_most_words_is_told(made_of: MadeOf) -> None:
    summary = statement(WELLS, "beta in short", StatementKind.SUMMARY)
    more = statement(WELLS, "gamma and beta", StatementKind.ACHIEVEMENT)
    hit = hit_in(made_of, "beta gamma", summary, more)
    assert (told(hit), hit.match.statement_kind) == (
        (MatchField.STATEMENT, "gamma and beta"),
        StatementKind.ACHIEVEMENT,
    )
    assert marked(hit.snippet.text, hit.snippet.ranges) == ["gamma", "beta"]
    hit = hit_in(made_of, "beta", summary, more)
    assert (told(hit), hit.match.fact_id) == ((MatchField.SUMMARY, "beta in short"), summary.id)


LONG = " ".join(["word"] * 60)


def test_a_title_is_shown_with_the_beginning_of_the_summary(made_of: MadeOf) -> None:
    facts = (
        statement(WELLS, "an achievement", StatementKind.ACHIEVEMENT),
        statement(WELLS, f"In short {LONG} alpha", StatementKind.SUMMARY),
    )
    hit = hit_in(made_of, "alpha", *facts)
    assert hit.snippet.text.startswith("In short word")


def test_what_a_filter_found_is_shown_around_the_words_of_its_goal(made_of: MadeOf) -> None:
    search = made_of(statement(WELLS, f"In short {LONG} train staff", StatementKind.SUMMARY), statement(WELLS, "train"))
    hit = hit_of(search, "goal:train")
    assert told(hit) == (MatchField.FILTER, "wells")
    assert marked(hit.snippet.text, hit.snippet.ranges) == ["train"]
    assert hit.snippet.text.startswith("…")


def test_words_of_a_goal_that_is_left_out_are_not_marked(made_of: MadeOf) -> None:
    search = made_of(statement(WELLS, "dig and train", StatementKind.SUMMARY), statement(WELLS, "dig"))
    hit = hit_of(search, "dig -goal:train")
    assert marked(hit.snippet.text, hit.snippet.ranges) == ["dig"]


@pytest.mark.parametrize(
    ("edtf", "certainty"),
    [
        ("2020-03-31/2020-05-01", Certainty.SURELY),  # begins on its last day
        ("2020-01-01/2020-03-01", Certainty.SURELY),  # ends on its first
        ("2020-03", Certainty.SURELY),
        ("2020", Certainty.POSSIBLY),
        ("2020-04-01/2020-05-01", None),
        ("2020-01-01/2020-02-29", None),
    ],
)
def test_a_period_is_met_where_one_day_is_shared(made_of: MadeOf, edtf: str, certainty: Certainty | None) -> None:
    hits = made_of(timeframe(AFIC, edtf)).search(parse_query("active:2020-03")).hits
    assert [hit.activity and hit.activity.certainty for hit in hits] == ([certainty] if certainty else [])


def test_of_several_timeframes_only_those_that_share_a_day_count_and_a_sure_one_most(made_of: MadeOf) -> None:
    search = made_of(*(timeframe(AFIC, edtf) for edtf in ("2010", "2020", "2021", "2020-02/2021")))
    hit = hit_of(search, "active:2020-03")
    assert hit.activity is not None
    assert (hit.activity.edtf, hit.activity.certainty) == ("2020-02/2021", Certainty.SURELY)
    hit = hit_of(made_of(*(timeframe(AFIC, edtf) for edtf in ("2010", "2020", "2021"))), "active:2020-03")
    assert hit.activity is not None
    assert (hit.activity.edtf, hit.activity.certainty) == ("2020", Certainty.POSSIBLY)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("starts:2010-03", "2010/2012"),
        ("starts:2018-03", "2018/2020"),
        ("starts:2030-03", "2030/2032"),
        ("ends:2012-03", "2010/2012"),
        ("ends:2020-03", "2018/2020"),
        ("ends:2032-03", "2030/2032"),
    ],
)
def test_of_several_timeframes_the_one_that_starts_or_ends_in_the_period_is_told(
    made_of: MadeOf, text: str, edtf: str
) -> None:
    hit = hit_of(made_of(*(timeframe(AFIC, each) for each in ("2010/2012", "2018/2020", "2030/2032"))), text)
    assert hit.activity is not None
    assert (hit.activity.edtf, hit.activity.certainty) == (edtf, Certainty.POSSIBLY)


def test_a_hit_carries_the_entry_with_its_mark(made_of: MadeOf) -> None:
    marked_country = ref("country/XK", "Kosovo*", "*")
    hit = hit_of(made_of(name("country/XK", "Kosova"), entries=[marked_country]), "kosovo")
    assert hit.ref == EntryRef("country/XK", marked_country.kind, "Kosovo*", "kosovo*", "*")
