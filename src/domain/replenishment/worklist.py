"""Recommendations as a list: worst first, in pages that fit together, with totals of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Self

from domain.replenishment.models import Recommendation, Urgency
from domain.shared.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = "|"


@dataclass(frozen=True)
class WorklistPosition:
    """Page position: behind the recommendation with this rank, in the list of this day.

    The rank is a total order of its own, so the next page begins at the same place even when products were added,
    changed or removed in between; the day keeps midnight from reordering the list between two pages.
    """

    today: date
    rank: tuple[int, Decimal, str]

    def __str__(self) -> str:
        urgency, money, product_id = self.rank
        return _SEPARATOR.join((self.today.isoformat(), str(urgency), str(money), product_id))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a position's text; raises :class:`MalformedError`."""
        try:
            today, urgency, money, product_id = text.split(_SEPARATOR, 3)
            return cls(date.fromisoformat(today), (int(urgency), Decimal(money), product_id))
        except (ValueError, InvalidOperation) as error:
            raise MalformedError("This is not a position in the list of recommendations.") from error


@dataclass(frozen=True, kw_only=True)
class WorklistTotals:
    """All products of a category, or of the shop, together."""

    products: int
    by_urgency: dict[Urgency, int]
    order_value: Decimal
    value_at_risk: Decimal
    excess_value: Decimal

    @classmethod
    def of(cls, recommendations: Iterable[Recommendation]) -> Self:
        """Add recommendations up; amounts that are unknown add nothing."""
        listed = list(recommendations)
        counts = dict.fromkeys(Urgency, 0)
        for item in listed:
            counts[item.urgency] += 1
        zero = Decimal(0)
        return cls(
            products=len(listed),
            by_urgency=counts,
            order_value=sum((item.order_value or zero for item in listed), zero),
            value_at_risk=sum((item.value_at_risk or zero for item in listed), zero),
            excess_value=sum((item.excess_value or zero for item in listed), zero),
        )


@dataclass(frozen=True)
class Worklist:
    """Recommendations in order, worst first, as of one day."""

    today: date
    ranked: tuple[Recommendation, ...]
    totals: WorklistTotals

    @classmethod
    def of(cls, today: date, recommendations: Iterable[Recommendation]) -> Self:
        """Put recommendations in order."""
        ranked = tuple(sorted(recommendations, key=lambda item: item.rank))
        return cls(today, ranked, WorklistTotals.of(ranked))

    def only(self, urgency: Urgency | None) -> tuple[Recommendation, ...]:
        """Return those of one urgency, or all."""
        return tuple(item for item in self.ranked if urgency is None or item.urgency is urgency)

    def page(
        self, urgency: Urgency | None, limit: int, after: WorklistPosition | None
    ) -> tuple[tuple[Recommendation, ...], WorklistPosition | None]:
        """Return up to ``limit`` recommendations behind a position, and where the next page starts."""
        listed = [item for item in self.only(urgency) if after is None or item.rank > after.rank]
        items = tuple(listed[:limit])
        return items, WorklistPosition(self.today, items[-1].rank) if len(listed) > limit else None
