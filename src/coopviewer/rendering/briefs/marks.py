"""Source marks of a brief: one numbering for all its entries, and each document described in full once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.sources import Lookup, Passage, Source
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import SOFT, STRONG, Block, Line, Mark, Paragraph, Text
from coopviewer.rendering.pages.footnote_marks import Ground, MarkBook
from coopviewer.rendering.words.reference_words import basis_within, line_words, role_word


class BriefMarks(MarkBook):
    """The source marks of one brief; documents are named by letters in the order in which they are first cited.

    While the parts of the brief are laid out, marks get provisional numbers, also in blocks that are left out later.
    ``settle`` then numbers the marks that the brief has.
    """

    def __init__(self, tr: Translate) -> None:
        """Start without marks; before a page is laid out, ``add`` must be called with its Lookup."""
        self._passages: dict[str, Passage] = {}
        self._sources: dict[str, Source] = {}
        super().__init__(Lookup({}, self._passages, self._sources, ()), tr)

    def add(self, lookup: Lookup) -> None:
        """Add the passages and sources of a page, which the marks of its facts name."""
        self._passages.update(lookup.passages)
        self._sources.update(lookup.sources)

    def settle(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the blocks with their source marks numbered anew in reading order.

        Afterwards ``footnotes`` and ``documents`` return only what these marks cite.
        """
        given, self._numbers = list(self._numbers), {}

        def numbered(part: Any) -> Any:
            if isinstance(part, Mark):
                ground = given[part.number - 1]
                return part._replace(number=self._numbers.setdefault(ground, len(self._numbers) + 1))
            if not isinstance(part, tuple):
                return part
            parts = map(numbered, part)
            return type(part)(*parts) if hasattr(part, "_fields") else tuple(parts)

        return [numbered(block) for block in blocks]

    def documents(self) -> list[Block]:
        """Return the cited documents, a paragraph each with letter, publisher, title and address; empty without marks.

        In place of an unknown address stands the source's ``url_basis``, or else *address not preserved*; for an
        imported file, nothing.
        """
        return [self._told(id_, letter) for id_, letter in self._document_letters().items()]

    def documents_with_places(self) -> list[Block]:
        """Return the cited documents, a paragraph each with letter, publisher, title, address and cited sections.

        This is for a brief without footnotes. A document that is cited as a whole has no sections.
        """
        letters, short = self._document_letters(), self._short_sections()
        sections: dict[str, dict[str, None]] = {id_: {} for id_ in letters}
        for _, citations, _ in self._numbers:
            for citation in citations:
                if citation.passage_id is not None:
                    section = self._passages[citation.passage_id].section
                    sections[citation.source_id].setdefault(short[citation.source_id, section])
        return [self._told(id_, letter, self._tr.listed(sections[id_])) for id_, letter in letters.items()]

    def _told(self, source_id: str, letter: str, places: str = "") -> Paragraph:
        shown: Line = (Text(f". {places}", SOFT),) if places else ()
        return Paragraph((Text(letter, STRONG), Text("  "), *self._document(self._sources[source_id]), *shown))

    def _note_line(self, ground: Ground, letters: Mapping[str, str], sections: Mapping[tuple[str, str], str]) -> Line:
        """Return the note of a mark: the cited places first, then its basis (if inferred or editorial) and its note."""
        return tuple(self._note(ground, letters, sections))

    def _note(
        self, ground: Ground, letters: Mapping[str, str], sections: Mapping[tuple[str, str], str]
    ) -> Iterator[Text]:
        basis, citations, note = ground
        is_unfounded = not citations and basis is not Basis.EDITORIAL
        word = basis_within(basis, self._tr) if basis in (Basis.INFERRED, Basis.EDITORIAL) else ""
        if citations:
            yield Text("; ".join(self._places(citations, letters, sections)))
        if is_unfounded:
            yield Text(self._tr("No source is given."), SOFT)
        if word:
            yield Text(f" ({word})" if citations or is_unfounded else word, SOFT)
        if note:
            yield Text(f" {note}" if is_unfounded and not word else f". {note}")

    def _places(
        self, citations: Iterable[Citation], letters: Mapping[str, str], sections: Mapping[tuple[str, str], str]
    ) -> Iterator[str]:
        """Yield the place of each citation in words; a section is named once where several follow each other."""
        tr, before = self._tr, ("", "")
        for citation in citations:
            letter = letters[citation.source_id]
            if citation.passage_id is None:
                yield letter
                continue
            if citation.line is not None:
                place = line_words(citation.line, citation.place, tr)
                yield tr("{document}, {place}").format(document=letter, place=place)
                continue
            passage = self._passages[citation.passage_id]
            section = (passage.source_id, passage.section)
            place = passage.locator
            if before != section:
                place = tr("{document}, {section}, {locator}").format(
                    document=letter, section=sections[section], locator=passage.locator
                )
            before = section
            role = role_word(citation.role, tr)
            yield f"{place} ({role})" if role else place

    def _document(self, source: Source) -> Line:
        tr = self._tr
        title = source.title if not source.version else f"{source.title} ({source.version})"
        is_file = source.size is not None  # it was imported from, so its address does not matter
        lacking = (source.url_basis or tr("address not preserved")).removesuffix(".")
        where = source.url or ("" if is_file else lacking)
        publisher: Line = (Text(f"{source.publisher}, "),) if source.publisher else ()
        return (*publisher, Text(title), *((Text(f". {where}", SOFT),) if where else ()))
