"""Writes projects as a file of IATI activities, one at a time."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import Classification, Milestone, PublishedField
from coopviewer.exchange.iati import description, participants
from coopviewer.exchange.iati.checking import check
from coopviewer.exchange.iati.choices import IatiChoices, IatiNote
from coopviewer.exchange.iati.completion import complete
from coopviewer.exchange.iati.details import attributes_of, details, said_by_attributes
from coopviewer.exchange.iati.elements import NAMESPACE, as_xml, element, set_languages
from coopviewer.exchange.iati.money import money, withdraw_loans
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.otherwise import named_beside, otherwise
from coopviewer.exchange.iati.own_facts import is_of_element, own_elements, seal, take_marks
from coopviewer.exchange.iati.published import add_published, declare_prefixes
from coopviewer.exchange.iati.rivals import ByFile, earlier_fields, note_rivals, numbered_unevenly, without_rivals
from coopviewer.exchange.iati.structure import put_in_order

VERSION = "2.03"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="{VERSION}" generated-datetime="{{generated}}" xmlns:coop="{NAMESPACE}">
"""
_LEFT_OUT = "left-out-"
_FOOT = b"</iati-activities>\n"


class IatiWriter:
    """Writes projects as IATI activities, and collects what the standard cannot say of them.

    ``activities`` is the number of those written so far.
    """

    def __init__(self, choices: IatiChoices, today: date, *, checks: bool = False) -> None:
        """Prepare to write as ``choices`` say.

        ``today`` is the day for which statuses are computed, and on which the file says that it was generated.
        ``checks``: also note the rules of the standard's ruleset that an activity breaks.
        """
        self._choices, self._today, self._checks = choices, today, checks
        self._notes = NoteCollector()
        self.activities = 0

    @property
    def notes(self) -> tuple[IatiNote, ...]:
        """The notes on what was written so far, in the order in which each was first added."""
        return self._notes.notes

    def parts(
        self, activities: Iterable[WholeProject], on_progress: Callable[[int], object] = lambda _: None
    ) -> Iterator[bytes]:
        """Yield the file in parts: its head, one part for each activity, its foot.

        ``on_progress`` is called after each project with the number of projects looked at so far. A project is left
        out, with a note, if it has no date or no participant that can be written. Raises EnvironmentFault while the
        parts are read: ``iati.no-reporter`` at a project that names no reporting organisation if ``choices`` name none;
        instead of the foot, if no activity was written, ``iati.none-left`` (all projects were left out) or
        ``iati.no-projects`` (there was none).
        """
        yield _HEAD.format(generated=f"{self._today.isoformat()}T00:00:00Z").encode()
        for number, activity in enumerate(activities, 1):
            self._notes.begin(activity.ref)
            made = self._activity(activity)
            if made is not None:
                self.activities += 1
                yield as_xml(made)
            on_progress(number)
        if not self.activities:
            reasons = {note.what for note in self.notes if note.what.startswith(_LEFT_OUT)}
            raise EnvironmentFault("iati.none-left" if reasons else "iati.no-projects")
        yield _FOOT

    def _activity(self, whole: WholeProject) -> Element | None:
        notes, choices = self._notes, self._choices
        by_file = without_rivals(whole)
        activity = by_file.activity
        if not choices.reporter and not activity.related_by(description.REPORTED_BY):
            raise EnvironmentFault("iati.no-reporter", title=activity.ref.title)
        who = list(participants.participants(activity, choices, notes))
        if not who:
            notes.add("left-out-without-participant")
            return None
        if not description.is_dated(activity):
            notes.add(_why_undated(activity))
            return None
        codes = activity.of_type(Classification)
        made = element("iati-activity", **attributes_of(codes))
        language = activity.default_language()
        parts = [
            *description.identity(activity, choices, notes),
            *description.texts(activity, notes),
            *who,
            *description.status(activity, self._today, notes),
            *description.dates(activity, notes),
            *participants.beneficiaries(activity, choices, notes),
            *participants.sectors(activity, choices, notes),
            *money(activity, notes),
            *details(activity, notes),
        ]
        made.extend(parts)
        unsaid = self._unsaid(made, parts, whole, by_file)
        made.extend(otherwise(whole, by_file.sources, {fact.id for fact in unsaid}, language))
        made.extend(named_beside(whole, made))
        complete(made)
        declare_prefixes(made)
        put_in_order(made)
        set_languages(made, language, in_english=not any(map(is_of_element, activity.facts)))
        seal(made)
        made.extend(own_elements(whole, unsaid))
        if self._checks:
            check(made, self._today.isoformat(), notes)
        return made

    def _unsaid(self, made: Element, parts: list[Element], whole: WholeProject, by_file: ByFile) -> list[Fact]:
        """Add published fields to an activity made of ``parts``; return the facts that have to be written in full."""
        activity = by_file.activity
        marks = take_marks(parts, numbered_unevenly(activity))
        fields = activity.of_type(PublishedField)
        earlier = earlier_fields(fields, marks.places)
        set_aside = {field.id for field in earlier}
        left = add_published(made, [each for each in fields if each.id not in set_aside], marks.places)
        codes = activity.of_type(Classification)
        said = marks.said | said_by_attributes(codes, activity.default_language())
        said -= withdraw_loans(made, activity, said, left)
        note_rivals(whole, (*by_file.rivals, *earlier), self._notes)
        return [*_unsaid(whole, said), *left, *earlier, *by_file.fields]


def _why_undated(activity: WholeProject) -> str:
    if activity.of_type(Milestone):
        return "left-out-date-of-no-type"
    return "left-out-date-not-read" if activity.has_published("activity-date") else "left-out-without-date"


def _unsaid(activity: WholeProject, said: Container[str]) -> Iterator[Fact]:
    """Yield the imported facts that no element says, but no published fields, which ``add_published`` handles."""
    for fact in (*activity.facts, *activity.relations):
        if is_of_element(fact) and fact.id not in said and not isinstance(fact, PublishedField):
            yield fact
