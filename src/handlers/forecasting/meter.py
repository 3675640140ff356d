"""Meter of forecasting on CloudWatch's embedded metric format."""

from __future__ import annotations

from handlers.shared import observability


class EmfMeter:
    """Implements :class:`domain.forecasting.ports.Meter`."""

    def count(self, name: str, value: float = 1) -> None:
        """Add to a count."""
        observability.count(name, value)

    def measure(self, name: str, value: float) -> None:
        """Record one value."""
        observability.measure(name, value)
