"""Labels of operations in the journal of an annotations file, such as ``{"kind": "highlight"}``.

The journal stores one label for each operation, of which the interface makes a name in the user's language. Files of
earlier versions have English names in place of labels; they are shown unchanged.
"""

import json
from collections.abc import Mapping


def operation(kind: str, **values: str | int | None) -> str:
    """Return the label of an operation as the journal stores it: its kind and values as JSON.

    ``operation("unite-tags", count=2)`` returns ``{"kind": "unite-tags", "count": 2}``. Values that are None are left
    out.
    """
    given = {name: value for name, value in values.items() if value is not None}
    return json.dumps({"kind": kind, **given}, ensure_ascii=False)


def read_operation(label: str) -> tuple[str, Mapping[str, object]] | None:
    """Return the kind of an operation, and its other values by name, from its label.

    ``{"kind": "unite-tags", "count": 2}`` becomes ``("unite-tags", {"count": 2})``. None for the English name that an
    earlier version wrote in place of a label, and for a damaged label.
    """
    if not label.startswith("{"):
        return None
    try:
        values = json.loads(label)
        return str(values.pop("kind")), values
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def kind_of(label: str) -> str:
    """Return the kind of an operation from its label, such as ``unite-tags``; empty for a label that is not read."""
    return (read_operation(label) or ("",))[0]
