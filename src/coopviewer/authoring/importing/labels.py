"""Collects the codes that the facts of an import use, and looks up their names in each language.

The names are those of the bundled code lists of IATI. A code that these lack, such as a publisher's own, has none.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from coopviewer.authoring.importing.standards import Standards
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.imports import CodeLabel
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    Indicator,
    Mention,
    Place,
    PublishedField,
    Result,
)

_TYPES = {
    "budget/@type": "BudgetType",
    "planned-disbursement/@type": "BudgetType",
    "transaction/transaction-type/@code": "TransactionType",
}
"""The lists of the codes at some paths of published fields."""
_Code = tuple[str, str | None]
_LISTS = {
    "AidType/1": "AidType",
    "AidType/2": "EarmarkingCategory",
    "AidType/4": "CashandVoucherModalities",
    "PolicyMarker/1": "PolicyMarker",
    "Tag/2": "UNSDG-Goals",
}
"""The lists with the names of codes, by list and vocabulary. The codes of other vocabularies have no names here."""
_DAC_SECTOR = re.compile(r"theme/dac-([0-9]{3})[0-9]{2}")
_PLANNED = (FlowKind.BUDGET, FlowKind.PLANNED_DISBURSEMENT)


class UsedCodes:
    """Collects the codes that facts use (``add``), and then returns their names (``labels``)."""

    def __init__(self) -> None:
        self._used: set[_Code] = set()

    def add(self, facts: Iterable[Fact]) -> None:
        """Note the codes that facts have; facts of kinds without codes are passed over."""
        for fact in facts:
            codes_of = _CODES.get(type(fact))
            if codes_of is not None:
                self._used.update(codes_of(fact))

    def labels(self, standards: Standards) -> Iterator[CodeLabel]:
        """Yield the names of the used codes in each language, sorted by list, code and language.

        A code that its list lacks has no name here.
        """
        for code_list, code in sorted(key for key in self._used if key[1] is not None):
            found = standards.labels(_LISTS.get(code_list, code_list), code or "")
            for language in sorted(found):
                yield CodeLabel(code_list, code or "", language, found[language])


def _of_classification(fact: Fact) -> tuple[_Code, ...]:
    assert isinstance(fact, Classification)
    code = fact.scheme, fact.code
    return code, (fact.list_of_significance, fact.significance)


def _of_flow(fact: Fact) -> tuple[_Code, ...]:
    assert isinstance(fact, Flow)
    if fact.kind in _PLANNED:
        return ("BudgetType", fact.type), ("BudgetStatus", fact.status)
    return (("TransactionType", fact.type),)


def _of_published(fact: Fact) -> Iterator[_Code]:
    """Yield the types of sums that could not be read, and so stay published fields."""
    assert isinstance(fact, PublishedField)
    for path, value in fact.values:
        if path in _TYPES:
            yield _TYPES[path], value


def _of_place(fact: Fact) -> tuple[_Code, ...]:
    assert isinstance(fact, Place)
    return ("GeographicExactness", fact.exactness), ("GeographicVocabulary", fact.vocabulary)


def _of_relation(fact: Fact) -> tuple[_Code, ...]:
    """Return the DAC category (the first three digits) of a sector that a relation names; empty for others."""
    assert isinstance(fact, Relation)
    found = _DAC_SECTOR.fullmatch(fact.object_id)
    return (("SectorCategory", found[1]),) if found else ()


_CODES: dict[type[Fact], Callable[[Fact], Iterable[_Code]]] = {
    Classification: _of_classification,
    Flow: _of_flow,
    Place: _of_place,
    Relation: _of_relation,
    Identifier: lambda fact: (("OtherIdentifierType", getattr(fact, "type", None)),),
    Result: lambda fact: (("ResultType", getattr(fact, "type", None)),),
    Indicator: lambda fact: (("IndicatorMeasure", getattr(fact, "measure", None)),),
    PublishedField: _of_published,
    Mention: lambda fact: (("RelatedActivityType", getattr(fact, "type", None)),),
}
