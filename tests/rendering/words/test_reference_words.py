"""The words that pages use: each value told from the others, dates as finely as they are known."""

from collections.abc import Callable
from datetime import date
from enum import Enum

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.timeframes import TimeframeStatus, parse_date, parse_timeframe
from coopviewer.domain.reference.vocabulary import Basis, CitationRole, EntryKind, ExtentValue, NameKind, PassageKind
from coopviewer.rendering.words.reference_words import (
    basis_word,
    extent_words,
    kind_word,
    kinds_word,
    language_name,
    line_words,
    name_kind_word,
    passage_address,
    passage_kind_word,
    place_words,
    point_words,
    precision_words,
    role_word,
    short_id,
    status_word,
    timeframe_words,
)
from tests.reference_values import passage


@pytest.mark.parametrize(
    ("word", "values"),
    [
        (kind_word, EntryKind),
        (kinds_word, EntryKind),
        (basis_word, Basis),
        (role_word, CitationRole),
        (passage_kind_word, PassageKind),
        (extent_words, ExtentValue),
        (name_kind_word, NameKind),
        (status_word, TimeframeStatus),
    ],
)
def test_each_value_is_told_from_the_others(word: Callable[..., str], values: type[Enum]) -> None:
    assert len({word(value, ENGLISH) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("2017", "2017"), ("2014-07", "July 2014"), ("2019-12-01", "1 December 2019"), ("2019-01-31", "31 January 2019")],
)
def test_a_date_is_written_as_finely_as_it_is_known(edtf: str, said: str) -> None:
    assert point_words(parse_date(edtf), ENGLISH) == said


def test_a_day_is_written_in_full() -> None:
    assert ENGLISH.day(date(2019, 7, 1)) == "1 July 2019"


def said_of(edtf: str) -> str:
    return timeframe_words(parse_timeframe(edtf), ENGLISH)


def test_a_timeframe_names_each_end_that_it_has() -> None:
    both = said_of("2017/2019-07-01")
    assert both.index("2017") < both.index("1 July 2019")
    assert said_of("2017") == said_of("2017/2017") == "2017"
    since, until = said_of("2017/.."), said_of("../2017")
    assert since != until
    assert since.count("2017") == until.count("2017") == 1
    assert "2017" not in {since, until}


def precision_of(edtf: str) -> str:
    return precision_words(parse_timeframe(edtf), ENGLISH)


def test_how_finely_a_timeframe_is_known_is_said_once_where_both_ends_are_known_alike() -> None:
    year, month, day = (precision_of(edtf) for edtf in ("2017/2018", "2017-01/2018-02", "2017-01-01/2018-02-03"))
    assert len({year, month, day}) == 3
    assert precision_of("2017") == precision_of("2017/..") == precision_of("../2018") == year


def test_ends_that_are_known_differently_are_both_told() -> None:
    year, day = precision_of("2017"), precision_of("2017-01-01")
    said = precision_of("2017/2018-02-03")
    assert said.index(year) < said.index(day)
    turned = precision_of("2017-01-01/2018")
    assert turned.index(day) < turned.index(year)


def test_a_language_that_is_not_known_is_called_by_its_tag() -> None:
    assert language_name("xx-Latn", ENGLISH) == "xx-Latn"
    assert len({language_name(tag, ENGLISH) for tag in ("en", "fr", "de", "es", "ar", "tr", "uk", "pt")}) == 8


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-GB", "English (GB)"),
        ("pt-BR", "Portuguese (BR)"),
        ("es-419", "Spanish (419)"),
        ("uk-Cyrl", "Ukrainian (Cyrl)"),
    ],
)
def test_a_language_of_a_region_is_called_by_its_name_and_the_code_of_the_region(tag: str, name: str) -> None:
    assert language_name(tag, ENGLISH) == name


def test_a_passage_is_called_without_its_source() -> None:
    assert short_id("frontex-other-partners/P38") == "P38"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (None, "line 1,200"),
        ("", "line 1,200"),
        ("budget", "line 1,200, budget"),
        ("B7", "cell B7"),
        ("ABC1200", "cell ABC1200"),
        ("ABCD7", "line 1,200, ABCD7"),
        ("B", "line 1,200, B"),
        ("b7", "line 1,200, b7"),
        ("7", "line 1,200, 7"),
        ("Ä7", "line 1,200, Ä7"),
        ("B-7", "line 1,200, B-7"),
    ],
)
def test_a_cell_is_named_without_its_line_and_an_element_with_it(place: str | None, said: str) -> None:
    assert line_words(1_200, place, ENGLISH) == said


def test_the_place_of_a_passage_has_what_is_known_of_it() -> None:
    whole = passage("leaflet/P1")
    assert place_words(whole, ENGLISH) == "Section, item 1; characters 3 to 7"
    assert place_words(whole, ENGLISH, with_range=False) == "Section, item 1"
    assert place_words(whole._replace(section=""), ENGLISH, with_range=False) == "item 1"
    assert place_words(whole._replace(section="", locator=""), ENGLISH) == "characters 3 to 7"
    assert passage_address(whole) == "coop:source/leaflet#P1"
