"""Reads the style sheets that pages are shown and printed with."""

import re

Rules = dict[str, dict[str, str]]


def read_style_sheet(sheet: str) -> Rules:
    """Return what a style sheet says: selector -> property -> value; later rules add to earlier ones."""
    rules: Rules = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        said = dict(pair.split(":", 1) for pair in body.split(";") if pair.strip())
        for selector in selectors.split(","):
            rules.setdefault(selector.strip(), {}).update({key.strip(): value.strip() for key, value in said.items()})
    return rules


def pixels(rules: Rules, selector: str, name: str) -> int:
    """Return a length that a style sheet gives in pixels."""
    return int(rules[selector][name].removesuffix("px"))
