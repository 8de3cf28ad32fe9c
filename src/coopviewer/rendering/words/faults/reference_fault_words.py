"""Sentences for faults of a reference."""

from coopviewer.domain.language import Translate


def reference_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of the faults of a reference, by their codes, with placeholders for values: ``{path}``."""
    return {**_opening(tr), **_content(tr), **_building(tr), **_comparing(tr)}


def _opening(tr: Translate) -> dict[str, str]:
    return {
        "reference.holds-annotations": tr(
            "{path} holds annotations, and is no reference. Open it with File > Annotation file, or choose a reference."
        ),
        "reference.not-opened": tr("{path} could not be opened ({error})."),
        "reference.is-folder": tr("{path} is a folder. Choose a coopviewer database, a file such as coop.db."),
        "reference.is-device": tr("{path} is a device or a pipe, not a file. Choose a file such as coop.db."),
        "reference.missing": tr("There is no file {path}. Check the name, or choose another database."),
        "reference.not-readable": tr("{path} may not be read by you. Ask its owner, or copy it to a folder of yours."),
        "reference.unreadable": tr("{path} could not be read ({error}). Choose another database."),
        "reference.empty": tr("{path} is empty. Choose another database, or copy it again from where it came."),
        "reference.not-a-database": tr(
            "{path} is not a database. Choose a coopviewer database, a file such as coop.db."
        ),
        "reference.newer-schema": tr(
            "{path} was made for a newer coopviewer (schema {version}; this one reads schema {known}). Install a newer "
            "coopviewer to open it."
        ),
        "reference.unknown-schema": tr(
            "{path} has schema {version}, which coopviewer never wrote. Use a fresh copy of the file."
        ),
        "reference.foreign": tr("{path} is a database of another application. Choose one made by coopviewer."),
        "reference.cut-off": tr("{path} is cut off: its end is missing. Copy it again from where it came."),
        "reference.being-changed": tr(
            "{path} is being changed by another program, or was left half-changed: {log} lies beside it. Close that "
            "program, or open the database there once, and try again."
        ),
    }


def _content(tr: Translate) -> dict[str, str]:
    return {
        "reference.damaged": tr("{path} is damaged ({error}). Use a fresh copy of the file."),
        "reference.pages-damaged": tr(
            "{path} is damaged ({error}). Some pages may be wrong: use a fresh copy of the file."
        ),
        "reference.incomplete": tr("{path} is damaged ({missing} is not in it). Use a fresh copy of the file."),
        "reference.unknown-value": tr(
            "{path} holds a value that this version of coopviewer does not know ({error}). Use a newer version, or a "
            "fresh copy of the file."
        ),
        "reference.lacks-table": tr(
            "{path} lacks the table {table}: it is not a whole coopviewer database. Use a fresh copy of the file."
        ),
        "reference.other-table": tr(
            "{path} was not made by coopviewer: its table {table} is another one. Choose a database made by it."
        ),
        "reference.no-edition": tr("{path} does not say which edition it is. Use a fresh copy of the file."),
        "reference.no-entry": tr("This edition has no entry {entry}. Check the address."),
        "reference.no-import": tr("This edition was not imported from files of others: it has no notes on an import."),
        "reference.no-fact": tr(
            "This edition has no fact {fact}. The ids of an entry's facts are in: coopviewer show ENTRY --format json."
        ),
        "reference.no-source": tr("This edition has no source {source}. Check the address."),
        "reference.not-searchable": tr(
            "{path} cannot be searched: its table {table} is missing or another one. Use a copy made by this version "
            "of coopviewer."
        ),
        "reference.not-searchable-import": tr(
            "{path} cannot be searched: its table {table} is missing or another one. It was imported by another "
            "version of coopviewer. Import its files again, with File > Import again… or coopviewer import --again."
        ),
    }


def _building(tr: Translate) -> dict[str, str]:
    return {
        "reference.target-not-a-file": tr("{path} is not a file. Give the name of the database file to write."),
        "reference.not-kept": tr("{folder} does not keep what is written to it ({error}). Choose another disk."),
        "reference.not-written": tr("{path} could not be written ({error}). Make room, or choose another place."),
    }


def _comparing(tr: Translate) -> dict[str, str]:
    return {
        "editions.other-dataset": tr(
            "{old} and {new} are not two editions of one reference. Choose another file, or compare them all the same "
            "with: coopviewer diff --any."
        ),
        "editions.changed": tr("{path} was changed while it was compared. Compare again when it is complete."),
        "editions.no-entry": tr("Neither edition has an entry {entry}. Check the id."),
        "editions.circle": tr(
            "{path} is damaged: the former ids that it has for {id} lead in a circle. Use a fresh copy of the file."
        ),
        "editions.not-read": tr(
            "{old} and {new} could not be compared ({error}). One of them may be damaged: use fresh copies of both."
        ),
    }
