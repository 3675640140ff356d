"""The shop's profile, what its products have in common: fitted by jobs, kept, and handed to each forecast."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from domain.forecasting.engine.api import fit_profile
from domain.forecasting.engine.profile import codec
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.inputs.holidays import shop_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.profile.model import ShopProfile
    from domain.forecasting.models.catalogue import CatalogueEntry, ShopState
    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.models.known_days import Calendar, KnownEvent
    from domain.forecasting.ports import Catalogue, EventCalendar, HolidayCalendar, SalesHistories, ShopMemory
    from domain.shared.demand_series import PricedSales
    from domain.shared.ports import Clock

#: Products that the profile is fitted on, and how long it holds.
_SAMPLE: Final = 1000
_HOLD_DAYS: Final = 7
#: Products of the same category that a lone forecast learns from when nothing is known of the shop yet.
_PEERS: Final = 40
#: Where a profile keeps which of the calendar's entries it has learned from.
_CALENDAR: Final = "calendar"
#: And of how many products.
_PRODUCTS: Final = "products"
#: Times these that a shop has of products when a profile no longer speaks for it.
_OUTGROWN: Final = 1.5


class ShopProfiles:
    """Fits the shop's profile and hands it out.

    Parameters
    ----------
    catalogue, sales, holidays, events, shop
        Where products, sales, holidays, the calendar and the profile are kept.
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
        self._fitted: tuple[object, ShopProfile] | None = None

    def learn(self, product_ids: Sequence[str], *, refit: bool, whole_shop: bool = False) -> None:
        """Note the shop's last day of sales; fit its profile anew on ``refit``, or when it does not speak for the shop.

        That is when it is missing, old, or of far fewer products. It is fitted on products of the whole shop, which are
        looked up unless ``product_ids`` are those.
        """
        today = self._clock.now().date()
        events, known = self._events.events(), self._shop.load()
        learns = refit or self._is_outdated(known, events, today)
        learnt_from = list(self._catalogue.active_ids()) if learns and not whole_shop else product_ids
        sold = self._sales.read_many(_spread_out(learnt_from))
        ends = [days.end for days in sold.values() if days.end <= today]
        if not ends:
            return
        self._shop.note_last_date(max(ends))
        if learns or (whole_shop and _has_outgrown(known, len(sold))):
            self._fit(sold, events, today)

    def of(
        self,
        state: ShopState,
        entries: Mapping[str, CatalogueEntry],
        histories: Mapping[str, DemandHistory],
        calendar: Calendar,
    ) -> ShopProfile | None:
        """Return the shop's profile; for a few products of an unknown shop, that of their categories.

        ``None``: nothing is known, or there are products enough for the engine to learn from them.
        """
        known = _read(state)
        if known is not None or not 0 < len(entries) < _PEERS:
            return known
        peers = self._peers(entries, calendar.events)
        if not peers:
            return None
        learnt_from = [*(history for history in histories.values() if history.quantity.size), *peers]
        seen = tuple((history.product_id, history.end) for history in learnt_from)
        if self._fitted is None or self._fitted[0] != seen:
            self._fitted = (seen, fit_profile(learnt_from, calendar))
        return self._fitted[1]

    def _is_outdated(self, state: ShopState, events: Sequence[KnownEvent], today: date) -> bool:
        old = state.fitted_on is None or today - state.fitted_on >= timedelta(days=_HOLD_DAYS)
        learned_from = (state.profile or {}).get(_CALENDAR, _past([], today))
        return old or _read(state) is None or learned_from != _past(events, today)

    def _fit(self, sold: Mapping[str, PricedSales], events: tuple[KnownEvent, ...], today: date) -> None:
        last_date = self._shop.load().last_date
        entries = self._catalogue.get_many(sold)
        histories = [
            demand_history(entry, sold[key], last_date, today, events=events) for key, entry in entries.items()
        ]
        profile = codec.encode(fit_profile(histories, shop_calendar(self._holidays, histories, events)))
        profile |= {_CALENDAR: _past(events, today), _PRODUCTS: len(histories)}
        self._shop.save_profile(profile, today)

    def _peers(self, entries: Mapping[str, CatalogueEntry], events: Sequence[KnownEvent]) -> list[DemandHistory]:
        """Return histories of other products of the same categories."""
        today = self._clock.now().date()
        peers: dict[str, CatalogueEntry] = {}
        for category in sorted({entry.category for entry in entries.values()}):
            peers |= self._catalogue.get_many(islice(self._catalogue.active_ids(category), _PEERS))
        others = {product_id: peer for product_id, peer in peers.items() if product_id not in entries}
        sold = self._sales.read_many(others)
        return [
            demand_history(others[product_id], days, None, today, events=events) for product_id, days in sold.items()
        ]


def _has_outgrown(state: ShopState, products: int) -> bool:
    """Tell whether a shop of so many ``products`` with sales has far more than its profile was learned of."""
    learned = (state.profile or {}).get(_PRODUCTS, 0)
    return bool(products >= _OUTGROWN * learned)


def _past(events: Sequence[KnownEvent], today: date) -> str:
    """Return a hash of the events that are over, from which effects are learned: it changes when they do."""
    past = [
        (event.key, str(event.start), str(event.end), event.kind, event.stated, event.price, event.category)
        + ((*sorted(event.product_ids),) if event.product_ids is not None else ())
        for event in events
        if event.end < today
    ]
    return hashlib.sha256(repr(past).encode()).hexdigest()[:16]


def _read(state: ShopState) -> ShopProfile | None:
    return None if state.profile is None else codec.decode(state.profile)


def _spread_out(ids: Sequence[str]) -> list[str]:
    """Return up to ``_SAMPLE`` of the ids, evenly spaced."""
    step = -(-len(ids) // _SAMPLE) or 1
    return list(ids[::step])
