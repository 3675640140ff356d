"""Sales summaries by partial sums: the same as a full computation, whatever happened before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.shared.partials import PartialKeeper
from domain.shared.shards import SHARDS, shard_of
from testing.sales import Shop

FIRST = date(2026, 1, 1)
KEYS = [f"SKU-{n}" for n in range(5)]
SOLD = st.tuples(
    st.just("sold"), st.sampled_from(KEYS), st.integers(0, 90), st.sampled_from(["1,2.99", "0,0", "2.5,7.1", "3,"])
)
OTHER = st.tuples(
    st.sampled_from(["category", "discontinue", "remove"]), st.sampled_from(KEYS), st.just(0), st.just("")
)


def filled():
    shop = Shop()
    known = shop.catalogue.kept["SKU-1"]
    shop.catalogue.kept = {key: replace(known, product_id=key, name=f"Name of {key}") for key in KEYS}
    keeper = PartialKeeper(shop.partials, shop.summaries.figures, shop.clock)

    def make(number):
        keeper.make(number, lambda wanted: [key for key in shop.catalogue.kept if shard_of(key) == wanted])

    return shop, make


def do(shop, what, key, day, sold):
    kept = shop.catalogue.kept
    if what == "sold" and key in kept:
        on = (FIRST + timedelta(days=day)).isoformat()
        shop.upload(f"date,sku,qty,revenue\n{on},{key},{sold}\n")
    elif key in kept and what == "remove":
        del kept[key]
    elif key in kept and what == "category":
        kept[key] = replace(kept[key], category="Tea")
    elif key in kept and what == "discontinue":
        kept[key] = replace(kept[key], active=False)


@settings(max_examples=25, deadline=None)
@given(st.lists(SOLD | OTHER, max_size=10), st.booleans())
def test_summaries_are_those_of_a_full_computation(changes, made_before):
    shop, make = filled()
    for number in range(SHARDS if made_before else 0):
        make(number)
    for change in changes:
        do(shop, *change)
        if made_before:
            make(shard_of(change[1]))
    whole = shop.summaries.whole()
    if not made_before:
        assert shop.summaries.summary() == whole
        for number in range(SHARDS):
            make(number)
    assert shop.summaries.summary() == replace(whole, summed_as_of=shop.clock.now())


def test_partial_sums_are_read_and_not_worked_out():
    shop, make = filled()
    for number in range(SHARDS):
        make(number)
    do(shop, "sold", "SKU-1", 3, "1,5")
    assert (shop.summaries.summary().total_units, shop.summaries.whole().total_units) == (0, 1)
    assert shop.summaries.summary(shop.catalogue.kept["SKU-1"].category).total_units == 1
