"""Layout of projects as a strip: a bar for each timeframe, below each other on one scale."""

from collections.abc import Iterable
from datetime import date

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.rendering.document.document import SOFT, Field, Line, Link, Span, Strip, Text, Years
from coopviewer.rendering.words import reference_words as wording


def lay_out_strip(projects: Iterable[EntryRecord], edition: Edition, today: date, tr: Translate) -> Strip:
    """Return projects as a strip; those of which no timeframe is stated say so in place of a bar."""
    spans = tuple(span for project in projects for span in _spans(project, tr))
    days = [today, date.fromisoformat(edition.as_of_earliest), date.fromisoformat(edition.as_of_latest)]
    for span in spans:
        for point in parse_timeframe(span.edtf) if span.edtf else ():
            days += [point.earliest, point.latest] if point else []
    years = Years(min(days).year, max(days).year, (edition.as_of_earliest, edition.as_of_latest), today.isoformat())
    return Strip((tr("Project"), tr("Timeframe"), tr("Grant")), spans, years)


def _spans(project: EntryRecord, tr: Translate) -> Iterable[Span]:
    """Yield a span for each timeframe of a project; its grants are beside the first."""
    title: Line = (Link(short_title(project.ref.title), SCHEME + project.ref.id),)
    grants = [fact for fact in project.of_type(Amount) if fact.kind is AmountKind.GRANT]
    value: Line = (Text(wording.not_stated(tr), SOFT),)
    for place, grant in enumerate(grants):
        value = (*(value if place else ()), *((Text(", "),) if place else ()), Field(grant.id, grant.as_given))
    frames = project.of_type(TimeframeFact)
    if not frames:
        yield Span(title, "", (Text(wording.not_stated(tr), SOFT),), value)
    for place, frame in enumerate(frames):
        precision = wording.precision_words(parse_timeframe(frame.edtf), tr)
        words = (Field(frame.id, frame.as_given), Text(f" · {precision}", SOFT))
        yield Span(title if not place else (), frame.edtf, words, value if not place else ())
