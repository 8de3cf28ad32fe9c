"""The steps of ``--smoke``: each does what a user does, and checks the result.

A step returns what it found, and the name of its picture, None if it drew none. It raises StepFailed if it finds a
problem.
"""

from collections.abc import Callable
from functools import partial
from threading import Thread

from coopviewer.app.export.page_export_controller import PageKind
from coopviewer.app.launch.first_paint import FirstPaint
from coopviewer.app.launch.single_instance import can_hand_over, hand_over
from coopviewer.app.smoke.stage import Stage, StepFailed
from coopviewer.domain.briefs.request import BriefRequest
from coopviewer.domain.browsing.addresses import (
    HOME_ADDRESS,
    brief_address,
    comparison_address,
    overview_address,
    parse_address,
    search_address,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.widgets.overviews.picture_file import PictureTexts, draw_picture
from coopviewer.widgets.shell.actions import ActionId

Found = tuple[str, str | None]
"""What a step of the self-test returns: what it found, in words, and the name of its picture; None: it drew none."""
Step = Callable[[Stage], Found]
"""A step of the self-test; raises StepFailed if it finds a problem."""


def show_window(stage: Stage) -> Found:
    """Show the window with its first page, and do all deferred work; raises StepFailed if the page is not home."""
    composition = stage.composition
    stage.wait(FirstPaint(composition.window).painted, composition.window.show)
    composition.show_first_page()
    composition.settle()
    if composition.reading.address != HOME_ADDRESS:
        raise StepFailed("The window does not show home.")
    return f"shown, {composition.outline.rowCount()} rows", stage.draw("window")


def draw_icons(stage: Stage) -> Found:
    """Check that each kind of entry has an icon that is not all transparent; raises StepFailed otherwise.

    No picture is saved.
    """
    for kind in EntryKind:
        drawn = stage.composition.appearance.icon_for_kind(kind).pixmap(16).toImage()
        places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
        if not any(drawn.pixelColor(x, y).alpha() for x, y in places):
            raise StepFailed(f"The icon of a {kind} cannot be drawn.")
    return f"{len(EntryKind)} drawn", None


def show_page(entry: str, stage: Stage) -> Found:
    """Open the page of an entry or source, given its id, and draw it; raises StepFailed if it is not shown."""
    reading, page = stage.composition.reading, stage.composition.page
    stage.wait(reading.page_opened, partial(reading.open, parse_address(entry)), reading.failed)
    letters = len(page.toPlainText())
    if str(reading.address) != f"coop:{entry}" or not letters:
        raise StepFailed(f"The page of {entry} is not shown.")
    return f"{entry}, {letters} letters", stage.draw(f"page-{entry.partition('/')[0]}")


def show_source(stage: Stage) -> Found:
    """Open the page of a source that the open page names, the first by id; raises StepFailed if it names none."""
    page, _ = stage.composition.reading.open_page or (None, None)
    if page is None or not page.lookup.sources:
        raise StepFailed("The page before names no source.")
    return show_page(min(page.lookup.sources), stage)


def search(country: EntryRef, stage: Stage) -> Found:
    """Search for a country by its name; raises StepFailed if it is not found."""
    composition = stage.composition
    controller = composition.search.controller
    look = partial(composition.reading.open, search_address(country.title))
    stage.wait(controller.search_service.counted, look, controller.search_service.failed)
    if not controller.hits.index_of_hit(country.id).isValid():
        raise StepFailed(f"{country.title} was searched for, and not found.")
    return f"{country.title} is found", stage.draw("search")


def search_misspelt(title: str, stage: Stage) -> Found:
    """Search for a title with two letters swapped; raises StepFailed if the right one is not suggested."""
    composition = stage.composition
    controller = composition.search.controller
    offered: list[str] = []
    wrong = title[:-3] + title[-2] + title[-3] + title[-1]
    controller.search_service.answered.connect(lambda answer: offered.extend(each.text for each in answer.did_you_mean))
    look = partial(composition.reading.open, search_address(wrong))
    stage.wait(controller.search_service.counted, look, controller.search_service.failed)
    if title.lower() not in (each.lower() for each in offered):
        raise StepFailed(f"{wrong} was searched for, and {title} was not offered.")
    return f"{wrong}: {title} is offered", stage.draw("search-misspelt")


def show_overview(name: str, stage: Stage) -> Found:
    """Show the overview with this name, ``coverage``, ``timeline`` or ``map``, and draw it.

    Raises StepFailed if its picture as SVG, as the window would export it, shows nothing.
    """
    overviews = stage.composition.menu.overviews
    controller = overviews.controller(name)
    look = partial(stage.composition.reading.open, overview_address(name))
    stage.wait(controller.shown, look, overviews.service.failed)
    picture = draw_picture(controller.pane.canvas.copy_for_file(), "svg", PictureTexts(name, ""))
    if b"<path" not in picture and b"<text" not in picture:
        raise StepFailed(f"The picture of the {name} shows nothing.")
    return f"{controller.pane.model.rowCount()} rows, {len(picture)} bytes as SVG", stage.draw(f"overview-{name}")


def show_comparison(entry_ids: tuple[str, ...], stage: Stage) -> Found:
    """Open the page that compares some entries, by their ids, and draw it; raises StepFailed if it is not shown."""
    reading, address = stage.composition.reading, comparison_address(entry_ids)
    stage.wait(reading.page_opened, partial(reading.open, address), reading.failed)
    if reading.address != address:
        raise StepFailed("The comparison is not shown.")
    return f"{len(entry_ids)} entries", stage.draw("comparison")


def show_guide(stage: Stage) -> Found:
    """Open the user guide and draw it; raises StepFailed if it is missing."""
    stage.composition.window.actions_by_id[ActionId.GUIDE].trigger()
    controller = stage.composition.menu.guide
    if controller.dialog is None:
        raise StepFailed("The user guide is missing.")
    picture = stage.draw("guide", controller.dialog)
    controller.dialog.close()
    return "shown", picture


def print_page(entry: str, stage: Stage) -> Found:
    """Save the page of an entry, given its id, as PDF, laid out as for printing.

    Raises StepFailed if the file does not begin and end as a PDF does, or has no font in it.
    """
    composition = stage.composition
    printers = composition.menu.exports.printing.printers()
    composition.reading.open(parse_address(entry))
    export, target = composition.menu.exports.page_export, stage.folder / "page.pdf"
    save = partial(export.save, target, PageKind.PDF)
    stage.wait(export.file_saving.saved, save, export.file_saving.failed)
    content = target.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-32:] or b"/FontFile" not in content:
        raise StepFailed(f"{target} is no whole PDF with its letters in it.")
    return f"{len(content)} bytes; printers: {len(printers)}", None


def make_brief(entries: tuple[str, ...], stage: Stage) -> Found:
    """Show a brief about entries, given their ids, and save it as PDF and DOCX.

    Raises StepFailed if one of the two files does not begin as its format does.
    """
    reading, brief = stage.composition.reading, stage.composition.menu.overviews.brief
    address = brief_address(str(BriefRequest(entries=entries)))
    stage.wait(brief.shown, partial(reading.open, address), brief.service.failed)
    sheets = brief.pane.preview.total
    for kind, begins in ((PageKind.PDF, b"%PDF-"), (PageKind.DOCX, b"PK")):
        target = stage.folder / f"brief.{kind}"
        stage.wait(brief.service.saved, partial(brief.save, target, kind), brief.service.not_saved)
        if not target.read_bytes().startswith(begins):
            raise StepFailed(f"{target} is no whole file.")
    return f"{len(entries)} entries on {sheets} sheets", stage.draw("brief")


def hear_later_start(entry: str, stage: Stage) -> Found:
    """Send the address of an entry, given its id, as a later start of the program does.

    Raises StepFailed if the window does not open it. Nothing is done on a system where a start cannot send an address
    to an open window.
    """
    if not can_hand_over():
        return "this system opens a window of its own for each start", None
    reading, path = stage.composition.reading, stage.own / "window.socket"
    heard: list[bool] = []
    later = Thread(target=lambda: heard.append(hand_over(path, f"coop:{entry}")))
    stage.wait(reading.page_opened, later.start)
    later.join()
    if heard != [True]:
        raise StepFailed("A later start was not heard by the window.")
    return f"{entry} was opened in this window", None


def close(stage: Stage) -> Found:
    """Close the window, and return in how many bytes its tabs were saved; raises StepFailed if they were not."""
    stage.composition.window.close()
    stage.composition.stop()
    session = stage.composition.files.session_of(stage.composition.reference.path)
    if not session.is_file():
        raise StepFailed("The tabs were not kept.")
    return f"the tabs are kept in {session.stat().st_size} bytes", None
