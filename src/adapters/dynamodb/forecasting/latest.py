"""Latest forecasts as stored documents, for the other contexts' adapters to make their own view of.

A document of another version that no step leads from is as if none were kept: the next job makes it again.
:mod:`adapters.dynamodb.forecasting.codec` says what a document holds.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.packing import unpack_item
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError
from adapters.dynamodb.table import READ_BATCH
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.shared.demand_series import DemandForecast

_THREADS: Final = 8
_LEVELS: Final = np.asarray(QUANTILE_LEVELS, dtype=np.float64)


def _from_4(item: Item) -> Item:
    """``suspected_stock_out_dates`` is spelled ``suspected_stockout_dates``, as some of version 4 have it already."""
    history = {
        "suspected_stockout_dates" if name == "suspected_stock_out_dates" else name: value
        for name, value in item["document"]["history"].items()
    }
    return item | {"document": item["document"] | {"history": history}}


def _from_5(item: Item) -> Item:
    """Spikes, silence and borrowed sales were not told apart: nothing was left out for them."""
    told = {"unusual_days": [], "stopped_probability": 0.0, "borrowed": False}
    history = item["document"]["history"] | told
    return item | {"document": item["document"] | {"history": history}}


def _from_6(item: Item) -> Item:
    """Adjustments had no ids, and what a forecast would be without its events was not kept; both may be missing."""
    return item


#: Versions 1 to 4 are numbers of packed layouts; 4 is the first with what the evidence is about.
LATEST: Final = StoredForm("latest forecast", 7, {4: _from_4, 5: _from_5, 6: _from_6})


def read_document(item: Item) -> dict[str, Any] | None:
    """Return the unpacked document of a latest forecast; ``None``, and a line in the log, when its form is unknown."""
    try:
        document: dict[str, Any] = unpack_item(item, LATEST)["document"]
    except UnknownFormError:
        return None
    return document


def read_latest[Forecast: DemandForecast](
    table: Table,
    product_ids: Iterable[str],
    view: Callable[[dict[str, Any]], Forecast],
    *,
    consistent: bool = False,
) -> dict[str, Forecast]:
    """Return a view of the latest forecasts of those of the products that have one, by product id.

    Parameters
    ----------
    table
        The forecasts table.
    view
        Makes a context's own view of an unpacked document.
    consistent
        Whether a forecast that was just written is always found, at twice the cost.
    """

    def read(batch: tuple[str, ...]) -> list[Forecast]:
        documents = map(read_document, table.get_many(map(keys.latest, batch), consistent=consistent))
        return [view(document) for document in documents if document is not None]

    batches = list(batched(dict.fromkeys(product_ids), READ_BATCH, strict=False))
    with ThreadPoolExecutor(_THREADS) as pool:
        return {found.product_id: found for batch in pool.map(read, batches) for found in batch}


def demand_fields(document: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of :class:`domain.shared.demand_series.DemandForecast` in an unpacked document."""
    demand = document["demand"]
    return {
        "product_id": document["product_id"],
        "start": date.fromisoformat(document["start"]),
        "mean": np.asarray(demand["mean"], dtype=np.float64),
        "cumulative_mean": np.asarray(demand["cumulative_mean"], dtype=np.float64),
        "levels": _LEVELS,
        "cumulative": np.asarray(demand["cumulative"], dtype=np.float64),
        "borrowed": document["history"]["borrowed"],
    }
