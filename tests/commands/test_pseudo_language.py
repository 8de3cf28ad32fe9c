"""The command line in the pseudo-language: help, output and messages of every verb."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coopviewer.__main__ import main
from coopviewer.commands import VERBS
from coopviewer.storage.annotations.store import AnnotationStore
from tests.authoring.trees import change, copy_tree
from tests.bare_english import bare_english
from tests.editions import LABELS, write_two_editions
from tests.storage.annotations.annotation_samples import SAMPLES

OPTIONS = re.compile(r"--?[a-z][a-z-]*|\{[a-z,-]+\}|'[^']*'|\w+:(?=\s|$)")
OF_THE_DATA = ("concerns return", "concerns training", "capacity for risk")
TYPED = {
    *("coopviewer", *VERBS, "home", "basis", "import", "export", "markdown", "iati", "sheet"),
    *("choose", "join", "leave", "publish", "pull", "status"),
}


class Said:
    """Runs the command line and returns what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object, status: int = 0, language: str = "qps") -> list[str]:
        try:
            ended = main(["--language", language, *map(str, words)])
        except SystemExit as end:  # argparse's
            ended = int(end.code or 0)
        told = self._capsys.readouterr()
        assert ended == status, told
        return f"{told.out}\n{told.err}".splitlines()


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return Said(capsys)


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """A file with one annotation of every kind, with the user's own text."""
    path = tmp_path / "notes.db"
    store = AnnotationStore.open(path)
    store.perform("ñ", SAMPLES)
    store.close()
    return path


def texts_of(html: str) -> Iterator[str]:
    """Yield the texts of a web page, visible or not."""
    found: list[str] = []

    class Reader(HTMLParser):
        skipped = False

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.skipped = tag == "style"
            found.extend(value or "" for name, value in attributes if name in ("aria-label", "title", "data-label"))

        def handle_data(self, data: str) -> None:
            found.append("" if self.skipped else data)

    Reader().feed(html)
    return iter(found)


@pytest.mark.parametrize(
    "words",
    [
        (),
        *((verb,) for verb in VERBS),
        ("annotations", "export"),
        ("annotations", "import"),
        ("export", "markdown"),
        ("export", "iati"),
        ("team", "join"),
        ("team", "choose"),
        ("team", "pull"),
    ],
)
def test_the_help_of_every_verb_can_be_translated(words: tuple[str, ...], said: Said) -> None:
    assert without_options(said(*words, "--help")) == []


@pytest.mark.parametrize(
    "words",
    [
        *((verb,) for verb in VERBS if verb not in ("list", "references")),
        *(("list", "zzz"), ("search", "x", "--limit", "0"), ("show", "home", "--format", "1"), ("show", "1", "2")),
        *(
            ("annotations", "export", "--since", "1"),
            ("annotations", "1"),
            ("references", "1"),
            ("passages", "1", "--source", "2"),
        ),
    ],
)
def test_what_is_wrong_with_the_arguments_can_be_translated(words: tuple[str, ...], said: Said) -> None:
    assert without_options(said(*words, status=2)) == []


def without_options(lines: Iterable[str]) -> list[str]:
    """Return the English words of a help or a message, except options and their values."""
    words = re.findall(r"(?<![\w/])[A-Za-z]{2,}", OPTIONS.sub("", "\n".join(lines)), re.ASCII)
    return sorted({word for word in words if not word.isupper()} - TYPED)


@pytest.mark.parametrize("language", ["qps", "qps-rtl"])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    "address", ["home", "country/NE", "country/XK", "project/afic", "source/frontex-other-partners"]
)
def test_a_page_can_be_translated(address: str, form: str, language: str, said: Said) -> None:
    lines = said("show", address, "--format", form, language=language)
    if form == "html":
        assert f'<html lang="{language}" dir="{"rtl" if language == "qps-rtl" else "ltr"}">' in "\n".join(lines)
        lines = list(texts_of("\n".join(lines)))
    assert bare_english((line.replace("\\", "").replace("**", "") for line in lines), OF_THE_DATA) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("niger", 0),
        ("kind:project border", 0),
        ("zzzzqq", 1),
        ("nigre", 1),
        ('kind:1 "zzzq', 1),
        ("active:20x", 1),
        ("-", 1),
    ],
)
def test_a_search_can_be_translated(query: str, status: int, said: Said) -> None:
    lines = said("search", "--", query, status=status)
    assert bare_english([" ".join(lines)], [query, *re.split(r"\W", query), *OF_THE_DATA]) == []


@pytest.mark.parametrize("words", [("country/NE",), ("project/afic/grant",), ("home",), ("--query", "kind:project")])
def test_a_citation_can_be_translated(words: tuple[str, ...], said: Said) -> None:
    lines = said("cite", *words)
    data = (
        "coopviewer contributors",
        "Frontex",
        "Other Partners",
        "Technical assistance",
        "kind",
        "project",
        "heading",
        "field",
    )
    assert bare_english(lines, data) == []


@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_what_changed_can_be_translated(form: str, said: Said, tmp_path: Path) -> None:
    old, new = write_two_editions(tmp_path)
    lines = said("diff", old, new, "--format", form, status=1)
    assert bare_english((line.replace("\\", "").replace("**", "") for line in lines), LABELS) == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_exported_annotations_can_be_translated(form: str, annotations: Path, said: Said, tmp_path: Path) -> None:
    own = {
        text for each in SAMPLES for text in (each.body, each.quotation, each.creator.name, *each.tags, each.dataset)
    }
    lines = said("annotations", "export", annotations, "--format", form)
    editions = [anchor.edition for each in SAMPLES for anchor in each.anchors]
    assert bare_english([line.replace("\\", "") for line in lines], [*own, *editions]) == []
    to_file = ("-o", tmp_path / "1.txt", "--format", form, "--name", "Ana")
    assert bare_english(said("annotations", "export", annotations, *to_file), ["Ana"]) == []
    assert bare_english(said("annotations", "export", annotations, "--tag", "zzz", status=1)) == []


def test_what_an_import_says_can_be_translated(annotations: Path, said: Said, tmp_path: Path) -> None:
    said("annotations", "export", annotations, "-o", tmp_path / "1.jsonld", "--bin")
    lines = said("annotations", "import", tmp_path / "1.jsonld", "--annotations", tmp_path / "2.db")
    assert len(lines) > 1
    ids = [f"urn:uuid:{each.uuid}" for each in SAMPLES]
    assert bare_english(lines, ids) == []
    again = said("annotations", "import", tmp_path / "1.jsonld", "--annotations", tmp_path / "2.db")
    assert bare_english(again, ids) == []


def test_what_a_team_says_can_be_translated(annotations: Path, said: Said, tmp_path: Path) -> None:
    place, file = tmp_path / "ñ", ("--annotations", annotations)
    place.mkdir()
    (place / "ø").touch()
    own = ["ñ", *(each.entry_id for each in SAMPLES)]
    lines = said("team", "join", place, *file, "--name", "ñ", "--tag", "ñ")
    assert bare_english([line for line in lines if "coopviewer team publish" not in line], own) == []
    for verb in ("status", "publish", "pull", "choose", "status"):
        assert bare_english(said("team", verb, *file), own) == [], verb
    left = said("team", "leave", *file)
    assert bare_english([line for line in left if "coopviewer team join" not in line], own) == []
    assert bare_english(said("team", "join", place / "ø", *file, status=2), own) == []


def test_building_checking_and_cutting_can_be_translated(said: Said, tmp_path: Path) -> None:
    folder, target = copy_tree(tmp_path), tmp_path / "1.db"
    assert bare_english(said("build", folder, "-o", target), ["small"]) == []
    assert bare_english(said("check", target), ["small"]) == []
    (tmp_path / "1.txt").write_text("1\n\n2: 3\n", encoding="utf-8")
    assert bare_english(said("passages", tmp_path / "1.txt", "-o", tmp_path / "2.toml")) == []
    comments = [line for line in said("passages", tmp_path / "1.txt") if line.startswith("# ")]
    assert comments
    assert bare_english(comments, ["[[source_document]]"]) == []
    change(folder / "projects.toml", 'edtf = "2017/2023"', 'edtf = "1"')
    change(folder / "edition.toml", 'publisher = "Nobody"', "publisher = ")
    lines = said("build", folder, "-o", target, status=1)
    assert bare_english([lines[-1]]) == []


def test_what_is_not_as_needed_can_be_translated(said: Said, tmp_path: Path) -> None:
    for words in (
        ("show", "nowhere/x"),
        ("show", "?"),
        ("show", "home", "--format", "docx"),
        ("list", "themes", "--reference", tmp_path),
        ("annotations", "import", tmp_path / "0.jsonld"),
        ("build", tmp_path / "0", "-o", tmp_path / "1.db"),
        ("--1",),
        ("--draw",),
        ("coop:?",),
    ):
        assert bare_english(said(*words, status=2), ["nowhere/x", "No such file or directory", "docx"]) == []
