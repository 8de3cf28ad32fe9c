"""Source marks of a brief: one numbering for all its entries, and each document told in full once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import Any

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.pages import Lookup
from coopviewer.domain.reference.sources import Passage, Source
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Footnote,
    Footnotes,
    Line,
    Mark,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.footnote_marks import MarkBook
from coopviewer.rendering.words.reference_words import basis_within, role_word

_Ground = tuple[Basis, tuple[Citation, ...], str | None]
_LETTERS = len(ascii_uppercase)
_INNER = " › "  # between the headings of a section


class BriefMarks(MarkBook):
    """The marks of one brief; documents are named by letters in the order in which they are first cited.

    Parts are laid out first; ``settle`` then numbers the marks that are left in them.
    """

    def __init__(self, tr: Translate) -> None:
        """Start without marks."""
        super().__init__(Lookup({}, {}, {}, ()), tr)
        self._words = tr
        self._grounds: dict[_Ground, int] = {}
        self._letters: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        self._passages: dict[str, Passage] = {}
        self._sections: dict[tuple[str, str], str] = {}  # short names by source and section

    def add(self, lookup: Lookup) -> None:
        """Add the entries, passages and sources to which the facts of another page refer."""
        self._sources.update(lookup.sources)
        self._passages.update(lookup.passages)

    def mark(self, fact: Fact) -> Mark:
        """Return the mark of a fact, whose number is not final."""
        ground = (fact.basis, fact.citations, fact.note)
        return Mark(self._grounds.setdefault(ground, len(self._grounds) + 1), fact.id)

    def settle(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the blocks with their marks numbered in reading order.

        From then on, ``footnotes`` returns the notes of these marks alone.
        """
        given = list(self._grounds)
        self._grounds = {}

        def numbered(part: Any) -> Any:
            if isinstance(part, Mark):
                ground = given[part.number - 1]
                return part._replace(number=self._grounds.setdefault(ground, len(self._grounds) + 1))
            if not isinstance(part, tuple):
                return part
            parts = map(numbered, part)
            return type(part)(*parts) if hasattr(part, "_fields") else tuple(parts)

        settled = [numbered(block) for block in blocks]
        for _, citations, _ in self._grounds:
            for citation in citations:
                self._letters.setdefault(citation.source_id, document_letters(len(self._letters)))
        self._sections = _short_sections(self._passages[each] for each in self._cited())
        return settled

    def _cited(self) -> Iterator[str]:
        for _, citations, _ in self._grounds:
            yield from (each.passage_id for each in citations if each.passage_id is not None)

    def documents(self) -> list[Block]:
        """Return the documents with their letters, each told in full."""
        return [self._told(id_, letter) for id_, letter in self._letters.items()]

    def documents_with_places(self) -> list[Block]:
        """Return the documents, each with its cited sections: for a brief without notes, which would name them."""
        sections: dict[str, dict[str, None]] = {id_: {} for id_ in self._letters}
        for _, citations, _ in self._grounds:
            for citation in citations:
                if citation.passage_id is not None:
                    section = self._passages[citation.passage_id].section
                    sections[citation.source_id].setdefault(self._sections[citation.source_id, section])
        return [self._told(id_, letter, self._words.listed(sections[id_])) for id_, letter in self._letters.items()]

    def _told(self, source_id: str, letter: str, places: str = "") -> Paragraph:
        shown: Line = (Text(f". {places}", SOFT),) if places else ()
        return Paragraph((Text(letter, STRONG), Text("  "), *self._document(self._sources[source_id]), *shown))

    def footnotes(self) -> Footnotes:
        """Return the notes of all marks so far: the letter of each document, and the place in it."""
        return Footnotes(
            tuple(Footnote(number, (tuple(self._note(ground)),)) for ground, number in self._grounds.items())
        )

    def _note(self, ground: _Ground) -> Iterator[Text]:
        basis, citations, note = ground
        tr = self._words
        if citations:
            yield Text("; ".join(self._places(citations)))
        if not citations and basis is not Basis.EDITORIAL:
            yield Text(tr("No source is given."), SOFT)
        if basis in (Basis.INFERRED, Basis.EDITORIAL):
            word = basis_within(basis, tr)
            yield Text(f" ({word})" if citations else word, SOFT)
        if note:
            yield Text(f". {note}")

    def _places(self, citations: tuple[Citation, ...]) -> Iterator[str]:
        """Yield the place of each citation; document and section are not repeated."""
        tr, before = self._words, ("", "")
        for citation in citations:
            letter = self._letters[citation.source_id]
            if citation.passage_id is None:
                yield letter
                continue
            passage = self._passages[citation.passage_id]
            place = passage.locator
            if before != (passage.source_id, passage.section):
                place = tr("{document}, {section}, {locator}").format(
                    document=letter,
                    section=self._sections[passage.source_id, passage.section],
                    locator=passage.locator,
                )
            before = (passage.source_id, passage.section)
            role = role_word(citation.role, tr)
            yield f"{place} ({role})" if role else place

    def _document(self, source: Source) -> Line:
        tr = self._words
        title = source.title if not source.version else f"{source.title} ({source.version})"
        where = source.url or tr("address not preserved")
        publisher: Line = (Text(f"{source.publisher}, "),) if source.publisher else ()
        return (*publisher, Text(title), Text(f". {where}", SOFT))


def _short_sections(passages: Iterable[Passage]) -> dict[tuple[str, str], str]:
    """Return the short name of each section: its last heading, abbreviated if that names it alone in its document."""
    sections = dict.fromkeys((passage.source_id, passage.section) for passage in passages)
    short = {key: short_title(key[1].rpartition(_INNER)[2]) for key in sections}
    times = Counter((source_id, short[source_id, section]) for source_id, section in sections)
    return {key: name if times[key[0], name] == 1 else key[1] for key, name in short.items()}


def document_letters(number: int) -> str:
    """Return the letters of a number counted from 0: A to Z, then AA, AB and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = ascii_uppercase[rest] + letters
    return letters
