"""A list of recommendations, or of their rows: worst first, in pages that fit together, with totals of the whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

from domain.replenishment.models import EVERYTHING, WORST_FIRST, Selection, Urgency
from domain.shared.errors import MalformedError
from domain.shared.notice import SPELLING, Notice, empty_category

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.replenishment.models import Rank

_ZERO = Decimal(0)

type SortKey = tuple[int, Decimal, str, str]


class Listed(Protocol):
    """Fields that lists are ordered and added up by: a recommendation's, and its row's."""

    @property
    def product_id(self) -> str:
        """The product's id."""
        ...

    @property
    def name(self) -> str:
        """The product's name."""
        ...

    @property
    def urgency(self) -> Urgency:
        """Its urgency."""
        ...

    @property
    def rank(self) -> Rank:
        """Sort key, worst first."""
        ...

    @property
    def snoozed(self) -> object:
        """``None`` unless it is left out of the list for a while."""
        ...

    @property
    def order_value(self) -> Decimal | None:
        """Cost of the order; ``None`` when unknown."""
        ...

    @property
    def value_at_risk(self) -> Decimal | None:
        """Sales expected to be lost, in money; ``None`` when unknown."""
        ...

    @property
    def excess_value(self) -> Decimal | None:
        """Cost of what is too much; ``None`` when unknown."""
        ...


class Sort(StrEnum):
    """Order of a list: worst first, or by one field: days and dates from the soonest on, amounts from the largest on.

    A field that is not known stands last.
    """

    URGENCY = "urgency"
    PRODUCT_ID = "product_id"
    NAME = "name"
    STOCKOUT_DATE = "stockout_date"
    ORDER_BY_DATE = "order_by_date"
    DAYS_OF_COVER = "days_of_cover"
    STOCKOUT_PROBABILITY = "stockout_probability"
    RECOMMENDED_ORDER_QUANTITY = "recommended_order_quantity"
    ORDER_VALUE = "order_value"
    VALUE_AT_RISK = "value_at_risk"
    EXCESS_VALUE = "excess_value"

    def key(self, item: Listed) -> SortKey:
        """Return an item's place in this order: two numbers that lead, a text, and the id, so that it is total."""
        place, number = item.rank[:2] if self is Sort.URGENCY else self._numbers(item)
        text = item.name.casefold() if self is Sort.NAME else ""
        return place, number, text, item.product_id

    def _numbers(self, item: Listed) -> tuple[int, Decimal]:
        if self in {Sort.PRODUCT_ID, Sort.NAME}:
            return 0, _ZERO
        value = getattr(item, self.value)
        if value is None:
            return 1, _ZERO
        if isinstance(value, date):
            return 0, Decimal(value.toordinal())
        number = Decimal(str(value))
        return 0, number if self is Sort.DAYS_OF_COVER else -number


@dataclass(frozen=True)
class WorklistPosition:
    """Page position: behind the recommendation with this sort key, in the list of this day.

    The key is a total order of its own, so the next page begins at the same place even when products were added,
    changed or removed in between; the day keeps midnight from reordering the list between two pages.
    """

    today: date
    key: SortKey

    def __str__(self) -> str:
        place, number, text, product_id = self.key
        return json.dumps([self.today.isoformat(), place, str(number), text, product_id])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a position's text; raises :class:`MalformedError`."""
        try:
            today, place, number, name, product_id = json.loads(text)
            return cls(date.fromisoformat(today), (int(place), Decimal(number), str(name), str(product_id)))
        except (ValueError, TypeError, InvalidOperation) as error:
            raise MalformedError("This is not a position in the list of recommendations.") from error


@dataclass(frozen=True, kw_only=True)
class WorklistTotals:
    """All products of a selection together, whatever their urgency; those that are snoozed are counted only.

    Parameters
    ----------
    products, by_urgency
        Products that are not snoozed.
    snoozed
        Products that are.
    """

    products: int
    snoozed: int
    by_urgency: dict[Urgency, int]
    order_value: Decimal
    value_at_risk: Decimal
    excess_value: Decimal

    @classmethod
    def of(cls, listed: Sequence[Listed], snoozed: int = 0) -> Self:
        """Add recommendations up; amounts that are unknown add nothing."""
        counts = dict.fromkeys(Urgency, 0)
        for item in listed:
            counts[item.urgency] += 1
        zero = Decimal(0)
        return cls(
            products=len(listed),
            snoozed=snoozed,
            by_urgency=counts,
            order_value=sum((item.order_value or zero for item in listed), zero),
            value_at_risk=sum((item.value_at_risk or zero for item in listed), zero),
            excess_value=sum((item.excess_value or zero for item in listed), zero),
        )


def selection_notices(selection: Selection, totals: WorklistTotals) -> tuple[Notice, ...]:
    """Return that a selection has no products, snoozed or not, and why if that is known."""
    products = totals.products + totals.snoozed
    if products or selection == EVERYTHING:
        return ()
    if selection == Selection(category=selection.category):
        return empty_category(selection.category, products)
    return (Notice("no_products", f"No product is all of what was asked for. {SPELLING}"),)


@dataclass(frozen=True)
class UrgencyGroup[Item]:
    """Recommendations of one urgency: their totals, and the first of them in order."""

    urgency: Urgency
    totals: WorklistTotals
    first: tuple[Item, ...]


@dataclass(frozen=True)
class Worklist[Item: Listed]:
    """Recommendations in order, worst first, as of one day; the snoozed ones apart."""

    today: date
    ranked: tuple[Item, ...]
    snoozed: tuple[Item, ...]
    totals: WorklistTotals

    @classmethod
    def of(cls, today: date, items: Iterable[Item]) -> Self:
        """Put recommendations in order."""
        ranked = sorted(items, key=lambda item: item.rank)
        listed = tuple(item for item in ranked if item.snoozed is None)
        snoozed = tuple(item for item in ranked if item.snoozed is not None)
        return cls(today, listed, snoozed, WorklistTotals.of(listed, len(snoozed)))

    def only(self, urgency: Urgency | None, sort: Sort = Sort.URGENCY, *, snoozed: bool = False) -> tuple[Item, ...]:
        """Return those of one urgency, or all, in an order; of those that are snoozed, or of the others."""
        among = self.snoozed if snoozed else self.ranked
        chosen = tuple(item for item in among if urgency is None or item.urgency is urgency)
        return chosen if sort is Sort.URGENCY else tuple(sorted(chosen, key=sort.key))

    def page(
        self,
        urgency: Urgency | None,
        limit: int,
        after: WorklistPosition | None,
        sort: Sort = Sort.URGENCY,
        *,
        snoozed: bool = False,
    ) -> tuple[tuple[Item, ...], WorklistPosition | None]:
        """Return up to ``limit`` recommendations behind a position, and where the next page starts."""
        chosen = self.only(urgency, sort, snoozed=snoozed)
        listed = [item for item in chosen if after is None or sort.key(item) > after.key]
        items = tuple(listed[:limit])
        return items, WorklistPosition(self.today, sort.key(items[-1])) if len(listed) > limit else None

    def groups(self, rows: int) -> tuple[UrgencyGroup[Item], ...]:
        """Return those that are not snoozed by urgency, the worst first, each with up to ``rows`` of its own."""
        chosen = ((urgency, self.only(urgency)) for urgency in WORST_FIRST)
        return tuple(UrgencyGroup(urgency, WorklistTotals.of(items), items[:rows]) for urgency, items in chosen)
