"""Sales queries: one product's history, and what many sold lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.sales.errors import InvalidPeriodError
from domain.sales.history import periods
from domain.sales.models import RecentSales
from domain.shared.errors import FieldError, ProductNotFoundError
from domain.shared.paging import Page
from domain.shared.periods import Granularity, last_periods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.sales.models import PeriodSales
    from domain.sales.ports import SalesCatalogue, SalesHistories, SalesLedger
    from domain.shared.ports import Clock


class SalesService:
    """Tells what was sold.

    Parameters
    ----------
    catalogue, ledger, histories
        The products, their rows by day, and their whole histories.
    clock
        Tells which periods are the last.
    """

    def __init__(self, catalogue: SalesCatalogue, ledger: SalesLedger, histories: SalesHistories, clock: Clock) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._histories = histories
        self._clock = clock

    def history(
        self,
        product_id: str,
        *,
        first: date | None,
        last: date | None,
        granularity: Granularity,
        limit: int,
        after: str | None = None,
    ) -> Page[PeriodSales]:
        """Return a page of what a product sold, oldest first.

        Raises
        ------
        ProductNotFoundError, InvalidPeriodError
        """
        _check_period(first, last)
        product = self._catalogue.get_many([product_id]).get(product_id)
        if product is None:
            raise ProductNotFoundError(product_id)
        if granularity is Granularity.DAY:
            return self._ledger.days(product, first, last, limit, after)
        history = self._histories.read(product_id)
        found = periods(history, granularity, first, last) if history else []
        rest = [period for period in found if after is None or period.day.isoformat() > after]
        return Page(tuple(rest[:limit]), rest[limit - 1].day.isoformat() if len(rest) > limit else None)

    def recent(self, product_ids: Sequence[str], granularity: Granularity, count: int) -> RecentSales:
        """Return what products sold in the last ``count`` periods, in one read of their histories."""
        today = self._clock.now().date()
        starts = last_periods(today, granularity, count)
        quantities = {}
        for history in self._histories.read_many(product_ids):
            sold = {each.day: each.quantity_sold for each in periods(history, granularity, starts[0], today)}
            quantities[history.product_id] = tuple(sold.get(start) for start in starts)
        return RecentSales(today, tuple(starts), quantities)


def _check_period(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        wrong = FieldError("/query/to", "before_from", "must not be before 'from'")
        raise InvalidPeriodError("The period ends before it starts.", fields=(wrong,))
