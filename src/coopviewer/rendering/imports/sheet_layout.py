"""Layout of what an import makes of a table: its first rows as they were read, and a few projects as examples."""

from coopviewer.domain.imports.sheets import SheetPreview, SheetRead
from coopviewer.domain.language import Translate
from coopviewer.rendering.document.document import Block, Document, Heading, Paragraph, Text
from coopviewer.rendering.imports.preview_layout import lay_out_sample
from coopviewer.rendering.words.import_preview_words import size_words

_MOST_COLUMNS = 100  # of the first rows that are shown
_MOST_NUMBERS = 12  # of rows that are left out, which are named
_LONGEST = 100  # characters of a cell that are shown


def read_sentences(read: SheetRead, tr: Translate) -> str:
    """Return what was read of a file, in sentences: its format and size, its rows, hidden sheets, and rows left out.

    Rows that are left out are named by their numbers, which count from 1: at most 12 of them, then *and more*.
    """
    said = [
        tr("{file}: {format}, {size}; {rows} below the headings.").format(
            file=read.file,
            format=read.format.upper(),
            size=size_words(read.size, tr),
            rows=tr.plural("{n} row", "{n} rows", read.rows),
        )
    ]
    if hidden := [sheet.name for sheet in read.sheets if sheet.is_hidden]:
        said.append(tr("Hidden sheets: {sheets}.").format(sheets=tr.listed(hidden)))
    if read.left_out:
        numbers = tr.listed([str(number) for number in read.left_out[:_MOST_NUMBERS]])
        sentence = tr("Rows that are no projects and are left out (titles, totals, notes): {rows}.")
        more = tr("Rows that are no projects and are left out (titles, totals, notes): {rows}, and more.")
        said.append((more if len(read.left_out) > _MOST_NUMBERS else sentence).format(rows=numbers))
    return " ".join(said)


def first_rows(read: SheetRead, tr: Translate) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the headers, which are a word for "row" and the columns' letters, and the first 20 rows of a table.

    The first cell of each row is its number, which also marks headings and rows that are left out: ``3: headings``,
    ``1: left out``. Columns after the hundredth are left out, and cells of more than 100 characters cut.
    """
    first, last = read.heading_rows
    rows = []
    for number, texts in enumerate(read.first_rows, start=read.first_number):
        if first <= number <= last:
            kind = tr("{row}: headings")
        elif number in read.left_out or number < first:
            kind = tr("{row}: left out")
        else:
            kind = "{row}"
        rows.append((kind.format(row=number), *map(_short, texts[:_MOST_COLUMNS])))
    return (tr("Row"), *read.letters[:_MOST_COLUMNS]), tuple(rows)


def lay_out_projects(preview: SheetPreview, tr: Translate) -> Document:
    """Lay out how many projects the table becomes, and the first three of them as they will be shown."""
    said = tr.plural(
        "The table becomes {n} project.", "The table becomes {n} projects. The first are shown.", preview.projects
    )
    blocks: list[Block] = [Paragraph((Text(said),))]
    for sample in preview.samples:
        blocks += [Heading(2, (Text(sample.title),)), lay_out_sample(sample, tr)]
    return Document(tr("Three projects"), "", tuple(blocks))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
