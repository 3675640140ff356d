"""What is known of the shop as a whole, in the Forecasts table: ``SHOP`` / ``STATE`` and ``SHOP`` / ``PROFILE``."""

from __future__ import annotations

import zlib
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb.errors import is_condition_failure
from adapters.dynamodb.packing import pack, unpack_if_known
from domain.forecasting.models.catalogue import ShopState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.dynamodb.table import Item, Table

_STATE: Final = ("SHOP", "STATE")
_PROFILE: Final = ("SHOP", "PROFILE")


class DynamoShopMemory:
    """Implements :class:`domain.forecasting.ports.ShopMemory`.

    The profile is unpacked once a process and again when it was fitted anew.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: tuple[str, dict[str, Any] | None] | None = None

    def load(self) -> ShopState:
        """Return what is known."""
        items = {item["SK"]: item for item in self._table.get_many([_STATE, _PROFILE])}
        state, profile = items.get(_STATE[1], {}), items.get(_PROFILE[1])
        last = date.fromisoformat(state["last_date"]) if "last_date" in state else None
        fitted = profile and self._unpacked(profile)
        if profile is None or fitted is None:
            return ShopState(last)
        return ShopState(last, fitted, date.fromisoformat(profile["fitted_on"]))

    def _unpacked(self, profile: Item) -> dict[str, Any] | None:
        if self._known is None or self._known[0] != profile["fitted_at"]:
            self._known = (profile["fitted_at"], unpack_if_known(profile))
        return self._known[1]

    def note_last_date(self, day: date) -> None:
        """Note that the shop has sales up to ``day``, unless a later day is known."""
        try:
            self._table.put(
                {"PK": _STATE[0], "SK": _STATE[1], "last_date": day.isoformat()},
                condition="attribute_not_exists(#last_date) OR #last_date < :day",
                values={":day": day.isoformat()},
            )
        except Exception as error:
            if not is_condition_failure(error):
                raise

    def save_profile(self, profile: Mapping[str, Any], fitted_on: date) -> None:
        """Keep what the products have in common."""
        packed = pack(profile)
        self._table.put(
            {
                "PK": _PROFILE[0],
                "SK": _PROFILE[1],
                "fitted_on": fitted_on.isoformat(),
                "fitted_at": f"{fitted_on.isoformat()}-{zlib.crc32(packed):08x}",
                "document": packed,
            }
        )
