"""Places in text as Qt counts them: in UTF-16 units, of which a character beyond U+FFFF takes two."""


def units(text: str) -> int:
    """Count the UTF-16 units of a text; half a character counts one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
