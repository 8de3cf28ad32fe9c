"""Text is escaped for HTML as the standard library escapes it."""

from html import escape as escape_of_library
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.text.markup import escape


@given(st.text(st.sampled_from("&<>\"'#x27;amp \u00e9\U0001f600\n")))
def test_escaped_text_is_that_of_the_library_and_shows_the_same(text: str) -> None:
    assert escape(text) == escape_of_library(text)
    assert unescape(escape(text)) == text
