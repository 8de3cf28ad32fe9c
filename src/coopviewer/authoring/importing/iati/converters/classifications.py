"""Converts codes to classifications: status, scope, default types, policy markers, tags, attributes of the activity."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element, language_attribute
from coopviewer.authoring.importing.iati.keys import fact_key
from coopviewer.authoring.importing.iati.languages import UNKNOWN
from coopviewer.authoring.importing.iati.versions import FALSE, MARKER_VOCABULARIES, STATUSES, TRUE
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.money import is_currency
from coopviewer.domain.reference.published_facts import Classification


class _List(NamedTuple):
    """The code list of an element's codes.

    ``vocabulary`` is the one meant where the element names none, None: the list has no vocabularies. ``words`` are
    codes by words that files have in their place, ``vocabularies`` the present names of vocabularies by earlier ones.
    """

    scheme: str
    vocabulary: str | None = None
    words: Mapping[str, str] = {}
    vocabularies: Mapping[str, str] = {}


_LISTS = {
    "activity-status": _List("ActivityStatus", words=STATUSES),
    "activity-scope": _List("ActivityScope"),
    "collaboration-type": _List("CollaborationType"),
    "default-flow-type": _List("FlowType"),
    "default-finance-type": _List("FinanceType"),
    "default-aid-type": _List("AidType", "1"),
    "default-tied-status": _List("TiedStatus"),
    "policy-marker": _List("PolicyMarker", "1", vocabularies=MARKER_VOCABULARIES),
    "tag": _List("Tag", "1"),
    "humanitarian-scope": _List("HumanitarianScope", "1-2"),
}
LISTED = frozenset(_LISTS)
"""The names of the elements that ``convert_code`` converts."""
_SEVERAL = ("policy-marker", "tag", "humanitarian-scope", "default-aid-type")


def convert_code(element: Element, conversion: Conversion) -> None:
    """Convert an element of LISTED to a classification, with the code, its vocabulary and the first text.

    An element without a code stays a published field, and is noted if it has a text; but a status in words (those of
    STATUSES) is converted to its code. A code that is missing in its code list is converted too, and noted, except in
    elements that may name another list as their vocabulary, such as ``tag``.
    """
    listed = _LISTS[element.name]
    code, label = element.get("code"), None
    texts = conversion.texts(element)
    if texts:
        label = texts[0]
    if code is None and label is not None and (code := listed.words.get(label.text.lower())):
        conversion.once(ImportSeverity.MENDED, "code-in-words", label.text, code, element)
    if code is None:
        if label is not None:
            conversion.once(ImportSeverity.KEPT, "no-code", label.text, "", element)
        return
    if conversion.directory.lacks(listed.scheme, code) and listed.vocabulary is None:
        conversion.once(ImportSeverity.KEPT, "list-code", code, listed.scheme, element)
    scheme, part = _scheme(listed, element, conversion)
    significance = "significance" if element.name == "policy-marker" else "type"
    conversion.add(
        Classification,
        fact_key(element.name, part + code) if element.name in _SEVERAL else element.name,
        element,
        scheme=scheme,
        code=code,
        ordinal=conversion.ordinal(element.name),
        as_given=label.text if label else code,
        label=label.text if label else None,
        significance=element.get(significance),
    )
    element.used("code", significance)
    if label is not None:
        conversion.used(label, conversion.language)


def _scheme(listed: _List, element: Element, conversion: Conversion) -> tuple[str, str]:
    """Return an element's code list with its vocabulary, and the vocabulary as the beginning of a key, or empty."""
    if listed.vocabulary is None:
        return listed.scheme, ""
    given = element.get("vocabulary")
    vocabulary = listed.vocabularies.get(given or "", given) or listed.vocabulary
    if given is not None:
        conversion.read_as(given, vocabulary, element)
    element.used("vocabulary")
    return f"{listed.scheme}/{vocabulary}", f"{vocabulary}-"


def convert_attributes(activity: Element, conversion: Conversion) -> None:
    """Convert the activity's default language and currency, humanitarian flag, hierarchy and budget-not-provided.

    Each that is stated becomes a classification. The currency is stored in ``conversion``, for sums that have none. A
    currency that is not known, or a language that ``tag_of`` cannot read, stays a published field, with a note.
    """
    if (found := language_attribute(activity)) and (tag := conversion.language_of(activity)) != UNKNOWN:
        _add(activity, conversion, "default-language", "Language", tag, found[1])
        activity.used(found[0])
    if given := activity.get("default-currency"):
        currency = given.upper()
        if is_currency(currency):
            conversion.currency = currency
            _add(activity, conversion, "default-currency", "Currency", currency, given)
            activity.used("default-currency")
        else:
            conversion.note(ImportSeverity.KEPT, "currency", given, "", activity)
    if given := activity.get("humanitarian"):
        code = "1" if given in TRUE else "0" if given in FALSE else given
        _add(activity, conversion, "humanitarian", "Humanitarian", code, given)
        activity.used("humanitarian")
    for name, scheme in (("hierarchy", "Hierarchy"), ("budget-not-provided", "BudgetNotProvided")):
        if given := activity.get(name):
            _add(activity, conversion, name, scheme, given, given)
            activity.used(name)


def _add(activity: Element, conversion: Conversion, key: str, scheme: str, code: str, given: str) -> None:
    conversion.add(Classification, key, activity, scheme=scheme, code=code, ordinal=1, as_given=given)
