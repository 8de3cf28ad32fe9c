"""Cuts a document into passages: one for each line that is not blank, with a guessed kind and locator."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coopviewer.domain.reference.passage_texts import passage_sha256
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.vocabulary import PassageKind
from coopviewer.domain.text.terminal import safe_json

_BULLET = re.compile(r"([•‣◦▪●–—·*+-]|\(?(\d{1,3}|[a-z])[.)])\s+\S")
_FIELD = re.compile(r"([^\W\d_][^:.;!?]{0,38}?)\s*:\s+\S")
_LABEL = re.compile(r"([^\W\d_][^:.;!?]{0,38}?)\s*:")
_FOOTNOTE = re.compile(r"(\*{1,3}|†|‡|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹])\s*\S")
_LABEL_WORDS = 5  # a longer text before a colon is a sentence
_HEADING_LENGTH = 120
_SENTENCE_END = (".", ";", ":", ",", "!", "?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without white space at the ends, and where it begins, in code points.

    ``is_isolated``: the lines before and after it are blank or missing.
    """

    text: str
    char_start: int
    is_isolated: bool


def cut(document: str, source_id: str) -> list[Passage]:
    """Cut a document into passages, one for each line that is not blank, with a guessed kind; empty if all are blank.

    ``source_id`` is the id of the document's source, such as ``source/web-page``. The ids are then ``web-page/P01``,
    ``web-page/P02`` and so on, with as many digits as the last one needs, but at least two. Ranges count the code
    points of the document, including carriage returns. All headings count as one level.
    """
    found: list[Passage] = []
    section, label = "", ""
    counts: Counter[str] = Counter()
    lines = list(_lines(document))
    width = max(2, len(str(len(lines))))
    for number, line in enumerate(lines, start=1):
        kind, name = _guess(line, document, label, found[-1].kind if found else None)
        if kind is PassageKind.HEADING:
            section, label = line.text, ""
            counts.clear()
        if kind is PassageKind.LABEL or (label and kind not in (PassageKind.ITEM, PassageKind.FIELD)):
            label = name
        found.append(
            Passage(
                id=f"{source_id.removeprefix('source/')}/P{number:0{width}d}",
                source_id=source_id,
                ordinal=number,
                kind=kind,
                section=section or "(before the first heading)",
                locator=_locator(kind, name, label, counts),
                char_start=line.char_start,
                char_end=line.char_start + len(line.text),
                sha256=passage_sha256(line.text),
            )
        )
    return found


def as_toml(passages: list[Passage], head: Iterable[str]) -> str:
    """Return passages of one source, at least one, as the text of a curated file for the curator to revise.

    ``head`` are the lines of the comment at its beginning, without ``#``.
    """
    comments = "".join(f"# {' '.join(line.split())}\n" for line in head)
    return f"{comments}source = {_quoted(passages[0].source_id)}\n" + "".join(map(_passage_toml, passages))


def _passage_toml(passage: Passage) -> str:
    return (
        f"\n[[passage]]\nid = {_quoted(passage.id.rpartition('/')[2])}\nkind = {_quoted(passage.kind)}\n"
        f"section = {_quoted(passage.section)}\nlocator = {_quoted(passage.locator)}\n"
        f"char_start = {passage.char_start}\nchar_end = {passage.char_end}\nsha256 = {_quoted(passage.sha256)}\n"
    )


def _lines(document: str) -> Iterator[Line]:
    raw = document.splitlines(keepends=True)
    start = 0
    for number, line in enumerate(raw):
        text = line.strip()
        if text:
            before_blank = number == 0 or not raw[number - 1].strip()
            after_blank = number + 1 == len(raw) or not raw[number + 1].strip()
            yield Line(text, start + line.index(text), before_blank and after_blank)
        start += len(line)


def _guess(line: Line, document: str, label: str, previous: PassageKind | None) -> tuple[PassageKind, str]:
    text = line.text
    mark = _FOOTNOTE.match(text)
    if mark and re.search(r"\w" + re.escape(mark[1]), document[: line.char_start]):
        return PassageKind.FOOTNOTE, ""
    if _BULLET.match(text):
        return PassageKind.ITEM, ""
    named = _FIELD.match(text) or _LABEL.fullmatch(text)
    if named and len(named[1].split()) <= _LABEL_WORDS:
        return (PassageKind.FIELD if _FIELD.match(text) else PassageKind.LABEL), named[1]
    if label and previous is PassageKind.LABEL and not line.is_isolated:
        return PassageKind.FIELD, ""
    if line.is_isolated and len(text) <= _HEADING_LENGTH and not text.endswith(_SENTENCE_END):
        return PassageKind.HEADING, ""
    return PassageKind.PARAGRAPH, ""


def _locator(kind: PassageKind, name: str, label: str, counts: Counter[str]) -> str:
    if kind is PassageKind.HEADING:
        return "heading"
    if kind is PassageKind.LABEL:
        return f"label “{name}”"
    if kind is PassageKind.FIELD:
        return f"field “{name}”" if name else f"field “{label}” (list)"
    of = f"{label}, " if kind is PassageKind.ITEM and label else ""
    word = "footnote" if kind is PassageKind.FOOTNOTE else f"{kind}"
    counts[of + word] += 1
    number = counts[of + word]
    return of + (word if kind is PassageKind.FOOTNOTE and number == 1 else f"{word} {number}")


def _quoted(text: str) -> str:
    # a JSON string is a TOML string once the control characters that JSON does not escape are escaped as well
    return safe_json(json.dumps(str(text), ensure_ascii=False))
