"""What the columns of a table are taken for, and the user's answers about them."""

import pytest

from coopviewer.domain.imports.sheets import CHOICES, ColumnMapping, QuestionKind, SheetMapping, SheetSlot


def test_a_column_is_replaced_by_its_heading_and_number() -> None:
    first, second, other = ColumnMapping("Sum"), ColumnMapping("Sum", 2), ColumnMapping("Title")
    mapping = SheetMapping((first, second, other))
    changed = second._replace(slot=SheetSlot.OTHER, currency="EUR")
    assert mapping.with_column(changed).columns == (first, changed, other)
    assert mapping.with_column(ColumnMapping("Unknown", currency="EUR")) == mapping


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_answer_about_a_column_is_kept_until_it_is_removed(kind: QuestionKind) -> None:
    answer = CHOICES.get(kind, ("XAF",))[0]
    answered = ColumnMapping("Sum").answered(kind, answer)
    assert answered.answer(kind) == answer
    assert [each for each in QuestionKind if answered.answer(each) is not None] == [kind]
    assert answered.answered(kind, None) == ColumnMapping("Sum")
