"""People's overrides of forecasts: kept, applied at once and to every new forecast, and deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.forecasting.adjustment.overrides import apply_overrides
from domain.forecasting.adjustment.standing import withdrawn
from domain.forecasting.errors import AdjustmentNotFoundError, OverrideNotFoundError, TooManyOverridesError
from domain.forecasting.explanation.drivers import summarise
from domain.forecasting.models.override import MAX_OVERRIDES, Override
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.forecasting.ports import Catalogue, ForecastRepository, OverrideRepository, SalesHistories
    from domain.shared.ports import Clock, IdSource

_DECIMAL_PLACES = 6


class OverrideService:
    """Creates, lists and deletes overrides.

    Parameters
    ----------
    overrides, forecasts, catalogue, sales
        Where overrides, forecasts, products and sales are kept.
    clock, ids
        Time and fresh identifiers.
    """

    def __init__(
        self,
        overrides: OverrideRepository,
        forecasts: ForecastRepository,
        catalogue: Catalogue,
        sales: SalesHistories,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._overrides = overrides
        self._forecasts = forecasts
        self._catalogue = catalogue
        self._sales = sales
        self._clock = clock
        self._ids = ids

    def today(self) -> date:
        """Return the day by which overrides expire."""
        return self._clock.now().date()

    def create(
        self,
        product_id: str,
        *,
        start: date,
        end: date,
        factor: float | None,
        quantity: float | None,
        reason: str,
        author: str,
        expires_on: date | None,
    ) -> Override:
        """Keep a new override and apply it to the latest forecast; saying the same again changes nothing.

        Amounts are kept to a millionth.

        Raises
        ------
        ProductNotFoundError, InvalidOverrideError, TooManyOverridesError
        """
        override = Override(
            override_id=self._ids.new_id(),
            product_id=product_id,
            start=start,
            end=end,
            factor=_rounded(factor),
            quantity=_rounded(quantity),
            reason=reason,
            author=author,
            created_at=self._clock.now(),
            expires_on=expires_on,
        )
        product = self._product(product_id)
        if product is None:
            raise ProductNotFoundError(product_id)
        known = self._overrides.of_product(product_id)
        if known and _says_the_same(known[-1], override):
            override = known[-1]  # the request before was cut off behind keeping it, or sent twice
        elif len(known) >= MAX_OVERRIDES:
            raise TooManyOverridesError(product_id, MAX_OVERRIDES)
        else:
            self._overrides.add(override, product)
        self._apply_to_latest(product)
        return override

    def list(self, product_id: str) -> Sequence[Override]:
        """Return a product's overrides, oldest first; raises :class:`ProductNotFoundError`."""
        found = self._overrides.of_product(product_id)
        if not found and self._product(product_id) is None:
            raise ProductNotFoundError(product_id)
        return found

    def delete(self, product_id: str, override_id: str) -> None:
        """Forget an override and take it out of the latest forecast; raises :class:`OverrideNotFoundError`."""
        product = self._product(product_id)
        if product is None:
            raise OverrideNotFoundError(product_id, override_id)
        try:
            self._overrides.remove(product_id, override_id)
        except OverrideNotFoundError:
            self._apply_to_latest(product)  # an earlier try may have been cut off here
            raise
        self._apply_to_latest(product)

    def _product(self, product_id: str) -> CatalogueEntry | None:
        """Return the product, read before anything of it is: what is written then is written for this one only."""
        return self._catalogue.get_many([product_id]).get(product_id)

    def withdraw(self, product_id: str, adjustment_id: str) -> None:
        """Take a model's adjustment out of the latest forecast, and so out of every later one.

        Raises
        ------
        ProductNotFoundError, AdjustmentNotFoundError
        """
        product = self._catalogue.get_many([product_id]).get(product_id)
        if product is None:
            raise ProductNotFoundError(product_id)
        latest = self._forecasts.latest(product_id)
        found = [each for each in latest.standing if each.adjustment_id == adjustment_id] if latest else []
        if latest is None or not found:
            raise AdjustmentNotFoundError(product_id, adjustment_id)
        rest = withdrawn(latest, found[0])
        changed = with_overrides(rest, self._overrides.of_product(product_id), self.today())
        self._keep(product, changed, taken_out=found[0])

    def _apply_to_latest(self, product: CatalogueEntry) -> None:
        product_id = product.product_id
        latest = self._forecasts.latest(product_id)
        if latest is None:
            return
        changed = with_overrides(latest, self._overrides.of_product(product_id), self.today())
        if changed is not latest:
            self._keep(product, changed)

    def _keep(self, product: CatalogueEntry, changed: Forecast, *, taken_out: Adjustment | None = None) -> None:
        """Keep a changed forecast as a new run; days that are sold by now were no forecast any more."""
        sold = self._sales.read_many([product.product_id]).get(product.product_id)
        known = changed.known_until if sold is None else max(sold.end, changed.known_until)
        renewed = changed.renewed(self._ids.new_id(), self._clock.now(), known_until=known)
        self._forecasts.store([renewed], {product.product_id: product}, by_itself=True, withdrawn=taken_out)


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, _DECIMAL_PLACES)


def _says_the_same(kept: Override, new: Override) -> bool:
    return replace(kept, override_id=new.override_id, created_at=new.created_at) == new


def with_overrides(forecast: Forecast, overrides: Sequence[Override], today: date) -> Forecast:
    """Return a forecast with exactly these overrides; itself when that changes nothing."""
    base = forecast.before_overrides
    demand, notes = apply_overrides(base, overrides, today)
    others = tuple(note for note in forecast.explanation.adjustments if note.source != "override")
    if (*others, *notes) == forecast.explanation.adjustments:
        return forecast
    days = slice(forecast.horizon_days)
    summary = summarise(
        demand, forecast.horizon_days, forecast.confidence_level, forecast.demand_pattern, forecast.history
    )
    return replace(
        forecast,
        demand=demand,
        before_overrides=base if notes else demand,
        layers=replace(
            forecast.layers,
            before_override=base.mean[days] if notes else None,
            override=demand.mean[days] if notes else None,
        ),
        explanation=replace(forecast.explanation, summary=summary, adjustments=(*others, *notes)),
    )
