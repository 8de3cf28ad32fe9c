"""Codes, places, documents, related activities and results as elements of an activity."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.published_facts import Classification, Indicator, Mention, Place, Result
from coopviewer.exchange.iati.elements import child, element, is_day, narrative, own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import mark

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
_SIGNIFICANCE = {"humanitarian-scope": "type"}
# codes of the list RelatedActivityType, by predicate
_RELATED = {"parent-of": "2", "sibling-of": "3", "cofunded-with": "4", "related-to": "5"}
_FORMAT = "application/octet-stream"  # of a document whose format is not stated
_WORLD = "http://www.opengis.net/def/crs/EPSG/0/4326"
_POSITION = re.compile(r"[+-]?\d+(\.\d+)? [+-]?\d+(\.\d+)?", re.ASCII)
_CATEGORY = "A12"  # other documents


def complete(activity: Element) -> None:
    """Add what the standard asks of a document or a point and the source does not state, marked as computed."""
    for point in activity.iter("point"):
        if point.get("srsName") is None:
            point.set("srsName", _WORLD)
            point.set(own("computed"), "srsName")
    for document in activity.iter("document-link"):
        if document.get("format") is None:
            document.set("format", _FORMAT)
            document.set(own("computed"), "format")
        if document.find("category") is None:
            child(document, "category", code=_CATEGORY).set(own("computed"), "true")


def attributes_of(codes: Iterable[Classification]) -> dict[str, str]:
    """Return the attributes of an activity that are codes, by name; its language is not among them."""
    return {_ATTRIBUTES[each.scheme]: each.code for each in codes if each.scheme in _ATTRIBUTES}


def is_attribute(classification: Classification) -> bool:
    """Return whether a code is an attribute of the activity."""
    return classification.scheme in (*_ATTRIBUTES, _LANGUAGE)


def is_said_by_attribute(classification: Classification) -> bool:
    """Return whether an attribute of the activity says a code as the source gives it."""
    return is_attribute(classification) and classification.as_given == classification.code


def details(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the codes, locations, documents, related activities and results of an activity as elements."""
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
    if classification.label is not None and name in ("policy-marker", "tag"):
        narrative(made, classification.label)
    return made


def _location(place: Place) -> Element:
    made = element("location")
    if place.code is not None:
        child(made, "location-id", code=place.code, vocabulary=place.vocabulary or "G1")
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
    narrative(child(made, "title"), document.title or document.about, document.language)
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
    for result in activity.of_type(Result):
        made = element("result", type=result.type or "9")
        language = None if result.language == "und" else result.language
        narrative(child(made, "title"), result.title, language)
        if result.description is not None:
            narrative(child(made, "description"), result.description, language)
        if result.id not in indicators:
            notes.add("result-without-indicator", result.title)
            continue
        for indicator in indicators[result.id]:
            made.append(mark(_indicator(indicator), indicator))
        yield mark(made, result)


def _indicator(indicator: Indicator) -> Element:
    ascending = None if indicator.ascending is None else str(int(indicator.ascending))
    made = element("indicator", measure=indicator.measure or "5", ascending=ascending)
    narrative(child(made, "title"), indicator.title)
    for period in indicator.periods:
        of_period = child(made, "period")
        for name, day in (("period-start", period.period_start), ("period-end", period.period_end)):
            if is_day(day):
                child(of_period, name, iso_date=day)
        for name, reached in (("target", period.target), ("actual", period.actual)):
            if reached is not None:
                child(of_period, name, value=reached)
    return made
