"""Amounts as people's programs write them, as exact integers of millionths.

Read are ``12``, ``12.50``, ``1,234.5``, ``1.234,5``, ``1 234,5``, ``1'234.5``, ``1,23,456.00``, ``1.5e3``, ``(12)``,
``12-``, digits of any script and, where an amount is money, a currency before or behind it: ``$8.00``, ``8,00 €``,
``USD 8``, ``CHF 12.-``. Anything else, ``2 KG``, ``1.2K`` and ``12 34`` among it, is not a number. Which of comma and
point is the decimal mark is not decided here but in :mod:`domain.shared.csv.marks`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final, Literal

from domain.shared.csv.currencies import AFFIX, currencies_of

type DecimalMark = Literal[".", ","]

MICRO: Final = 1_000_000
#: Amounts beyond this are no sales of one row.
AMOUNT_LIMIT: Final = 10**9

#: Stand for "no value", "not a number", "too large" and "in another currency"; no amount is anywhere near them.
EMPTY: Final = -(2**62)
NOT_A_NUMBER: Final = EMPTY - 1
TOO_LARGE: Final = EMPTY - 2
OTHER_CURRENCY: Final = EMPTY - 3
FAULTY: Final = EMPTY + 1
"""Everything below this is one of the four."""

#: The longest text that is looked at as a number.
_LONGEST: Final = 40
_PLAIN = re.compile(r"(\d{1,9})(?:\.(\d{1,6}))?", re.ASCII)
_NO_LETTERS = re.compile(r"[-+\d.,' ()]*", re.ASCII)
#: The decimal mark of the Arabic script, which means nothing else.
_ARABIC_MARK: Final = "\u066b"
_NUMBER = re.compile(
    rf"(?P<open>\()? ?(?P<sign1>[-+])? ?(?P<before>{AFFIX})? ?(?P<sign2>[-+])? ?"
    rf"(?P<digits>\d[\d.,' {_ARABIC_MARK}]*|[.,{_ARABIC_MARK}]\d+)"
    rf"(?P<exponent>[eE][-+]?\d{{1,2}})? ?(?P<behind>{AFFIX})? ?(?P<sign3>--?)? ?(?P<close>\))?",
    re.ASCII | re.IGNORECASE,
)
_TYPOGRAPHIC: Final = str.maketrans(
    dict.fromkeys("\u200e\u200f\u061c\u202a\u202c\u2066\u2069")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2019\u02bc\u066c", "'")
    | {"\uff0b": "+"}
)
_NOTHING = frozenset({"", "-", "--", "null", "none", "nan", "n/a", "na", "#n/a", "nil"})


def _digits_pattern(mark: DecimalMark) -> re.Pattern[str]:
    """Return an expression for digits in which ``mark`` is the decimal one.

    Groups are of three, or of two but for the last (India), and never start with 0.
    """
    marks = f"[{mark}{_ARABIC_MARK}]"
    wholes = [rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+" for group in (re.escape(group_mark(mark)), "'", " ")]
    if mark == ".":
        wholes.append(r"[1-9]\d?(?:,\d{2})+,\d{3}")
    return re.compile(rf"(?:{'|'.join(wholes)}|\d+)(?:{marks}\d*)?|{marks}\d+", re.ASCII)


def group_mark(mark: DecimalMark) -> str:
    """Return the mark that groups thousands where ``mark`` is the decimal one; blanks and apostrophes always do."""
    return "," if mark == "." else "."


_DIGITS: Final = {".": _digits_pattern("."), ",": _digits_pattern(",")}


def parse_amount(text: str, mark: DecimalMark = ".", *, money: bool = False) -> int:
    """Return the amount in millionths, rounded half to even beyond that, or one of the three words for none.

    Only ``money`` may carry a currency.
    """
    if plain := _PLAIN.fullmatch(text):
        whole, fraction = plain.groups()
        if fraction is None:
            return int(whole) * MICRO
        if mark == ".":
            return int(whole) * MICRO + int(fraction.ljust(6, "0"))
    bare = _plain_text(text)
    if bare.lower() in _NOTHING:
        return EMPTY
    match = _NUMBER.fullmatch(bare) if len(bare) <= _LONGEST else None
    return _value(match, mark) if match and _is_fit(match, money=money) else NOT_A_NUMBER


def currency_of(text: str) -> frozenset[str]:
    """Return the currencies that an amount may be in by what stands beside it; none when it carries none."""
    match = _NUMBER.fullmatch(_plain_text(text)) if len(text) <= _LONGEST else None
    if not match:
        return frozenset()
    sets = [currencies_of(affix) for affix in (match["before"], match["behind"]) if affix]
    return frozenset.intersection(*sets) if sets else frozenset()


def is_without_letters(text: str) -> bool:
    """Tell whether a text surely carries no currency."""
    return _NO_LETTERS.fullmatch(text) is not None


def _plain_text(text: str) -> str:
    """Return an amount with plain signs, single blanks and ASCII digits."""
    if not text.isascii():
        text = text[:_LONGEST].translate(_TYPOGRAPHIC)
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return " ".join(text.split())


def _is_fit(match: re.Match[str], *, money: bool) -> bool:
    """Tell whether brackets come in pairs, signs once, and what stands beside the digits is a currency."""
    if bool(match["open"]) != bool(match["close"]) or len(_minuses(match)) > 1:
        return False
    is_bare = not match["before"] and not match["behind"]
    return is_bare or (money and bool(currency_of(match[0])))


def _minuses(match: re.Match[str]) -> str:
    """Return what makes an amount negative; a dash for no cents, as in ``12,-``, does not."""
    unwritten = match["digits"].rstrip().endswith((".", ","))
    signs = (match["open"], match["sign1"], match["sign2"], None if unwritten else match["sign3"])
    return "".join(sign for sign in signs if sign and sign != "+")


def _value(match: re.Match[str], mark: DecimalMark) -> int:
    digits = match["digits"].rstrip()
    if not _DIGITS[mark].fullmatch(digits):
        return NOT_A_NUMBER
    plain = re.sub(rf"[{group_mark(mark)}' ]", "", digits)
    if match["exponent"] and plain != digits:  # nothing that writes powers of ten groups digits
        return NOT_A_NUMBER
    value = Decimal(plain.replace(mark, ".").replace(_ARABIC_MARK, ".") + (match["exponent"] or ""))
    if value > AMOUNT_LIMIT:
        return TOO_LARGE
    micro = int((value * MICRO).to_integral_value(ROUND_HALF_EVEN))
    return -micro if _minuses(match) else micro


def to_text(micro: int) -> str:
    """Return millionths as the shortest plain decimal."""
    sign = "-" if micro < 0 else ""
    whole, fraction = divmod(abs(micro), MICRO)
    return f"{sign}{whole}" if not fraction else f"{sign}{whole}." + f"{fraction:06d}".rstrip("0")


def to_decimal(micro: int) -> Decimal:
    """Return millionths as a ``Decimal`` without trailing zeros."""
    return Decimal(to_text(micro))
