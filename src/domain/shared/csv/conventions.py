"""Conventions of one file: its decimal marks, its order of day, month and year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from domain.shared.csv.dates import DateFormat
from domain.shared.csv.numbers import EMPTY, OTHER_CURRENCY, DecimalMark, currency_of, parse_amount, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The roles whose amounts are money; all others are quantities, which carry no currency.
MONEY: Final = frozenset({"price", "revenue", "discount", "refunded_amount", "current_price", "unit_cost"})
NO_DATES: Final = DateFormat("ymd", decided=False)


@dataclass(frozen=True)
class Conventions:
    """Conventions by which the cells of one file are read.

    Parameters
    ----------
    dates
        How days are written.
    marks
        The decimal mark by role; a role that is left out has no amount that shows one.
    decimal_mark, group_mark
        What a report says of the marks.
    shop_currency
        What the shop keeps its amounts in; ``None`` where that is not known, and nothing is refused for it.
    currency
        What the file's amounts are in; ``None`` where the file has none.
    offsets
        The offsets from UTC that stamps carry.
    """

    dates: DateFormat = NO_DATES
    marks: Mapping[str, DecimalMark] = field(default_factory=dict)
    decimal_mark: DecimalMark | None = None
    group_mark: str | None = None
    shop_currency: str | None = None
    currency: str | None = None
    offsets: tuple[str, ...] = ()

    @property
    def time_zone(self) -> str | None:
        """The zone that days are told in: the caller's, else the one offset of all stamps; ``None``: as written."""
        return self.dates.zone or (self.offsets[0] if len(self.offsets) == 1 else None)

    def amount(self, role: str, text: str) -> int:
        """Return what an amount is, as :func:`domain.shared.csv.numbers.parse_amount` does, or that its currency is
        another one than the file's.
        """
        if role not in MONEY:
            return parse_amount(text, self.marks.get(role, "."))
        amount = parse_amount(text, self.marks.get(role, "."), money=True)
        return OTHER_CURRENCY if amount > EMPTY and self.is_other(currency_of(text)) else amount

    def is_other(self, currencies: frozenset[str]) -> bool:
        """Tell whether what an amount may be in is another currency than the file's."""
        return bool(currencies) and self.currency is not None and self.currency not in currencies

    def amount_text(self, role: str, micro: int) -> str:
        """Return an amount as this file writes it, in a form that cannot be taken for thousands."""
        whole, point, fraction = to_text(micro).partition(".")
        return f"{whole}{point.replace('.', self.marks.get(role, '.'))}{fraction}{'0' if len(fraction) == 3 else ''}"

    def reads_like(self, other: Conventions) -> bool:
        """Tell whether all cells that either was decided from mean the same by both."""
        roles = self.marks.keys() | other.marks.keys()
        if self._said_once() != other._said_once():
            return False
        return all(self.marks.get(role, ".") == other.marks.get(role, ".") for role in roles)

    def _said_once(self) -> tuple[str | None, ...]:
        return self.dates.order, self.dates.language, self.currency

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON."""
        return {
            "dates": [self.dates.order, self.dates.decided, self.dates.language, self.dates.zone],
            "marks": dict(self.marks),
            "said": [self.decimal_mark, self.group_mark, self.shop_currency, self.currency],
            "offsets": list(self.offsets),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what :meth:`to_json` kept."""
        decimal, group, shop, currency = kept["said"]
        dates, offsets = DateFormat(*kept["dates"]), tuple(kept["offsets"])
        return cls(dates, kept["marks"], decimal, group, shop, currency, offsets)
