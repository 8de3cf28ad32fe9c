"""The latest and the saved searches as JSON in a private file; an invalid file counts as absent."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coopviewer.domain.search.saved_searches import MOST_SEARCHES, RecentSearch, SavedSearch, Searches
from coopviewer.exchange.files import replace_file
from coopviewer.exchange.state.holding import holding
from coopviewer.exchange.state.state_files import Report, read_state
from coopviewer.private_folders import make_private_folder

_LONGEST = 20_000  # characters of a query


def change_searches(path: Path, change: Callable[[Searches], Searches], report: Report | None = None) -> Searches:
    """Apply a change to the searches that are in the file now, write them, and return them.

    ``change`` receives all that are in the file, also what another window stored last, and returns what is to be
    written. A file that is missing, invalid or unreadable counts as empty and is replaced; ``report`` receives the path
    and the error of one that is there. Raises OSError if the file cannot be written; the old one is then unchanged.
    """
    make_private_folder(path.parent)
    with holding(path):
        searches = change(read_searches(path, report))
        write_searches(path, searches)
    return searches


def write_searches(path: Path, searches: Searches) -> None:
    """Write searches to a private file, replacing all that is in it.

    Searches that another window stored since the file was read are lost; ``change_searches`` keeps these. The folder is
    created if missing. Raises OSError; the old file is then unchanged.
    """
    make_private_folder(path.parent)
    record = {
        "history": [each.query for each in searches.recent],
        "datasets": [each.dataset for each in searches.recent],  # of these queries, in their order
        "saved": [{"name": each.name, "query": each.query} for each in searches.saved],
    }
    replace_file(path, json.dumps(record, ensure_ascii=True, indent=1).encode(), private=True)


def read_searches(path: Path, report: Report | None = None) -> Searches:
    """Return the searches in a file; empty if it is missing, invalid or unreadable.

    At most 50 latest searches are returned. Left out are repeated ones, queries of over 20,000 characters, empty
    queries among the latest, and saved searches without a name. ``report`` receives the path and the error of an
    invalid or unreadable file.
    """
    return read_state(path, _searches, report) or Searches()


def _searches(record: dict[str, Any]) -> Searches:
    queries, datasets = record["history"], record.get("datasets", ())
    if len(datasets) != len(queries):  # a file of an earlier version, which did not store them
        datasets = ("",) * len(queries)
    read = (RecentSearch(str(query), str(dataset)) for query, dataset in zip(queries, datasets, strict=True))
    recent = dict.fromkeys(each for each in read if 0 < len(each.query) <= _LONGEST)
    searches = Searches(tuple(recent)[:MOST_SEARCHES])
    for each in record["saved"]:
        saved = SavedSearch(str(each["name"]), str(each["query"]))
        if saved.name.strip() and len(saved.query) <= _LONGEST:
            searches = searches.with_saved(saved.name, saved.query)
    return searches
