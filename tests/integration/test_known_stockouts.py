"""Days on which there was nothing to sell, told by a file or by a count of nothing: no demand in any forecast after."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from testing.deployed import LAST_DAY, deployed, send, standing_clock

CSV = {"Content-Type": "text/csv"}
DAYS = 140
#: Days before the last on which the shelf was empty: too few at a time to be suspected of it.
GAPS = ((44, 38), (26, 20), (6, 0))
COUNTED_EMPTY = (8, 0)
STEADY, UNTOLD, TOLD, COUNTED = "STEADY", "UNTOLD", "TOLD", "COUNTED"


def sold(gaps):
    """Units by days before the last: about one on four days of seven, and none where the shelf was empty."""
    units = np.random.default_rng(2).poisson(0.9, DAYS)
    for first, last in gaps:
        units[last : first + 1] = 0
    return units


def rows(product_id, gaps):
    return [f"{LAST_DAY - timedelta(days=back)},{product_id},{units}" for back, units in enumerate(sold(gaps))]


@pytest.fixture
def shop():
    with deployed(), standing_clock():
        told = {STEADY: (), UNTOLD: GAPS, TOLD: GAPS, COUNTED: (COUNTED_EMPTY,)}
        lines = ["date,sku,qty", *(row for name, gaps in told.items() for row in rows(name, gaps))]
        query = {"on_unknown_product": "create"}
        loaded = send("POST", "/sales-data/upload", body="\n".join(lines).encode(), headers=CSV, query=query)
        assert (loaded.status, loaded.json["rows_rejected"]) == (200, 0)
        yield


def total(product_id):
    """Return a product's forecast of what four weeks sell."""
    made = send("POST", "/forecasts/generate", body={"product_id": product_id, "horizon_days": 28})
    assert made.status == 200, made.body
    return made.json["total"]["predicted_demand"]


def test_days_of_a_file_of_stock_outs_are_no_demand(shop):
    entries = [
        f"Empty,stockout,{LAST_DAY - timedelta(days=first)},{LAST_DAY - timedelta(days=last)},{TOLD}"
        for first, last in GAPS
    ]
    before, steady = total(TOLD), total(STEADY)
    assert total(UNTOLD) == pytest.approx(before, rel=0.1)
    assert before < 0.8 * steady
    text = "\n".join(["name,kind,start,end,product_id", *entries]).encode()
    dry = send("POST", "/calendar/upload", body=text, headers=CSV, query={"dry_run": "true"})
    assert dry.json["rows_accepted"] == len(GAPS)
    assert total(TOLD) == before
    for _ in range(2):  # again, for nothing
        assert send("POST", "/calendar/upload", body=text, headers=CSV).json["rows_accepted"] == len(GAPS)
    after = total(TOLD)
    assert after == pytest.approx(steady, rel=0.1)
    assert total(UNTOLD) == pytest.approx(before, rel=0.1)
    for entry in send("GET", "/calendar", query={"product_id": TOLD}).json["items"]:
        assert send("DELETE", f"/calendar/{entry['event_id']}").status == 204
    assert total(TOLD) == pytest.approx(before, rel=0.1)


def test_a_count_of_nothing_says_the_same_of_the_days_around_it(shop):
    before, steady = total(COUNTED), total(STEADY)
    first_empty = LAST_DAY - timedelta(days=COUNTED_EMPTY[0])
    text = f"sku,on hand,stock as of\n{COUNTED},0,{first_empty}\n".encode()
    loaded = send("POST", "/products/upload", body=text, headers=CSV)
    assert (loaded.status, loaded.json["rows_accepted"]) == (200, 1), loaded.body
    after = total(COUNTED)
    assert after > 1.1 * before
    assert after == pytest.approx(steady, rel=0.15)
    refilled = send("PATCH", f"/products/{COUNTED}", body={"on_hand": 5, "stock_as_of": str(first_empty)})
    assert refilled.status == 200
    assert total(COUNTED) < (before + after) / 2
