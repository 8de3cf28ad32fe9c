"""Lengths of texts in UTF-16 units, as Qt counts them, and shortened texts."""


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 units of a text: two for a character beyond U+FFFF, one for a lone surrogate."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, the last one an ellipsis if the text was cut.

    A caller that shows a shortened title also shows the whole title in a tool tip or below.
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
