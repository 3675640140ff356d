"""Rows of a file against the catalogue: rows of unknown products are rejected, or bring their product with them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.sales.csv.row_errors import similar_product, unknown_product, unsafe_name
from domain.sales.csv.rows import NO_PRODUCT, Cells
from domain.sales.csv.similar import SimilarProducts
from domain.sales.models import OnUnknownProduct
from domain.sales.ports import ProductToCreate
from domain.sales.prices import mean_price
from domain.shared.csv.even_rows import column_of
from domain.shared.csv.formulas import is_formula, restored
from domain.shared.csv.numbers import EMPTY, to_decimal
from domain.shared.csv.product_ids import display_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from domain.sales.csv.parse import SalesParser
    from domain.sales.csv.rows import ParsedRows
    from domain.sales.models import CatalogueProduct, UploadOptions
    from domain.sales.ports import SalesCatalogue
    from domain.shared.csv.records import Records
    from domain.shared.csv.report import RowError

DEFAULT_CATEGORY: Final = "Uncategorised"
_LENGTHS: Final = {"name": 200, "category": 100}
_NAME_FAULTS: Final = {
    1: "The text is too long: a name has at most 200 characters, a category 100. Shorten it.",
    2: "The text must not hold line breaks, control characters or bytes that are not UTF-8. Remove them.",
    3: "The text starts like a formula: = + - @. Remove the sign.",
}
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
        self._similar = SimilarProducts(catalogue)
        self._names = {
            role: Cells(lambda text, limit=limit: _name_fault(text, limit))  # type: ignore[misc]  # bound early
            for role, limit in _LENGTHS.items()
            if role in parser.plan.roles
        }

    def take(self, records: Records) -> ParsedRows:
        """Return the records as columns; every product of the good rows exists or is in :attr:`to_create`."""
        rows = self.parser.parse(records)
        unknown = self._unknown(rows)
        if not unknown:
            return rows
        names = self.parser.products
        similar = self._similar.of([names[code] for code in unknown])
        if self._create:
            self._refuse_similar(rows, [code for code in unknown if names[code] in similar], similar)
            new = [code for code in unknown if names[code] not in similar]
            self._refuse_names(rows, np.isin(rows.product, new) & ~rows.void)
            self._bring_products(rows, new)
            rows.alike = self._similar.alike
        else:
            plan, wanting = self.parser.plan, np.isin(rows.product, unknown) & ~rows.void

            def explain(index: int) -> RowError:
                other = similar.get(names[int(rows.product[index])])
                return unknown_product(plan, rows.cells[index], int(rows.line[index]), other)

            rows.reject(wanting, explain)
        return rows

    def _refuse_similar(self, rows: ParsedRows, codes: list[int], similar: Mapping[str, str]) -> None:
        """Reject rows of new products that are hardly others than some there are."""
        plan, names = self.parser.plan, self.parser.products

        def explain(index: int) -> RowError:
            other = similar[names[int(rows.product[index])]]
            return similar_product(plan, rows.cells[index], int(rows.line[index]), other)

        rows.reject(np.isin(rows.product, codes) & ~rows.void, explain)

    def products(self, product_ids: Iterable[str]) -> dict[str, CatalogueProduct]:
        """Return the products that exist, as far as this reading has met them."""
        return {key: product for key in product_ids if (product := self._known.get(key)) is not None}

    def _unknown(self, rows: ParsedRows) -> list[int]:
        sold = np.unique(rows.product[~rows.void])
        ids = {code: self.parser.products[code] for code in sold.tolist() if code != NO_PRODUCT}
        missing = [product_id for product_id in ids.values() if product_id not in self._known]
        if missing:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
                missing = list(ids.values())
            self._known |= dict.fromkeys(missing) | self._catalogue.get_many(missing)
        return [code for code, product_id in ids.items() if self._known[product_id] is None]

    def _refuse_names(self, rows: ParsedRows, wanting: NDArray[np.bool_]) -> None:
        """Reject rows of new products whose name or category no product may have."""
        plan = self.parser.plan
        for role, cells in self._names.items():
            column = plan.roles[role]
            faults = cells.column(column_of(rows.cells, column), np.int8)
            wrong = wanting & (faults > 0)

            def explain(index: int, role: str = role, faults: NDArray[np.int8] = faults) -> RowError:
                return unsafe_name(
                    plan, rows.cells[index], int(rows.line[index]), role, _NAME_FAULTS[int(faults[index])]
                )

            rows.reject(wrong, explain)
            wanting = wanting[~wrong]

    def _bring_products(self, rows: ParsedRows, unknown: list[int]) -> None:
        codes, firsts = np.unique(np.where(rows.void, NO_PRODUCT, rows.product), return_index=True)
        first = dict(zip(codes.tolist(), firsts.tolist(), strict=True))
        for code in unknown:
            product_id = self.parser.products[code]
            if code in first and product_id not in self.to_create:
                self.to_create[product_id] = self._bring(rows, product_id, first[code])
                self._similar.note_new(product_id)

    def _bring(self, rows: ParsedRows, product_id: str, index: int) -> ProductToCreate:
        """Return a new product as its first row tells it."""
        cells, roles = rows.cells[index], self.parser.plan.roles
        texts = {role: restored(cells[roles[role]].strip()) if role in roles else "" for role in _LENGTHS}
        name = _name(texts["name"], cells[roles["product_id"]], product_id)
        return ProductToCreate(product_id, name, texts["category"] or DEFAULT_CATEGORY, _price(rows, index))


def _price(rows: ParsedRows, index: int) -> Decimal:
    price, revenue, quantity = (int(column[index]) for column in (rows.price, rows.revenue, rows.quantity))
    if price == EMPTY:
        price = int(mean_price(revenue, quantity))
    return Decimal(0) if price == EMPTY else to_decimal(price)


def _name(told: str, cell: str, product_id: str) -> str:
    """Return a new product's name: what its row tells, else what its cell of products shows beside the id."""
    name = display_name(told, product_id)
    if name and name == told:  # as its row was accepted with: a formula only where an export has made it harmless
        return name
    if not name and cell.lstrip().startswith("["):
        name = display_name(cell, product_id)
    return name if name and not _name_fault(name, _LENGTHS["name"]) else product_id


def _name_fault(text: str, limit: int) -> int:
    cell = text.strip()
    name = restored(cell)
    if len(name) > limit:
        return 1
    if _CONTROL.search(name):
        return 2
    return 3 if is_formula(cell) else 0  # an export's neutralised cell is none
