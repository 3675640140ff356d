"""Forecasting's ports in memory: products, sales, days, the shop, forecasts and overrides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.forecasting.errors import OverrideNotFoundError
from domain.forecasting.models.accuracy import Vintage
from domain.forecasting.models.catalogue import CatalogueEntry, ShopState
from domain.shared.demand_series import PricedSales
from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.forecasting.models.known_days import KnownEvent
    from domain.forecasting.models.override import Override
    from domain.forecasting.models.request import Selection


class FakeCatalogue:
    """Implements ``Catalogue``."""

    def __init__(self, *entries: CatalogueEntry) -> None:
        self.kept = {entry.product_id: entry for entry in entries}

    def has(self, product: CatalogueEntry) -> bool:
        """Tell whether a product is there, and not another one of the same id."""
        kept = self.kept.get(product.product_id)
        return kept is not None and kept.created_at == product.created_at

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}

    def active_ids(self, category: str | None = None) -> Iterator[str]:
        for key in sorted(self.kept):
            if self.kept[key].active and category in {None, self.kept[key].category}:
                yield key

    def page_of_ids(self, category: str | None, limit: int, after: str | None) -> Page[str]:
        listed = [key for key in sorted(self.kept) if category in {None, self.kept[key].category}]
        rest = [key for key in listed if after is None or key > after]
        return Page(tuple(rest[:limit]), rest[limit - 1] if len(rest) > limit else None)


class FakeEventCalendar:
    """Implements ``EventCalendar`` and ``EventKeeper``."""

    def __init__(self, *events: KnownEvent) -> None:
        self.kept = list(events)

    def events(self) -> tuple[KnownEvent, ...]:
        return tuple(self.kept)

    def keep(self, events: Sequence[KnownEvent], selection: Selection) -> tuple[KnownEvent, ...]:
        return tuple(self._keep(event, selection) for event in events)

    def _keep(self, event: KnownEvent, selection: Selection) -> KnownEvent:
        ids = frozenset(selection.product_ids) or None
        event = replace(event, product_ids=ids, category=selection.category)
        for known in self.kept:
            if (known.key, known.start, known.end, known.product_ids, known.category) == (
                event.key,
                event.start,
                event.end,
                ids,
                event.category,
            ):
                return known
        self.kept.append(replace(event, event_id=f"e-{len(self.kept) + 1}", version=1))
        return self.kept[-1]


class FakePricedSales:
    """Implements ``SalesHistories``; ``failure`` is raised by every read."""

    def __init__(self, sold: Mapping[str, PricedSales] | None = None) -> None:
        self.sold = dict(sold or {})
        self.failure: Exception | None = None

    def read_many(self, product_ids: Iterable[str]) -> dict[str, PricedSales]:
        if self.failure:
            raise self.failure
        return {key: self.sold[key] for key in product_ids if key in self.sold}


class FakeHolidays:
    """Implements ``HolidayCalendar``: of one country, and of others by category."""

    def __init__(self, holidays: Mapping[date, str] | None = None) -> None:
        self.holidays = dict(holidays or {})
        self.abroad: dict[str, dict[date, str]] = {}
        self.problems: dict[str, str] = {}

    def region(self, category: str | None) -> str:
        return category if category in self.abroad else "HOME"

    def between(self, first: date, last: date, region: str | None = None) -> Mapping[date, str]:
        of_region = self.abroad.get(region or "", self.holidays)
        return {day: name for day, name in of_region.items() if first <= day <= last}

    def problem(self, region: str) -> str | None:
        return self.problems.get(region)


class FakeForecastRepository:
    """Implements ``ForecastRepository`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.newest: dict[str, Forecast] = {}
        self.runs_kept: dict[tuple[str, datetime, str], Vintage] = {}

    def store(
        self,
        forecasts: Sequence[Forecast],
        products: Mapping[str, CatalogueEntry],
        *,
        by_itself: bool = False,
        withdrawn: Adjustment | None = None,
    ) -> set[str]:
        missing = set()
        for forecast in forecasts:
            key = forecast.product_id
            if not self.catalogue.has(products[key]):
                missing.add(key)
                continue
            self.runs_kept[key, forecast.generated_at, forecast.run_id] = _vintage(forecast)
            if key not in self.newest or self.newest[key].generated_at <= forecast.generated_at:
                self.newest[key] = forecast
        return missing

    def latest(self, product_id: str) -> Forecast | None:
        return self.newest.get(product_id)

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        return {key: self.newest[key] for key in product_ids if key in self.newest}

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        mine = [run for key, run in sorted(self.runs_kept.items(), reverse=True) if key[0] == product_id]
        return mine[:limit]

    def runs(self, product_id: str, limit: int, after: str | None) -> Page[Vintage]:
        mine = {f"{run.generated_at.isoformat()}#{run.run_id}": run for run in self.vintages(product_id, 9999)}
        rest = [name for name in mine if after is None or name < after]
        return Page(tuple(mine[name] for name in rest[:limit]), rest[limit - 1] if len(rest) > limit else None)

    def run(self, product_id: str, run_id: str) -> Vintage | None:
        return next((run for key, run in self.runs_kept.items() if (key[0], key[2]) == (product_id, run_id)), None)

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        return self.runs_kept.get((product_id, generated_at, run_id))


class FakeOverrideRepository:
    """Implements ``OverrideRepository`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.kept: dict[str, dict[str, Override]] = {}

    def add(self, override: Override, product: CatalogueEntry) -> None:
        if not self.catalogue.has(product):
            raise ProductNotFoundError(override.product_id)
        self.kept.setdefault(override.product_id, {})[override.override_id] = override

    def of_product(self, product_id: str) -> tuple[Override, ...]:
        mine = self.kept.get(product_id, {})
        return tuple(mine[key] for key in sorted(mine))

    def of_many(self, product_ids: Iterable[str]) -> dict[str, tuple[Override, ...]]:
        return {key: found for key in product_ids if (found := self.of_product(key))}

    def remove(self, product_id: str, override_id: str) -> None:
        if self.kept.get(product_id, {}).pop(override_id, None) is None:
            raise OverrideNotFoundError(product_id, override_id)


class FakeShopMemory:
    """Implements ``ShopMemory``."""

    def __init__(self, state: ShopState | None = None) -> None:
        self.state = state or ShopState()

    def load(self) -> ShopState:
        return self.state

    def note_last_date(self, day: date) -> None:
        if self.state.last_date is None or day > self.state.last_date:
            self.state = replace(self.state, last_date=day)

    def save_profile(self, profile: Mapping[str, Any], fitted_on: date) -> None:
        self.state = replace(self.state, profile=profile, fitted_on=fitted_on)


def _vintage(forecast: Forecast) -> Vintage:
    days = forecast.horizon_days
    return Vintage(
        product_id=forecast.product_id,
        run_id=forecast.run_id,
        generated_at=forecast.generated_at,
        start=forecast.demand.start,
        known_until=forecast.known_until,
        confidence_level=forecast.confidence_level,
        mean=forecast.demand.mean[:days],
        quantiles=forecast.demand.quantiles[:days],
        layers=forecast.layers,
        events=forecast.calendar_events,
    )
