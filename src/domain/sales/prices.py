"""Price of a product-day whose rows do not agree on one: what was taken for a unit, to four decimal places.

The same sums have the same price, whether a file replaced the day or rows were added to it one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from domain.shared.csv.numbers import EMPTY, MICRO

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_PLACES: Final = 10_000
#: More than can be kept.
_TOO_LARGE: Final = 2.0**61


def mean_price(revenue: ArrayLike, quantity: ArrayLike) -> NDArray[np.int64]:
    """Return revenue over quantity, rounded half to even, all in millionths; ``EMPTY`` where there is no such price.

    The quotient is rounded once, so that a tie is one: 0.17 over 8 units is 0.0212. That is exact for revenues below
    2 ** 53 / 10 ** 10 (some 900,000), and for all in whole cents below 2 ** 61 / 10 ** 10 (some 200 million).
    """
    revenue, quantity = np.asarray(revenue), np.asarray(quantity)
    with np.errstate(divide="ignore", invalid="ignore"):
        price = np.rint(revenue * float(_PLACES) / quantity) * (MICRO // _PLACES)
    is_known = (quantity > 0) & (revenue >= 0) & (price < _TOO_LARGE)
    return np.where(is_known, price, EMPTY).astype(np.int64)
