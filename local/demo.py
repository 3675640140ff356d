"""The demo shop: forty-one products in seven categories and two years of daily sales up to yesterday, always the
same on the same day.

Made to show what a real shop shows: weekday and yearly seasons, Christmas, trends, promotions at a lower price,
slow movers that sell now and then, stockouts, a new product, one that replaced another, and stock such that every
urgency appears. A day's sales depend on the product and the date; only trends and stockouts are told from today, so
tomorrow's demo is today's and one day more, but for a few units.
"""

from __future__ import annotations

import csv
import io
import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 730
WEEKEND = (0.8, 0.8, 0.85, 0.95, 1.2, 1.45, 0.95)
WEEKDAYS = (1.15, 1.1, 1.1, 1.1, 1.15, 0.8, 0.6)
EVEN = (0.95, 0.95, 1.0, 1.0, 1.1, 1.1, 0.9)


@dataclass(frozen=True)
class Season:
    """How a category's year goes: ``swing`` around the ``peak`` day of the year, and a ``christmas`` factor on
    top.
    """

    week: tuple[float, ...]
    swing: float
    peak: int
    christmas: float


SEASONS = {
    "Coffee": Season(WEEKDAYS, 0.12, 20, 1.15),
    "Tea": Season(EVEN, 0.35, 15, 1.3),
    "Chocolate": Season(WEEKEND, 0.3, 350, 2.4),
    "Kitchen": Season(WEEKEND, 0.1, 330, 1.7),
    "Garden": Season(WEEKEND, 0.8, 140, 0.7),
    "Drinks": Season(WEEKEND, 0.45, 195, 1.2),
    "Services": Season(EVEN, 0.0, 0, 1.0),
}


@dataclass(frozen=True)
class Item:
    """A product of the shop: what it sells a day on average, how it behaves, and how much of it is left."""

    product_id: str
    name: str
    category: str
    price: float
    daily: float
    cover_days: float | None  # stock on hand, in days of average sales; None: nobody counted
    lead_time: int = 7
    pack: int = 1
    minimum: int = 0
    trend: float = 0.0  # growth a year
    sells_on: float = 1.0  # share of days on which a slow mover sells at all
    promoted: bool = False
    on_order_days: float = 0.0
    first_day: int = DAYS  # days before today on which it was first sold
    last_day: int = 1
    out_of_stock: tuple[tuple[int, int], ...] = ()  # (days before today, for how long)
    supersedes: str = ""


def _items() -> list[Item]:
    coffee, tea, chocolate, kitchen, garden, drinks = "Coffee", "Tea", "Chocolate", "Kitchen", "Garden", "Drinks"
    return [
        Item("COF-001", "House espresso beans 1 kg", coffee, 18.9, 14, 5, pack=6, minimum=12, promoted=True),
        Item("COF-002", "Filter roast 500 g", coffee, 11.5, 11, 26, pack=6, trend=0.1),
        Item("COF-003", "Decaf beans 500 g", coffee, 12.9, 4, 9, pack=6, trend=0.15),
        Item("COF-004", "Single origin Huila 250 g", coffee, 9.8, 6, 0, pack=10, out_of_stock=((6, 6), (210, 9))),
        Item("COF-005", "Espresso capsules 30", coffee, 10.4, 9, 120, pack=12, trend=-0.2),
        Item("COF-006", "Cold brew concentrate 1 l", coffee, 8.5, 3, 20, lead_time=10, pack=6),
        Item("COF-007", "Barista oat drink 1 l", coffee, 2.6, 22, 11, pack=12, minimum=48, trend=0.35, promoted=True),
        Item("COF-008", "Filter papers no. 4", coffee, 3.2, 7, None, pack=24),
        Item("TEA-001", "Earl Grey 100 g", tea, 7.2, 6, 30, lead_time=14, pack=12),
        Item("TEA-002", "Sencha 100 g", tea, 9.9, 3.5, 13, lead_time=14, pack=12),
        Item("TEA-003", "Peppermint 50 bags", tea, 4.4, 8, 19, lead_time=14, pack=12, promoted=True),
        Item("TEA-004", "Winter spice 50 bags", tea, 4.9, 5, 18, lead_time=14, pack=12, out_of_stock=((335, 12),)),
        Item("TEA-005", "Matcha ceremonial 30 g", tea, 24.0, 0.7, 60, lead_time=28, sells_on=0.35),
        Item("TEA-006", "Rooibos vanilla 100 g", tea, 6.8, 3, 16, lead_time=14, pack=12),
        Item("CHO-001", "Dark 70% bar 100 g", chocolate, 3.4, 17, 24, pack=20, minimum=40, promoted=True),
        Item("CHO-002", "Milk hazelnut bar 100 g", chocolate, 3.4, 20, 6, pack=20, minimum=40, promoted=True),
        Item("CHO-003", "Praline box 250 g", chocolate, 16.5, 5, 21, lead_time=10, pack=6),
        Item("CHO-004", "Praline box 500 g", chocolate, 29.0, 2.2, 150, lead_time=10, pack=6),
        Item("CHO-005", "Drinking chocolate 300 g", chocolate, 8.9, 5, 12, pack=8),
        Item("CHO-006", "Marzipan loaf 200 g", chocolate, 6.2, 3, 15, pack=10, on_order_days=14),
        Item("CHO-007", "Sugar-free bar 90 g", chocolate, 3.9, 1.2, 40, pack=20, sells_on=0.5),
        Item("KIT-001", "French press 1 l", kitchen, 34.0, 1.8, 14, lead_time=21, pack=4),
        Item("KIT-002", "Moka pot 6 cups", kitchen, 39.0, 1.1, 45, lead_time=21, pack=4, sells_on=0.6),
        Item("KIT-003", "Hand grinder", kitchen, 69.0, 0.5, 110, lead_time=35, sells_on=0.3),
        Item(
            "KIT-004",
            "Burr grinder mk2",
            kitchen,
            129.0,
            0.9,
            20,
            lead_time=35,
            first_day=120,
            trend=0.2,
            supersedes="KIT-005",
        ),
        Item("KIT-005", "Burr grinder mk1", kitchen, 119.0, 0.8, 0, lead_time=35, last_day=121),
        Item("KIT-006", "Gooseneck kettle", kitchen, 79.0, 0.6, 14, lead_time=28, sells_on=0.4, on_order_days=60),
        Item("KIT-007", "Digital scale", kitchen, 27.5, 1.5, 70, lead_time=21, pack=4),
        Item("KIT-008", "Descaler 500 ml", kitchen, 7.9, 2.5, 25, pack=12),
        Item("GAR-001", "Potting soil 20 l", garden, 6.9, 9, 15, pack=10, minimum=50, promoted=True),
        Item("GAR-002", "Tomato seeds", garden, 2.8, 4, 200, pack=25),
        Item("GAR-003", "Terracotta pot 18 cm", garden, 5.5, 5, 40, lead_time=14, pack=12),
        Item("GAR-004", "Watering can 5 l", garden, 18.0, 1.4, 60, lead_time=14, pack=6, sells_on=0.6),
        Item("GAR-005", "Pruning shears", garden, 26.0, 0.4, 90, lead_time=21, sells_on=0.25),
        Item("GAR-006", "Bird food 2.5 kg", garden, 9.5, 3, None, pack=8),
        Item("DRI-001", "Elderflower cordial 0.5 l", drinks, 5.9, 6, 18, pack=6, promoted=True),
        Item("DRI-002", "Ginger beer 4 pack", drinks, 6.4, 7, 4, pack=6, trend=0.25, out_of_stock=((95, 8),)),
        Item("DRI-003", "Sparkling water 12 pack", drinks, 7.2, 12, 13, pack=10, minimum=30),
        Item("DRI-004", "Kombucha 0.33 l", drinks, 3.3, 5, 16, pack=12, trend=0.5, first_day=45),
        Item("DRI-005", "Alcohol-free aperitif 0.7 l", drinks, 17.9, 0.9, 20, lead_time=14, pack=6, sells_on=0.45),
        Item("SRV-001", "Grinder service", "Services", 45.0, 0, None, first_day=0),
    ]


ITEMS = tuple(_items())


def expected(item: Item, day: date, today: date) -> tuple[float, float]:
    """Return the mean units of a day and the price of that day."""
    season = SEASONS[item.category]
    ago = (today - day).days
    factor = season.week[day.weekday()]
    factor *= 1 + season.swing * math.cos(2 * math.pi * (day.timetuple().tm_yday - season.peak) / 365.25)
    if (day.month, day.day) >= (11, 25) and (day.month, day.day) <= (12, 24):
        factor *= 1 + (season.christmas - 1) * min(1.0, ((day - date(day.year, 11, 24)).days) / 21)
    if (day.month, day.day) in {(12, 25), (12, 26), (1, 1)}:
        factor *= 0.1
    factor *= (1 + item.trend) ** (-ago / 365)
    price = item.price
    if item.promoted and (day.toordinal() // 7 + len(item.name)) % 9 == 0:
        factor *= 1.9
        price = round(price * 0.8, 2)
    return item.daily * factor, price


def sold(item: Item, day: date, today: date) -> tuple[int, float]:
    """Return the units sold on a day, and at what price."""
    mean, price = expected(item, day, today)
    ago = (today - day).days
    if any(start >= ago > start - length for start, length in item.out_of_stock):
        return 0, price
    chance = random.Random(f"{item.product_id} {day.isoformat()}")  # noqa: S311  # a demo, and the same each time
    if item.sells_on < 1 and chance.random() >= item.sells_on:
        return 0, price
    return _poisson(chance, mean / item.sells_on * chance.gammavariate(12, 1 / 12)), price


def _poisson(chance: random.Random, mean: float) -> int:
    """Draw from a Poisson distribution by multiplying uniforms (Knuth, TAOCP 2, 3.4.1)."""
    limit, product, count = math.exp(-mean), 1.0, -1
    while product > limit:
        product *= chance.random()
        count += 1
    return max(count, 0)


def sales(item: Item, today: date) -> Iterator[tuple[date, int, float]]:
    """Yield a product's sold days: date, units, price. Days without a sale are left out, as a till's export leaves
    them out.
    """
    for ago in range(min(item.first_day, DAYS), item.last_day - 1, -1):
        day = today - timedelta(days=ago)
        units, price = sold(item, day, today)
        if units:
            yield day, units, price


def sales_csv(category: str, today: date) -> str:
    """Return a category's sales as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["date", "product_id", "quantity_sold", "price"])
    for item in ITEMS:
        if item.category == category:
            writer.writerows(
                [day.isoformat(), item.product_id, units, f"{price:.2f}"] for day, units, price in sales(item, today)
            )
    return out.getvalue()


CATALOGUE_COLUMNS = (
    "product_id", "name", "category", "current_price", "unit_cost", "on_hand", "on_order", "stock_as_of",
    "lead_time_days", "lead_time_std_days", "review_period_days", "service_level", "min_order_quantity",
    "order_multiple", "supersedes", "status",
)  # fmt: skip


def catalogue_csv(today: date) -> str:
    """Return the catalogue with its stock levels as a CSV file, replaced products before the ones that replace
    them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CATALOGUE_COLUMNS)
    for item in sorted(ITEMS, key=lambda item: bool(item.supersedes)):
        lately = [expected(item, today - timedelta(days=ago), today)[0] for ago in range(1, 29)]
        average = sum(lately) / len(lately)
        counted = item.cover_days is not None
        on_hand = round((item.cover_days or 0) * average) if counted else ""
        stock_as_of = (today - timedelta(days=1)).isoformat() if counted else ""
        writer.writerow([
            item.product_id, item.name, item.category, f"{item.price:.2f}", f"{item.price * 0.55:.2f}", on_hand,
            _packs(item, item.on_order_days * average), stock_as_of, item.lead_time, f"{item.lead_time / 5:.1f}", 7,
            "0.95" if item.daily >= 1 else "0.9", item.minimum, item.pack, item.supersedes,
            "discontinued" if item.last_day > 1 else "active",
        ])  # fmt: skip
    return out.getvalue()


def _packs(item: Item, units: float) -> int:
    return math.ceil(units / item.pack) * item.pack
