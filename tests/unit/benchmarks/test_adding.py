"""The benchmark of adding to product-days runs, and finds what its page says."""

from __future__ import annotations

import pytest
from moto import mock_aws

from benchmarks.adding import measure


@pytest.mark.parametrize(("products", "days"), [(6, 1), (1, 8)])
def test_adding_costs_more_than_replacing_and_no_more_than_twice(products: int, days: int) -> None:
    with mock_aws():
        told = measure(products, days)

    replaced, added = (told[mode]["write_units_a_product_day"] for mode in ("replace", "add"))
    assert 2 <= replaced < added <= 2 * replaced
