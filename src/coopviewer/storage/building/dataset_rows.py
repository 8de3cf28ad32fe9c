"""The rows of the reference's tables that a dataset becomes, in the order in which they are written."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import (
    Amount,
    DocumentFact,
    Extent,
    Fact,
    Name,
    Quantity,
    Relation,
    Statement,
    TimeframeFact,
)
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.outline import IN_REGION, KIND_ORDER
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Indicator,
    Mention,
    Milestone,
    Place,
    PublishedField,
    Result,
)
from coopviewer.domain.reference.timeframes import DatePoint, parse_date, parse_timeframe
from coopviewer.domain.text.folding import fold

Row = tuple[Any, ...]

# Table of each kind of fact, and those of its columns that are named like a field.
_FACTS: dict[type[Fact], tuple[str, str]] = {
    Name: ("name", "text language kind"),
    Relation: (
        "relation",
        "subject_id predicate_id object_id ordinal as_given edtf share share_as_given role_as_given",
    ),
    Statement: ("statement", "kind ordinal text language"),
    TimeframeFact: ("timeframe", "edtf as_given"),
    Amount: ("amount", "kind minor_units currency funder_id funding_instrument_id as_given"),
    Quantity: ("quantity", "measure comparator value as_given"),
    DocumentFact: ("document", "about title language url"),
    Extent: ("extent", "predicate_id statement_kind value"),
    Identifier: ("identifier", "scheme type value owner_id as_given"),
    Milestone: ("milestone", "kind edtf as_given"),
    Classification: ("classification", "scheme code label significance ordinal as_given"),
    Flow: (
        "flow",
        (
            "kind type status day period_start period_end value_date minor_units decimals currency from_id to_id "
            "from_activity to_activity text language reference as_given ordinal"
        ),
    ),
    Place: ("place", "name description latitude longitude exactness code vocabulary as_given ordinal"),
    Result: ("result", "type title description language ordinal"),
    Indicator: ("indicator", "result_fact_id measure ascending title baseline ordinal"),
    Mention: ("mention", "predicate_id ref type ordinal"),
    PublishedField: ("published_field", "label ordinal"),
}


def sort_key(sort_title: str) -> str:
    """Return the key by which titles are sorted: without case, accents and apostrophes."""
    return fold(sort_title)


def table_rows(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """Yield each table's name, columns and rows; parents before children, rows sorted by key.

    ``edition`` is without ``content_sha256``, the hash of all that is written.
    """
    d = dataset
    edition = d.edition[:-1]
    yield (
        "edition",
        _columns(
            "id dataset title publisher as_of_earliest as_of_latest as_of_basis as_of_note licence_note disclaimer "
            "subject"
        ),
        [edition],
    )
    yield (
        "source",
        _columns("id title publisher url url_basis language version sha256 size"),
        _by_id(d.sources),
    )
    passage = "id source_id ordinal kind section locator char_start char_end sha256"
    yield "passage", _columns(passage), _by_id(d.passages)
    entries = _entries(d)
    yield "entry", _columns("id number kind title sort_title sort_key placed hint"), entries
    country = "entry_id alpha2 alpha3 m49 code_status latitude longitude marker"
    yield "country", _columns(country), _by_id(d.countries)
    predicates = (
        (p.id, p.label, p.inverse_label, " ".join(p.subject_kinds), " ".join(p.object_kinds), p.iati)
        for p in d.predicates
    )
    yield "predicate", _columns("id label inverse_label subject_kinds object_kinds iati"), _by_id(predicates)
    yield "redirect", _columns("old_id new_id edition_id"), _by_id(d.redirects)
    facts = ((f.id, f.entry_id, _FACTS[type(f)][0], f.basis, f.note, f.preferred) for f in d.facts)
    yield "fact", _columns("id entry_id kind basis note preferred"), _by_id(facts)
    yield "citation", _columns("fact_id ordinal source_id passage_id role line place"), _citations(d)
    derived = _Derived({row[0]: row[1] for row in entries})
    for kind, (table, words) in _FACTS.items():
        own = [fact for fact in d.facts if type(fact) is kind]
        columns = ("fact_id", *_columns(words), *_DERIVED_COLUMNS.get(kind, ()))
        yield table, columns, _by_id((f.id, *attrgetter(*words.split())(f), *derived.of(f)) for f in own)
    periods = ((f.id, n, *p) for f in d.facts if isinstance(f, Indicator) for n, p in enumerate(f.periods, 1))
    columns = _columns("fact_id ordinal period_start period_end target actual comment")
    yield "indicator_period", columns, sorted(periods, key=lambda row: row[:2])
    values = ((f.id, n, *v) for f in d.facts if isinstance(f, PublishedField) for n, v in enumerate(f.values, 1))
    yield "published_value", _columns("fact_id ordinal path value"), sorted(values, key=lambda row: row[:2])


def _columns(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _by_id(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row[0]))


def _entries(dataset: Dataset) -> list[Row]:
    """Return the rows of entries, numbered by kind, then by title: the order of entries in lists."""
    regional = {f.entry_id for f in dataset.facts if isinstance(f, Relation) and f.predicate_id == IN_REGION}
    keyed = ((KIND_ORDER.index(e.kind), sort_key(e.sort_title), e.id, e) for e in dataset.entries)
    ordered = sorted(keyed, key=lambda row: row[:3])
    return [
        (e.id, number, e.kind, e.title, e.sort_title, key, int(e.id in regional), e.hint)
        for number, (_, key, _, e) in enumerate(ordered, start=1)
    ]


def _citations(dataset: Dataset) -> list[Row]:
    return sorted(
        (
            (fact.id, ordinal, *citation)
            for fact in dataset.facts
            for ordinal, citation in enumerate(fact.citations, start=1)
        ),
        key=lambda row: row[:2],
    )


def _bounds(fact: TimeframeFact) -> Row:
    timeframe = parse_timeframe(fact.edtf)
    return (*_days(timeframe.start), *_days(timeframe.end))


def _days(point: DatePoint | None) -> tuple[str | None, str | None]:
    return (None, None) if point is None else (point.earliest.isoformat(), point.latest.isoformat())


class _Derived:
    """Computes the derived columns of facts; ``numbers`` maps entry ids to numbers."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def of(self, fact: Fact) -> Row:
        match fact:
            case TimeframeFact():
                return _bounds(fact)
            case Milestone():
                return _days(parse_date(fact.edtf))
            case Amount():
                return (decimals(fact.currency),)
            case Relation():
                return (self._numbers[fact.subject_id], self._numbers[fact.object_id])
        return ()


_DERIVED_COLUMNS: dict[type[Fact], tuple[str, ...]] = {
    TimeframeFact: ("start_earliest", "start_latest", "end_earliest", "end_latest"),
    Milestone: ("earliest", "latest"),
    Amount: ("decimals",),
    Relation: ("subject_number", "object_number"),
}
