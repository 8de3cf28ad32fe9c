"""What a page of the folder says: the front matter and the marked part of an entry, and of the list of all entries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.browsing.addresses import HOME, SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import AmountKind, EntryKind
from coopviewer.exchange.markdown_folder import front_matter as keys
from coopviewer.exchange.markdown_folder.callouts import callouts, elsewhere
from coopviewer.exchange.markdown_folder.file_names import link_between
from coopviewer.exchange.markdown_folder.front_matter import Values
from coopviewer.rendering.document.markdown import escape_inline
from coopviewer.rendering.document.plain_text import write_linked_markdown
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.words.reference_words import as_of_words, kinds_word


class FolderWords:
    """Makes the front matter and the text of each page of one Markdown folder, without writing files."""

    def __init__(self, edition: Edition, paths: Mapping[str, str], today: date, tr: Translate) -> None:
        """Prepare to write pages of an edition; ``today`` is the day for which they are laid out.

        ``paths`` has the path of each entry's page by the entry's id, and by the key ``home`` that of the page that
        lists all entries. They are relative to the folder, with ``/`` on every system.
        """
        self._edition, self._paths, self._today, self._tr = edition, paths, today, tr

    def entry_values(self, page: EntryPage) -> Values:
        """Return the front matter of an entry's page.

        It has id, dataset, title, kind, codes, dates (as given and as EDTF), grants as given, titles of related entries
        (by keys such as ``partners``), edition, and as-of if it is known. A value is empty if the entry has no codes,
        dates, grants or relations.
        """
        record, codes = page.record, page.record.codes
        frames = record.of_type(TimeframeFact)
        grants = [amount.as_given for amount in record.of_type(Amount) if amount.kind is AmountKind.GRANT]
        return {
            **self._identity(record.ref.id, page.title, record.ref.kind),
            keys.CODES: tuple(filter(None, (codes.alpha2, codes.alpha3, codes.m49))) if codes else (),
            keys.DATES: tuple(frame.as_given for frame in frames),
            keys.EDTF: tuple(frame.edtf for frame in frames),
            keys.GRANT: tuple(grants),
            **{key: self._titles(page, *relation) for key, relation in keys.RELATIONS.items()},
            **self._as_of(),
        }

    def entry_body(self, page: EntryPage, notes: Sequence[Annotation]) -> str:
        """Return the text between the two comments of an entry's file: the page, and the user's notes on it.

        Links to entries lead to their pages in the folder; other links become text. ``notes`` are written in their
        order, below the page.
        """
        document = lay_out_whole(page, self._edition, self._today, self._tr)
        source = self._paths[page.record.ref.id]
        written = write_linked_markdown(document, lambda address: self._target(source, address))
        titles = {ref.id: ref.title for ref in page.lookup.refs.values()}
        own = callouts(notes, lambda entry_id: self._linked(source, entry_id, titles), self._tr)
        return "\n\n".join(filter(None, (written.strip(), own)))

    def list_values(self) -> Values:
        """Return the front matter of the list of all entries.

        It has id and kind, both ``home``, dataset, title and edition, and as-of if it is known.
        """
        return {**self._identity(HOME, self._edition.title, HOME), **self._as_of()}

    def list_body(
        self, refs: Iterable[EntryRef], notes: Sequence[Annotation], source: str, legal_notes: Iterable[str]
    ) -> str:
        """Return the marked part of the page that lists all entries: edition, disclaimer and licence, then the list.

        ``refs`` are the entries; they are grouped by kind, within a kind their order is kept. Below the list come
        ``legal_notes``, a text for each country whose name carries an asterisk (``Kosovo*: This designation …``), then
        ``notes``, annotations of things that have no page. ``source`` is the path of the list's own file: links are
        relative to its folder.
        """
        edition, tr = self._edition, self._tr
        by_kind: dict[EntryKind, list[EntryRef]] = {}
        for ref in refs:
            by_kind.setdefault(ref.kind, []).append(ref)
        words = tr("{edition}, edition {id}, as of {as_of}.")
        said = words.format(edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr))
        parts = [
            f"# {escape_inline(edition.title)}",
            *map(escape_inline, (said, edition.disclaimer, edition.licence_note)),
        ]
        for kind, several in by_kind.items():
            parts.append(f"## {escape_inline(kinds_word(kind, tr))}")
            parts.append("\n".join(f"- {self._linked(source, ref.id, {ref.id: ref.title})}" for ref in several))
        parts.extend(map(escape_inline, legal_notes))
        parts.append(elsewhere(notes, lambda entry_id: self._linked(source, entry_id, {}), tr))
        return "\n\n".join(filter(None, parts))

    def _identity(self, entry_id: str, title: str, kind: str) -> dict[str, str]:
        return {keys.ID: entry_id, keys.DATASET: self._edition.dataset, keys.TITLE: title, keys.KIND: str(kind)}

    def _as_of(self) -> dict[str, str]:
        edition = self._edition
        known = edition.as_of is not None
        as_of = {keys.AS_OF: f"[{edition.as_of_earliest}..{edition.as_of_latest}]"} if known else {}
        return {keys.EDITION: edition.id, **as_of}

    def _titles(self, page: EntryPage, predicate_id: str, outgoing: bool) -> tuple[str, ...]:
        group = page.record.group(predicate_id, outgoing=outgoing)
        if group is None:
            return ()
        return tuple(page.lookup.refs[group.other_end(each)].title for each in group.relations)

    def _target(self, source: str, address: str) -> str:
        """Return the link from the page ``source`` to the page of the entry at an address; empty if it has none."""
        entry_id = address.removeprefix(SCHEME).partition("#")[0]
        is_entry = address.startswith(SCHEME) and entry_id in self._paths
        return link_between(source, self._paths[entry_id]) if is_entry else ""

    def _linked(self, source: str, entry_id: str, titles: Mapping[str, str]) -> str:
        text = escape_inline(" ".join(titles.get(entry_id, entry_id).split()))
        target = self._target(source, SCHEME + entry_id)
        return f"[{text}]({target})" if target else text
