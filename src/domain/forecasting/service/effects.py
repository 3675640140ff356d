"""Effects of the calendar's entries: past occasions of the same name, what they taught, and whether it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.errors import EventNotFoundError
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.inputs.holidays import shop_calendar
from domain.forecasting.models.effect import EventEffect
from domain.forecasting.models.known_days import NOT_DEMAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.engine.effects.occasions import LearnedEffect
    from domain.forecasting.models.known_days import KnownEvent
    from domain.forecasting.ports import Catalogue, EventCalendar, HolidayCalendar, SalesHistories, ShopMemory
    from domain.shared.ports import Clock

#: Products that are looked at, evenly spaced among those that an entry concerns.
_SAMPLE: Final = 150
#: Two-sided standard normal quantile of the interval's level.
_LEVEL, _Z = 0.8, 1.2816


class EffectService:
    """Tells what past entries of a name did to demand.

    Parameters
    ----------
    catalogue, sales, holidays, events, shop
        Where products, sales, holidays, the calendar and the shop's last day are kept.
    clock
        Tells today.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sales: SalesHistories,
        holidays: HolidayCalendar,
        events: EventCalendar,
        shop: ShopMemory,
        clock: Clock,
    ) -> None:
        self._catalogue = catalogue
        self._sales = sales
        self._holidays = holidays
        self._events = events
        self._shop = shop
        self._clock = clock

    def of(self, event_id: str) -> EventEffect:
        """Return the effect of an entry on the products it concerns; raises :class:`EventNotFoundError`."""
        events = self._events.events()
        event = next((each for each in events if each.event_id == event_id), None)
        if event is None:
            raise EventNotFoundError(event_id)
        if event.kind in NOT_DEMAND:
            return EventEffect(event)
        learned = self._learned(event, events)
        if learned is None:
            return EventEffect(event, used=event.stated is not None)
        half = _Z * float(np.sqrt(learned.variance))
        return EventEffect(
            event,
            occasions=learned.occasions,
            factor=learned.factor,
            interval=(max(learned.factor - half, 0.0), learned.factor + half),
            level=_LEVEL,
            used=learned.helps,
            scored=learned.scored,
        )

    def _learned(self, event: KnownEvent, events: tuple[KnownEvent, ...]) -> LearnedEffect | None:
        today = self._clock.now().date()
        last = self._shop.load().last_date
        entries = self._catalogue.get_many(self._concerned(event))
        sold = self._sales.read_many(entries)
        histories = [demand_history(entries[key], days, last, today, events=events) for key, days in sold.items()]
        if not histories:
            return None
        from domain.forecasting.engine.api import learn_events  # on first use: it is large

        return learn_events(histories, shop_calendar(self._holidays, histories, events)).get(event.key)

    def _concerned(self, event: KnownEvent) -> Sequence[str]:
        """Return the ids of up to ``_SAMPLE`` products that an event concerns."""
        ids = sorted(event.product_ids or ()) or list(self._catalogue.active_ids(event.category))
        return ids[:: -(-len(ids) // _SAMPLE) or 1]
