"""Writes codes, places, documents, related activities and results as IATI elements of an activity."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Indicator,
    IndicatorPeriod,
    Mention,
    Place,
    PublishedField,
    Result,
)
from coopviewer.exchange.iati.elements import child, element, is_day, narrative, own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import at, is_of_element, mark, places_of

# element and attribute of the vocabulary, by code list
_CODED = {
    "ActivityScope": ("activity-scope", None),
    "PolicyMarker": ("policy-marker", "vocabulary"),
    "Tag": ("tag", "vocabulary"),
    "HumanitarianScope": ("humanitarian-scope", "vocabulary"),
    "CollaborationType": ("collaboration-type", None),
    "FlowType": ("default-flow-type", None),
    "FinanceType": ("default-finance-type", None),
    "AidType": ("default-aid-type", "vocabulary"),
    "TiedStatus": ("default-tied-status", None),
}
_LANGUAGE, _STATUS = "Language", "ActivityStatus"
_ATTRIBUTES = {
    "Currency": "default_currency",
    "Humanitarian": "humanitarian",
    "Hierarchy": "hierarchy",
    "BudgetNotProvided": "budget_not_provided",
}
_NAMED = ("policy-marker", "tag", "humanitarian-scope")
_SIGNIFICANCE = {"humanitarian-scope": "type"}
# codes of the list RelatedActivityType, by predicate
_RELATED = {"parent-of": "2", "sibling-of": "3", "cofunded-with": "4", "related-to": "5"}
_POSITION = re.compile(r"[+-]?\d+(\.\d+)? [+-]?\d+(\.\d+)?", re.ASCII)
_COMMENT = re.compile(
    r"result/indicator(?:\[(\d+)\])?/period(?:\[(\d+)\])?/(target|actual)/comment/narrative(\[\d+\])?", re.ASCII
)


def attributes_of(codes: Iterable[Classification]) -> dict[str, str]:
    """Return the codes that IATI has as attributes of the activity, such as ``{"default_currency": "EUR"}``.

    These are currency, humanitarian, hierarchy and budget-not-provided; the language is not among them. The keys are
    the attributes' names with ``_`` for ``-``, to be passed to ``element`` as keyword arguments. If the activity has
    several codes for one attribute, the first is returned.
    """
    found: dict[str, str] = {}
    for each in codes:
        if each.scheme in _ATTRIBUTES:
            found.setdefault(_ATTRIBUTES[each.scheme], each.code)
    return found


def is_attribute(classification: Classification) -> bool:
    """Return whether a code is of a list that is written as an attribute of the activity's element, not as an element.

    Among such lists are ``Currency`` (the default currency), ``Language`` and ``Humanitarian``.
    """
    return classification.scheme in (*_ATTRIBUTES, _LANGUAGE)


def said_by_attributes(codes: Iterable[Classification], language: str | None) -> set[str]:
    """Return the ids of those codes that the attributes of the activity's element say in full.

    The attributes are those of ``attributes_of`` and ``xml:lang``, which is ``language``; None: it has none. A code is
    said in full if the attribute has it and the source wrote it the same way: ``EUR`` given as ``EUR``, not as ``eur``.
    Codes of a second currency, for which there is no further attribute, are not said.
    """
    several = [*codes]
    written = attributes_of(several)
    return {
        each.id
        for each in several
        if is_attribute(each)
        and each.as_given == each.code == (language if each.scheme == _LANGUAGE else written[_ATTRIBUTES[each.scheme]])
    }


def details(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the codes, locations, documents, related activities and results of an activity as elements, in this order.

    The status, and codes that are attributes of the activity, are not among them. Documents without an address and
    results without an indicator are left out with a note. Codes of lists that the standard does not know, and periods
    without a first or a last day, are left out without a note.
    """
    for classification in activity.of_type(Classification):
        if is_attribute(classification) or classification.scheme == _STATUS:
            continue  # written already
        made = _coded(classification)
        if made is not None:
            given = classification.label if len(made) else classification.code
            is_exact = given == classification.as_given and (classification.label is None or len(made) > 0)
            yield mark(made, classification, is_exact=is_exact)
    for place in activity.of_type(Place):
        made = _location(place)
        yield mark(made, place, is_exact=place.as_given in (made.findtext("point/pos"), place.name))
    for document in activity.of_type(DocumentFact):
        if document.url is None:
            notes.add("document-without-address", document.about)
        else:
            yield mark(_document(document), document)
    yield from _related(activity)
    yield from _results(activity, notes)


def _coded(classification: Classification) -> Element | None:
    scheme, _, vocabulary = classification.scheme.partition("/")
    if scheme not in _CODED:
        return None
    name, attribute = _CODED[scheme]
    significance = {_SIGNIFICANCE.get(name, "significance"): classification.significance}
    made = element(name, code=classification.code, **significance)
    if attribute is not None and vocabulary:
        made.set(attribute, vocabulary)
    if classification.label is not None and name in _NAMED:
        narrative(made, classification.label)
    return made


def _location(place: Place) -> Element:
    made = element("location")
    if place.code is not None:
        coded = child(made, "location-id", code=place.code, vocabulary=place.vocabulary or "G1")
        if place.vocabulary is None:
            coded.set(own("computed"), "vocabulary")
    for name, text in (("name", place.name), ("description", place.description)):
        if text is not None:
            narrative(child(made, name), text)
    if place.latitude is not None and place.longitude is not None:
        given = _POSITION.fullmatch(place.as_given)
        child(child(made, "point"), "pos", place.as_given if given else f"{place.latitude!r} {place.longitude!r}")
    if place.exactness is not None:
        child(made, "exactness", code=place.exactness)
    return made


def _document(document: DocumentFact) -> Element:
    made = element("document-link", url=document.url)
    # a file states the language of a document apart from that of its title
    language = None if is_of_element(document) else document.language
    title = child(made, "title")
    narrative(title, document.title or document.about, language)
    is_repeated = document.title is None and is_of_element(document)
    if is_repeated:
        title.set(own("computed"), "true")
    if document.about and (document.title is not None or is_repeated):
        narrative(child(made, "description"), document.about, language)
    if document.language is not None:
        child(made, "language", code=document.language.partition("-")[0])
    return made


def _related(activity: WholeProject) -> Iterator[Element]:
    for mention in activity.of_type(Mention):
        kind = mention.type or _RELATED.get(mention.predicate_id, "5")
        yield mark(element("related-activity", ref=mention.ref, type=kind), mention)
    for relation in activity.relations:
        if relation.predicate_id in _RELATED:
            ref = relation.as_given or activity.identifiers.get(relation.object_id, relation.object_id)
            yield mark(element("related-activity", ref=ref, type=_RELATED[relation.predicate_id]), relation)


def _results(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    indicators: dict[str, list[Indicator]] = {}
    for indicator in activity.of_type(Indicator):
        indicators.setdefault(indicator.result_fact_id, []).append(indicator)
    published = _published_comments(activity)
    with_fields = {place for field in activity.of_type(PublishedField) for place in places_of(field)}
    for result in activity.of_type(Result):
        made = element("result", type=result.type or "9")
        made.set(own("key"), result.id.rpartition("/")[2])
        if result.type is None:
            made.set(own("computed"), "type")
        language = None if result.language == "und" else result.language
        narrative(child(made, "title"), result.title, language if result.title else None)
        if result.description is not None:
            narrative(child(made, "description"), result.description, language)
        if result.id not in indicators:
            notes.add("result-without-indicator", result.title)
            continue
        places = [*_whole_places(result, indicators[result.id])]
        told = next((place for place in places if place in with_fields), None)
        for number, indicator in enumerate(indicators[result.id], 1):
            known = published.get((told, number), {}) if told is not None else {}
            made.append(mark(_indicator(indicator, language, known), indicator, is_exact=_is_whole(indicator)))
        yield at(mark(made, result), places)


def _published_comments(activity: WholeProject) -> dict[tuple[str, int], dict[tuple[int, str], set[str]]]:
    """Return the comments on targets and actual values that are kept as published fields, so as to write them once.

    The outer key is the place of the result and the number of the indicator, the inner one period and element.
    """
    found: dict[tuple[str, int], dict[tuple[int, str], set[str]]] = {}
    for field in activity.of_type(PublishedField):
        firsts = {match[0] for value in field.values if (match := _COMMENT.fullmatch(value.path)) and not match[4]}
        for value in field.values:
            match = _COMMENT.fullmatch(value.path)
            if match is not None and match[0].removesuffix(match[4] or "") in firsts:
                key = int(match[2] or 1), match[3]
                for place in places_of(field):
                    found.setdefault((place, int(match[1] or 1)), {}).setdefault(key, set()).add(value.value)
    return found


def _whole_places(result: Result, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Yield the places of a result (in files) that have exactly these indicators in this order, with all periods."""
    for place in places_of(result) if all(map(_is_whole, indicators)) else ():
        found = [each for indicator in indicators for each in places_of(indicator) if each.startswith(f"{place}, ")]
        if found == [f"{place}, indicator {number}" for number in range(1, len(indicators) + 1)]:
            yield place


def _indicator(
    indicator: Indicator, language: str | None, published: Mapping[tuple[int, str], Container[str]]
) -> Element:
    """Return an indicator with its periods, without comments that are ``published``, as they are written elsewhere.

    Periods of which a day is missing are left out, as the standard demands both.
    """
    ascending = None if indicator.ascending is None else str(int(indicator.ascending))
    made = element("indicator", measure=indicator.measure or "5", ascending=ascending)
    if indicator.measure is None:
        made.set(own("computed"), "measure")
    narrative(child(made, "title"), indicator.title, language if indicator.title else None)
    baseline = _baseline(indicator.baseline)
    if baseline is not None:
        made.append(baseline)
    for number, period in enumerate(indicator.periods, 1):
        if not _has_days(period):
            continue
        of_period = child(made, "period")
        for name, day in (("period-start", period.period_start), ("period-end", period.period_end)):
            child(of_period, name, iso_date=day)
        for name, value in (("target", period.target), ("actual", period.actual)):
            is_on = name == ("target" if period.actual is None else "actual")
            is_known = any(period.comment in published.get((number, each), ()) for each in ("target", "actual"))
            comment = period.comment if is_on and not is_known else None
            if value is not None or comment is not None:
                reached = child(of_period, name, value=value)
                if comment is not None:
                    narrative(child(reached, "comment"), comment, language)
    return made


def _is_whole(indicator: Indicator) -> bool:
    """Return whether the standard has a place for the baseline and for each period of an indicator."""
    has_baseline = indicator.baseline is None or _baseline(indicator.baseline) is not None
    return has_baseline and all(map(_has_days, indicator.periods))


def _has_days(period: IndicatorPeriod) -> bool:
    return is_day(period.period_start) and is_day(period.period_end)


def _baseline(baseline: str | None) -> Element | None:
    """Return a baseline, given as text after its year or day; None without these: the standard has no place for it."""
    when, is_dated, value = (baseline or "").partition(": ")
    if not is_dated:  # "1500" is a value
        return None
    if is_day(when):
        made = element("baseline", year=when[:4], iso_date=when, value=value)
        made.set(own("computed"), "year")
        return made
    return element("baseline", year=when, value=value) if re.fullmatch(r"\d{4}", when, re.ASCII) else None
