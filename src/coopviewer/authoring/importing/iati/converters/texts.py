"""Converts the titles, descriptions, conditions and dates of an activity into facts."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.values import read_day, read_written_day
from coopviewer.authoring.importing.iati.versions import (
    BEGUN,
    DESCRIPTIONS,
    FALSE,
    MILESTONES,
    TRUE,
    UNSURE_MILESTONES,
    is_nothing,
)
from coopviewer.domain.reference.facts import Name, Statement
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Classification, Milestone, MilestoneKind
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind

_END = 40  # characters of the end of a text that a note repeats
_CUT_AT = (255, 500, 1000, 2000, 4000)
_PAIRS = (
    (MilestoneKind.START_PLANNED, MilestoneKind.END_PLANNED),
    (MilestoneKind.START_ACTUAL, MilestoneKind.END_ACTUAL),
)


def convert_title(element: Element, conversion: Conversion) -> None:
    """Convert ``title`` to names, one for each text in it; texts such as ``n/a`` stay published fields."""
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
    """Convert ``description`` to statements by its type: goals, target groups, or else descriptions.

    Texts such as ``n/a`` stay published fields. So does the attribute ``type`` if it is not known; the texts become
    descriptions.
    """
    given = element.get("type")
    kind = StatementKind(DESCRIPTIONS.get(given or "", "description"))
    if add_statements(element, conversion, kind) and given in DESCRIPTIONS:
        if not given.isdigit():
            conversion.once(ImportSeverity.MENDED, "code-in-words", given, kind, element)
        element.used("type")


def add_statements(element: Element, conversion: Conversion, kind: StatementKind) -> bool:
    """Turn the texts of an element into statements, except texts like ``n/a``; return whether a statement was added.

    Texts that became statements are removed from the element. A text that seems to be cut off, by its length and its
    end, is noted.
    """
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
            text=words.text if words.holder.children else words.holder.paragraphs(),
            language=words.language,
        )
        if len(words.text) in _CUT_AT and words.text[-1].isalnum():
            conversion.note(ImportSeverity.KEPT, "cut-off", words.text[-_END:], "", words.holder)
        conversion.used(words)
        found = True
    return found


def convert_conditions(element: Element, conversion: Conversion) -> None:
    """Convert ``conditions``: each condition to a statement, ``attached`` (whether there are any) to a classification.

    Without that attribute there is no classification, even if there are conditions.
    """
    given = element.get("attached")
    if given is not None:
        conversion.add(
            Classification,
            "conditions-attached",
            element,
            scheme="ConditionsAttached",
            code="1" if given in TRUE else "0" if given in FALSE else given,
            ordinal=1,
            as_given=given,
        )
        element.used("attached")
    for number, each in enumerate(element.all("condition"), start=1):
        each.place = f"{element.place}, condition {number}"
        for words in conversion.texts(each):
            words.holder.place = each.place
        add_statements(each, conversion, StatementKind.CONDITION)


def convert_date(element: Element, conversion: Conversion) -> None:
    """Convert ``activity-date`` into a milestone if its date can be read; else it becomes a published field.

    Notes say if the date could not be read, is not in ISO 8601, or has a time of day. With a type that is not known,
    which is noted too, the milestone is of the kind OTHER.
    """
    iso = element.get("iso-date")
    text = next((words for words in conversion.texts(element)), None)
    day = read_day(iso) if iso else None
    for given in filter(None, (iso, text.text if text else None)):
        if day is None and (day := read_written_day(given)) and day.edtf not in given:
            conversion.once(ImportSeverity.MENDED, "date-in-words", given, day.edtf, element)
    if day is None:
        if iso is not None or text is not None:
            conversion.note(ImportSeverity.KEPT, "date", iso or (text.text if text else ""), "", element)
        return
    if day.has_time:
        conversion.once(ImportSeverity.MENDED, "time-of-day", iso or "", day.edtf, element)
    kind = _milestone(element, conversion)
    as_given = text.text if text is not None else iso
    conversion.add(Milestone, f"milestone/{kind}", element, kind=kind, edtf=day.edtf, as_given=as_given)
    if text is not None:
        conversion.used(text, conversion.language)
    if iso in (day.edtf, as_given):
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


def check_dates(activity: Element, conversion: Conversion) -> None:
    """Note a planned end before the planned start, and an actual end before the actual start; all dates are kept.

    If an activity has several dates of a kind, the first of them is compared. To be called after all dates of the
    activity were converted.
    """
    for start_kind, end_kind in _PAIRS:
        start = conversion.first(f"milestone/{start_kind}")
        end = conversion.first(f"milestone/{end_kind}")
        if isinstance(start, Milestone) and isinstance(end, Milestone) and end.edtf < start.edtf[: len(end.edtf)]:
            conversion.note(ImportSeverity.KEPT, "end-before-start", f"{start.edtf}/{end.edtf}", "", activity)
