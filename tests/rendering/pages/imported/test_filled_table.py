"""A table without the columns in which no row has anything."""

import pytest

from coopviewer.rendering.document.document import Row, Text
from coopviewer.rendering.pages.imported.filled_table import filled_table

WIDTHS = (20, 30, 50)


def row(*texts: str) -> Row:
    return Row(tuple((((Text(text),),) if text else ()) for text in texts))


@pytest.mark.parametrize(
    ("rows", "headers", "widths"),
    [
        ((("a", "b", "c"),), ("A", "B", "C"), ("20%", "30%", "50%")),
        ((("a", "", "c"),), ("A", "C"), ("28%", "71%")),
        ((("a", "", ""), ("", "", "c")), ("A", "C"), ("28%", "71%")),
        ((("", "b", ""),), ("B",), ("100%",)),
        ((), (), ()),
        ((("", "", ""),), (), ()),
    ],
)
def test_columns_without_anything_are_left_out(
    rows: tuple[tuple[str, ...], ...], headers: tuple[str, ...], widths: tuple[str, ...]
) -> None:
    found = filled_table(("A", "B", "C"), tuple(row(*each) for each in rows), WIDTHS)
    assert (found.headers, found.widths) == (headers, widths)
    kept = ["ABC".index(each) for each in headers]
    assert found.rows == tuple(row(*(each[at] for at in kept)) for each in rows)


def test_a_cell_of_empty_lines_is_empty() -> None:
    blank = Row((((Text("a"),),), ((), ())))
    assert filled_table(("A", "B"), (blank,), (50, 50)).headers == ("A",)
