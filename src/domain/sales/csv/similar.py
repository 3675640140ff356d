"""Products of the catalogue that unknown ids hardly differ from: in case, or in zeros that a spreadsheet dropped."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from domain.shared.csv.product_ids import likeness, similar_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.sales.ports import SalesCatalogue

#: After so many unknown ids in a row without a product like them no more are looked for, and never for more than these.
_IN_A_ROW: Final = 500
_MOST: Final = 20_000
#: New products that are remembered, to find those of one file that are alike.
_REMEMBERED: Final = 100_000


class SimilarProducts:
    """Finds products that ids of one file, in its order, may have been meant as.

    Parameters
    ----------
    catalogue
        Knows which products there are.

    Attributes
    ----------
    alike
        Two new products of the file that hardly differ; ``None`` where there are none.
    """

    def __init__(self, catalogue: SalesCatalogue) -> None:
        self.alike: tuple[str, str] | None = None
        self._catalogue = catalogue
        self._found: dict[str, str] = {}
        self._left = _MOST
        self._in_a_row = 0
        self._new: dict[str, str] = {}

    def of(self, unknown: Sequence[str]) -> dict[str, str]:
        """Return products by the unknown ids that hardly differ from theirs."""
        asked = [product_id for product_id in unknown if product_id not in self._found]
        asked = asked[: max(0, min(self._left, _IN_A_ROW - self._in_a_row))]
        if asked:
            self._look_for(asked)
        return {product_id: self._found[product_id] for product_id in unknown if product_id in self._found}

    def _look_for(self, asked: Sequence[str]) -> None:
        self._left -= len(asked)
        forms = {product_id: similar_forms(product_id) for product_id in asked}
        there = self._catalogue.get_many(dict.fromkeys(chain.from_iterable(forms.values())))
        for product_id, listed in forms.items():
            self._in_a_row += 1
            if other := next(filter(there.__contains__, listed), None):
                self._found[product_id] = other
                self._in_a_row = 0

    def note_new(self, product_id: str) -> None:
        """Remember a product that the file brings with it."""
        if self.alike is None and len(self._new) < _REMEMBERED:
            other = self._new.setdefault(likeness(product_id), product_id)
            if other != product_id:
                self.alike = other, product_id
