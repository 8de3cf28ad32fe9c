"""Checks texts: not empty, without control characters; languages, URLs, currencies and hashes are well-formed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from coopviewer.authoring.examination import Examination, Item
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.facts import DocumentFact, Fact
from coopviewer.domain.reference.money import is_currency
from coopviewer.domain.reference.published_facts import Indicator, Result

# RFC 5646, 2.1: language, script, region, variants; extensions and private use are not needed for a reference
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.ASCII
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # a line feed is allowed in a text
_CONTROL_OF_XML = re.compile("[\x7f-\x9f\u2028\u2029]")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_FORMS = {
    "language": (_LANGUAGE, phrase("a BCP 47 tag such as en or zh-Hant")),
    "sha256": (_SHA256, phrase("64 hexadecimal digits in lower case")),
    "url": (_ADDRESS, phrase("an address that begins with https:// or http://")),
}
# what publishers leave empty, and the pages do without
_MAY_BE_EMPTY = frozenset([(DocumentFact, "about"), (Result, "title"), (Indicator, "title")])
_TEXT_FIELDS: dict[type, tuple[str, ...]] = {}


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in texts of everything but facts: empty, with control characters, or not of the form needed.

    Languages, addresses, currencies and hashes must be written as such (``en``, ``https://…``, ``EUR``, 64 hexadecimal
    digits); other texts may not have white space at their ends. A line feed is no fault. In an imported reference
    control characters that XML allows are no fault either.
    """
    yield from _of_all(examination, examination.things)


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in texts of facts, and in the places that their citations name.

    A text may not be empty, have control characters other than line feeds, or white space at its ends; languages,
    addresses, currencies and hashes must be written as such (``en``, ``https://…``, ``EUR``, 64 hexadecimal digits). In
    facts of an imported file control characters that XML allows are no fault, nor are texts that publishers leave
    empty, such as the title of a result.
    """
    facts = examination.dataset.facts
    yield from _of_all(examination, facts)
    for fact in facts:
        for citation in fact.citations:
            expected = None if citation.place is None else _expected_form(citation.place, "place")
            if expected is not None and (citation.line is None or not _CONTROL_OF_XML.search(citation.place or "")):
                yield examination.fault(fact, "citations", display_value(citation.place), expected)


def _of_all(examination: Examination, items: Iterable[Item]) -> Iterator[Fault]:
    for item in items:
        wrong: set[str] = set()
        for name in _names(item):
            value = getattr(item, name)
            expected = _expected_form(value, name) if isinstance(value, str) else None
            if expected is not None and _is_as_published(examination, item, name):
                continue
            # a sort title is derived from the title and has the same fault
            if expected is not None and not (name == "sort_title" and "title" in wrong):
                wrong.add(name)
                yield examination.fault(item, name, display_value(value), expected)


def _is_as_published(examination: Examination, item: Item, name: str) -> bool:
    """Return whether a faulty text may stay, since an imported file has it so: empty, or with control characters."""
    value = str(getattr(item, name))
    if not isinstance(item, Fact):
        return examination.is_imported and _CONTROL_OF_XML.search(value) is not None
    if all(citation.line is None for citation in item.citations):
        return False
    return (type(item), name) in _MAY_BE_EMPTY if value == "" else _CONTROL_OF_XML.search(value) is not None


def _names(item: Item) -> tuple[str, ...]:
    kind = type(item)
    if kind not in _TEXT_FIELDS:
        # content_sha256 is set by the build, and empty before
        excluded = {"content_sha256"} if kind is Edition else set()
        _TEXT_FIELDS[kind] = tuple(name for name in _field_names(kind) if name not in excluded)
    return _TEXT_FIELDS[kind]


def _field_names(kind: type[Item]) -> tuple[str, ...]:
    if issubclass(kind, Fact):
        return tuple(field.name for field in fields(kind))
    return kind._fields


def _expected_form(value: str, name: str) -> str | None:
    if _CONTROL.search(value):
        return phrase("a text without control characters")
    if not value.strip():
        return phrase("a text that is not empty")
    if name in _FORMS:
        form, expected = _FORMS[name]
        return None if form.fullmatch(value) else expected
    if name == "currency":
        return None if is_currency(value) else phrase("an ISO 4217 code such as EUR")
    return phrase("a text without white space at its ends") if value != value.strip() else None
