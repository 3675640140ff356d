"""Adding to days, on the ledger's fake and its DynamoDB adapter: each addition once, whatever else is done to the days.

The oracle knows nothing of rows: it keeps what each upload said of each day and works out what the uploads, one after
the other, would have left had every line of theirs been right at once.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import product as combinations

import boto3
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
from adapters.dynamodb.sales.histories import DynamoSalesHistories
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.ledger import DynamoSalesLedger
from adapters.dynamodb.table import Table
from domain.sales.additions import Origin, Outcome
from domain.sales.ports import DaysToAdd, DaysToRecord, ProductToCreate
from domain.shared.csv.numbers import EMPTY, MICRO
from testing.fakes.sales import FakeSalesCatalogue, FakeSalesHistories, FakeSalesLedger
from testing.products import NOW, product
from tests.support import faults as fault

START = date(2026, 1, 1)
PRODUCTS = ("SKU-1", "SKU-2")
FAKE, DYNAMO = "fake", "dynamodb"


class OnFakes:
    is_alone = True

    def __init__(self):
        self.catalogue = FakeSalesCatalogue(*PRODUCTS)
        self.now = NOW + timedelta(days=1)
        self.ledger = FakeSalesLedger(self.catalogue, lambda: self.now)
        self.histories = FakeSalesHistories(self.ledger)


class OnDynamo:
    is_alone = True

    def __init__(self, environment):
        client = boto3.client("dynamodb", region_name="us-east-1")
        self.table = Table(client, environment["SALES_TABLE"], sleep=lambda _: None)
        products_table = Table(client, environment["PRODUCTS_TABLE"])
        self.products = DynamoProductRepository(products_table)
        for product_id in PRODUCTS:
            with suppress(Exception):
                self.products.add(product(product_id, category="Coffee"))
        self.catalogue = DynamoSalesCatalogue(self.products)
        self.now = NOW + timedelta(days=1)
        self.ledger = DynamoSalesLedger(self.table, products_table, lambda: self.now)
        self.histories = DynamoSalesHistories(SalesHistoryReader(self.table))

    def clear(self):
        for item in boto3.client("dynamodb", region_name="us-east-1").scan(TableName=self.table.name)["Items"]:
            self.table.delete((item["PK"]["S"], item["SK"]["S"]))


@pytest.fixture(params=[FAKE, DYNAMO])
def kept(request):
    return OnFakes() if request.param == FAKE else OnDynamo(request.getfixturevalue("aws"))


@pytest.fixture
def dynamo(aws):
    return OnDynamo(aws)


# ---- uploads, as a ledger is told of them


@dataclass(frozen=True)
class Line:
    """What a row, or a day's sum, of an upload says; money unknown where it is ``None``."""

    product: str
    day: int
    quantity: int
    revenue: int | None = None
    price: int | None = None

    @property
    def key(self):
        return self.product, self.day

    @property
    def amounts(self):
        return tuple(EMPTY if value is None else value * MICRO for value in (self.quantity, self.revenue, self.price))


@dataclass(frozen=True)
class Upload:
    """An upload: the ``number``-th to begin, with the good lines of its file, one a product-day, and the bad ones."""

    number: int
    replaces: bool
    good: tuple[Line, ...]
    bad: tuple[Line, ...] = ()

    @property
    def id(self):
        return f"u{self.number:03d}"

    @property
    def at(self):
        return NOW + timedelta(minutes=self.number)

    @property
    def origin(self):
        return Origin(self.id, self.at, self.replaces)


def columns(lines):
    by_column = np.array([line.amounts for line in lines], dtype=np.int64).reshape(-1, 3).T
    return (np.array([START.toordinal() + line.day for line in lines], dtype=np.int32), *by_column)


def by_product(kept, lines):
    known = kept.catalogue.get_many(PRODUCTS)
    for product_id in PRODUCTS:
        own = sorted((line for line in lines if line.product == product_id), key=lambda line: line.day)
        if own:
            yield known[product_id], own


def load(kept, upload):
    """Write an upload's good lines; returns what became of them, by product."""
    if upload.replaces:
        days = [DaysToRecord(known, *columns(own)) for known, own in by_product(kept, upload.good)]
        return kept.ledger.record(days, upload.id, upload.at)
    days = [
        DaysToAdd(known, *columns(own), [upload.origin] * len(own), [f"{line.key}" for line in own])
        for known, own in by_product(kept, upload.good)
    ]
    return add_as_foreseen(kept, days, upload.id)


def add_as_foreseen(kept, days, upload_id):
    """Add, having foreseen what becomes of it while nobody else writes; returns that."""
    foreseen = kept.ledger.foresee(days, upload_id) if kept.is_alone else None
    outcomes = kept.ledger.add(days, upload_id)
    assert foreseen in (None, outcomes)
    return outcomes


def correct(kept, upload, number, lines=None):
    """Add an upload's bad lines, corrected, by an upload of their own; returns what became of them, in order."""
    corrected = upload.bad if lines is None else lines
    places = {id(line): f"LINE#{place}" for place, line in enumerate(corrected)}
    days, order = [], []
    for known, own in by_product(kept, corrected):
        marks = [places[id(line)] for line in own]
        order += marks
        days.append(DaysToAdd(known, *columns(own), [upload.origin] * len(own), marks))
    outcomes = add_as_foreseen(kept, days, f"c{number:03d}")
    told = dict(zip(order, [each for known in days for each in outcomes[known.product.product_id]], strict=True))
    return [told[f"LINE#{place}"] for place in range(len(corrected))]


# ---- the oracle


@dataclass
class Oracle:
    """What was said of each day, by upload; the numbers of uploads are their order."""

    said: dict[tuple[str, int], list[tuple[int, bool, Line]]] = field(default_factory=dict)

    def takes(self, upload, lines):
        for line in lines:
            self.said.setdefault(line.key, []).append((upload.number, upload.replaces, line))

    def counted(self, key):
        """Return the lines that a day's sum is of: those of the last upload that replaced it, and what came since."""
        said = self.said.get(key, [])
        last = max((number for number, replaces, _ in said if replaces), default=-1)
        return [line for number, replaces, line in said if number >= last and (replaces or number > last)]

    def day(self, key):
        """Return quantity, revenue and price."""
        lines = self.counted(key)
        if not lines:
            return None
        quantity = sum(line.quantity for line in lines)
        revenue = None if any(line.revenue is None for line in lines) else sum(line.revenue for line in lines)
        prices = {line.price for line in lines}
        price = prices.pop() if len(prices) == 1 else None
        if price is None and len(lines) > 1 and revenue is not None and quantity:
            price = round(Decimal(revenue) / Decimal(quantity), 4)
        return quantity, revenue, price

    def must_refuse(self, upload, line):
        """Tell whether a later upload has had its word on a day, so that one that comes late counts no more."""
        later = [replaces for number, replaces, _ in self.said.get(line.key, []) if number > upload.number]
        return bool(later) if upload.replaces else any(later)

    def may_refuse(self, upload, line):
        """Tell whether a day is no longer as the upload left it: replaced since, or of older and newer parts."""
        said = self.said.get(line.key, [])
        own = any(number == upload.number for number, _, _ in said)
        replaced = any(replaces and number > upload.number for number, replaces, _ in said)
        older = any(number < upload.number for number, _, _ in said)
        newer = any(number > upload.number for number, _, _ in said)
        return replaced or (upload.replaces and not own and older and newer)


def rows(kept):
    """Return quantity, revenue and price of what is kept, having checked that the histories say the same."""
    found = {}
    for product_id, known in kept.catalogue.get_many(PRODUCTS).items():
        items = kept.ledger.days(known, None, None, 500, None).items
        history = kept.histories.read(product_id)
        assert (history is None) == (not items)
        for row in items:
            found[product_id, (row.day - START).days] = row.quantity_sold, row.revenue, row.price
            place = (row.day - history.start).days
            for column, value in (
                (history.quantity, row.quantity_sold),
                (history.revenue, row.revenue),
                (history.price, row.price),
            ):
                assert np.isnan(column[place]) if value is None else column[place] == float(value)
        assert history is None or history.product_days == len(items)
    return found


def assert_as(kept, oracle):
    expected = {key: oracle.day(key) for key in oracle.said if oracle.counted(key)}
    assert rows(kept) == expected


# ---- examples


def add(number, *lines):
    return Upload(number, replaces=False, good=lines)


def put(number, *lines, bad=()):
    return Upload(number, replaces=True, good=lines, bad=bad)


def test_what_is_added_is_in_the_sum_and_repeating_it_changes_nothing(kept):
    load(kept, put(1, Line("SKU-1", 0, 5, 10, 2)))
    more = add(2, Line("SKU-1", 0, 3, 6, 2), Line("SKU-1", 4, 1, 3, 3), Line("SKU-2", 0, 7))
    for _ in range(2):
        assert load(kept, more) == {"SKU-1": [Outcome.ADDED] * 2, "SKU-2": [Outcome.ADDED]}
        assert rows(kept) == {
            ("SKU-1", 0): (8, 16, 2),
            ("SKU-1", 4): (1, 3, 3),
            ("SKU-2", 0): (7, None, None),
        }


@pytest.mark.parametrize(
    ("one", "other", "sum_"),
    [
        ((2, 10, 5), (3, 15, 5), (5, 25, 5)),
        ((2, 10, 5), (2, 12, 6), (4, 22, Decimal("5.5"))),
        ((2, 10, 5), (1, 7, 7), (3, 17, Decimal("5.6667"))),
        ((2, 10, 5), (1, None, None), (3, None, None)),
        ((2, None, None), (1, 5, 5), (3, None, None)),
        ((2, None, 5), (1, None, 5), (3, None, 5)),
        ((2, None, 5), (1, None, 6), (3, None, None)),
        ((0, 0, None), (2, 8, 4), (2, 8, 4)),
        ((0, 0, None), (0, 0, 4), (0, 0, None)),
        ((5, 25, 5), (-2, -10, 5), (3, 15, 5)),
        ((5, 25, 5), (-5, -25, 5), (0, 0, 5)),
    ],
)
def test_money_of_a_sum_is_known_where_both_sides_know_it(kept, one, other, sum_):
    load(kept, put(1, Line("SKU-1", 0, *one)))
    load(kept, add(2, Line("SKU-1", 0, *other)))
    assert rows(kept) == {("SKU-1", 0): sum_}


def test_more_cannot_come_back_than_was_sold(kept):
    load(kept, put(1, Line("SKU-1", 0, 5, 10, 2)))
    assert load(kept, add(2, Line("SKU-1", 0, -6, -12, 2), Line("SKU-1", 1, -1)))["SKU-1"] == [Outcome.BELOW_ZERO] * 2
    assert rows(kept) == {("SKU-1", 0): (5, 10, 2)}


def test_sums_stay_within_exact_arithmetic(kept):
    most = 4 * 10**12
    load(kept, put(1, Line("SKU-1", 0, most)))
    assert load(kept, add(2, Line("SKU-1", 0, 1)))["SKU-1"] == [Outcome.TOO_LARGE]
    assert rows(kept) == {("SKU-1", 0): (most, None, None)}


def test_an_addition_is_counted_with_the_amounts_it_had_first(kept):
    load(kept, add(1, Line("SKU-1", 0, 5), Line("SKU-1", 1, 5)))
    assert load(kept, add(1, Line("SKU-1", 0, 6), Line("SKU-1", 1, 5)))["SKU-1"] == [
        Outcome.OTHER_AMOUNTS,
        Outcome.ADDED,
    ]
    assert rows(kept) == {("SKU-1", 0): (5, None, None), ("SKU-1", 1): (5, None, None)}


def test_a_corrected_line_joins_the_good_ones_of_its_day_once(kept):
    upload = put(1, Line("SKU-1", 0, 5, 10, 2), bad=(Line("SKU-1", 0, 3, 6, 2), Line("SKU-1", 0, 1, 2, 2)))
    load(kept, upload)
    assert correct(kept, upload, 2) == [Outcome.ADDED] * 2
    assert correct(kept, upload, 2) == [Outcome.ADDED] * 2, "the same upload, gone on with"
    assert correct(kept, upload, 3) == [Outcome.REPEATED] * 2, "another upload"
    assert rows(kept) == {("SKU-1", 0): (9, 18, 2)}
    changed = [Line("SKU-1", 0, 4, 8, 2), Line("SKU-1", 7, 1, 2, 2)]
    assert correct(kept, upload, 4, changed) == [Outcome.OTHER_AMOUNTS] * 2
    assert rows(kept) == {("SKU-1", 0): (9, 18, 2)}


def test_a_line_twice_in_one_file_counts_once(kept):
    upload, line = put(1, Line("SKU-1", 0, 5)), Line("SKU-1", 0, 3)
    load(kept, upload)
    known = kept.catalogue.get_many(PRODUCTS)
    lines = [line, line, Line("SKU-1", 0, 4)]
    days = DaysToAdd(known["SKU-1"], *columns(lines), [upload.origin] * 3, ["LINE#1"] * 3)
    elsewhere = DaysToAdd(known["SKU-2"], *columns([Line("SKU-2", 0, 3)]), [upload.origin], ["LINE#1"])
    assert kept.ledger.add([days, elsewhere], "c1") == {
        "SKU-1": [Outcome.ADDED, Outcome.ADDED, Outcome.OTHER_AMOUNTS],
        "SKU-2": [Outcome.OTHER_AMOUNTS],
    }
    assert rows(kept) == {("SKU-1", 0): (8, None, None)}


def test_a_corrected_line_of_a_day_that_was_replaced_since_is_refused(kept):
    upload = put(1, Line("SKU-1", 0, 5), bad=(Line("SKU-1", 0, 3), Line("SKU-1", 1, 3)))
    load(kept, upload)
    load(kept, put(2, Line("SKU-1", 0, 9)))
    assert correct(kept, upload, 3) == [Outcome.SUPERSEDED, Outcome.ADDED]
    assert rows(kept) == {("SKU-1", 0): (9, None, None), ("SKU-1", 1): (3, None, None)}


def test_a_corrected_line_takes_the_place_of_what_earlier_uploads_left_as_its_upload_would_have(kept):
    load(kept, put(1, Line("SKU-1", 0, 10)))
    upload = put(2, Line("SKU-1", 1, 5), bad=(Line("SKU-1", 0, 3), Line("SKU-1", 0, 4)))
    load(kept, upload)
    assert correct(kept, upload, 3) == [Outcome.ADDED] * 2
    assert rows(kept) == {("SKU-1", 0): (7, None, None), ("SKU-1", 1): (5, None, None)}


def test_where_older_and_newer_parts_of_a_day_cannot_be_told_apart_a_corrected_line_is_refused(kept):
    load(kept, put(1, Line("SKU-1", 0, 10)))
    upload = put(2, Line("SKU-1", 1, 5), bad=(Line("SKU-1", 0, 3),))
    load(kept, upload)
    load(kept, add(3, Line("SKU-1", 0, 1)))
    assert correct(kept, upload, 4) == [Outcome.SUPERSEDED]
    assert rows(kept)["SKU-1", 0] == (11, None, None)


def test_additions_of_a_product_that_vanished_are_not_kept(kept):
    known = kept.catalogue.get_many(PRODUCTS)
    upload = add(1)
    days = [DaysToAdd(known[name], *columns([Line(name, 0, 3)]), [upload.origin], [f"DAY#{name}"]) for name in PRODUCTS]
    if isinstance(kept, OnFakes):
        del kept.catalogue.kept["SKU-1"]
    else:
        kept.products.begin_removal("SKU-1", None, "r1")
    assert kept.ledger.add(days, "u1") == {"SKU-1": [Outcome.UNKNOWN_PRODUCT], "SKU-2": [Outcome.ADDED]}
    assert rows(kept) == {("SKU-2", 0): (3, None, None)}


def test_nothing_is_added_to_the_rows_of_an_earlier_product_of_the_same_id(dynamo):
    load(dynamo, put(1, Line("SKU-1", 0, 5)))
    dynamo.products.begin_removal("SKU-1", None, "r1")
    dynamo.products.end_removal("SKU-1", "r1")
    dynamo.table.delete(("SALES#SKU-1", "HISTORY"))
    dynamo.catalogue.create([ProductToCreate("SKU-1", "Another", "Tea", Decimal(1))], NOW + timedelta(days=1))
    load(dynamo, add(2, Line("SKU-1", 0, 2)))
    assert rows(dynamo) == {("SKU-1", 0): (2, None, None)}


def test_more_additions_than_a_transaction_takes(kept):
    lines = [Line("SKU-1", day, 1 + day, day, 1) for day in range(130)]
    load(kept, put(1, *lines[50:70]))
    assert load(kept, add(2, *lines)) == {"SKU-1": [Outcome.ADDED] * 130}
    found = rows(kept)
    assert len(found) == 130
    assert found["SKU-1", 60] == (122, 120, 1)
    upload = put(3, bad=[Line("SKU-2", 0, 1)] * 120)
    assert correct(kept, upload, 4, [Line("SKU-2", 0, 1) for _ in range(120)]) == [Outcome.ADDED] * 120
    assert rows(kept)["SKU-2", 0] == (120, None, None)


def test_marks_outlive_the_uploads_they_are_of(dynamo):
    load(dynamo, add(1, Line("SKU-1", 0, 5)))
    marks = [item for item in fault.everything({"X_TABLE": dynamo.table.name})["X_TABLE"] if "ADDED#" in str(item)]
    assert len(marks) == 1
    assert int(marks[0]["expires_at"]["N"]) > (NOW + timedelta(days=100)).timestamp()


# ---- properties

lines_ = st.builds(
    lambda name, day, told: Line(name, day, *told),
    st.sampled_from(PRODUCTS),
    st.integers(0, 2),
    st.builds(
        lambda quantity, price: (quantity, quantity * price if price else None, price),
        st.integers(1, 5),
        st.sampled_from([None, 1, 2, 4]),
    ),
)
#: An upload's kind, its good lines and its bad ones, and how late it is: steps are ten apart, and of two that are late
#: none began at the same time. Or what is done again or corrected: the place of an upload.
uploads = st.tuples(
    st.sampled_from(["put", "add"]),
    st.lists(lines_, min_size=1, max_size=4, unique_by=lambda line: line.key),
    st.lists(lines_, max_size=3),
    st.sampled_from([0, 0, 0, 13, 37, 52]),
)
again = st.tuples(st.sampled_from(["repeat", "correct"]), st.integers(0, 9), st.just(()), st.just(0))
steps = st.lists(st.one_of(uploads, again), min_size=1, max_size=10)


def play(kept, sequence, crash_at=None, faults=None):
    """Do the steps on a ledger and an oracle; each is killed at its ``crash_at``-th call first, and then done again."""
    oracle, done, corrected = Oracle(), [], set()
    for number, (kind, what, bad, late) in enumerate(sequence, 10):
        kept.now = NOW + timedelta(minutes=10 * number)
        if kind in {"put", "add"}:
            upload = Upload(10 * number - late, kind == "put", tuple(what), tuple(bad))
            told = surviving(lambda upload=upload: load(kept, upload), crash_at, faults)
            for known, own in by_product(kept, upload.good):
                for line, outcome in zip(own, told[known.product_id], strict=True):
                    refused = oracle.must_refuse(upload, line)
                    assert outcome is (Outcome.SUPERSEDED if refused else Outcome.ADDED)
                    oracle.takes(upload, [] if refused else [line])
            done.append(upload)
        elif done and kind == "repeat":  # as one that was cut off is gone on with, however late
            upload = done[what % len(done)]
            surviving(lambda upload=upload: load(kept, upload), crash_at, faults)
        elif done:
            upload = done[what % len(done)]
            told = surviving(lambda upload=upload, number=number: correct(kept, upload, number), crash_at, faults)
            for place, (line, outcome) in enumerate(zip(upload.bad, told, strict=True)):
                if (upload.number, place) in corrected:
                    assert outcome is Outcome.REPEATED
                elif outcome is Outcome.SUPERSEDED:
                    assert oracle.may_refuse(upload, line)
                else:
                    assert outcome is Outcome.ADDED
                    corrected.add((upload.number, place))
                    oracle.takes(upload, [line])
        assert_as(kept, oracle)


def surviving(act, crash_at, faults):
    if crash_at is None:
        return act()
    faults.at(*crash_at, "dynamodb")
    with suppress(fault.KilledError):
        act()
    faults.never()
    return act()


@given(steps)
@settings(max_examples=400)
def test_any_sequence_of_uploads_repeats_and_corrections_leaves_what_the_oracle_says(sequence):
    play(OnFakes(), sequence)


@pytest.fixture
def struck(dynamo, monkeypatch):
    with fault.injected(monkeypatch) as faults:
        yield dynamo, faults


@given(sequence=steps, crash=st.integers(1, 9), effect=st.sampled_from([fault.killing, fault.killing_after, None]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_sequence_with_a_crash_at_any_call_leaves_what_the_oracle_says(struck, sequence, crash, effect):
    dynamo, faults = struck
    dynamo.clear()
    play(dynamo, sequence, (crash, effect) if effect else None, faults)


# ---- two writers, one between any two calls of the other

A_DAY = Line("SKU-1", 0, 5, 10, 2)
BASE = put(1, Line("SKU-1", 0, 1, 2, 2), bad=(Line("SKU-1", 0, 7, 14, 2), Line("SKU-2", 1, 7, 14, 2)))
WRITERS = {
    "add": lambda kept: load(kept, add(5, A_DAY, Line("SKU-2", 1, 5, 10, 2))),
    "other add": lambda kept: load(kept, add(6, Line("SKU-1", 0, 30, 60, 2), Line("SKU-1", 1, 30, 60, 2))),
    "replace": lambda kept: load(kept, put(7, Line("SKU-1", 0, 100, 200, 2), Line("SKU-2", 2, 100, 200, 2))),
    "correct": lambda kept: correct(kept, BASE, 8),
    "correct again": lambda kept: correct(kept, BASE, 9),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(("add", "replace", "correct"), WRITERS)))
def test_two_writers_end_as_one_after_the_other(struck, one, other):
    """The other writer does all its work just before each call of the first; the same one twice is a repeat."""
    dynamo, faults = struck
    ends = []
    for order in ((one, other), (other, one)):
        dynamo.clear()
        load(dynamo, BASE)
        for name in order:
            WRITERS[name](dynamo)
        ends.append(rows(dynamo))
    dynamo.is_alone = False
    number, struck_yet = 0, True
    while struck_yet:
        number += 1
        dynamo.clear()
        load(dynamo, BASE)
        faults.at(number, fault.meanwhile(lambda: WRITERS[other](dynamo)), "dynamodb")
        WRITERS[one](dynamo)
        struck_yet = faults.struck > 0
        faults.never()
        if struck_yet:
            assert rows(dynamo) in ends, f"before call {number}"
    assert number > 3
