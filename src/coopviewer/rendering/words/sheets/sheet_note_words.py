"""Texts on what was mended, kept or left out in an imported table.

The sentences have placeholders. In most notes on a cell, ``{done}`` is the cell with the heading of its column, such as
``C17 (Amount)``. If a name was taken for the country that it is most like, ``{done}`` is this country (*Niger*); if it
was only like one and not used, both (*Niger? – C17 (Country)*).
"""

from coopviewer.domain.language import Translate


def sheet_kept_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences on cells, rows and columns kept as given, by codes of notes such as ``cell-date``.

    The sentence on a missing column is here too. The placeholders are those that the module describes.
    """
    return {
        **_sum_sentences(tr),
        "cell-long-number": tr(
            "“{found}” in {done} is a number with more digits than spreadsheets keep; it is no identifier for certain, "
            "and is kept as given."
        ),
        "cell-shifted": tr(
            "“{found}” in {done} is in a row with more cells than there are headings, so that it may belong to another "
            "column; it is kept as given."
        ),
        "cell-date": tr("“{found}” in {done} is no date that can be read; it is kept as given."),
        "cell-country": tr("“{found}” in {done} is no country that is known; it is kept as given."),
        "cell-country-near": tr(
            "“{found}” is no country that is known, only like one ({done}); it is kept as given and not used."
        ),
        "cell-region-near": tr(
            "“{found}” is no region that is known, only like a country ({done}); it is kept as given and not used."
        ),
        "cell-open": tr("“{found}” in {done} leaves open what the value is; it is kept as given."),
        "cell-elsewhere": tr("“{found}” in {done} names no organisation, but another place; it is kept as given."),
        "cell-region": tr("“{found}” in {done} is no region that is known; it is kept as given."),
        "cell-status": tr("“{found}” in {done} is no status that is known; it is kept as given."),
        "cell-currency": tr("“{found}” in {done} is no currency that is known; it is kept as given."),
        "cell-share": tr("“{found}” in {done} is no percentage of one country; it is kept as given."),
        "cell-address": tr("“{found}” in {done} is no web address; it is kept as given."),
        "cell-name": tr("“{found}” in {done} is no name; it is kept as given."),
        "cell-end-before-start": tr("The end is before the start ({found}, {done}); both are kept as given."),
        "row-same-identifier": tr(
            "Another row has the identifier “{found}” too, and says something else. Each is kept as an entry of its "
            "own; this one is {done}."
        ),
        "row-same-title": tr(
            "Another row has the title “{found}” too, and says something else. Each is kept as an entry of its own; "
            "this one is {done}."
        ),
        "row-doubtful": tr("The row “{found}” may be a heading or a total; it is kept as a project."),
        "column-new": tr("The column “{found}” is new: the mapping does not have it, and its cells are kept as given."),
        "column-missing": tr("The mapping has a column “{found}”, which the table does not have."),
    }


def _sum_sentences(tr: Translate) -> dict[str, str]:
    return {
        "cell-sum": tr("“{found}” in {done} is no sum that can be read; it is kept as given."),
        "cell-below-zero": tr("“{found}” in {done} is below zero, as no grant is; it is kept as given."),
        "cell-fine-sum": tr("“{found}” in {done} has more decimals than its currency; it is kept as given."),
        "cell-no-currency": tr("“{found}” in {done} has no currency; it is kept as given and not counted."),
        "cell-other-currency": tr(
            "The sign in “{found}” in {done} is not that of the column's currency; it is kept as given and not counted."
        ),
        "cell-cfa-franc": tr(
            "“{found}” in {done} is in CFA francs, and does not say which: those of West Africa (XOF) or of Central "
            "Africa (XAF); it is kept as given and not counted."
        ),
        "cell-two-currencies": tr(
            "“{found}” in {done} has another currency than the column of currencies in its row; it is kept as given "
            "and not counted."
        ),
    }


def sheet_mended_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences on what was read although not written as expected, by the codes of notes.

    They are about cells, rows, columns and the encoding of a file, and have the placeholders that the module describes.
    """
    return {
        "cell-alike": tr(
            "“{found}” is not exactly the name of a country; it was taken for “{done}”, which is most like it."
        ),
        "column-recognised": tr(
            "The column “{found}” is new: the mapping does not have it; by its heading and values it was read as "
            "“{done}”."
        ),
        "cell-by-sign": tr(
            "“{found}” in {done} has three figures behind a sign, which were read as decimals by the column's decimal "
            "sign; please check that it is no sum in thousands."
        ),
        "cell-parted": tr("“{found}” in {done} was parted into several names, which are in other cells by themselves."),
        "cell-one-name": tr(
            "“{found}” in {done} was taken as one name, since not all of its parts are in other cells by themselves; "
            "please check whether it names several."
        ),
        "cell-coarse-date": tr("Of “{found}” in {done} the year was read; the whole text is kept as given."),
        "row-twice": tr("The row says the same as row {done}, of “{found}”. Both are one entry."),
        "sheet-encoding": tr("The text of {found} is not in UTF-8; it was read as {done}."),
    }


def sheet_refused_sentences(tr: Translate) -> dict[str, str]:
    """Return the sentences on sheets, rows and values that are not read, by codes of notes such as ``row-left-out``.

    They have the placeholders that the module describes.
    """
    return {
        "sheet-hidden": tr("The hidden sheet “{found}” is not read; the table is in the sheet “{done}”."),
        "sheet-other": tr("The sheet “{found}” is not read; the table is in the sheet “{done}”."),
        "sheet-xls-errors": tr(
            "Cells of {found} with an error such as #DIV/0! are read as empty, as in every XLS file."
        ),
        "row-left-out": tr("The row “{found}” is no project, and is left out."),
    }


def sheet_labels(tr: Translate) -> dict[str, str]:
    """Return the labels of the kinds of notes, by their codes: *Cells that are no dates* for ``cell-date``."""
    return {
        **_sum_labels(tr),
        "cell-long-number": tr("Identifiers with more digits than spreadsheets keep"),
        "cell-shifted": tr("Cells in rows with more cells than headings"),
        "cell-date": tr("Cells that are no dates"),
        "cell-country": tr("Cells that are no countries"),
        "cell-region": tr("Cells that are no regions"),
        "cell-country-near": tr("Names that are only like a country"),
        "cell-region-near": tr("Names that are no regions, only like a country"),
        "cell-open": tr("Cells that leave open what the value is"),
        "cell-elsewhere": tr("Cells that name another place instead of an organisation"),
        "cell-parted": tr("Names that were parted"),
        "cell-one-name": tr("Names that may be several"),
        "cell-status": tr("Cells that are no status"),
        "cell-currency": tr("Cells that are no currencies"),
        "cell-share": tr("Cells that are no percentages"),
        "cell-address": tr("Cells that are no web addresses"),
        "cell-name": tr("Cells that are no names"),
        "cell-end-before-start": tr("Rows that end before they start"),
        "cell-alike": tr("Countries by a name that is alike"),
        "cell-coarse-date": tr("Dates of which the year was read"),
        "row-same-identifier": tr("Rows with the identifier of another row"),
        "row-same-title": tr("Rows with the title of another row"),
        "row-twice": tr("Rows that say the same"),
        "row-left-out": tr("Rows that are no projects"),
        "row-doubtful": tr("Rows that may be no projects"),
        "sheet-xls-errors": tr("XLS files, whose errors are read as empty"),
        "column-new": tr("Columns that the mapping does not have"),
        "column-recognised": tr("Columns that the mapping does not have, and that were recognised"),
        "column-missing": tr("Columns that the table does not have"),
        "sheet-encoding": tr("Tables that are not in UTF-8"),
        "sheet-hidden": tr("Hidden sheets"),
        "sheet-other": tr("Other sheets"),
    }


def _sum_labels(tr: Translate) -> dict[str, str]:
    return {
        "cell-sum": tr("Cells that are no sums"),
        "cell-below-zero": tr("Grants below zero"),
        "cell-fine-sum": tr("Sums with more decimals than their currency"),
        "cell-no-currency": tr("Cells with sums without a currency"),
        "cell-other-currency": tr("Cells with the sign of another currency"),
        "cell-cfa-franc": tr("Sums in CFA francs, which may be XOF or XAF"),
        "cell-by-sign": tr("Sums with three decimals by the column's decimal sign"),
        "cell-two-currencies": tr("Sums with two currencies"),
    }
