"""Collects the countries, regions and sectors that only the transactions of an activity name, as relations of it."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion, Nested
from coopviewer.authoring.importing.iati.converters.geography import (
    BENEFICIARY,
    SECTOR,
    region_vocabulary,
    sector_vocabulary,
)
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.vocabulary import Basis

_NOTE = "Stated of transactions of the activity, not of the activity as a whole."
_MOST_CITED = 20


def take(transaction: Element, conversion: Conversion) -> None:
    """Remember the country, region and sectors whose codes a transaction names; ``relate`` makes relations of them.

    The transaction is not changed.
    """
    for child in transaction.children:
        code = child.get("code")
        if code is None:
            continue
        vocabulary = child.get("vocabulary")
        if child.name == "recipient-country":
            found = conversion.directory.country_id(code.upper())
            conversion.remember(Nested(BENEFICIARY, found, found.partition("/")[2] if found else ""), child)
        elif child.name == "recipient-region":
            found = conversion.directory.region_id(code, region_vocabulary(vocabulary))
            conversion.remember(Nested(BENEFICIARY, found, found.partition("/")[2] if found else ""), child)
        elif child.name == "sector":
            listed = sector_vocabulary(vocabulary, code)
            found = conversion.directory.theme_id(listed, code, None, "und")
            conversion.remember(Nested(SECTOR, found, f"{listed}-{code}"), child)


def relate(activity: Element, conversion: Conversion) -> None:
    """Add inferred relations to the countries, regions and sectors that ``take`` remembered of the transactions.

    To be called after all transactions of the activity were converted. Countries and regions are left out if the
    activity itself has a ``recipient-country`` or ``recipient-region``, even one that cannot be read; sectors if it has
    a ``sector``; and any code for which there is no entry. Each relation cites the first 20 elements that name its
    country, region or sector.
    """
    names = {child.name for child in activity.children}
    is_placed = not names.isdisjoint(("recipient-country", "recipient-region"))
    for (predicate, object_id, part), elements in conversion.nested.items():
        if object_id is None or (is_placed if predicate == BENEFICIARY else "sector" in names):
            continue
        key = fact_key(predicate, part)
        conversion.put(
            key,
            Relation(
                id=f"{conversion.entry_id}/{key}",
                entry_id=conversion.entry_id,
                basis=Basis.INFERRED,
                citations=tuple(citation for each in elements[:_MOST_CITED] for citation in conversion.cite(each)),
                note=_NOTE,
                predicate_id=predicate,
                object_id=object_id,
                ordinal=conversion.ordinal(predicate),
            ),
        )
