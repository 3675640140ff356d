"""Fingerprint of a demand history, for receipts: it changes when, and only when, the engine's input does."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.forecasting.models.demand import DemandHistory
    from domain.forecasting.models.known_days import KnownEvent


def fingerprint(history: DemandHistory, events: Iterable[KnownEvent] = ()) -> str:
    """Return a hash of everything the engine was told about a product, the events that concern it among it."""
    digest = hashlib.sha256(f"{history.product_id}|{history.category}|{history.start}".encode())
    for values in (history.quantity, history.price, history.stockout, history.recorded, history.future_price):
        digest.update(b"|" if values is None else np.ascontiguousarray(values).tobytes())
    if history.predecessor is not None:
        digest.update(fingerprint(history.predecessor).encode())
    for event in events:
        told = (event.key, event.start, event.end, event.kind, event.stated, event.price)
        digest.update(repr(tuple(map(str, told))).encode())
    return digest.hexdigest()
