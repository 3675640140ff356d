"""Meaning of one cell of a status, flag or type column."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from domain.sales.csv.standing import words
from domain.sales.csv.standing.columns import Kind
from domain.sales.csv.standing.inflection import listed_form, whole_of
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Mapping


class Says(IntEnum):
    """Meaning of a cell: ``RETURNED`` is no sale, or, where the row's quantity is negative, the return itself."""

    SALE = 0
    NO_SALE = 1
    RETURNED = 2
    RETURN = 3
    UNKNOWN = 4


#: Stands for any value at all in a layout's own words.
ANY: Final = "*"
_DAY = re.compile(
    r"(?=(?:\D*\d){6})\d{1,4}[-/.]\w{1,9}[-/. ]\d{1,4}\b.*|\d{8}(?:\d{2,9})?|\w{3,9}[ -]\d{1,2}[ ,-]+\d{2,4}.*"
)


def says(kind: Kind, text: str, own: Mapping[str, Says] | None = None) -> Says:
    """Return what a cell says; ``own`` are a layout's words, which come first."""
    word = normal_name(text).removeprefix("wc ")
    if not word:
        return Says.SALE
    if own:
        if word in own:
            return own[word]
        if ANY in own:
            return own[ANY]
    return _flag(word, text) if kind is Kind.FLAG else _word(kind, word)


def _word(kind: Kind, word: str) -> Says:
    word = listed_form(word)
    for listed, said in ((words.SALE, Says.SALE), (words.NO_SALE, Says.NO_SALE), (words.RETURNED, _returned(kind))):
        if word in listed:
            return said
    return _in_part(kind, word)


def _returned(kind: Kind) -> Says:
    return Says.RETURN if kind is Kind.TYPE else Says.RETURNED


def _in_part(kind: Kind, word: str) -> Says:
    """Return what a word says that is true of a part: an order of which something came back, or is to come, is a sale.

    How much of an order was cancelled is not known from its word.
    """
    whole = whole_of(word)
    if whole in words.RETURNED:
        return Says.RETURN if kind is Kind.TYPE else Says.SALE
    return Says.SALE if whole in words.SALE else Says.UNKNOWN


def _flag(word: str, text: str) -> Says:
    if word in words.NO:
        return Says.SALE
    if word in words.YES or is_day(text):
        return Says.NO_SALE
    return _word(Kind.STATUS, word)


def is_day(text: str) -> bool:
    """Tell whether a cell holds a day or an instant."""
    return bool(_DAY.fullmatch(text.strip()))
