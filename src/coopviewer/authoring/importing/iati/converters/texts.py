"""Titles, descriptions, conditions, and the days of an activity."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.values import read_day, read_written_day
from coopviewer.authoring.importing.iati.versions import BEGUN, DESCRIPTIONS, MILESTONES, UNSURE_MILESTONES, is_nothing
from coopviewer.domain.reference.facts import Name, Statement
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Milestone, MilestoneKind
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind

_GENERAL = "1"


def convert_title(element: Element, conversion: Conversion) -> None:
    """Convert ``title``: one name a language."""
    for words in conversion.texts(element):
        if not is_nothing(words.text):
            conversion.add(
                Name,
                f"name/title-{words.language}",
                words.holder,
                text=words.text,
                language=words.language,
                kind=NameKind.AS_GIVEN,
            )
            conversion.used(words)


def convert_description(element: Element, conversion: Conversion) -> None:
    """Convert ``description``: a goal, a target group, or a description."""
    given = element.get("type")
    kind = StatementKind(DESCRIPTIONS.get(given or "", "description"))
    if add_statements(element, conversion, kind) and (given == _GENERAL or kind is not StatementKind.DESCRIPTION):
        element.used("type")


def add_statements(element: Element, conversion: Conversion, kind: StatementKind) -> bool:
    """Add the texts of an element as statements; return whether there are any."""
    found = False
    for words in conversion.texts(element):
        if is_nothing(words.text):
            continue
        conversion.add(
            Statement,
            f"{kind}/{words.language}",
            words.holder,
            kind=kind,
            ordinal=conversion.ordinal(kind),
            text=words.text,
            language=words.language,
        )
        conversion.used(words)
        found = True
    return found


def convert_date(element: Element, conversion: Conversion) -> None:
    """Convert ``activity-date``: a milestone if its day can be read."""
    iso = element.get("iso-date")
    text = next((words for words in conversion.texts(element)), None)
    day = read_day(iso) if iso else None
    if day is None and text is not None and (day := read_written_day(text.text)):
        conversion.once(ImportSeverity.MENDED, "date-in-words", text.text, day.edtf, element)
    if day is None:
        if given := iso or (text.text if text else None):
            conversion.note(ImportSeverity.KEPT, "date", given, "", element)
        return
    if day.has_time:
        conversion.once(ImportSeverity.MENDED, "time-of-day", iso or "", day.edtf, element)
    kind = _milestone(element, conversion)
    is_iso = iso is not None and read_day(iso) is not None
    as_given = text.text if text is not None else iso
    conversion.add(Milestone, f"milestone/{kind}", element, kind=kind, edtf=day.edtf, as_given=as_given)
    if text is not None:
        conversion.used(text)
    if iso is not None and is_iso and (iso in (day.edtf, as_given)):
        element.used("iso-date")


def _milestone(element: Element, conversion: Conversion) -> MilestoneKind:
    given = element.get("type") or ""
    kind = MILESTONES.get(given) or MILESTONES.get(given.lower().replace(" ", "-"))
    if kind is None and (unsure := UNSURE_MILESTONES.get(given.lower())):
        kind = unsure if conversion.status in BEGUN else None
    if kind is None:
        conversion.once(ImportSeverity.KEPT, "date-type", given, MilestoneKind.OTHER, element)
        return MilestoneKind.OTHER
    if given not in MILESTONES:
        conversion.once(ImportSeverity.MENDED, "date-type", given, kind, element)
    element.used("type")
    return kind
