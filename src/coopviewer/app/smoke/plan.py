"""The plan of ``--smoke``: its steps in order, and the entries they use."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from coopviewer import paths
from coopviewer.app.smoke.annotation_steps import annotation_steps
from coopviewer.app.smoke.copy_steps import copy_steps
from coopviewer.app.smoke.import_steps import compare_editions, import_file, import_table
from coopviewer.app.smoke.steps import (
    Step,
    close,
    draw_icons,
    hear_later_start,
    make_brief,
    print_page,
    search,
    search_misspelt,
    show_comparison,
    show_guide,
    show_overview,
    show_page,
    show_source,
    show_window,
)
from coopviewer.app.smoke.table_steps import table_steps
from coopviewer.domain.browsing.addresses import OVERVIEWS
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.storage.reference.store import ReferenceStore


def steps(reference: Path) -> Iterator[tuple[str, Step]]:
    """Yield the steps for a reference file in order, each after its name.

    Steps that need one or two countries are left out if the reference lacks them. The step in which a later start of
    the program sends an address to the open window is left out unless the reference is the bundled one. Raises
    EnvironmentFault, when the first step is asked for, if the reference cannot be read.
    """
    store = ReferenceStore(reference)
    try:
        entries = [refs[0] for kind in EntryKind if (refs := store.entries(kind))]
        countries = store.entries(EntryKind.COUNTRY)
    finally:
        store.close()
    yield "window", show_window
    yield "icons", draw_icons
    for entry in entries:
        yield f"page: {entry.kind}", partial(show_page, entry.id)
    yield "page: source", show_source
    for name in OVERVIEWS:
        yield f"overview: {name}", partial(show_overview, name)
    if len(countries) > 1:
        yield "comparison", partial(show_comparison, tuple(ref.id for ref in countries[:2]))
    if countries:
        country = max(countries, key=lambda ref: _one_word(ref.title))
        yield "search", partial(search, country)
        yield "search for a misspelt name", partial(search_misspelt, country.title)
    yield from annotation_steps(entries[:2][-1].id)
    yield from copy_steps(entries[0].id)
    yield from table_steps()
    yield "import", import_file
    yield "import table", import_table
    yield "changes between editions", compare_editions
    yield "user guide", show_guide
    yield "printed page", partial(print_page, entries[0].id)
    yield "brief", partial(make_brief, tuple(entry.id for entry in entries[:3]))
    if reference == paths.reference_file():  # a window on another one is not handed what a later start asks for
        yield "a later start", partial(hear_later_start, entries[-1].id)
    yield "closing", close


def _one_word(title: str) -> tuple[bool, int]:
    return title.isascii() and title.isalpha(), len(title)
