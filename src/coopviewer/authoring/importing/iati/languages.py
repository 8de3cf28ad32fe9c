"""Languages as published files write them, such as ``EN``, ``ENG`` or ``en_GB``, as BCP 47 tags."""

import re
from functools import lru_cache

UNKNOWN = "und"
_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)", re.ASCII)
_SCRIPT, _REGION = 4, 2  # lengths of a script and of a region in a tag
_TWO_LETTERS = {
    "ara": "ar",
    "ben": "bn",
    "bos": "bs",
    "bul": "bg",
    "cat": "ca",
    "ces": "cs",
    "cze": "cs",
    "chi": "zh",
    "zho": "zh",
    "dan": "da",
    "deu": "de",
    "ger": "de",
    "dut": "nl",
    "nld": "nl",
    "ell": "el",
    "gre": "el",
    "eng": "en",
    "est": "et",
    "fas": "fa",
    "per": "fa",
    "fin": "fi",
    "fra": "fr",
    "fre": "fr",
    "gle": "ga",
    "heb": "he",
    "hin": "hi",
    "hrv": "hr",
    "hun": "hu",
    "ice": "is",
    "isl": "is",
    "ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "lav": "lv",
    "lit": "lt",
    "may": "ms",
    "msa": "ms",
    "nor": "no",
    "pol": "pl",
    "por": "pt",
    "ron": "ro",
    "rum": "ro",
    "rus": "ru",
    "slk": "sk",
    "slo": "sk",
    "slv": "sl",
    "spa": "es",
    "srp": "sr",
    "swa": "sw",
    "swe": "sv",
    "tha": "th",
    "tur": "tr",
    "ukr": "uk",
    "urd": "ur",
    "vie": "vi",
}
_WORDS = {
    "english": "en",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "spanish": "es",
    "español": "es",
    "portuguese": "pt",
    "german": "de",
    "deutsch": "de",
    "dutch": "nl",
    "arabic": "ar",
    "russian": "ru",
}


@lru_cache(maxsize=2000)
def tag_of(text: str) -> str | None:
    """Return the BCP 47 tag that a text plainly means: ``en`` for ``EN``, ``eng`` and ``English``; None if none.

    Whether there is such a language is not looked up.
    """
    text = text.strip()
    found = _TAG.fullmatch(text.replace("_", "-"))
    if found is None:
        return _WORDS.get(text.lower())
    language = found[1].lower()
    return _TWO_LETTERS.get(language, language) + "".join(map(_cased, found[2].split("-")[1:]))


def _cased(part: str) -> str:
    if len(part) == _REGION:
        return f"-{part.upper()}"
    return f"-{part.title()}" if len(part) == _SCRIPT and part.isalpha() else f"-{part.lower()}"
