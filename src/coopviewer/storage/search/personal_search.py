"""Searching a reference together with the user's annotations of it, which are in a separate file.

Filters on annotations are evaluated first and passed to the search of the reference as sets of entries: those allowed,
and those excluded. A query without such filters is searched as in the reference alone.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.progress import Cancelled, never_cancelled
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import FacetCounts, MatchField, SearchAnswer, SearchHit
from coopviewer.domain.search.query import Facet, OwnEntries, SearchQuery
from coopviewer.domain.search.syntax import ParsedQuery, lacks_a_value, parse_query
from coopviewer.storage.annotations.search import AnnotationSearch, OwnText, has_both
from coopviewer.storage.search.finder import included
from coopviewer.storage.search.store import LIMIT, IsCancelled, ReferenceSearch

MOST_OWN = 10
_BATCH = 50


class PersonalSearch:
    """A search of a reference and an annotations file; must be created, used and closed on one thread.

    Its methods raise EnvironmentFault if the reference turns out to be damaged, and Cancelled once ``is_cancelled``
    returns True. If the annotations cannot be read, ``own_fault`` of the answer says why.
    """

    def __init__(self, reference: Path, annotations: Path | None = None) -> None:
        """Open the files; raises EnvironmentFault if the reference cannot be searched.

        ``annotations`` None: there is no annotations file. One that cannot be read raises nothing here:
        ``own_fault`` of the answers of ``search`` says why.
        """
        self.path, self.annotations = reference, annotations
        self._reference = ReferenceSearch(reference)
        self._own: AnnotationSearch | None = None
        self._dataset = ""
        # messages: annotations could not be opened; could not be searched this time
        self._unopened: EnvironmentFault | None = None
        self._fault: EnvironmentFault | None = None
        self.matching_fault: EnvironmentFault | None = None
        """Why the annotations could not be read for the last ``matching``; None: they could, or were not needed."""
        if annotations is not None:
            try:
                self._dataset = self._reference.dataset()
                self._own = AnnotationSearch(annotations, self._reference.former_ids())
            except EnvironmentFault as fault:
                self._unopened = fault

    def close(self) -> None:
        """Close the reference file, and the annotations file if it could be opened."""
        self._reference.close()
        if self._own is not None:
            self._own.close()

    def search(
        self, parsed: ParsedQuery, limit: int = LIMIT, is_cancelled: IsCancelled = never_cancelled
    ) -> SearchAnswer:
        """Return the results of a query in the reference, at most ``limit`` (50).

        Entries are not found by words in their annotations here; ``with_own`` adds these. If the query has filters on
        annotations (``tag:``) and no words, a result shows the text of an annotation that these found. If the
        annotations cannot be read, ``own_fault`` of the answer says why.
        """
        self._fault = self._unopened
        query = self._resolved(parsed.query)
        answer = self._reference.search(replace(parsed, query=query), limit, is_cancelled)
        if query.own is not None and not included(query):
            answer = replace(answer, hits=self._with_texts(query, answer.hits))
        return replace(answer, own_fault=self._fault) if self._fault else answer

    def with_own(self, answer: SearchAnswer, is_cancelled: IsCancelled = never_cancelled) -> SearchAnswer:
        """Return an answer with ``own`` added: at most 10 entries (MOST_OWN) whose annotations have the query's words.

        They meet the filters of the query, and may be among the answer's hits too. The answer is returned as it is if
        its query has no words, if all values of one of its filters are invalid, or if there is no annotations file that
        can be opened. If the annotations cannot be read, ``own_fault`` is set.
        """
        if self._own is None or not included(answer.query) or lacks_a_value(answer.query, answer.faults):
            return answer
        try:
            own = tuple(islice(self._own_hits(self._own, answer.query, is_cancelled), MOST_OWN))
        except EnvironmentFault as fault:
            return replace(answer, own_fault=fault)
        return replace(answer, own=own)

    def facets(self, query: SearchQuery, is_cancelled: IsCancelled = never_cancelled) -> tuple[FacetCounts, ...]:
        """Return how many results each value of each facet has.

        Filters on annotations are looked up in the annotations file first. If it cannot be read, they find nothing, and
        those that exclude leave out nothing; no error is reported.
        """
        return self._reference.facets(self._resolved(query), is_cancelled)

    def matching(self, query: SearchQuery, is_cancelled: IsCancelled = never_cancelled) -> frozenset[str]:
        """Return the ids of all entries that a query finds, in no order; an empty query finds all.

        Filters on annotations are looked up in the annotations file first. If it cannot be read, they find nothing, and
        those that exclude leave out nothing; ``matching_fault`` says why.
        """
        self._fault = self._unopened
        found = self._reference.matching(self._resolved(query), is_cancelled)
        self.matching_fault = self._fault if any(each.is_own for each in query.filters) else None
        return found

    def counts(self) -> dict[str, int]:
        """Return the number of annotations of each entry that has any, by the entry's id, without those in the bin.

        Annotations made under a former id of an entry are counted under its present one. Empty if there is no
        annotations file that can be read.
        """
        if self._own is None:
            return {}
        try:
            return self._own.counts(self._dataset)
        except EnvironmentFault:
            return {}

    def _resolved(self, query: SearchQuery) -> SearchQuery:
        """Return the query with the entries that its filters on annotations select."""
        filters = [each for each in query.filters if each.is_own]
        if not filters:
            return query
        own = None
        if self._own is not None:
            try:
                own = self._own.entries(self._dataset, query)
            except EnvironmentFault as fault:
                self._fault = fault
        if own is None:  # without readable annotations, such filters find nothing
            asked = [each for each in filters if not each.excluded]
            tags = tuple(each.value for each in filters if each.facet is Facet.TAG)
            both = has_both(query)
            limited = [each for each in asked if not (both and each.facet is Facet.HAS)]
            own = OwnEntries(frozenset() if limited else None, having=frozenset() if both else None, unknown=tags)
        return replace(query, own=own)

    def _with_texts(self, query: SearchQuery, hits: tuple[SearchHit, ...]) -> tuple[SearchHit, ...]:
        """Return the hits with the annotations that the filters on annotations found."""
        if self._own is None:
            return hits
        try:
            texts = self._own.of_entries(self._dataset, query, [hit.ref.id for hit in hits])
        except EnvironmentFault as fault:
            self._fault = fault
            return hits
        return tuple(_told(hit, texts[hit.ref.id]) if hit.ref.id in texts else hit for hit in hits)

    def _own_hits(self, own: AnnotationSearch, query: SearchQuery, is_cancelled: IsCancelled) -> Iterator[SearchHit]:
        texts = own.texts(self._dataset, query)
        while batch := list(islice(texts, _BATCH)):
            if is_cancelled():
                raise Cancelled
            refs = self._reference.entries(query, [text.entry_id for text in batch], is_cancelled)
            for text in batch:
                if text.entry_id in refs:
                    yield SearchHit(refs[text.entry_id], text.match, text.snippet, is_own=True)


def _told(hit: SearchHit, text: OwnText) -> SearchHit:
    bookmarked = text.match.field is MatchField.OWN_BOOKMARK
    return replace(hit, match=text.match, snippet=text.snippet if text.snippet.text and not bookmarked else hit.snippet)


def entries_found(reference: Path, annotations: Path | None, query: SearchQuery) -> frozenset[str]:
    """Return the ids of all entries that a query finds in a reference, in no order; an empty query finds all.

    ``annotations`` is the user's annotations file; it is opened only if the query filters by annotations. None: there
    is none, and such filters find nothing. Raises EnvironmentFault if the reference cannot be searched, or if the query
    has such filters and the file cannot be read.
    """
    needed = annotations if any(each.is_own for each in query.filters) else None
    with closing(PersonalSearch(reference, needed)) as search:
        found = search.matching(query)
        if search.matching_fault is not None:
            raise search.matching_fault
    return found


def projects_found(reference: Path, annotations: Path | None, query: str) -> frozenset[str]:
    """Return the ids of the projects that a query finds in a reference; none if it asks for other kinds of entries.

    ``query`` is a text; parts of it that are invalid are ignored. ``annotations`` is the user's annotations file; it
    is opened only if the query filters by annotations. None: there is none, and such filters find nothing. Raises
    EnvironmentFault if the reference cannot be searched, or if the query has such filters and the file cannot be read.
    """
    found = entries_found(reference, annotations, parse_query(query).query)
    return frozenset(id_ for id_ in found if id_.startswith(f"{EntryKind.PROJECT}/"))
