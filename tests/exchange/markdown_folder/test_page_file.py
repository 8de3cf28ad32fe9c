"""A page of the folder as a file: what is the user's stays, letter by letter; what was changed is noticed."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.exchange.markdown_folder.front_matter import merged, text_of
from coopviewer.exchange.markdown_folder.page_file import PageFile, read_page, write_page

VALUES = {
    "coop": "theme/wells",
    "dataset": "urn:x",
    "title": "Wells: “a\\b” # 1",
    "edtf": "2017/2023",
    "codes": ("NE", "562"),
}
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
OWN_LINES = st.lists(
    st.sampled_from(("tags: [a, b]", "cssclass: wide", "# a comment", "", "aliases:", "  - Wells", '"my key": 1')),
    max_size=6,
)


def read(text: str) -> PageFile:
    page = read_page(text)
    assert page is not None
    return page


def written(old: PageFile | None = None, body: str = "Some *body*.", **values: str | tuple[str, ...]) -> str:
    return write_page(old, VALUES | values, body, "Ours.")


def front_of(text: str) -> dict[str, object]:
    found = yaml.safe_load(read(text).front)
    assert isinstance(found, dict)
    return found


def test_a_new_page_is_read_back() -> None:
    page = read(written())
    assert (page.id, page.dataset, page.is_intact) == ("theme/wells", "urn:x", True)
    assert front_of(written()) == {
        "coop": "theme/wells",
        "dataset": "urn:x",
        "title": "Wells: “a\\b” # 1",
        "edtf": "2017/2023",
        "codes": ["NE", "562"],
    }


def test_a_page_is_the_same_when_it_is_written_again() -> None:
    text = written()
    assert written(read(text)) == text


def test_text_of_the_user_around_the_marked_part_stays() -> None:
    text = written().replace("<!-- coopviewer: begin", "Mine above.\n\n<!-- coopviewer: begin") + "\nMine below  \n\n\n"
    again = written(read(text), body="Another body.")
    assert "Mine above.\n\n<!-- coopviewer: begin" in again
    assert again.endswith(" -->\n\nMine below  \n\n\n")
    assert "Another body." in again
    assert "Some *body*." not in again
    assert read(again).is_intact


def test_keys_of_the_user_stay_where_they_are() -> None:
    text = (
        written()
        .replace("---\ncoop", "---\ntags: [water,  'x']  # mine\ncoop")
        .replace("---\n\n", "note: |\n  a\n  b\n---\n\n")
    )
    again = written(read(text), title="Other")
    assert again.startswith("---\ntags: [water,  'x']  # mine\ncoop: ")
    assert "note: |\n  a\n  b\n---\n" in again
    assert front_of(again)["title"] == "Other"
    assert front_of(again)["note"] == "a\nb\n"


def test_a_value_that_is_gone_is_removed_and_a_new_one_follows_ours() -> None:
    again = written(read(written()), codes=(), kind="theme")
    assert "codes" not in front_of(again)
    assert list(front_of(again))[-1] == "kind"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Some *body*.", "Some *body*, and mine."),
        ("Some *body*.\n", "Some *body*.\n\nA line of mine.\n"),
        ('title: "Wells', 'title: "My wells'),
        ('  - "NE"\n', '  - "NE"\n  - "mine"\n'),
        ('codes:\n  - "NE"\n  - "562"\n', ""),
        ('edtf: "2017/2023"', 'edtf: "2017-2023"'),
        ('title: "Wells', 'title: "Wells?'),
        ("<!-- coopviewer: end ", "<!-- end "),
        ("<!-- coopviewer: begin. ", "<!-- begin. "),
    ],
)
def test_what_the_user_changed_of_ours_is_noticed(before: str, after: str) -> None:
    assert before in written()
    assert not read(written().replace(before, after)).is_intact


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('coop: "theme/wells"', "coop: theme/wells"),  # as Obsidian writes it
        ('codes:\n  - "NE"\n  - "562"\n', 'codes: [NE, "562"]\n'),
        ('codes:\n  - "NE"\n  - "562"\n', "codes:\n- NE\n- '562'\n"),
        ('edtf: "2017/2023"', "edtf: >-\n  2017/2023"),
        ("Some *body*.\n\n", "Some   *body*.  \n"),
        ("\n", "\r\n"),
    ],
)
def test_what_editors_change_on_their_own_is_no_change(before: str, after: str) -> None:
    assert before in written()
    page = read(written().replace(before, after))
    assert page.is_intact
    assert page.id == "theme/wells"


def test_line_ends_of_windows_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + (written() + "\nMine.\n").replace("\n", "\r\n")
    again = written(read(text), body="Two\nlines")
    assert again.startswith("\ufeff---\r\n")
    assert "\n" not in again.replace("\r\n", "")
    assert again.endswith("\r\nMine.\r\n")
    assert read(again).is_intact


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "# Niger\n",
        "---\ntags: x\n---\n",
        "--- \ncoop:\n---\n",
        "coop: theme/wells\n",
        "---\ncoop: theme/wells\n",
    ],
)
def test_a_file_of_the_user_is_no_page(text: str) -> None:
    assert read_page(text) is None


def test_a_notice_cannot_end_its_mark() -> None:
    assert read(write_page(None, VALUES, "b", "a --> b\n<!-- coopviewer: end")).is_intact


@given(TEXTS, TEXTS, OWN_LINES)
def test_anything_around_and_within_survives(above: str, below: str, lines: list[str]) -> None:
    above, below = (text.replace("<!-- coopviewer", "") for text in (above, below))
    own = "".join(f"{line}\n" for line in lines)
    text = written()
    page = read(text)
    page = page._replace(before=f"\n{above}\n", after=f"\n{below}", front=own + page.front)
    again = read(written(page, body="New.", title="New"))
    assert (again.before, again.after) == (page.before, page.after)
    assert again.front.startswith(own)
    assert again.is_intact
    assert text_of(again.front, "title") == "New"


def test_a_front_matter_without_a_last_line_end_gets_one() -> None:
    assert merged("tags: x", {"coop": "a/b"}, "\n") == 'coop: "a/b"\ntags: x\n'


def test_a_long_line_in_the_front_matter_is_read_in_no_time() -> None:
    """Each of its blanks was tried as the end of a key, which takes hours for a million."""
    front = "coop: theme/wells\na" + " " * 1_000_000 + "\n"
    began = time.process_time()
    assert read(f"---\n{front}---\n").front == front
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("keeps", "expected"),
    [
        (False, "mine: 1\ntitle: New\nid: a\n"),
        (True, "mine: 1\ntitle: New\nedition: old\nid: a\n"),
    ],
)
def test_front_matter_keeps_the_users_lines_and_ours_if_so_chosen(keeps: bool, expected: str) -> None:
    front = "mine: 1\ntitle: Old\nedition: old\n"
    found = merged(front, {"title": "New", "id": "a"}, "\n", keeps_others=keeps)
    assert sorted(found.replace('"', "").splitlines()) == sorted(expected.splitlines())
    assert found.startswith("mine: 1\n")
