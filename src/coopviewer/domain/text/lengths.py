"""Lengths of texts: in UTF-16 units, as Qt counts them, and cut to what there is room for."""


def units(text: str) -> int:
    """Count the UTF-16 units of a text: two for a character beyond U+FFFF, one for a lone surrogate."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """Give a text of at most ``most`` characters, the last one an ellipsis where something is left out.

    Whoever shortens a title shows the whole of it in a tool tip or beneath.
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
