"""Sentences for faults of annotations files."""

from collections.abc import Mapping

from coopviewer.domain.language import Translate


def annotation_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences of the faults of annotations files, by their codes, with placeholders such as ``{path}``."""
    return {**_writing(tr), **_damage(tr), **_checks(tr), **_copies(tr), **_holding(tr), **_exchange(tr)}


def holder_words(values: Mapping[str, object], tr: Translate) -> str:
    """Return what has locked a file, such as ``Zotero on office-pc (process 812)``.

    ``values`` are those of the fault: ``application``, ``host`` and ``process``, each of which may be missing. Without
    ``host`` it is this computer; there coopviewer and a program without a name are named without their process.
    """
    application = str(values.get("application") or "")
    programs = {
        "": tr("another program"),
        "window": tr("another coopviewer window"),
        "command": tr("a coopviewer command that is running"),
        "coopviewer": "coopviewer",
    }
    if application in programs and not values.get("host"):  # the user knows these without their number
        return programs[application]
    application = programs.get(application, application)
    host, process = str(values.get("host") or ""), str(values.get("process") or "")
    if not process:
        return tr("{application} on {host}").format(application=application, host=host) if host else application
    if not host:
        return tr("{application} (process {process})").format(application=application, process=process)
    words = tr("{application} on {host} (process {process})")
    return words.format(application=application, host=host, process=process)


def _writing(tr: Translate) -> dict[str, str]:
    return {
        "annotations.gone": tr(
            "{path} was deleted or moved while it was open.{unsaved} Save your annotations to another file, or put the "
            "file back and open it again."
        ),
        "annotations.replaced": tr(
            "{path} was replaced by another file while it was open.{unsaved} Save your annotations to another file, or "
            "open the new one."
        ),
        "annotations.write-protected": tr(
            "{path} is write-protected, or may not be written by you. Allow writing to it, or open the annotations for "
            "reading only."
        ),
        "annotations.protected-while-open": tr(
            "{path} is write-protected, or may not be written by you.{unsaved} Allow writing to it, or save your "
            "annotations to another file."
        ),
        "annotations.read-only": tr("{path} is open for reading only. Choose another annotations file to write in."),
        "annotations.busy": tr("{path} is being used by another program.{unsaved} Close that program, and try again."),
        "annotations.not-writable": tr(
            "{path} may not be written any more.{unsaved} Allow writing to it and to its folder, or save your "
            "annotations to another file."
        ),
        "annotations.disk-full": tr(
            "There is no room left on the disk of {path}.{unsaved} Make room and try again, or save your annotations "
            "to another disk."
        ),
        "annotations.disk-fails": tr(
            "The disk of {path} is full or does not answer ({error}).{unsaved} Make room or check the disk and try "
            "again, or save your annotations to another one."
        ),
        "annotations.not-reached": tr(
            "{path} could not be reached ({error}).{unsaved} Check that its folder is there and may be written, and "
            "try again."
        ),
    }


def _damage(tr: Translate) -> dict[str, str]:
    return {
        "annotations.damaged": tr(
            "{path} is damaged ({error}).{unsaved} Restore a backup, or open another annotations file."
        ),
        "annotations.refused": tr(
            "SQLite cannot do this with {path} ({error}).{unsaved} Another program may have changed the file. Restore "
            "a backup, or open another annotations file."
        ),
        "annotations.rows-lost": tr(
            "{path} holds annotations that cannot be read, on: {rows}. They are damaged, or from a newer coopviewer. "
            "The other annotations are shown. A backup may have these: File > Restore annotations."
        ),
        "annotations.rows-replaced": tr(
            "{path} is damaged. Characters that cannot be read are shown as \ufffd in the annotations on: {rows}. A "
            "backup may have them: File > Restore annotations."
        ),
        "annotations.linked": tr(
            "{path} is a file with several names (hard links). If it were written under two of them, it would be "
            "damaged, so its annotations can only be read. Delete the other names, or copy the file and open the copy."
        ),
        "annotations.overwritten": tr(
            "{path} was damaged or overwritten by another program while it was open.{unsaved} Save your annotations to "
            "another file, or restore a backup."
        ),
        "annotations.rescued": tr(
            "{path} was damaged or overwritten by another program while it was open. All your annotations are saved in "
            "{rescued}, which is open now. Find out what wrote into {path} before you use that name again."
        ),
        "annotations.rescued-in-part": tr(
            "{path} was damaged or overwritten by another program while it was open. The latest backup, with what was "
            "written since, is saved in {rescued}, which is open now. Check that nothing is missing, and find out what "
            "wrote into {path} before you use that name again."
        ),
        "annotations.not-rescued": tr(
            "{path} was damaged or overwritten by another program while it was open, and your annotations could not be "
            "saved beside it. {reason}"
        ),
    }


def _checks(tr: Translate) -> dict[str, str]:
    choose = tr("Choose an annotations file, or a name for a new one.")
    restore = tr("Restore a backup, or choose another annotations file.")
    return {
        "annotations.is-reference": f"{tr('{path} is a reference, not an annotations file.')} {choose}",
        "annotations.foreign": f"{tr('{path} is a database of another application.')} {choose}",
        "annotations.newer-schema": tr(
            "{path} was made by a newer coopviewer (schema {version}; this one knows schema {known}). Install a newer "
            "coopviewer to open it."
        ),
        "annotations.unknown-schema": f"{tr('{path} has schema {version}, which coopviewer never wrote.')} {restore}",
        "annotations.foreign-part": f"{tr('{path} holds the {kind} {name}, which coopviewer never makes.')} {choose}",
        "annotations.lacks-table": f"{tr('{path} lacks the table {table}: it is not whole.')} {restore}",
        "annotations.other-table": (
            f"{tr('{path} was not made by coopviewer: its table {table} is another one.')} {choose}"
        ),
        "annotations.altered": tr(
            "{path} was changed by another program: {part} is not as coopviewer makes it. To be safe, the annotations "
            "in it can only be read. Export them and import them into a new file, or restore a backup."
        ),
        "annotations.is-folder": f"{tr('{path} is a folder.')} {choose}",
        "annotations.is-device": f"{tr('{path} is a device or a pipe, not a file.')} {choose}",
        "annotations.missing": f"{tr('There is no file {path}. Check the name.')} {choose}",
        "annotations.unreadable": tr("{path} could not be read ({error}). Choose another annotations file."),
        "annotations.not-readable": tr(
            "{path} may not be read by you. Ask its owner, or choose another annotations file."
        ),
        "annotations.empty": tr("{path} is empty. Delete it, or choose another annotations file."),
        "annotations.not-annotations": f"{tr('{path} is not an annotations file.')} {choose}",
        "annotations.cut-off": f"{tr('{path} is damaged, or its end is missing ({error}).')} {restore}",
        "annotations.unreachable": tr(
            "{path} could not be reached ({error}). Check the disk, or choose another place."
        ),
        "annotations.unknown-value": tr(
            "{path} holds a value that this version of coopviewer does not know ({error}). Use a newer version, or "
            "restore a backup."
        ),
    }


def _copies(tr: Translate) -> dict[str, str]:
    return {
        "annotations.being-updated": tr("{path} is just being brought up to date. Wait a moment, and try again."),
        "annotations.being-changed": tr("{path} is being changed by another program. Wait for it, and try again."),
        "annotations.copy-damaged": tr(
            "A copy of the annotations is damaged ({error}), so it was not kept. Check the disk, or save your "
            "annotations to another one."
        ),
        "annotations.not-updated": tr(
            "{path} could not be brought from schema {version} to {newest}. Restore a backup, or choose another "
            "annotations file."
        ),
        "annotations.stray-log": tr(
            "{path} is not there, but {log} is, which may hold what was written last. Put the file back beside it, or "
            "move {log} away to begin a new file."
        ),
        "annotations.is-open": tr("{path} is the file that is open. Choose another name."),
        "annotations.no-daily-backup": tr("The backup of the day could not be made. {reason}"),
    }


def _holding(tr: Translate) -> dict[str, str]:
    return {
        "annotations.not-locked": tr(
            "{path} cannot be locked, since {lock} could not be written ({error}). Check that the folder is there and "
            "may be written."
        ),
        "annotations.held": tr("{path} is held by {holder}. Close it there, and try again."),
        "annotations.held-elsewhere": tr(
            "{path} is held by another program. Close it there, or delete {lock} if no program uses the file."
        ),
        "annotations.held-for-writing": tr(
            "{name} is being written by {holder}, so the annotations in it can only be read here. Write in the window "
            "whose title does not say “annotations read only”, or close it and open the file here again with File > "
            "Annotation file."
        ),
        "annotations.owner-read-only": tr(
            "{name} may not be written by you, so the annotations in it can only be read."
        ),
        "annotations.folder-read-only": tr(
            "The folder {folder} may not be written by you, so the annotations in it can only be read."
        ),
        "annotations.folder-closed": tr(
            "The folder {folder} may not be written by you, so no annotations can be kept in it. Choose another file "
            "with File > Annotation file."
        ),
        "annotations.folder-not-made": tr(
            "The folder {folder} could not be made ({error}), so no annotations can be kept in it. Choose another file "
            "with File > Annotation file."
        ),
        "annotations.not-there": tr(
            "Your annotations file {path} is not there. Bring it back and start again, or open another file with "
            "File > Annotation file."
        ),
        "annotations.not-permitted": tr("{path} may not be written by you ({error})."),
        "annotations.on-network": tr(
            "{name} lies on a network drive, so it is written in a slower way that is safe there."
        ),
    }


def _exchange(tr: Translate) -> dict[str, str]:
    choose = tr("Choose a file of annotations in JSON-LD.")
    return {
        "exchange.too-many-bytes": tr(
            "{count} annotations make a file of more than {millions} million bytes. Export them in parts, by tag or by "
            "date."
        ),
        "exchange.too-long": tr("{name} is longer than {millions} million bytes. Split it first."),
        "exchange.not-utf8": f"{tr('{name} is not text in UTF-8.')} {choose}",
        "exchange.not-json": f"{tr('{name} is not JSON, or is cut off.')} {choose}",
        "exchange.too-long-at-once": tr(
            "{name} is longer than {millions} million signs and not written an annotation a line, as coopviewer writes "
            "its files, so it cannot be read. Split it first."
        ),
        "exchange.no-annotations": tr(
            "{name} holds no annotations that follow the Web Annotation Data Model. Choose a file that coopviewer or "
            "another tool for annotations exported as JSON-LD."
        ),
        "exchange.too-many-values": tr(
            "{name} has more than {most} values, which is more than annotations need. Check that it is the right file."
        ),
        "exchange.too-many": tr("{name} holds more than {most} annotations. Split it first."),
    }
