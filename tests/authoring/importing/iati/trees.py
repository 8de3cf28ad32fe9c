"""Trees of elements for Hypothesis: of the standard's names where they belong, of any names, and of both."""

from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st


class Tree(NamedTuple):
    """An element: name, attributes, text, children, and the text after it."""

    name: str
    attributes: dict[str, str]
    text: str
    children: "list[Tree]"
    tail: str

    def written(self, count: list[int]) -> str:
        """Return the element as XML; ``#`` in values becomes a number, so that each such value occurs once."""
        attributes = "".join(f" {key}={quoteattr(_numbered(value, count))}" for key, value in self.attributes.items())
        text = escape(_numbered(self.text, count))
        inner = "".join(child.written(count) for child in self.children)
        return f"<{self.name}{attributes}>{text}{inner}</{self.name}>{escape(_numbered(self.tail, count))}"


def _numbered(value: str, count: list[int]) -> str:
    if "#" in value:
        count[0] += 1
    return value.replace("#", str(count[0]))


_DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(
        ("2012", "2012-05", "2012-02-30", "2012-03-04T05:06:07Z", "2012-03-04Z", "4 May 2012", "about 2011")
    ),
)
_SUMS = st.one_of(
    st.integers(min_value=-(10**25), max_value=10**25).map(str),
    st.decimals(min_value=-(10**12), max_value=10**12, places=3).map(str),
    st.sampled_from(("1,234,567.89", "33,3", "1e6", "+7", ".5", "0.0000000000012", "much", "12 000")),
)
_CODES = st.sampled_from(("1", "2", "3", "4", "5", "7", "99", "C", "D", "TB", "15136", "140", "XI", "a#", "n/a"))
_LANGUAGES = st.sampled_from(("en", "fr", "EN", "ENG", "fr_CA", "klingon", "de"))
_CURRENCIES = st.sampled_from(("EUR", "USD", "XDR", "eur", "US$", "euro#"))
_TEXTS = st.one_of(
    st.just("text #"),
    st.just("n/a"),
    st.text(st.characters(codec="utf-8", categories=("L", "P", "S")), max_size=6).map("#{}".format),
)
_FLAGS = st.sampled_from(("0", "1", "true", "false", "maybe #"))
_VALUES: dict[str, st.SearchStrategy[str]] = {
    **dict.fromkeys(("iso-date", "value-date", "extraction-date"), _DAYS),
    **dict.fromkeys(("xml:lang", "lang", "x:lang"), _LANGUAGES),
    **dict.fromkeys(("currency", "default-currency"), _CURRENCIES),
    **dict.fromkeys(("percentage", "value"), _SUMS),
    **dict.fromkeys(("attached", "ascending", "secondary-reporter", "humanitarian"), _FLAGS),
    "vocabulary": st.sampled_from(("1", "2", "99", "DAC", "DAC-3", "RO", "own #", "1-2")),
    "role": st.sampled_from(("1", "4", "Funding", "funding", "Donor", "Other #")),
    "type": st.sampled_from(("1", "2", "3", "5", "start-planned", "End-Actual", "start", "Original", "odd #")),
    "ref": st.sampled_from(("XM-DAC-#", "ref #", "N/A", "", "0", "KNOWN-1")),
    "url": st.sampled_from(("http://example.org/#", "www.example.org/#", "see #")),
    "year": st.sampled_from(("2014", "20XX")),
    **dict.fromkeys(("latitude", "longitude"), st.sampled_from(("12.5", "-3", "north #", "200"))),
    "code": st.one_of(_CODES, st.sampled_from(("NE", "ml", "ZZ", "998"))),
}
_ORG = "ref type xml:lang activity-id provider-activity-id receiver-activity-id"
_SHAPES: dict[str, tuple[str, str]] = {
    "iati-identifier": ("", ""),
    "reporting-org": ("ref type secondary-reporter", "narrative"),
    "title": ("xml:lang", "narrative"),
    "description": ("type xml:lang", "narrative p"),
    "participating-org": (f"{_ORG} role crs-channel-code", "narrative"),
    "other-identifier": ("ref type owner-ref owner-name", "owner-org"),
    "owner-org": (_ORG, "narrative"),
    "activity-date": ("type iso-date", "narrative"),
    "recipient-country": ("code percentage", "narrative"),
    "recipient-region": ("code vocabulary percentage", "narrative"),
    "sector": ("code vocabulary percentage vocabulary-uri", "narrative"),
    "policy-marker": ("code vocabulary significance", "narrative"),
    "tag": ("code vocabulary", "narrative"),
    "humanitarian-scope": ("code vocabulary type", "narrative"),
    "activity-status": ("code xml:lang", ""),
    "default-aid-type": ("code vocabulary", "narrative"),
    "budget": ("type status", "period-start period-end value"),
    "planned-disbursement": ("type", "period-start period-end value provider-org receiver-org"),
    "transaction": (
        "ref humanitarian",
        "transaction-type transaction-date value description provider-org receiver-org sector recipient-country",
    ),
    "transaction-type": ("code", ""),
    "aid-type": ("code vocabulary", ""),
    "transaction-date": ("iso-date", ""),
    "period-start": ("iso-date", ""),
    "period-end": ("iso-date", ""),
    "value": ("currency value-date", ""),
    "provider-org": (_ORG, "narrative"),
    "receiver-org": (_ORG, "narrative"),
    "narrative": ("xml:lang lang x:lang", ""),
    "p": ("", "narrative"),
    "location": ("ref", "name location-id point coordinates exactness description administrative"),
    "location-id": ("code vocabulary", ""),
    "administrative": ("code level", ""),
    "name": ("xml:lang", "narrative"),
    "point": ("srsName", "pos"),
    "pos": ("", ""),
    "coordinates": ("latitude longitude precision", ""),
    "exactness": ("code", ""),
    "conditions": ("attached", "condition"),
    "condition": ("type xml:lang", "narrative"),
    "result": ("type aggregation-status", "title description indicator reference"),
    "reference": ("code vocabulary", ""),
    "indicator": ("measure ascending", "title baseline period reference"),
    "baseline": ("year value iso-date", "comment"),
    "period": ("", "period-start period-end target actual"),
    "target": ("value", "comment dimension"),
    "actual": ("value", "comment"),
    "comment": ("xml:lang", "narrative"),
    "dimension": ("name value", ""),
    "document-link": ("url format", "title description category language document-date"),
    "language": ("code", ""),
    "category": ("code", ""),
    "document-date": ("iso-date", ""),
    "activity-website": ("", ""),
    "related-activity": ("ref type", "narrative"),
    "crs-add": ("ref", "loan-status loan-terms"),
    "loan-status": ("year currency value-date", "interest-received principal-outstanding"),
    "loan-terms": ("rate-1 rate-2", "repayment-type"),
    "repayment-type": ("code", ""),
    "interest-received": ("", ""),
    "principal-outstanding": ("", ""),
    "contact-info": ("type", "name telephone"),
    "telephone": ("", ""),
    "x:own": ("x:a ref", "x:own x:sign value"),
    "unknown": ("a b", "unknown sign title"),
    "x:sign": ("", ""),
    "sign": ("", ""),
}
TOP = (
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier", "tag"),
    *("activity-date", "recipient-country", "recipient-region", "sector", "policy-marker", "humanitarian-scope"),
    *("activity-status", "default-aid-type", "budget", "planned-disbursement", "transaction", "location", "conditions"),
    *("result", "document-link", "activity-website", "related-activity", "crs-add", "contact-info", "x:own", "unknown"),
)
_TEXT_OF = {
    **dict.fromkeys(("value", "interest-received", "principal-outstanding"), _SUMS),
    "pos": st.sampled_from(("12.5 -3", "12,5", "1 2 3", "nowhere #")),
    "activity-date": _DAYS,
}
_SIGNS = frozenset(("x:sign", "sign"))  # elements that say something by being there, and mostly have no text
_MOST_DEEP = 5


@st.composite
def _attributes(draw: st.DrawFn, names: str) -> dict[str, str]:
    found = {name: draw(_VALUES.get(name, _TEXTS)) for name in names.split() if draw(st.integers(0, 3))}
    if draw(st.integers(0, 9)) == 0:
        found["odd"] = draw(_TEXTS)
    return found


@st.composite
def fitting(draw: st.DrawFn, name: str, depth: int = 0) -> Tree:
    """Draw an element with the attributes and children that it has in the standard, and now and then another one."""
    names, below = _SHAPES[name]
    possible = below.split() if depth < _MOST_DEEP else []
    chosen = [draw(st.sampled_from(possible)) for _ in range(draw(st.integers(0, 3)))] if possible else []
    if draw(st.integers(0, 14)) == 0 and depth < _MOST_DEEP:
        chosen.append(draw(st.sampled_from(tuple(_SHAPES))))
    has_text = (not possible and name not in _SIGNS) or draw(st.integers(0, 3)) == 0
    text = draw(_TEXT_OF.get(name, _TEXTS)) if has_text else ""
    tail = draw(_TEXTS) if draw(st.integers(0, 19)) == 0 else ""
    return Tree(name, draw(_attributes(names)), text, [draw(fitting(each, depth + 1)) for each in chosen], tail)


def activities() -> st.SearchStrategy[list[Tree]]:
    """Return a strategy for the elements of an activity."""
    return st.lists(st.sampled_from(TOP).flatmap(fitting), min_size=1, max_size=5)


OWN: Any = _attributes(
    "xml:lang default-currency hierarchy humanitarian last-updated-datetime x:own budget-not-provided"
)
"""A strategy for the attributes of an activity itself."""
