"""A table without the columns in which no row has anything."""

from coopviewer.rendering.document.document import Row, Table


def filled_table(headers: tuple[str, ...], rows: tuple[Row, ...], widths: tuple[int, ...]) -> Table:
    """Return a table of the columns that have content; ``widths`` are in percent and share the whole width."""
    kept = [at for at in range(len(headers)) if any(any(row.cells[at]) for row in rows)]
    whole = sum(widths[at] for at in kept) or 1
    return Table(
        tuple(headers[at] for at in kept),
        tuple(row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows),
        tuple(f"{widths[at] * 100 // whole}%" for at in kept),
    )
