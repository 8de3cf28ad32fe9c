"""The IATI elements that say what an activity is: its identifier, reporter, names, descriptions, status and dates."""

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
from coopviewer.exchange.iati.own_facts import at, is_of_element, mark, places_of
from coopviewer.exchange.iati.participants import add_names, published_at

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
    MilestoneKind.START: "1",  # as of timeframes: noted, since nothing says that they are planned
    MilestoneKind.END: "3",
}
# codes of the list ActivityStatus
_STATUSES = {TimeframeStatus.NOT_BEGUN: "1", TimeframeStatus.UNDER_WAY: "2", TimeframeStatus.ENDED: "4"}
STATUS = "ActivityStatus"
_SECONDARY, _ATTACHED = "SecondaryReporter", "ConditionsAttached"
_TRUTHS = ("0", "1", "true", "false")


def identity(activity: WholeProject, choices: IatiChoices, notes: NoteCollector) -> Iterator[Element]:
    """Yield the identifier, the reporter and the other identifiers of a project as IATI elements.

    The identifier is the first one of the scheme IATI; further ones of this scheme are written as other identifiers. If
    there is none, one is made of the reporter's identifier, if any, and the last part of the entry's id; it gets the
    program's own attribute ``coop:computed``, and a note on the file tells of it.
    """
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
    yield reporter(activity, choices)
    for each in identifiers:
        if each is not own_one:
            yield other_identifier(activity, each)


def _made_identifier(activity: WholeProject, choices: IatiChoices) -> str:
    """Return an identifier for a project without one: that of its reporter, then the last part of the entry's id."""
    reported = (activity.identifiers.get(each.object_id, "") for each in activity.related_by(REPORTED_BY))
    reporter = choices.reporter or next(reported, "")
    own_part = activity.ref.id.partition("/")[2]
    return f"{reporter}-{own_part}" if reporter else own_part


def reporter(activity: WholeProject, choices: IatiChoices) -> Element:
    """Return the element ``reporting-org``: the reporter of ``choices``, else the first one that the project names.

    If there is neither, ``ref`` is empty.
    """
    relation = next(iter(activity.related_by(REPORTED_BY)), None)
    if relation is None or choices.reporter:
        ref, kind = choices.reporter, choices.reporter_type
    else:
        ref, kind = (
            activity.identifiers.get(relation.object_id, ""),
            activity.type_at(relation) or _OTHER_BODY,
        )
    made = element("reporting-org", ref=ref, type=kind, secondary_reporter="1" if choices.is_secondary else None)
    if relation is None or choices.reporter:
        narrative(made, choices.reporter_name or ref)
        return made
    add_names(made, activity, relation)
    is_given = any(path == "reporting-org/@type" for path, _ in published_at(activity, relation))
    if activity.type_at(relation) is None and not is_given:
        made.set(own("computed"), "type")
    for flag in activity.of_type(Classification):
        if flag.scheme == _SECONDARY and flag.as_given in _TRUTHS and not choices.is_secondary:
            made.set("secondary-reporter", flag.as_given)
            mark(made, flag)
    return mark(made, relation)


def other_identifier(activity: WholeProject, identifier: Identifier) -> Element:
    """Return an identifier of a project as the element ``other-identifier``, with its owner if one is known."""
    made = element("other-identifier", ref=identifier.value, type=identifier.type or "A9")
    if identifier.type is None:
        made.set(own("computed"), "type")
    if identifier.owner_id is not None:
        owner = child(made, "owner-org", ref=activity.identifiers.get(identifier.owner_id))
        title = activity.refs[identifier.owner_id].title
        narrative(owner, title, activity.language_of(identifier.owner_id, title))
    return mark(made, identifier)


def texts(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the title, the descriptions and the conditions of a project as IATI elements.

    The title has, for each language, the first name of the kind AS_GIVEN or OFFICIAL. If no name of these kinds is
    the entry's title, the entry's title comes before them, with the program's own attribute ``coop:computed``. Goals
    and other statements are descriptions too. If there is no description, the entry's title is written as one, with
    this attribute and a note.
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
    described = [each for each in statements if each.kind is not StatementKind.CONDITION]
    yield from _descriptions(activity, described)
    if not described:
        notes.add("no-description")
        narrative(made := element("description"), activity.ref.title)
        made.set(own("computed"), "true")
        yield made
    conditions = [each for each in statements if each.kind is StatementKind.CONDITION]
    attached = [each for each in activity.of_type(Classification) if each.scheme == _ATTACHED]
    if conditions or attached:
        yield _conditions(activity, conditions, attached)


def _descriptions(activity: WholeProject, statements: Sequence[Statement]) -> Iterator[Element]:
    """Yield an element for each text; texts from one element of a file, in several languages, are in one."""
    written: dict[tuple[StatementKind, str], Element] = {}
    for each in statements:
        is_exact = is_of_element(each) and is_in_language(activity, each.language)
        place = next(iter(places_of(each)), each.id) if is_exact else each.id
        made = written.get((each.kind, place))
        if made is None:
            made = written[each.kind, place] = element("description", type=_DESCRIPTIONS.get(each.kind, _OTHER))
        narrative(made, each.text, _language(each.language))
        mark(made, each, is_exact=is_exact)
    yield from written.values()


def _conditions(activity: WholeProject, statements: Sequence[Statement], attached: Sequence[Classification]) -> Element:
    """Return the conditions; texts from one element of a file, in several languages, are one condition."""
    made = element("conditions")
    written: dict[str, Element] = {}
    for each in statements:
        place = next(iter(places_of(each)), each.id)
        condition = written.get(place)
        if condition is None:
            condition = written[place] = child(made, "condition")
        is_known = is_in_language(activity, each.language)
        narrative(condition, each.text, _language(each.language) if is_known else each.language)
        mark(condition, each)
    given = attached[0] if attached and attached[0].as_given in _TRUTHS else None
    made.set("attached", given.as_given if given is not None else "1")
    if given is None:
        made.set(own("computed"), "attached")
        return at(made, dict.fromkeys(place.partition(",")[0] for each in statements for place in places_of(each)))
    return mark(made, given)


def status(activity: WholeProject, today: date, notes: NoteCollector) -> Iterator[Element]:
    """Yield a project's status as an IATI element: the first one that its source publishes, or a computed one.

    A computed status follows from the first timeframe on the day ``today``, or is 2 (implementation) if none follows,
    since the standard demands a status. Every computed status has the program's own attribute ``coop:computed``, and a
    note tells of it.
    """
    published = [each for each in activity.of_type(Classification) if each.scheme == STATUS]
    if published:
        first = published[0]
        yield mark(
            element("activity-status", code=first.code),
            first,
            is_exact=first.as_given == first.code and first.label is None,
        )
        return
    timeframes = activity.of_type(TimeframeFact)
    found = parse_timeframe(timeframes[0].edtf).status_on(today) if timeframes else TimeframeStatus.UNCERTAIN
    code = _STATUSES.get(found, "2")
    what = "status-computed" if found in _STATUSES else "status-uncertain"
    notes.add(f"{what}-not-read" if activity.has_published("activity-status") else what, code)
    made = element("activity-status", code=code)
    made.set(own("computed"), "true")
    yield made


def is_dated(activity: WholeProject) -> bool:
    """Return whether a project has a timeframe, or a milestone of a kind for which IATI has a date type."""
    return bool(activity.of_type(TimeframeFact)) or any(each.kind in _DATES for each in activity.of_type(Milestone))


def dates(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the dates of a project as IATI elements: milestones, then starts and ends of timeframes as planned dates.

    The standard needs whole days: of a start that is a year or a month the first day is written, of an end the last
    one, and a note tells of it. A note also tells of dates that are written as planned though the source does not call
    them so: those of timeframes, and milestones of the kinds START and END. An open end of a timeframe is left out, and
    so is, with a note, a milestone for which the standard has no type.
    """
    for milestone in activity.of_type(Milestone):
        if milestone.kind not in _DATES:
            notes.add("no-date-type", milestone.as_given)
            continue
        first = milestone.kind in (MilestoneKind.START_PLANNED, MilestoneKind.START_ACTUAL, MilestoneKind.START)
        point = parse_date(milestone.edtf)
        if milestone.kind in (MilestoneKind.START, MilestoneKind.END):
            whole = point.precision is Precision.DAY
            notes.add("dates-planned" if whole else "dates-planned-and-whole", milestone.as_given)
        elif point.precision is not Precision.DAY:
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
    """Return whether an IATI element can say the language of a text correctly.

    It cannot if the language is unknown (``und``) and the activity has a default language, since readers would assume
    that for any text without a language.
    """
    return language != "und" or all(each.scheme != "Language" for each in activity.of_type(Classification))


def _language(language: str) -> str | None:
    return None if language == "und" else language
