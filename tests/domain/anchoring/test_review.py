"""What is shown of an annotation that a person is asked about: the old words beside the new."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.anchoring.review import Compared, Part, Reviewed, compare
from coopviewer.domain.annotations.annotation import CONTEXT, select
from tests.widgets.annotations.review.review_samples import LATER, SAMPLES, review


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


def around(text: str, words: str, new: str) -> Compared:
    """Compare words of a long text with the same place of a new one, as a suggestion gives it."""
    return compare(review("u", "T", text, words, new))


def test_of_a_suggestion_eighty_code_points_are_shown_on_either_side() -> None:
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


def test_what_is_new_at_the_outer_ends_differs_only_where_the_old_text_is_known_to_its_ends() -> None:
    known = around("The text: in force since 2019. It ends.", "in force since 2019",
                   "Now. The text: in force since 2021. It ends. So.")  # fmt: skip
    assert written(known.now) == "([Now. ])(The text: )in force since [2021](. It ends.)([ So.])"
    front, back = "one two three four five six seven eight: ", ". nine ten eleven twelve thirteen fourteen"
    cut = around(f"{front}in force since 2019{back}", "in force since 2019",
                 f"Now. {front}in force since 2021{back}. So.")  # fmt: skip
    assert not any(part.differs for part in (cut.now[0], cut.now[-1]))
    assert "".join(part.text for part in cut.now) == f"Now. {front}in force since 2021{back}. So."
    assert "[2021]" in written(cut.now)


def test_a_word_that_was_cut_where_the_surroundings_end_is_left_out() -> None:
    front, back = "abcdefghij klmnopqrst uvwxyzabcd efgh ", " ijkl mnopqrstuv wxyzabcdef ghijklmnop"
    compared = around(f"{front}2019{back}", "2019", f"{front}2021{back}")
    then = "".join(part.text for part in compared.then)
    assert then == "klmnopqrst uvwxyzabcd efgh 2019 ijkl mnopqrstuv wxyzabcdef"
    one_word = around("x" * 40 + "2019" + "y" * 40, "2019", "x" * 40 + "2021" + "y" * 40)
    assert "".join(part.text for part in one_word.then) == "x" * 32 + "2019" + "y" * 32
    exactly = "b" * 15 + " " + "c" * 15 + " "
    uncut = around(f"{exactly[1:]}2019", "2019", f"{exactly[1:]}2021")
    assert "".join(part.text for part in uncut.then) == f"{exactly[1:]}2019"
    full = around(f"{exactly}2019", "2019", f"{exactly}2021")
    assert "".join(part.text for part in full.then) == "c" * 15 + " 2019", "it may have been cut"


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
def test_of_the_old_text_what_was_meant_is_told_from_what_stood_around_it(
    old: str, words: str, new: str, then: str
) -> None:
    made = SAMPLES[-1]
    start = old.index(words)
    selector = select(old, start, start + len(words), fact_id="f", field="text")
    compared = compare(replace(made, meant=replace(made.meant, selector=selector), text_now=new))
    assert written(compared.then) == then
    assert "".join(part.text for part in compared.now) == new


@pytest.mark.parametrize(
    ("new", "now"),
    [
        ("red very green blue", "(red )[very ]green( blue)"),
        ("red green, blue", "(red )green([,])( blue)"),
        ("and red green blue", "([and ])(red )green( blue)"),
        ("red green blue too", "(red )green( blue)([ too])"),
    ],
)
def test_new_words_are_shown_where_they_were_put_in(new: str, now: str) -> None:
    made = SAMPLES[-1]
    selector = select("red green blue", 4, 9, fact_id="f", field="text")
    compared = compare(replace(made, meant=replace(made.meant, selector=selector), text_now=new))
    assert written(compared.now) == now


def test_words_put_in_after_the_quotation_come_after_it_though_what_stood_before_is_gone() -> None:
    made = SAMPLES[-1]
    selector = select("red big green field blue", 4, 19, fact_id="f", field="text")
    new = "big green field new blue"
    compared = compare(replace(made, meant=replace(made.meant, selector=selector), text_now=new))
    assert written(compared.now) == "big green field([ new])( blue)"


def test_of_a_text_that_is_known_in_part_only_what_lies_beyond_is_not_called_new() -> None:
    made = SAMPLES[-1]
    old = "one two three four five six seven eight nine "
    selector = select(f"{old}2019", len(old), len(old) + 4, fact_id="f", field="text")
    compared = compare(replace(made, meant=replace(made.meant, selector=selector), text_now=f"zero {old[:-6]}"))
    assert not any(part.differs for part in compared.now)
    assert len(compared.now) == 2


def test_where_nothing_was_looked_through_nobody_is_asked() -> None:
    nothing = Reviewed(edition=LATER)
    assert (nothing.asked, nothing.without_entry, nothing.queue, dict(nothing.counts)) == (0, 0, (), {})
