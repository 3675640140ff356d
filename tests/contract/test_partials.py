"""Partial sums and notes of stale ones, in memory and in the worklist table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.partials import DynamoPartials, DynamoStaleNotes
from adapters.dynamodb.table import Table
from domain.reporting.service.summaries import CHECKS, FORECASTS
from domain.reporting.summary.attention import AttentionNote
from domain.reporting.summary.checks import AccuracySums, CheckFigures, Pooled
from domain.reporting.summary.figures import DemandSums, ForecastFigures, MonthSums, MoverDemand
from domain.sales.models import ProductSales
from domain.sales.service.summaries import SALES
from domain.sales.summary import CategoryFigures, SalesFigures
from domain.shared.partials import Partial, StaleShards
from testing.fakes.partials import FakePartials, FakeStaleNotes

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
FIGURES = {
    SALES: SalesFigures(
        first_date=DAY,
        last_date=DAY,
        by_category={"Té": CategoryFigures(2, 1, 3, Decimal("1.50"), Decimal("1E+3"))},
        by_month={date(2026, 11, 1): (10**15, -1)},
        top_products=(ProductSales("A", "Ñ", "Té", Decimal("0.1"), Decimal(2), DAY),),
        gaps=4,
        suspected_stockouts=1,
        stockout_products=(("A", 1, 20),),
        last_dates={DAY: ("A", "B")},
        last_date_counts={DAY: 2},
    ),
    CHECKS: CheckFigures(
        products=3,
        products_without_forecast=1,
        sums=AccuracySums(2, Pooled(1, 2), Pooled(-3, 4), Pooled(), Pooled(5, 6), 28, ("A", None)),
        attention=(AttentionNote("A", "Ñ", "forecast_old", "…", 3, 1 / 3),),
        attention_total=7,
    ),
    FORECASTS[None]: ForecastFigures(
        longest=28,
        generated_at=NOW,
        first_date=DAY,
        last_date=DAY + timedelta(days=27),
        by_category={"Té": DemandSums(1, 2, 3, 4, 5, 6, 1)},
        months={"2026-11": MonthSums(11, 1, 2, 3)},
        risers=(MoverDemand("A", "Ñ", "Té", 0.1, 1 / 3, 5.5),),
    ),
}


@pytest.fixture(params=["fake", "table"])
def kept(request):
    if request.param == "fake":
        return FakePartials(*FIGURES), FakeStaleNotes()
    environment = request.getfixturevalue("aws")
    table = Table(boto3.client("dynamodb", region_name="us-east-1"), environment["WORKLIST_TABLE"])
    return DynamoPartials(table, {kind: type(figures) for kind, figures in FIGURES.items()}), DynamoStaleNotes(table)


def test_sums_and_notes_are_kept(kept):
    store, notes = kept
    assert list(store.kinds) == list(FIGURES)
    for kind, figures in FIGURES.items():
        made = Partial(number=7, figures=figures, day=DAY, made_at=NOW, version=1)
        assert (store.read(kind), kind in store.of(7)) == ({}, False)
        assert not store.write(kind, replace(made, version=2))
        assert store.write(kind, made)
        assert not store.write(kind, made)
        assert store.read(kind) == {7: made}
        assert store.of(7)[kind] == made
        assert store.write(kind, replace(made, version=2, figures=type(figures)()))
        assert store.write(kind, replace(made, number=63))
        assert {number: partial.version for number, partial in store.read(kind).items()} == {7: 2, 63: 1}
        store.replace(kind, replace(made, version=9))
        store.replace(kind, replace(made, number=1, version=4))
        for late in (8, 9):
            store.replace(kind, replace(made, version=late, figures=type(figures)()))
        assert store.read(kind)[7] == replace(made, version=9)
        assert store.read(kind)[1].version == 4
    assert set(store.of(7)) == set(store.of(63)) == set(FIGURES)
    assert notes.read() == StaleShards()
    notes.add([3, 5], NOW)
    notes.add([5, 9], NOW + timedelta(minutes=1))
    seen = notes.read()
    assert (seen.numbers, seen.since) == ({3, 5, 9}, NOW)
    notes.add([11], NOW + timedelta(minutes=3))
    notes.settle(seen, NOW + timedelta(minutes=2))
    later = notes.read()
    assert (later.numbers, later.since) == ({3, 5, 9, 11}, NOW + timedelta(minutes=2))
    notes.settle(later, NOW + timedelta(minutes=4))
    assert (notes.read().numbers, notes.read().since) == (frozenset(), None)
    notes.add([1], NOW)
    assert notes.read().numbers == {1}


def test_sums_of_another_release_are_as_if_there_were_none_and_are_made_again(aws):
    table = Table(boto3.client("dynamodb", region_name="us-east-1"), aws["WORKLIST_TABLE"])
    store = DynamoPartials(table, {SALES: SalesFigures})
    made = Partial(number=7, figures=FIGURES[SALES], day=DAY, made_at=NOW, version=1)
    store.write(SALES, made)
    table.update(keys.partial(SALES, 7), "SET form = :newer", {":newer": 9})
    assert store.read(SALES) == {}
    assert (store.of(7)[SALES].version, store.of(7)[SALES].figures) == (1, None)
    assert store.write(SALES, replace(made, version=2))
    assert store.read(SALES)[7].figures == FIGURES[SALES]
