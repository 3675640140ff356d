"""Days on which a product was out of stock, as far as its count says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.shared.arrays import BoolArray, FloatArray


def known_stockout(entry: CatalogueEntry, start: date, quantity: FloatArray) -> BoolArray | None:
    """Return the days without sales around the day on which the stock was counted and found empty.

    The last sale before it emptied the shelf, and the first one after it came from a new delivery.
    """
    if entry.stock_as_of is None or not _is_empty(entry):
        return None
    counted = (entry.stock_as_of - start).days
    sales = np.flatnonzero(np.nan_to_num(quantity) > 0)
    before, after = sales[sales < counted], sales[sales >= counted]
    out: BoolArray = np.zeros(quantity.size, dtype=bool)
    out[(before[-1] + 1 if before.size else 0) : (after[0] if after.size else None)] = True
    return out if bool(out.any()) else None


def _is_empty(entry: CatalogueEntry) -> bool:
    return entry.on_hand is not None and entry.on_hand <= 0
