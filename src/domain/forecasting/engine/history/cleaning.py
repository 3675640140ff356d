"""Cleaning of histories from sales to demand: unobserved days, stockouts, a predecessor's days.

Sales on a day without stock say nothing of demand, so such days become unobserved (``nan``), never zero. Without a
stock record, a run of zeros of a product that sells nearly every day is suspected when it is too long to be chance:
p0^length below ``CHANCE``, p0 being the share of zeros outside that run. Suspects are reported to the caller.

Source: Nahmias (1994) "Demand estimation in lost sales inventory systems", for leaving censored days out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.history.silence import Silence, silence_of, silence_of_totals
from domain.forecasting.engine.history.totals import grain_of, may_be_totals, totals_of
from domain.forecasting.engine.history.unusual import lone_spikes
from domain.forecasting.models.demand import UnusualDay

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.history.totals import Totals
    from domain.forecasting.models.demand import DemandHistory

CHANCE = 1e-4
NEAR_DAILY = 0.4
"""Share of zeros up to which a product counts as selling nearly every day."""
MOSTLY_ZERO = 0.75
LIKELY = 0.5
"""Weight of reading a silence as an empty shelf from which that is said."""
NEGLIGIBLE = 0.005
"""Weight of a reading that is not worth a forecast."""
OWN_DAYS = 56
"""Days after which a product's own history speaks for itself, without its predecessor's."""


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Demand a day from the first sale on.

    Attributes
    ----------
    demand
        ``nan`` where it is not known.
    price
        In step with demand, or ``None``.
    suspected, unusual
        Days read as out of stock, and spikes left out.
    borrowed
        Whether part of it is a predecessor's.
    totals
        The same by period where it was reported that way.
    silence
        The days since the last sale.
    silent_unknown
        Whether this reading takes them as not known.
    """

    start: date
    demand: Array
    price: Array | None
    suspected: tuple[date, ...]
    borrowed: bool = False
    unusual: tuple[UnusualDay, ...] = ()
    totals: Totals | None = None
    silence: Silence = field(default_factory=Silence)
    silent_unknown: bool = False

    @property
    def end(self) -> date:
        """Last day of the history."""
        return self.start + timedelta(days=self.demand.size - 1)

    @property
    def sales(self) -> int:
        """Days with sales."""
        return int((np.nan_to_num(self.demand) > 0).sum())


def runs_of_zeros(sold: Array) -> list[tuple[int, int]]:
    """First and last-plus-one position of each stretch of observed zeros (unobserved days do not end one)."""
    at = np.flatnonzero(np.isfinite(sold))
    zero = np.concatenate([[0], (sold[at] == 0).astype(int), [0]])
    change = np.diff(zero)
    starts, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    return [(int(at[a]), int(at[b - 1]) + 1) for a, b in zip(starts, ends, strict=True)]


def suspected_stockouts(sold: Array) -> Array:
    """Days, (T,) bool, that look like stockouts of a near-daily seller."""
    marked = np.zeros(sold.size, dtype=bool)
    seen = int(np.isfinite(sold).sum())
    zeros = int((sold == 0).sum())
    if seen < 28 or zeros < 3 or zeros > MOSTLY_ZERO * seen:
        return marked
    for first, last in sorted(runs_of_zeros(sold), key=lambda run: run[0] - run[1]):
        length = int((sold[first:last] == 0).sum())
        rest = max(seen - length, 1)
        share = (zeros - length + 1) / (rest + 1)
        if length < 3 or share > NEAR_DAILY:
            break
        if share**length >= CHANCE:
            continue
        marked[first:last] = sold[first:last] == 0
        zeros, seen = zeros - length, rest
    return marked


def clean(history: DemandHistory, as_of: date | None = None) -> Cleaned | None:
    """The demand known at ``as_of``; ``None`` when nothing of the product or its predecessor was ever sold."""
    own = _own(history, as_of)
    if history.predecessor is None or (own is not None and own.totals is not None):
        return own
    days = 0 if own is None else int(np.isfinite(own.demand).sum())
    if days >= OWN_DAYS:
        return own
    earlier = _own(history.predecessor, as_of)
    if earlier is None:
        return own
    return _spliced(own, earlier, history.start)


def _own(history: DemandHistory, as_of: date | None) -> Cleaned | None:
    days = (
        history.quantity.size if as_of is None else max(0, min(history.quantity.size, (as_of - history.start).days + 1))
    )
    sold = history.quantity[:days]
    sales = np.flatnonzero(np.nan_to_num(sold) > 0)
    if sales.size == 0:
        return _all_zero(history, sold)
    first = int(sales[0])
    demand = np.array(sold[first:], dtype=np.float64)
    start = history.start + timedelta(days=first)
    unusual = _without_spikes(demand, start)
    price = None if history.price is None else np.array(history.price[first:days], dtype=np.float64)
    totals = _totals(history, demand, start, days)
    if totals is not None:
        return Cleaned(start, demand, price, (), unusual=unusual, totals=totals)
    out = np.zeros(demand.size, dtype=bool) if history.stockout is None else history.stockout[first:days]
    heard = int(np.flatnonzero(np.nan_to_num(demand) > 0)[-1]) + 1
    demand[:heard][out[:heard]] = np.nan
    suspect = np.zeros(demand.size, dtype=bool)
    suspect[:heard] = suspected_stockouts(demand[:heard])
    demand[suspect] = np.nan
    silence = silence_of(demand, out)
    if silence.unknown >= LIKELY:
        suspect[heard:] = (demand[heard:] == 0) & ~out[heard:]
    dates = tuple(start + timedelta(days=int(day)) for day in np.flatnonzero(suspect))
    return Cleaned(start, demand, price, dates, unusual=unusual, silence=silence)


def _totals(history: DemandHistory, demand: Array, start: date, days: int) -> Totals | None:
    """The history by period, if it was reported that way."""
    reported = np.nan_to_num(demand) > 0 if history.recorded is None else history.recorded[days - demand.size : days]
    at = np.flatnonzero(reported)
    if not may_be_totals(at):
        return None
    on = [start + timedelta(days=int(day)) for day in at]
    return None if grain_of(on) is None else totals_of(demand[at], on)


def readings(cleaned: Cleaned, end: date, returns: float | None) -> list[tuple[float, Cleaned]]:
    """The ways to read the days since the last sale up to ``end``, each with its weight.

    ``returns``: share of their pace at which the shop's products sell on that seem to have stopped, ``None``: unknown.
    """
    silence = cleaned.silence if cleaned.totals is None else _silence_of(cleaned.totals, end)
    unknown = silence.weight(returns)
    both = ((unknown, True), (1 - unknown, False))
    return [(weight, _read(cleaned, silence, unknown=unknown)) for weight, unknown in both if weight >= NEGLIGIBLE]


def _silence_of(totals: Totals, end: date) -> Silence:
    amounts = totals.amounts[np.isfinite(totals.amounts)]
    zeros = (float((amounts == 0).sum()) + 0.1) / (amounts.size + 1)
    return silence_of_totals((end - totals.ends[-1]).days, 365.25 / totals.grain, totals.grain, zeros)


def _read(cleaned: Cleaned, silence: Silence, *, unknown: bool) -> Cleaned:
    demand = np.array(cleaned.demand)
    if cleaned.totals is None and silence.days:
        demand[-silence.days :] = np.nan if unknown else 0.0
    return replace(cleaned, demand=demand, silence=silence, silent_unknown=unknown)


def _without_spikes(demand: Array, start: date) -> tuple[UnusualDay, ...]:
    """Leave lone spikes out of ``demand`` in place; the days that were left out."""
    at = np.flatnonzero(lone_spikes(demand))
    found = tuple(UnusualDay(start + timedelta(days=int(day)), float(demand[day])) for day in at)
    demand[at] = np.nan
    return found


def _all_zero(history: DemandHistory, sold: Array) -> Cleaned | None:
    """A product on offer for four weeks or more that never sold: a history of zeros; else nothing is known."""
    if int((sold == 0).sum()) < 28:
        return None
    return Cleaned(history.start, np.array(sold, dtype=np.float64), None, ())


def _spliced(own: Cleaned | None, earlier: Cleaned, start: date) -> Cleaned:
    """The predecessor's demand up to the product's start, at the product's level as far as that is known."""
    first = start if own is None else own.start
    before = earlier.demand[: max((first - earlier.start).days, 0)]
    if own is None:
        return Cleaned(earlier.start, earlier.demand, None, earlier.suspected, borrowed=True)
    recent = before[-OWN_DAYS:]
    known, days = np.nan_to_num(np.nansum(own.demand)), int(np.isfinite(own.demand).sum())
    if np.isfinite(recent).any() and np.nanmean(recent) > 0 and days:
        ratio = (known + 14 * np.nanmean(recent)) / ((days + 14) * np.nanmean(recent))
        before = before * float(np.clip(ratio, 0.25, 4.0))
    gap = np.full(max((first - earlier.start).days - before.size, 0), np.nan)
    demand = np.concatenate([before, gap, own.demand])
    start = first - timedelta(days=before.size + gap.size)
    return Cleaned(start, demand, None, own.suspected, borrowed=True, unusual=own.unusual, silence=own.silence)
