"""The old and the new text that a review shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.anchoring.review import ComparedPart, Comparison, ReanchoringResult, compare, compare_versions
from coopviewer.domain.annotations.annotation import CONTEXT, select
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from tests.annotated import annotation
from tests.widgets.annotations.review.review_samples import LATER, SAMPLES, review


def bracketed(parts: tuple[ComparedPart, ...]) -> str:
    """Return the parts as text, with differences in square brackets and the context in round ones."""
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
def test_a_review_compares_the_old_text_with_the_new(
    old: str, words: str, new: str | None, then: str, now: str
) -> None:
    compared = compare(review("u", "T", old, words, new))
    assert "".join(part.text for part in compared.old) == old
    assert "".join(part.text for part in compared.new) == (new or "")
    assert (bracketed(compared.old), bracketed(compared.new)) == (then, now)


def test_text_beyond_the_known_context_is_not_marked_as_new() -> None:
    compared = compare(SAMPLES[0])
    assert (
        bracketed(compared.old)
        == "(arrangement with the ministry )has been in force since [2019]( and covers training)(.)"
    )
    assert bracketed(compared.new).startswith(
        "(The working )(arrangement with the ministry )has been in force since [2021]"
    )


@given(st.text("ab .*é\n", min_size=1, max_size=80), st.data(), st.text("ab .*é\n", max_size=80))
def test_the_compared_texts_are_those_of_the_review(old: str, data: st.DataObject, new: str) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    made = SAMPLES[-1]
    selector = select(old, start, end, fact_id="f", field="text")
    asked = replace(made, confirmed=replace(made.confirmed, selector=selector), text_now=new)
    compared = compare(asked)
    then = "".join(part.text for part in compared.old)
    assert "".join(part.text for part in compared.new) == new
    assert then in selector.prefix + selector.exact + selector.suffix
    assert selector.exact in then
    if max(len(selector.prefix), len(selector.suffix)) < CONTEXT:
        assert then == old


def around(text: str, words: str, new: str) -> Comparison:
    """Compare text of a long text with the same range of a new one, as a suggestion has it."""
    return compare(review("u", "T", text, words, new))


def test_a_suggestion_is_shown_with_eighty_code_points_on_either_side() -> None:
    front = "".join(f"{number:03} " for number in range(50))
    back = "".join(f" {number:03}" for number in range(50, 100))
    asked = review(
        "u", "T", f"{front}in force since 2019{back}", "in force since 2019", f"{front}in force since 2021{back}"
    )
    assert (asked.before, asked.text_now, asked.after) == (front[-80:], "in force since 2021", back[:80])
    short = review("u", "T", "Only in force since 2019 here.", "in force since 2019", "Only in force since 2021 here.")
    assert (short.before, short.after) == ("Only ", " here.")


def test_without_a_suggestion_the_beginning_of_the_text_is_shown() -> None:
    asked = review("u", "T", "A handbook is written in three languages.", "three", "Zqx. " * 1000)
    assert asked.suggestion is None
    assert (asked.before, asked.after) == ("", "")
    assert asked.text_now == ("Zqx. " * 1000)[:1200]


def test_new_text_at_the_outer_ends_differs_only_if_the_old_text_is_known_to_its_ends() -> None:
    known = around("The text: in force since 2019. It ends.", "in force since 2019",
                   "Now. The text: in force since 2021. It ends. So.")  # fmt: skip
    assert bracketed(known.new) == "([Now. ])(The text: )in force since [2021](. It ends.)([ So.])"
    front, back = "one two three four five six seven eight: ", ". nine ten eleven twelve thirteen fourteen"
    cut = around(f"{front}in force since 2019{back}", "in force since 2019",
                 f"Now. {front}in force since 2021{back}. So.")  # fmt: skip
    assert not any(part.differs for part in (cut.new[0], cut.new[-1]))
    assert "".join(part.text for part in cut.new) == f"Now. {front}in force since 2021{back}. So."
    assert "[2021]" in bracketed(cut.new)


def test_a_word_cut_at_the_end_of_the_context_is_left_out() -> None:
    front, back = "abcdefghij klmnopqrst uvwxyzabcd efgh ", " ijkl mnopqrstuv wxyzabcdef ghijklmnop"
    compared = around(f"{front}2019{back}", "2019", f"{front}2021{back}")
    then = "".join(part.text for part in compared.old)
    assert then == "klmnopqrst uvwxyzabcd efgh 2019 ijkl mnopqrstuv wxyzabcdef"
    one_word = around("x" * 40 + "2019" + "y" * 40, "2019", "x" * 40 + "2021" + "y" * 40)
    assert "".join(part.text for part in one_word.old) == "x" * 32 + "2019" + "y" * 32
    exactly = "b" * 15 + " " + "c" * 15 + " "
    uncut = around(f"{exactly[1:]}2019", "2019", f"{exactly[1:]}2021")
    assert "".join(part.text for part in uncut.old) == f"{exactly[1:]}2019"
    full = around(f"{exactly}2019", "2019", f"{exactly}2021")
    assert "".join(part.text for part in full.old) == "c" * 15 + " 2019", "it may have been cut"


@pytest.mark.parametrize(
    ("old", "words", "new", "then"),
    [
        ("red green blue", "green", "Zqx.", "([red ])[green]([ blue])"),
        ("red green blue", "red", "Zqx.", "[red]([ green blue])"),
        ("red green blue", "blue", "Zqx.", "([red green ])[blue]"),
        ("red green blue", "red green blue", "Zqx.", "[red green blue]"),
        ("red green blue", "ree", "Zqx.", "([red g])[ree]([n blue])"),
        ("red green blue", "green", "red yellow Zqx", "(red )[green]([ blue])"),
        ("red green blue", "green", "it is blue", "([red ])[green]( blue)"),
    ],
)
def test_the_quotation_and_its_context_are_distinguished_in_the_old_text(
    old: str, words: str, new: str, then: str
) -> None:
    made = SAMPLES[-1]
    start = old.index(words)
    selector = select(old, start, start + len(words), fact_id="f", field="text")
    compared = compare(replace(made, confirmed=replace(made.confirmed, selector=selector), text_now=new))
    assert bracketed(compared.old) == then
    assert "".join(part.text for part in compared.new) == new


@pytest.mark.parametrize(
    ("new", "now"),
    [
        ("red very green blue", "(red )[very ]green( blue)"),
        ("red green, blue", "(red )green([,])( blue)"),
        ("and red green blue", "([and ])(red )green( blue)"),
        ("red green blue too", "(red )green( blue)([ too])"),
    ],
)
def test_new_words_are_shown_where_they_were_inserted(new: str, now: str) -> None:
    made = SAMPLES[-1]
    selector = select("red green blue", 4, 9, fact_id="f", field="text")
    compared = compare(replace(made, confirmed=replace(made.confirmed, selector=selector), text_now=new))
    assert bracketed(compared.new) == now


def test_words_inserted_after_the_quotation_come_after_it_even_if_its_prefix_is_gone() -> None:
    made = SAMPLES[-1]
    selector = select("red big green field blue", 4, 19, fact_id="f", field="text")
    new = "big green field new blue"
    compared = compare(replace(made, confirmed=replace(made.confirmed, selector=selector), text_now=new))
    assert bracketed(compared.new) == "big green field([ new])( blue)"


def test_only_text_beyond_the_known_context_is_not_marked_as_new() -> None:
    made = SAMPLES[-1]
    old = "one two three four five six seven eight nine "
    selector = select(f"{old}2019", len(old), len(old) + 4, fact_id="f", field="text")
    compared = compare(replace(made, confirmed=replace(made.confirmed, selector=selector), text_now=f"zero {old[:-6]}"))
    assert not any(part.differs for part in compared.new)
    assert len(compared.new) == 2


def test_an_empty_result_has_nothing_to_decide() -> None:
    nothing = ReanchoringResult(edition=LATER)
    assert (nothing.undecided, nothing.without_entry, nothing.queue, dict(nothing.counts)) == (0, 0, (), {})


def test_the_notes_of_two_versions_are_compared_by_word() -> None:
    other = annotation("other", "A long note on Niger")
    compared = compare_versions(OtherVersion(other, annotation("own", "A short note on Niger"), "Niger"))
    assert (bracketed(compared.old), bracketed(compared.new)) == ("A [short] note on Niger", "A [long] note on Niger")
    alone = compare_versions(OtherVersion(other, None, "Niger"))
    assert (bracketed(alone.old), bracketed(alone.new)) == ("", "[A long note on Niger]")
