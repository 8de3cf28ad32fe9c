"""Text that is printed steers no terminal, and JSON hides nothing."""

import json
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.terminal import ascii_json, printable, printable_line, safe_json

TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("a\x07b\rc", r"a\x07b\rc"),
        ("\x9b2J", r"\x9b2J"),
        ("a\u202egpj.exe", r"a\u202egpj.exe"),
        ("a\u2066b\u2069", r"a\u2066b\u2069"),
        ("a\u2028b", r"a\u2028b"),
        ("\ufeffa", r"\ufeffa"),
        ("name\udcff.db", r"name\xff.db"),
        ("\ud800", r"\ud800"),
        ("\udc7f\udc80\udcff\udd00", r"\udc7f\x80\xff\udd00"),
        ("a\tb\nc", "a\tb\nc"),
        ("Kosovo*, l’Algérie, ليبيا, \u200fعربي, 🇪🇺", "Kosovo*, l’Algérie, ليبيا, \u200fعربي, 🇪🇺"),
    ],
)
def test_what_steers_a_terminal_is_printed_as_an_escape(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_a_line_stays_one_line() -> None:
    assert printable_line("a\nb\tc\r\nd\x85e\x0bf") == r"a\nb\tc\r\nd\x85e\x0bf"


@given(TEXTS)
def test_no_control_character_is_ever_printed(text: str) -> None:
    line = printable_line(text)
    assert not [sign for sign in line if category(sign) in ("Cc", "Cs", "Zl", "Zp")]
    assert len(line.splitlines()) <= 1
    assert printable_line(line) == line
    line.encode()


@given(TEXTS)
def test_json_keeps_its_value_and_is_plain(text: str) -> None:
    written = json.dumps({"title": text}, ensure_ascii=False, indent=2)
    for made in (safe_json(written), ascii_json(written)):
        assert json.loads(made) == {"title": text}
        hidden = [sign for sign in made if category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign != "\n"]
        assert not hidden
    assert ascii_json(written).isascii()


def test_marks_of_direction_are_escaped_in_json() -> None:
    assert safe_json('"\u200f\u061c\u202e\x9b"') == '"\\u200f\\u061c\\u202e\\u009b"'
