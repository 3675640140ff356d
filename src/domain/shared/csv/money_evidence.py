"""Evidence on the currency of a file: its own column, or the one sign or code used throughout.

A sign that stands for several currencies agrees with each of them. Where a file names more than one currency, it is
taken to be in the shop's, and rows in others are rejected one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.shared.csv.conventions import MONEY
from domain.shared.csv.currencies import currencies_of, currency_in_name
from domain.shared.csv.errors import OtherCurrencyError
from domain.shared.csv.numbers import currency_of, is_without_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Final = frozenset({"", "-", "n/a", "null", "none"})


@dataclass
class MoneyEvidence:
    """Evidence of one file's amounts, and of its column of currencies, on its currency.

    Parameters
    ----------
    found
        The first cell of each set of currencies that a sign or code stands for, by their codes.
    """

    found: dict[str, str] = field(default_factory=dict)

    def add_amount(self, text: str) -> None:
        """Take the evidence of an amount of money."""
        if not is_without_letters(text) and (codes := currency_of(text)):
            self.found.setdefault("|".join(sorted(codes)), text.strip()[:40])

    def add_name(self, name: str) -> None:
        """Take the evidence of the name of a column of money."""
        if codes := currency_in_name(name)[1]:
            self.found.setdefault("|".join(sorted(codes)), name.strip()[:40])

    def add_names(self, names: Mapping[str, str]) -> None:
        """Take the evidence of the names of columns, by role."""
        for role in MONEY & names.keys():
            self.add_name(names[role])

    def add_currency(self, text: str) -> None:
        """Take the evidence of a cell that names a row's currency."""
        if codes := named_currencies(text):
            self.found.setdefault("|".join(sorted(codes)), text.strip()[:40])

    def other_than(self, told: str | None) -> str | None:
        """Return what names another currency than this one, ``None`` where all may be it."""
        others = (text for key, text in self.found.items() if told not in key.split("|"))
        example = next(others, None) if told else None
        return f"'{example}'" if example else None

    def currency(self, shop: str | None, told: str | None, *, final: bool) -> str | None:
        """Return the file's currency: the caller's, else the one that all amounts allow, else the shop's.

        Raises
        ------
        OtherCurrencyError
            Finally, when that is not the shop's.
        """
        left = frozenset({told}) if told else _common(self.found)
        if shop is None or not left or shop in left:
            return told or shop
        if final:
            raise OtherCurrencyError(told or next(iter(self.found.values())), shop, told=bool(told))
        return next(iter(sorted(left)))


def _common(found: Mapping[str, str]) -> frozenset[str]:
    sets = [frozenset(key.split("|")) for key in found]
    return frozenset.intersection(*sets) if sets else frozenset()


def named_currencies(text: str) -> frozenset[str]:
    """Return the currencies that a cell of a column of currencies names; a set of its text where it is none known."""
    word = text.strip()
    if word.lower() in _NOTHING:
        return frozenset()
    return currencies_of(word) or frozenset({word[:40].replace("|", "/")})
