"""Several values in a cell: countries and regions, and names of organisations, parted at signs such as ``;``."""

import re
from collections.abc import Iterable, Iterator

from coopviewer.authoring.importing.sheet.cell_values import NOTHING, OPEN, NotRead, ReadPlace, Remark
from coopviewer.authoring.importing.sheet.files.tables import Cell, text_of
from coopviewer.authoring.importing.sheet.values.numbers import read_percent
from coopviewer.authoring.importing.sheet.values.places import Places

PARTED, ONE_NAME = "cell-parted", "cell-one-name"
"""The codes of remarks on cells of names: split at a sign that a name may contain too, or not split there."""
_SHARE = re.compile(r"(?P<name>.*?)\s*[(:\s]\s*(?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*\)?", re.DOTALL)
_HARD = re.compile(r"[;\n|]")
_SOFT = re.compile(r"\s*(?:,|/|\+|\s(?:and|et|und|y|e|&)\s)\s*")
_COMMA = re.compile(r"\s*,\s*")
_SEE = (
    r"(?:please\s+)?(?:see|refer\s+to|cf\.?|as\s+(?:per|in|listed\s+in)|listed\s+in|voir|siehe|s\.|vgl\.?|v[ée]ase|ver)"
    r"\s+(?:also\s+)?(?:the\s+|l['’]|la\s+|le\s+|el\s+|im\s+|in\s+)?"
)
_PLACES = (
    r"annex(?:e|es|ure)?|appendix|appendices|attach(?:ed|ment|ments)|enclos(?:ed|ure|ures)|below|above|overleaf"
    r"|(?:foot)?notes?|remarks?|comments?|lists?|tables?|reports?|documents?|contracts?|sheets?|website"
    r"|pi[èe]ces?\s+jointes?|ci-(?:joint|dessous|dessus)|liste|tableau|rapport|remarques?"
    r"|anhang|anlage|beilage|unten|oben|bericht|tabelle|bemerkung(?:en)?"
    r"|anexos?|adjuntos?|abajo|arriba|lista|tabla|notas?|informe"
)
_ELSEWHERE = re.compile(
    rf"\(?(?:{_SEE}(?:{_PLACES})\b.{{0,60}}|(?:in\s+)?(?:the\s+)?(?:annexe?|appendix)(?:\s+[\w.]{{1,4}})?|attached"
    r"|(?:same\s+)?as\s+above|ditto|wie\s+oben|comme\s+ci-dessus)\)?",
    re.IGNORECASE,
)
"""What names no organisation, but says where one may be named, such as ``see annex``."""
_LEAST_PARTS = 3  # of names, of which one may be in no other cell


def places_of(text: str, places: Places, reason: str) -> tuple[ReadPlace | Remark, ...] | NotRead:
    """Return the countries and regions that a cell names, and a remark on each part that names none, in their order.

    NotRead if no part names any. ``reason`` is the code that the remarks, or NotRead, get.
    """
    parts = several_places(text, places)
    found = [_place(part, places) or Remark(reason, part, places.near(part)) for part in parts]
    if any(isinstance(each, ReadPlace) for each in found):
        return tuple(found)
    first = next((each for each in found if isinstance(each, Remark)), Remark(reason, text))
    whole = text if len(found) > 1 else first.text
    return NotRead(reason, whole, ", ".join(each.near for each in found if isinstance(each, Remark) and each.near))


def several_places(text: str, places: Places) -> list[str]:
    """Return the parts of a cell that each may name a country or region: split at semicolons, bars and line feeds.

    A part is split further, at softer signs such as commas, only if it names no place as a whole, and if at least one
    of its pieces names a place and each other one is spelt much like a country: ``Nigr / Mali`` is split, ``Niger,
    Agadez`` is not.
    """
    found: list[str] = []
    for part in _parts(_HARD, text):
        softly = _parts(_SOFT, part)
        is_list = len(softly) > 1 and places.find(part) is None and _are_places(softly, places)
        found += softly if is_list else [part]
    return found


def _are_places(parts: list[str], places: Places) -> bool:
    known = [_place(part, places) is not None for part in parts]
    return any(known) and all(is_known or places.near(part) for part, is_known in zip(parts, known, strict=True))


def _place(part: str, places: Places) -> ReadPlace | None:
    if (match := _SHARE.fullmatch(part)) and (found := places.find(match["name"])):
        share = read_percent(match["share"])
        if share is not None:
            return ReadPlace(match["name"], found, share, match["share"])
    found = places.find(part)
    return ReadPlace(part, found) if found is not None else None


def has_codes(texts: frozenset[str]) -> bool:
    """Return whether over half of a column's texts, ``NA`` left out, are two capitals, as codes of countries are.

    In such a column ``NA`` is Namibia; in any other one it means that there is no value.
    """
    others = texts - {"NA"}
    return sum(len(each) == 2 and each.isalpha() and each.isupper() for each in others) > len(others) / 2


def names_of(text: str, recurring: frozenset[str]) -> tuple[str | Remark, ...]:
    """Return the names in a cell, each once, then the remarks; the cell is split at semicolons, bars and line feeds.

    ``recurring`` are texts of the column that ``recurring_texts`` takes for single names. A part is split further, at
    commas, slashes, *and* and the like, if all its pieces are in ``recurring``, or, of three pieces or more, all but
    one. Such a split gets a remark, except one at commas alone with all pieces in ``recurring``, such as ``GIZ, UNHCR``
    if both stand alone elsewhere. A part that is left whole although some of its pieces are in ``recurring`` gets a
    remark too. A part that leads elsewhere (``see annex``), or says that there is no name yet (``tbd``) or none
    (``n/a``), is no name and gets a remark.
    """
    names: list[str] = []
    remarks: list[Remark] = []
    for part in _parts(_HARD, text):
        if (reason := _reason_for_no_name(part)) is not None:
            remarks.append(Remark(reason, part))
            continue
        softly = _parts(_SOFT, part)
        known = sum(each in recurring for each in softly)
        if len(softly) > 1 and known >= len(softly) - (len(softly) >= _LEAST_PARTS):
            names += softly
            if known < len(softly) or softly != _parts(_COMMA, part):
                remarks.append(Remark(PARTED, part))
        else:
            names.append(part)
            if len(softly) > 1 and known:
                remarks.append(Remark(ONE_NAME, part))
    return (*dict.fromkeys(names), *remarks)


def _reason_for_no_name(part: str) -> str | None:
    if _ELSEWHERE.fullmatch(part):
        return "cell-elsewhere"
    lower = part.lower()
    return "cell-open" if lower in OPEN or "".join(lower.split()) in NOTHING else None


def recurring_texts(cells: Iterable[Cell]) -> frozenset[str]:
    """Return each part of a column's cells that has no comma in it; ``names_of`` takes such a part for a single name.

    The parts of a cell are what stands between semicolons, bars and line feeds, such as ``GIZ and UNHCR``. A part that
    occurs only once in the column is returned as well.
    """
    return frozenset(_alone(cells))


def _alone(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str):
            for part in _parts(_HARD, text_of(cell)):
                if "," not in part:
                    yield part


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [stripped for part in pattern.split(text) if (stripped := part.strip())]
