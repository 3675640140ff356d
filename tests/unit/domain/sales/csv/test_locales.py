"""Files as programs write them in the locales of the world: what is read is what was written, or it is refused.

Babel writes the amounts, quantities and days (Unicode CLDR); nothing here knows how they look.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from domain.shared.csv.report import UnusableUploadError
from testing.sales import CREATE, Shop

LOCALES = """
    af am ar ar_EG ar_MA az be bg bn bs ca cs cy da de de_AT de_CH el en en_AU en_CA en_GB en_IN en_ZA es es_419 es_CL
    es_MX et eu fa fi fil fr fr_CA fr_CH ga gl gu he hi hr hu hy id is it it_CH ja ka kk km kn ko ky lo lt lv mk ml mn
    mr ms my nb ne nl nl_BE pa pl pt pt_PT ro ru si sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant zu
""".split()  # noqa: SIM905  # a table
FILES_A_LOCALE = 24
FIRST, LAST = date(2008, 1, 1), date(2026, 2, 20)


@dataclass(frozen=True)
class Meant:
    day: date
    quantity: Decimal
    revenue: Decimal | None


def written(locale: str, rng: random.Random) -> tuple[str, dict[str, Meant]]:
    """Return a file in a locale's own formats, and what its rows mean by product."""
    style, delimiter = rng.choice(["short", "medium", "long"]), rng.choice(",;\t|")
    currency = rng.choice([None, "USD", "USD"])
    places, size = rng.choice([0, 2, 3]), rng.choice([3, 5, 7])
    pattern = rng.choice([None, "0.000"]) if places == 3 else None
    meant: dict[str, Meant] = {}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["date", "sku", "qty", "revenue"])
    begin = rng.randrange((LAST - FIRST).days)
    for row in range(rng.choice([1, 2, 5, 20])):
        day = min(LAST, FIRST + timedelta(days=begin + rng.randrange(rng.choice([10, 60, 4000]))))
        quantity = Decimal(rng.randrange(10**size)).scaleb(-places)
        revenue = Decimal(rng.randrange(10 ** (size + 2))).scaleb(-2)
        meant[f"SKU-{row}"] = Meant(day, quantity, revenue)
        numbers = {"locale": locale, "numbering_system": "default"}
        money = format_currency(revenue, currency, **numbers) if currency else format_decimal(revenue, **numbers)
        cells = [format_date(day, style, locale), f"SKU-{row}", format_decimal(quantity, pattern, **numbers), money]
        writer.writerow(cells)
    return text.getvalue(), meant


def read(text: str, options=CREATE) -> tuple[dict[str, Meant], int, int]:
    """Return what is kept of a file by product, and how many of its rows and of its amounts were said to be unread."""
    shop = Shop()
    try:
        report = shop.upload(text, options)
    except UnusableUploadError as error:
        return {}, text.count("\n") - 1 if error.detail and not shop.sold() else -1, 0
    kept = {
        product: Meant(date.fromisoformat(day), Decimal(sold[0]), None if sold[1] is None else Decimal(sold[1]))
        for (product, day), sold in shop.sold().items()
    }
    assert len(report.errors) == report.rows_rejected
    unread = sum(warning.code == "unread_cell" for warning in report.warnings)
    return kept, report.rows_rejected, unread


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_locale_writes_is_read_exactly_or_refused(locale):
    rng = random.Random(locale)  # noqa: S311  # the same files every time
    rows = right = 0
    for _ in range(FILES_A_LOCALE):
        text, meant = written(locale, rng)
        kept, refused, unread = read(text)
        # An amount that cannot be read is left out, and said to be, not guessed.
        without = {product for product, found in kept.items() if found.revenue is None}
        wrong = {
            product: (found, meant[product])
            for product, found in kept.items()
            if found != (replace(meant[product], revenue=found.revenue) if product in without else meant[product])
        }
        assert not wrong, f"{wrong}\n{text}"
        assert len(without) <= unread
        assert len(kept) + refused == len(meant)
        rows, right = rows + len(meant), right + len(kept)
    if locale.split("_")[0] in {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "cs"}:
        assert right > 0.5 * rows
