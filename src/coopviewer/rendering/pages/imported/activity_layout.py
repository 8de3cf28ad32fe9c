"""Layout of the page of an imported activity, in the order in which its readers ask: what, who, where, how much."""

from coopviewer.domain.imports.unread import unread_fields
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.imported.milestones import dates_of
from coopviewer.domain.reference.published_facts import Milestone
from coopviewer.rendering.document.document import SOFT, Block, KeyFact, KeyFacts, Line, Paragraph, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.contradiction_layout import contradiction_blocks
from coopviewer.rendering.pages.imported.dates_layout import date_lines, dates_blocks, status_lines
from coopviewer.rendering.pages.imported.gap_lines import gap
from coopviewer.rendering.pages.imported.money_layout import money_blocks
from coopviewer.rendering.pages.imported.published_layout import (
    classification_blocks,
    identifier_line,
    published_blocks,
)
from coopviewer.rendering.pages.imported.relations_parts import (
    REPORTED,
    mention_blocks,
    participant_blocks,
    sector_blocks,
    where_blocks,
)
from coopviewer.rendering.pages.imported.results_layout import result_blocks
from coopviewer.rendering.pages.imported.texts_layout import text_blocks, title_lines


def below_title_blocks(context: Context) -> list[Block]:
    """Lay out what is under the title: other titles, the identifiers, and who reports the activity."""
    line = identifier_line(context)
    group = context.record.group(REPORTED, outgoing=True)
    for relation in group.relations if group else ():
        separator: Line = (Text(" · "),) if line else ()
        label = Text(f"{context.tr('Reported by')} ", SOFT)
        line = (*line, *separator, label, context.link(relation.object_id, relation), *context.marks.after(relation))
    return [*title_lines(context), *([Paragraph(line, "names")] if line else [])]


def activity_blocks(context: Context) -> list[Block]:
    """Lay out the page of an activity below its title, from its key facts to its results."""
    return [
        *_key_facts(context),
        *contradiction_blocks(context),
        *dates_blocks(context),
        *participant_blocks(context),
        *where_blocks(context),
        *sector_blocks(context),
        *text_blocks(context),
        *money_blocks(context),
        *result_blocks(context),
    ]


def further_blocks(context: Context) -> list[Block]:
    """Lay out what follows the documents and relations of an imported entry.

    These are related activities that the reference does not have, codes of code lists, and fields kept as published.
    """
    return [*mention_blocks(context), *classification_blocks(context), *published_blocks(context)]


def _key_facts(context: Context) -> list[Block]:
    tr, record = context.tr, context.record
    facts: list[KeyFact] = []
    if lines := status_lines(context, record):
        facts.append(KeyFact(tr("Status"), lines))
    frames = record.of_type(TimeframeFact)
    if not frames or any(dates_of(record.facts)):
        dates = date_lines(context, record)
        if any(dates):
            facts.append(KeyFact(tr("Dates"), dates))
    is_expected = context.gaps.may_be_stated("timeframe") and not context.gaps.is_of_table  # whose dates are said above
    if frames or (is_expected and not record.of_type(Milestone) and not unread_fields(record, "milestone")):
        facts.append(KeyFact(tr("Timeframe"), context.timeframe_lines(record)))
    grants = record.of_type(Amount)
    if grants or unread_fields(record, "amount/grant") or context.gaps.may_be_stated("amount/grant"):
        facts.append(KeyFact(tr("Grant"), context.amount_lines(grants) if grants else gap(context, "amount/grant")))
    return [KeyFacts(tuple(facts))] if facts else []
