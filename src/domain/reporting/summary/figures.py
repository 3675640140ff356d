"""Figures of the forecast summary that add up: of any products, put together to those of all, in any order.

Sums are kept in millionths, as integers: so they are the same however products are divided.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003  # what keeps figures reads annotations at run time
from heapq import nsmallest
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Self

from domain.shared.millionths import millionths, units
from domain.shared.partials import added_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.reporting.summary.outlook import MonthDemand, ProductOutlook

#: How many risers and fallers the summary lists.
MOVERS = 10
_LOWEST_PRICE = 0.01


@dataclass(frozen=True)
class DemandSums:
    """Sums over products with a forecast, in millionths of units and of money.

    Parameters
    ----------
    known_before
        Products of which it is known what they sold before.
    """

    products: int = 0
    predicted: int = 0
    lower: int = 0
    upper: int = 0
    revenue: int = 0
    before: int = 0
    known_before: int = 0

    @classmethod
    def of(cls, item: ProductOutlook) -> Self:
        """Return one product's."""
        before = item.previous_demand
        return cls(
            products=1,
            predicted=millionths(item.predicted_demand),
            lower=millionths(item.lower),
            upper=millionths(item.upper),
            revenue=millionths(item.predicted_revenue),
            before=0 if before is None else millionths(before),
            known_before=int(before is not None),
        )

    def __add__(self, other: DemandSums) -> DemandSums:
        return DemandSums(*map(add, vars(self).values(), vars(other).values()))

    @property
    def predicted_demand(self) -> float:
        """Mean demand, in units."""
        return units(self.predicted)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Sums of the products' own bounds, in units; ``None`` without products."""
        return (units(self.lower), units(self.upper)) if self.products else None

    @property
    def predicted_revenue(self) -> float:
        """Mean demand at today's prices."""
        return units(self.revenue)

    @property
    def previous_demand(self) -> float | None:
        """Units sold before, where that is known of every product: else the comparison would not be one."""
        return units(self.before) if self.products and self.known_before == self.products else None


@dataclass(frozen=True)
class MonthSums:
    """Demand of a calendar month, in millionths of units; ``days`` is the most that a forecast covers of it."""

    days: int
    predicted_demand: int
    lower: int
    upper: int

    @classmethod
    def of(cls, month: MonthDemand) -> Self:
        """Return one product's."""
        return cls(month.days, *map(millionths, (month.predicted_demand, month.lower, month.upper)))

    def __add__(self, other: MonthSums) -> MonthSums:
        return MonthSums(
            max(self.days, other.days),
            self.predicted_demand + other.predicted_demand,
            self.lower + other.lower,
            self.upper + other.upper,
        )


@dataclass(frozen=True)
class MoverDemand:
    """Product whose demand changes, in units; ``money`` is the change at today's price, at least at a hundredth."""

    product_id: str
    name: str
    category: str
    predicted_demand: float
    previous_demand: float
    money: float

    @property
    def change(self) -> float:
        """Change against the same number of days before."""
        return self.predicted_demand - self.previous_demand

    @classmethod
    def of(cls, item: ProductOutlook) -> Self:
        """Return one product's; it must be known what it sold before."""
        product = item.product
        return cls(
            product_id=product.product_id,
            name=product.name,
            category=product.category,
            predicted_demand=item.predicted_demand,
            previous_demand=item.previous_demand or 0.0,
            money=abs(item.change) * max(float(product.current_price), _LOWEST_PRICE),
        )


@dataclass(frozen=True)
class ForecastFigures:
    """Forecasts of some products over one horizon, summed up.

    Parameters
    ----------
    longest
        Most days that a forecast was asked for.
    months
        By calendar month, as ``2026-11``.
    risers, fallers
        Products that rise or fall most in money, at most :data:`MOVERS`.
    """

    longest: int = 0
    generated_at: datetime | None = None
    first_date: date | None = None
    last_date: date | None = None
    by_category: dict[str, DemandSums] = field(default_factory=dict)
    months: dict[str, MonthSums] = field(default_factory=dict)
    risers: tuple[MoverDemand, ...] = ()
    fallers: tuple[MoverDemand, ...] = ()

    @classmethod
    def of(cls, outlooks: Iterable[ProductOutlook]) -> ForecastFigures:
        """Sum products up."""
        return cls.put_together(map(_of_one, outlooks))

    @classmethod
    def put_together(cls, parts: Iterable[ForecastFigures]) -> ForecastFigures:
        """Return the figures of all products of the parts."""
        listed = tuple(parts)
        return cls(
            longest=max((part.longest for part in listed), default=0),
            generated_at=max(filter(None, (part.generated_at for part in listed)), default=None),
            first_date=min(filter(None, (part.first_date for part in listed)), default=None),
            last_date=max(filter(None, (part.last_date for part in listed)), default=None),
            by_category=added_by_key((part.by_category for part in listed), add),
            months=added_by_key((part.months for part in listed), add),
            risers=_largest(part.risers for part in listed),
            fallers=_largest(part.fallers for part in listed),
        )

    @property
    def totals(self) -> DemandSums:
        """Sums over all products."""
        return sum(self.by_category.values(), DemandSums())

    @property
    def categories(self) -> list[tuple[str, DemandSums]]:
        """Sums by category, the largest revenue first."""
        return sorted(self.by_category.items(), key=lambda group: (-group[1].revenue, group[0]))


def _of_one(item: ProductOutlook) -> ForecastFigures:
    movers = (MoverDemand.of(item),) if item.change else ()
    return ForecastFigures(
        longest=item.horizon_days,
        generated_at=item.generated_at,
        first_date=item.first_date,
        last_date=item.last_date,
        by_category={item.product.category: DemandSums.of(item)},
        months={month: MonthSums.of(part) for month, part in item.by_month.items()},
        risers=movers if item.change > 0 else (),
        fallers=movers if item.change < 0 else (),
    )


def _largest(lists: Iterable[Iterable[MoverDemand]]) -> tuple[MoverDemand, ...]:
    return tuple(nsmallest(MOVERS, chain.from_iterable(lists), key=lambda item: (-item.money, item.product_id)))
