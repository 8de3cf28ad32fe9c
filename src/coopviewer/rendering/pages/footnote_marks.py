"""Source marks, and the sources at the end of a page, where each document is described once and named by a letter.

Each distinct combination of basis, citations and note gets the next number when its first mark is made. That is mostly,
but not always, the order on the page.
"""

from collections import Counter
from collections.abc import Mapping, Set

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Lookup, Passage
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    BASIS,
    SOFT,
    STRONG,
    Block,
    Fold,
    Footnote,
    Footnotes,
    Heading,
    Inline,
    KeyFact,
    KeyFacts,
    Line,
    Link,
    Mark,
    Paragraph,
    Text,
)
from coopviewer.rendering.words.reference_words import (
    basis_within,
    basis_word,
    line_words,
    passage_address,
    role_word,
)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER = " › "  # between the headings of a section
Ground = tuple[Basis, tuple[Citation, ...], str | None]
"""What facts with the same mark have in common: basis, citations and note."""


def founded_alike(one: Fact, other: Fact) -> bool:
    """Return whether two facts have the same basis, citations and note, and thus share a mark."""
    return _ground(one) == _ground(other)


class MarkBook:
    """The marks of one page; facts with the same basis, citations and note share a number."""

    def __init__(self, lookup: Lookup, tr: Translate) -> None:
        """Start without marks; ``lookup`` has the sources and passages that the facts of the page cite."""
        self._lookup = lookup
        self._tr = tr
        self._numbers: dict[Ground, int] = {}

    def mark(self, fact: Fact) -> Mark:
        """Return the source mark of a fact: with the number of an earlier fact of the same grounds, or else a new one.

        The grounds are basis, citations and note.
        """
        return Mark(self._numbers.setdefault(_ground(fact), len(self._numbers) + 1), fact.id)

    def after(self, fact: Fact) -> Line:
        """Return what is shown behind a fact: its source mark, and before that its basis if inferred or editorial."""
        if fact.basis in (Basis.INFERRED, Basis.EDITORIAL):
            return (Text(f" {basis_within(fact.basis, self._tr)}", BASIS), self.mark(fact))
        return (self.mark(fact),)

    def sources(self, unfolded: Set[str]) -> list[Block]:
        """Return the section of sources: a heading that unfolds it and, if unfolded, cited documents and footnotes.

        It is unfolded if ``unfolded``, the keys of folds that are open, has ``link_schemes.SOURCES``. While folded, the
        heading counts the documents. Empty if no mark was made. To be called once all facts of the page have their
        marks.
        """
        documents = {citation.source_id for _, citations, _ in self._numbers for citation in citations}
        if not self._numbers:
            return []
        tr, is_unfolded = self._tr, schemes.SOURCES in unfolded
        count = tr.plural("{n} document", "{n} documents", len(documents))
        title: Line = (Fold(tr("Sources"), schemes.SOURCES, is_unfolded), Text(f" {count}", SOFT))
        heading = Heading(2, title[:1] if is_unfolded or not documents else title, "sources")
        return [heading, *self.document_blocks(), self.footnotes()] if is_unfolded else [heading]

    def document_blocks(self) -> list[Block]:
        """Return a block with the cited documents, each with its letter, then a paragraph; empty if none is cited.

        The paragraph explains that the numbers in footnotes count characters. It is left out if all of them are numbers
        of lines.
        """
        if not (letters := self._document_letters()):
            return []
        facts = tuple(KeyFact(letter, (self._told_document(source_id),)) for source_id, letter in letters.items())
        told: list[Block] = [KeyFacts(facts, columns=1)]
        cited = [each for _, citations, _ in self._numbers for each in citations]
        by_characters = [each for each in cited if each.passage_id and each.line is None]
        if by_characters or not any(each.line for each in cited):
            numbers = self._tr("The numbers after a place count the characters of the document.")
            told.append(Paragraph((Text(numbers),), "soft"))
        return told

    def footnotes(self) -> Footnotes:
        """Return the footnotes of all marks so far, by number; documents are named by their letters."""
        letters, sections = self._document_letters(), self._short_sections()
        notes = (
            Footnote(number, (self._note_line(ground, letters, sections),)) for ground, number in self._numbers.items()
        )
        return Footnotes(tuple(notes))

    def _document_letters(self) -> dict[str, str]:
        """Return the letter of each document, by its id, in the order in which they are first cited."""
        cited = dict.fromkeys(each.source_id for _, citations, _ in self._numbers for each in citations)
        return {source_id: document_letters(place) for place, source_id in enumerate(cited)}

    def _told_document(self, source_id: str) -> Line:
        source = self._lookup.sources[source_id]
        title = source.title if not source.version else f"{source.title} ({source.version})"
        publisher: Line = (Text(f" · {source.publisher}", SOFT),) if source.publisher else ()
        return (Link(title, SCHEME + source.id), *publisher)

    def _short_sections(self) -> dict[tuple[str, str], str]:
        """Return the names of sections, by source id and section: the last heading, abbreviated.

        Where two sections of a source would have one name, the section as a whole.
        """
        cited = (each.passage_id for _, citations, _ in self._numbers for each in citations if each.passage_id)
        passages = [self._lookup.passages[passage_id] for passage_id in cited]
        sections = dict.fromkeys((passage.source_id, passage.section) for passage in passages)
        short = {key: short_title(key[1].rpartition(_INNER)[2]) for key in sections}
        times = Counter((source_id, short[source_id, section]) for source_id, section in sections)
        return {key: name if times[key[0], name] == 1 else key[1] for key, name in short.items()}

    def _note_line(self, ground: Ground, letters: Mapping[str, str], sections: Mapping[tuple[str, str], str]) -> Line:
        basis, citations, note = ground
        line: list[Inline] = [Text(basis_word(basis, self._tr), STRONG)]
        if note:
            line.append(Text(f". {note}"))
        if not citations and basis is not Basis.EDITORIAL:
            line.append(Text(" " if note and note.endswith(".") else ". "))
            line.append(Text(self._tr("No source is given."), SOFT))
        before = ("", "")
        for citation in citations:
            line.append(Text(" · "))
            if citation.passage_id is None:
                line.append(Link(letters[citation.source_id], SCHEME + citation.source_id))
                continue
            passage = self._lookup.passages[citation.passage_id]
            if citation.line is not None:
                place = line_words(citation.line, citation.place, self._tr)
                named = self._tr("{document}, {place}").format(document=letters[citation.source_id], place=place)
                line.append(Link(named, passage_address(passage)))
                continue
            section = (passage.source_id, passage.section)
            place = self._place(passage, letters[citation.source_id], None if section == before else sections[section])
            line.append(Link(place, passage_address(passage)))
            before = section
            if role := role_word(citation.role, self._tr):
                line.append(Text(f" ({role})", SOFT))
        return tuple(line)

    def _place(self, passage: Passage, letter: str, section: str | None) -> str:
        """Return the place of a passage in words; ``section`` is None if the place before has the same one."""
        tr = self._tr
        characters = tr("{start}–{end}").format(start=passage.char_start, end=passage.char_end)
        named = () if section is None else (letter, section)
        return tr.listed(each for each in (*named, passage.locator, characters) if each)


def _ground(fact: Fact) -> Ground:
    return (fact.basis, fact.citations, fact.note)


def document_letters(number: int) -> str:
    """Return the letters of a number counted from 0: A to Z, then AA, AB and so on."""
    before, last = divmod(number, len(_LETTERS))
    return (document_letters(before - 1) if before else "") + _LETTERS[last]
