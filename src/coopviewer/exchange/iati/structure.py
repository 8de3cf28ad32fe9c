"""The structure of an activity in version 2.03 of the standard: attributes and children of each element, in order."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.timeframes import Precision, parse_date

ROOT = "iati-activity"

# from iati-activities-schema.xsd and iati-common.xsd; a name with its parent where the parents differ
# ! is needed (a child: exactly one), ? at most one, + at least one
_STRUCTURE = """\
iati-activity: @last-updated-datetime @xml:lang @default-currency @humanitarian @hierarchy @linked-data-uri
    @budget-not-provided | iati-identifier! reporting-org! title! description+ participating-org+ other-identifier
    activity-status! activity-date+ contact-info activity-scope? recipient-country recipient-region location sector
    tag country-budget-items? humanitarian-scope policy-marker collaboration-type? default-flow-type?
    default-finance-type? default-aid-type default-tied-status? budget planned-disbursement capital-spend? transaction
    document-link related-activity legacy-data conditions? result crs-add? fss?
iati-identifier: |
reporting-org: @ref! @type! @secondary-reporter | narrative+
narrative: @xml:lang |
title: | narrative+
iati-activity/description: @type | narrative+
participating-org: @ref @type @role! @activity-id @crs-channel-code | narrative
other-identifier: @ref! @type! | owner-org?
owner-org: @ref | narrative
activity-status: @code! |
activity-date: @type! @iso-date! | narrative
contact-info: @type | organisation? department? person-name? job-title? telephone email website mailing-address
organisation: | narrative+
department: | narrative+
person-name: | narrative+
job-title: | narrative+
telephone: |
email: |
website: |
mailing-address: | narrative+
activity-scope: @code! |
iati-activity/recipient-country: @code! @percentage | narrative
iati-activity/recipient-region: @code! @vocabulary @vocabulary-uri @percentage | narrative
iati-activity/location: @ref | location-reach? location-id name? description? activity-description? administrative
    point? exactness? location-class? feature-designation?
location-reach: @code! |
location-id: @code! @vocabulary! |
name: | narrative+
location/description: | narrative+
activity-description: | narrative+
administrative: @code! @vocabulary! @level |
point: @srsName! | pos!
pos: |
exactness: @code! |
location-class: @code! |
feature-designation: @code! |
iati-activity/sector: @vocabulary @vocabulary-uri @code! @percentage | narrative
tag: @code! @vocabulary! @vocabulary-uri | narrative
country-budget-items: @vocabulary! | budget-item+
budget-item: @code! @percentage | description?
budget-item/description: | narrative+
humanitarian-scope: @type! @vocabulary! @vocabulary-uri @code! | narrative
policy-marker: @vocabulary @vocabulary-uri @code! @significance | narrative
collaboration-type: @code! |
default-flow-type: @code! |
default-finance-type: @code! |
default-aid-type: @code! @vocabulary |
default-tied-status: @code! |
budget: @type @status | period-start! period-end! value!
period-start: @iso-date! |
period-end: @iso-date! |
value: @currency @value-date! |
planned-disbursement: @type | period-start! period-end? value! provider-org? receiver-org?
provider-org: @ref @provider-activity-id @type | narrative
receiver-org: @ref @receiver-activity-id @type | narrative
capital-spend: @percentage! |
transaction: @ref @humanitarian | transaction-type! transaction-date! value! description? provider-org? receiver-org?
    disbursement-channel? sector recipient-country? recipient-region? flow-type? finance-type? aid-type tied-status?
transaction-type: @code! |
transaction-date: @iso-date! |
transaction/description: | narrative+
disbursement-channel: @code! |
transaction/sector: @vocabulary @vocabulary-uri @code! | narrative
transaction/recipient-country: @code! | narrative
transaction/recipient-region: @code! @vocabulary @vocabulary-uri | narrative
flow-type: @code! |
finance-type: @code! |
aid-type: @code! @vocabulary |
tied-status: @code! |
document-link: @url! @format! | title! description? category+ language document-date?
document-link/description: | narrative+
category: @code! |
language: @code! |
document-date: @iso-date! |
related-activity: @ref! @type! |
legacy-data: @name! @value! @iati-equivalent |
conditions: @attached! | condition
condition: @type! | narrative+
result: @type! @aggregation-status | title! description? document-link reference indicator+
result/description: | narrative+
result/reference: @code! @vocabulary! @vocabulary-uri |
indicator: @measure! @ascending @aggregation-status | title! description? document-link reference baseline period
indicator/description: | narrative+
indicator/reference: @vocabulary! @code! @indicator-uri |
baseline: @iso-date @year! @value | location dimension document-link comment?
baseline/location: @ref |
dimension: @name @value |
comment: | narrative+
period: | period-start! period-end! target actual
target: @value | location dimension comment? document-link
target/location: @ref |
actual: @value | location dimension comment? document-link
actual/location: @ref |
crs-add: | other-flags loan-terms? loan-status? channel-code?
other-flags: @code! @significance! |
loan-terms: @rate-1 @rate-2 | repayment-type? repayment-plan? commitment-date? repayment-first-date?
    repayment-final-date?
repayment-type: @code! |
repayment-plan: @code! |
commitment-date: @iso-date! |
repayment-first-date: @iso-date! |
repayment-final-date: @iso-date! |
loan-status: @year! @currency @value-date! | interest-received? principal-outstanding? principal-arrears?
    interest-arrears?
interest-received: |
principal-outstanding: |
principal-arrears: |
interest-arrears: |
channel-code: |
fss: @extraction-date! @priority @phaseout-year | forecast
forecast: @year! @currency @value-date |
"""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL_TEXTS = (
    "value",
    "forecast",
    "interest-received",
    "principal-outstanding",
    "principal-arrears",
    "interest-arrears",
)
_WHOLE_ATTRIBUTES = ("hierarchy", "level", "year", "phaseout-year")
_TEXTS = (
    *("iati-identifier", "narrative", "telephone", "email", "website", "pos", "value", "channel-code", "forecast"),
    *_DECIMAL_TEXTS[2:],
)
_LANGUAGE, _PREFIX = "xml:lang", "{http://www.w3.org/XML/1998/namespace}"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_TRUTHS = ("humanitarian", "ascending", "aggregation-status", "attached", "secondary-reporter")


class _Shape(NamedTuple):
    """What an element may have: its attributes and children, in order.

    ``needed`` are the required attributes; ``numbers`` the least and the greatest number of each child.
    """

    attributes: frozenset[str]
    needed: frozenset[str]
    children: tuple[str, ...]
    numbers: Mapping[str, tuple[int, int]]


_MANY = 1 << 30
_NUMBERS = {"!": (1, 1), "?": (0, 1), "+": (1, _MANY)}


@cache
def _shapes() -> dict[str, _Shape]:
    found = {}
    for line in re.sub(r"\n +", " ", _STRUCTURE).splitlines():
        name, _, rest = line.partition(": ")
        attributes, _, children = rest.rpartition("| ") if "| " in rest else (rest.rstrip("|"), "", "")
        names = [each[1:] for each in attributes.split()]
        found[name] = _Shape(
            frozenset(each.rstrip("!") for each in names),
            frozenset(each.rstrip("!") for each in names if each.endswith("!")),
            tuple(each.rstrip("!?+") for each in children.split()),
            {each.rstrip("!?+"): _NUMBERS.get(each[-1], (0, _MANY)) for each in children.split()},
        )
    return found


def _shape(name: str, parent: str) -> _Shape | None:
    return _shapes().get(f"{parent}/{name}") or _shapes().get(name)


def is_sayable(path: Sequence[str], value: str) -> bool:
    """Return whether the standard has a place for a value, and the value is of the type demanded there, such as a day.

    ``path`` are the names from below the activity, such as ``("budget", "value", "@currency")``: the last one is an
    attribute (with ``@``) or an element with text. A name of another namespace (``x:note``), with whatever is below it,
    has a place in each element that the standard knows.
    """
    parent, shape = ROOT, _shape(ROOT, "")
    for name in path:
        if ":" in name and name != f"@{_LANGUAGE}":
            return True
        if shape is None:
            return False
        if name.startswith("@"):
            return name[1:] in shape.attributes and _is_of_type(name[1:], value)
        if name not in shape.children:
            return False
        parent, shape = name, _shape(name, parent)
    last = path[-1]
    return last in _TEXTS and (last not in _DECIMAL_TEXTS or _NUMBER.fullmatch(value) is not None)


def has_narrative(path: Sequence[str]) -> bool:
    """Return whether the standard puts the text of an element into ``narrative`` children: True for ``("title",)``.

    ``path`` are the names of the elements from below the activity. False for an element unknown to the standard.
    """
    parent, shape = ROOT, _shape(ROOT, "")
    for name in path:
        if shape is None or name not in shape.children:
            return False
        parent, shape = name, _shape(name, parent)
    return shape is not None and "narrative" in shape.children


def may_have_one_more(activity: Element, name: str) -> bool:
    """Return whether the standard allows an activity one more child element with this name, besides those it has.

    False for a name unknown to the standard; True for any name with a prefix, since it is of another namespace.
    """
    shape = _shapes()[ROOT]
    if ":" in name:
        return True
    return name in shape.children and len(activity.findall(name)) < shape.numbers[name][1]


def faults(of: Element, parent: str = ROOT) -> set[str]:
    """Return what an element and those below it lack or have too many of; empty if valid.

    A fault is ``element/child`` (too few or too many), ``element/@attribute`` (missing), or ``element`` alone (a number
    is demanded and there is no text). ``parent`` is the name of the element above ``of``. Elements of other namespaces
    or of unknown names have no faults, nor has what is below them. Unknown attributes and wrong values are not looked
    for; ``is_sayable`` does that.
    """
    shape = _shape(of.tag, parent) if ":" not in of.tag and "}" not in of.tag else None
    if shape is None:
        return set()
    found = {f"{of.tag}/@{name}" for name in shape.needed if of.get(name.replace("xml:", _PREFIX)) is None}
    for name, (least, most) in shape.numbers.items():
        if not least <= len(of.findall(name)) <= most:
            found.add(f"{of.tag}/{name}")
    if of.tag in _DECIMAL_TEXTS and not (of.text or "").strip():
        found.add(of.tag)
    return found.union(*(faults(each, of.tag) for each in of))


def _is_of_type(attribute: str, value: str) -> bool:
    if attribute == _LANGUAGE:
        return _TAG.fullmatch(value) is not None
    if attribute in ("iso-date", "value-date", "extraction-date"):
        return _is_day(value)
    if attribute == "last-updated-datetime":
        return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", value, re.ASCII) is not None
    if attribute == "percentage" or attribute.startswith("rate-"):
        return _NUMBER.fullmatch(value) is not None
    if attribute in _WHOLE_ATTRIBUTES:
        return _WHOLE.fullmatch(value) is not None
    return attribute not in _TRUTHS or value in ("0", "1", "true", "false")


def _is_day(value: str) -> bool:
    try:
        return parse_date(value).precision is Precision.DAY
    except ValueError:
        return False


def put_in_order(of: Element, parent: str = "") -> None:
    """Put the children of an element, and of all below it, into the standard's order; unknown ones come last.

    Children of one name keep their order. ``parent`` is the name of the element above it, empty for the activity.
    """
    shape = _shape(of.tag, parent)
    if shape is not None:
        places = {name: place for place, name in enumerate(shape.children)}
        of[:] = sorted(of, key=lambda each: places.get(each.tag, len(places)))
    for each in of:
        put_in_order(each, of.tag)
