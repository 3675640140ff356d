"""Ledger of a language model's proposals: errors with and without them, and whether they are still applied."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.models.accuracy import OpenProposal, TrackRecord

if TYPE_CHECKING:
    from domain.forecasting.inputs.history_reader import HistoryReader
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.ports import ForecastRepository, Ledger, ShopMemory
    from domain.shared.arrays import FloatArray

#: Settled runs from which a bad record with one product, or with the shop, switches an adjuster off.
RUNS_TO_JUDGE_PRODUCT: Final = 3
RUNS_TO_JUDGE_SHOP: Final = 10
_SETTLED_AT_ONCE: Final = 200
_BEDROCK: Final = "bedrock"


class ProposalLedger:
    """Notes proposals, settles them, and says whether an adjuster has earned to be heeded.

    Parameters
    ----------
    ledger, forecasts, shop
        Where records, past forecasts and the shop's last day are kept.
    histories
        What was sold.
    """

    def __init__(
        self, ledger: Ledger, forecasts: ForecastRepository, shop: ShopMemory, histories: HistoryReader
    ) -> None:
        self._ledger = ledger
        self._forecasts = forecasts
        self._shop = shop
        self._histories = histories

    def note(self, forecast: Forecast, product: CatalogueEntry) -> None:
        """Open the ledger for a stored forecast, if a model proposed something for it."""
        proposed = forecast.layers.bedrock
        if proposed is None:
            return
        changed = np.flatnonzero(proposed != forecast.layers.statistical)
        if changed.size:
            due = forecast.demand.start + timedelta(days=int(changed[-1]))
            self._ledger.open(
                OpenProposal(
                    _BEDROCK,
                    forecast.product_id,
                    forecast.generated_at,
                    forecast.run_id,
                    due,
                    product.created_at,
                )
            )

    def settle(self, limit: int = _SETTLED_AT_ONCE) -> int:
        """Score up to ``limit`` proposals whose days have been sold by now; return how many there were."""
        until = self._shop.load().last_date
        if until is None:
            return 0
        due = self._ledger.due(_BEDROCK, until, limit)
        for proposal in due:
            self._ledger.settle(proposal, self._score(proposal))
        return len(due)

    def is_heeded(self, product_id: str) -> bool:
        """Tell whether the model's proposals are applied: not where its record with the product or the shop is bad."""
        own, shop = self._ledger.record(_BEDROCK, product_id), self._ledger.record(_BEDROCK)
        return not (
            (own.proposals >= RUNS_TO_JUDGE_PRODUCT and own.value_added < 0)
            or (shop.proposals >= RUNS_TO_JUDGE_SHOP and shop.value_added < 0)
        )

    def _score(self, proposal: OpenProposal) -> TrackRecord | None:
        vintage = self._forecasts.vintage(proposal.product_id, proposal.generated_at, proposal.run_id)
        history = self._histories.read(proposal.product_id)
        if vintage is None or history is None or vintage.layers.bedrock is None:
            return None
        first = (vintage.start - history.start).days
        actual = history.quantity[max(first, 0) :][: vintage.mean.shape[0]]
        return track_record(_BEDROCK, vintage, vintage.layers.bedrock[: actual.size], actual)


def track_record(source: str, vintage: Vintage, proposed: FloatArray, actual: FloatArray) -> TrackRecord | None:
    """Return absolute errors without and with a proposal, over the days it changed that were observed."""
    without = vintage.layers.statistical[: actual.size]
    days = (proposed != without) & np.isfinite(actual)
    if not bool(days.any()):
        return None
    return TrackRecord(
        source,
        proposals=1,
        error_without=float(np.abs(without - actual)[days].sum()),
        error_with=float(np.abs(proposed - actual)[days].sum()),
        actual=float(actual[days].sum()),
    )
