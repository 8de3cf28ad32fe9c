"""Sentences for the faults of an import, except those within XML files or tables: which file, and what to do."""

from coopviewer.domain.language import Translate


def import_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of faults of files, archives and imports, by their codes, with placeholders: ``{path}``."""
    return {**_file_sentences(tr), **_archive_sentences(tr), **_import_sentences(tr)}


def _file_sentences(tr: Translate) -> dict[str, str]:
    return {
        "reference.is-data": tr(
            "{path} is a file in {format}, such as publishers issue, and no reference. Make a reference of it with "
            "File > Import data."
        ),
        "import.no-file": tr("There is no file {path}. Check the name."),
        "import.is-folder": tr("{path} is a folder. Give the names of the files in it."),
        "import.is-device": tr("{path} is a device or a pipe. Save what it brings as a file, and import that."),
        "import.unreadable": tr(
            "{path} could not be read ({error}). Check that you may read it, or copy it elsewhere."
        ),
        "import.empty": tr("{path} is empty. Download or export it again."),
        "import.not-xml": tr(
            "{path} is neither XML nor a table. Choose a file of activities in IATI XML, also packed as .gz or .zip, "
            "or a table of projects: CSV, XLSX, XLS or ODS."
        ),
        "import.is-database": tr("{path} is a database. If it is a reference, open it with File > Open reference."),
    }


def _archive_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.other-archive": tr("{path} is packed in a way that is not read. Unpack it, and import the XML in it."),
        "import.nested-archive": tr("{path} has a packed file inside. Unpack it, and import the files in it."),
        "import.no-xml-in-archive": tr("{path} has no XML file inside. Choose an archive with files of activities."),
        "import.is-office-document": tr(
            "{path} is a spreadsheet or another office document. Choose a file of activities in IATI XML."
        ),
        "import.encrypted-archive": tr("{path} is protected by a password. Unpack it, and import the XML in it."),
        "import.damaged-archive": tr("{path} is damaged and cannot be unpacked ({error}). Download it again."),
        "import.breaks-off": tr("{path} breaks off before its end. Download it again."),
        "import.too-many-members": tr(
            "{path} has more than {most} files inside. Unpack it, and import the files that you need."
        ),
        "import.unpacks-too-large": tr(
            "{path} unpacks to far more than files of activities do, and is not read. Unpack it to see what it holds."
        ),
    }


def _import_sentences(tr: Translate) -> dict[str, str]:
    return {
        "import.no-activities": tr("{file} has no activity. Choose a file with activities in IATI XML."),
        "import.changed": tr("{path} changed while it was being imported. Import it again once it is complete."),
        "import.target-is-source": tr("{path} is one of the files to import. Give the new reference another name."),
        "import.target-is-other": tr(
            "{path} is no reference, and is not replaced. Give the new reference another name."
        ),
        "import.report-is-other": tr(
            "{path} is one of the files to import, or the new reference. Give the report another name."
        ),
        "import.not-imported": tr("{path} was not imported from files, so there are no steps to repeat."),
        "import.unknown-steps": tr(
            "{path} was imported by steps that this version of coopviewer does not know. Import the files anew."
        ),
    }
