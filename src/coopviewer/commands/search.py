"""``coopviewer search``: print the results of the window's search field, as text or JSON."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import TextWrapper

from coopviewer import paths
from coopviewer.commands.reporting import ignore_closed_pipe, report_environment_fault
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.search.answer import FacetCounts, FacetValue, SearchAnswer, SearchHit
from coopviewer.domain.search.syntax import ParsedQuery, QueryFault, parse_query
from coopviewer.exchange.pages.search_record import search_record
from coopviewer.rendering.words.search_words import (
    activity_words,
    caret_lines,
    facet_word,
    fault_words,
    match_words,
    unknown_words,
)
from coopviewer.storage.search.personal_search import PersonalSearch
from coopviewer.storage.search.store import LIMIT

_WIDTH = 80
_MOST_LIMIT = 1000
_MOST_VALUES = 4  # of a facet, in a line of text
_INDENT = "    "
NOTHING_FOUND = 1


def main(arguments: Sequence[str]) -> int:
    """Search and return the exit status: 0 with results, 1 without."""
    chosen = _parser().parse_args(arguments)
    parsed = parse_query(chosen.query)
    try:
        search = PersonalSearch(chosen.reference or paths.reference_file(), chosen.annotations or _own_file())
        try:
            answer = search.with_own(search.search(parsed, chosen.limit))
            facets = search.facets(parsed.query) if parsed.query else ()
        finally:
            search.close()
    except EnvironmentFault as fault:
        return report_environment_fault(fault)
    if answer.own_fault:
        print(answer.own_fault, file=sys.stderr)
    for query_fault in parsed.faults:
        print(*_fault_lines(parsed, query_fault), sep="\n", file=sys.stderr)
    if chosen.format == "json":
        text = json.dumps(search_record(answer, facets), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(_lines(answer, facets)) + "\n"
    with ignore_closed_pipe():
        sys.stdout.write(text)
    return 0 if answer.hits or answer.own else NOTHING_FOUND


def _own_file() -> Path | None:
    """Return the user's annotations file, None if there is none."""
    usual = paths.annotations_file()
    if paths.is_portable():
        usual = paths.portable_folder() / usual.name
    try:
        return usual if usual.exists() else None
    except OSError:  # a folder without permission to read it
        return None


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="coopviewer search",
        description='Find entries by words, "exact phrases", -excluded words, and filters: kind: region: country: '
        "network: partner: funder: instrument: goal: active: grant: basis:, and on your annotations tag: has:. Several "
        "values of one filter, separated by commas, mean any of them. A quotation mark inside quotation marks is "
        "written twice. Your notes and tags are searched too. The exit status is 1 if nothing is found.",
        epilog="Example: coopviewer search 'kind:project partner:IOM active:2018..2020 grant:>3m goal:training'. "
        "If a query begins with a hyphen, write -- before it.",
    )
    parser.add_argument("query", metavar="QUERY", help="the query, as one argument")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--reference", metavar="FILE", type=Path, help="the reference (default: the bundled one)")
    parser.add_argument(
        "--annotations", metavar="FILE", type=Path, help="the annotations to search too (default: your own, if any)"
    )
    parser.add_argument(
        "--limit", metavar="N", type=_limit, default=LIMIT, help=f"at most N results (default: {LIMIT})"
    )
    return parser


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _MOST_LIMIT:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST_LIMIT}")
    return int(text)


def _fault_lines(parsed: ParsedQuery, fault: QueryFault) -> Iterator[str]:
    """Yield the part of the query around a fault, and a message.

    The query may be long and have any character in it.
    """
    yield from (_INDENT + line for line in caret_lines(parsed.text, fault, _WIDTH - len(_INDENT)))
    yield fault_words(fault, str)


def _lines(answer: SearchAnswer, facets: Sequence[FacetCounts]) -> Iterator[str]:
    yield _heading(answer)
    yield from (unknown_words(each, str) for each in answer.unknown)
    if answer.did_you_mean:
        yield "Did you mean: " + ", ".join(each.text for each in answer.did_you_mean) + "?"
    if answer.nearest:
        yield "Entries with some of these words: " + ", ".join(ref.title for ref in answer.nearest) + "."
    for hit in answer.hits:
        yield ""
        yield from _hit(hit)
    if answer.own:
        yield ""
        yield "In your annotations:"
    for hit in answer.own:
        yield ""
        yield from _hit(hit)
    if answer.hits:
        yield ""
        yield from filter(None, map(_facet, facets))


def _heading(answer: SearchAnswer) -> str:
    if not answer.query:
        return "There is nothing to search for."
    count = len(answer.hits)
    results = "1 result" if count == 1 else f"{count} results"
    if answer.more:
        results = f"The first {count} results"
    partly = "" if answer.complete else " There may be more, since not all entries were checked."
    return f"{results if count else 'Nothing was found'} for: {answer.query}.{partly}"


def _hit(hit: SearchHit) -> Iterator[str]:
    where = match_words(hit.match, str)
    shown = "" if hit.match.text in ("", hit.ref.title, hit.snippet.text) else f": {hit.match.text}"
    yield f"{hit.ref.title}  ({hit.ref.id})"
    wrapper = TextWrapper(_WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    if where:
        yield from wrapper.wrap(f"[{where}{shown}]")
    if hit.activity is not None:
        yield from wrapper.wrap(activity_words(hit.activity, str))
    yield from wrapper.wrap(hit.snippet.text)


def _facet(facet: FacetCounts) -> str:
    found = [value for value in facet.values if value.count]
    if len(found) < 2 and not any(value.chosen for value in found):
        return ""
    shown = ", ".join(
        f"{value.ref.title if value.ref else value.value} {_count(value)}" for value in found[:_MOST_VALUES]
    )
    rest = f", and {len(found) - _MOST_VALUES} more" if len(found) > _MOST_VALUES else ""
    wrapper = TextWrapper(_WIDTH, subsequent_indent=_INDENT)
    return "\n".join(wrapper.wrap(f"{facet_word(facet.facet, str)}: {shown}{rest}"))


def _count(value: FacetValue) -> str:
    return f"{value.count:,}{'+' if value.more else ''}"
