"""A table without the columns in which no row has anything."""

from coopviewer.rendering.document.document import Row, Table


def filled_table(headers: tuple[str, ...], rows: tuple[Row, ...], widths: tuple[int, ...]) -> Table:
    """Return a table without its empty columns; ``widths`` are in percent, one for each of ``headers``.

    The remaining columns share the whole width in proportion.
    """
    kept = [at for at in range(len(headers)) if any(any(row.cells[at]) for row in rows)]
    whole = sum(widths[at] for at in kept)
    return Table(
        tuple(headers[at] for at in kept),
        tuple(row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows),
        tuple(f"{widths[at] * 100 // whole}%" for at in kept),
    )
