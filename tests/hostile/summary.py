"""How many hostile inputs a run of the tests tried, as lines for its end."""

from collections.abc import Iterable, Iterator

HOSTILE_INPUTS = "hostile inputs"
"""The property of a test that counts them: its kind of input, how many cases, verbs and windows."""
AT_LEAST = {"odd paths": 300, "annotations files": 250, "references": 120, "imports": 150, "locales and pipes": 60}
"""How many cases of a kind ``dev.py test --slow`` tries at least; further kinds are those of what was added later."""


def summary_lines(properties: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield a line for each kind of input of which any was tried, in the order of the kinds."""
    totals: dict[str, list[int]] = {}
    for name, counted in properties:
        if name == HOSTILE_INPUTS and isinstance(counted, list | tuple):
            kind, *numbers = counted
            totals[kind] = [sum(pair) for pair in zip(totals.get(kind, (0, 0, 0)), numbers, strict=True)]
    for kind in sorted(totals, key=lambda kind: (kind not in AT_LEAST, kind)):
        cases, verbs, windows = totals[kind]
        asked = f" ({AT_LEAST[kind]} or more with --slow)" if kind in AT_LEAST else ""
        yield f"hostile {kind}: {cases}{asked}, {verbs} verbs, {windows} windows"
