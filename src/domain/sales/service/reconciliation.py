"""The nightly comparison of histories with the rows they are made of: what differs is made anew, and said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.sales.ports import ReconciliationPlace, SalesCatalogue, SalesLedger

#: Products that are compared between two looks at the clock.
PRODUCTS_AT_ONCE: Final = 100


@dataclass(frozen=True)
class Reconciled:
    """Counts of a reconciliation run.

    Parameters
    ----------
    checked
        How many products.
    mended
        The ids of those whose history did not say what their rows say, and does now.
    is_whole
        Whether the run came to the catalogue's end; the next one starts where this one ended.
    """

    checked: int
    mended: tuple[str, ...]
    is_whole: bool


class ReconciliationService:
    """Compares histories with rows, a share of the catalogue a run, until all have had their turn.

    Parameters
    ----------
    catalogue, ledger
        The products, and where their sales are kept.
    place
        Where the last run ended.
    """

    def __init__(self, catalogue: SalesCatalogue, ledger: SalesLedger, place: ReconciliationPlace) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._place = place

    def run(self, has_time: Callable[[], bool]) -> Reconciled:
        """Compare from where the last run ended, as long as there is time."""
        checked, mended = 0, []
        products = self._catalogue.listing(None, self._place.read())
        for few in batched(products, PRODUCTS_AT_ONCE, strict=False):
            mended += sorted(self._ledger.reconcile(few))
            checked += len(few)
            self._place.keep(few[-1].product_id)
            if not has_time():
                return Reconciled(checked, tuple(mended), is_whole=False)
        self._place.keep(None)
        return Reconciled(checked, tuple(mended), is_whole=True)
