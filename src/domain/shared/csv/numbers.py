"""Amounts as people's programs write them, as exact integers of millionths.

Read are ``12``, ``12.50``, ``$8.00``, ``-$8.00``, ``($8.00)``, ``8,00 €``, ``USD 8.00``, ``1,234.5``, ``1.234,5``,
``1 234,5``, ``1'234.5`` and ``1.5e3``. Whether the comma or the point is the decimal mark is decided once a file.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

type DecimalMark = Literal[".", ","]

MICRO: Final = 1_000_000
#: Amounts beyond this are no sales of one row.
AMOUNT_LIMIT: Final = 10**9

#: Stand for "no value", "not a number" and "too large" among amounts; no amount is anywhere near them.
EMPTY: Final = -(2**62)
NOT_A_NUMBER: Final = EMPTY - 1
TOO_LARGE: Final = EMPTY - 2
FAULTY: Final = EMPTY + 1
"""Everything below this is one of the three."""

_PLAIN = re.compile(r"(\d{1,9})(?:\.(\d{1,6}))?", re.ASCII)
_AFFIX = r"(?:[A-Z]{1,3}\$?|R\$|[$€£¥₹₽₩₺₫฿₴₦₪zł]{1,2}|kr\.?|Fr\.?|Rs\.?)?"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign1>[-+])?{_AFFIX}(?P<sign2>[-+])?(?P<digits>\d[\d.,']*|[.,]\d+)"
    rf"(?P<exponent>[eE][-+]?\d{{1,2}})?{_AFFIX}(?P<sign3>-)?(?P<close>\))?",
    re.ASCII,
)
#: Blanks that group digits go away; typographic signs become plain ones.
_PLAIN_SIGNS = str.maketrans(dict.fromkeys(" \u00a0\u202f\t") | {"\u2212": "-", "\u2019": "'"})
_GROUPS = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:[']\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+", re.ASCII),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d{1,3}(?:[']\d{3})+(?:,\d*)?|\d+,?\d*|,\d+", re.ASCII),
}
_NOTHING = frozenset({"", "-", "--", "null", "none", "nan", "n/a", "na", "#n/a", "nil"})


def parse_amount(text: str, mark: DecimalMark = ".") -> int:
    """Return the amount in millionths, rounded half to even beyond that, or one of the three words for none."""
    if plain := _PLAIN.fullmatch(text):
        whole, fraction = plain.groups()
        if fraction is None:
            return int(whole) * MICRO
        if mark == ".":
            return int(whole) * MICRO + int(fraction.ljust(6, "0"))
    return _parse_any(text, mark)


def _parse_any(text: str, mark: DecimalMark) -> int:
    bare = text.translate(_PLAIN_SIGNS)
    if bare.lower() in _NOTHING:
        return EMPTY
    match = _NUMBER.fullmatch(bare) if len(bare) <= 40 else None
    if not match or not _is_whole(match, mark):
        return NOT_A_NUMBER
    signs = [match[name] for name in ("open", "sign1", "sign2", "sign3") if match[name] not in {None, "", "+"}]
    return NOT_A_NUMBER if len(signs) > 1 else _micro(match, mark, negative=bool(signs))


def _is_whole(match: re.Match[str], mark: DecimalMark) -> bool:
    """Tell whether brackets come in pairs and digits in proper groups."""
    return bool(match["open"]) == bool(match["close"]) and bool(_GROUPS[mark].fullmatch(match["digits"]))


def _micro(match: re.Match[str], mark: DecimalMark, *, negative: bool) -> int:
    plain = match["digits"].replace(group_mark(mark), "").replace("'", "").replace(mark, ".")
    value = Decimal(plain + (match["exponent"] or ""))
    if value > AMOUNT_LIMIT:
        return TOO_LARGE
    micro = int((value * MICRO).to_integral_value(ROUND_HALF_EVEN))
    return -micro if negative else micro


def decimal_mark(texts: Iterable[str], delimiter: str) -> DecimalMark:
    """Decide which decimal mark a file uses from some of its amounts.

    Evidence is a mark that cannot group thousands. Where there is none, a comma counts as the decimal mark exactly when
    the file cannot be separated by commas.
    """
    votes: dict[str, int] = {".": 0, ",": 0, "lone comma": 0, "": 0}
    for text in texts:
        votes[_evidence(re.sub(r"[^\d.,]", "", text, flags=re.ASCII))] += 1
    if votes["."] != votes[","]:
        return "." if votes["."] > votes[","] else ","
    return "," if votes["lone comma"] and delimiter != "," else "."


def _evidence(digits: str) -> str:
    """Return the mark that an amount shows to be the decimal one, if it shows any."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return ""
    mark = digits[last]
    if digits.count(mark) > 1:
        return "," if mark == "." else "."
    if not _could_group(digits, last):
        return mark
    return "lone comma" if mark == "," else ""


def _could_group(digits: str, last: int) -> bool:
    """Tell whether the mark at ``last`` may be one that groups thousands."""
    return len(digits) - last == 4 and 0 < last <= 3 and not ("," in digits and "." in digits)


def group_mark(mark: DecimalMark) -> str:
    """Return the mark that groups thousands where ``mark`` is the decimal one; blanks and apostrophes always do."""
    return "," if mark == "." else "."


def to_text(micro: int) -> str:
    """Return millionths as the shortest plain decimal."""
    sign = "-" if micro < 0 else ""
    whole, fraction = divmod(abs(micro), MICRO)
    return f"{sign}{whole}" if not fraction else f"{sign}{whole}." + f"{fraction:06d}".rstrip("0")


def to_decimal(micro: int) -> Decimal:
    """Return millionths as a ``Decimal`` without trailing zeros."""
    return Decimal(to_text(micro))
