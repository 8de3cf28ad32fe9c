"""What an export to IATI says that it could not say of a project, or had to say differently."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.iati_words import MOST_VALUES, note_lines, note_sentence, organisation_types

BREAKS_OFF = "There is no description, so the title is repeated in its place."
NO_SECTOR = "The source states no sector, and none is guessed."


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (MOST_VALUES, ""), (MOST_VALUES + 1, ", 1 more"), (1_206, ", 1,200 more")]
)
def test_the_first_six_values_are_named_and_the_others_counted(count: int, more: str) -> None:
    values = [f"v{number}" for number in range(count)]
    named = ", ".join(values[:6])
    assert note_sentence("no-date-type", values, ENGLISH) == f"The standard has no type of date for: {named}{more}."


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "The source states no share for 1 beneficiary."),
        ("2", "The source states no shares for 2 beneficiaries."),
    ],
)
def test_beneficiaries_without_a_share_are_counted(number: str, said: str) -> None:
    assert note_sentence("no-shares", [number], ENGLISH) == said


@pytest.mark.parametrize(("code", "word"), [("1", "pipeline"), ("2", "implementation"), ("4", "closed")])
def test_a_status_that_was_computed_is_said_in_words(code: str, word: str) -> None:
    said = "No status is stated. It was computed from the dates: "
    assert note_sentence("status-computed", [code], ENGLISH) == f"{said}{word}."
    assert note_sentence("no-date-type", [code], ENGLISH).endswith(f": {code}.")


def test_notes_stand_under_the_titles_of_their_projects_after_those_on_the_file() -> None:
    notes = [
        ("no-description", "Wells", (), "project/wells"),
        ("no-sector", "Wells", (), "project/wells"),
        ("no-sector", "Pumps", (), "project/pumps"),
        ("no-date-type", "", ("x",), ""),
    ]
    assert note_lines(notes, ENGLISH) == [
        *("The standard has no type of date for: x.", "Wells", f"  {BREAKS_OFF}", f"  {NO_SECTOR}"),
        *("Pumps", f"  {NO_SECTOR}"),
    ]
    assert note_lines([], ENGLISH) == []


def test_projects_of_one_title_are_told_apart_by_their_ids() -> None:
    notes = [("no-sector", "Wells", (), "project/a"), ("no-sector", "Wells", (), "project/b")]
    assert note_lines(notes, ENGLISH) == [
        *("Wells (project/a)", f"  {NO_SECTOR}", "Wells (project/b)", f"  {NO_SECTOR}"),
    ]


def test_nothing_in_a_note_can_steer_a_terminal() -> None:
    lines = note_lines([("no-date-type", "We\x1b[2Jlls", ("a\nb\x1b]",), "project/a")], ENGLISH)
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)


def test_types_of_organisations_are_in_the_order_of_their_codes() -> None:
    codes = [code for _, code in organisation_types(ENGLISH)]
    assert codes == sorted(codes)
    assert {"10", "21", "40", "80"} <= set(codes)
    assert len({word for word, _ in organisation_types(ENGLISH)}) == len(codes)
