"""Texts on a search without results: why its filters find nothing."""

from coopviewer.domain.language import Translate
from coopviewer.domain.search.answer import EmptyReason
from coopviewer.domain.search.query import Facet, ListedState, SearchFilter


def reason_words(reason: EmptyReason, tr: Translate) -> str:
    """Return the sentence that says why a search found nothing.

    It says why the filter ``reason.part`` finds none; without it, that no entry meets all the filters.
    """
    if reason.part is None:
        return tr("Each filter finds entries by itself, but no entry meets all of them.")
    if reason.naming:
        return _only_in_sums(reason, reason.part, tr)
    if reason.refs:
        names = tr.listed(ref.title for ref in reason.refs)
        return {
            ListedState.NOT_LISTED: tr("The list of countries is complete, and names none: {names}."),
            ListedState.NOT_STATED: tr("Which countries belong to it is not stated in the source: {names}."),
        }.get(reason.state, tr("Which countries belong to it was not looked at: {names}.")).format(names=names)
    if reason.part.facet is Facet.ARRANGEMENT:
        return {
            ListedState.NOT_LISTED: tr("The list of working arrangements is complete: other countries are not listed."),
            ListedState.NOT_STATED: tr("The list of working arrangements may not be complete: others are not stated."),
        }.get(reason.state, tr("The reference lists no working arrangement: it was not looked at."))
    if reason.part.facet in (Facet.PAID, Facet.BUDGET):
        return _no_money(reason, reason.part, tr)
    if reason.part.facet in (Facet.STARTS, Facet.ENDS):
        return _no_edge(reason, reason.part, tr)
    return tr("Nothing is listed for {filter}.").format(filter=reason.part)


def _only_in_sums(reason: EmptyReason, part: SearchFilter, tr: Translate) -> str:
    """Return that a filter covers who takes part, and that sums alone name the organisation, and where they are."""
    names = tr.listed(ref.title for ref in reason.refs)
    covers = (
        tr("Nothing is listed for {filter}, which finds activities by their funding organisations.")
        if part.facet is Facet.FUNDER
        else tr("Nothing is listed for {filter}, which finds activities by the organisations that take part.")
    ).format(filter=part)
    payer = tr.plural(
        "Sums of {n} activity name {name} as payer: they are listed on the page of {name}.",
        "Sums of {n} activities name {name} as payer: they are listed on the page of {name}.",
        reason.naming,
        name=names,
    )
    either = tr.plural(
        "Sums of {n} activity name {name} as payer or receiver: they are listed on the page of {name}.",
        "Sums of {n} activities name {name} as payer or receiver: they are listed on the page of {name}.",
        reason.naming,
        name=names,
    )
    return f"{covers} {payer if part.facet is Facet.FUNDER else either}"


def _no_money(reason: EmptyReason, part: SearchFilter, tr: Translate) -> str:
    is_paid = part.facet is Facet.PAID
    if reason.is_unread:
        return (
            tr("Payments are not found by their year in this reference, which an earlier coopviewer imported.")
            if is_paid
            else tr("Budgets are not found by their year in this reference, which an earlier coopviewer imported.")
        ) + f" {_import_again(tr)}"
    if reason.years is None:
        return tr("No payment with a year is listed.") if is_paid else tr("No budget with a year is listed.")
    years = _years_words(reason.years, tr)
    said = (
        tr("Nothing is listed for {filter}: all payments with a year are of {years}.")
        if is_paid
        else tr("Nothing is listed for {filter}: all budgets with a year are of {years}.")
    )
    return said.format(filter=part, years=years)


def _no_edge(reason: EmptyReason, part: SearchFilter, tr: Translate) -> str:
    is_start = part.facet is Facet.STARTS
    if reason.years is None:
        return tr("No start is stated.") if is_start else tr("No end is stated.")
    said = (
        tr("Nothing is listed for {filter}: all starts that are stated are of {years}.")
        if is_start
        else tr("Nothing is listed for {filter}: all ends that are stated are of {years}.")
    )
    return said.format(filter=part, years=_years_words(reason.years, tr))


def _years_words(years: tuple[str, str], tr: Translate) -> str:
    first, last = years
    return first if first == last else tr("{first} to {last}").format(first=first, last=last)


def _import_again(tr: Translate) -> str:
    return tr("Import its files again, with File > Import again… or coopviewer import --again.")
