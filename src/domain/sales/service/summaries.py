"""The sales summary of all products, or of a category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.summary import SalesFigures
from domain.shared.partials import kept_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.sales.models import SalesSummary
    from domain.sales.ports import SalesCatalogue, SalesHistories
    from domain.shared.partials import PartialStore, StaleNotes
    from domain.shared.ports import Clock

#: Kind of the partial sums that are kept.
SALES: Final = "sales"


class SalesSummaryService:
    """Sums up what was sold.

    Of the whole shop it puts partial sums together that are kept; a category's, and everything while they are not kept,
    is worked out from every product.

    Parameters
    ----------
    catalogue, histories
        The products, and their whole histories.
    store, notes
        Where partial sums are kept, and which have not seen every change.
    clock
        The time.
    """

    def __init__(
        self,
        catalogue: SalesCatalogue,
        histories: SalesHistories,
        store: PartialStore[SalesFigures],
        notes: StaleNotes,
        clock: Clock,
    ) -> None:
        self._catalogue = catalogue
        self._histories = histories
        self._store = store
        self._notes = notes
        self._clock = clock

    def summary(self, category: str | None = None) -> SalesSummary:
        """Return the sales of the shop, or of one category."""
        if category is None:
            kept = kept_figures(self._store, self._notes, SALES, self._clock, of_today=False)
            if kept is not None:
                return SalesFigures.put_together(kept.figures).summary(kept.as_of)
        return self.whole(category)

    def whole(self, category: str | None = None) -> SalesSummary:
        """Work the summary out from every product."""
        products = list(self._catalogue.listing(category))
        histories = self._histories.read_many(product.product_id for product in products)
        return SalesFigures.of(products, histories).summary()

    def figures(self, product_ids: Sequence[str]) -> dict[str, SalesFigures]:
        """Return the figures of those of the products that exist, as everything is stored now."""
        products = self._catalogue.get_many(product_ids)
        return {SALES: SalesFigures.of([*products.values()], self._histories.read_many(products))}
