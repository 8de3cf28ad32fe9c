"""CSV: which cells get an apostrophe, in how many parts a table is written, and what is read back."""

import csv

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.tables.csv_file import (
    csv_parts,
    guard_words,
    guarded,
    is_formula_like,
    needs_guard,
    read_csv,
    unguarded,
    write_csv,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *((each, f"'{each}") for each in ("=1", "+1", "-1", "@a", "\ta", "\ra", "  =1", "'", "'a", "-")),
        *((each, each) for each in ("", " ", "a", "1", "a=1", " 'a", "\n=1", "a'", "(=1)", '"=1"', "\xa0=1")),
    ],
)
def test_a_text_like_a_formula_or_with_an_apostrophe_first_gets_one(text: str, written: str) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text
    assert is_formula_like(text) is (written != text and not text.startswith("'"))
    assert needs_guard((text,)) is (written != text) or text == " 'a"
    assert needs_guard(("a", text, "b")) is needs_guard((text,))


@pytest.mark.parametrize("text", ["'a", "''", "'", "'1", "' a", "'\xa0=1"])
def test_an_apostrophe_that_was_not_put_in_front_stays(text: str) -> None:
    assert unguarded(text) == (text[1:] if text == "''" else text)


def test_no_cell_is_joined_with_the_next_one_when_a_row_is_looked_at() -> None:
    assert not needs_guard(())
    assert not needs_guard(("a", "b"))
    assert needs_guard(("", "=1"))
    assert not needs_guard(("a ", "b", " "))


def rows(*given: tuple[str, ...], numbers: tuple[int, ...] = (), for_programs: bool = False) -> list[list[str]]:
    content = b"".join(csv_parts(["-a", "b"], given, numbers=numbers, for_programs=for_programs, marked=False))
    return list(csv.reader(content.decode().splitlines()))


def test_negative_numbers_stay_numbers_only_in_columns_of_numbers() -> None:
    row = ("-1", "-1.50")
    assert rows(row, numbers=(0, 1))[1] == ["-1", "-1.50"]
    assert rows(row, numbers=(1,))[1] == ["'-1", "-1.50"]
    assert rows(row)[1] == ["'-1", "'-1.50"]
    assert rows(("-1; -2", "-x"), numbers=(0, 1))[1] == ["'-1; -2", "'-x"]
    assert rows(row, ("=a", "x"), for_programs=True)[1:] == [["-1", "-1.50"], ["=a", "x"]]


def test_headings_are_never_changed() -> None:
    assert rows() == [["-a", "b"]]


def test_a_table_is_written_in_parts_of_sixty_four_thousand_characters() -> None:
    row = ("x" * 1_000, "y" * 1_020)  # with comma and line end 2,023 characters
    parts = list(csv_parts(["a", "b"], [row] * 40, marked=False))
    assert [len(part) for part in parts] == [5 + 33 * 2_023, 7 * 2_023]
    assert list(csv_parts(["a"], [])) == [b"\xef\xbb\xbfa\r\n"]
    assert list(csv_parts(["a"], [], marked=False)) == [b"a\r\n"]


def test_signs_that_csv_needs_are_quoted_and_half_of_a_sign_is_replaced() -> None:
    assert write_csv(["a"], [['x"y'], ["x,y"], ["x\r\ny"], ["\ud800"]]) == (
        b'\xef\xbb\xbfa\r\n"x""y"\r\n"x,y"\r\n"x\r\ny"\r\n?\r\n'
    )


def test_what_is_written_is_read_with_or_without_a_byte_order_mark() -> None:
    assert list(read_csv("\ufeffa,b\r\n'=1,'x\r\n".encode())) == [["a", "b"], ["=1", "'x"]]
    assert list(read_csv(b"'=1\n", for_programs=True)) == [["'=1"]]
    assert list(read_csv(b"")) == []


def test_a_cell_of_any_length_is_read_and_the_bound_of_the_process_is_never_lowered() -> None:
    csv.field_size_limit(300_000)
    assert list(read_csv(b"a" * 200_000)) == [["a" * 200_000]]
    assert csv.field_size_limit() == 300_000
    assert list(read_csv(b"a" * 400_000)) == [["a" * 400_000]]
    assert csv.field_size_limit() == 400_000


def test_readers_are_told_which_apostrophes_to_remove() -> None:
    assert "Remove that one apostrophe" in guard_words(ENGLISH)
