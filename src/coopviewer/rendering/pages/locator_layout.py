"""Layout of the small map on the page of a region, a network or a project, beside the list of its countries."""

from collections.abc import Sequence

from coopviewer.domain.reference.entries import shape_key
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import Block, Columns, Heading, Line, Locator, RunIn, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.words.overview_words import boundaries_note


def with_locator(context: Context, blocks: Sequence[Block]) -> list[Block]:
    """Return a page's blocks with its small map beside the first list of countries, or else above the first heading.

    Only the countries that the source names are filled; without any, the map shows the region alone, and says why.
    Unchanged if the page has no map.
    """
    located, locator = context.page.location, locator_of(context)
    if located is None or locator is None:
        return list(blocks)
    named = locator.named
    drawn = [locator, *context.legal_notes({*located.named, *located.around})]
    at = next((at for at, block in enumerate(blocks) if isinstance(block, RunIn)), 0)
    if not named or not at or not isinstance(blocks[at - 1], Heading):
        first = next((place for place, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
        return [*blocks[:first], *drawn, *blocks[first:]]
    following = range(at + 1, len(blocks))
    end = next((place for place in following if isinstance(blocks[place], Heading)), len(blocks))
    beside = Columns(tuple(blocks[at - 1 : end]), tuple(drawn))
    return [*blocks[: at - 1], beside, *blocks[end:]]


def locator_of(context: Context) -> Locator | None:
    """Return the small map of an entry: the countries that it names, else those in its regions; None if there are none.

    For a region it has the countries in it. Countries of regions that a network or project is in are not filled
    (``Locator.around``), all others are. It is also returned for a country, though its page does not show it.
    """
    located, codes, tr = context.page.location, context.record.codes, context.tr
    if codes is not None:
        words = tr("Map: {country}.").format(country=context.record.ref.title)
        lines: tuple[Line, ...] = ((Text(words),), (Text(boundaries_note(tr)),))
        return Locator((shape_key(codes.alpha3 or codes.alpha2),), (), lines)
    if located is None or not (located.named or located.around):
        return None
    named, around = (tuple(map(shape_key, codes.values())) for codes in (located.named, located.around))
    return Locator(named, around, ((Text(_words(context)),), (Text(boundaries_note(tr)),)))


def _words(context: Context) -> str:
    tr, located, kind = context.tr, context.page.location, context.record.ref.kind
    number = len(located.named) if located else 0
    if kind is EntryKind.REGION:
        return tr.plural("Map: {n} country in this region.", "Map: the {n} countries in this region.", number)
    if kind is EntryKind.PROJECT:
        if number:
            return tr.plural("Map: {n} beneficiary country.", "Map: the {n} beneficiary countries.", number)
        return tr("Map: the project’s region. The source names no beneficiary country, so none is coloured.")
    if number:
        return tr.plural("Map: {n} member.", "Map: the {n} members.", number)
    return tr("Map: the network’s region. The source names no member, so no country is coloured.")
