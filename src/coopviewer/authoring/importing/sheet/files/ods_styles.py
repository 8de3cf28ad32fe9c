"""The number formats of ODS files, as codes such as other spreadsheets have: ``0.00 "€"``.

In ODS, the style of a cell names a data style, and the elements within that are the parts of the format.
"""

from coopviewer.authoring.importing.sheet.files.cell_formats import CellFormats, formats_of

_NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_DATA_STYLES = {
    f"{_NUMBER} {name}-style" for name in ("number", "currency", "percentage", "date", "time", "boolean", "text")
}
_PARTS = {
    "day": "d",
    "day-of-week": "d",
    "month": "m",
    "year": "yyyy",
    "era": "",
    "hours": "h",
    "minutes": "m",
    "seconds": "s",
    "am-pm": "AM/PM",
    "fraction": "# ?/?",
    "scientific-number": "0E+0",
    "boolean": "General",
}
_TEXTS = (f"{_NUMBER} text", f"{_NUMBER} currency-symbol")
_PERCENT = "0%"
_MOST_DIGITS = 20


class OdsStyles:
    """Collects the styles of cells while an ODS file is parsed; ``formats`` then returns how a style shows a number.

    ``start``, ``text`` and ``end`` are handlers for expat, which must write names as the namespace, a blank and the
    local name.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}  # of styles of data
        self._maps: dict[str, list[tuple[str, str]]] = {}  # conditions, each with the style for it
        self._data: dict[str, str] = {}  # the style of data of each style of cells
        self._open = ""
        self._is_percent = False
        self._text: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a style, or a part of one, if the element ``name`` begins one; other elements are ignored."""
        if name in _DATA_STYLES:
            self._open, self._is_percent = attributes.get(f"{_STYLE} name", ""), "percentage" in name
            self._codes[self._open] = ""
        elif name == f"{_STYLE} style" and f"{_STYLE} data-style-name" in attributes:
            self._data[attributes.get(f"{_STYLE} name", "")] = attributes[f"{_STYLE} data-style-name"]
        elif self._open and name == f"{_STYLE} map":
            pair = attributes.get(f"{_STYLE} condition", ""), attributes.get(f"{_STYLE} apply-style-name", "")
            self._maps.setdefault(self._open, []).append(pair)
        elif self._open and name in _TEXTS:
            self._text = ""
        elif self._open and name.startswith(f"{_NUMBER} "):
            self._codes[self._open] += self._part(name.partition(" ")[2], attributes)

    def text(self, text: str) -> None:
        """Take a piece of text of the file; text outside the texts of a style is ignored."""
        if self._text is not None:
            self._text += text

    def end(self, name: str) -> None:
        """Note that the element ``name`` ends: that of a style, or of a text in one; other elements are ignored."""
        if name in _DATA_STYLES:
            self._open = ""
        elif self._text is not None and name in _TEXTS:
            for place, each in enumerate(self._text.split("%") if self._is_percent else [self._text]):
                self._codes[self._open] += ("%" if place else "") + "".join(f"\\{letter}" for letter in each)
            self._text = None

    def formats(self, style: str, value_type: str, currency: str) -> CellFormats | None:
        """Return how a cell with a style is shown; None: as its number alone, as the whole day, or not understood.

        ``style`` is the name of the cell's style. ``value_type`` and ``currency`` are attributes of the cell, empty if
        it lacks them; they are used where the style is unknown or has no number format.
        """
        code = self._code(self._data.get(style, ""))
        if code:
            return formats_of(code)
        if value_type == "percentage":
            return formats_of(_PERCENT)
        return formats_of(f'0 "{currency}"') if value_type == "currency" and currency else None

    def _code(self, name: str) -> str:
        """Return the code of a style of data, with a part for each of its conditions; empty for an unknown one."""
        own, maps = self._codes.get(name, ""), dict(self._maps.get(name, ()))
        if not maps:
            return own
        known = {condition.replace(" ", ""): self._codes.get(style, "") for condition, style in maps.items()}
        if known.keys() <= {"value()>=0", "value()>0", "value()<0"}:
            positive = known.get("value()>=0") or known.get("value()>0", own)
            zero = known.get("value()>=0") or own
            return f"{positive};{known.get('value()<0', own)};{zero}"
        return "[<0]0"  # a condition that this does not know: the value alone

    def _part(self, name: str, attributes: dict[str, str]) -> str:
        if name != "number":
            return _PARTS.get(name, "")
        given = {key: attributes.get(f"{_NUMBER} {key}", "") for key in ("decimal-places", "min-integer-digits")}
        places, least = (min(int(each), _MOST_DIGITS) if each.isdecimal() else 0 for each in given.values())
        grouped = "#,##0" if attributes.get(f"{_NUMBER} grouping") == "true" or least < 2 else "0" * least
        factor = attributes.get(f"{_NUMBER} display-factor", "1")
        scale = "," * ((len(factor) - 1) // 3) if factor.strip("0") == "1" else ""
        return f"{grouped}{'.' + '0' * places if places else ''}{scale}"
