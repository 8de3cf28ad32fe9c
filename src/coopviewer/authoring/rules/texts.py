"""Texts: none empty, none with control characters; languages, addresses, sums and hashes in their forms."""

import re
from collections.abc import Iterator
from dataclasses import fields

from coopviewer.authoring.examination import Examination, Thing
from coopviewer.domain.faults import Fault, shown
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.money import is_currency

# RFC 5646, 2.1: language, script, region, variants; extensions and private use are not needed for a reference
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.ASCII
)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # a line feed may stand in a text
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_FORMS = {
    "language": (_LANGUAGE, "a BCP 47 tag such as en or zh-Hant"),
    "sha256": (_SHA256, "64 hexadecimal digits in small letters"),
    "url": (_ADDRESS, "an address that begins with https:// or http://"),
}
_TEXT_FIELDS: dict[type, tuple[str, ...]] = {}


def check(examination: Examination) -> Iterator[Fault]:
    """Check every text of every thing."""
    for thing in examination.things:
        wrong: set[str] = set()
        for name in _names(thing):
            value = getattr(thing, name)
            expected = _wrong(value, name) if isinstance(value, str) else None
            # a sort title is made from the title, and wrong as that is
            if expected is not None and not (name == "sort_title" and "title" in wrong):
                wrong.add(name)
                yield examination.fault(thing, name, shown(value), expected)


def _names(thing: Thing) -> tuple[str, ...]:
    kind = type(thing)
    if kind not in _TEXT_FIELDS:
        # content_sha256 is the build's own, and empty until then
        without = {"content_sha256"} if kind is Edition else set()
        _TEXT_FIELDS[kind] = tuple(field.name for field in fields(kind) if field.name not in without)
    return _TEXT_FIELDS[kind]


def _wrong(value: str, name: str) -> str | None:
    if _CONTROL.search(value):
        return "a text without control characters"
    if not value.strip():
        return "a text that is not empty"
    if name in _FORMS:
        form, expected = _FORMS[name]
        return None if form.fullmatch(value) else expected
    if name == "currency":
        return None if is_currency(value) else "an ISO 4217 code such as EUR"
    return "a text without white space at its ends" if value != value.strip() else None
