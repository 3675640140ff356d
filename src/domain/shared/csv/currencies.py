"""Currencies as amounts carry them: the codes of ISO 4217 and the signs that are usual for them.

A sign may stand for several currencies (``$`` for every dollar and most pesos), so what a sign says is a set of codes.
Abbreviations of quantities (``K``, ``M``, ``kg``) are no currencies, and neither is any letter that is not listed here.
"""

# ruff: noqa: RUF001  # signs are written in the scripts they belong to
from __future__ import annotations

import re
from typing import Final

#: ISO 4217, list one of 2025, without precious metals, funds and test codes.
CODES: Final = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
    MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES
    VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905  # a table
)
_DOLLARS: Final = (
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP CUP BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD "
    "XCD"
)
#: What a sign stands for, by its form in lower case.
_SIGNS: Final = {
    "$": _DOLLARS, "us$": "USD", "$us": "USD", "u$s": "USD", "ca$": "CAD", "c$": "CAD NIO", "$ca": "CAD", "a$": "AUD",
    "au$": "AUD", "$au": "AUD", "nz$": "NZD", "$nz": "NZD", "hk$": "HKD", "$hk": "HKD", "s$": "SGD", "sg$": "SGD",
    "$sg": "SGD", "nt$": "TWD", "mx$": "MXN", "mex$": "MXN", "$mx": "MXN", "ar$": "ARS", "$ar": "ARS", "cl$": "CLP",
    "$cl": "CLP", "co$": "COP", "col$": "COP", "$co": "COP", "rd$": "DOP", "j$": "JMD", "tt$": "TTD", "bz$": "BZD",
    "ec$": "XCD", "n$": "NAD", "fj$": "FJD", "r$": "BRL", "€": "EUR", "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
    "¥": "JPY CNY", "\uffe5": "JPY CNY", "jp¥": "JPY", "cn¥": "CNY", "円": "JPY", "元": "CNY", "₹": "INR",
    "rs": "INR PKR LKR NPR MUR SCR", "rs.": "INR PKR LKR NPR MUR SCR", "₨": "INR PKR LKR NPR MUR SCR", "₽": "RUB",
    "руб": "RUB", "руб.": "RUB", "₩": "KRW KPW", "\uffe6": "KRW KPW", "₺": "TRY", "tl": "TRY", "₫": "VND", "฿": "THB",
    "₴": "UAH", "грн": "UAH", "грн.": "UAH", "₦": "NGN", "₪": "ILS", "₱": "PHP CUP", "₡": "CRC", "₲": "PYG",
    "₵": "GHS", "gh₵": "GHS", "₸": "KZT", "₼": "AZN", "₾": "GEL", "₭": "LAK", "₮": "MNT", "៛": "KHR", "֏": "AMD",
    "৳": "BDT", "zł": "PLN", "kč": "CZK", "kr": "SEK NOK DKK ISK", "kr.": "SEK NOK DKK ISK", "ft": "HUF",
    "lei": "RON MDL", "leu": "RON MDL", "лв": "BGN", "лв.": "BGN", "fr": "CHF", "fr.": "CHF", "sfr": "CHF",
    "sfr.": "CHF", "din": "RSD", "din.": "RSD", "ден": "MKD", "ден.": "MKD", "rm": "MYR", "rp": "IDR",
    "rp.": "IDR", "r": "ZAR", "s/": "PEN", "s/.": "PEN", "ksh": "KES", "tsh": "TZS", "ush": "UGX", "fcfa": "XOF XAF",
    "f cfa": "XOF", "cfa": "XOF XAF", "dh": "MAD AED", "br": "ETB BYN", "lek": "ALL",
}  # fmt: skip
SIGNS: Final = {sign: frozenset(codes.split()) for sign, codes in _SIGNS.items()}


def _pattern() -> str:
    """Return an expression for any sign, the longest first, or three letters that may be a code."""
    signs = [re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)]
    spaced = [re.sub(r"(?<=\w)\\\$|\\\$(?=\w)", r" ?\\$ ?", sign) for sign in signs]
    return rf"(?:[A-Za-z]{{3}}(?![A-Za-z$.])|{'|'.join(spaced)}|[A-Za-z]{{3}})"


#: What may stand beside an amount; whether three letters are a code is for :func:`currencies_of` to say.
AFFIX: Final = _pattern()


_IN_BRACKETS: Final = re.compile(rf"(.*?)\s*[(\[]\s*(?:in )?({AFFIX})\s*[)\]]")
_AT_END: Final = re.compile(rf"(.*\S)\s+(?:in )?({AFFIX})")
#: Codes that are words, too, and are no currency where a name ends with them.
_WORDS: Final = frozenset({"ALL", "TOP", "TRY", "MAD"})


def currency_in_name(name: str) -> tuple[str, frozenset[str]]:
    """Return a column's name without the currency that it ends with, and what that may be: ``Net sales (EUR)``."""
    for pattern, words in ((_IN_BRACKETS, frozenset[str]()), (_AT_END, _WORDS)):
        match = pattern.fullmatch(name.strip())
        if match and _is_written(match[2], words) and (found := currencies_of(match[2])):
            return match[1] or name, found
    return name, frozenset()


def _is_written(told: str, words: frozenset[str]) -> bool:
    """Tell whether a name's end is written as currencies are: a code in capitals, or a sign."""
    is_code = told.isascii() and told.isalpha()
    return not is_code or (told.isupper() and told not in words)


def currencies_of(affix: str) -> frozenset[str]:
    """Return the codes that what stands beside an amount may mean; none when it is no currency."""
    word = affix.strip()
    if word.upper() in CODES and word.isascii():
        return frozenset({word.upper()})
    return SIGNS.get(word.lower().replace(" $", "$").replace("$ ", "$"), frozenset())
