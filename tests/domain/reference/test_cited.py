"""What a citation is called by programs that manage references."""

from dataclasses import replace
from datetime import date

from coopviewer.domain.reference.cited import Cited, distinct_keys, on_one_line
from tests.reference_values import EDITION

CITED = Cited(title="Niger", edition=EDITION, accessed=date(2022, 1, 1), address="coop:country/NE#goals", value="Dig.")


def test_a_key_has_letters_and_digits_of_address_and_edition() -> None:
    assert CITED.key == "country-NE-goals-wells-1"
    assert replace(CITED, address="coop:search?q=a%20b").key == "search-q-a-20b-wells-1"


def test_a_key_that_is_taken_gets_the_next_number_whatever_its_case() -> None:
    other = replace(CITED, address="coop:country/ne#goals")
    numbered = replace(CITED, address="coop:country/NE#goals", edition=EDITION._replace(id="wells.1-2"))
    assert distinct_keys((CITED, other, CITED, numbered, replace(CITED, address="coop:country/ML"))) == (
        "country-NE-goals-wells-1",
        "country-ne-goals-wells-1-2",
        "country-NE-goals-wells-1-3",
        "country-NE-goals-wells-1-2-2",
        "country-ML-wells-1",
    )
    assert distinct_keys(()) == ()


def test_a_citation_beside_a_value_does_not_repeat_it() -> None:
    assert CITED.without_value() == replace(CITED, value="")


def test_a_text_on_one_line_has_single_spaces_and_no_control_characters() -> None:
    assert on_one_line(" Dig\n five\u2028wells\x07\u202e now ") == "Dig five wells now"
