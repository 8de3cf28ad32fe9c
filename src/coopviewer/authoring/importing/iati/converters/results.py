"""Converts the results of an activity into facts, with their indicators, baselines and periods."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key, key_part, short_hash
from coopviewer.authoring.importing.iati.values import read_day
from coopviewer.authoring.importing.iati.versions import FALSE, TRUE
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Indicator, IndicatorPeriod, Result


def convert_result(element: Element, conversion: Conversion) -> None:
    """Convert ``result`` and its indicators to facts, in the language of the result's title.

    Of several titles the first counts. Texts in other languages stay published fields. A result without a title gets an
    empty one, and the activity's language. An indicator that has no title in the language of the result gets its first
    title in any other; one without any title gets an empty one.
    """
    titles = conversion.texts(child) if (child := element.child("title")) is not None else []
    language = titles[0].language if titles else conversion.language
    title = titles[0].text if titles else ""
    key = _key(element, title, conversion)
    conversion.add(
        Result,
        key,
        element,
        title=title,
        ordinal=conversion.ordinal("result"),
        language=language,
        type=element.get("type"),
        description=conversion.take_text(element.child("description"), language),
    )
    element.used("type")
    if titles:
        conversion.used(titles[0])
    for number, each in enumerate(element.all("indicator"), start=1):
        each.place = f"{element.place}, indicator {number}"
        _convert_indicator(each, conversion, key, language)


def _key(element: Element, title: str, conversion: Conversion) -> str:
    """Return the key of a result: of its reference or title, or, where that is taken, of its indicators too.

    One that an export of this program noted comes before these, unless it is taken.
    """
    noted = conversion.result_keys.get(id(element))
    if noted and conversion.first(fact_key("result", noted)) is None:
        return fact_key("result", noted)
    reference = element.child("reference")
    code = reference.get("code") if reference is not None else None
    key = fact_key("result", code) if code else fact_key("result", short_hash(title))
    if conversion.first(key) is None:
        return key
    key = fact_key("result", short_hash(title, code, *_indicator_titles(element)))
    own = key
    while conversion.first(own) is not None:
        own = f"{key}-{conversion.ordinal(key) + 1}"
    return own


def _indicator_titles(element: Element) -> list[str]:
    titles = [each.child("title") for each in element.all("indicator")]
    texts = ([title.words(), *(each.words() for each in title.children)] for title in titles if title)
    return [f" {' '.join(filter(None, each))}" for each in texts]


def _convert_indicator(element: Element, conversion: Conversion, result: str, language: str) -> None:
    title = conversion.take_text(element.child("title"), language) or conversion.take_text(element.child("title")) or ""
    given = element.get("ascending")
    ascending = True if given in TRUE else False if given in FALSE else None
    conversion.add(
        Indicator,
        f"indicator/{key_part(result.partition('/')[2], 14)}-{short_hash(title)}",
        element,
        result_fact_id=f"{conversion.entry_id}/{result}",
        title=title,
        ordinal=conversion.ordinal("indicator"),
        measure=element.get("measure"),
        ascending=ascending,
        baseline=_baseline(element.child("baseline")),
        periods=tuple(_period(each, conversion, language) for each in element.all("period")),
    )
    element.used("measure", *(("ascending",) if ascending is not None else ()))


def _baseline(element: Element | None) -> str | None:
    """Return the value of a baseline, after its year or day if there is one; None without a value."""
    value = element.get("value") if element is not None else None
    if element is None or value is None:
        return None
    when = "year" if element.get("year") else "iso-date"
    given = element.get(when)
    element.used("value", when)
    return f"{given}: {value}" if given else value


def _period(element: Element, conversion: Conversion, language: str) -> IndicatorPeriod:
    target, actual = element.child("target"), element.child("actual")
    planned, reached = _value(target), _value(actual)
    comment = _comment(actual, conversion, language, is_told=reached is not None)
    if comment is None:
        comment = _comment(target, conversion, language, is_told=planned is not None and reached is None)
    return IndicatorPeriod(
        _day(element.child("period-start"), conversion),
        _day(element.child("period-end"), conversion),
        planned,
        reached,
        comment,
    )


def _comment(element: Element | None, conversion: Conversion, language: str, *, is_told: bool) -> str | None:
    """Return the comment on a target or an actual value in a language; None without one.

    ``is_told``: the values of the period say to which of them it belongs, so the text is removed from its element;
    otherwise it stays a published field as well.
    """
    comment = element.child("comment") if element is not None else None
    if comment is None:
        return None
    if is_told:
        return conversion.take_text(comment, language)
    return next((words.text for words in conversion.texts(comment) if words.language == language), None)


def _value(element: Element | None) -> str | None:
    """Return the value of a target or of an actual value, which version 1.0x may have as text; None without one."""
    if element is None:
        return None
    value = element.get("value")
    if value is not None:
        element.used("value")
        return value
    text = element.words()
    element.text = ""
    return text or None


def _day(element: Element | None, conversion: Conversion) -> str | None:
    given = element.get("iso-date") if element is not None else None
    if element is None or given is None:
        return None
    read = read_day(given)
    if read is None or read.day is None:
        conversion.note(ImportSeverity.KEPT, "date", given, "", element)
        return None
    if not read.has_time:
        element.used("iso-date")
    return read.day
