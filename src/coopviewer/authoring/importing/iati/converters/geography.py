"""Converts the countries, regions and sectors of an activity into relations with their shares."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key
from coopviewer.authoring.importing.iati.values import read_share
from coopviewer.authoring.importing.iati.versions import DAC_3, DAC_5, OWN, SECTOR_VOCABULARIES
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.imports import ImportSeverity

BENEFICIARY = "has-beneficiary"
SECTOR = "in-sector"
_DAC_REGIONS = "1"
_SECTOR_LISTS = {DAC_5: "Sector", DAC_3: "SectorCategory"}
_LENGTH_DAC_5, _LENGTH_DAC_3 = 5, 3


def convert_country(element: Element, conversion: Conversion) -> None:
    """Convert ``recipient-country`` to the relation *has as beneficiary*, with its share if that can be read.

    An element without a code stays a published field; so does one whose code is no country's, with a note. A further
    element for the same country adds a citation to the relation; another share in it stays a published field, noted.
    """
    given = element.get("code")
    if given is None:
        return
    country_id = conversion.directory.country_id(given.upper())
    if country_id is None:
        conversion.note(ImportSeverity.KEPT, "country-code", given, "", element)
        return
    if not given.isupper():
        conversion.once(ImportSeverity.MENDED, "country-code", given, given.upper(), element)
    _relate(element, conversion, BENEFICIARY, country_id, country_id.partition("/")[2])
    element.used("code")


def convert_region(element: Element, conversion: Conversion) -> None:
    """Convert ``recipient-region`` to the relation *has as beneficiary*, with its share if that can be read.

    An element without a code stays a published field. So does one whose code its list lacks, or whose list is neither
    the DAC's nor M49; this is noted. A further element for the same region adds a citation to the relation; another
    share in it stays a published field, noted.
    """
    code = element.get("code")
    if code is None:
        return
    vocabulary = region_vocabulary(element.get("vocabulary"))
    region_id = conversion.directory.region_id(code, vocabulary)
    if region_id is None:
        conversion.note(ImportSeverity.KEPT, "region-code", code, "", element)
        return
    _relate(element, conversion, BENEFICIARY, region_id, region_id.partition("/")[2])
    if named := element.get("vocabulary"):
        conversion.read_as(named, vocabulary, element)
    element.used("code", "vocabulary")


def region_vocabulary(given: str | None) -> str:
    """Return the code of the list RegionVocabulary for what a file states as the vocabulary of a region.

    ``DAC``, as old files write it, and None (nothing is stated) become ``1``; any other text is returned unchanged.
    """
    return _DAC_REGIONS if given is None or given == "DAC" else given


def convert_sector(element: Element, conversion: Conversion) -> None:
    """Convert ``sector`` to a relation to the entry of its code, with its share if that can be read.

    Without a code the element stays a published field. A further element for the same sector adds a citation to the
    relation; another share in it stays a published field, noted. A code that the DAC's list lacks is converted
    too, with a note. If the vocabulary is ``DAC``, ``1`` or not stated, a code that has neither five nor three digits
    counts as the reporter's own (``sector_vocabulary``).
    """
    code = element.get("code")
    if code is None:
        return
    vocabulary = sector_vocabulary(element.get("vocabulary"), code)
    texts = conversion.texts(element)
    label, language = (texts[0].text, texts[0].language) if texts else (None, "und")
    theme_id = conversion.directory.theme_id(vocabulary, code, label, language)
    if theme_id is None:
        conversion.note(ImportSeverity.KEPT, "sector-code", code, "", element)
        return
    code_list = _SECTOR_LISTS.get(vocabulary, "")
    if conversion.directory.lacks(code_list, code):
        conversion.once(ImportSeverity.KEPT, "list-code", code, code_list, element)
    _relate(element, conversion, SECTOR, theme_id, f"{vocabulary}-{code}")
    element.used("code")
    given = element.get("vocabulary")
    if given is not None and SECTOR_VOCABULARIES.get(given, given) == vocabulary:
        conversion.read_as(given, vocabulary, element)
        element.used("vocabulary")


def sector_vocabulary(given: str | None, code: str) -> str:
    """Return the code of the list SectorVocabulary for what a file states as the vocabulary of a sector.

    ``given`` is the name or code in the file, such as ``DAC``; None: the file states none, and the DAC's list is meant.
    For ``DAC``, ``1`` and None the result depends on ``code``, the code of the sector: ``1`` if it has five digits,
    ``2`` if three, else ``99``, which is the reporter's own list. An unknown vocabulary is returned unchanged.
    """
    vocabulary = SECTOR_VOCABULARIES.get(given or "DAC", given or DAC_5)
    if vocabulary == DAC_5 and not (len(code) == _LENGTH_DAC_5 and code.isascii() and code.isdigit()):
        is_dac_3 = len(code) == _LENGTH_DAC_3 and code.isascii() and code.isdigit()
        return DAC_3 if is_dac_3 else OWN
    return vocabulary


def _relate(element: Element, conversion: Conversion, predicate: str, object_id: str, part: str) -> None:
    """Add a relation with the share of an element; ``part`` is the code that its key is formed of.

    If there is one to the same entry already, the element becomes a citation of it, and a different share stays a
    published field, with a note.
    """
    key = fact_key(predicate, part)
    given = element.get("percentage")
    share = read_share(given) if given else None
    if given and share is None:
        conversion.note(ImportSeverity.KEPT, "percentage", given, "", element)
    texts = conversion.texts(element)
    label = texts[0].text if texts else None
    known = conversion.first(key)
    if isinstance(known, Relation):
        conversion.cite_also(key, element)
        if given == known.share_as_given:
            element.used("percentage")
        elif share is not None and share != known.share:
            conversion.note(ImportSeverity.KEPT, "share-twice", given or "", "", element)
        if texts and label == known.as_given:
            conversion.used(texts[0], conversion.language)
        return
    conversion.add(
        Relation,
        key,
        element,
        predicate_id=predicate,
        object_id=object_id,
        ordinal=conversion.ordinal(predicate),
        as_given=label,
        share=share,
        share_as_given=given if share is not None else None,
    )
    if share is not None:
        element.used("percentage")
    if texts:
        conversion.used(texts[0], conversion.language)
