"""Long titles, shortened where there is little room; whoever shortens one shows the whole in a tool tip or beneath."""


def shortened(text: str, most: int) -> str:
    """Give a text of at most ``most`` characters, the last one an ellipsis where something is left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
