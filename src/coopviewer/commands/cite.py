"""``coopviewer cite``: print the citation of a page, a fact, a search or the edition."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.browsing.addresses import SCHEME, Address, parse_address, search_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.cited import Cited
from coopviewer.domain.reference.pages import find_fact
from coopviewer.domain.search.syntax import parse_query
from coopviewer.exchange.citations.formats import CitationFormat, write_citations
from coopviewer.exchange.files import save_file
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.pages.citation import cite_edition, cite_fact, cite_list, cite_page, search_title
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.words.faults.query_fault_words import fault_words
from coopviewer.standard_output import confirm, print_error, print_json, print_text, print_utf8
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.storage.search.personal_search import entries_found


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Cite and return the exit status; 2 for a fault, such as an unknown address.

    The status is 1 if the query is invalid, if it finds no entry with ``--each`` and no address is to be cited either,
    or if the result cannot be printed.
    """
    parser = _parser(tr)
    chosen = parser.parse_args(arguments)
    chosen.format = chosen_format(chosen, {each.extension: each for each in CitationFormat}, CitationFormat.TEXT)
    if not chosen.address and chosen.query is None:
        parser.error(tr("Name what to cite: an address, the id of a fact, home, or a search with --query."))
    if chosen.each and chosen.query is None:
        parser.error(tr("--each needs a search: use it with --query."))
    return run_verb(lambda: _cite(chosen, tr), tr)


def _parser(tr: Translate) -> ArgumentParser:
    description = tr(
        "Print a citation with the value cited, its source with publisher, section and place, edition, as-of, the day "
        "of access and the address. Several addresses are cited in their order."
    )
    parser = make_parser("cite", description, tr)
    address = tr("such as country/NE, source/…, the id of a fact, or home for the edition")
    parser.add_argument("address", metavar="ADDRESS", nargs="*", help=address)
    parser.add_argument("--query", metavar="QUERY", help=tr("cite this search, as one argument"))
    parser.add_argument("--each", action="store_true", help=tr("cite each entry that the search finds instead"))
    names = tuple(map(str, CitationFormat))
    parser.add_argument(
        "--format", choices=names, help=tr("the format (default: by the extension of the file, else text)")
    )
    output = tr("write to this file instead of printing")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    add_reference(parser, tr)
    return parser


def _cite(chosen: Namespace, tr: Translate) -> int:
    path = chosen.reference or paths.reference_file()
    store = ReferenceStore(path)
    try:
        cited = tuple(_cited(store, text, tr) for text in chosen.address)
        if chosen.query is not None:
            parsed = parse_query(chosen.query)
            if parsed.faults:
                print_error(*(fault_words(fault, tr) for fault in parsed.faults))
                return NOT_DONE
            cited += _cited_search(store, chosen.query, tr, each=chosen.each)
    finally:
        store.close()
    if not cited:
        print_error(tr("Nothing was found for: {query}.").format(query=chosen.query))
        return NOT_DONE
    _write(CitationFormat(chosen.format), cited, chosen.output, tr)
    return 0


def _write(form: CitationFormat, cited: tuple[Cited, ...], output: Path | None, tr: Translate) -> None:
    text = write_citations(form, cited, tr)
    if output is None:
        printing: dict[CitationFormat, Callable[[str], None]] = {
            CitationFormat.CSL: print_json,
            CitationFormat.TEXT: print_text,
            CitationFormat.RIS: partial(print_utf8, line_end="\r\n"),
        }
        printing.get(form, print_utf8)(text)
        return
    save_file(output, text.encode())
    count = len(cited)
    confirm(
        tr.plural("{n} citation was written to {path}.", "{n} citations were written to {path}.", count, path=output)
    )


def _cited(store: ReferenceStore, text: str, tr: Translate) -> Cited:
    """Return the citation of an address (of the edition, for that of home) or, by its id, of a fact.

    Raises EnvironmentFault if there is no such page or fact.
    """
    address, fact_id = _address_and_fact(text)
    if address.is_home:
        return cite_edition(store.edition, date.today())
    if not address.is_page:  # a search is cited with --query, since the shell would take its & for its own
        raise EnvironmentFault("address.invalid", address=text, example="country/NE")
    page = store.page(address)
    if not fact_id:
        return cite_page(page, str(address), store.edition, date.today())
    fact = find_fact(page, fact_id)
    if fact is None:
        raise EnvironmentFault("reference.no-fact", fact=fact_id)
    document = lay_out_whole(page, store.edition, date.today(), tr)
    return cite_fact(page, fact, document, store.edition, date.today(), tr)


def _address_and_fact(text: str) -> tuple[Address, str]:
    """Return the address of a page, and the id of a fact on it; empty if ``text`` is the address of the page itself.

    Raises EnvironmentFault if it is neither.
    """
    with suppress(ValueError):
        return parse_address(text), ""
    fact_id = text.removeprefix(SCHEME)  # it begins with the id of its entry
    try:
        return parse_address("/".join(fact_id.split("/")[:2])), fact_id
    except ValueError:
        raise EnvironmentFault("address.invalid", address=text, example="country/NE") from None


def _cited_search(store: ReferenceStore, query: str, tr: Translate, *, each: bool) -> tuple[Cited, ...]:
    found = entries_found(store.path, existing_own_annotations(), parse_query(query).query)
    today = date.today()
    if not each:
        title = search_title(query, len(found), tr)
        return (cite_list(title, str(search_address(query)), store.edition, today),)
    addresses = [Address(entry_id) for entry_id in sorted(found)]
    return tuple(cite_page(store.page(address), str(address), store.edition, today) for address in addresses)
