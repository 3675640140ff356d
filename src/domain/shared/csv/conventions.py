"""What the cells of one file mean: its decimal marks, its order of day, month and year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from domain.shared.csv.dates import DateFormat
from domain.shared.csv.numbers import DecimalMark, parse_amount, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The roles whose amounts are money; all others are quantities, which carry no currency.
MONEY: Final = frozenset({"price", "revenue", "discount", "current_price", "unit_cost"})
NO_DATES: Final = DateFormat("ymd", decided=False)


@dataclass(frozen=True)
class Conventions:
    """How the cells of one file are read.

    Parameters
    ----------
    dates
        How days are written.
    marks
        The decimal mark by role; a role that is left out has no amount that shows one.
    decimal_mark, group_mark
        What a report says of the marks.
    """

    dates: DateFormat = NO_DATES
    marks: Mapping[str, DecimalMark] = field(default_factory=dict)
    decimal_mark: DecimalMark | None = None
    group_mark: str | None = None

    def amount(self, role: str, text: str) -> int:
        """Return what an amount is, as :func:`domain.shared.csv.numbers.parse_amount` does."""
        return parse_amount(text, self.marks.get(role, "."), money=role in MONEY)

    def amount_text(self, role: str, micro: int) -> str:
        """Return an amount as this file writes it, in a form that cannot be taken for thousands."""
        whole, point, fraction = to_text(micro).partition(".")
        return f"{whole}{point.replace('.', self.marks.get(role, '.'))}{fraction}{'0' if len(fraction) == 3 else ''}"

    def reads_like(self, other: Conventions) -> bool:
        """Tell whether all cells that either was decided from mean the same by both."""
        roles = self.marks.keys() | other.marks.keys()
        if (self.dates.order, self.dates.language) != (other.dates.order, other.dates.language):
            return False
        return all(self.marks.get(role, ".") == other.marks.get(role, ".") for role in roles)

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON."""
        return {
            "dates": [self.dates.order, self.dates.decided, self.dates.language],
            "marks": dict(self.marks),
            "said": [self.decimal_mark, self.group_mark],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what :meth:`to_json` kept."""
        return cls(DateFormat(*kept["dates"]), kept["marks"], *kept["said"])
