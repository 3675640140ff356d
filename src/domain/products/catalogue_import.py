"""The catalogue and its stock levels by file: products are created, or changed where the file says something.

A file needs a column for the product's id; every other column is optional. An empty cell leaves a product as it is, so
a file of ``product_id,on_hand`` updates stock and nothing else. A product that does not exist yet needs a name, a
category and a price. Of several rows of one product the later ones win.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.products.changes import changed
from domain.products.errors import IncompleteProductError, InvalidProductError
from domain.products.import_columns import ALIASES
from domain.products.import_merge import CatalogueRow, combined, products_of
from domain.products.import_rows import CatalogueFile, read_rows
from domain.products.models import Product
from domain.shared.csv.import_mapping import FileKind, mapped_options
from domain.shared.csv.product_ids import alike, alike_notice, similar_detail, similar_forms
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.rejected import rejected_url
from domain.shared.csv.report import Exclusion, Notice, UploadReport
from domain.shared.csv.text import Encoding, printable
from domain.shared.csv.whole_file import report_of, unusable_told
from domain.shared.csv.wide import TextInMemory
from domain.shared.errors import TooLargeError
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from datetime import datetime

    from domain.products.ports import ProductBatches
    from domain.products.removal import ProductRemovals
    from domain.shared.csv.import_mapping import KnownMappings
    from domain.shared.csv.rejected import RejectedFiles
    from domain.shared.csv.report import RowError
    from domain.shared.ports import Clock, IdSource

#: Products of one request: what can surely be written while the caller waits.
MAX_PRODUCTS: Final = 10_000
_ATTEMPTS: Final = 5
_LISTED_PLACES: Final = 10
_LISTED_CELLS: Final = 20
#: New products that are compared with those there are.
_COMPARED: Final = 1_000
_SHOWN: Final = 80
_UNREAD: Final = "The product keeps what was known in its place."


class TooManyProductsError(TooLargeError):
    """More products than one request takes."""

    code = "too-many-products"
    title = "Too many products"

    def __init__(self, found: int) -> None:
        super().__init__(
            f"The file names {counted(found, 'product')}; one request takes {number(MAX_PRODUCTS)}. Split the file."
        )


class CatalogueImport:
    """Takes files of products and stock levels.

    Parameters
    ----------
    products
        Where many products are read and kept at once.
    removals
        Finishes removals that were left half-done.
    files
        Where rejected rows are kept.
    mappings
        Reading options by header, for files that come without any.
    clock, ids
        Time and fresh identifiers.
    currency
        What prices and costs are kept in (ISO 4217).
    """

    def __init__(
        self,
        products: ProductBatches,
        removals: ProductRemovals,
        files: RejectedFiles,
        mappings: KnownMappings,
        clock: Clock,
        ids: IdSource,
        currency: str | None = None,
    ) -> None:
        self._currency = currency
        self._products = products
        self._removals = removals
        self._files = files
        self._mappings = mappings
        self._clock = clock
        self._ids = ids

    def upload(self, data: bytes, options: ReadingOptions | None = None, *, dry_run: bool = False) -> UploadReport:
        """Create and change products; good rows are taken, bad rows are reported.

        Raises
        ------
        UnusableUploadError
            When no row is usable or the column of product ids is missing; carries the report.
        MalformedError
            When it is not UTF-8 text.
        TooManyProductsError
        """
        upload_id = self._ids.new_id()
        with unusable_told(upload_id, dry_run=dry_run):
            told = self._with_mapping(data, options or ReadingOptions())
            file = read_rows(data, told, self._currency, self._products.get_many)
        wanted = dict(products_of(file.rows))
        if len(wanted) > MAX_PRODUCTS:
            raise TooManyProductsError(len(wanted))
        created, touched = self._keep(file, wanted, dry_run=dry_run)
        return report_of(
            upload_id,
            file,
            sum(map(len, wanted.values())) + file.excluded.total(),
            self._files,
            dry_run=dry_run,
            products_touched=touched,
            products_created=created,
            warnings=tuple(_notices(file, wanted)),
            excluded=tuple(Exclusion(column, value, rows) for (column, value), rows in file.excluded.most_common()),
        )

    def _with_mapping(self, data: bytes, options: ReadingOptions) -> ReadingOptions:
        """Return options with those of the import mapping of the file's header, where it comes without any."""
        text = TextInMemory.of(data, told=options.encoding is Encoding.UTF_16)
        return mapped_options(next(iter(text(0)), b""), options, FileKind.PRODUCTS, ALIASES, self._mappings)

    def rejected_rows_url(self, report: UploadReport) -> str | None:
        """Return an address to fetch the rejected rows from, ``None`` when there are none."""
        return rejected_url(self._files, report, "rejected-products.csv")

    def _keep(self, file: CatalogueFile, wanted: dict[str, list[CatalogueRow]], *, dry_run: bool) -> tuple[int, int]:
        """Keep what the rows say; returns how many products were created, and created or changed.

        Products whose rows make no product are taken out of ``wanted``, their rows go to the rejected ones.
        """
        now = self._clock.now()
        waiting = set(wanted)
        created: set[str] = set()
        for _ in range(_ATTEMPTS):
            made = self._make(file, wanted, waiting, now)
            waiting = set() if dry_run else self._tried(list(made.values()))
            created |= {key for key, product in made.items() if product.version == 1 and key not in waiting}
            if not waiting:
                break
        detail = "Others keep changing this product. Load the rejected rows again."
        for row in (row for product_id in waiting for row in wanted.pop(product_id)):
            file.reject(row.line, row.cells, None, "busy", detail)
        return len(created), len(wanted)

    def _tried(self, products: list[Product]) -> set[str]:
        """Keep products; returns the ids of those that were not kept, whose removals are finished if left half-done."""
        left = self._products.keep(products)
        for product_id in left:
            self._removals.finish(product_id)
        return left

    def _make(
        self, file: CatalogueFile, wanted: dict[str, list[CatalogueRow]], product_ids: set[str], now: datetime
    ) -> dict[str, Product]:
        """Return the new and changed products among these, by id, as they are to be kept."""
        existing = self._products.get_many(product_ids)
        new = [each for each in wanted if each in product_ids and each not in existing]
        similar = self._similar(new)
        file.alike = file.alike or alike(new)
        made = {}
        for product_id in product_ids:
            rows = wanted[product_id]
            product = _made(file, product_id, rows, existing.get(product_id), now, similar.get(product_id))
            if not isinstance(product, Product):
                file.rejected += [(row.cells, replace(product, line=row.line)) for row in rows]
                del wanted[product_id]
            elif product != existing.get(product_id):
                made[product_id] = product
        return made

    def _similar(self, new: list[str]) -> dict[str, str]:
        """Return products there are by new ids that hardly differ from theirs."""
        forms = {product_id: similar_forms(product_id) for product_id in new[:_COMPARED]}
        there = self._products.get_many(dict.fromkeys(form for listed in forms.values() for form in listed))
        found = {product_id: next(filter(there.__contains__, listed), None) for product_id, listed in forms.items()}
        return {product_id: other for product_id, other in found.items() if other is not None}


def _notices(file: CatalogueFile, wanted: dict[str, list[CatalogueRow]]) -> list[Notice]:
    """Return what is to be known of a file whose rows are taken."""
    rows = [row for each in wanted.values() for row in each]
    repeated = len(rows) - len({(row.product_id, tuple(row.places)) for row in rows})
    places = _places(rows)
    told = (
        (
            repeated,
            "repeated_products",
            f"{counted(repeated, 'row repeats', 'rows repeat')} a product; the later row wins.",
        ),
        (
            len(places) > 1,
            "locations_summed",
            f"A product's stock is summed over {counted(len(places), 'location')}: {_named(places)}.",
        ),
        (
            len(places) == 1,
            "one_location",
            (
                f"The file holds the stock of {_named(places)} alone; it replaces what was known of a product's stock, "
                "wherever that was. If there are other locations, load them in one file."
            ),
        ),
        (
            file.excluded.total(),
            "not_sold_yet",
            f"{counted(file.excluded.total(), 'row')} of drafts and the like left out.",
        ),
    )
    notices = [Notice(code, detail) for applies, code, detail in told if applies]
    similar = [alike_notice(file.alike)] if file.alike else []
    return [*notices, *file.ids.notices(), *similar, *_unread(file)]


def _places(rows: list[CatalogueRow]) -> list[str]:
    """Return the names of the places that rows tell stock of."""
    return sorted({place for row in rows for place, said in row.places.items() if place and said})


def _unread(file: CatalogueFile) -> list[Notice]:
    told = [
        Notice("unread_cell", f"{why} {_UNREAD}", line, printable(name, _SHOWN), printable(text, _SHOWN))
        for line, name, text, why in file.unread[:_LISTED_CELLS]
    ]
    more = len(file.unread) - len(told)
    return told + ([Notice("unread_cell", f"{counted(more, 'further cell')} cannot be read.")] if more else [])


def _named(places: list[str]) -> str:
    shown = [f"'{printable(place, _SHOWN)}'" for place in places[:_LISTED_PLACES]]
    return ", ".join(shown) + (" and others" if len(places) > len(shown) else "")


def _made(
    file: CatalogueFile,
    product_id: str,
    rows: list[CatalogueRow],
    existing: Product | None,
    now: datetime,
    similar: str | None,
) -> Product | RowError:
    """Return the product as the rows want it, or what keeps it from being made."""
    if similar is not None:
        return file.error(rows[0].line, rows[0].cells, "product_id", "similar_product", similar_detail(similar))
    try:
        return changed(product_id, existing, combined(rows), now)
    except IncompleteProductError as error:
        return file.error(rows[0].line, rows[0].cells, "product_id", "incomplete_product", error.detail)
    except InvalidProductError as error:
        wrong = error.fields[0]
        return file.error(rows[0].line, rows[0].cells, wrong.pointer[1:], wrong.code, f"This {wrong.detail}.")
