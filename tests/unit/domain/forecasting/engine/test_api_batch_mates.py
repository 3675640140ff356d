"""With the shop's profile stored, a forecast is the product's own: no other product in its batch changes it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar, KnownEvent

END = date(2026, 3, 1)
CALENDAR = Calendar(
    {date(year, 12, 25): "Christmas" for year in range(2020, 2028)},
    tuple(KnownEvent("Fair", END + timedelta(days=k), END + timedelta(days=k + 2)) for k in (-200, -60, 3)),
)
WEEK = np.tile([1, 1, 1, 1, 1.3, 1.6, 0.5], 300)


def history(name: str, days: int, level: float, *, priced: bool, seed: int) -> DemandHistory:
    rng = np.random.default_rng(seed)
    price = np.where(rng.random(days) < 0.1, 3.0, 4.0) if priced else None
    sold = rng.poisson(level * WEEK[:days]).astype(float)
    return DemandHistory(name, "c", END - timedelta(days=days - 1), sold, price)


def reported(name: str, periods: int, days: int, seed: int) -> DemandHistory:
    """Totals stamped every so many days."""
    sold = np.full(periods * days, np.nan)
    sold[days - 1 :: days] = np.random.default_rng(seed).poisson(70, periods)
    return DemandHistory(name, "c", END - timedelta(days=sold.size - 1), sold)


SHOP = [history(f"S{i}", (900, 420, 90)[i % 3], (0.3, 3, 20)[i // 6], priced=i % 2 == 0, seed=i) for i in range(18)]
SUBJECTS = [
    *(history("P", days, level, priced=priced, seed=days)
      for days, level in ((20, 12), (100, 0.4), (420, 0.4), (800, 12)) for priced in (False, True)),
    reported("P", 9, 7, 1),
    reported("P", 60, 7, 2),
]  # fmt: skip
MATES = [*SHOP, history("long", 1900, 5, priced=False, seed=50), reported("weeks", 150, 7, 51)]


def test_a_forecast_is_the_same_alone_and_beside_longer_priced_and_busier_products() -> None:
    profile = fit_profile(SHOP, CALENDAR)

    together = forecast_batch([*SUBJECTS, *MATES], 28, CALENDAR, profile=profile, backtest=False)

    for subject, beside in zip(SUBJECTS, together, strict=False):
        alone = forecast_batch([subject], 28, CALENDAR, profile=profile, backtest=False)[0]
        for array in ("mean", "quantiles", "cumulative"):
            one, other = getattr(alone, array), getattr(beside, array)
            tolerance = 1e-4 * max(float(one.max()), 1)
            np.testing.assert_allclose(other, one, rtol=1e-4, atol=tolerance, err_msg=f"{subject.quantity.size} days")
