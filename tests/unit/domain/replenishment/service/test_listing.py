"""Lists by rows: the same as a full computation, no line older than its row, and never an empty list in silence."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.models import EVERYTHING, Selection, Urgency
from domain.replenishment.row import WorklistRow
from domain.replenishment.service import listing
from domain.replenishment.service.listing import ListingService
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.service.snoozing import SnoozeService
from domain.replenishment.tops import TOPS, ToppedShards
from domain.replenishment.worklist import Sort, WorklistPosition
from domain.shared.shards import ShardKeeper, shard_of
from testing.demand_series import TODAY, poisson_forecast
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.partials import FakePartials
from testing.fakes.replenishment import FakeSnoozes
from testing.fakes.shards import FakeShards
from testing.fakes.system import FakeClock
from testing.replenishment import stocked

KEYS = [f"SKU-{n}" for n in range(6)]


class Shop:
    """A shop with a worklist; what is done to it is done in the tables, and rows are told of it by the test."""

    def __init__(self):
        self.catalogue = FakeCatalogue()
        self.forecasts = FakeLatestForecasts()
        self.clock = FakeClock()
        self.snoozes = FakeSnoozes(self.catalogue)
        self.service = RecommendationService(
            self.catalogue, self.forecasts, FakeSalesHistories(), self.clock, snoozes=self.snoozes
        )
        self.snoozing = SnoozeService(self.catalogue, self.snoozes, self.clock)
        self.store, self.tops = FakeShards(), FakePartials(TOPS)
        self.shards = ToppedShards(self.store, self.tops)
        self.keeper = ShardKeeper(self.shards, self.service.rows, self.clock)
        self.listing = ListingService(self.service, self.store, self.tops, self.clock)

    def make(self):
        assert self.keeper.make_current(list(self.catalogue.kept), lambda: True)

    def page(self, selection=EVERYTHING, urgency=None, sort=Sort.URGENCY, limit=50, after=None, *, snoozed=False):
        return self.listing.page(selection, urgency, sort, limit, after, snoozed=snoozed)


def ids(items):
    return [item.product_id for item in items]


@pytest.fixture
def shop():
    shop = Shop()
    for number, key in enumerate(KEYS):
        shop.catalogue.put(stocked(key, name=f"Beans {number}", on_hand=Decimal(40 * number)))
        if number < 5:
            shop.forecasts.kept[key] = poisson_forecast(product_id=key)
    return shop


STOCK = st.tuples(
    st.just("stock"),
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {
            "on_hand": st.none() | st.sampled_from([Decimal(n) for n in (0, 60, 130, 140, 500)]),
            "category": st.sampled_from(["Coffee", "Tea"]),
            "supplier_id": st.sampled_from([None, "ACME"]),
            "name": st.sampled_from(["Green tea", "espresso", "Tea pot"]),
            "unit_cost": st.sampled_from([None, Decimal(2), Decimal("2.125")]),
        }
    ),
)
OTHER = st.tuples(
    st.sampled_from(["forecast", "no forecast", "remove", "snooze", "wake"]), st.sampled_from(KEYS), st.just({})
)


def do(shop, what, key, fields):
    if what == "stock":
        shop.catalogue.put(stocked(key, **fields))
    elif what == "forecast":
        shop.forecasts.kept[key] = poisson_forecast(product_id=key)
    elif what == "no forecast":
        shop.forecasts.kept.pop(key, None)
    elif what == "remove":
        shop.catalogue.kept.pop(key, None)
    elif key in shop.catalogue.kept and what == "snooze":
        shop.snoozing.snooze(key, TODAY + timedelta(days=3), "later")
    elif key in shop.catalogue.kept:
        shop.snoozing.wake(key)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(STOCK | OTHER, max_size=15),
    st.builds(
        Selection,
        category=st.sampled_from([None, "Tea"]),
        supplier_id=st.sampled_from([None, "ACME"]),
        text=st.sampled_from([None, "tea", "sku-1"]),
    ),
    st.none() | st.sampled_from(Urgency),
    st.sampled_from(Sort),
    st.integers(1, 4),
    st.booleans(),
    st.integers(0, 15),
)
def test_lists_totals_and_overview_are_those_of_a_full_computation(
    changes, selection, urgency, sort, limit, snoozed, made_after
):
    shop = Shop()
    for number, (what, key, fields) in enumerate(changes):
        if number == made_after:
            shop.make()
        do(shop, what, key, fields)
        shop.keeper.refresh([key])
    shop.make()
    whole = shop.service.list(selection)
    seen, after = [], None
    while True:
        page = shop.page(selection, urgency, sort, limit, after, snoozed=snoozed)
        assert (page.totals, page.listed_as_of) == (whole.totals, shop.clock.now())
        seen += page.items
        if page.following is None:
            break
        after = WorklistPosition.parse(str(page.following))
    assert tuple(seen) == whole.only(urgency, sort, snoozed=snoozed)
    overview, everything = shop.listing.overview(2), shop.service.list()
    assert (overview.groups, overview.totals, overview.today) == (everything.groups(2), everything.totals, TODAY)
    assert set(shop.store.rows().values()) == {
        WorklistRow.of(item, TODAY) for item in (*everything.ranked, *everything.snoozed)
    }


def test_a_list_that_has_not_been_made_is_worked_out(shop):
    shop.keeper.refresh(KEYS[:2])
    page = shop.page()
    assert (sorted(ids(page.items)), page.listed_as_of) == (KEYS, None)
    overview = shop.listing.overview(5)
    assert (overview.totals.products, overview.listed_as_of) == (6, None)


def test_lines_are_as_of_now_whatever_their_rows_say(shop):
    shop.make()
    shop.catalogue.put(stocked("SKU-4", name="Renamed", on_hand=Decimal(160)))
    (line,) = [item for item in shop.page().items if item.product_id == "SKU-4"]
    assert line == shop.service.one("SKU-4")


@pytest.mark.parametrize("what", ["stock", "category", "supplier", "name", "snooze", "removal"])
def test_a_line_that_is_no_longer_asked_for_is_not_shown(shop, what):
    shop.catalogue.put(stocked("SKU-0", name="Beans", on_hand=Decimal(0), supplier_id="ACME"))
    shop.make()
    asked = {"urgency": Urgency.STOCKED_OUT}
    asked |= {
        "category": {"selection": Selection(category="Coffee")},
        "supplier": {"selection": Selection(supplier_id="ACME")},
        "name": {"selection": Selection(text="beans")},
    }.get(what, {})
    assert ids(shop.page(**asked).items) == ["SKU-0"]
    changed = {
        "stock": {"on_hand": Decimal(500)},
        "category": {"category": "Tea"},
        "supplier": {"supplier_id": "OTHER"},
        "name": {"name": "Cocoa"},
    }
    fields = {"name": "Beans", "on_hand": Decimal(0), "supplier_id": "ACME"} | changed.get(what, {})
    if what == "snooze":
        shop.snoozing.snooze("SKU-0", TODAY + timedelta(days=3), "later")
    elif what == "removal":
        del shop.catalogue.kept["SKU-0"]
    else:
        shop.catalogue.put(stocked("SKU-0", **fields))
    page = shop.page(**asked)
    assert (ids(page.items), page.following) == ([], None)
    assert [ids(group.first) for group in shop.listing.overview(5).groups if group.urgency is Urgency.STOCKED_OUT] == [
        ids(page.items) if what in {"stock", "snooze", "removal"} else ["SKU-0"]
    ]


def test_a_page_is_filled_up_where_lines_were_left_out(shop):
    shop.make()
    first, second, *_ = ids(shop.page(sort=Sort.PRODUCT_ID).items)
    del shop.catalogue.kept[first]
    page = shop.page(sort=Sort.PRODUCT_ID, limit=2)
    assert ids(page.items) == [second, KEYS[2]]
    following = shop.page(sort=Sort.PRODUCT_ID, limit=2, after=page.following)
    assert ids(following.items) == KEYS[3:5]


def test_a_page_is_never_empty_while_there_are_lines_behind_it(shop, monkeypatch):
    monkeypatch.setattr(listing, "ROUNDS", 1)
    shop.make()
    for key in KEYS[:4]:
        del shop.catalogue.kept[key]
    page = shop.page(sort=Sort.PRODUCT_ID, limit=1)
    assert ids(page.items) == ["SKU-4"]


def test_lines_of_a_page_stand_in_the_order_that_was_asked_for_by_what_they_say(shop):
    shop.make()
    assert ids(shop.page(sort=Sort.NAME, limit=3).items) == KEYS[:3]
    shop.catalogue.put(stocked("SKU-0", name="Beans 9", on_hand=Decimal(0)))
    assert ids(shop.page(sort=Sort.NAME, limit=3).items) == ["SKU-1", "SKU-2", "SKU-0"]


def test_one_product_is_worked_out_and_not_looked_up(shop):
    shop.make()
    shop.catalogue.put(stocked("SKU-9", on_hand=Decimal(0)))
    page = shop.page(Selection(product_id="SKU-9"))
    assert (ids(page.items), page.totals.products, page.listed_as_of) == (["SKU-9"], 1, None)


def test_rows_of_yesterday_are_listed_and_say_so(shop):
    shop.make()
    made = shop.clock.now()
    shop.clock.advance(days=1)
    assert shop.page().listed_as_of == made
    assert shop.listing.overview(1).today == TODAY
    assert {item.as_of for item in shop.page(limit=5).items if item.as_of} == {TODAY + timedelta(days=1)}


@pytest.mark.parametrize("sort", [Sort.URGENCY, Sort.NAME])
def test_no_line_is_of_an_earlier_version_of_its_product_than_its_row(shop, sort):
    for key in KEYS:
        shop.catalogue.put(stocked(key, on_hand=Decimal(0), version=2))
    shop.make()
    shop.catalogue.behind = dict.fromkeys(KEYS[:2]) | {KEYS[2]: stocked(KEYS[2], on_hand=Decimal(900), version=1)}
    lines = shop.page(sort=sort).items + tuple(
        line for group in shop.listing.overview(9).groups for line in group.first
    )
    assert sorted(ids(lines)) == sorted(KEYS * 2)
    assert {(line.product.version, line.product.on_hand) for line in lines} == {(2, 0)}


def test_a_product_that_is_gone_has_no_line_where_it_is_still_seen_as_it_was_before_its_row(shop):
    shop.catalogue.put(stocked(KEYS[0], version=2))
    shop.make()
    shop.catalogue.behind[KEYS[0]] = stocked(KEYS[0], version=1)
    del shop.catalogue.kept[KEYS[0]]
    assert KEYS[0] not in ids(shop.page().items)


def test_few_products_are_read_for_a_page(shop, monkeypatch):
    asked = []
    monkeypatch.setattr(
        shop.catalogue,
        "get_many",
        lambda wanted, **_: asked.append(list(wanted)) or {k: shop.catalogue.kept[k] for k in asked[-1]},
    )
    shop.keeper = ShardKeeper(
        shop.shards,
        RecommendationService(
            FakeCatalogue(*shop.catalogue.kept.values()), shop.forecasts, FakeSalesHistories(), shop.clock
        ).rows,
        shop.clock,
    )
    shop.make()
    reads = shop.catalogue.reads
    shop.page(limit=2)
    assert [len(each) for each in asked] == [2]
    asked.clear()
    shop.listing.overview(1)
    assert len(asked) == 1
    assert shop.catalogue.reads == reads


def many(shop):
    """Add products that share two shards, each with another stock."""
    keys = [key for key in (f"MANY-{n}" for n in range(900)) if shard_of(key) < 2]
    for number, key in enumerate(keys):
        shop.catalogue.put(stocked(key, on_hand=Decimal(9 * (number % 13))))
        if number % 5:
            shop.forecasts.kept[key] = poisson_forecast(product_id=key)
    return keys


@pytest.mark.parametrize("urgency", [None, Urgency.STOCKED_OUT, Urgency.ORDER_NOW, Urgency.NO_FORECAST])
def test_pages_that_tops_reach_and_those_they_do_not_are_one_list(shop, urgency):
    many(shop)
    shop.make()
    seen, after = [], None
    while True:
        page = shop.page(urgency=urgency, limit=3, after=after)
        seen += page.items
        if page.following is None:
            break
        after = page.following
    whole = shop.service.list()
    assert tuple(seen) == whole.only(urgency)
    assert page.totals == whole.totals
    assert shop.listing.overview(5).groups == whole.groups(5)


def test_the_first_pages_and_the_overview_of_the_shop_read_no_rows(shop, monkeypatch):
    shop.make()
    monkeypatch.setattr(shop.store, "read", lambda *_, **__: pytest.fail("all rows were read"))
    assert len(shop.page(limit=2).items) == 2
    assert shop.page(urgency=Urgency.STOCKED_OUT, limit=2).totals.products == 6
    assert shop.listing.overview(2).totals.products == 6


def test_pages_go_on_where_all_lines_of_a_top_have_gone(shop):
    keys = many(shop)
    shop.make()
    gone = shop.page(limit=25).items
    for line in gone:
        shop.catalogue.kept.pop(line.product_id)
    page = shop.page(limit=5)
    assert len(page.items) == 5
    assert {line.product_id for line in page.items} <= {*keys, *KEYS} - {line.product_id for line in gone}
