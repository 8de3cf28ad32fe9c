"""Adds what the standard demands of elements and a source does not state, marked as computed."""

from xml.etree.ElementTree import Element

from coopviewer.exchange.iati.elements import child, own

_FORMAT = "application/octet-stream"  # of a document whose format is not stated
_WORLD = "http://www.opengis.net/def/crs/EPSG/0/4326"
_CATEGORY = "A12"  # other documents


def complete(activity: Element) -> None:
    """Add what the standard demands of points, conditions and document links, where the activity lacks it.

    The values are fixed: WGS 84 as the ``srsName`` of a point, ``1`` as the type of a condition, and for a document
    link ``application/octet-stream`` as the format and ``A12`` (other documents) as the category. An attribute
    ``coop:computed`` says that they are not from the source; it is on the element, or on the ``conditions`` around it.
    """
    for point in activity.iter("point"):
        if point.get("srsName") is None:
            point.set("srsName", _WORLD)
            point.set(own("computed"), "srsName")
    for conditions in activity.iter("conditions"):
        several = conditions.findall("condition")
        is_any = any(condition.get("type") is not None for condition in several)
        for number, condition in enumerate(several, start=1):
            if condition.get("type") is None:
                condition.set("type", "1")
                _add_computed(conditions, f"condition[{number}]/type" if is_any else "condition/type")
    for document in activity.iter("document-link"):
        if document.get("format") is None:
            document.set("format", _FORMAT)
            document.set(own("computed"), "format")
        if document.find("category") is None:
            child(document, "category", code=_CATEGORY).set(own("computed"), "true")


def _add_computed(of: Element, name: str) -> None:
    names = (of.get(own("computed")) or "").split()
    if name not in names:
        of.set(own("computed"), " ".join((*names, name)))
