"""Windows of made-up shops: each series is shown several times, at other origins, before all are drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from training.features import AHEAD, STEPS
from training.shops import made_up

if TYPE_CHECKING:
    from training.shops import Floats

APART = 112
"""Most steps between two windows of one made-up series."""
SHOWN = 6
"""Windows drawn of a made-up series before it gives way, about: drawing it costs as much as learning from two."""
RENEWED = 40
"""Steps after which all made-up series are drawn anew."""


class Shops:
    """Made-up series of one grain, each shown several times, at other origins, until all are drawn anew."""

    def __init__(self, season_length: int) -> None:
        self._season_length = season_length
        self.series = np.empty((0, 0), np.float32)
        self._drawn = 0

    def draw(self, rng: np.random.Generator, count: int) -> tuple[Floats, Floats]:
        """Past (n, ``STEPS``) and coming steps (n, ``AHEAD``) of some of them."""
        if self._drawn % RENEWED == 0:
            size = count * RENEWED // SHOWN
            shop = made_up(rng, size, self._season_length, steps=STEPS + APART, ahead=AHEAD)
            self.series = np.concatenate([shop.past, shop.coming], 1).astype(np.float32)
        self._drawn += 1
        which, first = rng.integers(len(self.series), size=count), rng.integers(APART + 1, size=count)
        windows = self.series[which[:, None], first[:, None] + np.arange(STEPS + AHEAD)]
        return windows[:, :STEPS], windows[:, STEPS:]
