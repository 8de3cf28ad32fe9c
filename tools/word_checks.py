"""Checks of a translation that do not depend on its language."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from coopviewer.widgets.shell.actions import action_specs
from coopviewer.widgets.shell.menus import menus

_NAMES = re.compile(r"\{\w*\}|%\(\w+\)[sdr]|%[sd]")
_KEY = re.compile(r"&(\w)")
_KEPT = ("Kosovo*",)  # what may not be translated, nor lose its mark


def faults_of(catalog: Catalog) -> list[str]:
    """Return the faults of a language's texts, one line each; texts without translation are not faults."""
    translated = [message for message in catalog if message.id and forms_of(message)]
    faults = [fault for message in translated for fault in _faults(message, catalog.num_plurals)]
    return [*faults, *_keys_used_twice(catalog)]


def _faults(message: Message, plurals: int) -> Iterator[str]:
    texts = message.id if isinstance(message.id, tuple | list) else (message.id,)
    forms, about = forms_of(message), f"“{texts[0]}”"
    if message.fuzzy:
        yield f"{about} is marked as fuzzy: look at it, and take the mark away"
    if len(texts) > 1 and len(forms) != plurals:
        yield f"{about} has {len(forms)} forms, where the language has {plurals}"
    for form in forms:
        yield from _faults_of_form(texts[-1], form, about, is_plural=len(texts) > 1)


def _faults_of_form(text: str, form: str, about: str, *, is_plural: bool) -> Iterator[str]:
    wanted, given = Counter(_NAMES.findall(text)), Counter(_NAMES.findall(form))
    if is_plural:  # “one annotation” may do without the number
        wanted, given = wanted - Counter({"{n}": 1}), given - Counter({"{n}": 1})
    if wanted != given:
        names = ", ".join(sorted(((wanted - given) + (given - wanted)).elements()))
        yield f"{about} and “{form}” differ in {names}"
    if len(text) - len(text.lstrip()) != len(form) - len(form.lstrip()) or (
        len(text) - len(text.rstrip()) != len(form) - len(form.rstrip())
    ):
        yield f"{about} and “{form}” differ in the spaces at their ends"
    if bool(_KEY.search(text)) != bool(_KEY.search(form)) or len(_KEY.findall(form)) > 1:
        yield f"“{form}” has {len(_KEY.findall(form))} keys marked by &, {about} {len(_KEY.findall(text))}"
    for kept in _KEPT:
        if text.count(kept) != form.count(kept):
            yield f"“{form}” has not kept {kept}"


def _keys_used_twice(catalog: Catalog) -> Iterator[str]:
    """Yield letters that are the keys of two actions of a menu, or of two menus."""

    def say(text: str) -> str:
        message = catalog.get(text)
        return str(message.string) if message is not None and message.string else text

    specs = action_specs(say)  # type: ignore[arg-type]  # all that it asks of a language
    named = menus(say)  # type: ignore[arg-type]
    for title, texts in (
        ("the menu bar", [menu for menu, _ in named]),
        *((menu, [specs[action].text for group in groups for action in group]) for menu, groups in named),
    ):
        keys = Counter(found[1].casefold() for text in texts if (found := _KEY.search(text)))
        for key, times in keys.items():
            if times > 1:
                yield f"the key {key} is used {times} times in {title.replace('&', '')}"


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a text, one for each plural form; empty if it is not translated."""
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(each for each in found if each)
