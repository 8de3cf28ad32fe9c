"""Terms and IRIs of annotations as linked data: the W3C's vocabulary, and own terms where it has none.

``docs/annotation-exchange.md`` describes them for users of other tools.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote

from coopviewer.domain.reference.entries import is_entry_id

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:coopviewer:annotation#"
OA = "http://www.w3.org/ns/oa#"
UUID = "urn:uuid:"
_XSD = "http://www.w3.org/2001/XMLSchema#"

OWN_CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        # a motivation of the W3C's vocabulary that its context lacks
        "assessing": f"{OA}assessing",
        "revision": {"@id": f"{NAMESPACE}revision", "@type": f"{_XSD}positiveInteger"},
        "colour": f"{NAMESPACE}colour",
        "status": f"{NAMESPACE}status",
        "deleted": {"@id": f"{NAMESPACE}deleted", "@type": f"{_XSD}dateTime"},
        "EditionState": f"{NAMESPACE}EditionState",
        "edition": f"{NAMESPACE}edition",
        "editionSha256": f"{NAMESPACE}editionSha256",
        "anchorStatus": f"{NAMESPACE}anchorStatus",
        "score": {"@id": f"{NAMESPACE}score", "@type": f"{_XSD}double"},
        "decidedBy": f"{NAMESPACE}decidedBy",
        "version": f"{NAMESPACE}version",
        "replaces": {"@id": f"{NAMESPACE}replaces", "@container": "@set"},
        "earlier": {"@id": f"{NAMESPACE}earlier", "@container": "@set"},
        "changedBy": {"@id": f"{NAMESPACE}changedBy", "@type": "@id"},
        "plain": {"@id": f"{NAMESPACE}plain", "@type": f"{_XSD}boolean"},
        "otherVersion": {"@id": f"{NAMESPACE}otherVersion", "@type": "@id", "@container": "@set"},
        "laterAnchor": {"@id": f"{NAMESPACE}laterAnchor", "@type": "@id", "@container": "@list"},
    }
)

_DATASET_SAFE = ":/@!$'()*,;=+"  # not quoted in a dataset's URN; all others but letters and digits become %XX
_FACT, _FIELD = "fact=", "field="


@dataclass(frozen=True, slots=True)
class ImportLocation:
    """What an IRI of this program names: an entry of a dataset, or a text of one of its facts.

    ``dataset`` is a URN, or ``coop`` if the IRI is an address such as ``coop:country/NE``, which names no dataset.
    ``text`` is the id of the fact and the name of its field; None: the entry as a whole.
    """

    dataset: str
    entry_id: str
    text: tuple[str, str] | None = None
    """The fact's id, and the column that holds the text; None: the entry as a whole."""


def iri_of(location: ImportLocation) -> str:
    """Return the IRI of an entry, ``DATASET:ENTRY``, or of a text, ``DATASET:ENTRY#fact=FACT&field=COLUMN``.

    DATASET, ENTRY, FACT and COLUMN are percent-encoded. An example is ``urn:coopviewer:dataset:mine:country/NE``.
    """
    iri = f"{quote(location.dataset, safe=_DATASET_SAFE)}:{quote(location.entry_id, safe='/')}"
    if location.text is None:
        return iri
    fact_id, column = location.text
    return f"{iri}#{_FACT}{quote(fact_id, safe='/')}&{_FIELD}{quote(column, safe='')}"


def location_of(iri: str) -> ImportLocation | None:
    """Parse an IRI such as ``DATASET:ENTRY#fact=FACT&field=COLUMN`` (``iri_of``); None for any other.

    A fragment of another form is ignored: the IRI then means the entry as a whole.
    """
    named, _, fragment = iri.partition("#")
    dataset, _, entry_id = (unquote(part) for part in named.rpartition(":"))
    if not dataset or not is_entry_id(entry_id):
        return None
    if not fragment:
        return ImportLocation(dataset, entry_id)
    fact, _, column = fragment.partition(f"&{_FIELD}")
    fact_id = unquote(fact.removeprefix(_FACT))
    if not fact.startswith(_FACT) or not fact_id or not column:
        return ImportLocation(dataset, entry_id)  # a fragment that this program never writes: the entry as a whole
    return ImportLocation(dataset, entry_id, (fact_id, unquote(column)))
