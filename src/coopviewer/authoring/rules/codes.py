"""Checks countries: codes of ISO 3166-1 or declared as user-assigned, coordinates, a legal note for a marker (*)."""

from collections.abc import Iterator

from coopviewer.authoring.codes import is_user_assigned
from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.vocabulary import CodeStatus, EntryKind, StatementKind


def check(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in codes, coordinates and marker of every country, and one for each country without codes.

    Codes must be those of ISO 3166-1, or one user-assigned code of two letters, such as ``XK``, with a ``code_status``
    that says so. A marker, such as the ``*`` of ``Kosovo*``, must end the title, and needs a legal note.
    """
    noted = {
        fact.entry_id
        for fact in examination.dataset.facts
        if isinstance(fact, Statement) and fact.kind is StatementKind.LEGAL_NOTE
    }
    for country in examination.dataset.countries:
        if country.entry_id != f"{EntryKind.COUNTRY}/{country.alpha2}":
            yield examination.fault(
                country, "alpha2", display_value(country.alpha2), phrase("the code at the end of the id")
            )
        yield from _code(examination, country)
        yield from _coordinates(examination, country)
        yield from _marker(examination, country, noted)
    with_codes = {country.entry_id for country in examination.dataset.countries}
    for entry in examination.dataset.entries:
        if entry.kind is EntryKind.COUNTRY and entry.id not in with_codes:
            yield examination.fault(entry, "", phrase("a country without codes"), phrase("a row of codes for it"))


def _code(examination: Examination, country: CountryCodes) -> Iterator[Fault]:
    iso = examination.codes.get(country.alpha2)
    user_assigned = is_user_assigned(country.alpha2)
    if country.code_status is CodeStatus.USER_ASSIGNED:
        if not user_assigned:
            expected = phrase("official, since this is not a user-assigned code (AA, QM to QZ, XA to XZ, ZZ)")
            yield examination.fault(country, "code_status", display_value(country.code_status), expected)
        if country.alpha3 is not None or country.m49 is not None:
            found = phrase("{alpha3} and {m49}", alpha3=display_value(country.alpha3), m49=display_value(country.m49))
            yield examination.fault(country, "alpha3 and m49", found, phrase("neither, since no standard assigns one"))
    elif user_assigned:
        yield examination.fault(
            country, "code_status", display_value(country.code_status), phrase("user-assigned for this code")
        )
    elif iso is None and country.alpha2 not in examination.unreadable:
        yield examination.fault(country, "id", display_value(country.alpha2), phrase("an alpha-2 code of ISO 3166-1"))
    elif iso is not None and (country.alpha3, country.m49) != (iso.alpha3, iso.m49):
        found = phrase("{alpha3} and {m49}", alpha3=display_value(country.alpha3), m49=display_value(country.m49))
        yield examination.fault(
            country,
            "alpha3 and m49",
            found,
            phrase("{alpha3} and {m49}", alpha3=display_value(iso.alpha3), m49=display_value(iso.m49)),
        )


def _coordinates(examination: Examination, country: CountryCodes) -> Iterator[Fault]:
    for name, value, limit in (("latitude", country.latitude, 90), ("longitude", country.longitude, 180)):
        if value is not None and not -limit <= value <= limit:
            yield examination.fault(
                country, name, display_value(value), phrase("degrees from -{limit} to {limit}", limit=limit)
            )
    if (country.latitude is None) != (country.longitude is None):
        yield examination.fault(
            country, "latitude", phrase("one coordinate"), phrase("both latitude and longitude, or neither")
        )


def _marker(examination: Examination, country: CountryCodes, noted: set[str]) -> Iterator[Fault]:
    if country.marker is None:
        return
    entry = examination.entries.get(country.entry_id)
    if entry is not None and not entry.title.endswith(country.marker):
        yield examination.fault(
            entry, "title", display_value(entry.title), phrase("a title that ends with {marker}", marker=country.marker)
        )
    if country.entry_id not in noted and country.entry_id not in examination.partly_read:
        yield examination.fault(
            country, "marker", phrase("no legal-note of the country"), phrase("a statement that says what it means")
        )
