"""The choice of the language: by the option, else by the environment variables of the system."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from coopviewer import paths
from coopviewer.__main__ import main
from coopviewer.domain.language import ENGLISH
from coopviewer.languages import choose_language, languages, take_option
from tests.faults import raises_fault, words_of


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


def spoilt(content: bytes, how: str) -> bytes:
    """Return the content of a catalogue after damage of a kind."""
    match how:
        case "empty":
            return b""
        case "cut":
            return content[: len(content) // 2]
        case "head":
            return content[:10]
        case "other file":
            return b"<html>" * 100
        case "letters":
            return content.replace("Einträge".encode(), b"Eintr\xff\xfege")
        case "coding":
            return content.replace(b"charset=utf-8", b"charset=utf-x")
        case "plural":
            return content.replace(b"plural=(n != 1)", b"plural=(n % 0 )")
        case "plural text":
            return content.replace(b"plural=(n != 1)", b"plurax=(n != 1)")
        case _:
            return content.replace(b"plural=(n != 1)", b"plural=(import!")


DAMAGE = ("empty", "cut", "head", "other file", "letters", "coding", "plural", "plural text", "plural words")


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("is_asked_for", [True, False], ids=["by the option", "by the system"])
def test_a_damaged_catalogue_is_reported_and_english_used(
    german: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: str, is_asked_for: bool
) -> None:
    path = german / "de" / "coopviewer.mo"
    content = spoilt(path.read_bytes(), how)
    assert content != path.read_bytes()
    path.write_bytes(content)
    monkeypatch.setenv("LANGUAGE", "de_DE:de")
    assert main([*(["--language=de"] if is_asked_for else []), "search", "kind:region"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("coopviewer: The texts in the language de cannot be read from ")
    assert said.err.count("\n") == 1
    assert "Region" in said.out


def test_after_a_damaged_catalogue_the_next_language_of_the_system_is_used(german: Path) -> None:
    (german / "fr").mkdir()
    (german / "fr" / "coopviewer.mo").write_bytes(b"")
    faults: list[str] = []
    tr = choose_language(None, {"LANGUAGE": "fr_FR:fr:de"}, lambda fault: faults.append(fault.code))
    assert (tr.code, faults) == ("de", ["start.damaged-language"])
    assert choose_language("fr", {}) is ENGLISH


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file")
def test_a_catalogue_that_may_not_be_read_is_reported(german: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = german / "de" / "coopviewer.mo"
    path.unlink()
    path.symlink_to("/proc/self/mem")  # a file that even root cannot read from its beginning
    faults: list[str] = []
    assert choose_language("de", {}, lambda fault: faults.append(words_of(fault))) is ENGLISH
    assert os.strerror(errno.EIO) in faults[0]


@pytest.mark.parametrize("length", [200, 5000])
def test_a_language_too_long_for_a_name_is_no_language(length: int) -> None:
    with raises_fault("There is no language"):
        choose_language("a" * length, {})
    assert choose_language(None, {"LANG": "a" * length}) is ENGLISH


@pytest.mark.parametrize("code", ["xx", "../de", "de/..", "qps-Arab"])
def test_an_unknown_language_is_told(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--language={code}", "--version"]) == 2
    told = capsys.readouterr().err
    assert told == f"coopviewer: There is no language {code}. There are: en, qps, qps-rtl.\n"


def test_the_help_is_said_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "qps", "--help"]) == 0
    assert capsys.readouterr().out.startswith("[ûšåĝé:~~] coopviewer [ADDRESS]")
