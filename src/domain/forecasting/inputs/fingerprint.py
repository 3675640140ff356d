"""Fingerprint of a demand history, for receipts: it changes when, and only when, the engine's input does."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.models.demand import DemandHistory


def fingerprint(history: DemandHistory) -> str:
    """Return a hash of everything the engine was told about a product."""
    digest = hashlib.sha256(f"{history.product_id}|{history.category}|{history.start}".encode())
    for values in (history.quantity, history.price, history.stockout, history.recorded, history.future_price):
        digest.update(b"|" if values is None else np.ascontiguousarray(values).tobytes())
    if history.predecessor is not None:
        digest.update(fingerprint(history.predecessor).encode())
    return digest.hexdigest()
