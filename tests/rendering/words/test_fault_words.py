"""Faults and sentences: each code has a sentence, and each sentence the values it uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from coopviewer.catalogues import PseudoCatalogue
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.rendering.words.faults.fault_words import fault_sentence, fault_sentences

SOURCE = Path(__file__).parents[3] / "src"
SENTENCES = fault_sentences(ENGLISH)
SAID_APART = "document.changed"  # has a plural
_CODE = re.compile(r"[a-z]+\.[a-z0-9-]+|defect")
_RAISES = re.compile(r"\b(EnvironmentFault|WriteProtected)\s*\(")


class Raised(NamedTuple):
    """Where a fault is created, with the names of its values; None: they are not known there."""

    place: str
    code: str
    values: frozenset[str] | None


def raised() -> Iterator[Raised]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not _RAISES.search(text):  # most modules raise none, and to parse all takes seconds of each collection
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in ("EnvironmentFault", "WriteProtected"):
                names = [keyword.arg for keyword in node.keywords]
                values = None if None in names else frozenset(map(str, names))
                yield Raised(f"{path.relative_to(SOURCE)}:{node.lineno}", str(node.args[0].value), values)


RAISED = list(raised())


def names_in(sentence: str) -> set[str]:
    """Return the values that a sentence uses; the holder of a file is composed of several."""
    names = set(re.findall(r"\{(\w+)\}", sentence))
    return names - {"holder"} | ({"process"} if "holder" in names else set())


@pytest.mark.parametrize("each", RAISED, ids=lambda each: f"{each.place} {each.code}")
def test_what_is_raised_has_a_sentence_with_its_values(each: Raised) -> None:
    if each.code == SAID_APART:
        return
    assert each.code in SENTENCES, each.place
    if each.values is not None:
        assert names_in(SENTENCES[each.code]) <= each.values, each.place
        told_in_another_way = {"application", "host", "unsaved"}
        assert each.values <= names_in(SENTENCES[each.code]) | told_in_another_way, each.place


def test_no_sentence_is_left_over() -> None:
    named = re.compile("|".join(f"[\"']{re.escape(code)}[\"']" for code in SENTENCES))
    paths = (path for path in SOURCE.rglob("*.py") if not path.name.endswith("fault_words.py"))
    constants = {
        node.value
        for text in (path.read_text(encoding="utf-8") for path in paths)
        if named.search(text)  # only what may name one is parsed
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value)
    }
    assert set(SENTENCES) - constants == set()


def test_each_sentence_is_whole() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence[0].isupper() or sentence.startswith(("{", "coopviewer", "--")), code
        assert sentence.endswith((".", "{advice}", "{reason}", "window.png")), code


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            EnvironmentFault("annotations.busy", path="x.db", error="locked", unsaved=True),
            "x.db is being used by another program. This change was not saved. Close that program, and try again.",
        ),
        (
            EnvironmentFault("annotations.busy", path="x.db", error="locked", unsaved=False),
            "x.db is being used by another program. Close that program, and try again.",
        ),
        (
            EnvironmentFault("annotations.held", path="x.db", application="", host="", process="7"),
            "x.db is held by another program. Close it there, and try again.",
        ),
        (
            EnvironmentFault("annotations.held", path="x.db", application="notes", host="there", process=""),
            "x.db is held by notes on there. Close it there, and try again.",
        ),
        (
            EnvironmentFault("annotations.held", path="x.db", application="coopviewer", host="there", process="7"),
            "x.db is held by coopviewer on there (process 7). Close it there, and try again.",
        ),
        (
            EnvironmentFault("annotations.no-daily-backup", reason=EnvironmentFault("file.no-room", path="y")),
            "The backup of the day could not be made. There is no room for y. Make room, or choose another place.",
        ),
        (EnvironmentFault("exchange.too-many", name="", most=500_000), "The file holds more than 500,000 annotations."),
        (
            EnvironmentFault("document.changed", path="d.txt", found=1, passages=1234),
            "The attached document d.txt has changed: 1 of 1,234 passages matches it now.",
        ),
        (EnvironmentFault("reference.missing", path="{path} {x}"), "There is no file {path} {x}. Check the name"),
    ],
)
def test_values_are_told(fault: EnvironmentFault, words: str) -> None:
    assert fault_sentence(fault, ENGLISH).startswith(words)


def test_a_fault_is_said_in_another_language() -> None:
    fault = EnvironmentFault("annotations.no-daily-backup", reason=EnvironmentFault("file.no-room", path="1"))
    said = fault_sentence(fault, Translate("qps", PseudoCatalogue()))
    assert re.search("[A-Za-z]", said) is None


def test_a_log_reads_code_and_values() -> None:
    fault = EnvironmentFault("reference.damaged", path=Path("x.db"), error="malformed")
    assert (str(fault), str(EnvironmentFault("defect"))) == ("reference.damaged: path=x.db, error=malformed", "defect")
