"""The query of the annotation browser, its address, and the filter made from it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation
from coopviewer.domain.annotations.lists import Order
from coopviewer.domain.annotations.query import AnnotationQuery, Narrowing, View, parse_annotation_query
from coopviewer.domain.browsing.addresses import Address, annotations_address, parse_address

_DATASET = "urn:x"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (AnnotationQuery(), "coop:annotations"),
        (
            AnnotationQuery(tags=("verify", "Niger")).toggled(Narrowing.TAG, "a&b"),
            "coop:annotations?tag=a%26b&tag=Niger&tag=verify",
        ),
        (AnnotationQuery(statuses=(AnnotationStatus.TO_VERIFY,)), "coop:annotations?status=to-verify"),
        (AnnotationQuery(view=View.BIN, text="100 % #1"), "coop:annotations?view=bin&text=100%20%25%20%231"),
        (AnnotationQuery(regions=("region/africa",)), "coop:annotations?region=region/africa"),
        (AnnotationQuery(since=date(2026, 1, 2)), "coop:annotations?since=2026-01-02"),
        (AnnotationQuery(order=Order.ENTRY, descending=False), "coop:annotations?order=entry"),
        (AnnotationQuery(order=Order.ENTRY), "coop:annotations?order=-entry"),
        (AnnotationQuery(descending=False), "coop:annotations?order=modified"),
        (AnnotationQuery(until=date(2026, 1, 2)), "coop:annotations?until=2026-01-02"),
        (AnnotationQuery(kinds=("project", "source")), "coop:annotations?kind=project&kind=source"),
        (AnnotationQuery(authors=("a", "b")), "coop:annotations?author=a&author=b"),
        (AnnotationQuery(tags=("النيجر",)), "coop:annotations?tag=%D8%A7%D9%84%D9%86%D9%8A%D8%AC%D8%B1"),
    ],
)
def test_a_list_has_an_address(query: AnnotationQuery, text: str) -> None:
    address = annotations_address(str(query))
    assert str(address) == text
    assert parse_address(text) == address
    assert parse_annotation_query(parse_address(text).query) == query
    assert address.is_annotations
    assert not address.is_page


@pytest.mark.parametrize(
    "text",
    [
        "annotations?colour=plaid",
        "annotations?since=yesterday",
        "annotations?x=y",
        "annotations?order=weight&view=",
        "annotations?",
    ],
)
def test_invalid_parts_of_a_list_address_are_ignored(text: str) -> None:
    assert parse_address(text) == Address("annotations")


def test_a_too_long_list_address_is_rejected() -> None:
    with pytest.raises(ValueError):
        parse_address("coop:annotations?" + "tag=a&" * 10_000)


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.builds(
        AnnotationQuery,
        view=st.sampled_from(View),
        text=_WORDS,
        statuses=st.sets(st.sampled_from(AnnotationStatus)).map(
            lambda found: tuple(each for each in AnnotationStatus if each in found)
        ),
        colours=st.sets(st.sampled_from(Colour)).map(lambda found: tuple(each for each in Colour if each in found)),
        motivations=st.sets(st.sampled_from(Motivation)).map(
            lambda found: tuple(each for each in Motivation if each in found)
        ),
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
        order=st.sampled_from(Order),
        descending=st.booleans(),
    )
)
def test_every_list_is_parsed_back_from_its_address(query: AnnotationQuery) -> None:
    assert parse_annotation_query(str(query)) == query


@given(_WORDS)
def test_any_tag_can_be_toggled_on_and_off(tag: str) -> None:
    chosen = AnnotationQuery().toggled(Narrowing.TAG, tag)
    for value in chosen.values(Narrowing.TAG):
        assert parse_annotation_query(str(chosen)) == chosen
        chosen = chosen.toggled(Narrowing.TAG, value)
    assert chosen == AnnotationQuery()


def test_toggling_an_invalid_value_changes_nothing() -> None:
    assert AnnotationQuery().toggled(Narrowing.COLOUR, "plaid") == AnnotationQuery()


def test_the_days_of_a_filter_are_whole_days_in_the_local_time_zone() -> None:
    asked = AnnotationQuery(since=date(2026, 3, 1), until=date(2026, 3, 1)).to_filter(_DATASET)
    assert asked.since is not None
    assert asked.until is not None
    assert asked.until - asked.since == timedelta(days=1)
    assert asked.since.tzinfo is UTC
    assert asked.since.astimezone().replace(tzinfo=None) == datetime(2026, 3, 1)


def test_the_first_and_last_days_of_the_calendar_are_valid() -> None:
    asked = AnnotationQuery(since=date.min, until=date.max).to_filter(_DATASET)
    assert asked.since is not None
    assert asked.until is None


def test_the_bin_view_filters_for_the_bin() -> None:
    assert AnnotationQuery(view=View.BIN).to_filter(_DATASET).in_bin
    assert not AnnotationQuery(view=View.REVIEW).to_filter(_DATASET).in_bin


def test_all_filters_are_removed_at_once_and_the_view_stays() -> None:
    query = AnnotationQuery(view=View.BIN, text="x", tags=("a",), order=Order.ENTRY)
    assert query.is_narrowed
    assert query.without_filters() == AnnotationQuery(view=View.BIN, order=Order.ENTRY)
    assert not query.without_filters().is_narrowed


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", AnnotationQuery()),
        ("text=%20%20", AnnotationQuery()),
        ("text=a&text=%20b%20", AnnotationQuery(text="b")),
        ("view=bin&view=review", AnnotationQuery(view=View.REVIEW)),
        ("view=plaid", AnnotationQuery()),
        ("order=-modified", AnnotationQuery()),
        ("order=entry&order=-created", AnnotationQuery(order=Order.CREATED)),
        ("order=weight", AnnotationQuery()),
        ("order=-weight", AnnotationQuery()),
        ("region=africa&region=region/b&region=region/a", AnnotationQuery(regions=("region/a", "region/b"))),
        ("tag=b&tag=%23a&tag=b", AnnotationQuery(tags=("a", "b"))),
        ("kind=source&kind=plaid&kind=country", AnnotationQuery(kinds=("country", "source"))),
        ("since=2026-02-30", AnnotationQuery()),
    ],
)
def test_an_address_of_a_list_has_a_canonical_form(text: str, query: AnnotationQuery) -> None:
    assert parse_annotation_query(text) == query


@pytest.mark.parametrize("name", ["tag", "author", "region"])
def test_the_number_of_values_per_field_is_limited(name: str) -> None:
    values = [f"region/{number:03}" for number in range(100)]
    read = parse_annotation_query("&".join(f"{name}={value}" for value in values)).values(Narrowing(name))
    assert 50 < len(read) < 100
    assert list(read) == values[: len(read)]


def test_the_text_of_a_query_is_cut_to_a_thousand_characters() -> None:
    assert AnnotationQuery().with_text(f"{'x' * 1000}y").text == "x" * 1000
    assert AnnotationQuery().with_text(f" {'x' * 1000}").text == "x" * 999
    assert AnnotationQuery(tags=("a",)).with_text(" two words ") == AnnotationQuery(tags=("a",), text="two words")
    assert parse_annotation_query(f"text={'x' * 1001}").text == "x" * 1000
    query = parse_annotation_query(f"text={'x' * 999}%20y")
    assert parse_annotation_query(str(query)) == query


def test_a_value_is_toggled_on_and_off() -> None:
    query = AnnotationQuery(colours=(Colour.BLUE,)).toggled(Narrowing.COLOUR, "yellow")
    assert query.values(Narrowing.COLOUR) == ("yellow", "blue")
    assert query.toggled(Narrowing.COLOUR, "blue").values(Narrowing.COLOUR) == ("yellow",)


def test_renamed_merged_and_deleted_tags_are_replaced_in_a_query() -> None:
    query = AnnotationQuery(text="x", tags=("a", "b", "c"))
    assert query.retagged(("a",), "z") == AnnotationQuery(text="x", tags=("z", "b", "c"))
    assert query.retagged(("a", "b"), "c").tags == ("c",)
    assert query.retagged(("b", "q"), None).tags == ("a", "c")


def test_the_order_and_the_days_of_a_query_can_be_changed() -> None:
    query = AnnotationQuery(tags=("a",))
    assert query.sorted_by(Order.BODY, descending=False) == AnnotationQuery(
        tags=("a",), order=Order.BODY, descending=False
    )
    day = date(2026, 1, 2)
    assert query.changed_between(day, None) == AnnotationQuery(tags=("a",), since=day)
    assert query.changed_between(None, day) == AnnotationQuery(tags=("a",), until=day)


@pytest.mark.parametrize(
    "query",
    [
        AnnotationQuery(tags=("a",)),
        AnnotationQuery(text="x"),
        AnnotationQuery(since=date(2026, 1, 2)),
        AnnotationQuery(authors=("a",)),
    ],
)
def test_any_filter_field_makes_a_query_narrowed(query: AnnotationQuery) -> None:
    assert query.is_narrowed


@pytest.mark.parametrize(
    "query", [AnnotationQuery(), AnnotationQuery(view=View.BIN), AnnotationQuery(order=Order.BODY, descending=False)]
)
def test_a_view_in_an_order_is_not_narrowed(query: AnnotationQuery) -> None:
    assert not query.is_narrowed


def test_a_query_is_converted_to_a_filter_of_the_file() -> None:
    query = AnnotationQuery(
        text="x", statuses=(AnnotationStatus.VERIFIED,), colours=(Colour.PINK,), motivations=(Motivation.LINKING,),
        kinds=("source",), authors=("p",), tags=("a",), order=Order.BODY, descending=False,
    )  # fmt: skip
    asked = query.to_filter(_DATASET, frozenset({"country/NE"}))
    assert (asked.dataset, asked.text, asked.entry_ids) == (_DATASET, "x", {"country/NE"})
    assert (asked.statuses, asked.colours, asked.motivations) == ({"verified"}, {"pink"}, {"linking"})
    assert (asked.entry_kinds, asked.authors, asked.tags) == ({"source"}, {"p"}, {"a"})
    assert (asked.since, asked.until, asked.order, asked.descending) == (None, None, Order.BODY, False)


@pytest.mark.parametrize("narrowing", [Narrowing.TAG, Narrowing.REGION, Narrowing.AUTHOR])
def test_of_very_many_values_of_a_filter_the_first_64_are_kept(narrowing: Narrowing) -> None:
    values = [f"region/r{number:02}" for number in range(65)]
    query = parse_annotation_query("&".join(f"{narrowing}={value}" for value in values))
    assert query.values(narrowing) == tuple(values[:64])
