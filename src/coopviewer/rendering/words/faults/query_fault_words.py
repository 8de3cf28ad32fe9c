"""The words of errors in a query that the user typed (QueryFault); other faults are in ``fault_words.py``."""

from coopviewer.domain.language import Translate
from coopviewer.domain.search.names import known_values
from coopviewer.domain.search.query import Facet, quoted
from coopviewer.domain.search.syntax import MOST_PARTS, FaultKind, QueryFault
from coopviewer.rendering.words.facet_words import example


def fault_words(fault: QueryFault, tr: Translate) -> str:
    """Return sentences on an error in a query: what is wrong, which filters or values exist, and which may be meant.

    Filters are listed for an unknown one, values for an unknown or missing one if the filter has fixed values. The
    one that may be meant is left out if none is similar.
    """
    words = [_wrong(fault, tr)]
    values = known_values(fault.facet) if fault.facet is not None else ()
    if fault.kind is FaultKind.UNKNOWN_FACET:
        words.append(tr("There are: {0}.").format(tr.listed(f"{facet}:" for facet in Facet)))
    elif values and fault.kind in (FaultKind.UNKNOWN_VALUE, FaultKind.NO_VALUE):
        words.append(tr("There are: {0}.").format(tr.listed(values)))
    if fault.suggestion is not None and fault.kind in (FaultKind.UNKNOWN_FACET, FaultKind.UNKNOWN_VALUE):
        words.append(tr("Did you mean {0}?").format(fault.suggestion))
    return " ".join(words)


def caret_lines(text: str, fault: QueryFault, width: int) -> tuple[str, str]:
    """Return the part of a query around an error, at most ``width`` characters, and a line with carets under it.

    Characters that cannot be printed are shown as ``·``.
    """
    start = max(0, fault.position - width // 2)
    piece = "".join(each if each.isprintable() else "·" for each in text[start : start + width])
    length = max(1, min(fault.length, len(piece) - (fault.position - start)))
    return piece, " " * (fault.position - start) + "^" * length


def _wrong(fault: QueryFault, tr: Translate) -> str:
    found = quoted(fault.found)
    match fault.kind:
        case FaultKind.UNCLOSED:
            return tr("This quotation mark is not closed: all that follows was taken as one phrase.")
        case FaultKind.UNKNOWN_FACET:
            return tr("There is no filter called {0}.").format(fault.found)
        case FaultKind.NO_VALUE:
            return _no_value(fault.facet, tr)
        case FaultKind.UNKNOWN_VALUE:
            return tr("{0} is not a value of this filter.").format(found)
        case FaultKind.TOO_MANY:
            return tr("Only the first {0} words and filters were searched.").format(tr.number(MOST_PARTS))
        case FaultKind.NOTHING:
            return tr("There is no letter or digit to search for.")
    return _wrong_value(fault.kind, tr).format(found)


def _no_value(facet: Facet | None, tr: Translate) -> str:
    """Return the sentence that a filter needs a value, without an example that the reference may not have."""
    if facet is not None and facet.kind_of_values is not None:
        return tr("{filter} needs a name, or the beginning of one.").format(filter=f"{facet}:")
    return tr("This filter needs a value, such as {0}.").format(example(facet) if facet is not None else "")


def _wrong_value(kind: FaultKind, tr: Translate) -> str:
    return {
        FaultKind.BAD_PERIOD: tr("{0} is not a year, month, day or range. Write 2019, 2019-07 or 2018..2020."),
        FaultKind.BAD_YEARS: tr(
            "{0} is not a year or a range of years. Write 2019 or 2018..2020. Sums are found by grant:, such as "
            "grant:>4m."
        ),
        FaultKind.BAD_SUM: tr("{0} is not a sum. Write 4m, >500k or 2m..4m."),
        FaultKind.BAD_CURRENCY: tr("{0} is not the code of a currency. Write three letters, such as EUR."),
    }[kind]
