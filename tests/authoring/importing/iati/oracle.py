"""Every attribute, text and empty unknown element of a file, and whether each is found again in what was read of it."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from coopviewer.authoring.importing.iati import versions
from coopviewer.authoring.importing.iati.languages import tag_of
from coopviewer.authoring.importing.iati.standard import unknown_name
from tests.authoring.importing.iati.reading import ReadFile

_XML = "{http://www.w3.org/XML/1998/namespace}"
_PARTS = re.compile(r"[ /:=_]")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)([T ]00:00(:00(\.0+)?)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_EQUAL = {
    **{word: {str(kind)} for word, kind in (versions.MILESTONES | versions.UNSURE_MILESTONES).items()},
    "true": {"1"},
    "false": {"0"},
    "DAC": {"1"},
    "DAC-5": {"1"},
}
"""Words of the standard that stand for a code, by what they become."""


def _equals(value: str) -> set[str]:
    """Return what a value may have become: one of the words for it in the present version, or its language's tag."""
    found = {value, *_EQUAL.get(value, ())}
    for words in (
        versions.ROLES,
        versions.TRANSACTION_TYPES,
        versions.BUDGET_TYPES,
        versions.RELATED,
        versions.DESCRIPTIONS,
        versions.SECTOR_VOCABULARIES,
        versions.MARKER_VOCABULARIES,
        versions.STATUSES,
    ):
        found |= {becomes for word, becomes in words.items() if word.lower() == value.lower()}
    kind = value.lower().replace(" ", "-")
    found |= _EQUAL.get(kind, set())
    if midnight := _MIDNIGHT.fullmatch(value):
        found.add(midnight[1])
    return found | {tag_of(value) or value, value.upper()}


def values_of(file: str | bytes) -> Iterator[tuple[str, str]]:
    """Yield the path and the value of each attribute and text of a file, with white space collapsed.

    An empty element whose name the standard lacks is yielded with its name, without a prefix, as the value, unless it
    is within a text, where it is markup.
    """
    yield from _of(ET.fromstring(file), "")


def _of(element: ET.Element, path: str, in_text: bool = False) -> Iterator[tuple[str, str]]:
    path = f"{path}/{element.tag}"
    for name, value in element.attrib.items():
        yield f"{path}/@{name}", " ".join(value.split())
    text = " ".join((element.text or "").split())
    yield path, text
    if not (in_text or text or len(element) or element.attrib) and unknown_name(element.tag) is not None:
        yield path, element.tag.rpartition("}")[2]
    has_text = in_text or bool(text) or any((child.tail or "").strip() for child in element)
    for child in element:
        yield from _of(child, path, has_text)
        yield path, " ".join((child.tail or "").split())


def lost(file: str | bytes, read: ReadFile) -> list[tuple[str, str]]:
    """Return the values of a file that are in none of the facts, entries and notes made of it."""
    kept = set(read.kept())
    words = {word for text in kept for word in (*_PARTS.split(text), *text.split(" "))} | kept
    everything = "\0".join(kept)
    return [(path, value) for path, value in values_of(file) if value and not _is_in(value, words, everything)]


def _is_in(value: str, words: Iterable[str], everything: str) -> bool:
    return bool(_equals(value) & set(words)) or (len(value) > 4 and value in everything)
