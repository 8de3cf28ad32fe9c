"""The whole window in the pseudo-language: English that is left is not translatable."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from coopviewer import __version__
from coopviewer.app.composition import Composition
from coopviewer.domain.browsing.addresses import Address, brief_address, parse_address, search_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.faults.fault_words import fault_sentences
from coopviewer.widgets.shell.actions import ActionId
from tests.bare_english import bare_english
from tests.journeys.conftest import AFIC, Opens
from tests.journeys.translated import close_dialogs, english, windows
from tests.journeys.translated import language as language

PAGES = (
    *("home", "region/africa", "country/NE", "country/XK", "project/afic", "network/afic", "organisation/frontex"),
    *("forum/budapest-process", "funding-instrument/european-neighbourhood-instrument", "theme/information-exchange"),
    *("source/frontex-other-partners", "source/cldr"),
)


def press(composition: Composition, key: ActionId) -> None:
    composition.window.actions_by_id[key].trigger()


def test_english_is_found_where_it_is_shown(opens: Opens) -> None:
    opens(Address("country/NE"))
    found = english()
    assert {"codes", "annotations", "save page as"} <= {text.replace("&", "") for text in found}


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_can_be_translated(address: str, opens: Opens) -> None:
    composition = opens(parse_address(address))
    assert composition.reading.open_page is not None
    assert english() == []


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    "key",
    [
        *(ActionId.OPEN_REFERENCE, ActionId.SAVE_PAGE, ActionId.ATTACH_SOURCE, ActionId.DETACH_SOURCE, ActionId.FIND),
        *(ActionId.LINKS, ActionId.KEYS, ActionId.PLAIN_TEXT, ActionId.GUIDE, ActionId.SOURCE_OF_FACT),
        *(ActionId.FORGET_SEARCHES, ActionId.SAVE_SEARCH, ActionId.COPY_CITATION, ActionId.FILTER, ActionId.NEW_TAB),
        *(ActionId.BY_COOPERATION, ActionId.BY_PARTNER, ActionId.REOPEN_TAB, ActionId.COPY_TEXT, ActionId.COPY_LINK),
        *(ActionId.COPY, ActionId.COPY_CITED, ActionId.CITE, ActionId.EXPORT_MARKDOWN),
    ],
)
def test_what_an_action_shows_can_be_translated(key: ActionId, opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []  # of the system's own dialog
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda _parent, *words, **_more: asked.extend(words) or ("", "")
    )
    composition = opens(AFIC)
    press(composition, key)
    assert english() == []
    assert bare_english(asked) == []
    close_dialogs()


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("query", ["entries=country/XK", "where=arrangement:listed,projects:not-listed", ""])
def test_the_pane_of_a_brief_can_be_translated(query: str, opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    brief = composition.menu.overviews.brief
    with qtbot.waitSignal(brief.shown):
        composition.reading.open(brief_address(query))
    assert english() == []
    brief.pane.show_progress(1, 2)
    assert english() == []
    brief.pane.end_progress()


@pytest.mark.usefixtures("language")
def test_a_page_read_as_plain_text_can_be_translated(opens: Opens) -> None:
    composition = opens(AFIC)
    press(composition, ActionId.PLAIN_TEXT)
    said = composition.menu.plain_text.dialog.text.toPlainText().splitlines()
    assert bare_english(said) == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_the_preview_of_a_print_can_be_translated(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(Address("country/NE"))
    press(composition, ActionId.PRINT)
    qtbot.waitUntil(lambda: any(isinstance(each, QDialog) for each in windows()))
    assert english() == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_about_says_nothing_but_names_of_parts_in_english(opens: Opens) -> None:
    composition = opens()
    press(composition, ActionId.ABOUT)
    assert english(__version__) == []
    close_dialogs()


@pytest.mark.usefixtures("language")
def test_words_are_found_in_the_page_in_the_language(opens: Opens, qtbot: QtBot) -> None:
    composition = opens(AFIC)
    press(composition, ActionId.FIND)
    for words in ("frontex", "zzz"):
        composition.window.page_side.find_bar.field.setText(words)
        assert english(words) == []


@pytest.mark.usefixtures("language")
def test_every_fault_is_told_in_the_language(opens: Opens) -> None:
    composition = opens()
    values = dict.fromkeys(
        (name for sentence in fault_sentences(ENGLISH).values() for name in names_of(sentence)), "·"
    ) | {"process": "7", "advice": "choose-jsonld"}
    for codes in batched(fault_sentences(ENGLISH), 10):
        for code in codes:
            composition.window.show_fault(EnvironmentFault(code, **values))
        assert sum(isinstance(each, QMessageBox) for each in windows()) == len(codes)
        assert english() == [], codes
        close_dialogs()


def batched(codes: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield some at a time, since all windows are read for each."""
    left = list(codes)
    return (left[first : first + size] for first in range(0, len(left), size))


def names_of(sentence: str) -> list[str]:
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    "query",
    ["", "niger", "kind:project border", "zzzzqq", "nigre", 'kind:wrong "open', "active:20x", "region:Nowhere x"],
)
def test_a_search_and_its_answer_can_be_translated(query: str, opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    controller = composition.search.controller
    controller.look_for(query)
    if query:
        with qtbot.waitSignal(controller.search_service.counted):
            composition.reading.open(search_address(query))
    examples = [example for example in controller.pane.message.text().split("<") if ":" in example]
    assert english(query, *query.replace(":", " ").split(), *examples) == []


@pytest.mark.usefixtures("language")
def test_the_navigator_filtered_can_be_translated(opens: Opens, qtbot: QtBot) -> None:
    composition = opens()
    for words in ("niger", "a", "zzz"):
        composition.navigator.field.setText(words)
        assert english(words) == []
