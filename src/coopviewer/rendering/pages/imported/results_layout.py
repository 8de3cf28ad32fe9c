"""Layout of the results of an activity, each with its indicators and their periods."""

from coopviewer.domain.reference.published_facts import Indicator, IndicatorPeriod, Result
from coopviewer.rendering.document.document import SOFT, Block, Field, Heading, Line, Paragraph, Row, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.filled_table import filled_table


def result_blocks(context: Context) -> list[Block]:
    """Lay out the results in the source's order; an indicator has a row for each period. Empty without results."""
    results, tr = context.record.of_type(Result), context.tr
    if not results:
        return []
    blocks: list[Block] = [Heading(2, (Text(tr("Results")), Text(f" {tr.number(len(results))}", SOFT)), "results")]
    indicators: dict[str, list[Indicator]] = {}
    for indicator in context.record.of_type(Indicator):
        indicators.setdefault(indicator.result_fact_id, []).append(indicator)
    for result in sorted(results, key=lambda each: each.ordinal):
        blocks += _result(context, result, sorted(indicators.get(result.id, ()), key=lambda each: each.ordinal))
    return blocks


def _result(context: Context, result: Result, indicators: list[Indicator]) -> list[Block]:
    tr = context.tr
    kind = words.coded(context.page.imported, "ResultType", result.type, tr) if result.type else ""
    label: Line = (Text(f"{kind}: ", SOFT),) if kind else ()
    title: Line = (*label, Field(result.id, result.title)) if result.title else (Text(kind or tr("Result")),)
    blocks: list[Block] = [Heading(3, (*title, *context.marks.after(result)))]
    if result.description:
        blocks.append(Paragraph((Field(result.id, result.description),)))
    if indicators:
        headers = (tr("Indicator"), tr("Period"), tr("Target"), tr("Reached"), tr("Comment"))
        rows = tuple(row for indicator in indicators for row in _rows(context, indicator))
        blocks.append(filled_table(headers, rows, (32, 20, 14, 14, 20)))
    return blocks


def _rows(context: Context, indicator: Indicator) -> list[Row]:
    """Return the rows of an indicator, each with its title; baseline and measure are in the first one."""
    tr = context.tr
    title: list[Line] = [(Field(indicator.id, indicator.title), *context.marks.after(indicator))]
    if indicator.measure:
        measure = words.coded(context.page.imported, "IndicatorMeasure", indicator.measure, tr)
        title.append((Text(tr("Measure: {measure}").format(measure=measure), SOFT),))
    if indicator.ascending is False:
        title.append((Text(tr("A smaller value is better."), SOFT),))
    if indicator.baseline:
        title.append((Text(f"{tr('Baseline:')} ", SOFT), Field(indicator.id, indicator.baseline)))
    if not indicator.periods:
        return [Row((tuple(title), ((),), ((),), ((),), ((),)))]
    rows = [_period(context, indicator, period) for period in indicator.periods]
    again = ((Text(indicator.title, SOFT),),)
    return [Row((tuple(title), *rows[0])), *(Row((again, *cells)) for cells in rows[1:])]


def _period(context: Context, indicator: Indicator, period: IndicatorPeriod) -> tuple[tuple[Line, ...], ...]:
    tr = context.tr
    days = [words.day_words(day, tr) for day in (period.period_start, period.period_end) if day]
    span = tr("{start} to {end}").format(start=days[0], end=days[1]) if len(days) > 1 else "".join(days)
    texts = (period.target, period.actual, period.comment)
    fields = tuple(((Field(indicator.id, text),) if text else (),) for text in texts)
    return (((Text(span),),), *fields)
