"""Converts the locations of an activity into facts: where it is, as names, codes and coordinates."""

from typing import NamedTuple

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key, short_hash
from coopviewer.authoring.importing.iati.values import read_degrees
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Place


class _Point(NamedTuple):
    latitude: float | None = None
    longitude: float | None = None
    as_given: str | None = None


def convert_location(element: Element, conversion: Conversion) -> None:
    """Convert ``location`` to a place; one that has none of name, code and coordinates stays a published field.

    Coordinates that cannot be read stay a published field, with a note.
    """
    point = _point(element.child("point"), conversion)
    if point.as_given is None:
        point = _coordinates(element.child("coordinates"), conversion)
    name = conversion.take_text(element.child("name"))
    coded = element.child("location-id")
    code = coded.get("code") if coded is not None else None
    as_given = point.as_given or name or code
    if as_given is None:
        return
    exactness = element.child("exactness")
    vocabulary = coded.get("vocabulary") if coded is not None and code else None
    conversion.add(
        Place,
        fact_key("place", short_hash(name, code, point.as_given)),
        element,
        as_given=as_given,
        ordinal=conversion.ordinal("place"),
        name=name,
        description=conversion.take_text(element.child("description")),
        latitude=point.latitude,
        longitude=point.longitude,
        exactness=exactness.get("code") if exactness is not None else None,
        code=code,
        vocabulary=vocabulary,
    )
    if coded is not None and code:
        coded.used("code", "vocabulary")
    if exactness is not None:
        exactness.used("code")


def _point(element: Element | None, conversion: Conversion) -> _Point:
    """Return the point in ``pos``, as latitude and longitude; an empty point if there is none."""
    pos = element.child("pos") if element is not None else None
    text = pos.words() if pos is not None else ""
    if pos is None or not text:
        return _Point()
    parts = text.replace(",", " ").split()
    found = _degrees(parts[0], parts[1]) if len(parts) == 2 else None
    if found is None:
        conversion.note(ImportSeverity.KEPT, "coordinates", text, "", pos)
        return _Point()
    pos.text = ""
    return _Point(*found, text)


def _coordinates(element: Element | None, conversion: Conversion) -> _Point:
    """Return the point in ``coordinates``, as version 1.0x writes it; an empty point if there is none."""
    if element is None:
        return _Point()
    latitude, longitude = element.get("latitude"), element.get("longitude")
    if latitude is None or longitude is None:
        return _Point()
    found = _degrees(latitude, longitude)
    if found is None:
        conversion.note(ImportSeverity.KEPT, "coordinates", f"{latitude} {longitude}", "", element)
        return _Point()
    element.used("latitude", "longitude")
    return _Point(*found, f"{latitude} {longitude}")


def _degrees(latitude: str, longitude: str) -> tuple[float, float] | None:
    north, east = read_degrees(latitude, 90), read_degrees(longitude, 180)
    return None if north is None or east is None else (north, east)
