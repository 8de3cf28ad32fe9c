"""Which editions the user compared, as JSON in a private file; an invalid file counts as absent."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from coopviewer.exchange.files import replace_file
from coopviewer.exchange.state.holding import holding
from coopviewer.exchange.state.state_files import Report, read_state
from coopviewer.private_folders import make_private_folder

_MOST = 100  # references
_LONGEST = 5_000  # characters of a path
_NONE: Mapping[str, Any] = MappingProxyType({})


class ComparedEditions(NamedTuple):
    """Which reference files the user compared with each other, or chose not to; all are paths.

    ``others`` maps a reference to the file that it was last compared with; ``declined`` maps one to the file with which
    the user refused an offered comparison. ``opens_old`` has the references for which the user had to say which edition
    is older: True: the reference is, False: the file in ``others``. ``chosen`` are the files that the user chose for a
    comparison. Each has the latest last; of more than 100 the earliest are left out.
    """

    others: Mapping[str, str] = _NONE
    declined: Mapping[str, str] = _NONE
    chosen: tuple[str, ...] = ()
    opens_old: Mapping[str, bool] = _NONE

    def with_comparison(self, reference: str, other: str, opens_old: bool | None = None) -> "ComparedEditions":
        """Return a copy that notes that a reference was compared with another file, which thereby counts as chosen.

        ``opens_old``: the user said which is older, True: the reference, False: the other file; None: the user did not
        have to say, and what was said of the reference before is removed.
        """
        others = _with(self.others, reference, other)
        said = {each: self.opens_old[each] for each in self.opens_old if each in others and each != reference}
        if opens_old is not None:
            said[reference] = opens_old
        return self.with_chosen(other)._replace(others=others, opens_old=said)

    def with_chosen(self, other: str) -> "ComparedEditions":
        """Return a copy that notes that the user chose a file for a comparison: it is then the last of ``chosen``.

        Of more than 100, the first are left out.
        """
        return self._replace(chosen=(*(each for each in self.chosen if each != other), other)[-_MOST:])

    def with_declined(self, reference: str, other: str) -> "ComparedEditions":
        """Return a copy that notes that the user closed the offer to compare a reference with another file.

        Both are paths. A file declined before with the same reference is replaced.
        """
        return self._replace(declined=_with(self.declined, reference, other))


def change_compared(
    path: Path, change: Callable[[ComparedEditions], ComparedEditions], report: Report | None = None
) -> ComparedEditions:
    """Apply a change to the compared editions that are in the file now, write them, and return them.

    ``change`` receives all that is in the file, also what another window stored last, and returns what is to be
    written. A file that is missing, invalid or unreadable counts as empty and is replaced; ``report`` receives the path
    and the error of one that is there. Raises OSError if the file cannot be written; the old one is then unchanged.
    """
    make_private_folder(path.parent)
    with holding(path):
        compared = change(read_compared(path, report))
        record = {
            "compared": dict(compared.others),
            "declined": dict(compared.declined),
            "chosen": list(compared.chosen),
            "opens_old": {each: "yes" if compared.opens_old[each] else "no" for each in compared.opens_old},
        }
        replace_file(path, json.dumps(record, ensure_ascii=True, indent=1).encode(), private=True)
    return compared


def read_compared(path: Path, report: Report | None = None) -> ComparedEditions:
    """Return which editions were compared; an empty ComparedEditions if the file is missing, invalid or unreadable.

    ``report`` receives the path and the error of an invalid or unreadable file.
    """
    return read_state(path, _compared, report) or ComparedEditions()


def _with(paths: Mapping[str, str], reference: str, other: str) -> dict[str, str]:
    kept = [(each, paths[each]) for each in paths if each != reference]
    return dict([*kept, (reference, other)][-_MOST:])


def _compared(record: dict[str, Any]) -> ComparedEditions:
    others, declined = (
        {_path(key): _path(value) for key, value in record[name].items()} for name in ("compared", "declined")
    )
    said = {_path(key): bool(("no", "yes").index(value)) for key, value in record.get("opens_old", {}).items()}
    return ComparedEditions(others, declined, tuple(map(_path, record["chosen"])), said)


def _path(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        raise TypeError(f"no path: {value!r:.100}")
    return value
