"""What the nightly batch learns of the whole shop and hands to forecasts of single products.

Small enough to store beside the forecasts (well under 100 KB as JSON), and optional: without one the engine
uses its defaults and what the batch at hand shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.demand import FloatArray

PROFILE_VERSION = 1


def _encode(value: FloatArray) -> list[Any]:
    return [float(f"{number:.5g}") for number in value]


@dataclass(frozen=True, eq=False)
class ShopProfile:
    """Patterns pooled over the shop's products.

    Attributes
    ----------
    launch_curves
        By category (``""``: the whole shop): quantiles of the daily sales of a product's first weeks, at
        ``QUANTILE_LEVELS``, shape (Q,).
    weekday_profiles
        By category: weekday factors, Monday first, shape (7,).
    """

    launch_curves: Mapping[str, FloatArray] = field(default_factory=dict)
    weekday_profiles: Mapping[str, FloatArray] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable form, read back by ``from_dict``."""
        return {
            "version": PROFILE_VERSION,
            "launch_curves": {key: _encode(value) for key, value in self.launch_curves.items()},
            "weekday_profiles": {key: _encode(value) for key, value in self.weekday_profiles.items()},
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self | None:
        """Read the stored form; ``None`` when another version of the engine wrote it (then fit a new one)."""
        if document.get("version") != PROFILE_VERSION:
            return None
        return cls(
            launch_curves={k: np.asarray(v, float) for k, v in document.get("launch_curves", {}).items()},
            weekday_profiles={
                k: np.asarray(v, float) for k, v in document.get("weekday_profiles", {}).items()
            },
        )
