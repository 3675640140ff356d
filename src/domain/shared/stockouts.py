"""Runs of days without a sale that are too long to be chance: probably the product was out of stock."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A run is suspected when its probability under independent days is below this.
SIGNIFICANCE: Final = 1e-4
_NEARLY_DAILY: Final = 0.5
_MIN_DAYS: Final = 28
_ROUNDS: Final = 3


def suspected_stockouts(quantity: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the suspicious runs of days as ``(first, length)``, for a product that sells nearly daily.

    Days are taken as independent, each without a sale with the probability ``p0``, the share of such days outside of
    suspected runs; a run of length L is suspected when ``p0**L < 1e-4``. Products that sell on fewer than half of their
    days are left alone.

    Parameters
    ----------
    quantity
        Units a day, shape (T,); ``nan`` (no row) counts as no sale.
    """
    sold = np.nan_to_num(quantity) > 0
    if sold.size < _MIN_DAYS or sold.mean() < _NEARLY_DAILY:
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([True], sold, [True])).astype(np.int8)))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not lengths.size:
        return []
    long = np.zeros(lengths.shape, dtype=np.bool_)
    for _ in range(_ROUNDS):
        zeros = int(lengths[~long].sum())
        p0 = (zeros + 0.5) / (int(sold.sum()) + zeros + 1)
        long = lengths > math.log(SIGNIFICANCE) / math.log(p0)
    return list(zip(starts[long].tolist(), lengths[long].tolist(), strict=True))
