"""Layout of projects as a strip: a bar for each timeframe, below each other on one scale."""

from collections.abc import Iterable
from datetime import date

from coopviewer.domain.browsing.addresses import SCHEME, overview_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Inline,
    Line,
    Link,
    Paragraph,
    Span,
    Strip,
    StripYears,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.words import reference_words as wording

MOST_DRAWN = 12


def lay_out_strip(projects: Iterable[EntryRecord], edition: Edition, today: date, tr: Translate) -> Strip:
    """Return projects, in their order, as a strip of bars on one scale, which includes the as-of day and today.

    A project without a timeframe says so in place of its bar; one with several has a row for each, and its grants are
    beside the first.
    """
    spans = tuple(span for project in projects for span in _spans(project, tr))
    days = [today, *(edition.as_of or ())]
    for span in spans:
        for point in parse_timeframe(span.edtf) if span.edtf else ():
            days += [point.earliest, point.latest] if point else []
    as_of = edition.as_of and (edition.as_of[0].isoformat(), edition.as_of[1].isoformat())
    years = StripYears(min(days).year, max(days).year, as_of, today.isoformat())
    return Strip((tr("Project"), tr("Timeframe"), tr("Grant")), spans, years)


def project_strip(context: Context) -> list[Block]:
    """Return a strip of bars for the projects that an entry is related to, and a link to the timeline.

    The project that begins first is at the top, those without a timeframe are last. At most 12 are drawn (MOST_DRAWN);
    if there are more, the link says how many of all are drawn. Empty without projects, or if the page does not know its
    edition.
    """
    edition, projects = context.page.edition, tuple(context.page.related.values())
    if edition is None or not projects:
        return []
    drawn = sorted(projects, key=lambda each: min((f.edtf for f in each.of_type(TimeframeFact)), default="~"))
    tr, blocks = context.tr, list[Block]()
    blocks.append(lay_out_strip(drawn[:MOST_DRAWN], edition, context.today, tr))
    words = tr("Open as timeline")
    if len(drawn) > MOST_DRAWN:
        words = tr("The first {shown} of {total} are drawn. Open the timeline to see all.").format(
            shown=tr.number(MOST_DRAWN), total=tr.number(len(drawn))
        )
    blocks.append(Paragraph((Link(words, str(overview_address("timeline"))),), "soft"))
    return blocks


def _grant(grant: Amount, tr: Translate) -> Inline:
    if grant.as_given:
        return Field(grant.id, grant.as_given)
    return Text(format_amount(grant.minor_units, grant.currency, tr))


def _spans(project: EntryRecord, tr: Translate) -> Iterable[Span]:
    """Yield a span for each timeframe of a project; its grants are beside the first."""
    title: Line = (Link(short_title(project.ref.title), SCHEME + project.ref.id),)
    grants = [fact for fact in project.of_type(Amount) if fact.kind is AmountKind.GRANT]
    value: Line = (Text(wording.not_stated(tr), SOFT),)
    for place, grant in enumerate(grants):
        value = (*(value if place else ()), *((Text(", "),) if place else ()), _grant(grant, tr))
    frames = project.of_type(TimeframeFact)
    if not frames:
        yield Span(title, "", (Text(wording.not_stated(tr), SOFT),), value)
    for place, frame in enumerate(frames):
        precision = wording.precision_words(parse_timeframe(frame.edtf), tr)
        words = (Field(frame.id, frame.as_given), Text(f" · {precision}", SOFT))
        yield Span(title if not place else (), frame.edtf, words, value if not place else ())
