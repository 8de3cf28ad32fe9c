"""Of any tree of elements, every attribute and every text is found again among facts and published values."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from coopviewer.authoring.importing.iati import activities
from tests.authoring.importing.iati.oracle import lost
from tests.authoring.importing.iati.reading import ReadFile

_TOP = [*activities._CONVERTERS, "contact-info", "location", "legacy-data", "conditions", "crs-add", "unknown", "x:y"]
_INNER = [
    *("narrative", "value", "transaction-type", "transaction-date", "period-start", "period-end", "provider-org"),
    *("receiver-org", "description", "title", "indicator", "period", "baseline", "target", "actual", "comment"),
    *("owner-org", "category", "language", "point", "pos", "location-id", "name", "coordinates", "condition"),
    *("loan-terms", "loan-status", "interest-received", "dimension", "document-link", "sector", "x:z", "unknown"),
    *("recipient-country", "aid-type", "forecast", "exactness", "document-date", "reference", "location"),
]
_ATTRIBUTES = [
    *("code", "vocabulary", "type", "ref", "iso-date", "percentage", "currency", "value-date", "role", "xml:lang"),
    *("significance", "status", "owner-ref", "owner-name", "provider-activity-id", "activity-id", "url", "format"),
    *("latitude", "longitude", "precision", "year", "value", "level", "measure", "ascending", "aggregation-status"),
    *("indicator-uri", "vocabulary-uri", "secondary-reporter", "attached", "name", "x:w", "unknown", "text"),
]
_WORDS = (
    *("1", "2", "3", "4", "9", "99", "DAC", "C", "D", "Funding", "start-actual", "start", "end", "EUR", "eur", "US$"),
    *("en", "EN", "ENG", "fr_CA", "klingon", "n/a", "-", "0", "15136", "140", "NE", "ml", "XX", "http://a.b/c"),
    *("true", "false", "50%", "33,3", "1,234,567.89", "1e6", "Pipeline", "-1.5", "12.5", "45.0"),
)
_TYPED = st.one_of(
    st.sampled_from(_WORDS),
    st.dates().map(str),
    st.dates().map(lambda day: f"{day}T12:30:00Z"),
    st.decimals(min_value=-(10**12), max_value=10**12, places=3).map(str),
    st.integers(min_value=-(10**30), max_value=10**30).map(str),
)
_FREE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
_VALUE = st.one_of(_TYPED, _FREE)


def _element(names: list[str], children: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Any]:
    return st.tuples(
        st.sampled_from(names),
        st.dictionaries(st.sampled_from(_ATTRIBUTES), _VALUE, max_size=4),
        st.one_of(st.just(""), _VALUE),
        st.just([]) if children is None else st.lists(children, max_size=4),
        st.one_of(st.just(""), st.just(""), _VALUE),
    )


_TREE = st.recursive(_element(_INNER), lambda children: _element(_INNER, children), max_leaves=8)
_ACTIVITY = st.lists(_element(_TOP, _TREE), max_size=6)
_OWN_NAMES = ("xml:lang", "default-currency", "hierarchy", "humanitarian", "last-updated-datetime", "x:own", "unknown")
_OWN = st.dictionaries(st.sampled_from(_OWN_NAMES), _VALUE)


def _written(node: Any, count: list[int]) -> str:
    """Return an element as XML; values that are no typed ones get a number, so that each occurs once."""
    name, attributes, text, children, tail = node

    def marked(value: str) -> str:
        count[0] += 1
        return value if value.isascii() else f"{value}·{count[0]}"

    inner = "".join(_written(child, count) for child in children)
    written = "".join(f" {key}={quoteattr(marked(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{escape(marked(text))}{inner}</{name}>{escape(marked(tail))}"


@settings(max_examples=40, deadline=None)
@given(_ACTIVITY, _OWN)
def test_of_any_tree_every_value_is_found_again(nodes: list[Any], own: dict[str, str]) -> None:
    count = [0]
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in own.items())
    file = (
        f'<iati-activities xmlns:x="http://x" version="2.03"><iati-activity{attributes}>'
        f"{''.join(_written(node, count) for node in nodes)}</iati-activity></iati-activities>"
    )
    assert lost(file, ReadFile(file)) == []
