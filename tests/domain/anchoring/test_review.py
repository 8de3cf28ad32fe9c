"""What is shown of an annotation that a person is asked about: the old words beside the new."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.anchoring.review import Part, compare
from coopviewer.domain.annotations.annotation import CONTEXT, select
from tests.widgets.annotations.review.review_samples import SAMPLES, review


def written(parts: tuple[Part, ...]) -> str:
    """Write what differs in square brackets, and what stands around in round ones."""
    found = ""
    for part in parts:
        text = f"[{part.text}]" if part.differs else part.text
        found += f"({text})" if part.around else text
    return found


@pytest.mark.parametrize(
    ("old", "words", "new", "then", "now"),
    [
        ("In force since 2019.", "2019", "In force since 2021.", "(In force since )[2019](.)",
         "(In force since )[2021](.)"),
        ("Frontex leads.", "Frontex leads.", "Nowhere does it say that Frontex leads.", "Frontex leads.",
         "([Nowhere does it say that ])Frontex leads."),
        ("Albania, Kosovo* and Serbia.", "Kosovo*", "Not given.", "([Albania, ])[Kosovo*]([ and Serbia])(.)",
         "([Not given])(.)"),
        ("A handbook is written.", "A handbook", None, "[A handbook]([ is written.])", ""),
    ],
)  # fmt: skip
def test_the_old_words_stand_beside_the_new(old: str, words: str, new: str | None, then: str, now: str) -> None:
    compared = compare(review("u", "T", old, words, new))
    assert "".join(part.text for part in compared.then) == old
    assert "".join(part.text for part in compared.now) == (new or "")
    assert (written(compared.then), written(compared.now)) == (then, now)


def test_what_lies_beyond_the_known_surroundings_is_not_called_new() -> None:
    compared = compare(SAMPLES[0])
    assert (
        written(compared.then)
        == "(arrangement with the ministry )has been in force since [2019]( and covers training)(.)"
    )
    assert written(compared.now).startswith(
        "(The working )(arrangement with the ministry )has been in force since [2021]"
    )


@given(st.text("ab .*é\n", min_size=1, max_size=80), st.data(), st.text("ab .*é\n", max_size=80))
def test_the_texts_shown_are_those_that_there_are(old: str, data: st.DataObject, new: str) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    made = SAMPLES[-1]
    selector = select(old, start, end, fact_id="f", field="text")
    asked = replace(made, meant=replace(made.meant, selector=selector), text_now=new)
    compared = compare(asked)
    then = "".join(part.text for part in compared.then)
    assert "".join(part.text for part in compared.now) == new
    assert then in selector.prefix + selector.exact + selector.suffix
    assert selector.exact in then
    if max(len(selector.prefix), len(selector.suffix)) < CONTEXT:
        assert then == old
