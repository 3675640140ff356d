"""Catalogue and stock files as programs write them in the locales of the world: read exactly, or said to be unread.

Babel writes the amounts (Unicode CLDR); nothing here knows how they look.
"""

from __future__ import annotations

import csv
import io
import random
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal

from domain.products.catalogue_import import CatalogueImport
from domain.products.removal import ProductRemovals
from domain.shared.csv.report import UnusableUploadError
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.products import product

LOCALES = """
    af am ar ar_EG az be bg bn bs ca cs cy da de de_AT de_CH el en en_AU en_CA en_GB en_IN en_ZA es es_419 es_CL es_MX
    et eu fa fi fil fr fr_CA fr_CH ga gl gu he hi hr hu hy id is it it_CH ja ka kk ko lt lv mk ml mr ms nb ne nl pa pl
    pt pt_PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu
""".split()  # noqa: SIM905  # a table
FILES_A_LOCALE = 8
FIELDS = ("current_price", "unit_cost", "on_hand")


def written(locale: str, rng: random.Random) -> tuple[bytes, dict[str, dict[str, Decimal]]]:
    """Return a file in a locale's own formats, and what its rows mean by product."""
    delimiter, currency, places = rng.choice(",;\t|"), rng.choice([None, "USD"]), rng.choice([0, 2, 3])
    numbers = {"locale": locale, "numbering_system": "default"}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["sku", "price", "unit cost", "stock"])
    meant = {}
    for row in range(rng.choice([1, 3, 12])):
        money = [Decimal(rng.randrange(1, 10 ** rng.choice([3, 6, 8]))).scaleb(-2) for _ in range(2)]
        stock = Decimal(rng.randrange(10 ** rng.choice([2, 4, 6]))).scaleb(-places)
        cells = [format_currency(m, currency, **numbers) if currency else format_decimal(m, **numbers) for m in money]
        writer.writerow([f"SKU-{row}", *cells, format_decimal(stock, "0.000" if places == 3 else None, **numbers)])
        meant[f"SKU-{row}"] = dict(zip(FIELDS, (*money, stock), strict=True))
    return text.getvalue().encode(), meant


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_of_a_locale_is_read_exactly_or_said_to_be_unread(locale, clock, ids):
    rng = random.Random(locale)  # noqa: S311  # the same files every time
    right = amounts = 0
    for _ in range(FILES_A_LOCALE):
        data, meant = written(locale, rng)
        before = {product_id: product(product_id) for product_id in meant}
        products = FakeProductRepository(*before.values())
        batches, files = FakeProductBatches(products), FakeUploadFiles()
        imports = CatalogueImport(
            batches, ProductRemovals(products, (), ids), files, FakeImportMappings(), clock, ids, "USD"
        )
        amounts += len(meant) * len(FIELDS)
        try:
            report = imports.upload(data)
        except UnusableUploadError:
            assert {each.product_id: each for each in products.kept.values()} == before
            continue
        assert not report.errors
        for product_id, fields in meant.items():
            details, known = products.get(product_id).details, before[product_id].details
            for name, amount in fields.items():
                kept = getattr(details, name)
                if kept == amount:
                    right += 1
                else:  # left as it was, and said
                    assert kept == getattr(known, name), (product_id, name, kept, amount, data.decode())
                    assert any(notice.code == "unread_cell" for notice in report.warnings)
    if locale.split("_")[0] in {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "cs"}:
        assert right > 0.5 * amounts
