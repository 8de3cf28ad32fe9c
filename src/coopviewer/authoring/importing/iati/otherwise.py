"""Names of organisations, countries and sectors, read from the elements ``coop:otherwise`` of an exported activity.

Such an element has what one of the files stated from which the exported reference was imported. One of the language
``und`` without a reporter has, from all these files, the names and types that organisations have only where they pay or
receive a sum, or own an identifier.
"""

from collections.abc import Iterable

from coopviewer.authoring.importing.iati.converters import flows, geography, participants
from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.directory import Directory
from coopviewer.authoring.importing.iati.elements import Element, first_text
from coopviewer.authoring.importing.iati.parties import OTHERWISE, PARTY, default_language, party_of
from coopviewer.authoring.importing.report import ImportReporter
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.sources import Passage

_CONVERTERS = {
    "reporting-org": participants.convert_reporter,
    "participating-org": participants.convert_participant,
    "other-identifier": participants.convert_other_identifier,
    "recipient-country": geography.convert_country,
    "recipient-region": geography.convert_region,
    "sector": geography.convert_sector,
    "planned-disbursement": flows.convert_planned_disbursement,
    "transaction": flows.convert_transaction,
}


def take_otherwise(activity: Element) -> list[Element]:
    """Remove and return the elements ``coop:otherwise`` of an activity, in their order; empty if it has none."""
    found = activity.all(OTHERWISE)
    activity.children = [each for each in activity.children if each.name != OTHERWISE]
    return found


def find_named(holders: Iterable[Element], entry_id: str, passage: Passage, directory: Directory) -> None:
    """Have the directory find the entries named in ``holders``, the elements that ``take_otherwise`` returned.

    No facts are made of these elements, since the exported file has those facts in full elsewhere; but only these
    elements say how other files name organisations, countries and sectors. To be called last for an activity: the
    directory takes whatever it is asked for afterwards as named by the reporter in the last of ``holders``.
    """
    number = 0
    for holder in holders:
        reporter = holder.child("reporting-org")
        named_by = "" if reporter is None else reporter.get("ref") or first_text(reporter)
        directory.begin(Citation(passage.source_id, passage.id, line=holder.line), named_by)
        conversion = Conversion(entry_id, passage, directory, ImportReporter(), default_language(holder))
        for element in holder.children:
            if convert := _CONVERTERS.get(element.name):
                number += 1
                element.place = f"{OTHERWISE} {number}"
                convert(element, conversion)
            elif element.name == PARTY:
                participants.organisation(party_of(element, conversion.language), element, conversion)
