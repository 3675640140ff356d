"""Rows of a file against the catalogue: rows of unknown products are rejected, or bring their product with them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.diagnosis import unknown_product, unsafe_name
from domain.sales.models import OnUnknownProduct
from domain.sales.parsing import NO_PRODUCT
from domain.sales.ports import ProductToCreate
from domain.shared.tabular.formulas import is_formula, restored
from domain.shared.tabular.numbers import EMPTY, to_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from domain.sales.models import RowError, UploadOptions
    from domain.sales.parsing import ParsedRows, SalesParser
    from domain.sales.ports import CatalogueProduct, SalesCatalogue
    from domain.shared.tabular.records import Records

DEFAULT_CATEGORY: Final = "Uncategorised"
_LENGTHS: Final = {"name": 200, "category": 100}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\udc80-\udcff]")
#: Products that are remembered as known; a catalogue may be larger.
_REMEMBERED: Final = 200_000


class SalesReading:
    """Reads batches of records of one file.

    Parameters
    ----------
    parser
        Parses them.
    catalogue
        Knows which products there are.
    options
        Says what to do with rows of others.

    Attributes
    ----------
    to_create
        What is known of the products that are not in the catalogue yet; filled only with
        ``on_unknown_product=create``.
    """

    def __init__(self, parser: SalesParser, catalogue: SalesCatalogue, options: UploadOptions) -> None:
        self.parser = parser
        self.to_create: dict[str, ProductToCreate] = {}
        self._catalogue = catalogue
        self._create = options.on_unknown_product is OnUnknownProduct.CREATE
        self._known: dict[str, CatalogueProduct | None] = {}

    def take(self, records: Records) -> ParsedRows:
        """Return the records as columns; every product of the good rows exists or is in :attr:`to_create`."""
        rows = self.parser.parse(records)
        sold = np.unique(rows.product[~rows.void])
        codes = sold[sold != NO_PRODUCT].tolist()
        self._look_up(self.parser.products[code] for code in codes)
        unknown = [code for code in codes if self._known.get(self.parser.products[code]) is None]
        if not unknown:
            return rows
        if self._create:
            self._bring_products(rows, unknown)
        else:
            plan = self.parser.plan
            wrong = np.isin(rows.product, unknown) & ~rows.void
            rows.reject(wrong, lambda index: unknown_product(plan, rows.cells[index], int(rows.line[index])))
        return rows

    def products(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Return the products that exist, as far as this reading has met them."""
        return {key: product for key in product_ids if (product := self._known.get(key)) is not None}

    def _look_up(self, product_ids: Iterable[str]) -> None:
        missing = [product_id for product_id in product_ids if product_id not in self._known]
        if not missing:
            return
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known |= dict.fromkeys(missing) | self._catalogue.get_many(missing)

    def _bring_products(self, rows: ParsedRows, codes: list[int]) -> None:
        wrong = np.zeros(rows.product.shape, dtype=np.bool_)
        errors: dict[int, RowError] = {}
        for code in codes:
            product_id = self.parser.products[code]
            if product_id in self.to_create:
                continue
            where = np.flatnonzero((rows.product == code) & ~rows.void)
            error = self._bring(rows, product_id, where)
            if error is not None:
                wrong[where] = True
                errors |= dict.fromkeys(where.tolist(), error)
        rows.reject(wrong, lambda index: _on_line(errors[index], int(rows.line[index])))

    def _bring(self, rows: ParsedRows, product_id: str, where: NDArray[np.int64]) -> RowError | None:
        """Note a new product from its first row; returns what keeps it from being created."""
        first = int(where[0])
        cells, plan = rows.cells[first], self.parser.plan
        texts = {"name": product_id, "category": DEFAULT_CATEGORY}
        for role, limit in _LENGTHS.items():
            text = restored(cells[plan.roles[role]].strip()) if role in plan.roles else ""
            if text and (problem := _name_problem(text, limit)):
                return unsafe_name(plan, cells, int(rows.line[first]), role, problem)
            texts[role] = text or texts[role]
        prices = rows.price[where]
        prices = prices[prices != EMPTY]
        price = to_decimal(int(prices[-1])) if prices.size else Decimal(0)
        if not prices.size and rows.revenue[first] > 0 and rows.quantity[first] > 0:
            price = (to_decimal(int(rows.revenue[first])) / to_decimal(int(rows.quantity[first]))).quantize(
                Decimal("0.0001")
            )
        self.to_create[product_id] = ProductToCreate(product_id, texts["name"], texts["category"], price)
        return None


def _name_problem(text: str, limit: int) -> str | None:
    if len(text) > limit:
        return f"The text must have at most {limit} characters."
    if _CONTROL.search(text):
        return "The text must not hold line breaks, control characters or bytes that are not UTF-8."
    if is_formula(text):
        return "The text must not start like a formula: = + - @."
    return None


def _on_line(error: RowError, line: int) -> RowError:
    return replace(error, line=line)
