"""The label of an operation on annotations in the journal: its kind and values, which the interface names.

The journal stores one text for each operation. Files of earlier versions have English names there, which are shown
unchanged.
"""

import json
from collections.abc import Mapping


def operation(kind: str, **values: str | int | None) -> str:
    """Return the label by which the journal of changes names an operation of a kind: kind and values as JSON.

    Values that are None are left out.
    """
    given = {name: value for name, value in values.items() if value is not None}
    return json.dumps({"kind": kind, **given}, ensure_ascii=False)


def read_operation(label: str) -> tuple[str, Mapping[str, object]] | None:
    """Return the kind and the other values of an operation's label, by name.

    None if it is a name written by an earlier version, or a damaged label.
    """
    if not label.startswith("{"):
        return None
    try:
        values = json.loads(label)
        return str(values.pop("kind")), values
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None
