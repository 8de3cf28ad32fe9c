"""A menu entry that a message or a document names is written ``File > Open reference``, and exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.widgets.shell.actions import action_specs
from coopviewer.widgets.shell.menus import menus

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "README.md", ROOT / "resources" / "licences" / "NOTICE.txt", ROOT / "packaging" / "linux" / "README.txt"),
]
SOURCES = [*(ROOT / "src").rglob("*.py"), *DOCUMENTS]


def _label(text: str) -> str:
    return text.replace("&", "").removesuffix("…")


SPECS = action_specs(ENGLISH)
ENTRIES = {
    _label(title): [_label(SPECS[action].text) for group in groups for action in group]
    for title, groups in menus(ENGLISH)
}
# in Python a text may be continued on the next line, in another pair of quotation marks
BETWEEN = r'(?:"\s*"|\s)+'
MENU = rf"\b({'|'.join(ENTRIES)})"


def _paths(pattern: str) -> Iterator[tuple[Path, str, str]]:
    for source in SOURCES:
        for menu, rest in re.findall(pattern, source.read_text(encoding="utf-8")):
            yield source, menu, " ".join(re.sub(r'"\s*"', "", rest).split())


def test_a_menu_path_leads_to_an_entry_of_that_menu() -> None:
    found = list(_paths(rf"{MENU} >{BETWEEN}([^>.,;*]+)"))
    assert len(found) > 20
    assert [(str(source), menu, rest) for source, menu, rest in found if not _begins_with_an_entry(menu, rest)] == []


def _begins_with_an_entry(menu: str, rest: str) -> bool:
    return any(re.match(rf"{re.escape(entry)}(?!\w)", rest) for entry in ENTRIES[menu])


@pytest.mark.parametrize("separator", [",", " →", " ->"])
def test_no_menu_path_is_written_in_another_way(separator: str) -> None:
    found = _paths(rf"{MENU}\*?{separator}{BETWEEN}\*?([A-Z][^.,;*]+)")
    assert [(str(source), menu, rest) for source, menu, rest in found if _begins_with_an_entry(menu, rest)] == []


def test_what_the_product_page_lists_as_not_built_is_in_no_menu() -> None:
    not_built = re.findall(
        r"\*(\w+)\*", (ROOT / "docs" / "product.md").read_text(encoding="utf-8").partition("\n## Not built")[2]
    )
    words = {word for entries in ENTRIES.values() for entry in entries for word in entry.split()}
    assert not_built
    assert words.isdisjoint(not_built)
