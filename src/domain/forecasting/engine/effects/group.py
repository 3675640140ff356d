"""Products side by side, as effects are learned and put on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.models.known_days import KnownEvent


@dataclass(frozen=True, eq=False)
class Group:
    """N products side by side: ``demand`` (N, T) up to the day before ``start``, ``price`` (N, T + H) or ``None``.

    ``product_ids``: N of them; without them events concern a product by its category alone. ``planned``: whose coming
    prices are told, and not only the one that holds now; without them nobody's are.
    """

    demand: Array
    categories: tuple[str, ...]
    start: date
    price: Array | None = None
    product_ids: tuple[str, ...] = ()
    planned: tuple[bool, ...] = ()

    @property
    def planned_prices(self) -> Array:
        """Products whose coming prices are told day by day, (N,) bool."""
        return np.array(self.planned or (False,) * len(self.categories), dtype=bool)

    @property
    def first(self) -> date:
        """Day of the first row."""
        return date.fromordinal(self.start.toordinal() - self.demand.shape[1])

    def days(self, horizon: int) -> Array:
        """Ordinals of all rows and the ``horizon`` days after them."""
        return np.arange(self.first.toordinal(), self.start.toordinal() + horizon)

    def concerned(self, event: KnownEvent) -> Array:
        """The products that an event concerns, (N,) bool."""
        ids = self.product_ids or ("",) * len(self.categories)
        pairs = zip(ids, self.categories, strict=True)
        return np.fromiter((event.concerns(*pair) for pair in pairs), dtype=bool, count=len(self.categories))
