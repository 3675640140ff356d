"""Until when the language model is left alone, in the Forecasts table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.typed import to_instant
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table

_KEY: Final = keys.breaker("bedrock")


class DynamoBreakerStore:
    """Implements :class:`domain.forecasting.ports.BreakerStore`; a silent table is no reason not to ask."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def open_until(self) -> datetime | None:
        """Return until when the model is left alone."""
        try:
            item = self._table.get(_KEY)
        except UnavailableError:
            return None
        return None if item is None else to_instant(item["open_until"])

    def open(self, until: datetime) -> None:
        """Leave it alone until then."""
        note = {"open_until": until.isoformat(), "expires_at": int((until + timedelta(days=1)).timestamp())}
        try:
            self._table.put(keys.attributes(_KEY) | note)
        except UnavailableError:
            return
