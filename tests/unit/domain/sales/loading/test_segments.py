"""Segments of a large file in storage: every product comes back whole from its partition, as if never packed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from domain.sales.aggregation.product_days import DAY, summed
from domain.sales.aggregation.returns import Returns
from domain.sales.loading.segments import (
    Segment,
    merge_blocks,
    pack_segment,
    partition_of,
    positions_length,
    unpack_positions,
)
from domain.sales.ports import ProductToCreate

PRODUCTS = [f"SKU-{number}" for number in (4, 1, 3, 2, 5)]


def segment(seed: int, products: list[str]) -> Segment:
    """Return sums and returns of some of the products, and what is known of every second one."""
    rng = np.random.default_rng(seed)
    days = np.zeros(12, dtype=DAY)
    days["product"], days["day"] = rng.integers(0, len(products), 12), rng.integers(739_000, 739_005, 12)
    days["quantity"], days["rows"], days["line"] = rng.integers(1, 9, 12), 1, rng.integers(2, 99, 12)
    back = days[:3].copy()
    back["quantity"] *= -1
    create = {name: ProductToCreate(name, f"Tea {seed}", "Téa", Decimal("1.50")) for name in products[::2]}
    return Segment(products, summed(days), Returns(back, [f"{seed}\x1f{line}" for line in range(3)]), create)


def told(part: Segment) -> dict:
    """Return sums, returns and products to create by product, whatever their order."""
    names = part.products
    return {
        "days": sorted((names[day["product"]], *day.tolist()[1:]) for day in part.days),
        "returns": sorted(
            (names[day["product"]], text, *day.tolist()[1:])
            for day, text in zip(part.returns.days, part.returns.cells, strict=True)
        ),
        "create": {name: part.to_create[name] for name in names if name in part.to_create},
    }


def unpacked(data: list[bytes], partitions: int) -> list[Segment]:
    """Return every partition across segments, read by its positions alone."""
    bounds = [unpack_positions(each[: positions_length(partitions)]) for each in data]
    assert [each[-1] for each in bounds] == [len(each) for each in data]
    blocks = [[each[low:high] for low, high in pairwise(at)] for each, at in zip(data, bounds, strict=True)]
    return [merge_blocks(of_partition) for of_partition in zip(*blocks, strict=True)]


def merged(parts: list[dict]) -> dict:
    return {
        "days": sorted(day for part in parts for day in part["days"]),
        "returns": sorted(day for part in parts for day in part["returns"]),
        "create": {name: new for part in parts for name, new in part["create"].items()},
    }


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_a_segment_comes_back_as_it_was(partitions):
    whole = segment(1, PRODUCTS)
    parts = unpacked([pack_segment(whole, partitions)], partitions)
    seen = {whole.products[code] for code in np.unique([*whole.days["product"], *whole.returns.days["product"]])}
    assert {name for part in parts for name in part.products} == seen
    wanted = told(whole)
    assert merged([told(part) for part in parts]) == wanted | {
        "create": {name: new for name, new in wanted["create"].items() if name in seen}
    }


@pytest.mark.parametrize("partitions", [1, 3])
def test_a_product_of_several_segments_comes_together_in_its_partition(partitions):
    several = [segment(2, PRODUCTS), segment(3, PRODUCTS[::-1]), segment(4, ["NEW", "SKU-1"])]
    parts = unpacked([pack_segment(each, partitions) for each in several], partitions)
    for number, part in enumerate(parts):
        assert part.products == sorted(set(part.products))
        assert {partition_of(name, partitions) for name in part.products} <= {number}
        keys = list(zip(part.days["product"].tolist(), part.days["day"].tolist(), strict=True))
        assert keys == sorted(set(keys)), "sums in order of product and day"
    sold = {}
    for each in several:
        for day in each.days:
            key = each.products[day["product"]], int(day["day"])
            sold[key] = sold.get(key, 0) + int(day["quantity"])
    assert {
        (part.products[day["product"]], int(day["day"])): int(day["quantity"]) for part in parts for day in part.days
    } == sold
    assert merged([told(part) for part in parts])["returns"] == merged([told(each) for each in several])["returns"]


def test_the_first_that_a_file_says_of_a_new_product_counts():
    (part,) = unpacked([pack_segment(segment(seed, PRODUCTS), 1) for seed in (5, 6)], 1)
    assert {new.name for new in part.to_create.values()} == {"Tea 5"}
    assert {new.category for new in part.to_create.values()} == {"Téa"}
    assert {new.price for new in part.to_create.values()} == {Decimal("1.50")}


def test_a_partition_of_nothing_is_empty():
    part = merge_blocks([])
    assert (list(part.products), part.days.size, part.returns.days.size, dict(part.to_create)) == ([], 0, 0, {})


def test_a_products_partition_is_the_same_on_every_machine():
    assert [partition_of(name, 16) for name in ("SKU-1", "SKU-2", "Ténès")] == [4, 14, 9]
