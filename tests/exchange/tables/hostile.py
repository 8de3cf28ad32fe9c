"""Texts that break tables: formulas, control characters, markup, long ones, numbers that are none, other scripts."""

# ruff: noqa: RUF001  (letters that look like others are the point)

FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")'),
    *("=WEBSERVICE(1)", "{=1+1}", "＝1+1", "＋1", "－1", "＠SUM(A1)", "=", "+", "-", "@", "=\n1", "-2+3+cmd", "'=1"),
    *("'", "''", "' =1", "'plain", "’=1", "%0A=1"),
)
CONTROLS = (
    *("\x00", "a\x00b", "\x01\x02\x03", "a\x07b", "a\x08", "\x0b", "\x0c", "a\x1bb", "\x1f", "\x7f", "\x85", "\xa0"),
    *("\u2028", "\u2029", "\ufeffmark", "\ufffe", "\uffff", "\ufdd0", "a\r\nb", "a\nb", "a\rb", "\ta\t", " a ", "  "),
)
ESCAPES = (
    *("_x0041_", "_x000D_", "_x005F_", "__x0041__", "_xFFFF_", "_X0041_", "&amp;", "<f>1+1</f>", "]]>", "<![CDATA[x"),
    *(
        "<r><t>rich</t></r>",
        "<r></t></is></c><c r='Z9'><f>1+1</f></c><c><is><t></r>",
        "\"quoted\", 'too'",
        'a"b',
        "a,b",
    ),
    *(";", "a;b", "a\tb", "\\", "\\n", "%s{0}", "#N/A", "#REF!", "NULL", "TRUE", "nan"),
)
NUMBERS = (
    *(
        "007",
        "00012",
        "1e5",
        "1E10",
        "12345678901234567890",
        "1/2",
        "2-3",
        "3.10",
        "1,000",
        "0x1F",
        "MARCH1",
        "2019-07",
    ),
    *("2019-07-01", "1.", ".5", "٣", "１２", "5%", "€5", "0"),
)
SCRIPTS = (
    *(
        "ثاندر",
        "\u202etxt.exe",
        "\u200fالنيجر\u200f",
        "\u2067x\u2069",
        "e\u0301",
        "👩‍👩‍👧‍👦",
        "𝔘𝔫𝔦",
        "中文字",
        "ไทย",
        "ẞßſ",
    ),
    "Kosovo*",
)
LONG = ("x" * 32_766, "y" * 32_767, "𝔘" * 16_383, "=" + "z" * 32_766)
TOO_LONG = ("x" * 32_768, "𝔘" * 16_384, "y" * 100_000, "z" * 32_766 + "𝔘")
FITTING = (*FORMULAS, *CONTROLS, *ESCAPES, *NUMBERS, *SCRIPTS, *LONG)
