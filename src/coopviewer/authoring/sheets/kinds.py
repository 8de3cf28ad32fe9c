"""The sheets that curated files can be: their names, their columns, and which columns hold lists or numbers."""

from collections.abc import Mapping

FACT_KINDS = ("name", "relation", "statement", "timeframe", "amount", "quantity", "document", "extent")
"""The kinds of facts that a sheet of facts can have in its column ``type``."""
EACH = "each"
"""The word in the column ``type`` of a row that has one of several objects of the relation above it.

That relation has an empty cell in the column ``to``.
"""
EACH_COLUMNS = ("to", "slug", "cites", "note", "as_given", "edtf")
_COMMON = ("source", "entry", "type", "key", "basis", "cites", "note", "preferred")
_OF_FACTS = (
    *("text", "language", "kind", "predicate", "to", "slug", "as_given", "edtf", "value", "currency", "funder"),
    *("funding_instrument", "measure", "comparator", "about", "title", "url", "statement_kind"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "edition": (
        *("id", "dataset", "title", "publisher", "as_of_earliest", "as_of_latest", "as_of_basis", "as_of_note"),
        *("licence_note", "subject", "disclaimer"),
    ),
    "sources": ("id", "title", "publisher", "url", "url_basis", "language", "version", "sha256"),
    "passages": ("source", "id", "kind", "section", "locator", "char_start", "char_end", "sha256"),
    "predicates": ("id", "label", "inverse_label", "subject_kinds", "object_kinds", "iati"),
    "redirects": ("old_id", "new_id", "edition_id"),
    "entries": ("id", "title", "sort_title", "code_status", "latitude", "longitude", "marker"),
    "facts": (*_COMMON, *_OF_FACTS),
    "codes": ("code", "alpha3", "m49", "name", "official"),
    "names": ("code", "en", "fr", "de", "es", "ar", "tr", "uk"),
}
"""The columns of each sheet, in the order in which sheets are read and written."""
KEYS: Mapping[str, str] = {
    "sources": "source_document",
    "passages": "passage",
    "predicates": "predicate",
    "redirects": "redirect",
    "entries": "entry",
}
"""The name that an array of tables has in TOML files, by the sheet whose rows say the same: ``entries`` are ``entry``.

Sheets that are not in it have another form in TOML.
"""
CODED: Mapping[str, str] = {"codes": "iso_3166", "names": "cldr"}
"""The name that a table keyed by codes has in TOML files, by the sheet that says the same: ``codes``: ``iso_3166``."""
LISTS = frozenset(("cites", "subject_kinds", "object_kinds"))
"""Columns whose cells are lists, parted by semicolons."""
WHOLE = frozenset(("char_start", "char_end"))
DECIMAL = frozenset(("latitude", "longitude"))
QUANTITY = "quantity"
"""The kind of facts whose ``value`` is a whole number; elsewhere it is a text."""
