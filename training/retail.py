"""Windows of the UCI Online Retail set, the one real shop that teaches: its licence, CC BY 4.0, allows it.

Source: Chen, D. (2015) "Online Retail", UCI Machine Learning Repository, https://doi.org/10.24432/C5BW33, summed by
day and stock code. Its last days are never shown, so that forecasts of them can still be judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from training.features import AHEAD, STEPS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

HELD_OUT: Final = 84
"""Last days that are left out: three windows of four weeks."""
LEAST: Final = 14
"""Fewest days of history of a window."""
MIXED: Final = 0.3
THINNED: Final = 0.2


@dataclass(frozen=True, eq=False)
class Windows:
    """All products side by side, ``sold`` (N, T) with ``nan`` before the first sale, and that sale's day, (N,)."""

    sold: NDArray[Any]
    first: NDArray[Any]

    @classmethod
    def read(cls, path: Path) -> Windows:
        """Read a table of ``unique_id, ds, y``; a day without a row is a day without a sale."""
        import pyarrow.parquet as pq

        table = pq.read_table(path, columns=["unique_id", "ds", "y"])
        _, code = np.unique(table["unique_id"].to_numpy(zero_copy_only=False).astype(str), return_inverse=True)
        day = table["ds"].to_numpy().astype("datetime64[D]").astype(int)
        width = int(day.max() - day.min()) + 1
        sold = np.zeros((int(code.max()) + 1, width))
        np.add.at(sold, (code, day - day.min()), np.maximum(np.nan_to_num(table["y"].to_numpy()), 0))
        sold = sold[:, :-HELD_OUT]
        sold = sold[(sold > 0).any(1)]
        first = np.argmax(sold > 0, axis=1)
        sold[np.arange(sold.shape[1])[None] < first[:, None]] = np.nan
        early = first < sold.shape[1] - LEAST - AHEAD
        return cls(sold[early], first[early])

    def draw(self, rng: np.random.Generator, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Past (n, ``STEPS``) and coming steps (n, ``AHEAD``); some are two products' sum, some are thinned out."""
        total = self.sold.shape[1]
        which = rng.integers(len(self.sold), size=count)
        least = self.first[which] + LEAST
        origin = (least + rng.random(count) ** 0.8 * (total - AHEAD + 1 - least)).astype(int)
        window = self._window(which, origin)
        other = np.nan_to_num(self._window(rng.integers(len(self.sold), size=count), origin))
        window += np.where(rng.random((count, 1)) < MIXED, other, 0.0)
        kept = np.where(rng.random((count, 1)) < THINNED, rng.uniform(0.1, 0.9, (count, 1)), 1.0)
        units = np.floor(np.nan_to_num(window)).astype(int)
        window = np.where(np.isnan(window), np.nan, rng.binomial(units, kept))
        return window[:, :STEPS], window[:, STEPS:]

    def _window(self, which: NDArray[Any], origin: NDArray[Any]) -> NDArray[Any]:
        at = origin[:, None] + np.arange(-STEPS, AHEAD)[None]
        rows = self.sold[which[:, None], np.clip(at, 0, self.sold.shape[1] - 1)]
        window: NDArray[Any] = np.where(at >= 0, rows, np.nan)
        return window
