"""Writing summed sales: new products first, then the rows, then what became of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.aggregation.product_days import price_of, revenue_of
from domain.sales.ports import DaysToRecord
from domain.shared.csv.numbers import EMPTY
from domain.shared.csv.report import RowError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan
    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import ProductToCreate, SalesCatalogue, SalesLedger


@dataclass(frozen=True, eq=False)
class Written:
    """What was written.

    Parameters
    ----------
    product_days, products, created
        How many days of how many products were written, and how many of those products this upload created.
    lost
        The product-days whose product is not, or no longer, in the catalogue; they were not kept.
    """

    product_days: int
    products: int
    created: int
    lost: DayRecords


@dataclass(frozen=True)
class SalesWriter:
    """Writes product-days of one upload; repeating a write has the same result.

    Parameters
    ----------
    upload_id, created_at
        Mark the rows; a product that this upload creates gets the same ``created_at``, which tells it from others.
    """

    catalogue: SalesCatalogue
    ledger: SalesLedger
    upload_id: str
    created_at: datetime

    def write(
        self,
        products: Sequence[str],
        days: DayRecords,
        to_create: Sequence[ProductToCreate] = (),
        known: Mapping[str, CatalogueProduct] | None = None,
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
        """
        names = [products[code] for code in np.unique(days["product"]).tolist()]
        existing = dict(known if known is not None else self.catalogue.get_many(names))
        missing = [product for product in to_create if product.product_id not in existing]
        if missing:
            existing |= self.catalogue.create(missing, self.created_at)
        gone = self.ledger.record(_slices(products, days, existing), self.upload_id, self.created_at)
        return self._outcome(
            products, days, [existing[name] for name in names if name in existing and name not in gone]
        )

    def _outcome(self, products: Sequence[str], days: DayRecords, kept: Sequence[CatalogueProduct]) -> Written:
        names = {product.product_id for product in kept}
        is_kept = np.isin(days["product"], [code for code, name in enumerate(products) if name in names])
        return Written(
            product_days=int(is_kept.sum()),
            products=len(kept),
            created=sum(product.created_at == self.created_at for product in kept),
            lost=days[~is_kept],
        )


def _slices(
    products: Sequence[str], days: DayRecords, existing: Mapping[str, CatalogueProduct]
) -> Iterator[DaysToRecord]:
    codes, starts = np.unique(days["product"], return_index=True)
    ends = np.append(starts[1:], days.size)
    revenue, price = revenue_of(days), price_of(days)
    for code, start, end in zip(codes.tolist(), starts.tolist(), ends.tolist(), strict=True):
        product = existing.get(products[code])
        if product is not None:
            part = slice(start, end)
            yield DaysToRecord(product, days["day"][part], days["quantity"][part], revenue[part], price[part])


def lost_errors(plan: FilePlan, products: Sequence[str], lost: DayRecords) -> list[RowError]:
    """Return an error for each product-day whose product vanished while the file was being loaded."""
    column = plan.header.names[plan.roles["product_id"]]
    detail = "The product was removed while the file was being loaded. Create it, then load the rejected rows."
    return [
        RowError(line, column, products[code], "unknown_product", detail)
        for line, code in zip(lost["line"].tolist(), lost["product"].tolist(), strict=True)
    ]


def lost_rows(plan: FilePlan, products: Sequence[str], lost: DayRecords) -> list[list[str]]:
    """Return product-days as rows with the file's own columns, so that they can be loaded again."""
    rows = []
    columns = zip(
        lost["product"].tolist(),
        lost["day"].tolist(),
        lost["quantity"].tolist(),
        revenue_of(lost).tolist(),
        price_of(lost).tolist(),
        strict=True,
    )
    for code, day, *amounts in columns:
        cells = [""] * len(plan.header.names)
        cells[plan.roles["product_id"]] = products[code]
        cells[plan.roles["date"]] = plan.conventions.dates.text(day)
        for role, amount in zip(("quantity_sold", "revenue", "price"), amounts, strict=True):
            if role in plan.roles and amount != EMPTY:
                cells[plan.roles[role]] = plan.conventions.amount_text(role, amount)
        rows.append(cells)
    return rows
