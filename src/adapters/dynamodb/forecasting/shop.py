"""Shop state in the Forecasts table: the last day with sales, and the profile of all products."""

from __future__ import annotations

import logging
import zlib
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.packing import UnknownLayoutError, pack, unpack
from domain.forecasting.models.catalogue import ShopState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

_log = logging.getLogger("stockcast")


class DynamoShopMemory:
    """Implements :class:`domain.forecasting.ports.ShopMemory`.

    The profile is unpacked once a process and again when it was fitted anew.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: tuple[str, dict[str, Any] | None] | None = None

    def load(self) -> ShopState:
        """Return what is known."""
        wanted = keys.shop_state(), keys.shop_profile()
        items = {item["SK"]: item for item in self._table.get_many(wanted)}
        state, profile = (items.get(sort) for _, sort in wanted)
        last = date.fromisoformat(state["last_date"]) if state else None
        fitted = profile and self._unpacked(profile)
        if profile is None or fitted is None:
            return ShopState(last)
        return ShopState(last, fitted, date.fromisoformat(profile["fitted_on"]))

    def _unpacked(self, profile: Item) -> dict[str, Any] | None:
        if self._known is None or self._known[0] != profile["fitted_at"]:
            self._known = (profile["fitted_at"], _document(profile))
        return self._known[1]

    def note_last_date(self, day: date) -> None:
        """Note that the shop has sales up to ``day``, unless a later day is known."""
        with suppress(ConditionFailedError):
            self._table.put(
                keys.attributes(keys.shop_state()) | {"last_date": day.isoformat()},
                condition="attribute_not_exists(#last_date) OR #last_date < :day",
                values={":day": day.isoformat()},
            )

    def save_profile(self, profile: Mapping[str, Any], fitted_on: date) -> None:
        """Keep what the products have in common."""
        packed = pack(profile)
        self._table.put(
            keys.attributes(keys.shop_profile())
            | {
                "fitted_on": fitted_on.isoformat(),
                "fitted_at": f"{fitted_on.isoformat()}-{zlib.crc32(packed):08x}",
                "document": packed,
            }
        )


def _document(profile: Item) -> dict[str, Any] | None:
    """Return the profile's document, whose version is the engine's affair; ``None`` when its bytes cannot be read."""
    try:
        return unpack(profile["document"])
    except UnknownLayoutError as error:
        _log.warning("kept by another version", extra={"key": [profile["PK"], profile["SK"]], "reason": str(error)})
        return None
