"""Forecasts of a batch of products: inputs, the engine, advice, overrides and the explanation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Final

from domain.forecasting.accuracy.value_added import seasonal_naive
from domain.forecasting.adjustment.known_days import apply_known_days, without_events
from domain.forecasting.adjustment.overrides import apply_overrides
from domain.forecasting.adjustment.standing import carried, identified, proposed_means
from domain.forecasting.engine.api import MAX_HORIZON, forecast_batch
from domain.forecasting.errors import NoHistoryError
from domain.forecasting.explanation.drivers import explain
from domain.forecasting.explanation.judged import told, unread_notes
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.inputs.fingerprint import fingerprint
from domain.forecasting.inputs.holidays import calendars_by_region
from domain.forecasting.models.advice import Draft
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.forecast import CALENDAR, Forecast, Layers, Receipt
from domain.forecasting.models.job import ProductFailure
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from domain.forecasting.advice.desk import AdviceDesk
    from domain.forecasting.inputs.shop_profile import ShopProfiles
    from domain.forecasting.models.advice import Judgement
    from domain.forecasting.models.catalogue import CatalogueEntry, ShopState
    from domain.forecasting.models.demand import DemandHistory, EngineForecast
    from domain.forecasting.models.forecast import Adjustment
    from domain.forecasting.models.known_days import AppliedEvent, Calendar, KnownEvent
    from domain.forecasting.models.override import Override
    from domain.forecasting.models.request import ForecastOptions
    from domain.forecasting.ports import (
        Catalogue,
        EventCalendar,
        HolidayCalendar,
        OverrideRepository,
        SalesHistories,
        ShopMemory,
    )
    from domain.shared.demand_series import PricedSales
    from domain.shared.errors import DomainError
    from domain.shared.ports import Clock

#: Where a receipt keeps the horizon that a person asked for.
ASKED_HORIZON: Final = "asked_horizon_days"
#: Days that every forecast covers at least, whatever horizon was asked for.
_MIN_WINDOW_DAYS: Final = 28


@dataclass(frozen=True)
class Batch:
    """Forecasts of some products, the failures of the others, and the products' catalogue entries."""

    forecasts: tuple[Forecast, ...]
    failures: tuple[ProductFailure, ...]
    entries: Mapping[str, CatalogueEntry] = field(default_factory=dict)

    def with_more(self, other: Batch) -> Batch:
        """Return both batches as one."""
        return Batch(
            self.forecasts + other.forecasts, self.failures + other.failures, {**self.entries, **other.entries}
        )


class Forecaster:
    """Makes forecasts; keeps nothing.

    Parameters
    ----------
    catalogue, sales, holidays, events, overrides, shop, profiles
        What forecasts are made from.
    advice
        Asks the language model, where that is wanted.
    clock
        Tells today.
    code_version
        Goes into receipts.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sales: SalesHistories,
        holidays: HolidayCalendar,
        events: EventCalendar,
        overrides: OverrideRepository,
        shop: ShopMemory,
        profiles: ShopProfiles,
        advice: AdviceDesk,
        clock: Clock,
        code_version: str,
    ) -> None:
        self._catalogue = catalogue
        self._sales = sales
        self._holidays = holidays
        self._events = events
        self._overrides = overrides
        self._shop = shop
        self._profiles = profiles
        self._advice = advice
        self._clock = clock
        self._code_version = code_version

    def forecast(
        self,
        product_ids: Sequence[str],
        options: ForecastOptions,
        run_id: Callable[[str], str],
        horizons: Mapping[str, int] | None = None,
        standing: Mapping[str, Sequence[Adjustment]] | None = None,
    ) -> Batch:
        """Forecast some products as one batch; one that cannot be forecast never fails the others.

        Parameters
        ----------
        run_id
            Names the run of a product.
        horizons
            On a schedule: the days ahead that people asked for, by product; the others get
            ``options.horizon_days``. ``None``: all of this is asked for by a person.
        standing
            A model's adjustments that are in force, by product.
        """
        today = self._clock.now().date()
        entries = self._catalogue.get_many(product_ids)
        state = self._shop.load()
        # Events of the request that are on the calendar come with it; those of a question alone do not.
        events = (*self._events.events(), *(event for event in options.events if event.event_id is None))
        histories = self._histories(entries, state, today, events)
        each = {key: replace(options, horizon_days=(horizons or {}).get(key, options.horizon_days)) for key in entries}
        window = max((_window(entry, each[key].horizon_days) for key, entry in entries.items()), default=1)
        made: list[tuple[EngineForecast, Calendar]] = []
        for calendar, members in calendars_by_region(self._holidays, histories.values(), window, events):
            profile = self._profiles.of(state, entries, histories, calendar)
            of_region = forecast_batch(members, window, calendar, level=options.confidence_level, profile=profile)
            made += zip(of_region, repeat(calendar))
        drafts = {
            forecast.product_id: Draft(
                entries[forecast.product_id],
                histories[forecast.product_id],
                replace(forecast, evidence=forecast.evidence_of(each[forecast.product_id].horizon_days)),
                each[forecast.product_id],
                calendar,
                asked=horizons is None or forecast.product_id in horizons,
                standing=tuple((standing or {}).get(forecast.product_id, ())),
            )
            for forecast, calendar in made
        }
        self._note_last_date(histories, today)
        return self._finish_all(dict.fromkeys(product_ids), drafts, entries, run_id)

    def _finish_all(
        self,
        product_ids: Iterable[str],
        drafts: Mapping[str, Draft],
        entries: Mapping[str, CatalogueEntry],
        run_id: Callable[[str], str],
    ) -> Batch:
        """Return a forecast for each draft that holds one, and for the other products why there is none."""
        overrides = self._overrides.of_many(drafts)
        forecasts, failures = [], []
        for product_id in product_ids:
            draft = drafts.get(product_id)
            if draft is None:
                failures.append(_failure(product_id, ProductNotFoundError(product_id)))
            elif not draft.made.has_forecast:
                failures.append(_failure(product_id, NoHistoryError(product_id)))
            else:
                forecasts.append(self._finish(draft, overrides.get(product_id, ()), run_id(product_id)))
        return Batch(tuple(forecasts), tuple(failures), entries)

    def _histories(
        self, entries: Mapping[str, CatalogueEntry], state: ShopState, today: date, events: Sequence[KnownEvent]
    ) -> dict[str, DemandHistory]:
        predecessors = [entry.supersedes for entry in entries.values() if entry.supersedes]
        sold = self._sales.read_many([*entries, *predecessors])
        ends = [days.end for days in sold.values() if days.end <= today]
        last = max([*ends, *([state.last_date] if state.last_date else [])], default=None)
        return {
            product_id: demand_history(
                entry, sold.get(product_id), last, today, self._predecessor(entry, sold, today, events), events
            )
            for product_id, entry in entries.items()
        }

    def _predecessor(
        self, entry: CatalogueEntry, sold: Mapping[str, PricedSales], today: date, events: Sequence[KnownEvent]
    ) -> DemandHistory | None:
        if entry.supersedes is None or entry.supersedes not in sold:
            return None
        older = replace(entry, product_id=entry.supersedes, supersedes=None, on_hand=None)
        return demand_history(older, sold[entry.supersedes], None, today, events=events)

    def _finish(self, draft: Draft, overrides: Sequence[Override], run_id: str) -> Forecast:
        made, options = draft.made, draft.options
        days = _window(draft.entry, options.horizon_days)
        events = draft.calendar.concerning(draft.entry.product_id, draft.entry.category)
        plain = DemandDistribution.of(made).first_days(days).rounded()
        statistical, applied = apply_known_days(plain, made, events)
        made = replace(made, events=applied)
        judged = self._advice.consider(replace(draft, made=made), statistical)
        accepted = identified(judged.adjustments, run_id)
        in_force = draft.standing if draft.standing and self._advice.heeds(draft.entry.product_id) else ()
        adjusted, stays = carried(judged.demand, in_force, accepted)
        demand, notes = apply_overrides(adjusted, overrides, self._clock.now().date())
        by_rule = explain(made, demand, options.horizon_days, options.confidence_level, draft.calendar)
        horizon = slice(options.horizon_days)
        return Forecast(
            product_id=draft.entry.product_id,
            run_id=run_id,
            generated_at=self._clock.now(),
            horizon_days=options.horizon_days,
            confidence_level=options.confidence_level,
            engine="bedrock" if judged.model_id else "statistical",
            method=made.method,
            model_id=judged.model_id,
            degraded_reason=judged.degraded_reason,
            demand_pattern=made.demand_pattern,
            history=made.history,
            demand=demand,
            before_overrides=adjusted if notes else demand,
            layers=Layers(
                naive=seasonal_naive(draft.history, options.horizon_days),
                statistical=statistical.mean[horizon],
                bedrock=proposed_means(judged, adjusted if stays else None, horizon),
                before_override=adjusted.mean[horizon] if notes else None,
                override=demand.mean[horizon] if notes else None,
                without_events=without_events(plain, draft.made, applied, options.horizon_days),
            ),
            explanation=replace(
                told(by_rule, judged, plainly=bool(notes or stays)),
                adjustments=(*by_rule.adjustments, *accepted, *stays, *notes),
                warnings=(
                    *by_rule.warnings,
                    *judged.warnings,
                    *unread_notes(options, judged),
                    *self._unknown_country(draft.entry),
                ),
            ),
            receipt=self._receipt(draft, judged, applied),
            evidence=made.evidence,
            known_until=made.start - timedelta(days=1),
            backtest=made.backtest,
        )

    def _unknown_country(self, entry: CatalogueEntry) -> Iterable[str]:
        problem = self._holidays.problem(self._holidays.region(entry.category))
        return () if problem is None else (problem,)

    def _receipt(self, draft: Draft, judged: Judgement, applied: Sequence[AppliedEvent]) -> Receipt:
        options = draft.options
        return Receipt(
            input_hash=fingerprint(
                draft.history, draft.calendar.concerning(draft.entry.product_id, draft.entry.category)
            ),
            rows=draft.made.history.days,
            code_version=self._code_version,
            parameters={
                "horizon_days": options.horizon_days,
                "confidence_level": options.confidence_level,
                "engine": options.engine,
                "events": len(applied),
                CALENDAR: [
                    {"event_id": each.event.event_id, "name": each.event.name, "version": each.event.version}
                    for each in applied
                    if each.event.event_id is not None
                ],
                "notes": bool((options.notes or "").strip()),
                "start": draft.made.start.isoformat(),
                **({ASKED_HORIZON: options.horizon_days} if draft.asked else {}),
                **({"failed_methods": dict(draft.made.failed_methods)} if draft.made.failed_methods else {}),
            },
            input_tokens=judged.input_tokens,
            output_tokens=judged.output_tokens,
        )

    def _note_last_date(self, histories: Mapping[str, DemandHistory], today: date) -> None:
        ends = [history.end for history in histories.values() if history.quantity.size and history.end <= today]
        if ends:
            self._shop.note_last_date(max(ends))


def _window(entry: CatalogueEntry, horizon_days: int) -> int:
    """Return how many days a product's forecast covers: its horizon, and what orders need to look ahead."""
    protection = 2 * (entry.lead_time_days + entry.review_period_days)
    return min(max(horizon_days, protection, _MIN_WINDOW_DAYS), MAX_HORIZON)


def _failure(product_id: str, error: DomainError) -> ProductFailure:
    return ProductFailure(product_id, error.code, error.detail)
