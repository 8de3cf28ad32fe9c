"""Front matter line by line: which keys are found, where new ones are put, and what counts as the same value."""

import pytest

from coopviewer.exchange.markdown_folder.front_matter import merged, own_words, text_of


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Wells", "Wells"),
        ('title: "Wells"', "Wells"),
        ("title: 'Wells'", "Wells"),
        ("title:   Wells  ", "Wells"),
        ("title : Wells", "Wells"),
        ("title\t:\tWells", "Wells"),
        ('"title": Wells', "Wells"),
        ("'title': Wells", "Wells"),
        ("title: a: b", "a: b"),
        ("title:", ""),
        ("title:\n  - Wells", ""),
        ("title:Wells", ""),
        ("titles: Wells", ""),
        ("the title: Wells", ""),
        (" title: Wells", ""),
        ("# title: Wells", ""),
        ("Title: Wells", ""),
    ],
)
def test_the_value_of_a_key_is_on_its_own_line(line: str, value: str) -> None:
    for front in (line, f"{line}\n", f"a: 1\n{line}\nb: 2\n"):
        assert text_of(front, "title") == value


def test_of_a_key_that_is_there_twice_the_first_counts() -> None:
    assert text_of("title: a\ntitle: b\n", "title") == "a"
    assert text_of("", "title") == ""


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", 'coop: "a"\nkind: "b"\n'),
        ("mine: 1\n", 'coop: "a"\nkind: "b"\nmine: 1\n'),
        ("coop: x\nmine: 1\n", 'coop: "a"\nkind: "b"\nmine: 1\n'),
        ("mine: 1\ncoop: x\nyours: 2\n", 'mine: 1\ncoop: "a"\nkind: "b"\nyours: 2\n'),
        ("kind: x\nmine: 1\ncoop: y\n", 'kind: "b"\nmine: 1\ncoop: "a"\n'),
        ("kind: x\nmine: 1\ntitle: y\nyours: 2\n", 'kind: "b"\nmine: 1\ncoop: "a"\nyours: 2\n'),
        ("# note\ncoop: x\n", '# note\ncoop: "a"\nkind: "b"\n'),
        ("coop: x\n# note\n", 'coop: "a"\nkind: "b"\n'),
        ("mine:\n  - 1\n  - 2\ncoop: x", 'mine:\n  - 1\n  - 2\ncoop: "a"\nkind: "b"\n'),
        ("coop: x\nmine: 1", 'coop: "a"\nkind: "b"\nmine: 1\n'),
    ],
)
def test_a_key_keeps_its_place_and_a_new_one_follows_the_last_of_ours(front: str, expected: str) -> None:
    assert merged(front, {"coop": "a", "kind": "b"}, "\n") == expected


@pytest.mark.parametrize(
    ("keeps", "expected"),
    [(False, "mine: 1\n"), (True, "title: Old\ncodes:\n  - a\nmine: 1\n")],
)
def test_a_key_without_a_value_is_removed_unless_others_are_kept(keeps: bool, expected: str) -> None:
    front = "title: Old\ncodes:\n  - a\nmine: 1\n"
    assert merged(front, {"title": "", "codes": ()}, "\n", keeps_others=keeps) == expected


def test_values_are_quoted_on_one_line_each() -> None:
    values = {"title": 'a "b"\nc\x07 \\', "codes": ("NE", "é")}
    assert merged("", values, "\r\n") == 'title: "a \\"b\\" c \\\\"\r\ncodes:\r\n  - "NE"\r\n  - "é"\r\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("title: Wells\n", 'title:   "Wells"'),
        ("codes:\n  - a\n  - b\n", "codes: [a, b]"),
        ("codes:\n- a\n- 'b'\n", 'codes: ["a","b"]\n'),
        ("title: >-\n  a b\n", "title: a b\n"),
        ("title: |\n  a\n", "title: a\n"),
        ("title: a\nkind: b\n", "kind: b\nmine: 7\ntitle: a\n"),
        ("mine: 1\n", ""),
    ],
)
def test_what_yaml_writes_in_several_ways_is_the_same(one: str, other: str) -> None:
    assert own_words(one) == own_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("title: a\n", "title: b\n"),
        ("title: a\n", "kind: a\n"),
        ("title: a b\n", "title: ab\n"),
        ("title: a-b\n", "title: a b\n"),
        ("codes:\n  - a\n", "codes:\n  - a\n  - b\n"),
        ("title: a\n", ""),
        ("title: a>b\n", "title: ab\n"),
        ("title: a\nkind: b\n", "title: a\n"),
    ],
)
def test_another_value_of_ours_is_noticed(one: str, other: str) -> None:
    assert own_words(one) != own_words(other)
