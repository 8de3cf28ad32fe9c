"""Samples of an import: what one activity becomes, in a few labelled lines.

Values are as the file has them; for codes without words in the file the names of the standards are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from coopviewer.authoring.importing.standards import Standards
from coopviewer.domain.imports.previews import SAMPLE_SLOTS, PreviewSample, SampleLine
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, DocumentFact, Fact, Relation, Statement, TimeframeFact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    Result,
)

_MOST = 3  # lines of one slot
_LONGEST = 300  # characters of a line
_LISTS = {"theme/dac-": "Sector", "theme/dac3-": "SectorCategory", "region/dac-": "Region"}
_ROLES = ("funded-by", "accountable-to", "extended-by", "implemented-by", "takes-part-in")


def sample_of(entry: EntryRef, facts: Iterable[Fact], standards: Standards) -> PreviewSample:
    """Return an activity in a few labelled lines, for the preview of an import.

    The labels are codes, those of SAMPLE_SLOTS in that order. There are at most three lines with one label, cut to 300
    characters; facts for which there is no label are left out.
    """
    found: dict[str, list[str]] = {slot: [] for slot in SAMPLE_SLOTS}
    for fact in facts:
        make = _LINES.get(type(fact))
        for slot, text in make(fact, standards) if make is not None else ():
            if slot in found:
                found[slot].append(text)
    lines = (SampleLine(slot, _short(text)) for slot, texts in found.items() for text in texts[:_MOST])
    return PreviewSample(entry.id, entry.title, tuple(lines))


_Lines = Iterator[tuple[str, str]]


def _identifier(fact: Fact, _: Standards) -> _Lines:
    assert isinstance(fact, Identifier)
    if fact.scheme in (IdentifierScheme.IATI, IdentifierScheme.LOCAL):
        yield "identifier", fact.value


def _status(fact: Fact, standards: Standards) -> _Lines:
    assert isinstance(fact, Classification)
    if fact.scheme == "ActivityStatus":
        yield "status", fact.label or standards.labels("ActivityStatus", fact.code).get("en") or fact.code


def _milestone(fact: Fact, _: Standards) -> _Lines:
    assert isinstance(fact, Milestone)
    yield "milestone" if fact.kind is MilestoneKind.OTHER else fact.kind.value, fact.as_given


def _relation(fact: Fact, standards: Standards) -> _Lines:
    assert isinstance(fact, Relation)
    if fact.predicate_id == "reported-by":
        yield "reporter", fact.as_given or fact.object_id
    elif fact.predicate_id in _ROLES:
        yield fact.predicate_id, fact.as_given or fact.object_id
    elif fact.predicate_id in ("has-beneficiary", "in-sector"):
        given = fact.share_as_given
        share = f" ({given if '%' in given else f'{given} %'})" if given else ""
        kind = fact.object_id.partition("/")[0]
        yield "sector" if kind == "theme" else kind, (fact.as_given or label_of(fact.object_id, standards)) + share


def _flow(fact: Fact, _: Standards) -> _Lines:
    assert isinstance(fact, Flow)
    day = fact.day or fact.period_start or ""
    if fact.kind in (FlowKind.TRANSACTION, FlowKind.BUDGET, FlowKind.TOTAL):
        yield fact.kind.value, f"{day} {fact.as_given}".strip()


def _other(fact: Fact, _: Standards) -> _Lines:
    match fact:
        case Statement():
            yield "description", fact.text
        case Result():
            yield "result", fact.title
        case Place() if fact.name or fact.as_given:
            yield "place", fact.name or fact.as_given
        case TimeframeFact():
            yield "timeframe", fact.as_given
        case Amount():
            yield "grant", fact.as_given
        case DocumentFact() if fact.url:
            yield "document", fact.url
        case PublishedField():
            yield "other", f"{fact.label}: {' · '.join(each.value for each in fact.values)}"


_LINES: Mapping[type[Fact], Callable[[Fact, Standards], _Lines]] = {
    Identifier: _identifier,
    Classification: _status,
    Milestone: _milestone,
    Relation: _relation,
    Flow: _flow,
    Statement: _other,
    Result: _other,
    Place: _other,
    PublishedField: _other,
    TimeframeFact: _other,
    Amount: _other,
    DocumentFact: _other,
}


def label_of(entry_id: str, standards: Standards) -> str:
    """Return the English name of a country, a region or a sector by its entry's id; the id if no standard has one.

    Raises KeyError for a country with a code that ``standards`` do not know.
    """
    kind, _, slug = entry_id.partition("/")
    if kind == "country":
        return standards.country(slug).title
    if entry_id.startswith("region/m49-") and (region := standards.region(slug.removeprefix("m49-"))):
        return region.names["en"]
    for start, code_list in _LISTS.items():
        if entry_id.startswith(start):
            return standards.labels(code_list, entry_id.removeprefix(start)).get("en", entry_id)
    return entry_id


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
