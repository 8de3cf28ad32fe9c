"""One pass of re-anchoring: searches an edition for the passages of annotations, 500 (PART) at a time. Without Qt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.placement import Placement, confirmed_anchor, is_unchanged, place_annotation, status_of
from coopviewer.domain.anchoring.quotations import LONG
from coopviewer.domain.anchoring.review import ReanchoringResult, Review, review_of
from coopviewer.domain.annotations.annotation import Anchor, AnchorStatus, Annotation
from coopviewer.domain.reference.fact_texts import FactText, FactTexts
from coopviewer.storage.reference.store import ReferenceStore

PART = 500  # annotations looked at between two reports
MOST_QUEUED = 1000  # annotations that the queue holds at once; the rest come when these are decided


@dataclass(slots=True)
class LookedAt:
    """The result of one part of a pass.

        ``annotations``: how many annotations the part has, with skipped ones (in the bin, or of another dataset).
        ``rows``: the anchors to add, by the uuids of their annotations.

    An annotation whose last anchor is still right gets none. One whose passage was not found gets an orphan anchor,
    unless its last anchor is one already.
    """

    annotations: int
    rows: dict[str, Anchor] = field(default_factory=dict)


class ReanchoringPass:
    """One pass over annotations that searches a reference for the passages that they are on.

    ``result`` grows with each part. Annotations on whole entries get no anchor; of their entries, those that the
    reference lacks are counted, each once.
    """

    def __init__(self, store: ReferenceStore) -> None:
        """Search this reference, which must have been opened on the thread on which the pass runs."""
        self._store = store
        self._edition = store.edition
        self._counts: Counter[AnchorStatus] = Counter()
        self._queue: list[Review] = []
        self._asked = 0
        self._without_entry: set[str] = set()  # entries that the edition lacks
        self._there: dict[str, bool] = {}

    @property
    def result(self) -> ReanchoringResult:
        """The results of all parts so far.

        ``queue`` has the first 1,000 annotations (MOST_QUEUED) about which the user has to decide; ``undecided`` is the
        number of all of them.
        """
        return ReanchoringResult(
            edition=self._edition,
            counts={status: self._counts[status] for status in AnchorStatus},
            queue=tuple(self._queue),
            undecided=self._asked,
            without_entry=len(self._without_entry),
        )

    def parts(self, annotations: Iterable[Annotation]) -> Iterator[LookedAt]:
        """Re-anchor annotations, and yield the result after each part of at most PART (500) annotations.

        Annotations in the bin or of another dataset are skipped, though they count in ``LookedAt.annotations``.
        """
        waiting = iter(annotations)
        while part := list(islice(waiting, PART)):
            mine = [each for each in part if not each.is_deleted and each.dataset == self._edition.dataset]
            yield LookedAt(len(part), self._look(mine))

    def _look(self, annotations: Sequence[Annotation]) -> dict[str, Anchor]:
        on_passages = [each for each in annotations if each.anchors]
        texts = self._store.fact_texts(fact_ids=_unique(each.anchors[-1].selector.fact_id for each in on_passages))
        by_key = {(each.fact_id, each.field): each.text for each in texts.texts}
        others: list[Annotation] = []
        for annotation in on_passages:
            last = annotation.anchors[-1]
            if is_unchanged(annotation, self._edition, by_key.get((last.selector.fact_id, last.selector.field))):
                self._counts[status_of(last)] += 1
            else:
                others.append(annotation)
        self._count_without_entry([each for each in annotations if not each.anchors])
        return self._place_all(others) if others else {}

    def _place_all(self, annotations: Sequence[Annotation]) -> dict[str, Anchor]:
        found = self._read(annotations)
        by_entry = _by_entry(annotations, found)
        placed = [
            (place_annotation(each, by_entry[each.entry_id], self._edition), each.entry_id) for each in annotations
        ]
        for each, _ in placed:
            if each.status is not None:
                self._counts[each.status] += 1
        asking = [(each, entry_id) for each, entry_id in placed if each.needs_decision]
        self._asked += len(asking)
        self._enqueue(asking[: MOST_QUEUED - len(self._queue)], by_entry, found)
        return {each.annotation.uuid: each.new_anchor for each, _ in placed if each.new_anchor is not None}

    def _read(self, annotations: Sequence[Annotation]) -> FactTexts:
        """Read the texts that anchors refer to, and the long texts of their entries: a sentence may have moved."""
        fact_ids = _unique(anchor.selector.fact_id for each in annotations for anchor in _tried(each))
        entry_ids = _unique(each.entry_id for each in annotations)
        found = self._store.fact_texts(fact_ids=fact_ids, entry_ids=entry_ids, shortest=LONG)
        renamed = [
            found.redirects[each.entry_id] + anchor.selector.fact_id.removeprefix(each.entry_id)
            for each in annotations
            if each.entry_id in found.redirects
            for anchor in _tried(each)
            if anchor.selector.fact_id.startswith(each.entry_id + "/")
        ]
        if not renamed:
            return found
        more = self._store.fact_texts(fact_ids=_unique(renamed))
        return FactTexts(tuple(dict.fromkeys((*found.texts, *more.texts))), found.redirects, found.entry_ids)

    def _enqueue(
        self, asking: Sequence[tuple[Placement, str]], by_entry: dict[str, EntryTexts], found: FactTexts
    ) -> None:
        if not asking:
            return
        now = {entry_id: found.redirects.get(entry_id, entry_id) for _, entry_id in asking}
        titles = {ref.id: ref.title for ref in self._store.refs(_unique(now.values()))}
        for placed, entry_id in asking:
            title = titles.get(now[entry_id], entry_id)
            self._queue.append(review_of(placed, by_entry[entry_id], self._edition, title))

    def _count_without_entry(self, annotations: Sequence[Annotation]) -> None:
        unknown = _unique(each.entry_id for each in annotations if each.entry_id not in self._there)
        if unknown:
            found = self._store.fact_texts(entry_ids=unknown, shortest=LONG)
            self._there |= {each: found.redirects.get(each, each) in found.entry_ids for each in unknown}
        self._without_entry |= {each.entry_id for each in annotations if not self._there[each.entry_id]}


def _tried(annotation: Annotation) -> tuple[Anchor, ...]:
    return annotation.anchors[-1], confirmed_anchor(annotation)


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _by_entry(annotations: Sequence[Annotation], found: FactTexts) -> dict[str, EntryTexts]:
    """Return for each entry its texts, and those of other entries to which its annotations are anchored."""
    of_entry: dict[str, list[FactText]] = {}
    of_fact: dict[str, list[FactText]] = {}
    for text in found.texts:
        of_entry.setdefault(text.entry_id, []).append(text)
        of_fact.setdefault(text.fact_id, []).append(text)
    stood_on: dict[str, dict[str, None]] = {}
    for each in annotations:
        ids = (found.redirects.get(anchor.selector.fact_id, anchor.selector.fact_id) for anchor in _tried(each))
        stood_on.setdefault(each.entry_id, {}).update(dict.fromkeys(ids))
    return {
        entry_id: EntryTexts(
            [
                *of_entry.get(found.redirects.get(entry_id, entry_id), ()),
                *(text for fact_id in fact_ids for text in of_fact.get(fact_id, ())),
            ],
            found.redirects,
            entry_id,
        )
        for entry_id, fact_ids in stood_on.items()
    }
