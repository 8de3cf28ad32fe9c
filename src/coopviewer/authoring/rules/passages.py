"""Checks passages: in the order of their source, not overlapping, each cited or of a kind that may stay uncited."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.sources import Passage


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults of passages: in their ids and ranges, where two overlap, and where no fact cites a passage.

    Passages must be in the order of their source; some kinds, such as headings, need not be cited.
    """
    cited = examination.cited | {
        citation.passage_id
        for fact in examination.dataset.facts
        for citation in fact.citations
        if citation.passage_id is not None
    }
    before: dict[str, Passage] = {}
    for passage in examination.dataset.passages:
        yield from _ids_and_range(examination, passage)
        previous = before.get(passage.source_id)
        if previous is not None and passage.char_start < previous.char_end:
            expected = phrase(
                "a start at or after the end of {id} ({char_end})", id=previous.id, char_end=previous.char_end
            )
            yield examination.fault(passage, "char_start", str(passage.char_start), expected)
        before[passage.source_id] = passage
        if passage.id not in cited and not passage.kind.may_stay_uncited:
            yield examination.fault(
                passage, "", phrase("a {kind} that no fact cites", kind=passage.kind), phrase("a fact that cites it")
            )


def _ids_and_range(examination: Examination, passage: Passage) -> Iterator[Fault]:
    if not examination.is_known(passage.source_id, examination.sources):
        yield examination.fault(passage, "source_id", display_value(passage.source_id), phrase("the id of a source"))
    if passage.id.rpartition("/")[0] != passage.source_id.removeprefix("source/"):
        yield examination.fault(
            passage, "id", display_value(passage.id), phrase("the slug of its source, a slash, and its own short id")
        )
    if passage.char_start < 0:
        yield examination.fault(passage, "char_start", str(passage.char_start), phrase("0 or more"))
    if passage.char_end <= passage.char_start:
        found = str(passage.char_end)
        yield examination.fault(
            passage, "char_end", found, phrase("more than char_start ({char_start})", char_start=passage.char_start)
        )
