"""Reads sectors from cells: a text that begins with a code of the DAC's lists is that sector.

Any other text, even if it begins with another code, is a sector of the table's own.
"""

import re
from typing import NamedTuple

from coopviewer.authoring.importing.standards import Standards

_CODED = re.compile(r"(\d{5}|\d{3})(?:\s*[-–:.,]?\s+(\S.*))?", re.ASCII | re.DOTALL)
_OWN, _DAC_5, _DAC_3 = "99", "1", "2"
_LISTS = {_DAC_5: "Sector", _DAC_3: "SectorCategory"}
_DIGITS = 5


class SectorCode(NamedTuple):
    """A sector: the code of its list (SectorVocabulary), its own code, and its name in the table, None without one."""

    vocabulary: str
    code: str
    label: str | None


class Sectors:
    """Finds the sector that the text of a cell stands for: one of the DAC, or one of the table's own."""

    def __init__(self, standards: Standards) -> None:
        """Find sectors by the DAC's codes in ``standards``; none by its name, since that may be of another list."""
        self._standards = standards

    def find(self, text: str) -> SectorCode:
        """Return the sector that a text names: one of the DAC if the text begins with a code of the DAC's lists.

        Any other text, such as a name or the code of a ministry, is a sector of the table's own, with the whole text as
        its code.
        """
        if match := _CODED.fullmatch(text):
            vocabulary = _DAC_5 if len(match[1]) == _DIGITS else _DAC_3
            if self._standards.labels(_LISTS[vocabulary], match[1]):
                return SectorCode(vocabulary, match[1], match[2])
        return SectorCode(_OWN, text, text)
