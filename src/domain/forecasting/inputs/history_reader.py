"""Demand histories of single products, as the engine reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.inputs.demand_history import demand_history

if TYPE_CHECKING:
    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.ports import Catalogue, EventCalendar, SalesHistories, ShopMemory
    from domain.shared.ports import Clock


class HistoryReader:
    """Reads demand histories.

    Parameters
    ----------
    catalogue, sales, events, shop
        Where products, sales, the calendar and the shop's last day of sales are kept.
    clock
        Tells today.
    """

    def __init__(
        self, catalogue: Catalogue, sales: SalesHistories, events: EventCalendar, shop: ShopMemory, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._sales = sales
        self._events = events
        self._shop = shop
        self._clock = clock

    def read(self, product_id: str) -> DemandHistory | None:
        """Return a product's demand history; ``None`` for an unknown product and for one without sales."""
        entry = self._catalogue.get_many([product_id]).get(product_id)
        sold = self._sales.read_many([product_id]).get(product_id)
        if entry is None or sold is None:
            return None
        last, today = self._shop.load().last_date, self._clock.now().date()
        return demand_history(entry, sold, last, today, events=self._events.events())
