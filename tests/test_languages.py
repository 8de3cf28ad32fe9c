"""The choice of the language: by the option, else by the environment variables of the system."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.language import ENGLISH
from coopviewer.languages import choose_language, languages, take_option
from tests.faults import raises_fault


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of languages with a few German texts."""
    monkeypatch.setattr(paths, "locale_folder", lambda: tmp_path)
    catalog = Catalog("de")
    catalog.add("Region", "Gegend")
    catalog.add(("{n} entry", "{n} entries"), ("{n} Eintrag", "{n} Einträge"))
    catalog.add(",", ".", context="between thousands")
    (tmp_path / "de").mkdir()
    with (tmp_path / "de" / "coopviewer.mo").open("wb") as file:
        write_mo(file, catalog)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ([], (None, [])),
        (["search", "x"], (None, ["search", "x"])),
        (["--language", "de", "search", "x"], ("de", ["search", "x"])),
        (["search", "--language=qps", "x"], ("qps", ["search", "x"])),
        (["search", "--", "--language"], (None, ["search", "--", "--language"])),
        (["coop:country/NE", "--language", "ar"], ("ar", ["coop:country/NE"])),
    ],
)
def test_the_option_may_stand_anywhere(words: list[str], taken: tuple[str | None, list[str]]) -> None:
    assert take_option(words) == taken


@pytest.mark.parametrize("words", [["--language"], ["--language="], ["search", "--language", "--", "x"]])
def test_the_option_needs_a_language(words: list[str]) -> None:
    with raises_fault("--language needs a language, such as en"):
        take_option(words)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de@euro"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LC_MESSAGES": "en_GB", "LC_ALL": "de"}, "de"),
        ({"LC_ALL": "en_GB", "LANGUAGE": "xx:de:en"}, "de"),
        ({"LANGUAGE": "en:de", "LANG": "de"}, "en"),
        ({"LANGUAGE": "", "LANG": "de"}, "de"),
        ({"LANG": "../de"}, "en"),
        ({"LANG": "qps"}, "en"),
    ],
)
def test_the_system_says_which_language(environment: dict[str, str], code: str) -> None:
    assert choose_language(None, environment).code == code


@pytest.mark.usefixtures("german")
def test_a_language_is_read_from_its_catalogue() -> None:
    tr = choose_language("de", {"LANG": "en"})
    assert (tr("Region"), tr("Country"), tr.plural("{n} entry", "{n} entries", 1234)) == (
        "Gegend",
        "Country",
        "1.234 Einträge",
    )


@pytest.mark.usefixtures("german")
def test_the_languages_are_listed() -> None:
    assert languages() == ("en", "de", "qps", "qps-rtl")


def test_no_language_but_english_is_there_yet() -> None:
    assert choose_language(None, {"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:es"}) is ENGLISH
    assert choose_language("en", {}) is ENGLISH


@pytest.mark.parametrize("code", ["xx", "../de", "de/..", "qps-Arab"])
def test_an_unknown_language_is_told(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--language={code}", "--version"]) == 2
    told = capsys.readouterr().err
    assert told == f"coopviewer: There is no language {code}. There are: en, qps, qps-rtl.\n"


def test_the_help_is_said_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "qps", "--help"]) == 0
    assert capsys.readouterr().out.startswith("[ûšåĝé:~~] coopviewer [ADDRESS]")
