"""Writing summed sales: new products first, then the rows, then what became of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.additions import Origin, Outcome
from domain.sales.aggregation.product_days import count_days, price_of, revenue_of
from domain.sales.models import CatalogueProduct, UploadMode
from domain.sales.ports import DaysToAdd, DaysToRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.history import SalesHistory
    from domain.sales.ports import ProductToCreate, SalesCatalogue, SalesLedger


@dataclass(frozen=True, eq=False)
class Written:
    """Counts of a write.

    Parameters
    ----------
    product_days, products, created
        How many days of how many products were written, and how many of those products this upload created.
    repeated
        Rows that another upload had added before, or that stand in the file once more.
    refused
        By the reason: product-days that were not kept, most often because their product is not, or no longer, in the
        catalogue.
    """

    product_days: int
    products: int
    created: int
    repeated: int
    refused: Mapping[Outcome, DayRecords]


@dataclass(frozen=True)
class SalesWriter:
    """Writes product-days of one upload; repeating a write has the same result.

    Parameters
    ----------
    upload_id, created_at
        Mark the rows; a product that this upload creates gets the same ``created_at``, which tells it from others.
    mode
        Whether days are replaced or added to.
    origins
        The uploads that corrected rows are of, in their order; those are always added.
    dry_run
        Work out what would become of everything, and write nothing.
    """

    catalogue: SalesCatalogue
    ledger: SalesLedger
    upload_id: str
    created_at: datetime
    mode: UploadMode = UploadMode.REPLACE
    origins: Sequence[Origin] = ()
    dry_run: bool = False

    def write(
        self,
        products: Sequence[str],
        days: DayRecords,
        to_create: Sequence[ProductToCreate] = (),
        known: Mapping[str, CatalogueProduct] | None = None,
        before: Mapping[str, SalesHistory | None] | None = None,
    ) -> Written:
        """Write days, in order of product and day.

        Parameters
        ----------
        products
            Ids, indexed by the records' ``product``.
        to_create
            Products to create unless they exist.
        known
            Products that exist; they are looked up when this is left out.
        before
            The histories of those, as the days were compared with them (:meth:`SalesLedger.record`).
        """
        names = [products[code] for code in np.unique(days["product"]).tolist()]
        existing = dict(known if known is not None else self.catalogue.get_many(names))
        missing = [product for product in to_create if product.product_id not in existing]
        if missing:
            existing |= self._created(missing)
        told = self._tell_ledger(_slices(products, days, existing), before)
        return _written(products, days, told, {name for name in told if self._is_new(existing[name])})

    def _created(self, products: Sequence[ProductToCreate]) -> Mapping[str, CatalogueProduct]:
        if not self.dry_run:
            return self.catalogue.create(products, self.created_at)
        return {
            new.product_id: CatalogueProduct(new.product_id, new.name, new.category, True, self.created_at)
            for new in products
        }

    def _is_new(self, product: CatalogueProduct) -> bool:
        return product.created_at == self.created_at

    def _tell_ledger(
        self, slices: Iterable[tuple[DaysToRecord, DayRecords]], before: Mapping[str, SalesHistory | None] | None
    ) -> dict[str, list[Outcome]]:
        """Write or add product-days; returns what became of each, by product."""
        if self.mode is UploadMode.REPLACE and not self.origins:
            if self.dry_run:
                return {days.product.product_id: [Outcome.ADDED] * days.day.size for days, _ in slices}
            return self.ledger.record((days for days, _ in slices), self.upload_id, self.created_at, before)
        tell = self.ledger.foresee if self.dry_run else self.ledger.add
        return tell((self._to_add(*each) for each in slices), self.upload_id)

    def _to_add(self, days: DaysToRecord, records: DayRecords) -> DaysToAdd:
        """Return days as additions: of this upload, known by product and day, or of others, known by their lines."""
        if self.origins:
            origins = [self.origins[origin - 1] for origin in records["origin"].tolist()]
            marks = [f"LINE#{line}" for line in records["of_line"].tolist()]
        else:
            marks = [f"DAY#{days.product.product_id}#{date.fromordinal(day)}" for day in days.day.tolist()]
            origins = [Origin(self.upload_id, self.created_at)] * len(marks)
        return DaysToAdd(days.product, days.day, days.quantity, days.revenue, days.price, origins, marks)


def _written(
    products: Sequence[str], days: DayRecords, told: Mapping[str, Sequence[Outcome]], new: Collection[str]
) -> Written:
    """Return what was written by what the ledger told of each product."""
    outcomes = _each_line_once(days, _by_day(products, days, told))
    kept = {name for name, each in told.items() if Outcome.ADDED in each}
    counts = np.array([outcome.counts for outcome in outcomes], dtype=np.bool_)
    refused = sorted(set(compress(outcomes, ~counts)))
    return Written(
        product_days=count_days(days[[outcome is Outcome.ADDED for outcome in outcomes]]),
        products=len(kept),
        created=len(kept.intersection(new)),
        repeated=outcomes.count(Outcome.REPEATED),
        refused={outcome: days[[each is outcome for each in outcomes]] for outcome in refused},
    )


def _by_day(products: Sequence[str], days: DayRecords, told: Mapping[str, Sequence[Outcome]]) -> list[Outcome]:
    """Return what became of each product-day; one of a product that the ledger was not told of has no product."""
    codes, counts = np.unique(days["product"], return_counts=True)
    sizes = zip(codes.tolist(), counts.tolist(), strict=True)
    return [each for code, size in sizes for each in told.get(products[code], [Outcome.UNKNOWN_PRODUCT] * size)]


def _each_line_once(days: DayRecords, outcomes: list[Outcome]) -> list[Outcome]:
    """Return what became of each product-day; a corrected line that stands in a file twice is added by its first."""
    seen: set[tuple[int, int]] = set()
    lines = list(zip(days["origin"].tolist(), days["of_line"].tolist(), strict=True))
    for index, line in enumerate(lines):
        if line[0] and outcomes[index] is Outcome.ADDED:
            outcomes[index] = Outcome.REPEATED if line in seen else Outcome.ADDED
            seen.add(line)
    return outcomes


def _slices(
    products: Sequence[str], days: DayRecords, existing: Mapping[str, CatalogueProduct]
) -> Iterator[tuple[DaysToRecord, DayRecords]]:
    """Yield each product's days, with the records that they are made of."""
    codes, starts = np.unique(days["product"], return_index=True)
    ends = np.append(starts[1:], days.size)
    revenue, price = revenue_of(days), price_of(days)
    for code, start, end in zip(codes.tolist(), starts.tolist(), ends.tolist(), strict=True):
        product = existing.get(products[code])
        if product is not None:
            part = slice(start, end)
            amounts = days["quantity"][part], revenue[part], price[part]
            yield DaysToRecord(product, days["day"][part], *amounts), days[part]
