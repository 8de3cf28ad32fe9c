"""The steps of ``--smoke`` that copy and cite what is shown, and write all entries as Markdown."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QGuiApplication

from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.app.smoke.steps import Found, Step
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.citations.formats import CitationFormat
from coopviewer.widgets.shell.actions import ActionId

_BEGINNINGS = {
    CitationFormat.TEXT: "",
    CitationFormat.BIBTEX: "@misc{",
    CitationFormat.RIS: "TY  - ELEC",
    CitationFormat.CSL: "[",
}


def copy_steps(entry: str) -> Iterator[tuple[str, Step]]:
    """Yield the steps that copy and cite the page of an entry, given its id, and write all entries as Markdown.

    Each is a pair: the name of the step, then the step.
    """
    yield "page copied", partial(copy_page, entry)
    yield "page cited", cite_page
    yield "Markdown folder", write_folder


def copy_page(entry: str, stage: Stage) -> Found:
    """Copy the page of an entry, given its id, as text and as HTML; raises StepFailed if one is not as expected."""
    composition = stage.composition
    stage.wait(composition.reading.page_opened, partial(composition.reading.open, parse_address(entry)))
    composition.page.selectAll()
    composition.window.actions_by_id[ActionId.COPY].trigger()
    copied = QGuiApplication.clipboard().mimeData()
    if not copied.text() or "<h1>" not in copied.html() or "mark:" in copied.html():
        raise StepFailed(f"The page of {entry} is not copied as text and as HTML.")
    return f"{len(copied.text())} letters, {len(copied.html())} of HTML", None


def cite_page(stage: Stage) -> Found:
    """Cite the open page in each format; raises StepFailed if a citation does not begin as its format does."""
    citing = stage.composition.menu.exports.citing
    citing.open()
    dialog = citing.dialog
    if dialog is None:
        raise StepFailed("Nothing can be cited.")
    for index, form in enumerate(CitationFormat):
        dialog.formats.setCurrentIndex(index)
        if not dialog.text.toPlainText().startswith(_BEGINNINGS[form]) or not dialog.text.toPlainText():
            raise StepFailed(f"The page is not cited as {form}.")
    picture = stage.draw("cite", dialog)
    dialog.close()
    return f"{len(CitationFormat)} formats", picture


def write_folder(stage: Stage) -> Found:
    """Write all entries as Markdown pages, then renew them.

    Raises StepFailed if there are fewer pages than kinds of entries, or if one does not begin with front matter.
    """
    controller, folder = stage.composition.menu.exports.markdown, stage.own / "markdown"
    renew = partial(controller.renew, str(folder), False)
    for _ in range(2):
        stage.wait(controller.service.renewed, renew, controller.service.failed)
    pages = list(folder.rglob("*.md"))
    if len(pages) < len(EntryKind) or not all(page.read_bytes().startswith(b"---\ncoop: ") for page in pages):
        raise StepFailed(f"The pages in {folder} are not as expected.")
    return f"{len(pages)} pages", None
