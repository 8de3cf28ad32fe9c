"""The latest and the saved searches as JSON in a private file; invalid content is ignored when it is read."""

import json
from pathlib import Path

from coopviewer.domain.search.saved_searches import MOST_SEARCHES, SavedSearch, Searches
from coopviewer.exchange.files import replace_file
from coopviewer.private_folders import make_private_folder

_LONGEST = 20_000  # characters of a query


def write_searches(path: Path, searches: Searches) -> None:
    """Write searches. Raises OSError; the old file is then unchanged."""
    make_private_folder(path.parent)
    record = {
        "history": list(searches.history),
        "saved": [{"name": each.name, "query": each.query} for each in searches.saved],
    }
    replace_file(path, json.dumps(record, ensure_ascii=True, indent=1).encode(), private=True)


def read_searches(path: Path) -> Searches:
    """Read searches; empty if there is no file or it is invalid."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        history = tuple(query for each in record["history"] if 0 < len(query := str(each)) <= _LONGEST)
        searches = Searches(tuple(dict.fromkeys(history))[:MOST_SEARCHES])
        for each in record["saved"]:
            saved = SavedSearch(str(each["name"]), str(each["query"]))
            if saved.name.strip() and len(saved.query) <= _LONGEST:
                searches = searches.with_saved(saved.name, saved.query)
        return searches
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Searches()
