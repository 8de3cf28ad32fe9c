"""Reading where on the map a region, a network or a project is: the countries that the source names for it.

Call its functions inside ``opening.reading``, which turns errors of a damaged file into EnvironmentFault.
"""

import sqlite3
from collections.abc import Mapping

from coopviewer.domain.reference.entries import EntryRef, Location
from coopviewer.domain.reference.vocabulary import EntryKind

_MOST = 300  # countries, more than there are
_CODE = "coalesce(c.alpha3, c.alpha2)"
_LISTED = f"""
    SELECT r.object_id, {_CODE} FROM relation r JOIN country c ON c.entry_id = r.object_id
    WHERE r.subject_id = ? AND r.predicate_id = ? ORDER BY r.object_number LIMIT {_MOST}
"""
_WITHIN = f"""
    WITH RECURSIVE inner (id) AS (
        SELECT value FROM ({{}}) UNION
        SELECT r.subject_id FROM inner JOIN relation r ON r.object_id = inner.id AND r.predicate_id = 'in-region'
        WHERE r.subject_id GLOB 'region/*')
    SELECT DISTINCT r.subject_id, {_CODE} FROM inner
    JOIN relation r ON r.object_id = inner.id AND r.predicate_id = 'in-region'
    JOIN country c ON c.entry_id = r.subject_id ORDER BY r.subject_number LIMIT {_MOST}
"""
_ITSELF = "SELECT ? AS value"
_REGIONS = "SELECT object_id AS value FROM relation WHERE subject_id = ? AND predicate_id = 'in-region'"
_LISTS = {EntryKind.NETWORK: "has-member", EntryKind.PROJECT: "has-beneficiary"}


def read_location(connection: sqlite3.Connection, ref: EntryRef) -> Location:
    """Return the location of a region, a network or a project; ``ref`` must be one of these.

    The countries of a region are those in it and in the regions within it; those of a network are its members, those of
    a project its beneficiaries. If a network or a project names no country, ``around`` has the countries of the regions
    that it is in.
    """
    if ref.kind is EntryKind.REGION:
        return Location(_codes(connection, _WITHIN.format(_ITSELF), ref.id), {})
    named = _codes(connection, _LISTED, ref.id, _LISTS[ref.kind])
    return Location(named, {} if named else _codes(connection, _WITHIN.format(_REGIONS), ref.id))


def _codes(connection: sqlite3.Connection, query: str, *values: str) -> Mapping[str, str]:
    return {str(country_id): str(code) for country_id, code in connection.execute(query, values)}
