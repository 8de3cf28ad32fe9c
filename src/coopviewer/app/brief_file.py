"""Writes a brief as PDF without a window and without a screen, as the command line asks for it."""

import os
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler

from coopviewer.app.composition import Start, make_application
from coopviewer.app.drawing import without_noise
from coopviewer.domain.briefs.request import parse_brief_request
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.ending import ends_tidily
from coopviewer.exchange.files import save_file
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.paths import UserFiles, world_map
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.pages.layout import imprint_of
from coopviewer.rendering.words.brief_words import brief_losses, empty_words
from coopviewer.standard_output import confirm, print_error
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.widgets.export.paper import write_pdf

_NOT_DONE = 1


def write_brief(start: Start, target: Path) -> int:
    """Write the brief of the start's address as PDF to ``target``; return the exit status: 0, or 1 if it has no entry.

    If the brief needs the user's annotations (as for bookmarks or notes), they are read from ``start.annotations``,
    None: from the file chosen in the window, else from the default one, if it exists; if they cannot be read, that is
    printed, and the brief is made without them. Messages go to the standard output and error. An existing file is
    replaced. The process must have no QApplication yet. Raises EnvironmentFault if the address is not that of a brief,
    the reference cannot be read, or the file cannot be written.
    """
    if start.address is None or not start.address.is_brief:
        raise EnvironmentFault("address.invalid", address=start.address or "", example="coop:brief?entries=country/NE")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(without_noise)
    application = make_application(start.tr)
    request = parse_brief_request(start.address.query)
    reader = BriefReader(start.reference, start.annotations or existing_own_annotations(UserFiles(start.folder)))
    try:
        content = reader.read(request)
    finally:
        reader.close()
    print_error(*brief_losses(content, start.tr))
    if not content.pages:
        print_error(empty_words(content, start.tr))
        return _NOT_DONE
    document = lay_out_brief(content, start.today(), start.tr)
    family = application.font().family()
    with ends_tidily():
        save_file(target, write_pdf(document, imprint_of(content.edition, start.tr), family, start.tr, world_map()))
    written = start.tr.plural(
        "A brief on {n} entry was written to {path}.",
        "A brief on {n} entries was written to {path}.",
        len(content.pages),
        path=target,
    )
    confirm(written)
    return 0
