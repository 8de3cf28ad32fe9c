"""``coopviewer search``: print the results of the window's search field, as text or JSON."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import TextWrapper

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, make_parser, path_argument
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.search.answer import FacetCounts, FacetValue, SearchAnswer, SearchHit
from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.syntax import ParsedQuery, QueryFault, lacks_a_value, parse_query
from coopviewer.exchange.pages.search_record import search_record
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.rendering.words.faults.query_fault_words import caret_lines, fault_words
from coopviewer.rendering.words.search_words import (
    activity_words,
    facet_heading,
    lacking_words,
    left_out_words,
    match_words,
    meant_words,
    no_totals_words,
    sector_words,
    through_words,
    unknown_words,
    value_word,
)
from coopviewer.standard_output import print_error, print_json, print_lines
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.storage.search.store import LIMIT

_WIDTH = 80
_MOST_LIMIT = 1000
_MOST_VALUES = 4  # of a facet, in a line of text
_INDENT = "    "


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Search and return the exit status: 0 with results, in entries or the user's annotations, 1 without.

    What is invalid in the query is printed as an error, and the rest is searched for; a filter without a valid value
    finds nothing. The status is 2 if the reference cannot be read.
    """
    return run_verb(lambda: _search(_parser(tr).parse_args(arguments), tr), tr)


def _search(chosen: Namespace, tr: Translate) -> int:
    parsed = parse_query(chosen.query)
    search = PersonalSearch(
        chosen.reference or paths.reference_file(), chosen.annotations or existing_own_annotations()
    )
    try:
        answer = search.with_own(search.search(parsed, chosen.limit))
        facets = search.facets(parsed.query) if parsed.query and not parsed.lacks_a_value else ()
    finally:
        search.close()
    if answer.own_fault:
        print_error(fault_sentence(answer.own_fault, tr))
    for query_fault in parsed.faults:
        print_error(*_fault_lines(parsed, query_fault, tr))
    if chosen.format == "json":
        print_json(json.dumps(search_record(answer, facets, tr), ensure_ascii=False, indent=2) + "\n")
    else:
        print_lines(*_lines(answer, facets, tr))
    return 0 if answer.hits or answer.own else NOT_DONE


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser("search", _description(tr), tr, epilog=_epilog(tr))
    parser.add_argument("query", metavar="QUERY", help=tr("the query, as one argument"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_reference(parser, tr)
    annotations = tr("the annotations to search too (default: your own, if any)")
    parser.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=annotations)
    limit = tr("at most N results (default: {limit})").format(limit=LIMIT)
    parser.add_argument("--limit", metavar="N", type=partial(_limit, tr), default=LIMIT, help=limit)
    return parser


def _description(tr: Translate) -> str:
    return tr(
        'Find entries by words, "exact phrases", -excluded words, and filters: {filters}, and on your annotations tag: '
        "has:. Several values of one filter, separated by commas, mean any of them. A quotation mark inside quotation "
        "marks is written twice. Your notes and tags are searched too. The exit status is 1 if nothing is found."
    ).format(filters=" ".join(f"{facet}:" for facet in Facet if not facet.is_own and facet is not Facet.HAS))


def _epilog(tr: Translate) -> str:
    return tr("Example: {example}. If a query begins with a hyphen, write -- before it.").format(
        example="coopviewer search 'kind:project partner:IOM active:2018..2020 grant:>3m goal:training'"
    )


def _limit(tr: Translate, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _MOST_LIMIT:
        words = tr("{text} is not a number from 1 to {most}")
        raise ArgumentTypeError(words.format(text=repr(text), most=_MOST_LIMIT))
    return int(text)


def _fault_lines(parsed: ParsedQuery, fault: QueryFault, tr: Translate) -> Iterator[str]:
    """Yield two lines of the query around a fault, with carets under it, and then a message.

    The query may be long and have any character in it.
    """
    yield from (_INDENT + line for line in caret_lines(parsed.text, fault, _WIDTH - len(_INDENT)))
    yield from TextWrapper(_WIDTH, break_on_hyphens=False).wrap(fault_words(fault, tr))


def _lines(answer: SearchAnswer, facets: Sequence[FacetCounts], tr: Translate) -> Iterator[str]:
    yield _heading(answer, tr)
    if said := left_out_words(answer.query, tr) or ("" if answer.hits else no_totals_words(answer.query, tr)):
        yield said
    yield from (unknown_words(each, tr) for each in answer.unknown)
    yield from (reason_words(each, tr) for each in answer.why)
    if answer.meant is not None:
        yield f"{meant_words(answer.meant, tr)}: {answer.meant}"
    if answer.did_you_mean:
        meant = tr.listed(each.text for each in answer.did_you_mean)
        yield tr("Did you mean: {queries}?").format(queries=meant)
    if answer.nearest:
        names = tr.listed(ref.title for ref in answer.nearest)
        yield tr("Entries with some of these words: {names}.").format(names=names)
    for hit in answer.hits:
        yield ""
        yield from _hit(hit, tr)
    if answer.own:
        yield ""
        yield tr("In your annotations:")
    for hit in answer.own:
        yield ""
        yield from _hit(hit, tr)
    if answer.hits:
        yield ""
        for facet in facets:
            yield from _facet(facet, tr)


def _heading(answer: SearchAnswer, tr: Translate) -> str:
    if lacks_a_value(answer.query, answer.faults):
        return lacking_words(tr)
    if not answer.query:
        return tr("There is nothing to search for.")
    count, query = len(answer.hits), str(answer.query)
    if answer.more:
        words = tr.plural("The first result for: {query}.", "The first {n} results for: {query}.", count, query=query)
    elif count:
        words = tr.plural("{n} result for: {query}.", "{n} results for: {query}.", count, query=query)
    elif answer.own:
        words = tr.plural(
            "{n} result in your annotations for: {query}.",
            "{n} results in your annotations for: {query}.",
            len(answer.own),
            query=query,
        )
    else:
        words = tr("Nothing was found for: {query}.").format(query=query)
    return words if answer.complete else f"{words} {tr('There may be more, since not all entries were checked.')}"


def _hit(hit: SearchHit, tr: Translate) -> Iterator[str]:
    where = match_words(hit.match, tr)
    shown = "" if hit.match.text in ("", hit.ref.title, hit.snippet.text) else f": {hit.match.text}"
    yield f"{hit.ref.title}  ({hit.ref.id})"
    wrapper = TextWrapper(_WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    if where:
        yield from wrapper.wrap(f"[{where}{shown}]")
    if hit.through:
        yield from wrapper.wrap(through_words(hit.through, tr))
    if hit.sector is not None:
        yield from wrapper.wrap(sector_words(hit.sector, hit.ref, tr))
    if hit.activity is not None:
        yield from wrapper.wrap(activity_words(hit.activity, tr))
    yield from wrapper.wrap(hit.snippet.text)


def _facet(facet: FacetCounts, tr: Translate) -> list[str]:
    found = [value for value in facet.values if value.count]
    if len(found) < 2 and not any(value.chosen for value in found):
        return []
    shown = tr.listed(f"{_value(facet.facet, value, tr)} {_count(value, tr)}" for value in found[:_MOST_VALUES])
    if len(found) > _MOST_VALUES:
        shown = tr.plural("{shown}, and {n} more", "{shown}, and {n} more", len(found) - _MOST_VALUES, shown=shown)
    wrapper = TextWrapper(_WIDTH, subsequent_indent=_INDENT)
    return wrapper.wrap(f"{facet_heading(facet, tr)}: {shown}")


def _value(facet: Facet, value: FacetValue, tr: Translate) -> str:
    return value.ref.title if value.ref else value_word(facet, value.value, tr)


def _count(value: FacetValue, tr: Translate) -> str:
    return f"{tr.number(value.count)}{'+' if value.more else ''}"
