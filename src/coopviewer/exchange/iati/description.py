"""What an activity is: its identifier, reporter, names, descriptions, status and dates."""

from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Name, Statement, TimeframeFact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Identifier,
    IdentifierScheme,
    Milestone,
    MilestoneKind,
)
from coopviewer.domain.reference.timeframes import (
    DatePoint,
    Precision,
    TimeframeStatus,
    parse_date,
    parse_timeframe,
)
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.exchange.iati.choices import IatiChoices
from coopviewer.exchange.iati.elements import child, element, is_day, narrative, own, xml_text
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import mark

REPORTED_BY = "reported-by"
_TITLES = (NameKind.AS_GIVEN, NameKind.OFFICIAL)
# codes of the list DescriptionType
_DESCRIPTIONS = {
    StatementKind.SUMMARY: "1",
    StatementKind.DESCRIPTION: "1",
    StatementKind.GOAL: "2",
    StatementKind.TARGET_GROUP: "3",
}
_OTHER = "4"
_OTHER_BODY = "90"  # of the list OrganisationType
# codes of the list ActivityDateType
_DATES = {
    MilestoneKind.START_PLANNED: "1",
    MilestoneKind.START_ACTUAL: "2",
    MilestoneKind.END_PLANNED: "3",
    MilestoneKind.END_ACTUAL: "4",
}
# codes of the list ActivityStatus
_STATUSES = {TimeframeStatus.NOT_BEGUN: "1", TimeframeStatus.UNDER_WAY: "2", TimeframeStatus.ENDED: "4"}
STATUS = "ActivityStatus"


def identity(activity: WholeProject, choices: IatiChoices, notes: NoteCollector) -> Iterator[Element]:
    """Yield identifier, reporter and other identifiers; an identifier that has to be made is noted."""
    identifiers = activity.of_type(Identifier)
    own_one = next((each for each in identifiers if each.scheme is IdentifierScheme.IATI), None)
    if own_one is None:
        made = _made_identifier(activity, choices)
        notes.add_on_file("identifier-made", made)
        given = element("iati-identifier", made)
        given.set(own("computed"), "true")
    else:
        given = mark(element("iati-identifier", own_one.value), own_one)
    given.set(own("entry"), activity.ref.id)
    given.set(own("title"), xml_text(activity.ref.title))
    given.set(own("sort-title"), xml_text(activity.ref.sort_title))
    yield given
    yield _reporter(activity, choices)
    for each in identifiers:
        if each is not own_one:
            yield _other_identifier(activity, each)


def _made_identifier(activity: WholeProject, choices: IatiChoices) -> str:
    """Return an identifier for an activity that has none: as the standard asks, it begins with that of its reporter."""
    reported = (activity.identifiers.get(each.object_id, "") for each in activity.related_by(REPORTED_BY))
    reporter = choices.reporter or next(reported, "")
    own_part = activity.ref.id.partition("/")[2]
    return f"{reporter}-{own_part}" if reporter else own_part


def _reporter(activity: WholeProject, choices: IatiChoices) -> Element:
    relation = next(iter(activity.related_by(REPORTED_BY)), None)
    if relation is None or choices.reporter:
        ref, kind, name = choices.reporter, choices.reporter_type, choices.reporter_name
    else:
        ref, kind = (
            activity.identifiers.get(relation.object_id, ""),
            activity.types.get(relation.object_id, _OTHER_BODY),
        )
        name = relation.as_given or activity.refs[relation.object_id].title
    made = element("reporting-org", ref=ref, type=kind, secondary_reporter="1" if choices.is_secondary else None)
    narrative(made, name or ref)
    return mark(made, relation) if relation is not None and not choices.reporter else made


def _other_identifier(activity: WholeProject, identifier: Identifier) -> Element:
    made = element("other-identifier", ref=identifier.value, type=identifier.type or "A9")
    if identifier.owner_id is not None:
        owner = child(made, "owner-org", ref=activity.identifiers.get(identifier.owner_id))
        narrative(owner, activity.refs[identifier.owner_id].title)
    return mark(made, identifier)


def texts(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield title, descriptions and conditions.

    A title that is in no fact is written too, marked as computed, and also in place of a missing description. That
    there is none is noted.
    """
    title = element("title")
    names = [name for name in activity.of_type(Name) if name.kind in _TITLES]
    written: set[str] = set()
    for name in names:
        if name.language not in written:
            written.add(name.language)
            made = narrative(title, name.text, _language(name.language))
            mark(made, name, is_exact=is_in_language(activity, name.language))
    if activity.ref.title not in {name.text for name in names}:
        made = narrative(element("title"), activity.ref.title)
        made.set(own("computed"), "true")
        title.insert(0, made)
    yield title
    statements = activity.of_type(Statement)
    for statement in statements:
        if statement.kind is StatementKind.CONDITION:
            continue
        made = element("description", type=_DESCRIPTIONS.get(statement.kind, _OTHER))
        narrative(made, statement.text, _language(statement.language))
        yield mark(made, statement, is_exact=is_in_language(activity, statement.language))
    if not statements:
        notes.add("no-description")
        narrative(made := element("description"), activity.ref.title)
        made.set(own("computed"), "true")
        yield made
    conditions = [each for each in statements if each.kind is StatementKind.CONDITION]
    if conditions:
        yield _conditions(conditions)


def _conditions(statements: Sequence[Statement]) -> Element:
    made = element("conditions", attached="1")
    for each in statements:
        condition = mark(child(made, "condition", type="1"), each)
        narrative(condition, each.text, _language(each.language))
    return made


def status(activity: WholeProject, today: date, notes: NoteCollector) -> Iterator[Element]:
    """Yield the first published status, or else what the timeframe says of ``today``, marked as computed and noted."""
    published = [each for each in activity.of_type(Classification) if each.scheme == STATUS]
    if published:
        first = published[0]
        yield mark(element("activity-status", code=first.code), first, is_exact=first.as_given == first.code)
        return
    timeframes = activity.of_type(TimeframeFact)
    found = parse_timeframe(timeframes[0].edtf).status_on(today) if timeframes else TimeframeStatus.UNCERTAIN
    code = _STATUSES.get(found, "2")
    notes.add("status-computed" if found in _STATUSES else "status-uncertain", code)
    made = element("activity-status", code=code)
    made.set(own("computed"), "true")
    yield made


def dates(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the dates as elements: milestones, then the ends of timeframes, as planned ones.

    A start that is no whole day is written as the first day that it may be, an end as the last one. This, a timeframe,
    and a milestone of another kind are noted; the last is left out, and so is an open end.
    """
    for milestone in activity.of_type(Milestone):
        if milestone.kind not in _DATES:
            notes.add("no-date-type", milestone.as_given)
            continue
        first = milestone.kind in (MilestoneKind.START_PLANNED, MilestoneKind.START_ACTUAL)
        point = parse_date(milestone.edtf)
        if point.precision is not Precision.DAY:
            notes.add("date-whole", milestone.as_given)
        made = _date(_DATES[milestone.kind], point, milestone.as_given, first=first)
        yield mark(made, milestone, is_exact=point.precision is Precision.DAY)
    for fact in activity.of_type(TimeframeFact):
        timeframe = parse_timeframe(fact.edtf)
        ends = (
            (_DATES[MilestoneKind.START_PLANNED], timeframe.start),
            (_DATES[MilestoneKind.END_PLANNED], timeframe.end),
        )
        for code, end in ends:
            if end is not None:
                yield mark(_date(code, end, fact.as_given, first=code == "1"), fact)
        whole = all(end is None or end.precision is Precision.DAY for end in timeframe)
        notes.add("dates-planned" if whole else "dates-planned-and-whole", fact.as_given)


def _date(code: str, point: DatePoint, given: str, *, first: bool) -> Element:
    day = (point.earliest if first else point.latest).isoformat()
    made = element("activity-date", type=code, iso_date=day)
    if point.precision is not Precision.DAY:
        narrative(made, given)
        made.set(own("precision"), point.precision.name.lower())
    elif not is_day(given):
        narrative(made, given)
    return made


def is_in_language(activity: WholeProject, language: str) -> bool:
    """Return whether an element can say the language of a text: not an unknown one, if the activity has a default."""
    return language != "und" or all(each.scheme != "Language" for each in activity.of_type(Classification))


def _language(language: str) -> str | None:
    return None if language == "und" else language
