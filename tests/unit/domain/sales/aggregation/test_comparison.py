"""What a file replaces, and days far outside a product's record, said on trying and on loading alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from testing.sales import CREATE, SMALL, Shop

#: Fifteen times the median of a record of threes.
LIMIT = Decimal(45)
DAYS = [f"2026-08-{day:02d}" for day in range(1, 29)]


@pytest.fixture
def shop():
    return Shop()


def rows(*sold, product="SKU-1"):
    return "".join(f"{day},{product},{quantity}\n" for day, quantity in sold)


def load(shop, text, how):
    data = f"date,sku,qty\n{text}"
    if how == "tried":
        return shop.upload(data, UploadOptions(dry_run=True))
    if how == "inline":
        return shop.upload(data)
    upload_id = shop.arrive(data.encode())
    while shop.ingest(upload_id, lambda: how == "storage") is Outcome.CONTINUE:
        pass
    return shop.uploads.report(upload_id)


def told(report, code="unusual_quantity"):
    return [notice.detail for notice in report.warnings if notice.code == code]


HOW = pytest.mark.parametrize("how", ["tried", "inline", "storage", "a run a step"])


@HOW
def test_what_is_replaced_is_said_with_units_before_and_after(shop, how):
    load(shop, rows((DAYS[0], 4), (DAYS[1], 5), (DAYS[2], 6)), "inline")
    report = load(shop, rows((DAYS[1], 50), (DAYS[2], 6), (DAYS[3], 7)), how)
    found = report.overwrites
    assert (found.product_days, found.units_before, found.units_after) == (2, 11, 56)
    example = found.examples[0]
    assert (example.product_id, example.date.isoformat()) == ("SKU-1", DAYS[1])
    assert (example.units_before, example.units_after) == (5, 50)


@HOW
def test_a_first_file_replaces_nothing(shop, how):
    found = load(shop, rows((DAYS[0], 4)), how).overwrites
    assert (found.product_days, found.units_before, found.units_after, found.examples) == (0, 0, 0, ())


def test_a_run_that_is_written_again_does_not_meet_its_own_days():
    shop = Shop(sizes=SMALL)
    text = "date,sku,qty\n" + "".join(rows((day, 3), product=f"P-{number}") for number in range(9) for day in DAYS)
    upload_id = shop.arrive(text.encode(), CREATE)
    shop.ledger.fail_at = 5
    with pytest.raises(RuntimeError):
        shop.ingest(upload_id)
    while shop.ingest(upload_id) is Outcome.CONTINUE:
        pass
    assert shop.uploads.report(upload_id).overwrites.product_days == 0


@HOW
def test_a_day_far_outside_a_products_record_is_named(shop, how):
    load(shop, rows(*[(day, 3) for day in DAYS[:10]]), "inline")
    report = load(shop, rows((DAYS[11], 4), (DAYS[12], 5000)), how)
    (detail,) = told(report)
    assert "'SKU-1'" in detail
    assert DAYS[12] in detail
    assert "5,000" in detail


@HOW
def test_a_whole_file_a_thousand_times_too_large_is_named_day_by_day(shop, how):
    load(shop, rows(*[(day, 3) for day in DAYS[:10]]), "inline")
    assert len(told(load(shop, rows(*[(day, 3000) for day in DAYS[10:15]]), how))) == 5


@HOW
def test_a_first_file_is_held_against_its_own_days(shop, how):
    (detail,) = told(
        load(shop, rows(*[(day, 2 + number % 3) for number, day in enumerate(DAYS[:-1])], (DAYS[-1], 900)), how)
    )
    assert DAYS[-1] in detail


@pytest.mark.parametrize(
    "sold",
    [
        [1, 1, 1, 1, 1, 1, 1, 5],  # a good day
        [1, 2, 30, 28, 1, 35, 2, 1, 25],  # demand that comes in bursts
        [10, 12, 60, 11, 10, 12, 9],  # a promotion
        [1, 500],  # no record to speak of
        [0, 0, 0, 0, 0, 0, 40],
    ],
)
def test_what_shops_sell_is_not_unusual(shop, sold):
    assert told(load(shop, rows(*zip(DAYS, sold, strict=False)), "inline")) == []


def test_days_that_are_replaced_are_no_record(shop):
    load(shop, rows(*[(day, 3000) for day in DAYS[:8]]), "inline")
    assert told(load(shop, rows(*[(day, 3) for day in DAYS[:8]]), "inline")) == []


def test_only_so_many_unusual_days_are_listed(shop):
    load(shop, rows(*[(day, 1) for day in DAYS[:10]]), "inline")
    late = [f"2026-09-{day:02d}" for day in range(1, 31)]
    details = told(load(shop, rows(*[(day, 1000) for day in late]), "inline"))
    assert len(details) == 21
    assert details[-1].startswith("10 more")


def test_units_are_exact(shop):
    load(shop, rows((DAYS[0], "0.1"), (DAYS[1], "0.2")), "inline")
    found = load(shop, rows((DAYS[0], "0.3"), (DAYS[1], "0.3")), "tried").overwrites
    assert (found.units_before, found.units_after) == (Decimal("0.3"), Decimal("0.6"))


@HOW
def test_sales_of_several_locations_are_summed_and_said_to_be(shop, how):
    data = "date,sku,qty,store\n2026-08-01,SKU-1,2,North\n2026-08-01,SKU-1,3,South\n"
    if how == "tried":
        report = shop.upload(data, UploadOptions(dry_run=True))
    elif how == "inline":
        report = shop.upload(data)
    else:
        upload_id = shop.arrive(data.encode())
        while shop.ingest(upload_id, lambda: how == "storage") is Outcome.CONTINUE:
            pass
        report = shop.uploads.report(upload_id)
    (detail,) = told(report, "locations_summed")
    assert "'North', 'South'" in detail
    assert how == "tried" or shop.sold()["SKU-1", "2026-08-01"][0] == "5"


def test_a_second_location_that_replaces_the_first_is_warned_about(shop):
    first = shop.upload("date,sku,qty,store\n2026-08-01,SKU-1,2,North\n")
    assert [notice.code for notice in first.warnings] == []
    (detail,) = told(shop.upload("date,sku,qty,store\n2026-08-01,SKU-1,3,South\n"), "location_replaced")
    assert "'South'" in detail
    assert "1 stored product-day" in detail


def test_the_largest_changes_are_the_examples(shop):
    days = [f"2026-01-{day:02}" for day in range(1, 29)]
    shop.upload("date,sku,quantity\n" + "".join(f"{day},SKU-1,50\n" for day in days))
    changed = {day: 50 + (number if number % 2 else -number) for number, day in enumerate(days, 1)}
    report = shop.upload("date,sku,quantity\n" + "".join(f"{day},SKU-1,{units}\n" for day, units in changed.items()))
    examples = report.overwrites.examples
    differences = [abs(each.units_after - each.units_before) for each in examples]
    assert differences == list(range(28, 28 - len(examples), -1))


def test_of_equal_changes_the_earliest_days_are_the_examples(shop):
    days = [f"2026-01-{day:02}" for day in range(1, 32)]
    shop.upload("date,sku,quantity\n" + "".join(f"{day},SKU-1,50\n" for day in days))
    report = shop.upload("date,sku,quantity\n" + "".join(f"{day},SKU-1,51\n" for day in reversed(days)))
    examples = report.overwrites.examples
    assert [each.date.isoformat() for each in examples] == days[: len(examples)]


@pytest.mark.parametrize(("units", "unusual"), [(LIMIT, False), (LIMIT + Decimal("0.000001"), True)])
def test_a_day_is_unusual_above_the_limit_and_not_at_it(shop, units, unusual):
    load(shop, rows(*[(day, 3) for day in DAYS[:10]]), "inline")
    assert bool(told(load(shop, rows((DAYS[11], f"{units:f}")), "inline"))) is unusual


def test_replaced_units_add_up_over_products(shop):
    text = "".join(f"{day},{product},4\n" for product in ("SKU-1", "SKU-2") for day in DAYS[:3])
    load(shop, text, "inline")
    found = load(shop, text.replace(",4", ",5"), "inline").overwrites
    assert (found.product_days, found.units_before, found.units_after) == (6, 24, 30)
